// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-text.h"

#include <string.h>

#include "cue-secret-bytes.h"
#include "cue-secret-text.h"

static void
assert_visible (const char *bytes, gssize length, gsize max, const char *expected)
{
  g_autofree char *text = cue_text_make_visible (bytes, length, max);

  g_assert_cmpstr (text, ==, expected);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_visible (void)
{
  assert_visible ("", -1, 0, "");
  assert_visible ("plain ünï 日本 😀", -1, 0, "plain ünï 日本 😀");
  assert_visible ("a\nb\tc\r\nd", -1, 0, "a\nb\tc\nd");
  assert_visible ("a\rb", -1, 0, "a␍b");
  assert_visible ("a\0b", 3, 0, "a␀b");
  assert_visible ("\x1b[31mred\x07\x7f", -1, 0, "␛[31mred␇␡");
  assert_visible ("caf\xe9!", -1, 0, "caf⟨E9⟩!");
  assert_visible ("\xc3", 1, 0, "⟨C3⟩");
  assert_visible ("\xf0\x9f\x98", 3, 0, "⟨F0⟩⟨9F⟩⟨98⟩");
  assert_visible ("\xed\xa0\x80", -1, 0, "⟨ED⟩⟨A0⟩⟨80⟩");
  assert_visible ("abc\xe2\x80\xae"
                  "fdp.exe",
                  -1,
                  0,
                  "abc⟨U+202E⟩fdp.exe");
  assert_visible ("a\xe2\x80\x8b"
                  "b\xef\xbb\xbf"
                  "c",
                  -1,
                  0,
                  "a⟨U+200B⟩b⟨U+FEFF⟩c");
  assert_visible ("a\xe2\x81\xa6"
                  "b\xe2\x81\xa9",
                  -1,
                  0,
                  "a⟨U+2066⟩b⟨U+2069⟩");
  assert_visible ("a\xc2\xad"
                  "b\xc2\x85",
                  -1,
                  0,
                  "a⟨U+00AD⟩b⟨U+0085⟩");
  assert_visible ("a\xe2\x80\xa8"
                  "b",
                  -1,
                  0,
                  "a⟨U+2028⟩b");
  assert_visible ("\xe3\x85\xa4", -1, 0, "⟨U+3164⟩");
  assert_visible ("\xf3\xa0\x81\x81", -1, 0, "⟨U+E0041⟩");
  assert_visible ("<b>&amp;</b>", -1, 0, "<b>&amp;</b>");
  assert_visible ("abcdef", -1, 3, "abc…");
  assert_visible ("abc", -1, 3, "abc");
  assert_visible ("äöü", -1, 2, "äö…");
}

static void
test_line (void)
{
  g_autofree char *line = cue_text_make_line ("a\nb\r\nc\td", -1, 0);

  g_assert_cmpstr (line, ==, "a b c d");
}

static void
test_full_stop (void)
{
  static const char *const pairs[][2] = {
    { "Unknown endpoint.", "Unknown endpoint" },
    { "Unknown endpoint", "Unknown endpoint" },
    { "Wait...", "Wait..." },
    { "Why?", "Why?" },
    { ".", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *text = cue_text_drop_full_stop (pairs[i][0]);

    g_assert_cmpstr (text, ==, pairs[i][1]);
  }
}

static void
assert_title (const char *page, const char *expected)
{
  g_autofree char *title = cue_text_first_sentence_of_html (page, -1);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_html (void)
{
  g_autofree char *many = g_strnfill (3000, 'x');
  g_autofree char *long_page = g_strdup_printf ("<title>%s</title>", many);
  g_autofree char *long_title = cue_text_first_sentence_of_html (long_page, -1);

  assert_title ("<html><head><title>502 Bad  Gateway\n</title>", "502 Bad Gateway");
  assert_title (" \n<!DOCTYPE html><TITLE lang=en>A &amp; B &lt;c&gt; &#233; &#x2014;</TITLE>",
                "A & B <c> é —");
  assert_title ("<title>Sorry &mdash; d&eacute;sol&eacute; &hellip; &unknown;</title>",
                "Sorry — désolé … &unknown;");
  assert_title ("<html><body><h1>Not <em>found</em></h1>text", "Not found");
  assert_title ("<html><body class=x> Just text <br> here</body>", "Just text here");
  assert_title ("\xef\xbb\xbf<title>bom</title>", "bom");
  assert_title ("<title></title><h1>heading</h1>", "heading");
  assert_title ("<title>caf\xe9 \xe2\x80\xae</title>", "caf⟨E9⟩ ⟨U+202E⟩");
  assert_title ("<title>&#0;&#xd800;&#99999999;&unknown;", "&#0;&#xd800;&#99999999;&unknown;");
  assert_title ("<title", NULL);
  assert_title ("<p>", NULL);
  assert_title ("{\"a\":1}", NULL);
  assert_title ("", NULL);
  g_assert_cmpint (g_utf8_strlen (long_title, -1), ==, 501);
}

static void
test_looks (void)
{
  g_assert_true (cue_text_looks_like_html ("\n\t <x", -1));
  g_assert_false (cue_text_looks_like_html ("{\"a\":\"<\"}", -1));
  g_assert_false (cue_text_looks_like_html ("", 0));
  g_assert_true (cue_text_looks_like_sign_in ("<p><input TYPE=\"password\">", -1));
  g_assert_true (cue_text_looks_like_sign_in ("<title>Hotspot</title>", -1));
  g_assert_false (cue_text_looks_like_sign_in ("<title>502 Bad Gateway</title>", -1));
  g_assert_false (cue_text_looks_like_sign_in ("{\"login\":1}", -1));
}

static void
test_secrets (void)
{
  g_autoptr (CueSecretText) text = NULL;
  g_autoptr (GBytes) bytes = cue_secret_bytes_new ("a\0b", 3);

  cue_secret_text_set (&text, "first");
  g_assert_cmpstr (text, ==, "first");
  // A part of itself, as a setter may be given.
  cue_secret_text_set (&text, text + 2);
  g_assert_cmpstr (text, ==, "rst");
  cue_secret_text_set (&text, NULL);
  g_assert_null (text);
  cue_secret_text_free (NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a\0b", 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/visible", test_visible);
  g_test_add_func ("/base/text/line", test_line);
  g_test_add_func ("/base/text/full-stop", test_full_stop);
  g_test_add_func ("/base/text/html", test_html);
  g_test_add_func ("/base/text/looks", test_looks);
  g_test_add_func ("/base/text/secrets", test_secrets);
  return g_test_run ();
}
