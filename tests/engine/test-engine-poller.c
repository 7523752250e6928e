// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The poller in ordinary life: pace, renewal, sleep, refreshes, changes. Each test counts the
 * requests. Bad answers: test-engine-bad-input.c; the network: test-engine-network.c. */

#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-field-change.h"
#include "engine-world.h"

typedef struct {
  guint           n_polled;
  guint           n_changed;
  guint           n_last_changes;
  CuePollOutcome  last_outcome;
  CueEngineState *before; // owned, nullable
} Heard;

static void
on_polled (CueEnginePoller *poller, CuePollResult *result, Heard *heard)
{
  heard->n_polled++;
  heard->last_outcome = cue_poll_result_get_outcome (result);
  g_assert_true (cue_poll_result_get_text (result) != NULL);
}

static void
on_changed (CueEnginePoller *poller,
            CueEngineState  *before,
            CueEngineState  *after,
            GPtrArray       *changes,
            Heard           *heard)
{
  g_assert_cmpuint (changes->len, >, 0);
  g_assert_true (after == cue_engine_poller_get_state (poller));
  heard->n_changed++;
  heard->n_last_changes = changes->len;
  g_set_object (&heard->before, before);
}

static void
start_listening (World *world, Heard *heard)
{
  memset (heard, 0, sizeof *heard);
  world->poller = cue_engine_poller_new (world->client, world->clock, world->source);
  g_signal_connect (world->poller, "polled", G_CALLBACK (on_polled), heard);
  g_signal_connect (world->poller, "changed", G_CALLBACK (on_changed), heard);
  cue_engine_poller_start (world->poller);
  world_settle (world);
}

static void
test_first_poll (void)
{
  World world;
  Heard heard;

  world_init (&world);
  start_listening (&world, &heard);
  g_assert_cmpstr (script_server_get_log (world.server), ==, "/backend /state ");
  g_assert_cmpuint (heard.n_polled, ==, 1);
  g_assert_cmpuint (heard.n_changed, ==, 1);
  g_assert_null (heard.before);
  g_assert_cmpint (heard.last_outcome, ==, CUE_POLL_CHANGED);
  g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_WAITING);
  g_assert_cmpint (cue_engine_state_get_player_state (cue_engine_poller_get_state (world.poller)),
                   ==,
                   CUE_PLAYER_STATE_PRELIVE);
  g_assert_cmpint (cue_engine_poller_get_last_good (world.poller), ==, world_get_now (&world));
  g_assert_cmpint (cue_countdown_get_phase (cue_engine_poller_get_countdown (world.poller)),
                   ==,
                   CUE_COUNTDOWN_RUNNING);
  g_assert_true (cue_clock_offset_is_known (cue_engine_poller_get_clock_offset (world.poller)));
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, "All is well");
  g_clear_object (&heard.before);
  world_clear (&world);
}

/* Five seconds apart; up to one more while the server's second is being found. */
static void
test_pace (void)
{
  World world;
  Heard heard;

  world_init (&world);
  start_listening (&world, &heard);
  for (guint i = 0; i < 120; i++) {
    gint64 next = cue_engine_poller_get_next_poll (world.poller);

    g_assert_cmpint (next - world_get_now (&world), >=, 5 * SECOND);
    g_assert_cmpint (next - world_get_now (&world), <=, 6 * SECOND);
    world_serve_state (&world, "/state", "prelive");
    world_advance (&world, next - world_get_now (&world));
    g_assert_cmpuint (world_count_states (&world), ==, i + 2);
  }
  g_assert_cmpuint (heard.n_changed, ==, 1);
  g_assert_cmpint (heard.last_outcome, ==, CUE_POLL_UNCHANGED);
  g_assert_cmpuint (g_list_model_get_n_items (cue_engine_poller_get_polls (world.poller)), ==, 121);
  g_clear_object (&heard.before);
  world_clear (&world);
}

