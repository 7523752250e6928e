// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the poller does when the network is announced. Each test counts the requests. */

#include <locale.h>

#include "engine-world.h"

/* A network that comes back is used at once, however often it is announced. */
static void
test_network (void)
{
  World world;
  guint before;

  world_init (&world);
  world_start (&world);
  // While all is well there is nothing to hurry for.
  for (guint i = 0; i < 10; i++)
    cue_engine_poller_network_changed (world.poller);
  world_advance (&world, 4 * SECOND);
  g_assert_cmpuint (world_count_states (&world), ==, 1);

  script_server_answer_bytes (world.server, "/state", ANSWER_RESET, 200, NULL, NULL);
  world_advance (&world, 5 * MINUTE);
  world_assert_says (&world, CUE_ENGINE_REASON_NETWORK, NULL);
  while (cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world) < 50 * SECOND)
    world_advance (&world, SECOND);

  // A flood of announcements, while it still fails: no more than the usual polls.
  before = world_count_states (&world);
  for (guint i = 0; i < 600; i++) {
    cue_engine_poller_network_changed (world.poller);
    world_advance (&world, SECOND / 10);
  }
  // A reset on a kept connection is tried once more.
  g_assert_cmpuint (world_count_states (&world) - before, <=, 2 * 13);
  g_assert_cmpuint (world_count_states (&world) - before, >=, 10);

  // Left alone it backs off again, and is back within a second of the network.
  world_advance (&world, 2 * MINUTE);
  while (cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world) < 50 * SECOND)
    world_advance (&world, SECOND);
  world_advance (&world, 10 * SECOND);
  world_serve_state (&world, "/state", "live");
  cue_engine_poller_network_changed (world.poller);
  world_advance (&world, SECOND);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  cue_engine_poller_stop (world.poller);
  cue_engine_poller_network_changed (world.poller);
  world_clear (&world);
}

/* It comes while nothing answers yet: the attempt that hangs is followed by another soon. */
static void
test_network_under_way (void)
{
  World  world;
  gint64 wait;

  world_init (&world);
  world_start (&world);
  script_server_answer_bytes (world.server, "/state", ANSWER_RESET, 200, NULL, NULL);
  world_advance (&world, 3 * MINUTE);
  wait = cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), wait);
  g_assert_cmpint (cue_engine_poller_get_phase (world.poller), ==, CUE_ENGINE_POLLING);
  cue_engine_poller_network_changed (world.poller);
  world_settle (&world);
  g_assert_cmpint (cue_engine_poller_get_next_poll (world.poller) - world_get_now (&world),
                   <=,
                   5 * SECOND);
  world_clear (&world);
}

/* Without a URL it is asked for, and the limits of getStateURL hold. */
static void
test_network_without_url (void)
{
  World world;

  world_init (&world);
  script_server_answer_bytes (world.server, "/backend", ANSWER_RESET, 200, NULL, NULL);
  world_start (&world);
  for (guint i = 0; i < 600; i++) {
    cue_engine_poller_network_changed (world.poller);
    world_advance (&world, SECOND / 10);
  }
  g_assert_cmpuint (world_count_urls (&world), >=, 4);
  g_assert_cmpuint (world_count_urls (&world), <=, 5);
  world_advance (&world, 2 * MINUTE);
  world_serve_state_url (&world, "/state");
  cue_engine_poller_network_changed (world.poller);
  world_advance (&world, SECOND);
  world_assert_says (&world, CUE_ENGINE_REASON_NONE, NULL);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/network/back", test_network);
  g_test_add_func ("/engine/network/under-way", test_network_under_way);
  g_test_add_func ("/engine/network/without-url", test_network_without_url);

  return g_test_run ();
}
