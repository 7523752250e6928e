// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-codec.h"
#include "cue-signalr-inbox.h"

#include "cue-error.h"

#include <string.h>

/*
 * What comes from outside, at its worst: nothing of it may do more than be refused.
 */

static gboolean
read_one (CueSignalrCodec *codec, const char *text, gsize length, CueSignalrRecord *record)
{
  g_autoptr (GError) error = NULL;
  /* Of the exact size, so that a sanitizer sees the first byte too many. */
  g_autofree char *exact = g_memdup2 (text, MAX (length, 1));
  gboolean         good = cue_signalr_codec_read (codec, exact, length, record, &error);

  if (good) {
    g_assert_no_error (error);
  } else {
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
  return good;
}

static void
check_refused (const char *text)
{
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("M");
  CueSignalrRecord record;

  if (read_one (codec, text, strlen (text), &record))
    g_error ("taken: %s", text);
}

static void
check_taken (const char *text, CueSignalrType type)
{
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("M");
  CueSignalrRecord record;

  if (!read_one (codec, text, strlen (text), &record))
    g_error ("refused: %s", text);
  g_assert_cmpint (record.type, ==, type);
}

/* What json-glib lets through, and RFC 8259 does not. */
static void
test_strict (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "{",
    "}",
    "{}{}",
    "{},",
    "[]",
    "6",
    "\"\"",
    "null",
    "{\"type\":6}x",
    "{\"type\":6,}",
    "{,\"type\":6}",
    "{\"type\" 6}",
    "{\"type\":}",
    "{type:6}",
    "{'type':6}",
    "{\"type\":06}",
    "{\"type\":+6}",
    "{\"type\":6.}",
    "{\"type\":.6}",
    "{\"type\":6e}",
    "{\"type\":0x6}",
    "{\"type\":6.0}",
    "{\"type\":6e0}",
    "{\"type\":2147483648}",
    "{\"type\":99999999999999999999}",
    "{\"type\":-}",
    "{\"type\":true}",
    "{\"type\":null}",
    "{\"type\":[6]}",
    "{\"type\":{}}",
    "{\"type\":6,\"a\":tru}",
    "{\"type\":6,\"a\":nul}",
    "{\"type\":6,\"a\":True}",
    "{\"type\":6,\"a\":NaN}",
    "{\"type\":6,\"a\":Infinity}",
    "{\"type\":6,\"a\":\"\t\"}",
    "{\"type\":6,\"a\":\"\x7f\xff\"}",
    "{\"type\":6,\"a\":\"\\q\"}",
    "{\"type\":6,\"a\":\"\\u12\"}",
    "{\"type\":6,\"a\":\"\\u12g4\"}",
    "{\"type\":6,\"a\":\"\\\"}",
    "{\"type\":6,\"a\":[1,]}",
    "{\"type\":6,\"a\":[,1]}",
    "{\"type\":6,\"a\":[1 2]}",
    "{\"type\":6,\"a\":{\"b\"}}",
    "{\"type\":6,\"a\":{1:2}}",
    "{\"type\":6,\"a\":[}",
    "{\"type\":6,\"a\":{]}",
    "{\"type\":6]",
    "{\"type\":6,\"a\":/**/1}",
    "{\"type\":6}//",
    "\xef\xbb\xbf{\"type\":6}",
    "var x = {\"type\":6};",
    "{\"type\":6,\"a\":\"\xc3\"}",
    "{\"type\":6,\"a\":\"\xc0\x80\"}",
    "{\"type\":6,\"a\":\"\xe0\x80\x80\"}",
    "{\"type\":6,\"a\":\"\xed\xa0\x80\"}",
    "{\"type\":6,\"a\":\"\xf4\x90\x80\x80\"}",
    "{\"type\":6,\"\xff\":1}",
    "{\"type\":6,\"a\":\xc2\xa0 1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    check_refused (bad[i]);
  check_taken ("\t\n\r {\"type\" : 6 , \"a\":[-0.5e+3,\"\\u0000\xf0\x9f\x98\x80\",{}]}\n",
               CUE_SIGNALR_PING);
  check_taken ("{\"type\":7,\"type\":6}", CUE_SIGNALR_PING);
  check_taken ("{\"type\":-2147483648}", CUE_SIGNALR_OTHER);
}

static void
test_members (void)
{
  static const char *const bad[] = {
    "{\"type\":1,\"arguments\":[]}",
    "{\"type\":1,\"target\":\"\",\"arguments\":[]}",
    "{\"type\":1,\"target\":null,\"arguments\":[]}",
    "{\"type\":1,\"target\":\"M\"}",
    "{\"type\":1,\"target\":\"M\",\"arguments\":null}",
    "{\"type\":1,\"target\":\"M\",\"arguments\":[],\"invocationId\":null}",
    "{\"type\":1,\"target\":\"M\\ud800\",\"arguments\":[]}",
    "{\"type\":1,\"Target\":\"M\",\"arguments\":[]}",
    "{\"type\":2,\"invocationId\":\"1\"}",
    "{\"type\":3,\"invocationId\":\"\"}",
    "{\"type\":3,\"invocationId\":\"1\",\"error\":1}",
    "{\"type\":3,\"invocationId\":\"1\",\"error\":\"\",\"result\":null}",
    "{\"type\":7,\"error\":1}",
    "{\"type\":7,\"allowReconnect\":\"true\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    check_refused (bad[i]);
  check_taken ("{\"type\":2,\"invocationId\":\"1\",\"item\":null}", CUE_SIGNALR_STREAM_ITEM);
  check_taken ("{\"type\":3,\"invocationId\":\"1\"}", CUE_SIGNALR_COMPLETION);
  check_taken ("{\"type\":7,\"error\":null,\"allowReconnect\":null}", CUE_SIGNALR_CLOSE);
}

static void
check_text (const char *json, CueSignalrFit fit, const char *text, gsize length)
{
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("M");
  g_autofree char *whole = g_strdup_printf ("{\"type\":1,\"target\":\"M\",\"arguments\":%s}", json);
  CueSignalrRecord record;

  g_assert_true (read_one (codec, whole, strlen (whole), &record));
  g_assert_cmpint (record.message.fit, ==, fit);
  if (text != NULL) {
    g_assert_cmpmem (record.message.text, record.message.text_length, text, length);
    g_assert_cmpint (record.message.text[length], ==, '\0');
  } else {
    g_assert_null (record.message.text);
  }
}

static void
test_arguments (void)
{
  check_text ("[\"a\"]", CUE_SIGNALR_FIT_TEXT, "a", 1);
  check_text ("[\"\"]", CUE_SIGNALR_FIT_TEXT, "", 0);
  check_text ("[null]", CUE_SIGNALR_FIT_NULL, NULL, 0);
  check_text ("[]", CUE_SIGNALR_FIT_ARGUMENTS, NULL, 0);
  check_text ("[\"a\",\"b\"]", CUE_SIGNALR_FIT_ARGUMENTS, NULL, 0);
  check_text ("[{\"a\":[\"]}\"]}]", CUE_SIGNALR_FIT_ARGUMENTS, NULL, 0);
  /* A NUL does not end anything. */
  check_text ("[\"a\\u0000b\"]", CUE_SIGNALR_FIT_TEXT, "a\0b", 3);
  check_text ("[\"\\ud83d\\ude00\\u00e9\\u20ac\"]", CUE_SIGNALR_FIT_TEXT, "😀é€", 9);
  /* Half a pair is valid JSON and no text. */
  check_text ("[\"\\ud83d\"]", CUE_SIGNALR_FIT_ARGUMENTS, NULL, 0);
  check_text ("[\"\\ude00\\ud83d\"]", CUE_SIGNALR_FIT_ARGUMENTS, NULL, 0);
  check_text ("[\"\\ud83d\\n\"]", CUE_SIGNALR_FIT_ARGUMENTS, NULL, 0);
  /* The last of two. */
  check_text ("[\"a\"],\"arguments\":[\"b\"]", CUE_SIGNALR_FIT_TEXT, "b", 1);
}

/* A prefix with a NUL behind it is another name. */
static void
test_target (void)
{
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("M");
  const char      *text = "{\"type\":1,\"target\":\"M\\u0000\",\"arguments\":[\"a\"]}";
  CueSignalrRecord record;

  g_assert_true (read_one (codec, text, strlen (text), &record));
  g_assert_cmpint (record.message.fit, ==, CUE_SIGNALR_FIT_TARGET);
}

/* Every length and place of plain bytes and escapes around the edges of a block of sixteen. */
static void
test_edges (void)
{
  static const char *const odd[] = { "\\\"", "\\\\", "\\u0041", "é", "😀", "\\ud83d\\ude00" };
  static const char *const plain[] = { "\"", "\\", "A", "é", "😀", "😀" };

  for (gsize kind = 0; kind < G_N_ELEMENTS (odd); kind++) {
    for (guint before = 0; before < 40; before++) {
      for (guint between = 0; between < 20; between++) {
        for (guint after = 0; after < 40; after += 3) {
          g_autofree char *a = g_strnfill (before, 'a');
          g_autofree char *b = g_strnfill (between, 'b');
          g_autofree char *c = g_strnfill (after, 'c');
          g_autofree char *json =
            g_strdup_printf ("[\"%s%s%s%s%s\"]", a, odd[kind], b, odd[kind], c);
          g_autofree char *text = g_strdup_printf ("%s%s%s%s%s", a, plain[kind], b, plain[kind], c);

          check_text (json, CUE_SIGNALR_FIT_TEXT, text, strlen (text));
        }
      }
    }
  }
}

static char *
nest (guint depth, char open, char close)
{
  GString *out = g_string_new ("{\"type\":6,\"a\":");

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (out, open == '{' ? "{\"a\":" : "[");
  g_string_append (out, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append_c (out, close);
  return g_string_free (g_string_append_c (out, '}'), FALSE);
}

static void
test_deep (void)
{
  for (guint i = 0; i < 2; i++) {
    char             open = i == 0 ? '[' : '{';
    char             close = i == 0 ? ']' : '}';
    g_autofree char *deepest = nest (CUE_SIGNALR_MAX_DEPTH - 1, open, close);
    g_autofree char *too_deep = nest (CUE_SIGNALR_MAX_DEPTH, open, close);
    g_autofree char *absurd = nest (1000000, open, close);

    check_taken (deepest, CUE_SIGNALR_PING);
    check_refused (too_deep);
    check_refused (absurd);
  }
}

/* ---- pieces ----------------------------------------------------------------------------------*/

static void
push (CueSignalrInbox *inbox, const char *bytes, gsize length)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);

  cue_signalr_inbox_push (inbox, data, 1, 2);
}

static void
collect (CueSignalrInbox *inbox, GString *out)
{
  CueSignalrPiece piece;

  while (cue_signalr_inbox_next (inbox, &piece)) {
    g_string_append_len (out, piece.bytes, (gssize) piece.length);
    g_string_append_c (out, '|');
  }
}

/* Cut at each byte, also within a character, and at two at a time. */
static void
test_cuts (void)
{
  const char *wire = "{}\x1e{\"é\":\"😀\"}\x1e\x1e{\"type\":6}\x1e{\"type\"";
  const char *expected = "{}|{\"é\":\"😀\"}||{\"type\":6}|";
  gsize       length = strlen (wire);

  for (gsize first = 0; first <= length; first++) {
    for (gsize second = first; second <= length; second++) {
      for (guint late = 0; late < 2; late++) {
        g_autoptr (CueSignalrInbox) inbox = cue_signalr_inbox_new (1000);
        g_autoptr (GString) out = g_string_new (NULL);

        push (inbox, wire, first);
        if (late == 0)
          collect (inbox, out);
        push (inbox, wire + first, second - first);
        if (late == 0)
          collect (inbox, out);
        push (inbox, wire + second, length - second);
        collect (inbox, out);
        g_assert_cmpstr (out->str, ==, expected);
        g_assert_cmpuint (cue_signalr_inbox_get_waiting (inbox), ==, 0);
        g_assert_true (cue_signalr_inbox_has_rest (inbox));
      }
    }
  }
}

static void
test_overlong (void)
{
  for (guint step = 1; step < 12; step++) {
    g_autoptr (CueSignalrInbox) inbox = cue_signalr_inbox_new (10);
    g_autoptr (GString) out = g_string_new (NULL);
    const char *wire = "0123456789\x1e"
                       "0123456789A\x1e"
                       "x\x1e";

    for (gsize at = 0; at < strlen (wire); at += step) {
      push (inbox, wire + at, MIN (step, strlen (wire) - at));
      collect (inbox, out);
    }
    g_assert_cmpstr (out->str, ==, "0123456789|");
    g_assert_true (cue_signalr_inbox_is_overlong (inbox));
  }
}

static void
test_answer (void)
{
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("M");
  const char *text =
    "{\"type\":1,\"target\":\"M\",\"arguments\":[],\"invocationId\":\"a\\u0000\\\"\\ud800é\"}";
  CueSignalrRecord record;
  g_autofree char *answer = NULL;

  g_assert_true (cue_signalr_codec_read (codec, text, strlen (text), &record, NULL));
  answer = cue_signalr_codec_make_error_answer (&record.answer_id, "No.");
  /* As it came, byte for byte. */
  g_assert_cmpstr (answer,
                   ==,
                   "{\"type\":3,\"invocationId\":\"a\\u0000\\\"\\ud800é\",\"error\":\"No.\"}\x1e");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/signalr/codec/strict", test_strict);
  g_test_add_func ("/salto/signalr/codec/members", test_members);
  g_test_add_func ("/salto/signalr/codec/arguments", test_arguments);
  g_test_add_func ("/salto/signalr/codec/target", test_target);
  g_test_add_func ("/salto/signalr/codec/edges", test_edges);
  g_test_add_func ("/salto/signalr/codec/deep", test_deep);
  g_test_add_func ("/salto/signalr/codec/cuts", test_cuts);
  g_test_add_func ("/salto/signalr/codec/overlong", test_overlong);
  g_test_add_func ("/salto/signalr/codec/answer", test_answer);
  return g_test_run ();
}
