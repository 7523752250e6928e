// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The countdown on the fake clock, from the answers of a simulated server: precision over an hour
 * and a day, each second shown once, moved ends, suspend, odd server times. */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cue-countdown.h"
#include "cue-fake-clock.h"
#include "cue-json.h"

#define S     ((gint64) G_USEC_PER_SEC)
#define MS    1000
#define WALL  G_GINT64_CONSTANT (1795164000123456)
#define MINUS "\xe2\x88\x92"

typedef struct {
  CueClock       *clock;
  CueClockOffset *offset;
  CueCountdown   *countdown;
  GRand          *random;
  gint64          server_ahead;
  gint64          end;  // server time, µs
  gint64          step; // of the server's time: a second or a millisecond
  gint64          hidden_age;
  gboolean        visible;

  // What was shown, for the promise that each second is shown once.
  gint64 last_shown;
  guint  n_shown;
  guint  n_bad;
} World;

static gint64
read_shown (const char *text)
{
  gboolean negative = g_str_has_prefix (text, MINUS);
  int      h;
  int      m;
  int      s;

  if (negative)
    text += strlen (MINUS);
  g_assert_cmpint (sscanf (text, "%d:%d:%d", &h, &m, &s), ==, 3);
  return (negative ? -1 : 1) * (h * 3600 + m * 60 + s);
}

static void
on_text (CueCountdown *countdown, GParamSpec *pspec, World *world)
{
  gint64 shown = read_shown (cue_countdown_get_text (countdown));

  if (world->n_shown > 0 && shown != world->last_shown - 1) {
    world->n_bad++;
    g_test_message ("after %d came %d", (int) world->last_shown, (int) shown);
  }
  world->last_shown = shown;
  world->n_shown++;
}

static void
world_init (World *world, gint64 remaining, gint64 step)
{
  memset (world, 0, sizeof *world);
  world->clock = cue_fake_clock_new (WALL, 77 * S);
  world->offset = cue_clock_offset_new (world->clock);
  world->countdown = cue_countdown_new (world->clock, world->offset);
  world->random = g_rand_new_with_seed (42);
  world->server_ahead = 4321 * MS;
  world->step = step;
  world->end = (WALL + world->server_ahead + remaining) / S * S;
  world->visible = TRUE;
}

static void
world_clear (World *world)
{
  g_clear_object (&world->countdown);
  g_clear_object (&world->offset);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world->clock)), ==, 0);
  g_clear_object (&world->clock);
  g_clear_pointer (&world->random, g_rand_free);
}

static void
advance (World *world, gint64 us)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), us);
}

static gint64
get_server_now (World *world)
{
  return cue_clock_get_wall (world->clock) + world->server_ahead;
}

static void
send_times (World *world, gint64 end, gint64 server, gint64 sent)
{
  gint64           unit = world->step == S ? S : MS;
  gint64           now = cue_clock_get_monotonic (world->clock);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CueEngineState) state = NULL;

  text = g_strdup_printf ("{\"playerState\":\"custom\",\"countdown\":{\"visible\":%s,"
                          "\"end\":%" G_GINT64_FORMAT ",\"serverTime\":%" G_GINT64_FORMAT "}}",
                          world->visible ? "true" : "false",
                          end / unit,
                          server / unit);
  bytes = g_bytes_new (text, strlen (text));
  node = cue_json_parse (bytes, NULL);
  state = cue_engine_state_new_from_json (node, cue_clock_get_wall (world->clock), now, NULL);

  g_assert_true (cue_engine_state_has_countdown (state));
  cue_clock_offset_add_sample (world->offset,
                               cue_engine_state_get_server_time (state),
                               cue_engine_state_get_server_time_step (state),
                               sent,
                               now,
                               -1);
  cue_countdown_update (world->countdown, state);
}

static void
poll_once (World *world)
{
  gint64 sent = cue_clock_get_monotonic (world->clock);
  gint64 server;

  advance (world, g_rand_int_range (world->random, 4 * MS, 60 * MS));
  server = get_server_now (world) - world->hidden_age;
  advance (world, g_rand_int_range (world->random, 4 * MS, 60 * MS));
  send_times (world, world->end, server, sent);
}

static void
wait_for_next_poll (World *world)
{
  gint64 next = cue_clock_get_monotonic (world->clock) + 5 * S;

  advance (world, 5 * S + cue_clock_offset_get_probe_delay (world->offset, next));
}

static gint64
get_error (World *world)
{
  gint64 truth = world->end - get_server_now (world);

  return ABS (cue_countdown_get_remaining (world->countdown) - truth);
}

static void
start_watching (World *world)
{
  world->n_shown = 0;
  world->n_bad = 0;
  g_signal_connect (world->countdown, "notify::text", G_CALLBACK (on_text), world);
  cue_countdown_watch (world->countdown);
}

static void
stop_watching (World *world)
{
  cue_countdown_unwatch (world->countdown);
  g_signal_handlers_disconnect_by_func (world->countdown, on_text, world);
  g_assert_cmpuint (world->n_bad, ==, 0);
}

