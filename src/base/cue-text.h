// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *cue_text_make_visible (const char *bytes, gssize len, gsize max_chars);
char    *cue_text_make_line (const char *bytes, gssize len, gsize max_chars);
gboolean cue_text_is_blank (const char *text);
char    *cue_text_drop_full_stop (const char *text);
gboolean cue_text_looks_like_html (const char *bytes, gssize len);
gboolean cue_text_looks_like_sign_in (const char *bytes, gssize len);
char    *cue_text_first_sentence_of_html (const char *bytes, gssize len);

G_END_DECLS
