// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"
#include "cue-access-doors.h"
#include "cue-fake-clock.h"
#include "cue-time.h"

#include <string.h>

typedef struct {
  CueFakeClock   *clock;
  CueAccessLog   *log;
  CueAccessDoors *doors;
  guint           source;
  guint           number;
} World;

static void
set_up (World *world, gconstpointer data)
{
  world->clock = CUE_FAKE_CLOCK (cue_fake_clock_new (ACCESS_START, 0));
  world->log = cue_access_log_new (0, 0);
  world->source = cue_access_log_add_source (world->log, CUE_ACCESS_ENTRY, ACCESS_SITE, NULL);
  world->doors = cue_access_doors_new (world->log, CUE_CLOCK (world->clock));
  cue_access_doors_set_watched (world->doors, TRUE);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_object_unref (world->doors);
  g_object_unref (world->log);
  g_object_unref (world->clock);
}

/* A message that comes now. */
static void
add (World *world, const char *door, gboolean refused)
{
  gint64           now = cue_clock_get_wall (CUE_CLOCK (world->clock));
  gint64           seconds = (now - ACCESS_START) / G_USEC_PER_SEC;
  g_autofree char *text = refused ? access_refusal (++world->number, seconds, door)
                                  : access_entry (++world->number, seconds, door, "Dana");

  cue_access_log_append (world->log, world->source, text, strlen (text), now, NULL);
  cue_access_log_flush (world->log);
}

static CueAccessDoor *
get_door (World *world, guint position)
{
  g_autoptr (CueAccessDoor) door = g_list_model_get_item (G_LIST_MODEL (world->doors), position);

  return door;
}

static void
test_counts (World *world, gconstpointer data)
{
  CueAccessDoor *east;
  CueAccessDoor *west;

  for (guint i = 0; i < 20; i++)
    add (world, "East", i % 4 == 0);
  add (world, "West", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world->doors)), ==, 2);
  east = get_door (world, 0);
  west = get_door (world, 1);
  g_assert_cmpstr (cue_access_door_get_name (east), ==, "East");
  g_assert_cmpstr (cue_access_door_get_key (east), ==, "lock-East");
  g_assert_cmpstr (cue_access_door_get_site_id (east), ==, ACCESS_SITE);
  g_assert_cmpuint (cue_access_door_get_total (east), ==, 20);
  g_assert_cmpuint (cue_access_door_get_refused (east), ==, 5);
  g_assert_cmpuint (cue_access_door_get_recent (east), ==, 20);
  g_assert_cmpuint (cue_access_door_get_recent_refused (east), ==, 5);
  /* Less than a minute is a minute. */
  g_assert_cmpfloat_with_epsilon (cue_access_door_get_per_minute (east), 20, 0.001);
  g_assert_cmpuint (cue_access_door_get_total (west), ==, 1);
}

static void
test_window (World *world, gconstpointer data)
{
  CueAccessDoor *east;

  for (guint i = 0; i < 10; i++) {
    add (world, "East", FALSE);
    cue_fake_clock_advance (world->clock, CUE_SECONDS (60));
  }
  east = get_door (world, 0);
  g_assert_cmpfloat_with_epsilon (cue_access_door_get_per_minute (east), 1, 0.11);
  cue_fake_clock_advance (world->clock, CUE_SECONDS (300));
  g_assert_cmpuint (cue_access_door_get_recent (east), >=, 4);
  g_assert_cmpuint (cue_access_door_get_recent (east), <=, 5);
  cue_fake_clock_advance (world->clock, CUE_SECONDS (600));
  g_assert_cmpuint (cue_access_door_get_recent (east), ==, 0);
  g_assert_cmpuint (cue_access_door_get_total (east), ==, 10);
}

static void
test_quiet (World *world, gconstpointer data)
{
  guint n_quiet = 0;

  cue_access_doors_set_quiet_seconds (world->doors, 300);
  add (world, "East", FALSE);
  add (world, "West", FALSE);
  cue_fake_clock_advance (world->clock, CUE_SECONDS (200));
  add (world, "West", FALSE);
  g_assert_cmpuint (cue_access_doors_get_n_quiet (world->doors), ==, 0);
  cue_fake_clock_advance (world->clock, CUE_SECONDS (120));
  g_object_get (world->doors, "n-quiet", &n_quiet, NULL);
  g_assert_cmpuint (n_quiet, ==, 1);
  g_assert_true (cue_access_door_is_quiet (get_door (world, 0)));
  g_assert_false (cue_access_door_is_quiet (get_door (world, 1)));
  g_assert_cmpint (cue_access_door_get_quiet_us (get_door (world, 0)), >=, CUE_SECONDS (310));
  add (world, "East", FALSE);
  g_assert_cmpuint (cue_access_doors_get_n_quiet (world->doors), ==, 0);
}

/* Undecodable messages, gaps and messages without a door are no door; a new name is the same one.
 */
static void
test_no_door (World *world, gconstpointer data)
{
  access_append (world->log, world->source, 0, "no JSON");
  access_append (world->log, world->source, 0, "{\"event_category\":\"lock_opened\"}");
  cue_access_log_append_gap (world->log, world->source, ACCESS_START, ACCESS_START + 5);
  access_append (world->log,
                 world->source,
                 0,
                 "{\"lock_id\":\"7\",\"lock_customer_reference\":\"Old\"}");
  access_append (world->log,
                 world->source,
                 0,
                 "{\"lock_id\":\"7\",\"lock_customer_reference\":\"New\"}");
  access_append (world->log, world->source, 0, "{\"lock_customer_reference\":\"Nameless\"}");
  cue_access_log_flush (world->log);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world->doors)), ==, 2);
  g_assert_cmpstr (cue_access_door_get_name (get_door (world, 0)), ==, "New");
  g_assert_cmpuint (cue_access_door_get_total (get_door (world, 0)), ==, 2);
  g_assert_cmpstr (cue_access_door_get_key (get_door (world, 1)), ==, "Nameless");
}

static void
test_too_many (World *world, gconstpointer data)
{
  for (guint i = 0; i < CUE_ACCESS_DOORS_MAX + 100; i++) {
    g_autofree char *text = g_strdup_printf ("{\"lock_id\":\"%u\"}", i);

    access_append (world->log, world->source, 0, text);
  }
  cue_access_log_flush (world->log);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world->doors)),
                    ==,
                    CUE_ACCESS_DOORS_MAX);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*func) (World *, gconstpointer);
  } tests[] = {
    { "counts", test_counts },   { "window", test_window },     { "quiet", test_quiet },
    { "no-door", test_no_door }, { "too-many", test_too_many },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/salto/access-doors/", tests[i].name, NULL);

    g_test_add (path, World, NULL, set_up, tests[i].func, tear_down);
  }
  return g_test_run ();
}
