// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSecretText:
 *
 * A `char` of a text that is a secret: `g_autoptr (CueSecretText)` is for such a text what
 * `g_autofree char *` is for any other.
 */
typedef char CueSecretText;

void cue_secret_text_free (gpointer text);
void cue_secret_text_set (char **place, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSecretText, cue_secret_text_free)

G_END_DECLS
