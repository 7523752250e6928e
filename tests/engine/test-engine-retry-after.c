// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* A service that asks to be left alone: for how long it is, what is said, and what a person may do
 * about it. */

#include <locale.h>
#include <string.h>

#include "cue-time.h"
#include "engine-world.h"

/* C-2 and C-3: Retry-After of the state URL is kept, within a second and 15 minutes. */
static void
test_retry_after (void)
{
  static const struct {
    guint       status;
    const char *headers;
    gint64      wait;
  } waits[] = {
    { 429, "Retry-After: 40\r\n", 40 * SECOND },
    { 503, "Retry-After: 120\r\n", 120 * SECOND },
    { 503, "Retry-After: 86400\r\n", 15 * MINUTE },
    { 429, "Retry-After: -1\r\n", 5 * SECOND },
    { 429, "Retry-After: garbage\r\n", 5 * SECOND },
    { 429, "", 5 * SECOND },
    { 503,
      "Date: Fri, 20 Nov 2026 08:00:00 GMT\r\nRetry-After: Fri, 20 Nov 2026 08:00:30 GMT\r\n",
      30 * SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++) {
    World            world;
    gint64           wait;
    g_autofree char *words = NULL;

    world_init (&world);
    world_start (&world);
    script_server_answer (world.server, "/state", waits[i].status, waits[i].headers, "");
    world_advance (&world, cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world));
    wait = cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world);
    g_assert_cmpint (wait, ==, waits[i].wait);
    // The silence is explained, with the time of day at which it ends.
    words = cue_engine_poller_describe_wait (world.poller);
    g_assert_true ((words != NULL) == (wait > 5 * SECOND));
    if (words != NULL) {
      g_autofree char *all = cue_engine_poller_describe (world.poller);
      g_autofree char *time = cue_time_format_time_of_day (cue_clock_get_wall (world.clock) + wait);

      g_assert_nonnull (strstr (words, "As the service asks, nothing is sent before "));
      g_assert_nonnull (strstr (words, time));
      g_assert_nonnull (strstr (all, words));
    }
    world_advance (&world, wait - 1);
    g_assert_cmpuint (world_count_states (&world), ==, 2);
    world_serve_state (&world, "/state", "live");
    world_advance (&world, 1);
    g_assert_cmpuint (world_count_states (&world), ==, 3);
    world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
    world_clear (&world);
  }
}

/* A person may try again before it is over, as often as the limits allow. */
static void
test_retry_after_refresh (void)
{
  World  world;
  gint64 wait;

  world_init (&world);
  world_start (&world);
  script_server_answer (world.server, "/state", 503, "Retry-After: 86400\r\n", "");
  world_advance (&world, cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world));
  g_assert_cmpuint (world_count_states (&world), ==, 2);
  for (guint i = 0; i < 4; i++) {
    g_assert_true (cue_engine_poller_refresh_now (world.poller, &wait));
    world_settle (&world);
    g_assert_cmpuint (world_count_states (&world), ==, i + 3);
    // The new answer asks for silence as well, from now on.
    g_assert_cmpint (cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world),
                     ==,
                     15 * MINUTE);
    world_advance (&world, SECOND);
  }
  g_assert_false (cue_engine_poller_refresh_now (world.poller, &wait));
  g_assert_cmpint (wait, ==, 56 * SECOND);
  world_serve_state (&world, "/state", "live");
  world_advance (&world, wait);
  g_assert_true (cue_engine_poller_refresh_now (world.poller, &wait));
  world_settle (&world);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  g_assert_cmpint (cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world),
                   <=,
                   6 * SECOND);
  world_clear (&world);
}

/* getStateURL has limits of its own, which hold: who asks is told until when, not left waiting. */
static void
test_retry_after_without_url (void)
{
  World            world;
  gint64           wait = 0;
  g_autofree char *words = NULL;

  world_init (&world);
  script_server_answer (world.server, "/backend", 503, "Retry-After: 600\r\n", "");
  world_start (&world);
  words = cue_engine_poller_describe_wait (world.poller);
  g_assert_nonnull (words);
  g_assert_false (cue_engine_poller_refresh_now (world.poller, &wait));
  g_assert_cmpint (wait, ==, 10 * MINUTE);
  g_assert_cmpuint (world_count_urls (&world), ==, 1);
  world_serve_state_url (&world, "/state");
  world_advance (&world, 10 * MINUTE);
  g_assert_cmpuint (world_count_urls (&world), ==, 2);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  g_clear_pointer (&words, g_free);
  words = cue_engine_poller_describe_wait (world.poller);
  g_assert_null (words);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/retry-after/kept", test_retry_after);
  g_test_add_func ("/engine/retry-after/refresh", test_retry_after_refresh);
  g_test_add_func ("/engine/retry-after/without-url", test_retry_after_without_url);

  return g_test_run ();
}
