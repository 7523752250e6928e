// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-fake-clock.h"
#include "cue-hls-variant.h"
#include "cue-monitor.h"
#include "cue-observation.h"
#include "cue-time.h"
#include "fake-engine.h"

#define WALL_S 1795164000
#define SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"

typedef struct {
  FakeEngine     *engine;
  CueClock       *clock;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueMonitor     *monitor; // nullable
  char           *folder;
  char           *limits_path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->engine = fake_engine_new ();
  f->clock = cue_fake_clock_new (CUE_SECONDS (WALL_S), CUE_SECONDS (5000));
  f->secrets = cue_secret_store_new_private ();
  f->folder = g_dir_make_tmp ("cuelight-monitor-XXXXXX", NULL);
  f->limits_path = g_build_filename (f->folder, "limits", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (f->limits_path, ".lock", NULL);

  g_clear_object (&f->monitor);
  g_clear_object (&f->profile);
  g_object_unref (f->secrets);
  fake_engine_free (f->engine);
  g_assert_finalize_object (f->clock);
  g_unlink (f->limits_path);
  g_unlink (lock);
  g_rmdir (f->folder);
  g_free (f->limits_path);
  g_free (f->folder);
}

static void
make_monitor (Fixture *f, CueProfileSource kind)
{
  g_clear_object (&f->profile);
  f->profile = fake_engine_make_profile (f->engine, kind);
  f->monitor = cue_monitor_new (f->profile, f->clock, f->secrets);
  cue_monitor_set_limits_path (f->monitor, f->limits_path);
}

// The next poll, with its answer and what follows from it.
static void
poll_again (Fixture *f)
{
  guint n = fake_engine_count_polls (f->monitor);

  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (6));
  fake_engine_wait_polls (f->monitor, n + 1);
}

// In steps that are shorter than any time limit of a request, which goes by the same clock.
static void
pass (Fixture *f, guint seconds)
{
  for (guint i = 0; i < seconds; i += 5) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (5));
    fake_engine_settle ();
  }
}

static void
assert_problems (Fixture *f, const char *expected)
{
  g_autofree char *problems = fake_engine_list_problems (f->monitor);

  g_assert_cmpstr (problems, ==, expected);
}

static void
test_calm (Fixture *f, gconstpointer data)
{
  g_autofree char *kinds = NULL;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
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
  assert_problems (f, "");

  fake_engine_set_state (f->engine, "{\"playerState\":\"prelive\",\"customText\":[\"Soon\"]}");
  poll_again (f);
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
test_failure_and_recovery (Fixture *f, gconstpointer data)
{
  g_autofree char *kinds = NULL;
  CueProblem      *problem;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  fake_engine_set (f->engine, "/state", 503, "text/html", "<html><title>Down for repair</title>");
  poll_again (f);
  assert_problems (f, "engine.answer ");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_WARNING);
  problem = cue_problem_list_find (cue_monitor_get_problems (f->monitor), "engine.answer");
  g_assert_nonnull (strstr (cue_problem_get_cause (problem), "Down for repair"));
  pass (f, 60);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
  g_assert_nonnull (cue_monitor_get_state (f->monitor));

  fake_engine_set_state (f->engine, "{\"playerState\":\"custom\"}");
  pass (f, 90);
  assert_problems (f, "");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_OK);
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_cmpstr (kinds,
                   ==,
                   "monitor/started engine/first-state engine/problem-raised "
                   "engine/problem-cleared ");
}

// BB-4 with a pasted URL: nothing can be asked for, the sentence says what to do, and the first
// good answer ends it.
static void
test_pasted_url_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProblem) problem = NULL;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  assert_problems (f, "");

  fake_engine_set (f->engine, "/state", 401, "application/json", "{\"error\":\"Unauthorized\"}");
  for (guint i = 0; i < 3; i++)
    poll_again (f);
  assert_problems (f, "engine.answer ");
  problem = g_list_model_get_item (G_LIST_MODEL (cue_monitor_get_problems (f->monitor)), 0);
  g_assert_nonnull (strstr (cue_problem_get_cause (problem), "edit the event and paste a new one"));

  fake_engine_set_state (f->engine, "{\"playerState\":\"prelive\"}");
  g_assert_true (cue_monitor_refresh (f->monitor, NULL));
  fake_engine_wait_polls (f->monitor, 5);
  assert_problems (f, "");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_OK);
  g_assert_cmpint (cue_source_health_get_state (cue_monitor_get_source (f->monitor, "engine")),
                   ==,
                   CUE_HEALTH_OK);
}

