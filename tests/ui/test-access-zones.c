// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* By which clocks the rows of the doors are said, and what is new since the last look. */

#include "ui-fixture.h"

#include "cue-access-last-look.h"
#include "cue-access-zones.h"
#include "cue-last-looks.h"

#define NOW_US  (UI_SECONDS (UI_WALL_S))
#define HOUR_US (UI_SECONDS (3600))

typedef struct {
  CueAccessLog   *log;
  CueAccessZones *zones;
  guint           paris;
  guint           york;
  guint           n;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->log = cue_access_log_new (0, 0);
  f->paris = cue_access_log_add_source (f->log, CUE_ACCESS_ENTRY, "paris", "Concert hall");
  f->york = cue_access_log_add_source (f->log, CUE_ACCESS_ENTRY, "york", "Studio");
  f->zones = cue_access_zones_new (f->log);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->zones);
  g_object_unref (f->log);
}

static char *
format (gint64 wall_us, const char *form)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  return g_date_time_format (time, form);
}

static guint64
append (Fixture *f, guint source, gint64 wall_us, gint64 ahead_us)
{
  g_autofree char *utc = format (wall_us, "%FT%TZ");
  g_autofree char *local = format (wall_us + ahead_us, "%FT%T");
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%u\",\"utc_date_time\":\"%s\","
                                           "\"local_date_time\":\"%s\"}",
                                           ++f->n,
                                           utc,
                                           local);

  return cue_access_log_append (f->log, source, json, strlen (json), wall_us, NULL);
}

static void
assert_site (Fixture *f, guint64 id, gint64 wall_us, const char *rest)
{
  g_autoptr (CueAccessRow) row = cue_access_log_get_row (f->log, id);
  g_autofree char *shown = cue_access_zones_format_site (f->zones, row, NOW_US);
  g_autofree char *time = format (wall_us, "%T");
  g_autofree char *expected = g_strconcat (time, rest, NULL);

  g_assert_cmpstr (shown, ==, expected);
}

