// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a monitor knows of the pictures that phones show, and when it fetches them.

#include <locale.h>
#include <string.h>

#include "asset-fixture.h"
#include "cue-asset-next.h"
#include "cue-json.h"
#include "cue-time.h"

static void
count (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_places (MonitorFixture *f, gconstpointer data)
{
  CueAssetWatch *assets;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  assets = cue_monitor_get_assets (f->monitor);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (assets)), ==, CUE_N_ASSET_SLOTS);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_autoptr (CueAssetItem) item = g_list_model_get_item (G_LIST_MODEL (assets), i);

    g_assert_true (item == cue_asset_watch_get_item (assets, i));
    g_assert_cmpuint (cue_asset_item_get_index (item), ==, i);
    g_assert_null (cue_asset_item_get_url (item));
    g_assert_null (cue_asset_watch_get_file (assets, i));
    g_assert_cmpint (cue_asset_item_get_health (item), ==, CUE_HEALTH_IDLE);
    g_assert_cmpuint (strlen (cue_asset_item_get_words (item)), >, 4);
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (assets), CUE_N_ASSET_SLOTS));
  g_assert_true (cue_asset_watch_is_settled (assets));
  g_assert_cmpint (cue_asset_watch_get_on_air (assets), ==, CUE_PLAYER_STATE_UNKNOWN);
}

// Only what is on air, until somebody looks; then everything, until nobody does any more.
static void
test_holds (MonitorFixture *f, gconstpointer data)
{
  CueAssetWatch *assets;
  CueAssetItem  *custom;
  CueAssetItem  *prelive;

  asset_fixture_put (f, "/custom-bg.png", 0x203040);
  asset_fixture_put (f, "/prelive-bg.png", 0x405060);
  asset_fixture_start (f, "custom", ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE);
  assets = cue_monitor_get_assets (f->monitor);
  custom = asset_fixture_get (f, "customBgImg916");
  prelive = asset_fixture_get (f, "preliveBgImg916");

  g_assert_cmpint (cue_asset_watch_get_on_air (assets), ==, CUE_PLAYER_STATE_CUSTOM);
  g_assert_cmpint (cue_asset_watch_get_next (assets), ==, CUE_PLAYER_STATE_PRELIVE);
  g_assert_true (cue_asset_item_get_on_air (custom));
  g_assert_false (cue_asset_item_get_next (custom));
  g_assert_true (cue_asset_item_get_next (prelive));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/custom-bg.png"), ==, 1);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/prelive-bg.png"), ==, 0);
  g_assert_nonnull (cue_asset_facts_get_picture (cue_asset_item_get_facts (custom)));
  g_assert_cmpuint (cue_asset_facts_get_picture (cue_asset_item_get_facts (custom))->width,
                    ==,
                    1080);
  g_assert_cmpint (cue_asset_item_get_health (custom), ==, CUE_HEALTH_OK);
  g_assert_nonnull (cue_asset_item_get_url (prelive));
  g_assert_nonnull (cue_asset_item_get_file (prelive));
  g_assert_null (cue_asset_item_get_facts (prelive));
  g_assert_cmpint (cue_asset_item_get_health (prelive), ==, CUE_HEALTH_IDLE);
  monitor_fixture_assert_problems (f, "");

  cue_asset_watch_hold (assets);
  cue_asset_watch_hold (assets);
  asset_fixture_wait (f);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/prelive-bg.png"), ==, 1);
  g_assert_nonnull (cue_asset_facts_get_picture (cue_asset_item_get_facts (prelive)));
  g_assert_true (cue_asset_file_get_held (cue_asset_item_get_file (prelive)));
  cue_asset_watch_release (assets);
  asset_fixture_wait (f);
  g_assert_true (cue_asset_file_get_held (cue_asset_item_get_file (prelive)));
  cue_asset_watch_release (assets);
  asset_fixture_wait (f);
  g_assert_false (cue_asset_file_get_held (cue_asset_item_get_file (prelive)));
  g_assert_true (cue_asset_file_get_held (cue_asset_item_get_file (custom)));
  // What was known stays.
  g_assert_nonnull (cue_asset_facts_get_picture (cue_asset_item_get_facts (prelive)));

  asset_fixture_set_state (f, "prelive", ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE);
  asset_fixture_poll (f);
  g_assert_false (cue_asset_file_get_held (cue_asset_item_get_file (custom)));
  g_assert_true (cue_asset_file_get_held (cue_asset_item_get_file (prelive)));
  g_assert_true (cue_asset_item_get_on_air (prelive));
  g_assert_false (cue_asset_item_get_on_air (custom));

  cue_monitor_stop (f->monitor);
  g_assert_false (cue_asset_file_get_held (cue_asset_item_get_file (prelive)));
}