static void
test_countdown_over (Fixture *f, gconstpointer data)
{
  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"countdown\":"
                         "{\"visible\":true,\"end\":%d,\"serverTime\":%d}}",
                         WALL_S + 6,
                         WALL_S);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  for (int i = 1; i <= 5; i++) {
    fake_engine_set_state (f->engine,
                           "{\"playerState\":\"prelive\",\"countdown\":"
                           "{\"visible\":true,\"end\":%d,\"serverTime\":%d}}",
                           WALL_S + 6,
                           WALL_S + 6 * i);
    poll_again (f);
    assert_problems (f, i >= 4 ? "engine.countdown " : "");
  }
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s/m.m3u8\",\"countdown\":"
                         "{\"visible\":true,\"end\":%d,\"serverTime\":%d}}",
                         fake_engine_get_base (f->engine),
                         WALL_S + 6,
                         WALL_S + 36);
  fake_engine_set (f->engine, "/m.m3u8", 200, "text/plain", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n");
  poll_again (f);
  assert_problems (f, "");
}

static void
test_profile_incomplete (Fixture *f, gconstpointer data)
{
  make_monitor (f, CUE_PROFILE_SOURCE_API_KEY);
  cue_profile_set_aud (f->profile, "");
  cue_monitor_start (f->monitor);
  fake_engine_settle ();
  assert_problems (f, "monitor.profile ");
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 0);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
}

static void
test_secret_missing (Fixture *f, gconstpointer data)
{
  make_monitor (f, CUE_PROFILE_SOURCE_API_KEY);
  cue_monitor_start (f->monitor);
  fake_engine_settle ();
  assert_problems (f, "monitor.secret ");
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 0);
  // Nothing waits for the keyring any more.
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (f->clock)), ==, 0);
}

static void
keep_secret (Fixture *f)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (SECRET, strlen (SECRET));

  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_ENGINE,
                         secret);
}

// A keyring asks for its password in a window of its own; the console says what it waits for.
static void
test_secret_late (Fixture *f, gconstpointer data)
{
  make_monitor (f, CUE_PROFILE_SOURCE_API_KEY);
  keep_secret (f);
  cue_monitor_start (f->monitor);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (2));
  assert_problems (f, "");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (2));
  assert_problems (f, "monitor.secret ");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_WARNING);
  fake_engine_wait_polls (f->monitor, 1);
  assert_problems (f, "");
}

static void
test_refresh (Fixture *f, gconstpointer data)
{
  gint64 wait = -1;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
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
test_api_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GListModel *trace;

  make_monitor (f, CUE_PROFILE_SOURCE_API_KEY);
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
test_limits_survive (Fixture *f, gconstpointer data)
{
  // Five starts of the program within a minute: the fifth call has to wait.
  for (int i = 0; i < 5; i++) {
    g_clear_object (&f->monitor);
    make_monitor (f, CUE_PROFILE_SOURCE_BACKEND);
    cue_monitor_start (f->monitor);
    if (i < 4)
      fake_engine_wait_polls (f->monitor, 1);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (2));
    fake_engine_settle ();
    g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, MIN (i + 1, 4));
  }
  pass (f, 60);
  fake_engine_wait_polls (f->monitor, 1);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 5);
}

#define MASTER                                                                                 \
  "#EXTM3U\n"                                                                                  \
  "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS=\"avc1.4d401e,mp4a.40.2\"\n"   \
  "low/index.m3u8\n"                                                                           \
  "#EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720,CODECS=\"avc1.4d401f,mp4a.40.2\"\n" \
  "high/index.m3u8\n"

static void
go_live (Fixture *f, const char *manifest)
{
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s%s\"}",
                         fake_engine_get_base (f->engine),
                         manifest);
}

