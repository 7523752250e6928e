// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"
#include "cue-access-words.h"
#include "cue-filtered-access-private.h"
#include "cue-time.h"

#include <string.h>

typedef struct {
  CueAccessLog      *log;
  CueAccessFilter   *filter;
  CueFilteredAccess *filtered;
  AccessChanges     *changes;
  guint              entries;
  guint              incidents;
} World;

static void
set_up (World *world, gconstpointer data)
{
  world->log = cue_access_log_new (0, 0);
  world->filter = cue_access_filter_new ();
  world->filtered = cue_filtered_access_new (world->log, world->filter);
  world->changes = access_changes_new (G_LIST_MODEL (world->filtered));
  world->entries = cue_access_log_add_source (world->log, CUE_ACCESS_ENTRY, ACCESS_SITE, "Théâtre");
  world->incidents = cue_access_log_add_source (world->log, CUE_ACCESS_INCIDENT, "site-2", "Arena");
}

static void
tear_down (World *world, gconstpointer data)
{
  g_object_unref (world->filtered);
  g_object_unref (world->filter);
  g_object_unref (world->log);
  access_changes_free (world->changes);
}

static guint64
add (World *world, guint source, gint64 seconds, char *text)
{
  guint64 id = access_append (world->log, source, seconds, text);

  g_free (text);
  return id;
}

/* Six rows: 1 East Dana, 2 West Erin, 3 refusal East, 4 gap, 5 battery West, 6 undecodable. */
static void
add_six (World *world)
{
  add (world, world->entries, 0, access_entry (1, 0, "East", "Dana"));
  add (world, world->entries, 10, access_entry (2, 10, "West Würzburg", "Erin"));
  add (world, world->entries, 20, access_refusal (3, 20, "East"));
  cue_access_log_append_gap (world->log,
                             world->incidents,
                             ACCESS_START + 25 * G_USEC_PER_SEC,
                             ACCESS_START + 35 * G_USEC_PER_SEC);
  add (world,
       world->incidents,
       40,
       access_incident (5, 40, "low_battery_warning", "West Würzburg"));
  add (world, world->entries, 50, g_strdup ("No JSON, but a Word"));
  cue_access_log_flush (world->log);
}

/* Which rows are there, by id: “1 2 4”. */
static void
assert_rows (World *world, const char *expected)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (world->filtered)); i++)
    g_string_append_printf (rows,
                            "%s%" G_GUINT64_FORMAT,
                            i > 0 ? " " : "",
                            cue_filtered_access_get_id_at (world->filtered, i));
  g_assert_cmpstr (rows->str, ==, expected);
  g_assert_cmpuint (world->changes->n_items,
                    ==,
                    g_list_model_get_n_items (G_LIST_MODEL (world->filtered)));
}

static void
assert_text (World *world, const char *text, const char *expected)
{
  cue_access_filter_set_text (world->filter, text);
  assert_rows (world, expected);
}

/* A filter by marks follows when a row gets other ones, also after a pause. */
static void
test_marks_change (World *world, gconstpointer data)
{
  cue_access_filter_set_marks (world->filter, CUE_ACCESS_MARK_OPEN);
  add (world, world->incidents, 0, access_incident (1, 0, "tamper_alarm", "East"));
  add (world, world->incidents, 5, access_incident (2, 5, "tamper_alarm", "West"));
  cue_access_log_flush (world->log);
  assert_rows (world, "1 2");
  add (world, world->incidents, 10, access_incident (3, 10, "end_of_tamper_alarm", "East"));
  cue_access_log_flush (world->log);
  assert_rows (world, "2");

  cue_filtered_access_set_paused (world->filtered, TRUE);
  add (world, world->incidents, 15, access_incident (4, 15, "end_of_tamper_alarm", "West"));
  cue_access_log_flush (world->log);
  assert_rows (world, "2");
  cue_filtered_access_set_paused (world->filtered, FALSE);
  assert_rows (world, "");

  cue_access_filter_set_marks (world->filter, CUE_ACCESS_MARK_REPEATED);
  assert_rows (world, "");
  add (world, world->incidents, 0, access_incident (1, 0, "tamper_alarm", "East"));
  assert_rows (world, "1");
}

