// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-monitor.h"
#include "cue-observation.h"
#include "cue-time.h"
#include "fake-network.h"
#include "monitor-fixture.h"

#define SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"

static void
test_calm (MonitorFixture *f, gconstpointer data)
{
  g_autofree char *kinds = NULL;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_IDLE);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);

  g_assert_nonnull (cue_monitor_get_state (f->monitor));
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_OK);
  g_assert_cmpint (cue_source_health_get_state (cue_monitor_get_source (f->monitor, "engine")),
                   ==,
                   CUE_HEALTH_OK);
  g_assert_cmpint (cue_source_health_get_last_good (cue_monitor_get_source (f->monitor, "engine")),
                   ==,
                   CUE_SECONDS (5000));
  monitor_fixture_assert_problems (f, "");

  fake_engine_set_state (f->engine, "{\"playerState\":\"prelive\",\"customText\":[\"Soon\"]}");
  monitor_fixture_poll_again (f);
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_cmpstr (kinds, ==, "monitor/started engine/first-state engine/state engine/field ");

  // One timer, that of the next poll.
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 1);
  cue_monitor_stop (f->monitor);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 0);
  g_assert_nonnull (cue_monitor_get_state (f->monitor));
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_IDLE);
}

static void
test_failure_and_recovery (MonitorFixture *f, gconstpointer data)
{
  g_autofree char *kinds = NULL;
  CueProblem      *problem;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  fake_engine_set (f->engine, "/state", 503, "text/html", "<html><title>Down for repair</title>");
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "engine.answer ");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_WARNING);
  problem = cue_problem_list_find (cue_monitor_get_problems (f->monitor), "engine.answer");
  g_assert_nonnull (strstr (cue_problem_get_cause (problem), "Down for repair"));
  monitor_fixture_pass (f, 60);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
  g_assert_nonnull (cue_monitor_get_state (f->monitor));

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  monitor_fixture_pass (f, 90);
  monitor_fixture_assert_problems (f, "");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_OK);
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_cmpstr (kinds,
                   ==,
                   "monitor/started engine/first-state engine/problem-raised "
                   "engine/problem-cleared ");
}

// A network that comes back is used at once; one that goes is no reason to do anything.
static void
test_network (MonitorFixture *f, gconstpointer data)
{
  g_autoptr (GNetworkMonitor) network = fake_network_new ();
  guint hits;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_BACKEND);
  cue_monitor_set_network (f->monitor, network);
  fake_engine_set (f->engine, "/state-url", 502, "text/plain", "");
  cue_monitor_start (f->monitor);
  monitor_fixture_pass (f, 300);
  monitor_fixture_assert_problems (f, "engine.answer ");

  fake_engine_set (f->engine, "/state-url", 200, "application/json", "{}");
  hits = fake_engine_get_hits (f->engine, "/state-url");
  fake_network_announce (network, FALSE);
  monitor_fixture_pass (f, 5);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, hits);
  for (guint i = 0; i < 50; i++)
    fake_network_announce (network, TRUE);
  monitor_fixture_pass (f, 5);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, hits + 1);

  cue_monitor_stop (f->monitor);
  fake_network_announce (network, TRUE);
  monitor_fixture_pass (f, 5);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, hits + 1);
}

// BB-4 with a pasted URL: nothing can be asked for, the sentence says what to do, and the first
// good answer ends it.
static void
test_pasted_url_refused (MonitorFixture *f, gconstpointer data)
{
  g_autoptr (CueProblem) problem = NULL;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  monitor_fixture_assert_problems (f, "");

  fake_engine_set (f->engine, "/state", 401, "application/json", "{\"error\":\"Unauthorized\"}");
  for (guint i = 0; i < 3; i++)
    monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "engine.answer ");
  problem = g_list_model_get_item (G_LIST_MODEL (cue_monitor_get_problems (f->monitor)), 0);
  g_assert_nonnull (strstr (cue_problem_get_cause (problem), "edit the event and paste a new one"));

  fake_engine_set_state (f->engine, "{\"playerState\":\"prelive\"}");
  g_assert_true (cue_monitor_refresh (f->monitor, NULL));
  fake_engine_wait_polls (f->monitor, 5);
  monitor_fixture_assert_problems (f, "");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_OK);
  g_assert_cmpint (cue_source_health_get_state (cue_monitor_get_source (f->monitor, "engine")),
                   ==,
                   CUE_HEALTH_OK);
}