// A hold that is taken over at once, as between two pages, cancels nothing.
static void
test_hold_taken_over (MonitorFixture *f, gconstpointer data)
{
  CueAssetWatch *assets;

  asset_fixture_put (f, "/prelive-bg.png", 0x405060);
  asset_fixture_start (f, "custom", ASSET_FIXTURE_PRELIVE);
  assets = cue_monitor_get_assets (f->monitor);
  cue_asset_watch_hold (assets);
  asset_fixture_wait (f);
  for (guint i = 0; i < 20; i++) {
    cue_asset_watch_release (assets);
    cue_asset_watch_hold (assets);
    fake_engine_settle ();
  }
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/prelive-bg.png"), ==, 1);
  cue_asset_watch_release (assets);
}

static void
test_nothing_changes (MonitorFixture *f, gconstpointer data)
{
  CueAssetWatch *assets;
  CueAssetFacts *facts;
  guint          n_changed = 0;
  guint          n_notified = 0;
  guint          n_hits;

  asset_fixture_put (f, "/custom-bg.png", 0x203040);
  asset_fixture_start (f, "custom", ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE);
  assets = cue_monitor_get_assets (f->monitor);
  facts = cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916"));
  n_hits = fake_engine_get_hits (f->engine, "/custom-bg.png");
  g_signal_connect_swapped (assets, "changed", G_CALLBACK (count), &n_changed);
  g_signal_connect_swapped (assets, "notify", G_CALLBACK (count), &n_notified);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    g_signal_connect_swapped (cue_asset_watch_get_item (assets, i),
                              "notify",
                              G_CALLBACK (count),
                              &n_notified);
  // Within the minute that an answer without a word about it is fresh. The times differ each time.
  for (guint i = 0; i < 8; i++) {
    g_autofree char *rest =
      g_strdup_printf (ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE
                       ",\"countdown\":{\"visible\":true,\"end\":%u,\"serverTime\":%u}",
                       "%s",
                       "%s",
                       MONITOR_FIXTURE_WALL_S + 3600 + i,
                       MONITOR_FIXTURE_WALL_S + 6 * i);

    asset_fixture_set_state (f, "custom", rest);
    asset_fixture_poll (f);
  }
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpuint (n_notified, ==, 0);
  g_assert_true (facts == cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916")));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/custom-bg.png"), ==, n_hits);
}

// An address that is signed anew with each answer is no other picture.
static void
test_signed_anew (MonitorFixture *f, gconstpointer data)
{
  CueAssetWatch *assets;
  guint          n_history;

  asset_fixture_put (f, "/custom-bg.png", 0x203040);
  asset_fixture_start (f,
                       "custom",
                       "\"customText\":[\"a\"],\"customBgImg916\":\"%s/custom-bg.png?sig=0\"");
  assets = cue_monitor_get_assets (f->monitor);
  n_history = g_list_model_get_n_items (G_LIST_MODEL (cue_asset_watch_get_history (assets)));
  for (guint i = 1; i <= 20; i++) {
    g_autofree char *rest =
      g_strdup_printf ("\"customText\":[\"a\"],\"customBgImg916\":\"%s/custom-bg.png?sig=%u\"",
                       "%s",
                       i);

    asset_fixture_set_state (f, "custom", rest);
    asset_fixture_poll (f);
    g_assert_nonnull (cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916")));
  }
  // Two minutes: not twenty times.
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/custom-bg.png"), <=, 6);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_asset_watch_get_history (assets))),
                    <=,
                    n_history + 1);
  g_assert_false (asset_fixture_observed (f, "address"));
  g_assert_false (asset_fixture_observed (f, "content"));
  g_assert_false (asset_fixture_has_finding (f, "customBgImg916", CUE_ASSET_FINDING_SAME_CONTENT));
}