static void
test_stream (Fixture *f, gconstpointer data)
{
  GListModel      *variants;
  CueSourceHealth *stream;
  g_autofree char *kinds = NULL;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  variants = cue_monitor_get_variants (f->monitor);
  stream = cue_monitor_get_source (f->monitor, CUE_LANE_STREAM);
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "application/x-mpegURL", MASTER);
  go_live (f, "/live/master.m3u8?sig=1");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 2);
  g_assert_cmpint (cue_source_health_get_state (stream), ==, CUE_HEALTH_OK);
  g_assert_nonnull (strstr (cue_source_health_get_words (stream), "1280 × 720"));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/master.m3u8"), ==, 1);

  // Signed anew with each answer: the variants stay and the playlist is not read each time.
  for (int i = 2; i < 8; i++) {
    g_autofree char *manifest = g_strdup_printf ("/live/master.m3u8?sig=%d", i);

    go_live (f, manifest);
    poll_again (f);
    g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 2);
  }
  fake_engine_settle ();
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/master.m3u8"), <=, 4);

  // Another stream that is not there. Its token is not for those who read of the problem.
  go_live (f, "/other/master.m3u8?token=sesame-open");
  poll_again (f);
  assert_problems (f, "stream.playlist ");
  {
    CueProblemList *problems = cue_monitor_get_problems (f->monitor);
    CueProblem     *problem = cue_problem_list_find (problems, "stream.playlist");

    g_assert_nonnull (strstr (cue_problem_get_detail (problem), "/other/master.m3u8?token="));
    g_assert_null (strstr (cue_problem_get_detail (problem), "sesame"));
    g_assert_null (strstr (cue_problem_get_cause (problem), "sesame"));
    cue_monitor_report_player (f->monitor,
                               CUE_PLAYER_CONDITION_FAULT,
                               "Cannot play",
                               "http://a.invalid/m.m3u8?token=sesame-open");
    problem = cue_problem_list_find (problems, "player.fault");
    g_assert_null (strstr (cue_problem_get_detail (problem), "sesame"));
    cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_IDLE, NULL, NULL);
    assert_problems (f, "stream.playlist ");
  }
  g_assert_cmpint (cue_source_health_get_state (stream), ==, CUE_HEALTH_ERROR);
  fake_engine_set (f->engine, "/other/master.m3u8", 200, "text/plain", MASTER);
  for (int i = 0; i < 4; i++) {
    poll_again (f);
    fake_engine_settle ();
  }
  assert_problems (f, "");

  // None at all.
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  poll_again (f);
  assert_problems (f, "stream.manifest ");
  g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 0);
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_nonnull (strstr (kinds, "engine/manifest"));
  g_assert_nonnull (strstr (kinds, "stream/problem-raised"));
}

static gboolean
latency_is_known (gpointer data)
{
  Fixture         *f = data;
  g_autofree char *uri = g_strconcat (fake_engine_get_base (f->engine), "/live/high/s101.ts", NULL);

  cue_monitor_map_fragment (f->monitor, uri, CUE_SECONDS (3));
  return cue_monitor_get_latency (f->monitor) != CUE_MONITOR_LATENCY_UNKNOWN;
}

static void
test_latency (Fixture *f, gconstpointer data)
{
  g_autofree char *pdt = cue_time_format_iso8601 (CUE_SECONDS (WALL_S) - CUE_SECONDS (13));
  g_autofree char *playlist = NULL;
  gint64           latency;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  playlist = g_strdup_printf ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:100\n"
                              "#EXT-X-PROGRAM-DATE-TIME:%s\n"
                              "#EXTINF:2,\ns100.ts\n#EXTINF:2,\ns101.ts\n#EXTINF:2,\ns102.ts\n",
                              pdt);
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MASTER);
  fake_engine_set (f->engine, "/live/high/index.m3u8", 200, "text/plain", playlist);
  go_live (f, "/live/master.m3u8");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  fake_engine_wait (latency_is_known, f);
  // The fragment began 11 s before now, and the player is 3 s into it.
  latency = cue_monitor_get_latency (f->monitor);
  g_assert_cmpint (ABS (latency - CUE_SECONDS (8)), <, CUE_SECONDS (1) / 10);
  // Its own folder was looked at first, and only once.
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/high/index.m3u8"), ==, 1);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/low/index.m3u8"), ==, 0);

  // A fragment that is nowhere is not looked for again and again.
  for (int i = 0; i < 20; i++) {
    cue_monitor_map_fragment (f->monitor, "http://127.0.0.1:1/nowhere.ts", 0);
    fake_engine_settle ();
  }
  g_assert_cmpint (cue_monitor_get_latency (f->monitor), ==, CUE_MONITOR_LATENCY_UNKNOWN);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/low/index.m3u8"), <=, 2);
}