static void
test_interval (void)
{
  World world;
  Heard heard;

  world_init (&world);
  start_listening (&world, &heard);
  cue_engine_poller_set_interval (world.poller, 1);
  g_assert_cmpuint (cue_engine_poller_get_interval (world.poller), ==, 5);
  cue_engine_poller_set_interval (world.poller, 20);
  world_live_for (&world, "/state", "prelive", 7 * SECOND);
  g_assert_cmpuint (world_count_states (&world), ==, 2);
  world_live_for (&world, "/state", "prelive", 100 * SECOND);
  g_assert_cmpuint (world_count_states (&world), <=, 7);
  g_assert_cmpuint (world_count_states (&world), >=, 6);
  g_clear_object (&heard.before);
  world_clear (&world);
}

/* A larger max-age is honoured, but does not blind us. */
static void
test_max_age (void)
{
  static const struct {
    const char *headers;
    gint64      wait;
  } cases[] = {
    { "Cache-Control: max-age=5\r\n", 5 * SECOND },
    { "Cache-Control: max-age=1\r\n", 5 * SECOND },
    { "Cache-Control: max-age=20\r\n", 20 * SECOND },
    { "Cache-Control: public, max-age=20\r\nAge: 8\r\n", 12 * SECOND },
    { "Cache-Control: max-age=20\r\nAge: 25\r\n", 5 * SECOND },
    { "Cache-Control: max-age=31536000\r\n", 60 * SECOND },
    { "Cache-Control: no-cache\r\n", 5 * SECOND },
    { "Cache-Control: max-age=-7\r\n", 5 * SECOND },
    { "Cache-Control: max-age=many\r\n", 5 * SECOND },
    { "", 5 * SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    World            world;
    Heard            heard;
    gint64           wait;
    g_autofree char *body = NULL;

    world_init (&world);
    body = world_make_state (&world, "live", 60);
    script_server_answer (world.server, "/state", 200, cases[i].headers, body);
    start_listening (&world, &heard);
    wait = cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world);
    g_assert_cmpint (wait, >=, cases[i].wait);
    g_assert_cmpint (wait, <=, cases[i].wait + SECOND);
    g_clear_object (&heard.before);
    world_clear (&world);
  }
}

static void
test_changes (void)
{
  World world;
  Heard heard;
  g_autoptr (CuePollResult) result = NULL;
  gint64 since;

  world_init (&world);
  start_listening (&world, &heard);
  since = cue_engine_poller_get_state_since (world.poller);
  world_live_for (&world, "/state", "prelive", 30 * SECOND);
  g_assert_cmpint (cue_engine_poller_get_state_since (world.poller), ==, since);
  world_live_for (&world, "/state", "live", 6 * SECOND);
  g_assert_cmpuint (heard.n_changed, ==, 2);
  g_assert_cmpuint (heard.n_last_changes, ==, 1);
  g_assert_cmpint (cue_engine_state_get_player_state (heard.before), ==, CUE_PLAYER_STATE_PRELIVE);
  g_assert_cmpint (cue_engine_poller_get_state_since (world.poller), >, since + 29 * SECOND);
  g_assert_cmpint (cue_engine_poller_get_time_in_state (world.poller, CUE_PLAYER_STATE_PRELIVE),
                   ==,
                   cue_engine_poller_get_state_since (world.poller) - since);
  world_live_for (&world, "/state", "live", 60 * SECOND);
  g_assert_cmpint (cue_engine_poller_get_time_in_state (world.poller, CUE_PLAYER_STATE_LIVE),
                   ==,
                   world_get_now (&world) - cue_engine_poller_get_state_since (world.poller));

  for (guint i = 0; i < g_list_model_get_n_items (cue_engine_poller_get_polls (world.poller));
       i++) {
    g_clear_object (&result);
    result = g_list_model_get_item (cue_engine_poller_get_polls (world.poller), i);
    if (i > 0 && cue_poll_result_get_outcome (result) == CUE_POLL_CHANGED)
      break;
  }
  g_assert_cmpstr (cue_poll_result_get_text (result), ==, "playerState: prelive → live");
  g_assert_cmpuint (cue_poll_result_get_status (result), ==, 200);
  g_assert_cmpint (cue_poll_result_get_bytes (result), >, 100);
  g_clear_object (&heard.before);
  world_clear (&world);
}