static void
test_none (void)
{
  World world;

  world_init (&world, 60 * S, S);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_NONE);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, "");
  g_assert_cmpint (cue_countdown_get_next_change (world.countdown), ==, G_MAXINT64);
  cue_countdown_watch (world.countdown);
  poll_once (&world);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_RUNNING);
  cue_countdown_update (world.countdown, NULL);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_NONE);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, "");
  cue_countdown_unwatch (world.countdown);
  world_clear (&world);
}

static void
test_phases (void)
{
  World world;

  world_init (&world, 20 * S, MS);
  world.visible = FALSE;
  poll_once (&world);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_HIDDEN);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, "00:00:20");
  world.visible = TRUE;
  poll_once (&world);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_RUNNING);
  g_assert_cmpstr (cue_countdown_get_message (world.countdown), ==, "");
  advance (&world, world.end - get_server_now (&world) + 100 * MS);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_ENDED);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, "00:00:00");
  g_assert_cmpstr (cue_countdown_get_message (world.countdown), ==, "The countdown has ended");
  advance (&world, 5 * S);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, "00:00:00");
  advance (&world, 5 * S);
  g_assert_cmpint (cue_countdown_get_phase (world.countdown), ==, CUE_COUNTDOWN_OVER);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, MINUS "00:00:10");
  g_assert_cmpint (cue_countdown_get_remaining (world.countdown), <, -10 * S);
  advance (&world, 12 * 60 * S);
  g_assert_cmpstr (cue_countdown_get_text (world.countdown), ==, MINUS "00:12:10");
  world_clear (&world);
}

/* Hours of polls with jitter: at most 50 ms off, each second shown once, in order. */
static void
run_hours (gint64 step, guint hours)
{
  World  world;
  gint64 worst = 0;
  gint64 length = (gint64) hours * 3600 * S;
  gint64 stop;
  guint  polls = 0;

  world_init (&world, length + 90 * S, step);
  stop = cue_clock_get_monotonic (world.clock) + length;
  poll_once (&world);
  g_assert_cmpint (get_error (&world), <=, step == S ? 600 * MS : 60 * MS);
  start_watching (&world);
  while (cue_clock_get_monotonic (world.clock) < stop) {
    wait_for_next_poll (&world);
    poll_once (&world);
    if (++polls > 12)
      worst = MAX (worst, get_error (&world));
  }
  stop_watching (&world);
  g_test_message ("worst error %.1f ms in %u h", (double) worst / MS, hours);
  g_assert_cmpint (worst, <=, 50 * MS);
  g_assert_cmpint (ABS ((gint64) world.n_shown - (gint64) hours * 3600), <=, 7);
  world_clear (&world);
}

static void
test_hour_seconds (void)
{
  run_hours (S, 1);
}

static void
test_hour_milliseconds (void)
{
  run_hours (MS, 1);
}

static void
test_day (void)
{
  run_hours (S, 24);
}

/* Behind a cache that keeps silent the first answers are up to five seconds old. The text catches
 * up without showing a second twice or leaving one out. */
static void
test_hidden_cache (void)
{
  World world;

  world_init (&world, 2000 * S, S);
  world.hidden_age = 4900 * MS;
  poll_once (&world);
  start_watching (&world);
  for (guint i = 0; i < 200; i++) {
    wait_for_next_poll (&world);
    world.hidden_age = g_rand_int_range (world.random, 0, 5 * S);
    poll_once (&world);
  }
  stop_watching (&world);
  g_assert_cmpint (get_error (&world), <=, 700 * MS);
  world_clear (&world);
}

/* 50 jumps of the end in all directions are followed at once. */
static void
test_end_moves (void)
{
  World world;

  world_init (&world, 600 * S, MS);
  for (guint i = 0; i < 5; i++) {
    poll_once (&world);
    wait_for_next_poll (&world);
  }
  for (guint i = 0; i < 50; i++) {
    world.end += (gint64) g_rand_int_range (world.random, -4000, 4000) * S;
    poll_once (&world);
    g_assert_cmpint (get_error (&world), <=, 60 * MS);
    wait_for_next_poll (&world);
  }
  world_clear (&world);
}

/* Some services make `end` anew for each answer; its jitter below a second must not show. */
static void
test_end_jitters (void)
{
  World  world;
  gint64 end;

  world_init (&world, 900 * S, MS);
  end = world.end;
  poll_once (&world);
  start_watching (&world);
  for (guint i = 0; i < 150; i++) {
    wait_for_next_poll (&world);
    world.end = end + g_rand_int_range (world.random, -400, 400) * MS;
    poll_once (&world);
  }
  stop_watching (&world);
  world_clear (&world);
}

static void
test_suspend (void)
{
  World world;

  world_init (&world, 3 * 3600 * S, MS);
  poll_once (&world);
  cue_countdown_watch (world.countdown);
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (world.clock), 2 * 3600 * S);
  // Right at once, without any answer since.
  g_assert_cmpint (get_error (&world), <=, 60 * MS);
  g_assert_true (g_str_has_prefix (cue_countdown_get_text (world.countdown), "01:00:00") ||
                 g_str_has_prefix (cue_countdown_get_text (world.countdown), "00:59:5"));
  start_watching (&world);
  advance (&world, 60 * S);
  g_assert_cmpuint (world.n_shown, ==, 60);
  stop_watching (&world);
  cue_countdown_unwatch (world.countdown);
  world_clear (&world);
}