static void
test_kinds (World *world, gconstpointer data)
{
  add_six (world);
  assert_rows (world, "1 2 3 4 5 6");
  cue_access_filter_set_kinds (world->filter, CUE_ACCESS_ENTRIES);
  assert_rows (world, "1 2 3 6");
  cue_access_filter_set_kinds (world->filter, CUE_ACCESS_INCIDENTS | CUE_ACCESS_GAPS);
  assert_rows (world, "4 5");
  cue_access_filter_set_kinds (world->filter, 0);
  assert_rows (world, "");
  cue_access_filter_reset (world->filter);
  assert_rows (world, "1 2 3 4 5 6");
}

static void
test_facets (World *world, gconstpointer data)
{
  static const struct {
    CueAccessFacet facet;
    const char    *value;
    const char    *rows;
  } cases[] = {
    { CUE_ACCESS_FACET_SITE, ACCESS_SITE, "1 2 3 6" },
    { CUE_ACCESS_FACET_SITE, "site-2", "4 5" },
    { CUE_ACCESS_FACET_DOOR, "lock-East", "1 3 4" },
    { CUE_ACCESS_FACET_DOOR, "East", "4" },
    { CUE_ACCESS_FACET_PERSON, "user-Erin", "2 4" },
    { CUE_ACCESS_FACET_WHAT, "lock_rejected", "3 4" },
    { CUE_ACCESS_FACET_HOW, "tag", "1 2 3 4" },
    { CUE_ACCESS_FACET_DETAIL, "no_access", "3 4" },
    { CUE_ACCESS_FACET_IQ, "iq-1", "1 2 3 4 5" },
  };

  add_six (world);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    cue_access_filter_set_value (world->filter, cases[i].facet, cases[i].value);
    assert_rows (world, cases[i].rows);
    cue_access_filter_set_value (world->filter, cases[i].facet, NULL);
  }
  g_assert_true (cue_access_filter_is_empty (world->filter));
  assert_rows (world, "1 2 3 4 5 6");

  /* All that is set must hold. */
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_WHAT, "lock_opened");
  cue_access_filter_set_kinds (world->filter, CUE_ACCESS_ENTRIES);
  assert_rows (world, "1");
}

/* A click on a value filters by what the row itself passes. */
static void
test_facet_of_row (World *world, gconstpointer data)
{
  add_six (world);
  for (guint64 id = 1; id <= 6; id++) {
    g_autoptr (CueAccessEvent) event = cue_access_log_get_event (world->log, id);

    for (CueAccessFacet facet = 0; facet < CUE_ACCESS_N_FACETS; facet++) {
      const char *value = cue_access_facet_of_event (facet, event);
      guint       position;

      cue_access_filter_set_value (world->filter, facet, value);
      g_assert_true (cue_filtered_access_find (world->filtered, id, &position));
      g_assert_cmpuint (cue_filtered_access_get_id_at (world->filtered, position), ==, id);
      cue_access_filter_reset (world->filter);
    }
  }
}

static void
test_text (World *world, gconstpointer data)
{
  add_six (world);
  assert_text (world, "dana", "1 4");
  assert_text (world, "DANA EAST", "1 4");
  assert_text (world, "dana west", "4");
  assert_text (world, "  ", "1 2 3 4 5 6");
  assert_text (world, "wurzburg", "2 4 5");
  assert_text (world, "WÜRZBURG", "2 4 5");
  /* The code, its words, the site and the tag. */
  assert_text (world, "low_battery", "4 5");
  assert_text (world, "battery low", "4 5");
  assert_text (world, "theatre", "1 2 3 4 6");
  assert_text (world, "00012345", "1 2 3 4");
  /* The whole id of the event. */
  assert_text (world, "6F0C2A51-0d1e-4a7c-9b54-000000000002", "2 4");
  /* The raw text of what could not be decoded. */
  assert_text (world, "word", "4 6");
  assert_text (world, "nothing of this", "4");
  assert_text (world, NULL, "1 2 3 4 5 6");
}

static void
test_range (World *world, gconstpointer data)
{
  add_six (world);
  cue_access_filter_set_range (world->filter,
                               ACCESS_START + CUE_SECONDS (10),
                               ACCESS_START + CUE_SECONDS (20));
  assert_rows (world, "2 3");
  /* A gap that reaches into it is shown. */
  cue_access_filter_set_range (world->filter,
                               ACCESS_START + CUE_SECONDS (30),
                               ACCESS_START + CUE_SECONDS (31));
  assert_rows (world, "4");
  cue_access_filter_set_range (world->filter, ACCESS_START + CUE_SECONDS (36), G_MAXINT64);
  assert_rows (world, "5 6");
}