/* BB-5: an unknown state is shown; the last one that is known stays beside it. */
static void
test_unknown_state (void)
{
  World world;
  Heard heard;

  world_init (&world);
  start_listening (&world, &heard);
  world_live_for (&world, "/state", "rehearsal", 6 * SECOND);
  g_assert_cmpint (cue_engine_state_get_player_state (cue_engine_poller_get_state (world.poller)),
                   ==,
                   CUE_PLAYER_STATE_UNKNOWN);
  g_assert_cmpint (cue_engine_poller_get_last_known_state (world.poller),
                   ==,
                   CUE_PLAYER_STATE_PRELIVE);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  g_clear_object (&heard.before);
  world_clear (&world);
}

/* BB-10: a manifest that changes with each answer is a change each time, and nothing more. */
static void
test_manifest_changes (void)
{
  World world;
  Heard heard;

  world_init (&world);
  start_listening (&world, &heard);
  for (guint i = 0; i < 50; i++) {
    g_autofree char *body = g_strdup_printf (
      "{\"playerState\":\"live\",\"playerManifest\":\"https://c.example.invalid/l.m3u8?t=%u\"}", i);

    script_server_answer (world.server, "/state", 200, NULL, body);
    world_advance (&world, 6 * SECOND);
  }
  g_assert_cmpuint (heard.n_changed, >=, 45);
  g_assert_cmpuint (heard.n_last_changes, ==, 1);
  g_assert_cmpuint (world_count_urls (&world), ==, 1);
  g_clear_object (&heard.before);
  world_clear (&world);
}

/* The URL is renewed after 14 minutes without a poll missing. */
static void
test_renewal (void)
{
  World world;
  Heard heard;
  guint before;

  world_init (&world);
  start_listening (&world, &heard);
  world_live_for (&world, "/state", "prelive", 13 * MINUTE + 50 * SECOND);
  g_assert_cmpuint (world_count_urls (&world), ==, 1);
  before = world_count_states (&world);
  world_serve_state_url (&world, "/new");
  world_serve_state (&world, "/new", "live");
  world_live_for (&world, "/new", "live", 30 * SECOND);
  g_assert_cmpuint (world_count_urls (&world), ==, 2);
  g_assert_cmpuint (world_count_states (&world) - before, <=, 4);
  g_assert_cmpuint (script_server_get_count (world.server, "/new"), >=, 2);
  g_assert_cmpint (cue_engine_state_get_player_state (cue_engine_poller_get_state (world.poller)),
                   ==,
                   CUE_PLAYER_STATE_LIVE);
  // For hours: one request each 14 minutes.
  world_live_for (&world, "/new", "live", 3 * 60 * MINUTE);
  g_assert_cmpuint (world_count_urls (&world), <=, 2 + 13);
  g_assert_cmpuint (world_count_urls (&world), >=, 2 + 12);
  g_assert_cmpuint (cue_engine_poller_get_n_failures (world.poller), ==, 0);
  g_clear_object (&heard.before);
  world_clear (&world);
}

