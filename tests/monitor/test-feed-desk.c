// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-observation.h"
#include "cue-profile-test.h"
#include "cue-system-clock.h"
#include "cue-test-step.h"
#include "feed-fixture.h"

// An event with a connection to a simulated Event Data Service: what its feeds do, what is sent,
// and what the monitor makes of it.

static CueFeedSource *
find (FeedFixture *f, const char *id)
{
  CueFeedSource *source = cue_feed_desk_connection_find_source (f->connection, id);

  g_assert_nonnull (source);
  return source;
}

static guint
count (CueFeedSource *source)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cue_feed_source_get_log (source)));
}

static CueProblem *
find_problem (FeedFixture *f, const char *prefix)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (f->monitor));

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    if (g_str_has_prefix (cue_problem_get_id (problem), prefix))
      return problem; // the list holds it
  }
  return NULL;
}

// The received times of a log rise, and no event is there twice.
static void
check_log (CueFeedSource *source)
{
  GListModel *log = G_LIST_MODEL (cue_feed_source_get_log (source));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 before = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (log, i);

    g_assert_cmpint (cue_feed_event_get_received_ns (event), >=, before);
    before = cue_feed_event_get_received_ns (event);
    g_assert_true (
      g_hash_table_add (ids, g_strdup (cue_feed_event_get_text (event, CUE_FEED_TEXT_ID))));
  }
}