/* A range that goes on lets the oldest go, and touches nothing else. */
static void
test_moving_range (World *world, gconstpointer data)
{
  add_six (world);
  cue_access_filter_set_range (world->filter, ACCESS_START, G_MAXINT64);
  assert_rows (world, "1 2 3 4 5 6");
  g_string_truncate (world->changes->text, 0);
  cue_access_filter_move_range (world->filter, ACCESS_START + CUE_SECONDS (10));
  g_assert_cmpstr (world->changes->text->str, ==, "0-1+0 ");
  assert_rows (world, "2 3 4 5 6");
  /* The gap reaches into it. */
  cue_access_filter_move_range (world->filter, ACCESS_START + CUE_SECONDS (31));
  assert_rows (world, "4 5 6");
  g_string_truncate (world->changes->text, 0);
  cue_access_filter_move_range (world->filter, ACCESS_START + CUE_SECONDS (32));
  g_assert_cmpstr (world->changes->text->str, ==, "");
  cue_access_filter_move_range (world->filter, ACCESS_START + CUE_SECONDS (36));
  assert_rows (world, "5 6");
  /* A clock that was put back. */
  cue_access_filter_move_range (world->filter, ACCESS_START + CUE_SECONDS (20));
  assert_rows (world, "3 4 5 6");
}

static void
test_marks (World *world, gconstpointer data)
{
  add_six (world);
  cue_access_filter_set_marks (world->filter, CUE_ACCESS_MARK_REFUSED);
  assert_rows (world, "3");
  cue_access_filter_set_marks (world->filter, CUE_ACCESS_MARK_REFUSED | CUE_ACCESS_MARK_UNDECODED);
  assert_rows (world, "3 6");
}

/* What comes is put in its place, one change for what comes together. */
static void
test_incremental (World *world, gconstpointer data)
{
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  for (guint i = 0; i < 10; i++)
    add (world, world->entries, i, access_entry (i, i, i % 2 == 0 ? "East" : "West", "Dana"));
  cue_access_log_flush (world->log);
  g_assert_cmpstr (world->changes->text->str, ==, "0-0+5 ");
  add (world, world->entries, 20, access_entry (20, 3, "East", "Dana"));
  cue_access_log_flush (world->log);
  assert_rows (world, "1 3 11 5 7 9");
}

static void
test_pause (World *world, gconstpointer data)
{
  guint position;

  add (world, world->entries, 0, access_entry (1, 0, "East", "Dana"));
  cue_access_log_flush (world->log);
  cue_filtered_access_set_paused (world->filtered, TRUE);
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  add (world, world->entries, 10, access_entry (2, 10, "East", "Erin"));
  add (world, world->entries, 10, access_entry (3, 10, "West", "Erin"));
  cue_access_log_flush (world->log);
  assert_rows (world, "1");
  g_assert_cmpuint (cue_filtered_access_get_held (world->filtered), ==, 1);
  /* Another filter while paused still shows nothing new. */
  cue_access_filter_reset (world->filter);
  assert_rows (world, "1");
  g_assert_cmpuint (cue_filtered_access_get_held (world->filtered), ==, 2);
  g_assert_false (cue_filtered_access_find (world->filtered, 2, &position));
  cue_filtered_access_set_paused (world->filtered, FALSE);
  assert_rows (world, "1 2 3");
  g_assert_cmpuint (cue_filtered_access_get_held (world->filtered), ==, 0);
}

/* The same object before and after, and its place by its id. */
static void
test_selection (World *world, gconstpointer data)
{
  g_autoptr (CueAccessRow) selected = NULL;
  g_autoptr (CueAccessRow) again = NULL;
  guint position;

  add_six (world);
  selected = g_list_model_get_item (G_LIST_MODEL (world->filtered), 2);
  g_assert_cmpuint (cue_access_row_get_id (selected), ==, 3);
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  g_assert_true (cue_filtered_access_find (world->filtered, 3, &position));
  g_assert_cmpuint (position, ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (world->filtered), position);
  g_assert_true (again == selected);
  /* Where it would be, when it is not there. */
  g_assert_false (cue_filtered_access_find (world->filtered, 2, &position));
  g_assert_true (cue_filtered_access_find_nearest (world->filtered, 2, &position));
  g_assert_cmpuint (position, ==, 1);
}