/* The old URL stays in use while the new one does not work, and while none can be got. */
static void
test_old_url_stays (void)
{
  static const guint statuses[] = { 404, 401, 500, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    World world;
    Heard heard;
    guint before;

    world_init (&world);
    start_listening (&world, &heard);
    world_live_for (&world, "/state", "prelive", 13 * MINUTE);
    world_serve_state_url (&world, "/new");
    script_server_answer (world.server, "/new", statuses[i], NULL, "no");
    before = world_count_states (&world);
    world_live_for (&world, "/state", "prelive", 5 * MINUTE);
    g_assert_cmpuint (world_count_urls (&world), ==, 2);
    g_assert_cmpuint (script_server_get_count (world.server, "/new"), ==, 1);
    g_assert_cmpuint (world_count_states (&world) - before, >=, 57);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
    // It is tried again, but not each time.
    world_live_for (&world, "/state", "prelive", 20 * MINUTE);
    g_assert_cmpuint (world_count_urls (&world), >=, 4);
    g_assert_cmpuint (world_count_urls (&world), <=, 7);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);

    // And nobody answers at all.
    script_server_answer (world.server, "/backend", 503, NULL, "");
    before = world_count_urls (&world);
    world_live_for (&world, "/state", "prelive", 40 * MINUTE);
    g_assert_cmpuint (world_count_urls (&world) - before, <=, 45);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
    g_assert_nonnull (cue_state_url_source_get_last_error (world.source));
    g_clear_object (&heard.before);
    world_clear (&world);
  }
}

static void
test_refresh (void)
{
  World  world;
  Heard  heard;
  gint64 wait;

  world_init (&world);
  start_listening (&world, &heard);
  for (guint i = 0; i < 4; i++) {
    g_assert_true (cue_engine_poller_refresh_now (world.poller, &wait));
    g_assert_cmpint (wait, ==, 0);
    // Once more while it is on its way is the same refresh.
    g_assert_true (cue_engine_poller_refresh_now (world.poller, NULL));
    world_settle (&world);
    g_assert_cmpuint (world_count_states (&world), ==, i + 2);
    g_assert_false (cue_engine_poller_refresh_now (world.poller, &wait));
    if (i < 3)
      g_assert_cmpint (wait, ==, SECOND);
    world_advance (&world, SECOND);
  }
  g_assert_false (cue_engine_poller_refresh_now (world.poller, &wait));
  g_assert_cmpint (wait, ==, 56 * SECOND);
  g_assert_cmpuint (world_count_urls (&world), ==, 1);
  cue_engine_poller_stop (world.poller);
  g_assert_false (cue_engine_poller_refresh_now (world.poller, &wait));
  g_clear_object (&heard.before);
  world_clear (&world);
}

static void
test_stop_and_start (void)
{
  World world;
  Heard heard;

  world_init (&world);
  start_listening (&world, &heard);
  cue_engine_poller_stop (world.poller);
  g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_STOPPED);
  world_advance (&world, MINUTE);
  g_assert_cmpuint (world_count_states (&world), ==, 1);
  g_assert_nonnull (cue_engine_poller_get_state (world.poller));
  cue_engine_poller_start (world.poller);
  cue_engine_poller_start (world.poller);
  world_settle (&world);
  g_assert_cmpuint (world_count_states (&world), ==, 2);
  g_assert_cmpuint (world_count_urls (&world), ==, 1);

  // Stopped while a poll is on its way, and started again.
  script_server_answer_bytes (world.server, "/state", ANSWER_HANG, 200, NULL, NULL);
  world_advance (&world, 4 * SECOND);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 2 * SECOND);
  while (world_count_states (&world) < 3)
    g_main_context_iteration (NULL, TRUE);
  cue_engine_poller_stop (world.poller);
  world_serve_state (&world, "/state", "live");
  cue_engine_poller_start (world.poller);
  script_server_release (world.server);
  world_settle (&world);
  g_assert_cmpint (cue_engine_state_get_player_state (cue_engine_poller_get_state (world.poller)),
                   ==,
                   CUE_PLAYER_STATE_LIVE);
  g_clear_object (&heard.before);
  world_clear (&world);
}

static void
on_changed_stop (CueEnginePoller *poller)
{
  cue_engine_poller_stop (poller);
}

