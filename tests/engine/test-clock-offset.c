// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The estimate of the server's clock, against a simulated server and network: whole seconds,
 * milliseconds, jitter, caches that say so and caches that do not, servers whose clock is set,
 * stuck times. All on the fake clock. */

#include <locale.h>
#include <string.h>

#include "cue-clock-offset.h"
#include "cue-fake-clock.h"

#define S    ((gint64) G_USEC_PER_SEC)
#define MS   1000
#define WALL G_GINT64_CONSTANT (1795164000123456)
#define MONO G_GINT64_CONSTANT (5000000000)

typedef struct {
  CueClock       *clock;
  CueClockOffset *offset;
  GRand          *random;
  gint64          server_ahead; // server time minus this computer's wall clock
  gint64          step;         // of the server's time
  gint64          min_leg;      // network, one way
  gint64          max_leg;
} World;

static void
world_init (World *world, gint64 server_ahead, gint64 step)
{
  world->clock = cue_fake_clock_new (WALL, MONO);
  world->offset = cue_clock_offset_new (world->clock);
  world->random = g_rand_new_with_seed (20261120);
  world->server_ahead = server_ahead;
  world->step = step;
  world->min_leg = 5 * MS;
  world->max_leg = 40 * MS;
}

static void
world_clear (World *world)
{
  g_clear_object (&world->offset);
  g_clear_object (&world->clock);
  g_clear_pointer (&world->random, g_rand_free);
}

static void
advance (World *world, gint64 us)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), us);
}

static gint64
make_leg (World *world)
{
  return g_rand_int_range (world->random, (int) world->min_leg, (int) world->max_leg + 1);
}

static gint64
get_server_now (World *world)
{
  return cue_clock_get_wall (world->clock) + world->server_ahead;
}

/* One poll: the answer was made `hidden_age` ago, the header says `age`. */
static gboolean
poll_aged (World *world, gint64 hidden_age, gint64 age)
{
  gint64 sent = cue_clock_get_monotonic (world->clock);
  gint64 server;

  advance (world, make_leg (world));
  server = get_server_now (world) - hidden_age;
  server -= server % world->step;
  advance (world, make_leg (world));
  return cue_clock_offset_add_sample (world->offset,
                                      server,
                                      world->step,
                                      sent,
                                      cue_clock_get_monotonic (world->clock),
                                      age);
}

static gboolean
poll_fresh (World *world)
{
  return poll_aged (world, 0, -1);
}

static void
wait_for_next_poll (World *world)
{
  gint64 next = cue_clock_get_monotonic (world->clock) + 5 * S;

  advance (world, 5 * S + cue_clock_offset_get_probe_delay (world->offset, next));
}

static gint64
get_true_error (World *world)
{
  gint64 now = cue_clock_get_monotonic (world->clock);

  return ABS (cue_clock_offset_get_server_time (world->offset, now) - get_server_now (world));
}

/* The shown error is never smaller than the true one. */
static void
assert_honest (World *world)
{
  gint64 off = cue_clock_offset_get_offset (world->offset) + world->server_ahead;

  g_assert_cmpint (ABS (off), <=, cue_clock_offset_get_error (world->offset) + 1);
}

static void
test_unknown (void)
{
  World            world;
  g_autofree char *words = NULL;

  world_init (&world, 0, S);
  words = cue_clock_offset_to_words (world.offset);
  g_assert_false (cue_clock_offset_is_known (world.offset));
  g_assert_cmpint (cue_clock_offset_get_offset (world.offset), ==, 0);
  g_assert_cmpint (cue_clock_offset_get_server_time (world.offset, 0), ==, G_MININT64);
  g_assert_cmpint (cue_clock_offset_get_probe_delay (world.offset, 0), ==, 0);
  g_assert_cmpstr (words, ==, "The server's clock is not known yet");

  // Nonsense is not learned from.
  g_assert_false (cue_clock_offset_add_sample (world.offset, -5, S, 0, 1, -1));
  g_assert_false (cue_clock_offset_add_sample (world.offset, G_MAXINT64, S, 0, 1, -1));
  g_assert_false (cue_clock_offset_add_sample (world.offset, WALL, S, 10, 1, -1));
  g_assert_false (cue_clock_offset_is_known (world.offset));
  world_clear (&world);
}