// Who only wants to know the state fetches nothing, however long it takes.
static void
test_not_fetched (MonitorFixture *f, gconstpointer data)
{
  CueAssetWatch *assets;

  asset_fixture_put (f, "/custom-bg.png", 0x203040);
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  cue_monitor_set_fetches_assets (f->monitor, FALSE);
  assets = cue_monitor_get_assets (f->monitor);
  asset_fixture_set_state (f,
                           "custom",
                           "\"customBgImg916\":\"%s/custom-bg.png\",\"preliveUseVideo\":true");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  for (guint i = 0; i < 5; i++)
    asset_fixture_poll (f);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/custom-bg.png"), ==, 0);
  g_assert_null (cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916")));
  // What the answer alone says.
  g_assert_true (
    asset_fixture_has_finding (f, "preliveBgVideo916", CUE_ASSET_FINDING_VIDEO_MISSING));
  g_assert_cmpint (cue_asset_watch_get_on_air (assets), ==, CUE_PLAYER_STATE_CUSTOM);
}

static void
test_problems (MonitorFixture *f, gconstpointer data)
{
  CueProblemList *problems;
  CueProblem     *problem;

  asset_fixture_put (f, "/prelive-bg.png", 0x405060);
  fake_engine_set (f->engine, "/custom-bg.png", 404, "text/plain", "gone");
  asset_fixture_start (f, "custom", ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE);
  problems = cue_monitor_get_problems (f->monitor);

  // What everybody sees now.
  problem = cue_problem_list_find (problems, "assets.on-air");
  g_assert_nonnull (problem);
  g_assert_cmpint (cue_problem_get_severity (problem), ==, CUE_SEVERITY_ERROR);
  g_assert_cmpstr (cue_problem_get_source (problem), ==, CUE_LANE_ASSETS);
  g_assert_cmpuint (strlen (cue_problem_get_cause (problem)), >, 10);
  g_assert_cmpuint (strlen (cue_problem_get_detail (problem)), >, 10);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_ERROR);
  g_assert_cmpint (cue_asset_watch_get_health (cue_monitor_get_assets (f->monitor)),
                   ==,
                   CUE_HEALTH_ERROR);
  g_assert_true (asset_fixture_has_finding (f, "customBgImg916", CUE_ASSET_FINDING_STATUS));

  // The same, as long as it is not what everybody sees: it can wait.
  asset_fixture_set_state (f, "prelive", ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE);
  asset_fixture_poll (f);
  g_assert_null (cue_problem_list_find (problems, "assets.on-air"));
  problem = cue_problem_list_find (problems, "assets.others");
  g_assert_nonnull (problem);
  g_assert_cmpint (cue_problem_get_severity (problem), ==, CUE_SEVERITY_WARNING);
  g_assert_cmpint (cue_monitor_get_severity (f->monitor), ==, CUE_HEALTH_WARNING);
  // That it is broken is said first, where what is long ends in an ellipsis.
  g_assert_true (g_str_has_prefix (cue_problem_get_title (problem), "1 error, not on air now."));

  // Mended, and looked at again because somebody asks.
  asset_fixture_put (f, "/custom-bg.png", 0x203040);
  cue_asset_watch_hold (cue_monitor_get_assets (f->monitor));
  cue_asset_watch_check (cue_monitor_get_assets (f->monitor));
  asset_fixture_wait (f);
  monitor_fixture_assert_problems (f, "");
  cue_asset_watch_release (cue_monitor_get_assets (f->monitor));
  cue_monitor_stop (f->monitor);
  monitor_fixture_assert_problems (f, "");
}