static void
test_countdown_over (MonitorFixture *f, gconstpointer data)
{
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"countdown\":"
                         "{\"visible\":true,\"end\":%d,\"serverTime\":%d}}",
                         MONITOR_FIXTURE_WALL_S + 6,
                         MONITOR_FIXTURE_WALL_S);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  for (int i = 1; i <= 5; i++) {
    fake_engine_set_state (f->engine,
                           "{\"playerState\":\"prelive\",\"countdown\":"
                           "{\"visible\":true,\"end\":%d,\"serverTime\":%d}}",
                           MONITOR_FIXTURE_WALL_S + 6,
                           MONITOR_FIXTURE_WALL_S + 6 * i);
    monitor_fixture_poll_again (f);
    monitor_fixture_assert_problems (f, i >= 4 ? "engine.countdown " : "");
  }
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s/m.m3u8\",\"countdown\":"
                         "{\"visible\":true,\"end\":%d,\"serverTime\":%d}}",
                         fake_engine_get_base (f->engine),
                         MONITOR_FIXTURE_WALL_S + 6,
                         MONITOR_FIXTURE_WALL_S + 36);
  fake_engine_set (f->engine, "/m.m3u8", 200, "text/plain", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n");
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "");
}

static void
test_profile_incomplete (MonitorFixture *f, gconstpointer data)
{
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_API_KEY);
  cue_profile_set_aud (f->profile, "");
  cue_monitor_start (f->monitor);
  fake_engine_settle ();
  monitor_fixture_assert_problems (f, "monitor.profile ");
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 0);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
}

static void
test_secret_missing (MonitorFixture *f, gconstpointer data)
{
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_API_KEY);
  cue_monitor_start (f->monitor);
  fake_engine_settle ();
  monitor_fixture_assert_problems (f, "monitor.secret ");
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 0);
  // Nothing waits for the keyring any more.
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 0);
}

static void
keep_secret (MonitorFixture *f)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (SECRET, strlen (SECRET));

  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_ENGINE,
                         secret);
}

// A keyring asks for its password in a window of its own; the console says what it waits for.
static void
test_secret_late (MonitorFixture *f, gconstpointer data)
{
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_API_KEY);
  keep_secret (f);
  cue_monitor_start (f->monitor);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (2));
  monitor_fixture_assert_problems (f, "");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (2));
  monitor_fixture_assert_problems (f, "monitor.secret ");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_WARNING);
  fake_engine_wait_polls (f->monitor, 1);
  monitor_fixture_assert_problems (f, "");
}

static void
test_refresh (MonitorFixture *f, gconstpointer data)
{
  gint64 wait = -1;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  g_assert_false (cue_monitor_refresh (f->monitor, &wait));
  g_assert_cmpint (wait, ==, 0);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  for (guint i = 0; i < 4; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (1));
    g_assert_true (cue_monitor_refresh (f->monitor, NULL));
    fake_engine_wait_polls (f->monitor, i + 2);
  }
  g_assert_false (cue_monitor_refresh (f->monitor, &wait));
  g_assert_cmpint (wait, >, CUE_SECONDS (30));
}

static void
test_api_key (MonitorFixture *f, gconstpointer data)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GListModel *trace;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_API_KEY);
  keep_secret (f);
  fake_engine_set (f->engine, "/state", 400, "text/plain", "your secret is " SECRET);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  fake_engine_settle ();

  // Whatever a server echoes, the secret is in nothing that is kept.
  trace = G_LIST_MODEL (cue_monitor_get_trace (f->monitor));
  for (guint i = 0; i < g_list_model_get_n_items (trace); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (trace, i);
    g_autofree char *text = cue_exchange_to_text (exchange);

    g_string_append (all, text);
  }
  for (guint i = 0;
       i < g_list_model_get_n_items (G_LIST_MODEL (cue_monitor_get_problems (f->monitor)));
       i++) {
    g_autoptr (CueProblem)
      problem = g_list_model_get_item (G_LIST_MODEL (cue_monitor_get_problems (f->monitor)), i);

    g_string_append (all, cue_problem_get_cause (problem));
  }
  g_assert_nonnull (strstr (all->str, "/state-url"));
  g_assert_nonnull (strstr (all->str, "your secret is"));
  g_assert_null (strstr (all->str, "demo-only-secret"));
  g_assert_null (strstr (all->str, "eyJ"));
}

static void
test_limits_survive (MonitorFixture *f, gconstpointer data)
{
  // Five starts of the program within a minute: the fifth call has to wait.
  for (int i = 0; i < 5; i++) {
    g_clear_object (&f->monitor);
    monitor_fixture_make (f, CUE_PROFILE_SOURCE_BACKEND);
    cue_monitor_start (f->monitor);
    if (i < 4)
      fake_engine_wait_polls (f->monitor, 1);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (2));
    fake_engine_settle ();
    g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, MIN (i + 1, 4));
  }
  monitor_fixture_pass (f, 60);
  fake_engine_wait_polls (f->monitor, 1);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 5);
}

static gboolean
has_no_timeout (gpointer data)
{
  return cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (data)) == 0;
}