static void
on_polled_let_go (CueEnginePoller *poller, CuePollResult *result, World *world)
{
  g_clear_object (&world->poller);
}

/* Handlers may stop the poller, or let the last reference go. */
static void
test_handlers (void)
{
  World world;

  world_init (&world);
  world.poller = cue_engine_poller_new (world.client, world.clock, world.source);
  g_signal_connect (world.poller, "changed", G_CALLBACK (on_changed_stop), NULL);
  cue_engine_poller_start (world.poller);
  world_settle (&world);
  g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_STOPPED);
  world_advance (&world, MINUTE);
  g_assert_cmpuint (world_count_states (&world), ==, 1);
  world_clear (&world);

  world_init (&world);
  world.poller = cue_engine_poller_new (world.client, world.clock, world.source);
  g_signal_connect (world.poller, "polled", G_CALLBACK (on_polled_let_go), &world);
  cue_engine_poller_start (world.poller);
  while (world.poller != NULL)
    g_main_context_iteration (NULL, TRUE);
  world_clear (&world);

  // Let go while a request is on its way.
  world_init (&world);
  script_server_answer_bytes (world.server, "/state", ANSWER_HANG, 200, NULL, NULL);
  world.poller = cue_engine_poller_new (world.client, world.clock, world.source);
  cue_engine_poller_start (world.poller);
  while (world_count_states (&world) == 0)
    g_main_context_iteration (NULL, TRUE);
  world_clear (&world);

  // … and while it waits for the limits.
  world_init (&world);
  for (guint i = 0; i < 2; i++) {
    cue_state_url_source_renew_async (world.source, NULL, NULL, NULL);
    world_settle (&world);
    if (i == 0)
      world_advance (&world, 0);
  }
  world.poller = cue_engine_poller_new (world.client, world.clock, world.source);
  cue_engine_poller_start (world.poller);
  world_settle (&world);
  world_advance (&world, SECOND);
  world_clear (&world);
}

/* An hour with fifty changes of the state, none missed. */
static void
test_hour_of_changes (void)
{
  static const char *const states[] = { "custom", "prelive",  "live",  "interruption",
                                        "live",   "postlive", "replay" };
  World                    world;
  Heard                    heard;

  world_init (&world);
  start_listening (&world, &heard);
  for (guint i = 0; i < 50; i++)
    world_live_for (&world, "/state", states[i % G_N_ELEMENTS (states)], 72 * SECOND);
  g_assert_cmpuint (heard.n_changed, ==, 1 + 50);
  g_assert_cmpuint (heard.n_polled, >=, 690);
  g_assert_cmpuint (heard.n_polled, <=, 722);
  g_assert_cmpuint (world_count_urls (&world), <=, 6);
  g_assert_cmpuint (g_list_model_get_n_items (cue_engine_poller_get_polls (world.poller)), <=, 720);
  g_clear_object (&heard.before);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/poller/first-poll", test_first_poll);
  g_test_add_func ("/engine/poller/pace", test_pace);
  g_test_add_func ("/engine/poller/interval", test_interval);
  g_test_add_func ("/engine/poller/max-age", test_max_age);
  g_test_add_func ("/engine/poller/changes", test_changes);
  g_test_add_func ("/engine/poller/unknown-state", test_unknown_state);
  g_test_add_func ("/engine/poller/manifest-changes", test_manifest_changes);
  g_test_add_func ("/engine/poller/renewal", test_renewal);
  g_test_add_func ("/engine/poller/old-url-stays", test_old_url_stays);
  g_test_add_func ("/engine/poller/refresh", test_refresh);
  g_test_add_func ("/engine/poller/stop-and-start", test_stop_and_start);
  g_test_add_func ("/engine/poller/handlers", test_handlers);
  g_test_add_func ("/engine/poller/hour-of-changes", test_hour_of_changes);

  return g_test_run ();
}
