// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a monitor makes of the stream and of the player.

#include <locale.h>
#include <string.h>

#include "cue-hls-variant.h"
#include "cue-time.h"
#include "monitor-fixture.h"

static void
test_stream (MonitorFixture *f, gconstpointer data)
{
  GListModel      *variants;
  CueSourceHealth *stream;
  g_autofree char *kinds = NULL;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  variants = cue_monitor_get_variants (f->monitor);
  stream = cue_monitor_get_source (f->monitor, CUE_LANE_STREAM);
  fake_engine_set (f->engine,
                   "/live/master.m3u8",
                   200,
                   "application/x-mpegURL",
                   MONITOR_FIXTURE_MASTER);
  monitor_fixture_go_live (f, "/live/master.m3u8?sig=1");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 2);
  g_assert_cmpint (cue_source_health_get_state (stream), ==, CUE_HEALTH_OK);
  g_assert_nonnull (strstr (cue_source_health_get_words (stream), "1280 × 720"));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/master.m3u8"), ==, 1);

  // Signed anew with each answer: the variants stay and the playlist is not read each time.
  for (int i = 2; i < 8; i++) {
    g_autofree char *manifest = g_strdup_printf ("/live/master.m3u8?sig=%d", i);

    monitor_fixture_go_live (f, manifest);
    monitor_fixture_poll_again (f);
    g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 2);
  }
  fake_engine_settle ();
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/master.m3u8"), <=, 4);

  // Another stream that is not there. Its token is not for those who read of the problem.
  monitor_fixture_go_live (f, "/other/master.m3u8?token=sesame-open");
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "stream.playlist ");
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
    monitor_fixture_assert_problems (f, "stream.playlist ");
  }
  g_assert_cmpint (cue_source_health_get_state (stream), ==, CUE_HEALTH_ERROR);
  fake_engine_set (f->engine, "/other/master.m3u8", 200, "text/plain", MONITOR_FIXTURE_MASTER);
  for (int i = 0; i < 4; i++) {
    monitor_fixture_poll_again (f);
    fake_engine_settle ();
  }
  monitor_fixture_assert_problems (f, "");

  // None at all.
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "stream.manifest ");
  g_assert_cmpuint (g_list_model_get_n_items (variants), ==, 0);
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_nonnull (strstr (kinds, "engine/manifest"));
  g_assert_nonnull (strstr (kinds, "stream/problem-raised"));
}

static gboolean
latency_is_known (gpointer data)
{
  MonitorFixture  *f = data;
  g_autofree char *uri = g_strconcat (fake_engine_get_base (f->engine), "/live/high/s101.ts", NULL);

  cue_monitor_map_fragment (f->monitor, uri, CUE_SECONDS (3));
  return cue_monitor_get_latency (f->monitor) != CUE_MONITOR_LATENCY_UNKNOWN;
}

static void
test_latency (MonitorFixture *f, gconstpointer data)
{
  g_autofree char *pdt =
    cue_time_format_iso8601 (CUE_SECONDS (MONITOR_FIXTURE_WALL_S) - CUE_SECONDS (13));
  g_autofree char *playlist = NULL;
  g_autofree char *uri = NULL;
  gint64           latency;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  playlist = g_strdup_printf ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:100\n"
                              "#EXT-X-PROGRAM-DATE-TIME:%s\n"
                              "#EXTINF:2,\ns100.ts\n#EXTINF:2,\ns101.ts\n#EXTINF:2,\ns102.ts\n",
                              pdt);
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MONITOR_FIXTURE_MASTER);
  fake_engine_set (f->engine, "/live/high/index.m3u8", 200, "text/plain", playlist);
  monitor_fixture_go_live (f, "/live/master.m3u8");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  fake_engine_wait (latency_is_known, f);
  // The fragment began 11 s before now, and the player is 3 s into it.
  latency = cue_monitor_get_latency (f->monitor);
  g_assert_cmpint (ABS (latency - CUE_SECONDS (8)), <, CUE_SECONDS (1) / 10);
  // Its own folder was looked at first, and only once.
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/high/index.m3u8"), ==, 1);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/low/index.m3u8"), ==, 0);

  // The picture moves, but never on: an encoder that died leaves its last parts to be played again.
  uri = g_strconcat (fake_engine_get_base (f->engine), "/live/high/s101.ts", NULL);
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_PLAYING, "Playing", NULL);
  monitor_fixture_poll_again (f);
  cue_monitor_map_fragment (f->monitor, uri, CUE_SECONDS (4));
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "");
  for (int i = 0; i < 5; i++) {
    cue_monitor_map_fragment (f->monitor, uri, CUE_SECONDS (3));
    monitor_fixture_poll_again (f);
  }
  monitor_fixture_assert_problems (f, "player.behind ");
  g_assert_cmpint (cue_source_health_get_state (
                     cue_monitor_get_source (f->monitor, CUE_LANE_PLAYER)),
                   ==,
                   CUE_HEALTH_WARNING);
  cue_monitor_map_fragment (f->monitor, uri, CUE_SECONDS (60));
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "");

  // A fragment that is nowhere is not looked for again and again.
  for (int i = 0; i < 20; i++) {
    cue_monitor_map_fragment (f->monitor, "http://127.0.0.1:1/nowhere.ts", 0);
    fake_engine_settle ();
  }
  g_assert_cmpint (cue_monitor_get_latency (f->monitor), ==, CUE_MONITOR_LATENCY_UNKNOWN);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/live/low/index.m3u8"), <=, 2);
}