static void
test_pages (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  gint64         oldest;
  gint64         newest;

  g_assert_cmpint (cue_feed_source_get_state (source), ==, CUE_FEED_SOURCE_IDLE);
  g_assert_cmpstr (cue_feed_source_get_words (source), ==, "");
  cue_feed_source_set_page_size (source, 20);
  cue_feed_source_load_newest (source);
  g_assert_cmpint (cue_feed_source_get_state (source), ==, CUE_FEED_SOURCE_LOADING);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_cmpuint (count (source), ==, 20);
  g_assert_true (cue_feed_source_get_has_older (source));
  g_assert_cmpint (cue_desk_connection_get_key_state (f->connection), ==, CUE_KEY_THERE);
  oldest = cue_feed_log_get_oldest_ns (cue_feed_source_get_log (source));
  newest = cue_feed_log_get_newest_ns (cue_feed_source_get_log (source));

  cue_feed_source_load_older (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpuint (count (source), ==, 40);
  g_assert_cmpint (cue_feed_log_get_oldest_ns (cue_feed_source_get_log (source)), <, oldest);
  g_assert_cmpint (cue_feed_log_get_newest_ns (cue_feed_source_get_log (source)), ==, newest);
  check_log (source);
  // It was read up to there.
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, newest);

  // What is there stays when something fails, and the other feed knows nothing of it.
  feed_fixture_fault (f, "TB-17", "nan");
  cue_feed_source_load_older (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_true (cue_feed_source_get_failed (source));
  g_assert_cmpuint (count (source), ==, 40);
  g_assert_true (cue_feed_source_get_has_older (source));
  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpuint (count (source), ==, 40);
  g_assert_cmpuint (count (find (f, QUIET)), ==, 0);
  cue_simulator_clear_faults (f->simulator);

  cue_feed_source_load_newest (find (f, QUIET));
  WAIT_FOR (!cue_feed_source_get_busy (find (f, QUIET)));
  g_assert_false (cue_feed_source_get_failed (find (f, QUIET)));
  g_assert_false (cue_feed_source_get_has_older (find (f, QUIET)));
}

// A range is read to its end and ends at its other bound; at the cap it stops and goes on.
static void
test_range (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  CueFeedRange   all = { 0 };
  CueFeedRange   part;
  guint          n_all;
  gint64         span;

  cue_feed_source_set_page_size (source, 200);
  cue_feed_source_load_range (source, &all);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_false (cue_feed_source_get_has_older (source));
  g_assert_cmpuint (cue_feed_source_get_pages_read (source), >, 2);
  g_assert_cmpfloat (cue_feed_source_get_fraction (source), ==, 1);
  n_all = count (source);
  g_assert_cmpuint (n_all, >, 400);
  g_assert_cmpuint (cue_feed_source_get_events_read (source), ==, n_all);
  check_log (source);

  part.after = cue_feed_log_get_oldest_ns (cue_feed_source_get_log (source));
  span = cue_feed_log_get_newest_ns (cue_feed_source_get_log (source)) - part.after;
  part.before = part.after + span / 2;
  cue_feed_source_set_page_size (source, 50);
  cue_feed_source_set_max_pages (source, 2);
  cue_feed_source_load_range (source, &part);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_true (cue_feed_source_get_capped (source));
  g_assert_cmpuint (count (source), ==, 100);
  g_assert_cmpfloat (cue_feed_source_get_fraction (source), >, 0);
  g_assert_cmpfloat (cue_feed_source_get_fraction (source), <, 1);
  cue_feed_source_set_max_pages (source, 1000);
  cue_feed_source_load_more (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_capped (source));
  g_assert_cmpuint (count (source), <, n_all);
  g_assert_cmpuint (count (source), >, 100);
  // One page beyond the bound at most.
  g_assert_cmpint (cue_feed_log_get_newest_ns (cue_feed_source_get_log (source)),
                   >=,
                   part.before - span / 10);
  check_log (source);
}

// TB-2, TB-15: nothing leads astray, and nothing goes on for ever.
static void
test_astray (FeedFixture *f, gconstpointer data)
{
  static const struct {
    const char *id;
    const char *variant;
  } cases[] = {
    { "TB-15", "moving" },
    { "TB-15", "loop" },
    { "TB-2", "same-cursor" },
    { "TB-2", "other-host" },
  };
  CueFeedSource *source = find (f, FEED);
  CueFeedRange   all = { 0 };

  cue_feed_source_set_page_size (source, 50);
  cue_feed_source_set_max_pages (source, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const CueSimFaultInfo *info = cue_sim_fault_find (cases[i].id);

    // What it is called is the simulator's; an unknown name would try nothing.
    g_assert_true (g_strv_contains (info->variants, cases[i].variant));
    feed_fixture_fault (f, cases[i].id, cases[i].variant);
    cue_feed_source_load_range (source, &all);
    WAIT_FOR (!cue_feed_source_get_busy (source));
    g_test_message ("%s %s: %u pages, %u events: %s",
                    cases[i].id,
                    cases[i].variant,
                    cue_feed_source_get_pages_read (source),
                    count (source),
                    cue_feed_source_get_words (source));
    g_assert_cmpuint (cue_feed_source_get_pages_read (source), <=, 20);
    g_assert_cmpuint (count (source), >, 0);
    check_log (source);
    cue_simulator_clear_faults (f->simulator);
  }
}

static void
test_stop (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  CueFeedRange   all = { 0 };
  guint          n;

  cue_feed_source_set_page_size (source, 10);
  cue_feed_source_load_range (source, &all);
  WAIT_FOR (cue_feed_source_get_pages_read (source) >= 2);
  cue_feed_source_stop (source);
  g_assert_false (cue_feed_source_get_busy (source));
  n = count (source);
  g_assert_cmpuint (n, >=, 20);
  // Whatever was under way changes nothing any more, and the next thing works.
  cue_feed_source_load_older (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpuint (count (source), ==, n + 10);
  cue_feed_source_clear (source);
  g_assert_cmpuint (count (source), ==, 0);
}

static void
on_sealed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(CueFeedEnvelope **) user_data =
    cue_feed_desk_connection_seal_finish (CUE_FEED_DESK_CONNECTION (object), result, &error);
  g_assert_no_error (error);
}

static CueFeedEnvelope *
seal (FeedFixture *f, guint n, const char *feed)
{
  g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
  CueFeedEnvelope *envelope = NULL;

  for (guint i = 0; i < n; i++)
    g_object_set (cue_feed_draft_add (draft, "LicenseConsumed", g_get_real_time ()),
                  "source",
                  feed,
                  NULL);
  cue_feed_desk_connection_seal_async (f->connection, draft, NULL, on_sealed, &envelope);
  WAIT_FOR (envelope != NULL);
  return envelope;
}

static CueFeedRoundTrip *
send_and_wait (FeedFixture *f, guint n, const char *feed)
{
  g_autoptr (CueFeedEnvelope) envelope = seal (f, n, feed);
  CueFeedRoundTrip *trip = cue_feed_desk_connection_send (f->connection, envelope);

  g_assert_cmpint (cue_feed_round_trip_get_state (trip), ==, CUE_FEED_TRIP_SENDING);
  WAIT_FOR (cue_feed_round_trip_get_over (trip));
  return trip;
}

static void
test_send (FeedFixture *f, gconstpointer data)
{
  g_autoptr (CueFeedRoundTrip) one = send_and_wait (f, 1, FEED);
  g_autoptr (CueFeedRoundTrip) three = send_and_wait (f, 3, QUIET);
  g_autoptr (CueFeedRoundTrip) silent = NULL;
  g_autoptr (CueFeedRoundTrip) refused = NULL;
  GListModel *trips = cue_feed_desk_get_trips (cue_monitor_get_feeds (f->monitor));

  g_assert_cmpint (cue_feed_round_trip_get_state (one), ==, CUE_FEED_TRIP_SEEN);
  g_assert_cmpint (cue_feed_round_trip_get_accepted_us (one), >, 0);
  g_assert_cmpint (cue_feed_round_trip_get_seen_us (one),
                   >=,
                   cue_feed_round_trip_get_accepted_us (one));
  g_assert_cmpint (cue_feed_round_trip_get_state (three), ==, CUE_FEED_TRIP_SEEN);
  g_assert_cmpuint (cue_feed_round_trip_get_n_seen (three), ==, 3);

  // Nobody says whether it was taken; the feed does.
  feed_fixture_fault (f, "TB-14", "cut-taken");
  silent = send_and_wait (f, 1, FEED);
  cue_simulator_clear_faults (f->simulator);
  g_assert_cmpint (cue_feed_reply_get_outcome (cue_feed_round_trip_get_reply (silent)),
                   ==,
                   CUE_OUTCOME_UNKNOWN);
  g_assert_cmpint (cue_feed_round_trip_get_state (silent), ==, CUE_FEED_TRIP_SEEN);

  feed_fixture_fault (f, "TB-13", "400");
  refused = send_and_wait (f, 1, FEED);
  cue_simulator_clear_faults (f->simulator);
  g_assert_cmpint (cue_feed_round_trip_get_state (refused), ==, CUE_FEED_TRIP_FAILED);
  g_assert_cmpstr (cue_feed_round_trip_get_words (refused), !=, "");
  g_assert_cmpuint (g_list_model_get_n_items (trips), ==, 4);
  {
    g_autoptr (CueFeedRoundTrip) first = g_list_model_get_item (trips, 0);

    g_assert_true (first == refused);
  }
}

// What is lost is looked for until somebody stops it.
static void
test_lost (FeedFixture *f, gconstpointer data)
{
  g_autoptr (CueFeedEnvelope) envelope = seal (f, 1, FEED);
  g_autoptr (CueFeedRoundTrip) trip = NULL;

  feed_fixture_fault (f, "TB-14", "cut-lost");
  trip = cue_feed_desk_connection_send (f->connection, envelope);
  WAIT_FOR (cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_LOOKING);
  cue_simulator_clear_faults (f->simulator);
  cue_feed_round_trip_stop (trip);
  g_assert_cmpint (cue_feed_round_trip_get_state (trip), ==, CUE_FEED_TRIP_UNKNOWN);
  g_assert_cmpuint (cue_feed_round_trip_get_n_seen (trip), ==, 0);
}

static guint
count_messages (FeedFixture *f, const char *kind)
{
  GListModel *messages = G_LIST_MODEL (cue_monitor_get_messages (f->monitor));
  guint       n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++) {
    g_autoptr (CueObservation) one = g_list_model_get_item (messages, i);

    n += g_str_equal (cue_observation_get_lane (one), CUE_LANE_FEED) &&
         g_str_equal (cue_observation_get_kind (one), kind);
  }
  return n;
}

