// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The poller with a URL or a token that will not do: refused URLs without a storm, refused tokens,
 * and sleep. Each test counts the requests. */

#include <locale.h>
#include <string.h>

#include "engine-world.h"

/* BB-4: the URL dies; one request for another, and on without a gap. */
static void
test_refused_once (void)
{
  static const guint statuses[] = { 400, 401, 403, 404, 410 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    World world;

    world_init_api_key (&world);
    world_start (&world);
    world_live_for (&world, "/state", "prelive", 5 * MINUTE);
    script_server_answer (world.server,
                          "/state",
                          statuses[i],
                          NULL,
                          "{\"error\":\"Unauthorized\"}");
    world_serve_state_url (&world, "/new");
    world_serve_state (&world, "/new", "live");
    script_server_clear_log (world.server);
    world_advance (&world, 6 * SECOND);
    g_assert_true (
      g_str_has_prefix (script_server_get_log (world.server), "/state /backend /new "));
    world_live_for (&world, "/new", "live", 5 * MINUTE);
    g_assert_cmpuint (world_count_urls (&world), ==, 2);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
    world_clear (&world);
  }
}

/* BB-4: it stays refused, with the same URL or with another each time. No storm either way. */
static void
test_refused_for_long (void)
{
  for (guint i = 0; i < 2; i++) {
    World world;
    guint total;

    world_init (&world);
    world_start (&world);
    world_live_for (&world, "/state", "prelive", MINUTE);
    script_server_answer (world.server, "/state", 401, NULL, "");
    total = script_server_get_total (world.server);
    for (guint n = 0; n < 60; n++) {
      g_autofree char *path = g_strdup_printf ("/dead%u", n);

      if (i == 1) {
        world_serve_state_url (&world, path);
        script_server_answer (world.server, path, 401, NULL, "");
      }
      world_advance (&world, 10 * SECOND);
    }
    g_assert_cmpuint (world_count_urls (&world), >=, 2);
    g_assert_cmpuint (world_count_urls (&world), <=, 4);
    g_assert_cmpuint (script_server_get_total (world.server) - total, <=, 22);
    world_assert_says (&world, CUE_ENGINE_REASON_URL_REFUSED, "401");
    g_assert_nonnull (cue_engine_poller_get_state (world.poller));
    g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_BACKING_OFF);
    // It heals.
    world_serve_state_url (&world, "/state");
    world_live_for (&world, "/state", "live", 6 * MINUTE);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
    world_clear (&world);
  }
}

/* Refused from the very first poll. */
static void
test_refused_at_once (void)
{
  World world;

  world_init (&world);
  script_server_answer (world.server, "/state", 403, NULL, "");
  world_start (&world);
  world_advance (&world, 4 * MINUTE);
  g_assert_cmpuint (world_count_urls (&world), ==, 2);
  g_assert_cmpuint (world_count_states (&world), <=, 9);
  world_assert_says (&world, CUE_ENGINE_REASON_URL_REFUSED, "403");
  world_clear (&world);
}

/* A state URL that was given directly cannot be replaced, and that is said. */
static void
test_refused_direct (void)
{
  World world;

  world_init_direct (&world);
  world_start (&world);
  script_server_answer (world.server, "/state", 404, NULL, "");
  world_advance (&world, 10 * MINUTE);
  g_assert_cmpuint (world_count_states (&world), <=, 15);
  world_assert_says (&world, CUE_ENGINE_REASON_URL_REFUSED, "paste a new one");
  // It is tried once a minute at least, and the first good answer ends it.
  world_live_for (&world, "/state", "live", MINUTE);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  g_assert_null (cue_engine_poller_get_last_error (world.poller));
  g_assert_cmpint (cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world),
                   <=,
                   6 * SECOND);
  world_clear (&world);
}

/* The token is refused: that does not heal by asking, so asking is rare. */
static void
test_refused_token (void)
{
  World world;

  world_init_api_key (&world);
  script_server_answer (world.server,
                        "/backend",
                        401,
                        "Date: Fri, 20 Nov 2026 08:30:00 GMT\r\n",
                        "{\"error\":\"Unauthorized\"}");
  world_start (&world);
  world_assert_says (&world, CUE_ENGINE_REASON_CLOCK, "the token only lives 60 s");
  world_advance (&world, 10 * MINUTE);
  g_assert_cmpuint (world_count_urls (&world), <=, 11);
  g_assert_cmpuint (world_count_states (&world), ==, 0);

  script_server_answer (world.server, "/backend", 401, NULL, "{\"error\":\"Unauthorized\"}");
  world_advance (&world, 2 * MINUTE);
  world_assert_says (&world, CUE_ENGINE_REASON_REFUSED, "401");
  world_serve_state_url (&world, "/state");
  world_live_for (&world, "/state", "live", MINUTE + 2 * SECOND);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  world_clear (&world);
}

