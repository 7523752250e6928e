// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>

#include "feed-fixture.h"

// Up to where a feed was read: nothing is missed and nothing told twice when it is gone on from
// there.

#define HOUR_NS (G_GINT64_CONSTANT (3600) * 1000 * 1000 * 1000)

static CueFeedSource *
find (FeedFixture *f)
{
  CueFeedSource *source = cue_feed_desk_connection_find_source (f->connection, FEED);

  g_assert_nonnull (source);
  return source;
}

static guint
count (CueFeedSource *source)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cue_feed_source_get_log (source)));
}

// As if the program had read the feed until an hour ago, and not since.
static gint64
read_until_an_hour_ago (CueFeedSource *source)
{
  CueFeedRange range = { .before = g_get_real_time () * 1000 - HOUR_NS };
  gint64       place;

  cue_feed_source_set_page_size (source, 5);
  cue_feed_source_set_max_pages (source, 1);
  cue_feed_source_load_range (source, &range);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  place = cue_feed_source_get_resume_ns (source);
  g_assert_cmpint (place, >, 0);
  g_assert_cmpint (place, <, range.before);
  cue_feed_source_set_max_pages (source, CUE_FEED_SOURCE_DEFAULT_MAX_PAGES);
  return place;
}

// Who only looks at the newest page has not read what lies before it.
static void
test_gap (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f);
  CueFeedLog    *log = cue_feed_source_get_log (source);
  gint64         place = read_until_an_hour_ago (source);

  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpuint (count (source), ==, 5);
  g_assert_cmpint (cue_feed_log_get_oldest_ns (log), >, place);
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, place);

  cue_feed_source_resume (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpuint (count (source), >, 5);
  g_assert_cmpint (cue_feed_log_get_oldest_ns (log), >, place);
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, cue_feed_log_get_newest_ns (log));
}

// Page by page back from the newest one, until nothing lies in between.
static void
test_join (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f);
  CueFeedLog    *log = cue_feed_source_get_log (source);
  gint64         place = read_until_an_hour_ago (source);

  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  while (cue_feed_log_get_oldest_ns (log) > place) {
    g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, place);
    g_assert_true (cue_feed_source_get_has_older (source));
    cue_feed_source_load_older (source);
    WAIT_FOR (!cue_feed_source_get_busy (source));
  }
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, cue_feed_log_get_newest_ns (log));
}

static void
on_arrived (CueFeedDeskConnection *connection,
            CueFeedSource         *source,
            guint64                first_id,
            guint                  n,
            gint64                *oldest)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueFeedEvent)
      event = cue_feed_log_get_event (cue_feed_source_get_log (source), first_id + i);

    *oldest = MIN (*oldest, cue_feed_event_get_received_ns (event));
  }
}

// A feed that is followed tells of what is new, also when somebody looks at old events meanwhile.
static void
test_told (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f);
  CueFeedRange   range = { .after = g_get_real_time () * 1000 - HOUR_NS };
  gint64         oldest = G_MAXINT64;
  gint64         place;

  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  place = cue_feed_source_get_resume_ns (source);
  g_signal_connect (f->connection, "arrived", G_CALLBACK (on_arrived), &oldest);
  cue_feed_source_set_following (source, TRUE);
  cue_feed_source_set_page_size (source, 20);
  cue_feed_source_load_range (source, &range);
  WAIT_FOR (cue_feed_source_get_state (source) == CUE_FEED_SOURCE_LISTENING);
  g_assert_cmpuint (count (source), >, 5);
  g_assert_cmpint (cue_feed_log_get_oldest_ns (cue_feed_source_get_log (source)), <, place);
  g_assert_cmpint (oldest, >, place);
  cue_feed_source_set_following (source, FALSE);
  g_signal_handlers_disconnect_by_data (f->connection, &oldest);
}

// The times of one account say nothing of another.
static void
test_host (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f);

  read_until_an_hour_ago (source);
  g_object_set (f->settings, "host", "rehearsal.events.10duke.com", NULL);
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                \
  g_test_add ("/monitor/feed-place/" name, \
              FeedFixture,                 \
              NULL,                        \
              feed_fixture_set_up,         \
              function,                    \
              feed_fixture_tear_down)
  ADD ("gap", test_gap);
  ADD ("join", test_join);
  ADD ("told", test_told);
  ADD ("host", test_host);
#undef ADD
  return g_test_run ();
}