static void
test_follow (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, QUIET);
  g_autoptr (CueFeedRoundTrip) trip = NULL;

  cue_feed_source_set_following (source, TRUE);
  g_assert_cmpint (cue_feed_source_get_state (source), ==, CUE_FEED_SOURCE_LISTENING);
  WAIT_FOR (cue_feed_source_get_answered (source) != 0 && !cue_feed_source_get_busy (source));
  f->n_arrived = 0;
  trip = send_and_wait (f, 2, QUIET);
  WAIT_FOR (f->n_arrived >= 2);
  g_assert_cmpuint (f->n_arrived, ==, 2);
  g_assert_cmpuint (count_messages (f, "event"), >=, 2);
  g_assert_true (cue_feed_source_get_following (source));
  g_assert_cmpint (cue_feed_source_get_next_look (source), >, 0);

  // A load in between does not end it.
  cue_feed_source_load_newest (source);
  WAIT_FOR (cue_feed_source_get_state (source) == CUE_FEED_SOURCE_LISTENING);

  // A refusal would not pass by itself.
  feed_fixture_fault (f, "TB-9", "right");
  WAIT_FOR (!cue_feed_source_get_following (source));
  cue_simulator_clear_faults (f->simulator);
  g_assert_true (cue_feed_source_get_failed (source));
  g_assert_cmpint (cue_desk_connection_get_key_state (f->connection), ==, CUE_KEY_REFUSED);
  g_assert_nonnull (find_problem (f, "feeds.key."));

  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_null (find_problem (f, "feeds.key."));
}

