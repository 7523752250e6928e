// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"
#include "cue-access-alarm.h"
#include "cue-time.h"

typedef struct {
  CueAccessLog *log;
  GListModel   *alarms;
  guint         source;
  guint         number;
} World;

static void
set_up (World *world, gconstpointer data)
{
  world->log = cue_access_log_new (0, 0);
  world->alarms = cue_access_log_get_alarms (world->log);
  world->source = cue_access_log_add_source (world->log, CUE_ACCESS_INCIDENT, ACCESS_SITE, NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_object_unref (world->log);
}

static guint64
add (World *world, gint64 seconds, const char *category, const char *door)
{
  g_autofree char *text = access_incident (++world->number, seconds, category, door);

  return access_append (world->log, world->source, seconds, text);
}

static void
assert_row (World *world, guint64 id, CueAccessMarks marks, guint64 pair, gint64 seconds)
{
  g_autoptr (CueAccessRow) row = cue_access_log_get_row (world->log, id);

  g_assert_cmphex (cue_access_row_get_marks (row) & ~CUE_ACCESS_MARK_LATE, ==, marks);
  g_assert_cmpuint (cue_access_row_get_pair_id (row), ==, pair);
  g_assert_cmpint (cue_access_row_get_duration_us (row),
                   ==,
                   seconds < 0 ? -1 : CUE_SECONDS (seconds));
}

static void
test_pairs (World *world, gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "door_left_open_alarm", "end_of_door_left_open_alarm" },
    { "intrusion_alarm", "end_of_intrusion_alarm" },
    { "tamper_alarm", "end_of_tamper_alarm" },
    { "lock_connection_lost", "lock_connection_restored" },
    { "iq_connection_lost", "iq_connection_restored" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    guint64 begin = add (world, 0, pairs[i][0], "East");
    guint64 end;
    g_autoptr (CueAccessAlarm) alarm = g_list_model_get_item (world->alarms, 0);
    g_autoptr (CueAccessRow) row = cue_access_log_get_row (world->log, begin);

    assert_row (world, begin, CUE_ACCESS_MARK_OPEN, 0, -1);
    g_assert_cmpuint (cue_access_alarm_get_id (alarm), ==, begin);
    g_assert_cmpint (cue_access_alarm_get_since_us (alarm), ==, ACCESS_START);
    g_assert_cmpstr (cue_access_alarm_get_site_id (alarm), ==, ACCESS_SITE);
    g_assert_cmpstr (cue_access_event_get_text (cue_access_alarm_get_event (alarm),
                                                CUE_ACCESS_FIELD_EVENT_CATEGORY),
                     ==,
                     pairs[i][0]);
    end = add (world, 95, pairs[i][1], "East");
    g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 0);
    /* The row that is held is changed in place. */
    g_assert_true (cue_access_row_get_marks (row) & CUE_ACCESS_MARK_ENDED);
    assert_row (world, begin, CUE_ACCESS_MARK_ENDED, end, 95);
    assert_row (world, end, CUE_ACCESS_MARK_END, begin, 95);
  }
}

static void
test_doors_apart (World *world, gconstpointer data)
{
  guint64 east = add (world, 0, "tamper_alarm", "East");
  guint64 west = add (world, 5, "tamper_alarm", "West");
  guint64 other = add (world, 6, "intrusion_alarm", "East");
  guint64 end = add (world, 10, "end_of_tamper_alarm", "West");

  assert_row (world, east, CUE_ACCESS_MARK_OPEN, 0, -1);
  assert_row (world, other, CUE_ACCESS_MARK_OPEN, 0, -1);
  assert_row (world, west, CUE_ACCESS_MARK_ENDED, end, 5);
  g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 2);
}

/* An IQ has no door, whatever the message says. */
static void
test_iq (World *world, gconstpointer data)
{
  guint64 begin = add (world, 0, "iq_connection_lost", "East");
  guint64 end = add (world, 7, "iq_connection_restored", "West");

  assert_row (world, begin, CUE_ACCESS_MARK_ENDED, end, 7);
}

/* One that says it begins next week began when it came, and ends. */
static void
test_far_ahead (World *world, gconstpointer data)
{
  gint64           week = 7 * 24 * 3600;
  g_autofree char *text = access_incident (++world->number, week, "tamper_alarm", "East");
  guint64          end;

  access_append (world->log, world->source, 0, text);
  g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 1);
  end = add (world, 60, "end_of_tamper_alarm", "East");
  g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 0);
  g_assert_true (cue_access_log_get_marks (world->log, end) & CUE_ACCESS_MARK_END);
}

