// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-text.h"

#include "fuzz.h"

#include <string.h>

/* Whatever comes as a page or a text, what we show of it is valid, bounded and hides nothing. */

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char      *bytes = (const char *) data;
  g_autofree char *title = cue_text_first_sentence_of_html (bytes, (gssize) size);
  g_autofree char *visible = cue_text_make_visible (bytes, (gssize) size, 0);
  g_autofree char *line = cue_text_make_line (bytes, (gssize) size, 50);

  g_assert_true (g_utf8_validate (visible, -1, NULL));
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_null (strpbrk (line, "\n\r\t"));
  for (const char *c = visible; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    g_assert_true (u == '\n' || u == '\t' || g_unichar_type (u) != G_UNICODE_CONTROL);
    g_assert_true (g_unichar_type (u) != G_UNICODE_FORMAT);
  }
  if (title != NULL) {
    g_assert_true (g_utf8_validate (title, -1, NULL));
    g_assert_true (cue_text_looks_like_html (bytes, (gssize) size));
  }
  cue_text_looks_like_sign_in (bytes, (gssize) size);
  return 0;
}