static void
test_milliseconds (void)
{
  World            world;
  g_autofree char *words = NULL;

  world_init (&world, -4200 * MS, MS);
  poll_fresh (&world);
  g_assert_cmpint (get_true_error (&world), <=, 41 * MS);
  for (guint i = 0; i < 20; i++) {
    wait_for_next_poll (&world);
    g_assert_true (poll_fresh (&world));
    assert_honest (&world);
  }
  g_assert_cmpint (get_true_error (&world), <=, 15 * MS);
  words = cue_clock_offset_to_words (world.offset);
  g_assert_true (g_str_has_prefix (words, "This computer is 4.2 s fast (±"));
  g_assert_true (g_str_has_suffix (words, " ms)"));
  world_clear (&world);
}

/* Whole seconds are resolved to tens of milliseconds within the first ten polls, wherever the
 * polls fall in the server's second. */
static void
test_whole_seconds (void)
{
  for (guint i = 0; i < 50; i++) {
    World  world;
    gint64 started;

    world_init (&world, 90 * S + i * 20 * MS, S);
    started = cue_clock_get_monotonic (world.clock);
    poll_fresh (&world);
    g_assert_cmpint (get_true_error (&world), <=, 600 * MS);
    for (guint n = 0; n < 10; n++) {
      wait_for_next_poll (&world);
      g_assert_true (poll_fresh (&world));
      assert_honest (&world);
    }
    g_assert_cmpint (get_true_error (&world), <=, 50 * MS);
    g_assert_cmpint (cue_clock_offset_get_error (world.offset), <=, 80 * MS);
    g_assert_cmpint (cue_clock_get_monotonic (world.clock) - started, <=, 62 * S);
    world_clear (&world);
  }
}

/* A day: the estimate stays good, and the shown error stays true. */
static void
test_long_run (void)
{
  World  world;
  gint64 worst = 0;
  guint  probes = 0;

  world_init (&world, 7 * S + 777 * MS, S);
  world.max_leg = 80 * MS;
  for (guint i = 0; i < 24 * 720; i++) {
    gint64 before;

    poll_fresh (&world);
    if (i > 15) {
      worst = MAX (worst, get_true_error (&world));
      assert_honest (&world);
    }
    before = cue_clock_get_monotonic (world.clock);
    wait_for_next_poll (&world);
    probes += cue_clock_get_monotonic (world.clock) - before > 5 * S;
  }
  g_test_message ("worst error of a day %.1f ms, %u probes", (double) worst / MS, probes);
  g_assert_cmpint (worst, <=, 50 * MS);
  g_assert_cmpuint (probes, <=, 24 * 60);
  world_clear (&world);
}

static void
test_user_sets_clock (void)
{
  World            world;
  g_autofree char *fast = NULL;
  g_autofree char *slow = NULL;

  world_init (&world, 0, MS);
  poll_fresh (&world);
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (world.clock), 90 * S);
  fast = cue_clock_offset_to_words (world.offset);
  g_assert_true (g_str_has_prefix (fast, "This computer is 1 min 30 s fast") ||
                 g_str_has_prefix (fast, "This computer is 1 min 29 s fast"));
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (world.clock), -90 * S - 2 * 3600 * S - 330 * S);
  slow = cue_clock_offset_to_words (world.offset);
  g_assert_true (g_str_has_prefix (slow, "This computer is 2 h 5 min slow"));
  world_clear (&world);
}

static void
test_agrees (void)
{
  World            world;
  g_autofree char *words = NULL;

  world_init (&world, 0, S);
  poll_fresh (&world);
  words = cue_clock_offset_to_words (world.offset);
  g_assert_true (g_str_has_prefix (words, "This computer agrees with the server's clock (±"));
  world_clear (&world);
}

/* A stuck server time, and one that jumps back for a moment, move nothing. */
static void
test_stuck_and_backwards (void)
{
  World  world;
  gint64 frozen;

  world_init (&world, 3 * S, MS);
  for (guint i = 0; i < 10; i++) {
    poll_fresh (&world);
    wait_for_next_poll (&world);
  }
  frozen = get_server_now (&world);
  for (guint i = 0; i < 200; i++) {
    gint64 now = cue_clock_get_monotonic (world.clock);

    g_assert_false (
      cue_clock_offset_add_sample (world.offset, frozen - 10 * S, MS, now - 20 * MS, now, -1));
    g_assert_cmpint (get_true_error (&world), <=, 25 * MS);
    advance (&world, 5 * S);
  }
  poll_fresh (&world);
  poll_aged (&world, 60 * S, -1);
  g_assert_cmpint (get_true_error (&world), <=, 50 * MS);
  poll_fresh (&world);
  g_assert_cmpint (get_true_error (&world), <=, 50 * MS);
  world_clear (&world);
}