/* SB-14: the end comes before the beginning. */
static void
test_end_first (World *world, gconstpointer data)
{
  guint64 end = add (world, 20, "end_of_tamper_alarm", "East");
  guint64 begin;

  assert_row (world, end, CUE_ACCESS_MARK_END_ALONE, 0, -1);
  begin = add (world, 5, "tamper_alarm", "East");
  assert_row (world, end, CUE_ACCESS_MARK_END, begin, 15);
  assert_row (world, begin, CUE_ACCESS_MARK_ENDED, end, 15);
  g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 0);
  /* It is the end of one beginning only. */
  assert_row (world, add (world, 6, "tamper_alarm", "East"), CUE_ACCESS_MARK_OPEN, 0, -1);
}

/* An end that is older than the beginning is the end of something else. */
static void
test_old_end (World *world, gconstpointer data)
{
  guint64 begin = add (world, 20, "tamper_alarm", "East");
  guint64 end = add (world, 10, "end_of_tamper_alarm", "East");

  assert_row (world, begin, CUE_ACCESS_MARK_OPEN, 0, -1);
  assert_row (world, end, CUE_ACCESS_MARK_END_ALONE, 0, -1);
}

static void
test_begins_again (World *world, gconstpointer data)
{
  guint64 first = add (world, 0, "tamper_alarm", "East");
  guint64 second = add (world, 30, "tamper_alarm", "East");
  guint64 third = add (world, 60, "tamper_alarm", "East");
  g_autoptr (CueAccessAlarm) alarm = g_list_model_get_item (world->alarms, 0);
  g_autoptr (CueAccessAlarm) rest = NULL;
  guint64 end;

  g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 1);
  g_assert_cmpuint (cue_access_alarm_get_count (alarm), ==, 3);
  end = add (world, 40, "end_of_tamper_alarm", "East");
  assert_row (world, first, CUE_ACCESS_MARK_ENDED, end, 40);
  assert_row (world, second, CUE_ACCESS_MARK_ENDED, end, 10);
  assert_row (world, end, CUE_ACCESS_MARK_END, first, 40);
  assert_row (world, third, CUE_ACCESS_MARK_OPEN, 0, -1);
  rest = g_list_model_get_item (world->alarms, 0);
  g_assert_cmpuint (cue_access_alarm_get_id (rest), ==, third);
}

/* An alarm stays open when its row is gone. */
static void
test_row_gone (World *world, gconstpointer data)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (4096, 0);
  guint            source = cue_access_log_add_source (log, CUE_ACCESS_INCIDENT, ACCESS_SITE, NULL);
  g_autofree char *begin = access_incident (1, 0, "tamper_alarm", "East");
  g_autofree char *end = access_incident (2, 9000, "end_of_tamper_alarm", "East");
  guint64          end_id;

  access_append (log, source, 0, begin);
  for (guint i = 10; i < 9000; i++) {
    g_autofree char *text = access_incident (i, i, "low_battery_warning", "East");

    access_append (log, source, i, text);
  }
  g_assert_cmpuint (cue_access_log_get_dropped (log), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (cue_access_log_get_alarms (log)), ==, 1);
  end_id = access_append (log, source, 9000, end);
  g_assert_cmpuint (g_list_model_get_n_items (cue_access_log_get_alarms (log)), ==, 0);
  g_assert_true (cue_access_log_get_marks (log, end_id) & CUE_ACCESS_MARK_END);
}

/* No alarm, and no pair. */
static void
test_others (World *world, gconstpointer data)
{
  assert_row (world, add (world, 0, "low_battery_warning", "East"), 0, 0, -1);
  assert_row (world, add (world, 0, "something_new", "East"), 0, 0, -1);
  g_assert_cmpuint (g_list_model_get_n_items (world->alarms), ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*func) (World *, gconstpointer);
  } tests[] = {
    { "pairs", test_pairs },
    { "doors-apart", test_doors_apart },
    { "iq", test_iq },
    { "end-first", test_end_first },
    { "old-end", test_old_end },
    { "begins-again", test_begins_again },
    { "row-gone", test_row_gone },
    { "others", test_others },
    { "far-ahead", test_far_ahead },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/salto/access-alarms/", tests[i].name, NULL);

    g_test_add (path, World, NULL, set_up, tests[i].func, tear_down);
  }
  return g_test_run ();
}
