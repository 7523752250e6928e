// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-reader.h"

#include <string.h>

typedef struct {
  JsonNode      *node;        /* owned */
  GPtrArray     *diagnostics; /* owned */
  CueJsonReader *reader;      /* owned */
} Fixture;

static void
open_reader (Fixture *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  self->diagnostics = cue_diagnostics_new ();
  self->node = cue_json_parse_full (bytes, self->diagnostics, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (self->diagnostics, 0);
  self->reader = cue_json_reader_new (json_node_get_object (self->node), "$", self->diagnostics);
}

static void
close_reader (Fixture *self)
{
  cue_json_reader_free (self->reader);
  g_ptr_array_unref (self->diagnostics);
  json_node_unref (self->node);
}

static void
assert_last (Fixture *self, guint n, const char *where, const char *words)
{
  const CueDiagnostic *last;

  g_assert_cmpuint (self->diagnostics->len, ==, n);
  last = g_ptr_array_index (self->diagnostics, n - 1);
  g_assert_cmpstr (cue_diagnostic_get_where (last), ==, where);
  if (strstr (cue_diagnostic_get_message (last), words) == NULL)
    g_error ("“%s” does not say “%s”", cue_diagnostic_get_message (last), words);
}

static void
test_absent (void)
{
  Fixture     f;
  char       *text = NULL;
  gboolean    flag = TRUE;
  gint64      number = 7;
  JsonObject *object = NULL;
  char      **lines = NULL;

  open_reader (&f, "{\"n\":null}");
  g_assert_false (cue_json_reader_get_string (f.reader, "x", &text));
  g_assert_false (cue_json_reader_get_string (f.reader, "n", &text));
  g_assert_false (cue_json_reader_get_bool (f.reader, "n", &flag));
  g_assert_false (cue_json_reader_get_int64 (f.reader, "n", &number));
  g_assert_false (cue_json_reader_get_object (f.reader, "n", &object));
  g_assert_false (cue_json_reader_get_strv (f.reader, "n", &lines));
  g_assert_false (cue_json_reader_get_epoch_us (f.reader, "n", &number, NULL));
  g_assert_null (text);
  g_assert_true (flag);
  g_assert_cmpint (number, ==, 7);
  g_assert_cmpuint (f.diagnostics->len, ==, 0);
  g_assert_true (cue_json_reader_has (f.reader, "n"));
  g_assert_false (cue_json_reader_has (f.reader, "x"));
  close_reader (&f);
}

static void
test_wrong_types (void)
{
  Fixture  f;
  char    *text = NULL;
  gboolean flag;
  gint64   number;

  open_reader (&f,
               "{\"s\":5,\"b\":\"false\",\"b1\":1,\"i\":\"12\",\"f\":1.5,\"w\":5.0,\"o\":[],"
               "\"huge\":123456789012345678901234567890,\"long\":\"<b>\xe2\x80\xae\"}");
  g_assert_false (cue_json_reader_get_string (f.reader, "s", &text));
  assert_last (&f, 1, "$.s", "Expected a text, found 5.");
  g_assert_false (cue_json_reader_get_bool (f.reader, "b", &flag));
  assert_last (&f, 2, "$.b", "Expected true or false, found \"false\".");
  g_assert_false (cue_json_reader_get_bool (f.reader, "b1", &flag));
  assert_last (&f, 3, "$.b1", "found 1.");
  g_assert_false (cue_json_reader_get_int64 (f.reader, "i", &number));
  assert_last (&f, 4, "$.i", "found \"12\".");
  g_assert_false (cue_json_reader_get_int64 (f.reader, "f", &number));
  assert_last (&f, 5, "$.f", "a whole number, found 1.5");
  g_assert_true (cue_json_reader_get_int64 (f.reader, "w", &number));
  g_assert_cmpint (number, ==, 5);
  assert_last (&f, 6, "$.w", "fraction or an exponent");
  g_assert_false (cue_json_reader_get_int64 (f.reader, "huge", &number));
  assert_last (&f, 7, "$.huge", "123456789012345678901234567890");
  g_assert_false (cue_json_reader_get_bool (f.reader, "long", &flag));
  assert_last (&f, 8, "$.long", "⟨U+202E⟩");
  g_assert_null (cue_json_reader_enter (f.reader, "o"));
  assert_last (&f, 9, "$.o", "an object, found an array");
  close_reader (&f);
}

static void
test_strv (void)
{
  Fixture f;
  g_auto (GStrv) plain = NULL;
  g_auto (GStrv) single = NULL;
  g_auto (GStrv) nested = NULL;
  g_auto (GStrv) empty = NULL;
  char **wrong = NULL;

  open_reader (&f,
               "{\"p\":[\"a\",\"b\"],\"s\":\"one\",\"n\":[\"a\",[\"b\",\"c\",[\"d\"]],7,null],"
               "\"e\":[],\"w\":3}");
  g_assert_true (cue_json_reader_get_strv (f.reader, "p", &plain));
  g_assert_cmpuint (g_strv_length (plain), ==, 2);
  g_assert_true (cue_json_reader_get_strv (f.reader, "e", &empty));
  g_assert_cmpuint (g_strv_length (empty), ==, 0);
  g_assert_cmpuint (f.diagnostics->len, ==, 0);
  g_assert_true (cue_json_reader_get_strv (f.reader, "s", &single));
  g_assert_cmpuint (g_strv_length (single), ==, 1);
  assert_last (&f, 1, "$.s", "an array of texts, found \"one\"");
  g_assert_true (cue_json_reader_get_strv (f.reader, "n", &nested));
  g_assert_cmpuint (g_strv_length (nested), ==, 3);
  g_assert_cmpstr (nested[2], ==, "c");
  assert_last (&f, 4, "$.n[2]", "found 7");
  g_assert_false (cue_json_reader_get_strv (f.reader, "w", &wrong));
  close_reader (&f);
}

static void
test_epoch (void)
{
  Fixture      f;
  gint64       us = 0;
  CueEpochUnit unit;

  open_reader (&f,
               "{\"s\":1795165200,\"ms\":1795165200000,\"us\":1795165200000000,"
               "\"ns\":1795165200000000000,\"z\":0,\"m\":-1,\"t\":\"1795165200\","
               "\"f\":1795165200.5,\"y\":253402300799,\"max\":9223372036854775807}");
  g_assert_true (cue_json_reader_get_epoch_us (f.reader, "s", &us, &unit));
  g_assert_cmpint (us, ==, G_GINT64_CONSTANT (1795165200000000));
  g_assert_cmpint (unit, ==, CUE_EPOCH_SECONDS);
  g_assert_true (cue_json_reader_get_epoch_us (f.reader, "ms", &us, &unit));
  g_assert_cmpint (us, ==, G_GINT64_CONSTANT (1795165200000000));
  g_assert_cmpint (unit, ==, CUE_EPOCH_MILLISECONDS);
  g_assert_true (cue_json_reader_get_epoch_us (f.reader, "us", &us, &unit));
  g_assert_cmpint (unit, ==, CUE_EPOCH_MICROSECONDS);
  g_assert_true (cue_json_reader_get_epoch_us (f.reader, "ns", &us, &unit));
  g_assert_cmpint (us, ==, G_GINT64_CONSTANT (1795165200000000));
  g_assert_cmpint (unit, ==, CUE_EPOCH_NANOSECONDS);
  g_assert_true (cue_json_reader_get_epoch_us (f.reader, "y", &us, &unit));
  g_assert_true (cue_json_reader_get_epoch_us (f.reader, "max", &us, &unit));
  g_assert_cmpuint (f.diagnostics->len, ==, 0);
  g_assert_false (cue_json_reader_get_epoch_us (f.reader, "z", &us, NULL));
  g_assert_false (cue_json_reader_get_epoch_us (f.reader, "m", &us, NULL));
  g_assert_false (cue_json_reader_get_epoch_us (f.reader, "t", &us, NULL));
  g_assert_false (cue_json_reader_get_epoch_us (f.reader, "f", &us, NULL));
  assert_last (&f, 4, "$.f", "unix timestamp");
  close_reader (&f);
}

static void
test_nested (void)
{
  Fixture f;
  g_autoptr (CueJsonReader) inner = NULL;
  gboolean flag;

  open_reader (&f, "{\"countdown\":{\"visible\":0}}");
  inner = cue_json_reader_enter (f.reader, "countdown");
  g_assert_nonnull (inner);
  g_assert_cmpstr (cue_json_reader_get_path (inner), ==, "$.countdown");
  g_assert_false (cue_json_reader_get_bool (inner, "visible", &flag));
  assert_last (&f, 1, "$.countdown.visible", "true or false");
  close_reader (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-reader/absent", test_absent);
  g_test_add_func ("/base/json-reader/wrong-types", test_wrong_types);
  g_test_add_func ("/base/json-reader/strv", test_strv);
  g_test_add_func ("/base/json-reader/epoch", test_epoch);
  g_test_add_func ("/base/json-reader/nested", test_nested);
  return g_test_run ();
}
