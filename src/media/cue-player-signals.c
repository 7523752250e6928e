// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player-signals.h"

#include "cue-playback.h"

#include <gdk/gdk.h>

/**
 * cue_player_signal_new_picture:
 * @type: of the object that emits it
 *
 * "picture": texture, natural width and height in pixels, snapshot request or 0.
 *
 * Returns: the id of the signal
 */
guint
cue_player_signal_new_picture (GType type)
{
  return g_signal_new ("picture",
                       type,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       4,
                       GDK_TYPE_TEXTURE,
                       G_TYPE_UINT,
                       G_TYPE_UINT,
                       G_TYPE_UINT);
}

/**
 * cue_player_signal_new_reason:
 * @type: of the object that emits it
 * @name: of the signal
 *
 * A reason, HTTP status or 0, detail.
 *
 * Returns: the id of the signal
 */
guint
cue_player_signal_new_reason (GType type, const char *name)
{
  return g_signal_new (name,
                       type,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       3,
                       CUE_TYPE_PLAYBACK_REASON,
                       G_TYPE_UINT,
                       G_TYPE_STRING);
}
