// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"
#include "cue-access-words.h"

#include <string.h>

static CueAccessEvent *
get_event_at (CueAccessLog *log, guint position)
{
  g_autoptr (CueAccessRow) row = g_list_model_get_item (G_LIST_MODEL (log), position);

  return cue_access_event_ref (cue_access_row_get_event (row));
}

static void
assert_raw (CueAccessLog *log, guint64 id, const char *text, gsize length)
{
  g_autoptr (CueAccessEvent) event = cue_access_log_get_event (log, id);
  gsize       raw_length;
  const char *raw = g_bytes_get_data (cue_access_event_get_raw (event), &raw_length);

  g_assert_cmpmem (raw, raw_length, text, length);
}

static void
test_append (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  g_autoptr (AccessChanges) changes = access_changes_new (G_LIST_MODEL (log));
  guint source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, "Site one");

  for (guint i = 0; i < 10; i++) {
    g_autofree char *text = access_entry (i, i, "East", "Dana");
    guint64          id = access_append (log, source, i, text);

    g_assert_cmpuint (id, ==, i + 1);
    assert_raw (log, id, text, strlen (text));
  }
  /* A burst is one change, made in the next turn of the main loop. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (changes->text->str, ==, "0-0+10 ");
  g_assert_cmpuint (cue_access_log_get_last_id (log), ==, 10);
}

static void
test_order (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  g_autoptr (AccessChanges) changes = access_changes_new (G_LIST_MODEL (log));
  static const gint64 times[] = { 10, 40, 20, 40, 30 };
  guint               source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  guint64             ids[G_N_ELEMENTS (times)];
  gint64              before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *text = access_entry (i, times[i], "East", "Dana");

    ids[i] = access_append (log, source, 50, text);
    cue_access_log_flush (log);
  }
  g_assert_cmpstr (changes->text->str, ==, "0-0+1 1-0+1 1-1+2 3-0+1 2-2+3 ");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autoptr (CueAccessEvent) event = get_event_at (log, i);

    g_assert_cmpint (cue_access_event_get_time_us (event), >=, before);
    before = cue_access_event_get_time_us (event);
  }
  g_assert_cmpuint (cue_access_log_get_marks (log, ids[1]) & CUE_ACCESS_MARK_LATE, ==, 0);
  g_assert_cmpuint (cue_access_log_get_marks (log, ids[2]) & CUE_ACCESS_MARK_LATE, !=, 0);
  g_assert_cmpuint (cue_access_log_get_marks (log, ids[3]) & CUE_ACCESS_MARK_LATE, ==, 0);
  g_assert_cmpuint (cue_access_log_get_marks (log, ids[4]) & CUE_ACCESS_MARK_LATE, !=, 0);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    guint position;

    g_assert_true (cue_access_log_find (log, ids[i], &position));
    g_assert_cmpuint (position, ==, ((const guint[]){ 0, 3, 1, 4, 2 })[i]);
  }
}

/* SB-14: the same again is no new row. */
static void
test_repeated (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  guint            source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  guint            other = cue_access_log_add_source (log, CUE_ACCESS_INCIDENT, ACCESS_SITE, NULL);
  g_autofree char *text = access_entry (1, 0, "East", "Dana");
  g_autofree char *changed = access_entry (1, 0, "West", "Dana");
  g_autofree char *words = NULL;
  g_autoptr (CueAccessRow) row = NULL;
  CueAccessOutcome outcome;
  guint64          id = access_append (log, source, 0, text);
  guint64          conflict;

  row = cue_access_log_get_row (log, id);
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpuint (cue_access_log_append (log,
                                             source,
                                             text,
                                             strlen (text),
                                             ACCESS_START,
                                             &outcome),
                      ==,
                      id);
    g_assert_cmpint (outcome, ==, CUE_ACCESS_REPEATED);
  }
  g_assert_cmpuint (cue_access_row_get_repeats (row), ==, 2);
  g_assert_true (cue_access_row_get_marks (row) & CUE_ACCESS_MARK_REPEATED);
  g_assert_cmpuint (cue_access_log_get_repeated (log), ==, 2);
  words = cue_access_words_marks (row);
  g_assert_cmpstr (words, ==, "Came 2 more times");

  /* The same id with another content, and the same message on another stream, are rows. */
  conflict = access_append (log, source, 0, changed);
  g_assert_cmpuint (conflict, !=, id);
  g_assert_true (cue_access_log_get_marks (log, conflict) & CUE_ACCESS_MARK_CONFLICT);
  g_assert_cmpuint (access_append (log, other, 0, text), >, conflict);
  cue_access_log_flush (log);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 3);
}