static void
test_player (Fixture *f, gconstpointer data)
{
  CueSourceHealth *player;
  g_autofree char *kinds = NULL;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  player = cue_monitor_get_source (f->monitor, CUE_LANE_PLAYER);
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MASTER);
  go_live (f, "/live/master.m3u8");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);

  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_STARTING, "Connecting", NULL);
  assert_problems (f, "");
  poll_again (f);
  poll_again (f);
  poll_again (f);
  assert_problems (f, "player.start ");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_PLAYING, "Playing", NULL);
  assert_problems (f, "");
  g_assert_cmpint (cue_source_health_get_state (player), ==, CUE_HEALTH_OK);
  g_assert_cmpint (cue_source_health_get_last_good (player),
                   ==,
                   cue_clock_get_monotonic (f->clock));

  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_BUFFERING, "Buffering", NULL);
  assert_problems (f, "");
  poll_again (f);
  assert_problems (f, "player.buffering ");
  cue_monitor_report_player (f->monitor,
                             CUE_PLAYER_CONDITION_FAULT,
                             "Trying again in 2 s",
                             "The server answered 404.");
  assert_problems (f, "player.fault ");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
  // The next attempt does not end the problem, a picture does.
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_STARTING, "Connecting", NULL);
  assert_problems (f, "player.fault ");
  g_assert_cmpint (cue_source_health_get_state (player), ==, CUE_HEALTH_ERROR);
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_PLAYING, "Playing", NULL);
  assert_problems (f, "");

  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_ENDED, "Ended", NULL);
  assert_problems (f, "player.ended ");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_IDLE, "Stopped", NULL);
  assert_problems (f, "");
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_nonnull (strstr (kinds, "player/fault player/problem-raised player/problem-cleared"));
}

// Attempts that fail for the same reason are written down once; another reason is news.
static void
test_player_attempts (Fixture *f, gconstpointer data)
{
  static const char *const causes[] = { "404", "404", "404", "503", "503" };
  g_autofree char         *kinds = NULL;
  g_auto (GStrv) parts = NULL;

  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++) {
    cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_STARTING, "Connecting", NULL);
    cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_FAULT, "Waiting", causes[i]);
  }
  kinds = fake_engine_list_kinds (f->monitor);
  parts = g_strsplit (kinds, "player/fault", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);

  // After a picture the same reason is a new fault.
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_PLAYING, "Playing", NULL);
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_FAULT, "Waiting", "503");
  g_free (kinds);
  g_strfreev (parts);
  kinds = fake_engine_list_kinds (f->monitor);
  parts = g_strsplit (kinds, "player/fault", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
}

static gboolean
has_no_timeout (gpointer data)
{
  return cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (data)) == 0;
}

static void
test_destroyed_at_any_time (Fixture *f, gconstpointer data)
{
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MASTER);
  go_live (f, "/live/master.m3u8");
  for (int i = 0; i < 60; i++) {
    gpointer weak;

    make_monitor (f, i % 2 == 0 ? CUE_PROFILE_SOURCE_API_KEY : CUE_PROFILE_SOURCE_STATE_URL);
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
test_destroyed_while_silent (Fixture *f, gconstpointer data)
{
  gpointer weak;

  fake_engine_set_silent (f->engine, "/state", TRUE);
  make_monitor (f, CUE_PROFILE_SOURCE_STATE_URL);
  weak = f->monitor;
  g_object_add_weak_pointer (G_OBJECT (f->monitor), &weak);
  cue_monitor_start (f->monitor);
  fake_engine_settle ();
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state"), ==, 1);
  g_clear_object (&f->monitor);
  g_assert_null (weak);
  fake_engine_settle ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/monitor/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("calm", test_calm);
  ADD ("failure-and-recovery", test_failure_and_recovery);
  ADD ("pasted-url-refused", test_pasted_url_refused);
  ADD ("countdown-over", test_countdown_over);
  ADD ("profile-incomplete", test_profile_incomplete);
  ADD ("secret-missing", test_secret_missing);
  ADD ("secret-late", test_secret_late);
  ADD ("refresh", test_refresh);
  ADD ("api-key", test_api_key);
  ADD ("limits-survive", test_limits_survive);
  ADD ("stream", test_stream);
  ADD ("latency", test_latency);
  ADD ("player", test_player);
  ADD ("player-attempts", test_player_attempts);
  ADD ("destroyed-at-any-time", test_destroyed_at_any_time);
  ADD ("destroyed-while-silent", test_destroyed_while_silent);
  return g_test_run ();
}
