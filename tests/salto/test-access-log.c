// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"
#include "cue-access-alarm.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/access-log/append", test_append);
  g_test_add_func ("/salto/access-log/order", test_order);
  return g_test_run ();
}