/* Without an id, nothing is the same. */
static void
test_no_id (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  guint source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  static const char *const texts[] = { "{}",         "{\"id\":null}", "{\"id\":\"\"}",
                                       "{\"id\":5}", "{\"id\":{}}",   "no JSON",
                                       "null" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (texts); i++)
    g_assert_cmpuint (access_append (log, source, 0, texts[i / 2]), ==, i + 1);
}

/* SB-9 */
static void
test_arguments (void)
{
  static const struct {
    const char   *arguments;
    guint         n;
    CueAccessForm form;
  } cases[] = {
    { "[]", 0, CUE_ACCESS_FORM_ARGUMENTS },
    { "[\"a\",\"b\"]", 2, CUE_ACCESS_FORM_ARGUMENTS },
    { "[null]", 1, CUE_ACCESS_FORM_NOT_OBJECT },
    { "[42]", 1, CUE_ACCESS_FORM_NOT_OBJECT },
    { "[[{}]]", 1, CUE_ACCESS_FORM_NOT_OBJECT },
    { "[\"\\ud800\"]", 1, CUE_ACCESS_FORM_NOT_JSON },
    { "[ {\"id\":\"7\",\"lock_id\":\"9\"} ]", 1, CUE_ACCESS_FORM_OBJECT },
  };
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  guint source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *arguments = cases[i].arguments;
    guint64     id = cue_access_log_append_arguments (log,
                                                  source,
                                                  arguments,
                                                  strlen (arguments),
                                                  cases[i].n,
                                                  ACCESS_START);
    g_autoptr (CueAccessEvent) event = cue_access_log_get_event (log, id);
    gboolean decoded = cases[i].form == CUE_ACCESS_FORM_OBJECT;

    g_assert_cmpuint (id, ==, i + 1);
    g_assert_cmpint (cue_access_event_get_form (event), ==, cases[i].form);
    assert_raw (log, id, arguments, strlen (arguments));
    g_assert_cmpint ((cue_access_log_get_marks (log, id) & CUE_ACCESS_MARK_UNDECODED) == 0,
                     ==,
                     decoded);
    g_assert_cmpint ((cue_access_log_get_marks (log, id) & CUE_ACCESS_MARK_FORM) != 0, ==, decoded);
    if (decoded) {
      g_assert_cmpstr (cue_access_event_get_text (event, CUE_ACCESS_FIELD_LOCK_ID), ==, "9");
      g_assert_cmpuint (cue_access_event_get_diagnostics (event)->len, ==, 1);
    }
  }
  g_assert_cmpuint (cue_access_log_get_undecoded (log), ==, G_N_ELEMENTS (cases) - 1);
  cue_access_log_flush (log);
  {
    g_autoptr (CueAccessRow)
      row = g_list_model_get_item (G_LIST_MODEL (log), G_N_ELEMENTS (cases) - 1);
    g_autofree char *words = cue_access_words_marks (row);

    g_assert_cmpstr (words, ==, "Unexpected form");
  }
}

/* SB-13, SB-12, SB-20 and times that are wrong, as marks. */
static void
test_marks (void)
{
  static const struct {
    const char    *text;
    CueAccessMarks marks;
  } cases[] = {
    { "{\"utc_date_time\":\"2026-11-20T08:15:30Z\"}", 0 },
    { "{\"utc_date_time\":\"soon\"}", CUE_ACCESS_MARK_ODD },
    { "{\"utc_date_time\":\"2099-11-20T08:15:30Z\"}", CUE_ACCESS_MARK_FUTURE },
    { "{\"utc_date_time\":\"2026-11-20T08:15:29Z\"}", CUE_ACCESS_MARK_LATE },
    { "{\"utc_date_time\":1795162530000}", CUE_ACCESS_MARK_ODD },
    { "{\"access_detail\":5}", CUE_ACCESS_MARK_ODD },
    { "{\"lock_id\":[]}", CUE_ACCESS_MARK_ODD },
    { "{\"lock_id\":\"1\",\"lock_id\":\"1\"}", CUE_ACCESS_MARK_ODD },
    { "{\"exit_requested\":\"false\"}", CUE_ACCESS_MARK_ODD },
    { "{\"site_id\":\"" ACCESS_SITE "\"}", 0 },
    { "{\"siteId\":\"51E00000-0000-4000-8000-000000000001\"}", 0 },
    { "{\"site_id\":\"other\"}", CUE_ACCESS_MARK_OTHER_SITE },
    { "{\"event_category\":\"lock_rejected\"}", CUE_ACCESS_MARK_REFUSED },
    { "oh", CUE_ACCESS_MARK_UNDECODED },
  };
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  guint source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint64 id = access_append (log, source, 0, cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmphex (cue_access_log_get_marks (log, id), ==, cases[i].marks);
  }
  cue_access_log_flush (log);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, G_N_ELEMENTS (cases));
}