/* What says no time of the site still stands between rows that do. */
static void
test_borrowed (Fixture *f, gconstpointer data)
{
  guint64 raw, gap, first;
  g_autoptr (CueAccessRow) row = NULL;
  g_autofree char *words = NULL;
  g_autofree char *end = format (NOW_US + HOUR_US, "%T");
  g_autofree char *unknown = NULL;

  /* Nobody knows what the clocks there show: not those of this computer. */
  first = cue_access_log_append (f->log, f->york, "no JSON", 7, NOW_US, NULL);
  row = cue_access_log_get_row (f->log, first);
  unknown = cue_access_zones_format_site (f->zones, row, NOW_US);
  g_assert_cmpstr (unknown, ==, "–");
  g_clear_object (&row);

  append (f, f->paris, NOW_US - UI_SECONDS (9), HOUR_US);
  raw = cue_access_log_append (f->log, f->paris, "no JSON either", 14, NOW_US, NULL);
  gap = cue_access_log_append_gap (f->log, f->paris, NOW_US - UI_SECONDS (7), NOW_US);
  assert_site (f, raw, NOW_US + HOUR_US, "");
  assert_site (f, gap, NOW_US - UI_SECONDS (7) + HOUR_US, "");
  row = cue_access_log_get_row (f->log, gap);
  words = cue_access_zones_describe_gap (f->zones, row);
  g_assert_nonnull (strstr (words, end));
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_several (Fixture *f, gconstpointer data)
{
  guint64 paris = append (f, f->paris, NOW_US, HOUR_US);
  guint64 york = append (f, f->york, NOW_US, -5 * HOUR_US);
  guint64 delhi = append (f, f->york, NOW_US, 5 * HOUR_US + HOUR_US / 2);
  guint   n_told = 0;

  g_signal_connect_swapped (f->zones, "notify::several", G_CALLBACK (count), &n_told);
  assert_site (f, paris, NOW_US + HOUR_US, "");
  g_assert_false (cue_access_zones_get_several (f->zones));
  g_assert_false (cue_access_zones_get_several_sites (f->zones));
  assert_site (f, york, NOW_US - 5 * HOUR_US, " −5");
  assert_site (f, paris, NOW_US + HOUR_US, " +1");
  assert_site (f, delhi, NOW_US + 5 * HOUR_US + HOUR_US / 2, " +5:30");
  g_assert_true (cue_access_zones_get_several (f->zones));
  g_assert_true (cue_access_zones_get_several_sites (f->zones));
  g_assert_cmpuint (n_told, ==, 1);
}

/* The day is only named where it is another one than at the site. */
static void
test_local (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (NOW_US / G_USEC_PER_SEC);
  gint64           here_us = g_date_time_get_utc_offset (now);
  g_autofree char *time = format (NOW_US + here_us, "%H:%M");

  for (int days = -1; days <= 1; days++) {
    static const char *marks[] = { "⁺¹", "", "⁻¹" };
    guint64 id = append (f, f->paris, NOW_US, here_us + days * 23 * HOUR_US + days * HOUR_US / 2);
    g_autoptr (CueAccessRow) row = cue_access_log_get_row (f->log, id);
    g_autofree char *shown = cue_access_zones_format_local (f->zones, row);
    g_autofree char *expected = g_strconcat (time, marks[days + 1], NULL);

    g_assert_cmpstr (shown, ==, expected);
  }
}

static void
test_last_look (Fixture *f, gconstpointer data)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (NOW_US, 0);
  g_autoptr (CueAccessLastLook) look = cue_access_last_look_new (f->log, clock);
  g_autofree char *words = NULL;
  g_autofree char *day = NULL;

  /* Before there was a look nothing is new, whatever is there. */
  g_assert_false (cue_access_last_look_is_new (look, append (f, f->paris, NOW_US, 0)));
  cue_access_log_clear (f->log);

  /* Looking at an empty list is a look too. */
  g_clear_object (&look);
  look = cue_access_last_look_new (f->log, clock);
  cue_access_last_look_set_looking (look, TRUE);
  cue_access_last_look_set_looking (look, FALSE);
  g_assert_true (cue_access_last_look_is_new (look, append (f, f->paris, NOW_US, 0)));
  words = cue_access_last_look_describe (look);
  g_assert_true (g_str_has_prefix (words, "New since "));

  /* A look of two days ago names the day; one in the future is none. */
  cue_access_last_look_restore (look, NOW_US - 48 * HOUR_US);
  day = cue_access_last_look_describe (look);
  g_assert_cmpuint (strlen (day), >, strlen (words));
  g_assert_cmpint (cue_access_last_look_get_wall_us (look), ==, NOW_US - 48 * HOUR_US);
  cue_access_last_look_restore (look, NOW_US + HOUR_US);
  g_assert_cmpint (cue_access_last_look_get_wall_us (look), ==, NOW_US - 48 * HOUR_US);
}

static void
test_kept (UiFixture *f, gconstpointer data)
{
  CueEventSession *session = ui_fixture_add_event (f, "Keynote");
  const char      *id = cue_event_session_get_id (session);

  g_assert_cmpint (cue_last_looks_find (f->settings, id), ==, 0);
  cue_last_looks_keep (f->settings, id, NOW_US);

  for (gint64 i = 1; i < 120; i++) {
    g_autofree char *other = g_strdup_printf ("other-%d", (int) i);

    cue_last_looks_keep (f->settings, other, i);
  }

  g_assert_cmpint (cue_last_looks_find (f->settings, id), ==, NOW_US);
  g_assert_cmpint (cue_last_looks_find (f->settings, "other-1"), ==, 0);
  g_assert_cmpint (cue_last_looks_find (f->settings, "other-119"), ==, 119);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/ui/access-zones/borrowed", test_borrowed },
    { "/ui/access-zones/several", test_several },
    { "/ui/access-zones/local", test_local },
    { "/ui/access-zones/last-look", test_last_look },
  };

  /* No zone is a day ahead of UTC, and what a row says of one is not believed; from here the site
   * on another day would be. */
  g_setenv ("TZ", "UTC", TRUE);

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  g_test_add ("/ui/access-zones/kept",
              UiFixture,
              NULL,
              ui_fixture_set_up,
              test_kept,
              ui_fixture_tear_down);
  return g_test_run ();
}