/* The server's clock is really set: followed after three answers. */
static void
test_server_steps (void)
{
  static const gint64 steps[] = { -3600 * S, 3600 * S, -30 * S, 30 * S };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    World world;

    world_init (&world, 0, S);
    for (guint n = 0; n < 12; n++) {
      poll_fresh (&world);
      wait_for_next_poll (&world);
    }
    world.server_ahead += steps[i];
    g_assert_false (poll_fresh (&world));
    wait_for_next_poll (&world);
    g_assert_false (poll_fresh (&world));
    wait_for_next_poll (&world);
    g_assert_true (poll_fresh (&world));
    g_assert_cmpint (get_true_error (&world), <=, 600 * MS);
    for (guint n = 0; n < 12; n++) {
      wait_for_next_poll (&world);
      poll_fresh (&world);
    }
    g_assert_cmpint (get_true_error (&world), <=, 50 * MS);
    world_clear (&world);
  }
}

/* A small step back looks like a cache for two minutes, then it is believed. */
static void
test_server_steps_back_a_little (void)
{
  World world;

  world_init (&world, 0, S);
  for (guint n = 0; n < 12; n++) {
    poll_fresh (&world);
    wait_for_next_poll (&world);
  }
  world.server_ahead -= 3 * S;
  for (guint n = 0; n < 30; n++) {
    poll_fresh (&world);
    wait_for_next_poll (&world);
  }
  g_assert_cmpint (get_true_error (&world), <=, 600 * MS);
  world_clear (&world);
}

/* A cache that answers from its store and says so. */
static void
test_cache_with_age (void)
{
  World world;

  world_init (&world, 12 * S, S);
  for (guint n = 0; n < 100; n++) {
    gint64 age = g_rand_int_range (world.random, 0, 5 * S);

    poll_aged (&world, age, age - age % S);
    assert_honest (&world);
    wait_for_next_poll (&world);
  }
  g_assert_cmpint (get_true_error (&world), <=, 600 * MS);
  world_clear (&world);
}

/* A cache that keeps silent: old copies never drag the estimate back once a fresh one was seen. */
static void
test_hidden_cache (void)
{
  World  world;
  gint64 worst = 0;

  world_init (&world, 0, S);
  for (guint n = 0; n < 720; n++) {
    poll_aged (&world, g_rand_int_range (world.random, 0, 5 * S), -1);
    if (n > 100)
      worst = MAX (worst, get_true_error (&world));
    wait_for_next_poll (&world);
  }
  g_test_message ("worst error behind a silent cache %.0f ms", (double) worst / MS);
  g_assert_cmpint (worst, <=, 700 * MS);
  world_clear (&world);
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_properties (void)
{
  World    world;
  guint    count = 0;
  gboolean known;
  gint64   offset;
  gint64   error;

  world_init (&world, -S, MS);
  g_signal_connect (world.offset, "notify::known", G_CALLBACK (on_notify), &count);
  poll_fresh (&world);
  poll_fresh (&world);
  g_assert_cmpuint (count, ==, 1);
  g_object_get (world.offset, "known", &known, "offset-us", &offset, "error-us", &error, NULL);
  g_assert_true (known);
  g_assert_cmpint (ABS (offset - S), <=, error);
  g_assert_cmpuint (cue_clock_offset_get_n_samples (world.offset), ==, 2);
  cue_clock_offset_reset (world.offset);
  g_assert_cmpuint (count, ==, 2);
  g_assert_false (cue_clock_offset_is_known (world.offset));
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/clock-offset/unknown", test_unknown);
  g_test_add_func ("/engine/clock-offset/milliseconds", test_milliseconds);
  g_test_add_func ("/engine/clock-offset/whole-seconds", test_whole_seconds);
  g_test_add_func ("/engine/clock-offset/long-run", test_long_run);
  g_test_add_func ("/engine/clock-offset/user-sets-clock", test_user_sets_clock);
  g_test_add_func ("/engine/clock-offset/agrees", test_agrees);
  g_test_add_func ("/engine/clock-offset/stuck-and-backwards", test_stuck_and_backwards);
  g_test_add_func ("/engine/clock-offset/server-steps", test_server_steps);
  g_test_add_func ("/engine/clock-offset/server-steps-back-a-little",
                   test_server_steps_back_a_little);
  g_test_add_func ("/engine/clock-offset/cache-with-age", test_cache_with_age);
  g_test_add_func ("/engine/clock-offset/hidden-cache", test_hidden_cache);
  g_test_add_func ("/engine/clock-offset/properties", test_properties);

  return g_test_run ();
}
