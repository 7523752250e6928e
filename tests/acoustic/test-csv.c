// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-mapping.h"
#include "cue-error.h"
#include "cue-time.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* CSV as RFC 4180 has it and as spreadsheets write it, and how its rows become events. */

static CueCsvTable *
read_text (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return cue_csv_table_new (bytes, '\0', error);
}

static CueCsvTable *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  CueCsvTable *table = read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

/* Titles and rows with | between fields and / behind each row. */
static char *
dump (CueCsvTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cue_csv_table_get_n_columns (table); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", cue_csv_table_get_title (table, i));
  g_string_append_c (text, '/');
  for (guint row = 0; row < cue_csv_table_get_n_rows (table); row++) {
    for (guint i = 0; i < cue_csv_table_get_n_fields (table, row); i++)
      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", cue_csv_table_get (table, row, i));
    g_string_append_c (text, '/');
  }
  return g_string_free (text, FALSE);
}

static void
test_read (void)
{
  static const struct {
    const char *text;
    const char *content;
  } rows[] = {
    { "a,b\n1,2\n", "a|b/1|2/" },
    { "a,b\r\n1,2\r\n", "a|b/1|2/" },
    { "a,b\r1,2\r", "a|b/1|2/" },
    { "a,b\n1,2", "a|b/1|2/" },
    { "\xef\xbb\xbf"
      "a;b\n1,5;2\n",
      "a|b/1,5|2/" },
    { "a\tb\n1\t\n", "a|b/1|/" },
    { "a,b\n1,\n,\n", "a|b/1|/|/" },
    { "a,b,", "a|b|/" },
    { "\n\na,b\n\n1,2\n\n\n", "a|b/1|2/" },
    { "\"a\",\"b\"\n\"1\n2\",\"say \"\"hi\"\"\"\n", "a|b/1\n2|say \"hi\"/" },
    { "\"a;b\",c\n1,2\n", "a;b|c/1|2/" },
    { "a,b\n\"\",x\n", "a|b/|x/" },
    { "a,b\n 1 , 2\n", "a|b/ 1 | 2/" },
    { "a,b\n1\n1,2,3\n", "a|b/1/1|2|3/" },
    { "é,日本\n😀,b\n", "é|日本/😀|b/" },
    { "only\nx\n", "only/x/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueCsvTable) table = read_good (rows[i].text);
    g_autofree char *content = dump (table);

    g_assert_cmpstr (content, ==, rows[i].content);
    g_assert_null (cue_csv_table_get (table, G_MAXUINT, 0));
    g_assert_null (cue_csv_table_get (table, 0, 9));
    g_assert_null (cue_csv_table_get_title (table, 9));
  }
}

static void
test_lines (void)
{
  g_autoptr (CueCsvTable) table = read_good ("a,b\n\n\"x\ny\",1\nz,2\n");

  g_assert_cmpuint (cue_csv_table_get_line (table, 0), ==, 4);
  g_assert_cmpuint (cue_csv_table_get_line (table, 1), ==, 5);
  g_assert_cmpuint (cue_csv_table_get_line (table, 2), ==, 0);
  g_assert_cmpint (cue_csv_table_get_separator (table), ==, ',');
  g_assert_cmpuint (strlen (cue_csv_table_get_digest (table)), ==, 64);
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    gsize       length;
    const char *words;
  } rows[] = {
    { "", 0, "empty" },
    { "\n \n\n", 3, NULL },
    { "a,b\n\"1,2\n", 9, "Line 2" },
    { "a,b\n\"1\"x,2\n", 11, "Line 2" },
    { "a,b\n1\"x,2\n", 10, "Line 2" },
    { "a,b\n\n1,\xff\n", 9, "Line 3" },
    { "a,b\n1,\0\n", 8, "NUL" },
    { "\xff\xfe"
      "a\0,\0b\0",
      8,
      "UTF-16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CueCsvTable) table = read_text (rows[i].text, rows[i].length, &error);

    if (rows[i].words == NULL) {
      g_assert_no_error (error);
      continue;
    }
    g_assert_null (table);
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

static void
test_limits (void)
{
  g_autofree char *columns = g_strnfill (CUE_CSV_MAX_COLUMNS, ',');
  g_autofree char *field = g_strnfill (CUE_CSV_MAX_FIELD + 1, 'x');
  g_autoptr (GString) rows = g_string_new ("a\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (columns, strlen (columns), &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (read_text (field, strlen (field), &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i <= CUE_CSV_MAX_ROWS; i++)
    g_string_append (rows, "1\n");
  g_assert_null (read_text (rows->str, rows->len, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static CueCsvTable *
load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  cue_csv_table_load_async (file, '\0', cancellable, on_loaded, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cue_csv_table_load_finish (result, error);
}

/* 200 MB are refused in words, before they are read: the file is sparse. */
static void
test_files (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvTable) table = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  int handle = g_file_open_tmp ("cuelight-csv-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (handle, 200 * 1000 * 1000), ==, 0);
  g_assert_null (load (path, NULL, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "200"));
  g_clear_error (&error);
  close (handle);

  g_file_set_contents (path, "a,b\n1,2\n", -1, &error);
  g_assert_no_error (error);
  table = load (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cue_csv_table_get_n_rows (table), ==, 1);

  g_cancellable_cancel (cancelled);
  g_assert_null (load (path, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (load (path, NULL, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
}

/* ---- mapping ------------------------------------------------------------------------------- */

#define FILE_OF_ORDERS                                                                    \
  "Event code;Timestamp;Channel;email;id:loyalty;orderTotal;gift;shippedAt;note:string\n" \
  "ibmcartPurchase;2026-11-20T08:15:30Z;web;a@example.com;L-1;125.53;true;2026-11-21;7\n" \
  "ibmcartPurchase;2026-11-20T08:16:30Z;;b@example.com;;12;false;;\n"

static void
assert_column (CueCsvMapping *mapping,
               guint          position,
               CueCsvTarget   target,
               const char    *name,
               const char    *type)
{
  CueCsvColumn *column = cue_csv_mapping_get_column (mapping, position);

  g_assert_cmpint (cue_csv_column_get_target (column), ==, target);
  g_assert_cmpstr (cue_csv_column_get_name (column), ==, name);
  g_assert_cmpstr (cue_csv_column_get_attribute_type (column), ==, type);
}

static void
test_guess (void)
{
  g_autoptr (CueCsvTable) table = read_good (FILE_OF_ORDERS);
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);

  assert_column (mapping, 0, CUE_CSV_TARGET_CODE, "", "string");
  assert_column (mapping, 1, CUE_CSV_TARGET_TIMESTAMP, "", "string");
  assert_column (mapping, 2, CUE_CSV_TARGET_CHANNEL, "", "string");
  assert_column (mapping, 3, CUE_CSV_TARGET_IDENTIFIER, "email", "string");
  assert_column (mapping, 4, CUE_CSV_TARGET_IDENTIFIER, "loyalty", "string");
  assert_column (mapping, 5, CUE_CSV_TARGET_ATTRIBUTE, "orderTotal", "number");
  assert_column (mapping, 6, CUE_CSV_TARGET_ATTRIBUTE, "gift", "boolean");
  assert_column (mapping, 7, CUE_CSV_TARGET_ATTRIBUTE, "shippedAt", "date");
  assert_column (mapping, 8, CUE_CSV_TARGET_ATTRIBUTE, "note", "string");
}

static void
test_map (void)
{
  g_autoptr (CueCsvTable) table = read_good (FILE_OF_ORDERS);
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
  g_autoptr (CuePublication) first = cue_csv_mapping_map (mapping, 0, 1);
  g_autoptr (CuePublication) both = NULL;
  g_autofree char *text = cue_draft_to_text (CUE_DRAFT (first));
  g_autofree char *text_of_both = NULL;

  g_assert_cmpstr (
    text,
    ==,
    "{\n"
    "  \"channel\": \"web\",\n"
    "  \"identifiers\": [\n"
    "    {\"name\": \"email\", \"value\": \"a@example.com\"},\n"
    "    {\"name\": \"loyalty\", \"value\": \"L-1\"}\n"
    "  ],\n"
    "  \"events\": [\n"
    "    {\n"
    "      \"code\": \"ibmcartPurchase\",\n"
    "      \"timestamp\": \"2026-11-20T08:15:30Z\",\n"
    "      \"attributes\": [\n"
    "        {\"name\": \"orderTotal\", \"value\": \"125.53\", \"type\": \"number\"},\n"
    "        {\"name\": \"gift\", \"value\": \"true\", \"type\": \"boolean\"},\n"
    "        {\"name\": \"shippedAt\", \"value\": \"2026-11-21\", \"type\": \"date\"},\n"
    "        {\"name\": \"note\", \"value\": \"7\", \"type\": \"string\"}\n"
    "      ]\n"
    "    }\n"
    "  ]\n"
    "}");

  /* Two rows in one request; what a row does not have comes from the mapping or is left out. */
  cue_csv_mapping_set_channel (mapping, "shop");
  both = cue_csv_mapping_map (mapping, 0, 7);
  text_of_both = cue_draft_to_text (CUE_DRAFT (both));
  g_assert_cmpint (cue_publication_get_shape (both), ==, CUE_PUBLICATION_SIMPLE_BATCH);
  g_assert_cmpuint (cue_publication_count_events (both), ==, 2);
  g_assert_nonnull (
    strstr (text_of_both,
            "      \"channel\": \"shop\",\n"
            "      \"attributes\": [\n"
            "        {\"name\": \"orderTotal\", \"value\": \"12\", \"type\": \"number\"},\n"
            "        {\"name\": \"gift\", \"value\": \"false\", \"type\": \"boolean\"}\n"
            "      ],\n"
            "      \"identifiers\": [{\"name\": \"email\", \"value\": "
            "\"b@example.com\"}]\n"));
  g_assert_cmpuint (cue_csv_mapping_count_requests (mapping), ==, 2);
  cue_csv_mapping_set_events_per_request (mapping, 2);
  g_assert_cmpuint (cue_csv_mapping_count_requests (mapping), ==, 1);
}

/* A publication that is filled again and again holds nothing of the row before. */
static void
test_fill_again (void)
{
  g_autoptr (CueCsvTable) table = read_good (FILE_OF_ORDERS);
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_COMPOUND_BATCH);

  cue_csv_mapping_set_channel (mapping, "shop");
  for (guint i = 0; i < 6; i++) {
    guint n_rows = i % 3 == 2 ? 2 : 1;
    guint row = n_rows == 2 ? 0 : i % 2;
    g_autoptr (CuePublication) fresh = cue_csv_mapping_map (mapping, row, n_rows);
    g_autofree char *expected = cue_draft_to_text (CUE_DRAFT (fresh));
    g_autofree char *text = NULL;

    cue_csv_mapping_fill (mapping, row, n_rows, publication);
    text = cue_draft_to_text (CUE_DRAFT (publication));
    g_assert_cmpstr (text, ==, expected);
  }
}

static void
test_zone (void)
{
  static const char *const times[][2] = {
    { "2026-11-20 09:15:30", "2026-11-20T08:15:30Z" },
    { "2026-11-20T09:15", "2026-11-20T08:15:00Z" },
    { "2026-11-20 09:15", "2026-11-20T08:15:00Z" },
    { "2026-11-20T09:15:30Z", "2026-11-20T09:15:30Z" },
    { "yesterday", "yesterday" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *text = g_strdup_printf ("time\n\"%s\"\n", times[i][0]);
    g_autoptr (CueCsvTable) table = read_good (text);
    g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
    g_autoptr (CuePublication) publication = NULL;
    g_autofree char *json = NULL;

    cue_csv_mapping_set_zone (mapping, "+01:00");
    publication = cue_csv_mapping_map (mapping, 0, 1);
    json = cue_draft_to_text (CUE_DRAFT (publication));
    g_assert_nonnull (strstr (json, times[i][1]));
  }
}

static void
test_check_mapping (void)
{
  g_autoptr (CueCsvTable) table = read_good ("a,b,c\n1,2,3\n");
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
  g_autoptr (GPtrArray) empty = cue_csv_mapping_check (mapping);
  g_autoptr (GPtrArray) wrong = NULL;
  g_autoptr (GPtrArray) right = NULL;
  static const char *const missing[] = { "code", "timestamp", "channel", "identifiers" };

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    g_assert_nonnull (cue_findings_worst_at (empty, missing[i]));

  cue_csv_mapping_set_zone (mapping, "CET");
  cue_csv_column_set_target (cue_csv_mapping_get_column (mapping, 0), CUE_CSV_TARGET_CODE);
  cue_csv_column_set_target (cue_csv_mapping_get_column (mapping, 1), CUE_CSV_TARGET_CODE);
  cue_csv_column_set_name (cue_csv_mapping_get_column (mapping, 2), " ");
  cue_csv_column_set_attribute_type (cue_csv_mapping_get_column (mapping, 2), "text");
  wrong = cue_csv_mapping_check (mapping);
  g_assert_nonnull (cue_findings_worst_at (wrong, "zone"));
  g_assert_nonnull (cue_findings_worst_at (wrong, "columns/1/target"));
  g_assert_null (cue_findings_worst_at (wrong, "columns/0/target"));
  g_assert_nonnull (cue_findings_worst_at (wrong, "columns/2/name"));
  g_assert_nonnull (cue_findings_worst_at (wrong, "columns/2/type"));

  cue_csv_mapping_set_zone (mapping, "+01:00");
  cue_csv_mapping_set_timestamp (mapping, "2026-11-20T08:00:00Z");
  cue_csv_mapping_set_channel (mapping, "web");
  cue_csv_column_set_target (cue_csv_mapping_get_column (mapping, 1), CUE_CSV_TARGET_IDENTIFIER);
  cue_csv_column_set_name (cue_csv_mapping_get_column (mapping, 1), "email");
  cue_csv_column_set_target (cue_csv_mapping_get_column (mapping, 2), CUE_CSV_TARGET_NOTHING);
  right = cue_csv_mapping_check (mapping);
  g_assert_cmpuint (right->len, ==, 0);
}

/* Every row passes the rules, and is counted once. */
static void
test_check_rows (void)
{
  g_autoptr (CueCsvTable) table = read_good ("code,time,channel,email,orderTotal\n"
                                             "a,2026-11-20T08:00:00Z,web,x@example.com,1\n"
                                             "b,2026-11-20T08:00:00Z,web,x@example.com,1\n"
                                             "a,20.11.2026,web,x@example.com,1\n"
                                             "a,2026-11-20T08:00:00Z,web,,1\n"
                                             "a,2026-11-20T08:00:00Z,web,x@example.com\n");
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
  g_autoptr (CueAcousticContext) context = cue_acoustic_context_new (0, CUE_SECONDS (1795161600));
  g_autoptr (GPtrArray) rows = NULL;
  guint blocked, warned;

  cue_acoustic_context_add_registered (context, "a", NULL);
  rows = cue_csv_mapping_check_rows (mapping, context, &blocked, &warned);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpuint (blocked, ==, 3);
  g_assert_cmpuint (warned, ==, 1);
  g_assert_null (rows->pdata[0]);
  g_assert_nonnull (cue_findings_worst_at (rows->pdata[1], "events/0/code"));
  g_assert_nonnull (cue_findings_worst_at (rows->pdata[2], "events/0/timestamp"));
  g_assert_nonnull (cue_findings_worst_at (rows->pdata[3], "identifiers"));
  g_assert_nonnull (cue_findings_worst_at (rows->pdata[4], ""));
}

/* A mapping comes back, also for a file with its columns in another order. */
static void
test_as_text (void)
{
  g_autoptr (CueCsvTable) table = read_good ("when,who,what\n1,2,3\n");
  g_autoptr (CueCsvTable) other = read_good ("what,extra,when\n1,2,3\n");
  g_autoptr (CueCsvMapping) mapping = cue_csv_mapping_new (table);
  g_autoptr (CueCsvMapping) again = cue_csv_mapping_new (other);
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autoptr (GError) error = NULL;

  cue_csv_column_set_target (cue_csv_mapping_get_column (mapping, 0), CUE_CSV_TARGET_TIMESTAMP);
  cue_csv_column_set_target (cue_csv_mapping_get_column (mapping, 2), CUE_CSV_TARGET_NOTHING);
  cue_csv_mapping_set_channel (mapping, "web");
  cue_csv_mapping_set_events_per_request (mapping, 50);
  cue_csv_mapping_set_send_empty (mapping, TRUE);
  text = cue_csv_mapping_to_text (mapping);

  g_assert_true (cue_csv_mapping_apply_text (again, text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cue_csv_mapping_get_channel (again), ==, "web");
  g_assert_cmpuint (cue_csv_mapping_get_events_per_request (again), ==, 50);
  g_assert_true (cue_csv_mapping_get_send_empty (again));
  assert_column (again, 0, CUE_CSV_TARGET_NOTHING, "what", "number");
  assert_column (again, 1, CUE_CSV_TARGET_ATTRIBUTE, "extra", "number");
  g_assert_cmpint (cue_csv_column_get_target (cue_csv_mapping_get_column (again, 2)),
                   ==,
                   CUE_CSV_TARGET_TIMESTAMP);

  g_assert_true (cue_csv_mapping_apply_text (mapping, text, &error));
  text_again = cue_csv_mapping_to_text (mapping);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_false (cue_csv_mapping_apply_text (mapping, "[]", &error));
  g_assert_nonnull (error);
}

/* 5,000 rows in one go; how long it takes is for the benchmark to say. */
static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new ("code,time,channel,email,a,b,c,d,e,f\n");
  g_autoptr (CueCsvTable) table = NULL;
  g_autoptr (CueCsvMapping) mapping = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint  blocked, warned;
  gint64 start;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text,
                            "ibmcartPurchase,2026-11-20T08:00:00Z,web,u%u@example.com,%u,true,2026-"
                            "11-20,text,\"x, y\",%u.5\n",
                            i,
                            i,
                            i);
  start = g_get_monotonic_time ();
  table = read_good (text->str);
  mapping = cue_csv_mapping_new (table);
  g_test_message ("read and guessed in %.1f ms",
                  (double) (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  rows = cue_csv_mapping_check_rows (mapping, NULL, &blocked, &warned);
  g_test_message ("mapped and checked in %.1f ms",
                  (double) (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (rows->len, ==, 5000);
  g_assert_cmpuint (blocked + warned, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/csv/read", test_read);
  g_test_add_func ("/acoustic/csv/lines", test_lines);
  g_test_add_func ("/acoustic/csv/refused", test_refused);
  g_test_add_func ("/acoustic/csv/limits", test_limits);
  g_test_add_func ("/acoustic/csv/files", test_files);
  g_test_add_func ("/acoustic/csv/guess", test_guess);
  g_test_add_func ("/acoustic/csv/map", test_map);
  g_test_add_func ("/acoustic/csv/fill-again", test_fill_again);
  g_test_add_func ("/acoustic/csv/zone", test_zone);
  g_test_add_func ("/acoustic/csv/check-mapping", test_check_mapping);
  g_test_add_func ("/acoustic/csv/check-rows", test_check_rows);
  g_test_add_func ("/acoustic/csv/as-text", test_as_text);
  g_test_add_func ("/acoustic/csv/many-rows", test_many_rows);
  return g_test_run ();
}