/* What the log lets go goes here too, paused or not. */
static void
test_overflow (World *world, gconstpointer data)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (8192, 0);
  g_autoptr (CueAccessFilter) filter = cue_access_filter_new ();
  g_autoptr (CueFilteredAccess) filtered = cue_filtered_access_new (log, filter);
  g_autoptr (AccessChanges) changes = access_changes_new (G_LIST_MODEL (filtered));
  guint source = cue_access_log_add_source (log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);

  cue_access_filter_set_value (filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  for (guint i = 0; i < 40000; i++) {
    g_autofree char *text =
      access_entry (i, i / 10 - (i % 100 == 0 ? 40 : 0), i % 2 == 0 ? "East" : "West", "Dana");

    access_append (log, source, i / 10, text);
    if (i == 20000 || i == 35000)
      cue_filtered_access_set_paused (filtered, i == 20000);
    if (i % 64 == 0)
      cue_access_log_flush (log);
  }
  cue_access_log_flush (log);
  cue_filtered_access_settle (filtered);
  g_assert_cmpuint (changes->n_items, ==, g_list_model_get_n_items (G_LIST_MODEL (log)) / 2);
  for (guint i = 0; i < changes->n_items; i++) {
    g_autoptr (CueAccessRow) row = g_list_model_get_item (G_LIST_MODEL (filtered), i);

    g_assert_nonnull (row);
    g_assert_cmpuint (cue_access_row_get_id (row), >=, cue_access_log_get_first_id (log));
  }
}

static void
add_many (World *world, guint first, guint n)
{
  for (guint i = first; i < first + n; i++) {
    g_autofree char *text =
      access_entry (i, i / 10 - (i % 100 == 0 ? 40 : 0), i % 2 == 0 ? "East" : "West", "Dana");

    access_append (world->log, world->entries, i / 10, text);
  }
  cue_access_log_flush (world->log);
}

