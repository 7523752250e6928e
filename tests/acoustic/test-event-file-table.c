// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Files of events as tables: services reference A-11, AB-9 and AB-20. */

#include "cue-event-file-table.h"

#include "acoustic-world.h"
#include "cue-diagnostic.h"
#include "cue-error.h"

#include <glib/gstdio.h>
#include <string.h>

static CueEventFileTable *
read_bytes (const char *data, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);
  g_autoptr (GError) error = NULL;
  CueEventFileTable *table = cue_event_file_table_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return table;
}

static guint
count_rows (CueEventFileTable *table)
{
  return g_list_model_get_n_items (G_LIST_MODEL (table));
}

static void
assert_cell (CueEventFileTable *table, guint row, const char *column, const char *expected)
{
  g_autoptr (CueEventFileRow) item = g_list_model_get_item (G_LIST_MODEL (table), row);
  const char *const *columns = cue_event_file_table_get_columns (table);

  g_assert_nonnull (item);
  for (guint i = 0; columns[i] != NULL; i++) {
    if (!g_str_equal (columns[i], column))
      continue;
    g_assert_cmpstr (cue_event_file_row_get_cell (item, i), ==, expected);
    return;
  }
  g_error ("There is no column “%s”", column);
}

static const char delivered[] =
  "[{\"eventbatch\":null,\"version\":\"1\",\"provider\":\"Acoustic\",\"source\":\"Demo shop\","
  "\"channel\":\"WEB\",\"x1Id\":null,\"identifiers\":[{\"name\":\"email\","
  "\"value\":\"shopper@example.com\",\"isOriginal\":true}],\"events\":["
  "{\"code\":\"cartAdd\",\"timestamp\":\"2026-11-20T08:15:30.000Z\",\"namespace\":null,"
  "\"version\":\"1\",\"attributes\":[{\"name\":\"orderTotal\",\"value\":\"125.53\","
  "\"type\":\"number\",\"isSync\":\"false\"},{\"name\":\"code\",\"value\":\"A\"}]},"
  "{\"code\":\"cartRemove\",\"channel\":\"app\",\"attributes\":[{\"name\":\"orderTotal\","
  "\"value\":7}]}]}]";

static void
test_delivered (void)
{
  g_autoptr (CueEventFileTable) table = read_bytes (delivered, -1);
  g_autoptr (CueEventFileRow) row = g_list_model_get_item (G_LIST_MODEL (table), 0);
  g_autofree char *text = cue_event_file_row_to_text (row);

  g_assert_cmpint (cue_event_file_table_get_format (table), ==, CUE_EVENT_FILE_FORMAT_JSON);
  g_assert_cmpuint (count_rows (table), ==, 2);
  assert_cell (table, 0, "code", "cartAdd");
  assert_cell (table, 0, "timestamp", "2026-11-20T08:15:30.000Z");
  assert_cell (table, 0, "channel", "WEB");
  assert_cell (table, 1, "channel", "app");
  assert_cell (table, 1, "source", "Demo shop");
  assert_cell (table, 1, "identifier email", "shopper@example.com");
  assert_cell (table, 0, "orderTotal", "125.53");
  assert_cell (table, 1, "orderTotal", "7");
  // An attribute that is called like a field of the event does not take its place.
  assert_cell (table, 0, "attribute code", "A");
  assert_cell (table, 1, "timestamp", "");
  acoustic_assert_says (text, "identifier email: shopper@example.com\n");
  g_assert_cmpstr (cue_event_file_table_get_words (table), ==, "JSON, 2 rows.");
}

static void
test_batch (void)
{
  g_autoptr (CueEventFileTable) table =
    read_bytes ("{\"provider\":\"P\",\"channel\":\"web\",\"eventbatch\":["
                "{\"identifiers\":[{\"name\":\"id\",\"value\":1}],\"events\":[{\"code\":\"a\"}]},"
                "{\"events\":[{\"code\":\"b\"},{\"code\":\"c\"}]}]}",
                -1);

  g_assert_cmpuint (count_rows (table), ==, 3);
  assert_cell (table, 0, "identifier id", "1");
  assert_cell (table, 2, "code", "c");
  assert_cell (table, 2, "channel", "web");
  assert_cell (table, 2, "provider", "P");
}