static void
test_gap (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  guint source = cue_access_log_add_source (log, CUE_ACCESS_INCIDENT, ACCESS_SITE, "Site one");
  g_autofree char *before = access_incident (1, 0, "low_battery_warning", "East");
  g_autofree char *after = access_incident (2, 90, "low_battery_warning", "East");
  gint64           from = ACCESS_START + 10 * G_USEC_PER_SEC;
  gint64           to = ACCESS_START + 80 * G_USEC_PER_SEC;
  g_autoptr (CueAccessRow) row = NULL;
  CueAccessEvent  *event;
  g_autofree char *what = NULL;

  access_append (log, source, 0, before);
  cue_access_log_append_gap (log, source, from, to);
  access_append (log, source, 90, after);
  cue_access_log_flush (log);
  row = g_list_model_get_item (G_LIST_MODEL (log), 1);
  event = cue_access_row_get_event (row);
  what = cue_access_words_what (event);
  g_assert_cmpint (cue_access_event_get_kind (event), ==, CUE_ACCESS_GAP);
  g_assert_cmpint (cue_access_event_get_time_us (event), ==, from);
  g_assert_cmpint (cue_access_event_get_gap_end_us (event), ==, to);
  g_assert_null (cue_access_event_get_raw (event));
  g_assert_cmpstr (what, ==, "Not connected");
  g_assert_cmpstr (cue_access_row_get_site_name (row), ==, "Site one");
}

/* SB-18: one message too large, and then many. */
static void
test_large (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 20 * 1000 * 1000);
  guint            source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  gsize            length = CUE_ACCESS_LOG_MAX_RAW + 1;
  g_autofree char *huge = g_strnfill (length, 'x');
  g_autofree char *text = NULL;
  guint64          id;

  /* A character of two bytes over the limit is left out as a whole. */
  memcpy (huge + length - 2, "\xc3\xa9", 2);
  id = access_append (log, source, 0, huge);
  g_assert_true (cue_access_log_get_marks (log, id) & CUE_ACCESS_MARK_CUT);
  assert_raw (log, id, huge, length - 2);
  huge[length - 2] = '\0';
  for (guint i = 0; i < 100; i++) {
    id = access_append (log, source, 0, huge);
    g_assert_cmpuint (cue_access_log_get_bytes (log), <=, 25 * 1000 * 1000);
    assert_raw (log, id, huge, length - 2);
  }
  g_assert_cmpuint (cue_access_log_get_dropped (log), >, 50);
  text = access_entry (1, 0, "East", "Dana");
  id = access_append (log, source, 0, text);
  assert_raw (log, id, text, strlen (text));
}

/* Beyond the limit the oldest go, and what somebody holds stays what it is. */
static void
test_overflow (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (10000, 0);
  g_autoptr (AccessChanges) changes = access_changes_new (G_LIST_MODEL (log));
  guint            source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  g_autofree char *first_text = access_entry (0, 0, "East", "Dana");
  g_autoptr (CueAccessRow) held = NULL;
  gsize       length;
  const char *raw;

  for (guint i = 0; i < 30000; i++) {
    g_autofree char *text = access_entry (i, i / 10, "East", "Dana");

    access_append (log, source, i / 10, text);
    if (i == 0) {
      cue_access_log_flush (log);
      held = g_list_model_get_item (G_LIST_MODEL (log), 0);
    }
  }
  cue_access_log_flush (log);
  g_assert_cmpuint (changes->n_items, <=, 10000);
  g_assert_cmpuint (changes->n_items, >, 5900);
  g_assert_cmpuint (cue_access_log_get_dropped (log) + changes->n_items, ==, 30000);
  g_assert_null (cue_access_log_get_row (log, cue_access_row_get_id (held)));
  raw = g_bytes_get_data (cue_access_event_get_raw (cue_access_row_get_event (held)), &length);
  g_assert_cmpmem (raw, length, first_text, strlen (first_text));
  /* Ids are not used again, so what is forgotten is new when it comes again. */
  g_assert_cmpuint (access_append (log, source, 0, first_text), ==, 30001);
}

