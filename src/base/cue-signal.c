// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signal.h"

/**
 * cue_signal_new_plain:
 * @type: of the objects that emit it
 * @name: of the signal
 *
 * Registers a signal that only says that something happened: it carries nothing, asks for no
 * answer, and has no handler of the class. For `class_init`.
 *
 * Returns: the id of the signal
 */
guint
cue_signal_new_plain (GType type, const char *name)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