static void
test_trouble (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);

  feed_fixture_fault (f, "TB-17", "two-roots");
  cue_feed_source_set_following (source, TRUE);
  WAIT_FOR (cue_feed_source_get_state (source) == CUE_FEED_SOURCE_TROUBLED);
  g_assert_nonnull (find_problem (f, "feeds.look."));
  cue_feed_source_set_following (source, FALSE);
  g_assert_null (find_problem (f, "feeds.look."));
}

// Another key, none, and something that is none.
static void
test_keys (FeedFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);

  feed_fixture_keep_key (f, NULL);
  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_true (cue_feed_source_get_failed (source));
  g_assert_cmpint (cue_desk_connection_get_key_state (f->connection), ==, CUE_KEY_MISSING);
  feed_fixture_keep_key (f,
                         "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpint (cue_desk_connection_get_key_state (f->connection), ==, CUE_KEY_REFUSED);
  g_assert_nonnull (strstr (cue_feed_source_get_words (source), "PKCS"));
  feed_fixture_keep_key (f, feed_fixture_get (f, "privateKey"));
  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_cmpuint (count (source), >, 0);
}

// The settings are followed: feeds come and go, another host is another account.
static void
test_settings (FeedFixture *f, gconstpointer data)
{
  CueFeedSource   *source = find (f, FEED);
  g_autofree char *url = NULL;

  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_object_set (f->settings, "feeds", "audience-app\n" FEED, NULL);
  g_assert_true (find (f, FEED) == source);
  g_assert_nonnull (find (f, "audience-app"));
  g_assert_null (cue_feed_desk_connection_find_source (f->connection, QUIET));
  g_assert_cmpuint (count (source), >, 0);
  g_object_set (f->settings, "host", "no host", NULL);
  g_assert_cmpuint (count (source), ==, 0);
  cue_feed_source_load_newest (source);
  g_assert_false (cue_feed_source_get_busy (source));
  g_assert_true (cue_feed_source_get_failed (source));
  g_object_set (f->settings, "host", feed_fixture_get (f, "baseUrl"), NULL);
  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_cmpuint (count (source), >, 0);
  g_object_ref (source);
  cue_feed_source_set_following (source, TRUE);
  cue_connection_list_remove (cue_profile_get_tenduke (f->profile),
                              cue_connection_get_id (f->settings));
  // Nobody can see it any more.
  g_assert_false (cue_feed_source_get_following (source));
  cue_feed_source_load_newest (source);
  g_assert_false (cue_feed_source_get_busy (source));
  g_object_unref (source);
}