static void
test_lines (void)
{
  g_autoptr (CueEventFileTable) table =
    read_bytes ("{\"code\":\"a\",\"x\":1}\n\n{\"code\":\"b\"}\r\n{\"code\":\n[{\"code\":\"d\"}]",
                -1);

  g_assert_cmpint (cue_event_file_table_get_format (table), ==, CUE_EVENT_FILE_FORMAT_JSON_LINES);
  g_assert_cmpuint (count_rows (table), ==, 4);
  assert_cell (table, 0, "x", "1");
  assert_cell (table, 1, "code", "b");
  assert_cell (table, 2, "Line", "{\"code\":");
  assert_cell (table, 3, "code", "d");
  g_assert_cmpuint (cue_event_file_table_get_diagnostics (table)->len, ==, 1);
}

static void
test_tabs (void)
{
  g_autoptr (CueEventFileTable)
    table = read_bytes ("code\ttime\ttime\r\na\t1\t2\r\nb\t3\n\nc\t4\t5\t6\n", -1);

  g_assert_cmpint (cue_event_file_table_get_format (table), ==, CUE_EVENT_FILE_FORMAT_TSV);
  g_assert_cmpuint (count_rows (table), ==, 3);
  assert_cell (table, 0, "time", "1");
  assert_cell (table, 0, "time (3)", "2");
  assert_cell (table, 1, "time (3)", "");
  assert_cell (table, 2, "Column 4", "6");
  g_assert_cmpuint (cue_event_file_table_get_diagnostics (table)->len, ==, 2);
}

static void
test_other_forms (void)
{
  g_autoptr (CueEventFileTable) empty = read_bytes ("", 0);
  g_autoptr (CueEventFileTable) blank = read_bytes (" \n\t", -1);
  g_autoptr (CueEventFileTable) text = read_bytes ("one\ntwo\n", -1);
  g_autoptr (CueEventFileTable) broken = read_bytes ("[{\"code\":\"a\"},\n{\"code\":", -1);
  g_autoptr (CueEventFileTable) nul = read_bytes ("a\0b\n", 4);
  g_autoptr (CueEventFileTable) latin = read_bytes ("caf\xe9\n", -1);

  g_assert_cmpint (cue_event_file_table_get_format (empty), ==, CUE_EVENT_FILE_FORMAT_EMPTY);
  g_assert_cmpstr (cue_event_file_table_get_words (empty), ==, "The file is empty.");
  g_assert_cmpint (cue_event_file_table_get_format (blank), ==, CUE_EVENT_FILE_FORMAT_EMPTY);
  g_assert_cmpuint (count_rows (text), ==, 2);
  assert_cell (text, 1, "Line", "two");
  // Cut off: shown line by line, and said to be no JSON.
  g_assert_cmpint (cue_event_file_table_get_format (broken), ==, CUE_EVENT_FILE_FORMAT_TEXT);
  g_assert_cmpuint (count_rows (broken), ==, 2);
  g_assert_cmpuint (cue_event_file_table_get_diagnostics (broken)->len, ==, 1);
  assert_cell (nul, 0, "Line", "a␀b");
  assert_cell (latin, 0, "Line", "caf⟨E9⟩");
}

static void
test_encodings (void)
{
  static const char utf16[] = "\xff\xfe[\0{\0\"\0a\0\"\0:\0001\0}\0]\0";
  static const char utf16_be[] = "\xfe\xff\0x";
  g_autoptr (CueEventFileTable) bom = read_bytes ("\xef\xbb\xbf[{\"a\":1}]", -1);
  g_autoptr (CueEventFileTable) little = read_bytes (utf16, sizeof utf16 - 1);
  g_autoptr (CueEventFileTable) big = read_bytes (utf16_be, sizeof utf16_be - 1);
  g_autoptr (CueEventFileTable) odd = read_bytes ("\xff\xfe\x41", 3);

  assert_cell (bom, 0, "a", "1");
  assert_cell (little, 0, "a", "1");
  assert_cell (big, 0, "Line", "x");
  g_assert_cmpuint (cue_event_file_table_get_diagnostics (odd)->len, ==, 1);
}