static void
test_user_sets_clock (void)
{
  World  world;
  gint64 before;

  world_init (&world, 3600 * S, S);
  poll_once (&world);
  before = cue_countdown_get_remaining (world.countdown);
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (world.clock), 1800 * S);
  g_assert_cmpint (cue_countdown_get_remaining (world.countdown), ==, before);
  world_clear (&world);
}

static void
test_odd_server_times (void)
{
  World  world;
  gint64 server;
  gint64 now;

  world_init (&world, 3600 * S, S);
  for (guint i = 0; i < 12; i++) {
    poll_once (&world);
    wait_for_next_poll (&world);
  }
  start_watching (&world);
  // Stuck for ten minutes.
  server = get_server_now (&world);
  for (guint i = 0; i < 120; i++) {
    now = cue_clock_get_monotonic (world.clock);
    send_times (&world, world.end, server, now - 20 * MS);
    advance (&world, 5 * S);
  }
  g_assert_cmpint (get_error (&world), <=, 80 * MS);
  // Backwards for one answer, then forwards by an hour for one answer.
  now = cue_clock_get_monotonic (world.clock);
  send_times (&world, world.end, get_server_now (&world) - 300 * S, now);
  advance (&world, 5 * S);
  now = cue_clock_get_monotonic (world.clock);
  send_times (&world, world.end, get_server_now (&world) + 3600 * S, now);
  g_assert_cmpint (get_error (&world), <=, 80 * MS);
  advance (&world, 5 * S);
  stop_watching (&world);
  world_clear (&world);
}

/* A countdown without an offset of somebody else learns from the states alone. */
static void
test_alone (void)
{
  World world;

  world_init (&world, 600 * S, MS);
  g_clear_object (&world.countdown);
  world.countdown = cue_countdown_new (world.clock, NULL);
  send_times (&world, world.end, get_server_now (&world), cue_clock_get_monotonic (world.clock));
  g_assert_cmpint (get_error (&world), <=, 2 * MS);
  advance (&world, 100 * S);
  g_assert_cmpint (get_error (&world), <=, 2 * MS);
  world_clear (&world);
}

static void
test_watchers (void)
{
  World world;

  world_init (&world, 600 * S, MS);
  poll_once (&world);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world.clock)), ==, 0);
  cue_countdown_watch (world.countdown);
  cue_countdown_watch (world.countdown);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world.clock)), ==, 1);
  cue_countdown_unwatch (world.countdown);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world.clock)), ==, 1);
  cue_countdown_unwatch (world.countdown);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world.clock)), ==, 0);
  cue_countdown_watch (world.countdown);
  world_clear (&world);
}

/* Through the end: running down to one, the end message at zero, then the time over. */
static void
test_through_the_end (void)
{
  World             world;
  CueCountdownPhase last = CUE_COUNTDOWN_RUNNING;

  world_init (&world, 15 * S, MS);
  poll_once (&world);
  cue_countdown_watch (world.countdown);
  for (guint i = 0; i < 400; i++) {
    CueCountdownPhase phase = cue_countdown_get_phase (world.countdown);
    gint64            shown = read_shown (cue_countdown_get_text (world.countdown));

    g_assert_cmpint (phase, >=, last);
    if (phase == CUE_COUNTDOWN_RUNNING)
      g_assert_cmpint (shown, >=, 1);
    else if (phase == CUE_COUNTDOWN_ENDED)
      g_assert_cmpint (shown, ==, 0);
    else
      g_assert_cmpint (shown, <=, -10);
    last = phase;
    advance (&world, 100 * MS);
  }
  g_assert_cmpint (last, ==, CUE_COUNTDOWN_OVER);
  cue_countdown_unwatch (world.countdown);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/countdown/none", test_none);
  g_test_add_func ("/engine/countdown/phases", test_phases);
  g_test_add_func ("/engine/countdown/hour-seconds", test_hour_seconds);
  g_test_add_func ("/engine/countdown/hour-milliseconds", test_hour_milliseconds);
  g_test_add_func ("/engine/countdown/day", test_day);
  g_test_add_func ("/engine/countdown/hidden-cache", test_hidden_cache);
  g_test_add_func ("/engine/countdown/end-moves", test_end_moves);
  g_test_add_func ("/engine/countdown/end-jitters", test_end_jitters);
  g_test_add_func ("/engine/countdown/suspend", test_suspend);
  g_test_add_func ("/engine/countdown/user-sets-clock", test_user_sets_clock);
  g_test_add_func ("/engine/countdown/odd-server-times", test_odd_server_times);
  g_test_add_func ("/engine/countdown/alone", test_alone);
  g_test_add_func ("/engine/countdown/watchers", test_watchers);
  g_test_add_func ("/engine/countdown/through-the-end", test_through_the_end);

  return g_test_run ();
}