static void
test_player (MonitorFixture *f, gconstpointer data)
{
  CueSourceHealth *player;
  g_autofree char *kinds = NULL;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  player = cue_monitor_get_source (f->monitor, CUE_LANE_PLAYER);
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MONITOR_FIXTURE_MASTER);
  monitor_fixture_go_live (f, "/live/master.m3u8");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);

  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_STARTING, "Connecting", NULL);
  monitor_fixture_assert_problems (f, "");
  monitor_fixture_poll_again (f);
  monitor_fixture_poll_again (f);
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "player.start ");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_PLAYING, "Playing", NULL);
  monitor_fixture_assert_problems (f, "");
  g_assert_cmpint (cue_source_health_get_state (player), ==, CUE_HEALTH_OK);
  g_assert_cmpint (cue_source_health_get_last_good (player),
                   ==,
                   cue_clock_get_monotonic (f->clock));

  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_BUFFERING, "Buffering", NULL);
  monitor_fixture_assert_problems (f, "");
  // The first of these may be due before the time that a stall may take is over.
  monitor_fixture_poll_again (f);
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "player.buffering ");
  cue_monitor_report_player (f->monitor,
                             CUE_PLAYER_CONDITION_FAULT,
                             "Trying again in 2 s",
                             "The server answered 404.");
  monitor_fixture_assert_problems (f, "player.fault ");
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
  // The next attempt does not end the problem, a picture does.
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_STARTING, "Connecting", NULL);
  monitor_fixture_assert_problems (f, "player.fault ");
  g_assert_cmpint (cue_source_health_get_state (player), ==, CUE_HEALTH_ERROR);
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_PLAYING, "Playing", NULL);
  monitor_fixture_assert_problems (f, "");

  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_ENDED, "Ended", NULL);
  monitor_fixture_assert_problems (f, "player.ended ");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_IDLE, "Stopped", NULL);
  monitor_fixture_assert_problems (f, "");
  kinds = fake_engine_list_kinds (f->monitor);
  g_assert_nonnull (strstr (kinds, "player/fault player/problem-raised player/problem-cleared"));
}

// Attempts that fail for the same reason are written down once; another reason is news.
static void
test_player_attempts (MonitorFixture *f, gconstpointer data)
{
  static const char *const causes[] = { "404", "404", "404", "503", "503" };
  g_autofree char         *kinds = NULL;
  g_auto (GStrv) parts = NULL;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  cue_monitor_start (f->monitor);
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

// A window may still show the event, but nobody would end what its player begins.
static void
test_player_stopped (MonitorFixture *f, gconstpointer data)
{
  CueSourceHealth *player;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  player = cue_monitor_get_source (f->monitor, CUE_LANE_PLAYER);
  fake_engine_set (f->engine, "/live/master.m3u8", 200, "text/plain", MONITOR_FIXTURE_MASTER);
  monitor_fixture_go_live (f, "/live/master.m3u8");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_FAULT, "Too early", "404");
  monitor_fixture_assert_problems (f, "");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  monitor_fixture_assert_problems (f, "");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_FAULT, "Waiting", "404");
  monitor_fixture_assert_problems (f, "player.fault ");

  cue_monitor_stop (f->monitor);
  monitor_fixture_assert_problems (f, "");
  g_assert_cmpint (cue_source_health_get_state (player), ==, CUE_HEALTH_IDLE);
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_FAULT, "Waiting", "503");
  cue_monitor_report_player (f->monitor, CUE_PLAYER_CONDITION_BUFFERING, "Buffering", NULL);
  monitor_fixture_assert_problems (f, "");
  g_assert_cmpint (cue_source_health_get_state (player), ==, CUE_HEALTH_IDLE);

  // Nothing of before the stop comes back.
  cue_monitor_start (f->monitor);
  monitor_fixture_poll_again (f);
  monitor_fixture_assert_problems (f, "");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)            \
  g_test_add ("/monitor/player/" path, \
              MonitorFixture,          \
              NULL,                    \
              monitor_fixture_set_up,  \
              function,                \
              monitor_fixture_tear_down)
  ADD ("stream", test_stream);
  ADD ("latency", test_latency);
  ADD ("player", test_player);
  ADD ("player-attempts", test_player_attempts);
  ADD ("player-stopped", test_player_stopped);
  return g_test_run ();
}