static void
test_no_secret (void)
{
  World world;

  world_init_api_key (&world);
  cue_state_url_source_set_secret (world.source, NULL, FALSE);
  world_start (&world);
  world_assert_says (&world, CUE_ENGINE_REASON_SECRET, "Enter it again");
  world_advance (&world, 5 * MINUTE);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 0);
  world_clear (&world);
}

/* BB-14: after more than an hour of sleep a URL is asked for first. */
static void
test_long_sleep (void)
{
  World world;

  world_init (&world);
  world_start (&world);
  world_live_for (&world, "/state", "prelive", 20 * SECOND);
  script_server_answer (world.server, "/state", 404, NULL, "");
  world_serve_state_url (&world, "/new");
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (world.clock), 61 * MINUTE);
  world_serve_state (&world, "/new", "live");
  script_server_clear_log (world.server);
  world_settle (&world);
  g_assert_true (g_str_has_prefix (script_server_get_log (world.server), "/backend /new "));
  g_assert_cmpint (cue_engine_poller_get_n_failures (world.poller), ==, 0);
  g_assert_cmpint (cue_engine_state_get_player_state (cue_engine_poller_get_state (world.poller)),
                   ==,
                   CUE_PLAYER_STATE_LIVE);
  world_clear (&world);
}

/* … and when none can be got then, the old one is tried. */
static void
test_long_sleep_without_url (void)
{
  World world;

  world_init (&world);
  world_start (&world);
  world_live_for (&world, "/state", "prelive", 20 * SECOND);
  script_server_answer (world.server, "/backend", 500, NULL, "");
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (world.clock), 61 * MINUTE);
  world_serve_state (&world, "/state", "live");
  script_server_clear_log (world.server);
  world_settle (&world);
  g_assert_cmpstr (script_server_get_log (world.server), ==, "/backend /state ");
  world_live_for (&world, "/state", "live", 10 * MINUTE);
  g_assert_cmpuint (world_count_urls (&world), <=, 14);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  world_clear (&world);
}

/* A nap: the state at once, with the URL of before. */
static void
test_short_sleep (void)
{
  World world;

  world_init (&world);
  world_start (&world);
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (world.clock), 5 * MINUTE);
  world_serve_state (&world, "/state", "live");
  script_server_clear_log (world.server);
  world_settle (&world);
  g_assert_cmpstr (script_server_get_log (world.server), ==, "/state ");
  world_clear (&world);
}

static void
on_trouble (CueEnginePoller *poller, GParamSpec *pspec, gpointer data)
{
  if (cue_engine_poller_get_reason (poller) == CUE_ENGINE_REASON_URL_REFUSED)
    cue_engine_poller_stop (poller);
}

/* Who stops it on hearing of the refusal gets no request after that. */
static void
test_stopped_by_refusal (void)
{
  World world;
  guint total;

  world_init (&world);
  world_start (&world);
  world_live_for (&world, "/state", "live", 2 * MINUTE);
  script_server_answer (world.server, "/state", 403, NULL, "");
  g_signal_connect (world.poller, "notify::reason", G_CALLBACK (on_trouble), NULL);
  total = script_server_get_total (world.server);
  world_advance (&world, MINUTE);
  g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_STOPPED);
  g_assert_cmpuint (script_server_get_total (world.server), ==, total + 1);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/dead-url/refused-once", test_refused_once);
  g_test_add_func ("/engine/dead-url/refused-for-long", test_refused_for_long);
  g_test_add_func ("/engine/dead-url/refused-at-once", test_refused_at_once);
  g_test_add_func ("/engine/dead-url/stopped-by-refusal", test_stopped_by_refusal);
  g_test_add_func ("/engine/dead-url/refused-direct", test_refused_direct);
  g_test_add_func ("/engine/dead-url/refused-token", test_refused_token);
  g_test_add_func ("/engine/dead-url/no-secret", test_no_secret);
  g_test_add_func ("/engine/dead-url/long-sleep", test_long_sleep);
  g_test_add_func ("/engine/dead-url/long-sleep-without-url", test_long_sleep_without_url);
  g_test_add_func ("/engine/dead-url/short-sleep", test_short_sleep);

  return g_test_run ();
}