static void
test_same_object (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  guint            source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  g_autofree char *text = access_entry (1, 0, "East", "Dana");
  guint64          id = access_append (log, source, 0, text);
  CueAccessRow    *row;
  g_autoptr (CueAccessRow) again = NULL;

  cue_access_log_flush (log);
  row = g_list_model_get_item (G_LIST_MODEL (log), 0);
  again = cue_access_log_get_row (log, id);
  g_assert_true (row == again);
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  g_object_unref (row);
  g_clear_object (&again);
  g_assert_null (row);
}

static void
test_clear (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  g_autoptr (AccessChanges) changes = access_changes_new (G_LIST_MODEL (log));
  guint            source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  g_autofree char *text = access_entry (1, 0, "East", "Dana");
  guint64          id = access_append (log, source, 0, text);

  cue_access_log_clear (log);
  g_assert_cmpstr (changes->text->str, ==, "0-0+1 0-1+0 ");
  g_assert_null (cue_access_log_get_row (log, id));
  g_assert_cmpuint (access_append (log, source, 0, text), >, id);
  cue_access_log_flush (log);
  g_assert_cmpuint (changes->n_items, ==, 1);
  g_assert_cmpuint (cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, "x"), ==, 0);
}

typedef struct {
  gint64  time;
  guint64 id;
} Expected;

static int
compare_expected (gconstpointer a, gconstpointer b)
{
  const Expected *one = a;
  const Expected *two = b;

  if (one->time != two->time)
    return one->time < two->time ? -1 : 1;
  return one->id < two->id ? -1 : 1;
}

/* Any order of arrival ends in the same order of time, however it is put into the list. */
static void
test_random_order (void)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  g_autoptr (AccessChanges) changes = access_changes_new (G_LIST_MODEL (log));
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  guint source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);

  for (guint i = 0; i < 20000; i++) {
    gint64 seconds = g_test_rand_bit () ? (gint64) i / 4 : (gint64) g_test_rand_int_range (0, 5000);
    g_autofree char *text = access_entry (i, seconds, "East", "Dana");
    Expected         row = { seconds, access_append (log, source, 6000, text) };

    g_array_append_val (expected, row);
    if (g_test_rand_int_range (0, 50) == 0)
      cue_access_log_flush (log);
  }
  cue_access_log_flush (log);
  g_array_sort (expected, compare_expected);
  g_assert_cmpuint (changes->n_items, ==, expected->len);
  for (guint i = 0; i < expected->len; i++) {
    g_autoptr (CueAccessRow) row = g_list_model_get_item (G_LIST_MODEL (log), i);
    const Expected *wanted = &g_array_index (expected, Expected, i);
    guint           position;

    g_assert_cmpuint (cue_access_row_get_id (row), ==, wanted->id);
    g_assert_true (cue_access_log_find (log, wanted->id, &position));
    g_assert_cmpuint (position, ==, i);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/access-log/append", test_append);
  g_test_add_func ("/salto/access-log/order", test_order);
  g_test_add_func ("/salto/access-log/sb-14-repeated", test_repeated);
  g_test_add_func ("/salto/access-log/no-id", test_no_id);
  g_test_add_func ("/salto/access-log/sb-9-arguments", test_arguments);
  g_test_add_func ("/salto/access-log/sb-12-13-20-marks", test_marks);
  g_test_add_func ("/salto/access-log/gap", test_gap);
  g_test_add_func ("/salto/access-log/sb-18-large", test_large);
  g_test_add_func ("/salto/access-log/overflow", test_overflow);
  g_test_add_func ("/salto/access-log/same-object", test_same_object);
  g_test_add_func ("/salto/access-log/clear", test_clear);
  g_test_add_func ("/salto/access-log/random-order", test_random_order);
  return g_test_run ();
}
