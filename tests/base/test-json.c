// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-json.h"

#include <string.h>

static JsonNode *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return cue_json_parse (bytes, error);
}

static void
assert_refused (const char *text, gssize length, CueError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (text, length, &error);

  g_assert_null (node);
  g_assert_error (error, CUE_ERROR, (gint) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_accepted (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    " [ ] ",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1.5",
    "1e5",
    "1E+5",
    "-1.25e-10",
    "0.0",
    "\"\"",
    "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"\xf0\x9f\x98\x80 \xe2\x82\xac \xc3\xa9 \x7f\"",
    "{\"a\":[1,2,{\"b\":null}],\"c\":{}}",
    "\t\r\n[1\n,\n2]\n",
    "{\"\":1}",
    "9223372036854775807",
    "-9223372036854775807",
    "[[[[[]]]]]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = parse (texts[i], -1, &error);

    g_assert_no_error (error);
    g_assert_nonnull (node);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "found the end of the text" },
    { "   ", "a value" },
    { "{", "a key in quotation marks" },
    { "[1", "a comma or “]”" },
    { "{\"a\"", "a colon" },
    { "{\"a\":1", "a comma or “}”" },
    { "{\"a\":}", "a value" },
    { "{\"a\":1,}", "a key in quotation marks" },
    { "[1,]", "a value" },
    { "[,1]", "a value" },
    { "[1 2]", "a comma or “]”" },
    { "{a:1}", "a key in quotation marks" },
    { "{'a':1}", "found “'”" },
    { "[1}", "a comma or “]”" },
    { "{\"a\":1]", "a comma or “}”" },
    { "1 2", "nothing after the value" },
    { "{}x", "nothing after the value at line 1, column 3 (byte 2)" },
    { "[1]]", "nothing after the value" },
    { "NaN", "a value" },
    { "[NaN]", "column 2 (byte 1)" },
    { "Infinity", "a value" },
    { "-Infinity", "a digit" },
    { "nul", "a value" },
    { "True", "a value" },
    { "01", "no digit after a leading zero" },
    { "-", "a digit" },
    { "+1", "a value" },
    { ".5", "a value" },
    { "5.", "a digit" },
    { "1e", "a digit" },
    { "1e+", "a digit" },
    { "0x10", "nothing after the value" },
    { "\"abc", "the quotation mark that ends the text" },
    { "\"a\nb\"", "control characters need an escape" },
    { "\"\\x\"", "after the backslash" },
    { "\"\\u12g4\"", "four hexadecimal digits" },
    { "\"\\u12", "four hexadecimal digits" },
    { "\"\\", "after the backslash" },
    { "\"\\ud800\"", "half of a surrogate pair" },
    { "\"\\ude00\"", "half of a surrogate pair" },
    { "\"\\ud800\\u0041\"", "half of a surrogate pair" },
    { "\"\\ud800\\ud800\"", "half of a surrogate pair" },
    { "{\"\\ud800\":1}", "half of a surrogate pair" },
    { "\"a\\u0000b\"", "NUL character" },
    { "// c\n1", "a value" },
    { "/* c */ 1", "a value" },
    { "\"\xc3\x28\"", "0xC3, which is not UTF-8" },
    { "\"caf\xe9\"", "0xE9, which is not UTF-8" },
    { "\"\xc0\x80\"", "not UTF-8" },
    { "\"\xed\xa0\x80\"", "not UTF-8" },
    { "\"\xf4\x90\x80\x80\"", "not UTF-8" },
    { "\"\xf8\x88\x80\x80\x80\"", "not UTF-8" },
    { "\"\xe2\x82\"", "not UTF-8" },
    { "\"\x80\"", "not UTF-8" },
    { "\xef\xbb\xbf{}", "byte order mark" },
    { "\xff\xfe{", "UTF-16" },
    { "{\"a\":1}\n\n  x", "line 3, column 3 (byte 11)" },
    { "\"\xc3\xa9\xc3\xa9\" x", "line 1, column 6 (byte 7)" },
    { "\xc2\xa0"
      "1",
      "a value" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, -1, CUE_ERROR_PROTOCOL, cases[i].words);

  assert_refused ("{\0\"\0a\0\"\0:\0"
                  "1\0}\0",
                  14,
                  CUE_ERROR_PROTOCOL,
                  "UTF-16");
  assert_refused ("\0{\0}", 4, CUE_ERROR_PROTOCOL, "UTF-16");
  assert_refused ("[1,\0]", 5, CUE_ERROR_PROTOCOL, "a NUL byte");
  assert_refused ("\"a\0b\"", 5, CUE_ERROR_PROTOCOL, "a NUL byte");
  assert_refused ("[]\0", 3, CUE_ERROR_PROTOCOL, "nothing after the value");
}

static char *
nest (gsize levels, const char *open, const char *close)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < levels; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (gsize i = 0; i < levels; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (CUE_JSON_MAX_DEPTH, "[", "]");
  g_autofree char *too_deep = nest (CUE_JSON_MAX_DEPTH + 1, "[", "]");
  g_autofree char *objects = nest (100000, "{\"a\":", "}");
  g_autofree char *arrays = nest (100000, "[", "]");
  g_autofree char *mixed = nest (32, "[{\"a\":", "}]");
  g_autofree char *open_only = nest (100000, "[", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (deepest, -1, &error);
  g_autoptr (JsonNode) both = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (node);
  both = parse (mixed, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (both);
  assert_refused (too_deep, -1, CUE_ERROR_TOO_LARGE, "deeper than 64 levels");
  assert_refused (arrays, -1, CUE_ERROR_TOO_LARGE, "column 65 (byte 64)");
  assert_refused (objects, -1, CUE_ERROR_TOO_LARGE, "deeper than 64 levels");
  assert_refused (open_only, -1, CUE_ERROR_TOO_LARGE, "deeper than 64 levels");
}

static void
test_size (void)
{
  g_autofree char *blanks = g_strnfill (CUE_JSON_MAX_BYTES + 1, ' ');
  GString         *many = g_string_new ("[0");
  GString         *keys = g_string_new ("{\"a\":0");
  g_autofree char *large = NULL;
  g_autofree char *inside = g_strnfill (5 * 1024 * 1024, 'x');
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  assert_refused (blanks, -1, CUE_ERROR_TOO_LARGE, "16777217 bytes");

  for (guint i = 0; i < CUE_JSON_MAX_ITEMS; i++)
    g_string_append (many, ",0");
  g_string_append (many, "]");
  assert_refused (many->str, (gssize) many->len, CUE_ERROR_TOO_LARGE, "more than 1000000 values");
  g_string_free (many, TRUE);

  for (guint i = 0; i < CUE_JSON_MAX_KEYS; i++)
    g_string_append_printf (keys, ",\"%u\":0", i);
  g_string_append (keys, "}");
  assert_refused (keys->str, (gssize) keys->len, CUE_ERROR_TOO_LARGE, "more than 2000 keys");
  g_string_free (keys, TRUE);

  /* a single text of 5 MiB is fine */
  large = g_strdup_printf ("[\"%s\"]", inside);
  node = parse (large, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (json_array_get_string_element (json_node_get_array (node), 0)),
                    ==,
                    5 * 1024 * 1024);
}

/* Keys that all have the same hash in json-glib's tables, also when written with escapes. */
static void
test_colliding_keys (void)
{
  static const char *const pieces[] = { "Ez", "FY", "\\u0045z", "F\\u0059" };

  for (guint escaped = 0; escaped < 2; escaped++) {
    g_autoptr (GString) text = g_string_new ("{\"k\":0");

    for (guint i = 0; i < 1024; i++) {
      g_string_append (text, ",\"");
      for (guint bit = 0; bit < 10; bit++)
        g_string_append (text, pieces[escaped * 2 + (i >> bit & 1)]);
      g_string_append (text, "\":0");
    }
    g_string_append_c (text, '}');
    assert_refused (text->str, (gssize) text->len, CUE_ERROR_TOO_LARGE, "made to cost time");
  }
}

static void
test_many_keys (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  for (guint object = 0; object < 100; object++) {
    g_string_append (text, object == 0 ? "{\"k\":0" : ",{\"k\":0");
    for (guint i = 0; i < 1500; i++)
      g_string_append_printf (text, ",\"%06u\":0", i);
    g_string_append_c (text, '}');
  }
  g_string_append_c (text, ']');
  node = parse (text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static void
test_numbers (void)
{
  static const char text[] = "[9007199254740993,9223372036854775807,-9223372036854775807,"
                             "9223372036854775808,123456789012345678901234567890,"
                             "-9223372036854775809,1e400,1.5,-1e-400]";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  node = cue_json_parse_full (bytes, diagnostics, &error);
  g_assert_no_error (error);
  array = json_node_get_array (node);
  g_assert_cmpint (json_array_get_int_element (array, 0), ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpint (json_array_get_int_element (array, 1), ==, G_MAXINT64);
  g_assert_cmpint (json_array_get_int_element (array, 2), ==, -G_MAXINT64);
  g_assert_cmpstr (json_array_get_string_element (array, 3), ==, "9223372036854775808");
  g_assert_cmpstr (json_array_get_string_element (array, 4), ==, "123456789012345678901234567890");
  g_assert_cmpstr (json_array_get_string_element (array, 5), ==, "-9223372036854775809");
  g_assert_cmpstr (json_array_get_string_element (array, 6), ==, "1e400");
  g_assert_cmpfloat (json_array_get_double_element (array, 7), ==, 1.5);
  g_assert_cmpfloat (json_array_get_double_element (array, 8), ==, 0.0);
  g_assert_cmpuint (diagnostics->len, ==, 4);
}

static void
test_duplicate_keys (void)
{
  static const char text[] = "{\"a\":1,\"b\":{\"a\":2},\"c\":{\"a\":3},\"a\":4,\"b\":5}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse_full (bytes, diagnostics, &error);

  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "a"), ==, 4);
  g_assert_cmpuint (diagnostics->len, ==, 2);
  g_assert_cmpstr (cue_diagnostic_get_where (diagnostics->pdata[0]), ==, "a");
  g_assert_cmpstr (cue_diagnostic_get_where (diagnostics->pdata[1]), ==, "b");
  g_assert_cmpint (cue_diagnostics_get_worst (diagnostics), ==, CUE_SEVERITY_WARNING);
}

static void
test_to_text (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":[1,\"\xc3\xa9\"]}", -1, NULL);
  g_autofree char *compact = cue_json_to_text (node, FALSE);
  g_autofree char *pretty = cue_json_to_text (node, TRUE);

  g_assert_cmpstr (compact, ==, "{\"a\":[1,\"\xc3\xa9\"]}");
  g_assert_nonnull (strchr (pretty, '\n'));
}

/* As few digits as tell the number, and not a digit of a text touched. */
static void
test_to_text_numbers (void)
{
  static const struct {
    const char *json;
    const char *text;
  } cases[] = {
    { "[0.1,-0.25,1.5e3]", "[0.1,-0.25,1500.0]" },
    { "[2.0,1e300,1E-7]", "[2.0,1e+300,1e-07]" },
    { "[0.30000000000000004]", "[0.30000000000000004]" },
    { "[3600.001,0,-7,9007199254740993]", "[3600.001,0,-7,9007199254740993]" },
    { "{\"0.10000000000000001\":\"\\\"0.10000000000000001\\\\\"}",
      "{\"0.10000000000000001\":\"\\\"0.10000000000000001\\\\\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonNode) node = parse (cases[i].json, -1, NULL);
    g_autofree char *text = cue_json_to_text (node, FALSE);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/accepted", test_accepted);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/size", test_size);
  g_test_add_func ("/base/json/colliding-keys", test_colliding_keys);
  g_test_add_func ("/base/json/many-keys", test_many_keys);
  g_test_add_func ("/base/json/numbers", test_numbers);
  g_test_add_func ("/base/json/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/base/json/to-text", test_to_text);
  g_test_add_func ("/base/json/to-text-numbers", test_to_text_numbers);
  return g_test_run ();
}