// The place is known to the next program too.
static void
test_resume (FeedFixture *f, gconstpointer data)
{
  g_autofree char  *id = g_uuid_string_random ();
  CueFeedPositions *first = cue_feed_positions_new (id);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "cuelight", "feeds", id, NULL);
  g_autoptr (CueFeedPositions) second = NULL;
  CueFeedSource *source = find (f, FEED);
  CueFeedRange   range = { 0 };
  guint          n;

  g_assert_cmpint (cue_feed_positions_get (first, "c", "a/b=[*]"), ==, 0);
  cue_feed_positions_set (first, "c", "a/b=[*]", G_GINT64_CONSTANT (1792000000123456789));
  cue_feed_positions_set (first, "c", "a/b=[*]", 7); // older: nothing is forgotten
  cue_feed_positions_unref (first);
  WAIT_FOR (g_file_test (path, G_FILE_TEST_EXISTS) || !g_main_context_iteration (NULL, FALSE));
  WAIT_FOR (g_file_test (path, G_FILE_TEST_EXISTS));
  second = cue_feed_positions_new (id);
  g_assert_cmpint (cue_feed_positions_get (second, "c", "a/b=[*]"),
                   ==,
                   G_GINT64_CONSTANT (1792000000123456789));

  // What came since is what resuming loads.
  cue_feed_source_load_range (source, &range);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_object_unref (send_and_wait (f, 2, FEED));
  cue_feed_source_resume (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  n = count (source);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <, 100);
}

// The Test button: the last step asks for an event, with what stands in the form.
static void
test_test (FeedFixture *f, gconstpointer data)
{
  gboolean wrong = GPOINTER_TO_INT (data);
  g_autoptr (CueProfileTest)
    test = cue_profile_test_new (f->profile, cue_system_clock_get_default (), f->secrets, NULL);
  g_autoptr (CueTestStep) step = NULL;
  g_autoptr (GBytes) typed = cue_secret_bytes_new ("no key", 6);

  if (wrong)
    cue_profile_test_set_connection_key (test, cue_connection_get_id (f->settings), typed);
  cue_profile_test_start (test);
  WAIT_FOR (!cue_profile_test_get_running (test));
  step =
    g_list_model_get_item (G_LIST_MODEL (test), g_list_model_get_n_items (G_LIST_MODEL (test)) - 1);
  g_assert_cmpstr (cue_test_step_get_id (step), ==, "feeds");
  g_assert_cmpint (cue_test_step_get_state (step),
                   ==,
                   wrong ? CUE_TEST_STATE_FAILED : CUE_TEST_STATE_PASSED);
  g_assert_true (g_str_has_prefix (cue_test_step_get_detail (step), "Licences: "));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)           \
  g_test_add ("/monitor/feeds/" name, \
              FeedFixture,            \
              NULL,                   \
              feed_fixture_set_up,    \
              function,               \
              feed_fixture_tear_down)
  ADD ("pages", test_pages);
  ADD ("range", test_range);
  ADD ("astray", test_astray);
  ADD ("stop", test_stop);
  ADD ("send", test_send);
  ADD ("lost", test_lost);
  ADD ("follow", test_follow);
  ADD ("trouble", test_trouble);
  ADD ("keys", test_keys);
  ADD ("settings", test_settings);
  ADD ("resume", test_resume);
  ADD ("test", test_test);
#undef ADD
  g_test_add ("/monitor/feeds/test-refused",
              FeedFixture,
              GINT_TO_POINTER (TRUE),
              feed_fixture_set_up,
              test_test,
              feed_fixture_tear_down);
  return g_test_run ();
}