// The program that decodes is not there, or ends as soon as it begins: nothing is said about the
// pictures, and all else goes on.
static void
test_no_helper (MonitorFixture *f, gconstpointer data)
{
  g_autofree char *helper = g_strdup (g_getenv ("CUELIGHT_MEDIA"));
  CueProblem      *problem;

  g_setenv ("CUELIGHT_MEDIA", data, TRUE);
  asset_fixture_put (f, "/custom-bg.png", 0x203040);
  asset_fixture_start (f, "custom", ASSET_FIXTURE_CUSTOM ASSET_FIXTURE_PRELIVE);
  problem = cue_problem_list_find (cue_monitor_get_problems (f->monitor), "assets.helper");
  g_assert_nonnull (problem);
  g_assert_cmpint (cue_problem_get_severity (problem), ==, CUE_SEVERITY_WARNING);
  g_assert_null (cue_problem_list_find (cue_monitor_get_problems (f->monitor), "assets.on-air"));
  g_assert_cmpuint (cue_asset_facts_get_status (
                      cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916"))),
                    ==,
                    200);
  // It is not tried again and again.
  for (guint i = 0; i < 5; i++)
    asset_fixture_poll (f);
  g_assert_cmpuint (cue_asset_watch_get_n_probes (cue_monitor_get_assets (f->monitor)), ==, 1);

  if (helper != NULL)
    g_setenv ("CUELIGHT_MEDIA", helper, TRUE);
  else
    g_unsetenv ("CUELIGHT_MEDIA");
  for (guint i = 0; i < 20; i++)
    asset_fixture_poll (f);
  monitor_fixture_assert_problems (f, "");
  g_assert_nonnull (cue_asset_facts_get_picture (
    cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916"))));
}

static void
test_hostile_addresses (MonitorFixture *f, gconstpointer data)
{
  static const char *const addresses[] = {
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "http://user:open-sesame@127.0.0.1:1/a.png",
    "http://127.0.0.1:1/nobody-listens.png",
    "http://[::1/a.png",
    "http:///a.png",
    "//host/a.png",
    "/a.png",
    " ",
    "http://127.0.0.1:99999/a.png",
    "http://a b/c d.png",
    "https://xn--/%00%ff\\u0000.png",
    "\\u202egnp.a//:ptth",
    "%s/redirect-to-file.png",
    NULL,
  };

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  asset_fixture_set_state (f, "custom", "");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  for (guint i = 0; addresses[i] != NULL; i++) {
    g_autofree char *rest = g_strdup_printf ("\"customUseVideo\":true,\"customBgVideo916\":\"%s\","
                                             "\"customBgImg916\":\"%s\",\"logoImg\":\"%s\"",
                                             addresses[i],
                                             addresses[i],
                                             addresses[i]);
    CueProblem      *problem;

    asset_fixture_set_state (f, "custom", rest);
    asset_fixture_poll (f);
    problem = cue_problem_list_find (cue_monitor_get_problems (f->monitor), "assets.on-air");
    g_test_message ("%s: %s",
                    addresses[i],
                    problem != NULL ? cue_problem_get_title (problem) : "-");
    g_assert_nonnull (problem);
    g_assert_null (strstr (cue_problem_get_title (problem), "sesame"));
    g_assert_null (strstr (cue_problem_get_cause (problem), "sesame"));
    g_assert_null (strstr (cue_problem_get_detail (problem), "sesame"));
    g_assert_cmpuint (strlen (cue_problem_get_detail (problem)), <, 2000);
  }
  {
    g_autofree char *name = g_strnfill (100 * 1024, 'a');
    g_autofree char *rest = g_strdup_printf ("\"customBgImg916\":\"%s/%s.png\"", "%s", name);

    asset_fixture_set_state (f, "custom", rest);
    asset_fixture_poll (f);
  }
}

static void
test_next (void)
{
  static const struct {
    const char    *state;
    CuePlayerState next;
  } cases[] = {
    { "{\"playerState\":\"custom\",\"preliveBgImg916\":\"http://a/p\"}", CUE_PLAYER_STATE_PRELIVE },
    { "{\"playerState\":\"custom\",\"postliveBgImg916\":\"http://a/p\"}",
      CUE_PLAYER_STATE_POSTLIVE },
    { "{\"playerState\":\"custom\",\"interruptionBgImg916\":\"http://a/p\"}",
      CUE_PLAYER_STATE_UNKNOWN },
    { "{\"playerState\":\"prelive\",\"customBgImg916\":\"http://a/p\"}", CUE_PLAYER_STATE_UNKNOWN },
    { "{\"playerState\":\"live\",\"postliveFgImg916\":\"http://a/p\"}", CUE_PLAYER_STATE_POSTLIVE },
    { "{\"playerState\":\"interruption\",\"postliveFgImg916\":\"http://a/p\"}",
      CUE_PLAYER_STATE_POSTLIVE },
    { "{\"playerState\":\"postlive\",\"postliveFgImg916\":\"http://a/p\"}",
      CUE_PLAYER_STATE_UNKNOWN },
    { "{\"playerState\":\"replay\",\"preliveBgImg916\":\"http://a/p\"}", CUE_PLAYER_STATE_UNKNOWN },
    { "{\"playerState\":\"curtain\",\"preliveBgImg916\":\"http://a/p\"}",
      CUE_PLAYER_STATE_UNKNOWN },
    { "{\"playerState\":\"custom\"}", CUE_PLAYER_STATE_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = json_from_string (cases[i].state, &error);
    g_autoptr (CueEngineState) state = cue_engine_state_new_from_json (node, 0, 0, &error);

    g_assert_no_error (error);
    g_test_message ("%s", cases[i].state);
    g_assert_cmpint (cue_asset_guess_next (state), ==, cases[i].next);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD_WITH(name, data, function)      \
  g_test_add ("/monitor/asset-watch/" name, \
              MonitorFixture,               \
              data,                         \
              monitor_fixture_set_up,       \
              function,                     \
              monitor_fixture_tear_down)
#define ADD(name, function) ADD_WITH (name, NULL, function)
  ADD ("places", test_places);
  ADD ("holds", test_holds);
  ADD ("hold-taken-over", test_hold_taken_over);
  ADD ("nothing-changes", test_nothing_changes);
  ADD ("signed-anew", test_signed_anew);
  ADD ("not-fetched", test_not_fetched);
  ADD ("problems", test_problems);
  ADD_WITH ("no-helper", "/nonexistent/cuelight-media", test_no_helper);
  ADD_WITH ("helper-ends", "/bin/false", test_no_helper);
  ADD ("hostile-addresses", test_hostile_addresses);
  g_test_add_func ("/monitor/asset-watch/next", test_next);
  return g_test_run ();
}