static void
test_destroyed_at_any_time (MonitorFixture *f, gconstpointer data)
{
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MONITOR_FIXTURE_MASTER);
  monitor_fixture_go_live (f, "/live/master.m3u8");
  for (int i = 0; i < 60; i++) {
    gpointer weak;

    monitor_fixture_make (f,
                          i % 2 == 0 ? CUE_PROFILE_SOURCE_API_KEY : CUE_PROFILE_SOURCE_STATE_URL);
    keep_secret (f);
    weak = f->monitor;
    g_object_add_weak_pointer (G_OBJECT (f->monitor), &weak);
    cue_monitor_start (f->monitor);
    for (int n = 0; n < i; n++)
      g_main_context_iteration (NULL, FALSE);
    if (i % 3 == 0)
      cue_monitor_map_fragment (f->monitor, "http://127.0.0.1:1/x.ts", 0);
    g_clear_object (&f->monitor);
    g_assert_null (weak);
    // A cancelled request ends in a thread of its own, so its end may take a moment.
    fake_engine_wait (has_no_timeout, f->clock);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (61));
  }
}

static void
test_destroyed_while_silent (MonitorFixture *f, gconstpointer data)
{
  gpointer weak;

  fake_engine_set_silent (f->engine, "/state", TRUE);
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  weak = f->monitor;
  g_object_add_weak_pointer (G_OBJECT (f->monitor), &weak);
  cue_monitor_start (f->monitor);
  fake_engine_settle ();
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state"), ==, 1);
  g_clear_object (&f->monitor);
  g_assert_null (weak);
  fake_engine_settle ();
}

// Lets the monitor go in the middle of one of the signals that it and its parts emit.
typedef struct {
  MonitorFixture *f;
  guint           left; // signals before that
} Dropper;

static void
on_any_signal (Dropper *dropper)
{
  if (dropper->f->monitor != NULL && dropper->left-- == 0)
    g_clear_object (&dropper->f->monitor);
}

static void
listen (Dropper *dropper, gpointer object, const char *signal)
{
  g_signal_connect_swapped (object, signal, G_CALLBACK (on_any_signal), dropper);
}

// Polls well, then badly, then well, and is stopped, unless it is let go before. Returns whether
// it was.
static gboolean
run_and_drop (MonitorFixture *f, CueProfileSource kind, guint n)
{
  Dropper     dropper = { f, n };
  GListModel *sources;
  gpointer    weak;
  gboolean    dropped;

  monitor_fixture_make (f, kind);
  weak = f->monitor;
  g_object_add_weak_pointer (weak, &weak);
  sources = cue_monitor_get_sources (f->monitor);
  listen (&dropper, f->monitor, "notify");
  listen (&dropper, cue_monitor_get_poller (f->monitor), "notify");
  listen (&dropper, cue_monitor_get_poller (f->monitor), "changed");
  listen (&dropper, cue_monitor_get_poller (f->monitor), "polled");
  listen (&dropper, cue_monitor_get_problems (f->monitor), "raised");
  listen (&dropper, cue_monitor_get_problems (f->monitor), "cleared");
  listen (&dropper, cue_monitor_get_problems (f->monitor), "items-changed");
  listen (&dropper, cue_monitor_get_observations (f->monitor), "items-changed");
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++) {
    g_autoptr (CueSourceHealth) source = g_list_model_get_item (sources, i);

    listen (&dropper, source, "notify");
  }
  cue_monitor_start (f->monitor);
  for (guint i = 0; i < 3 && f->monitor != NULL; i++) {
    if (i == 1)
      fake_engine_set (f->engine, "/state", 503, "text/plain", "down");
    else
      fake_engine_set_state (f->engine,
                             i == 0 ? "{\"playerState\":\"custom\"}"
                                    : "{\"playerState\":\"live\"}");
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (6));
    fake_engine_settle ();
  }
  if (f->monitor != NULL)
    cue_monitor_stop (f->monitor);
  dropped = f->monitor == NULL;
  g_clear_object (&f->monitor);
  fake_engine_settle ();
  g_assert_null (weak);
  return dropped;
}

static void
test_dropped_in_a_signal (MonitorFixture *f, gconstpointer data)
{
  static const CueProfileSource kinds[] = { CUE_PROFILE_SOURCE_STATE_URL,
                                            CUE_PROFILE_SOURCE_API_KEY };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    guint n = 0;

    while (run_and_drop (f, kinds[i], n))
      n++;
    g_test_message ("%u signals", n);
    g_assert_cmpuint (n, >, 10);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)             \
  g_test_add ("/monitor/monitor/" path, \
              MonitorFixture,           \
              NULL,                     \
              monitor_fixture_set_up,   \
              function,                 \
              monitor_fixture_tear_down)
  ADD ("calm", test_calm);
  ADD ("failure-and-recovery", test_failure_and_recovery);
  ADD ("network", test_network);
  ADD ("pasted-url-refused", test_pasted_url_refused);
  ADD ("countdown-over", test_countdown_over);
  ADD ("profile-incomplete", test_profile_incomplete);
  ADD ("secret-missing", test_secret_missing);
  ADD ("secret-late", test_secret_late);
  ADD ("refresh", test_refresh);
  ADD ("api-key", test_api_key);
  ADD ("limits-survive", test_limits_survive);
  ADD ("destroyed-at-any-time", test_destroyed_at_any_time);
  ADD ("destroyed-while-silent", test_destroyed_while_silent);
  ADD ("dropped-in-a-signal", test_dropped_in_a_signal);
  return g_test_run ();
}