static GBytes *
pack (const char *data, gsize length)
{
  g_autoptr (GConverter)
    gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, gzip);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, data, length, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_gzip (void)
{
  g_autoptr (GBytes) packed = pack (delivered, strlen (delivered));
  g_autofree char *zeros = g_malloc0 (CUE_EVENT_FILE_TABLE_MAX_BYTES + 1000);
  g_autoptr (GBytes) bomb = NULL;
  g_autoptr (CueEventFileTable) table = cue_event_file_table_new_from_bytes (packed, NULL);
  g_autoptr (CueEventFileTable)
    cut = read_bytes (g_bytes_get_data (packed, NULL), (gssize) g_bytes_get_size (packed) / 2);
  g_autoptr (CueEventFileTable) large = NULL;

  assert_cell (table, 1, "code", "cartRemove");
  g_assert_cmpuint (cue_event_file_table_get_diagnostics (cut)->len, >=, 1);
  memset (zeros, '\n', CUE_EVENT_FILE_TABLE_MAX_BYTES + 1000);
  bomb = pack (zeros, CUE_EVENT_FILE_TABLE_MAX_BYTES + 1000);
  large = cue_event_file_table_new_from_bytes (bomb, NULL);
  g_assert_true (cue_event_file_table_get_truncated (large));
}

static void
test_bounds (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new ("{");
  g_autoptr (GString) long_field = g_string_new ("{\"channel\":\"");
  g_autoptr (CueEventFileTable) tall = NULL;
  g_autoptr (CueEventFileTable) wide = NULL;
  g_autoptr (CueEventFileTable) heavy = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CUE_EVENT_FILE_TABLE_MAX_ROWS + 10; i++)
    g_string_append (rows, "x\n");
  tall = read_bytes (rows->str, (gssize) rows->len);
  g_assert_cmpuint (count_rows (tall), ==, CUE_EVENT_FILE_TABLE_MAX_ROWS);
  g_assert_true (cue_event_file_table_get_truncated (tall));
  acoustic_assert_says (cue_event_file_table_get_words (tall), "There is more");

  for (guint i = 0; i < CUE_EVENT_FILE_TABLE_MAX_COLUMNS + 10; i++)
    g_string_append_printf (columns, "%s\"c%u\":1", i > 0 ? "," : "", i);
  g_string_append_c (columns, '}');
  wide = read_bytes (columns->str, (gssize) columns->len);
  g_assert_cmpuint (cue_event_file_table_get_n_columns (wide),
                    ==,
                    CUE_EVENT_FILE_TABLE_MAX_COLUMNS);
  g_assert_true (cue_event_file_table_get_truncated (wide));

  // One long field before many events does not stand in full in each of their rows.
  for (guint i = 0; i < 500000; i++)
    g_string_append_c (long_field, 'w');
  g_string_append (long_field, "\",\"events\":[{}");
  for (guint i = 0; i < 90000; i++)
    g_string_append (long_field, ",{}");
  g_string_append (long_field, "]}");
  heavy = read_bytes (long_field->str, (gssize) long_field->len);
  g_assert_true (cue_event_file_table_get_truncated (heavy));
  g_assert_cmpuint (count_rows (heavy), <, 90000);

  bytes = g_bytes_new_take (g_malloc0 (CUE_EVENT_FILE_TABLE_MAX_BYTES + 1),
                            CUE_EVENT_FILE_TABLE_MAX_BYTES + 1);
  g_assert_null (cue_event_file_table_new_from_bytes (bytes, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static CueEventFileTable *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  cue_event_file_table_load_async (file, NULL, on_loaded, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cue_event_file_table_load_finish (result, error);
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-table-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (CueEventFileTable) table = NULL;

  g_file_set_contents (path, delivered, -1, NULL);
  table = load (path, &error);
  g_assert_no_error (error);
  assert_cell (table, 0, "code", "cartAdd");
  g_unlink (path);
  g_assert_null (load (path, &missing));
  g_assert_error (missing, CUE_ERROR, CUE_ERROR_STORAGE);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/table/delivered", test_delivered);
  g_test_add_func ("/acoustic/table/batch", test_batch);
  g_test_add_func ("/acoustic/table/lines", test_lines);
  g_test_add_func ("/acoustic/table/tabs", test_tabs);
  g_test_add_func ("/acoustic/table/other-forms", test_other_forms);
  g_test_add_func ("/acoustic/table/encodings", test_encodings);
  g_test_add_func ("/acoustic/table/gzip", test_gzip);
  g_test_add_func ("/acoustic/table/bounds", test_bounds);
  g_test_add_func ("/acoustic/table/load", test_load);
  return g_test_run ();
}