static void
assert_same (World *world)
{
  g_autoptr (CueFilteredAccess) whole = cue_filtered_access_new (world->log, world->filter);
  guint n;

  cue_filtered_access_settle (whole);
  n = g_list_model_get_n_items (G_LIST_MODEL (whole));
  g_assert_cmpuint (world->changes->n_items, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (cue_filtered_access_get_id_at (world->filtered, i),
                      ==,
                      cue_filtered_access_get_id_at (whole, i));
}

static void
on_filling (CueFilteredAccess *filtered, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

/* Turns of which each takes as little as one can. */
static guint
run_until_filled (World *world)
{
  guint n_turns = 0;
  guint before;

  while (cue_filtered_access_get_filling (world->filtered)) {
    before = world->changes->n_items;
    g_main_context_iteration (NULL, TRUE);
    g_assert_cmpuint (world->changes->n_items - before, <=, CUE_FILTERED_ACCESS_AT_ONCE);
    n_turns++;
  }
  return n_turns;
}

/* More than one turn can look at: a part is there at once, and the rest follows. */
static void
test_filling (World *world, gconstpointer data)
{
  guint n_told = 0;

  world->filtered->slice_us = 0;
  g_signal_connect (world->filtered, "notify::filling", G_CALLBACK (on_filling), &n_told);
  add_many (world, 0, 20000);
  cue_filtered_access_settle (world->filtered);
  g_assert_cmpuint (world->changes->n_items, ==, 20000);
  g_assert_cmpuint (n_told, ==, 0);

  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  g_assert_true (cue_filtered_access_get_filling (world->filtered));
  g_assert_cmpuint (world->changes->n_items, >, CUE_FILTERED_ACCESS_AT_ONCE / 2 - 10);
  g_assert_cmpuint (world->changes->n_items, <, 10000);
  g_assert_cmpuint (run_until_filled (world), >, 10);
  g_assert_cmpuint (world->changes->n_items, ==, 10000);
  g_assert_cmpuint (n_told, ==, 2);
  assert_same (world);

  /* What comes meanwhile, some of it among what was looked at, and another filter in the middle. */
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-West");
  add_many (world, 20000, 3000);
  g_main_context_iteration (NULL, TRUE);
  cue_access_filter_set_text (world->filter, "dana");
  g_main_context_iteration (NULL, TRUE);
  add_many (world, 23000, 2000);
  run_until_filled (world);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_same (world);
  g_assert_cmpuint (world->changes->n_items, ==, 12500);

  /* Paused, what comes stays outside. */
  cue_access_filter_reset (world->filter);
  cue_filtered_access_set_paused (world->filtered, TRUE);
  add_many (world, 25000, 6000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (world->changes->n_items, ==, 25000);
  g_assert_cmpuint (cue_filtered_access_get_held (world->filtered), ==, 6000);
  cue_filtered_access_set_paused (world->filtered, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_same (world);
}

/* The log lets the oldest go while the list fills with them. */
static void
test_filling_overflow (World *world, gconstpointer data)
{
  g_clear_object (&world->filtered);
  access_changes_free (world->changes);
  g_object_unref (world->log);
  world->log = cue_access_log_new (12288, 0);
  world->filtered = cue_filtered_access_new (world->log, world->filter);
  world->changes = access_changes_new (G_LIST_MODEL (world->filtered));
  world->entries = cue_access_log_add_source (world->log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  world->filtered->slice_us = 0;
  add_many (world, 0, 12288);
  cue_access_filter_set_text (world->filter, "dana");
  for (guint i = 0; i < 8; i++) {
    add_many (world, 12288 + i * 4096, 4096);
    g_main_context_iteration (NULL, TRUE);
  }
  run_until_filled (world);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_same (world);
}

/* Names too long for the dictionary take the long way round to the same answer. */
static void
test_long_values (World *world, gconstpointer data)
{
  g_autofree char *door = g_strnfill (5000, 'd');
  g_autofree char *key = g_strconcat ("lock-", door, NULL);

  add (world, world->entries, 0, access_entry (1, 0, door, "Dana"));
  add (world, world->entries, 1, access_entry (2, 1, "East", door));
  add (world, world->entries, 2, access_entry (3, 2, "East", "Dana"));
  cue_access_log_flush (world->log);
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, key);
  assert_rows (world, "1");
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, "lock-East");
  assert_rows (world, "2 3");
  assert_text (world, "dddd", "2");
  cue_access_filter_reset (world->filter);
  assert_text (world, "dddd", "1 2");
}

/* The long way round begins with a glance at the text, which must not miss what it says in another
 * way: in other letters, with escapes, or in the words for a code and the names of a site. */
static void
test_glance (World *world, gconstpointer data)
{
  g_autofree char         *door = g_strnfill (5000, 'd');
  static const char *const names[] = { "DANA", "D\\u0061na", "D\303\241na", "Erin", "[\"Dana\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char      *quote = *names[i] == '[' ? "" : "\"";
    g_autofree char *text = g_strdup_printf ("{\"id\":\"%u\",\"event_category\":\"lock_opened\","
                                             "\"access_by\":\"mobile_key\",\"lock_id\":\"%s\","
                                             "\"user_first_name\":%s%s%s,\"user_id\":\"U%u\"}",
                                             i + 1,
                                             door,
                                             quote,
                                             names[i],
                                             quote,
                                             i);

    access_append (world->log, world->entries, i, text);
  }
  cue_access_log_flush (world->log);
  assert_text (world, "dana", "1 2 3 5");
  assert_text (world, "DÁNA", "1 2 3 5");
  assert_text (world, "nobody", "");
  assert_text (world, "theatre", "1 2 3 4 5");
  assert_text (world, "theatre erin", "4");
  assert_text (world,
               cue_access_words_for_code (CUE_ACCESS_FIELD_ACCESS_BY, "mobile_key"),
               "1 2 3 4 5");
  cue_access_filter_reset (world->filter);
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_PERSON, "U3");
  assert_rows (world, "4");
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_PERSON, NULL);
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_DOOR, door);
  assert_rows (world, "1 2 3 4 5");
  cue_access_filter_set_value (world->filter, CUE_ACCESS_FACET_HOW, "tag");
  assert_rows (world, "");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*func) (World *, gconstpointer);
  } tests[] = {
    { "kinds", test_kinds },
    { "facets", test_facets },
    { "facet-of-row", test_facet_of_row },
    { "text", test_text },
    { "range", test_range },
    { "moving-range", test_moving_range },
    { "marks", test_marks },
    { "marks-change", test_marks_change },
    { "incremental", test_incremental },
    { "pause", test_pause },
    { "selection", test_selection },
    { "overflow", test_overflow },
    { "filling", test_filling },
    { "filling-overflow", test_filling_overflow },
    { "long-values", test_long_values },
    { "glance", test_glance },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/salto/access-filter/", tests[i].name, NULL);

    g_test_add (path, World, NULL, set_up, tests[i].func, tear_down);
  }
  return g_test_run ();
}
