// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-fake-clock.h"
#include "cue-rate-limiter.h"
#include "cue-retry.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOON   (1795164000 * SECOND)

/* The limits of the Event Engine (services reference 4.1). */
static const CueRateRule rules[] = { { 1, SECOND }, { 4, 60 * SECOND } };

static void
test_window (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (NOON, 0);
  g_autoptr (CueRateLimiter) limiter = cue_rate_limiter_new (clock, rules, 2);

  for (guint i = 0; i < 4; i++) {
    g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, 0);
    g_assert_true (cue_rate_limiter_take (limiter));
    g_assert_false (cue_rate_limiter_take (limiter));
    if (i < 3)
      g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, SECOND);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), SECOND);
  }
  /* taken at 0, 1, 2 and 3 s; it is 4 s now */
  g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, 56 * SECOND);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 56 * SECOND - 1);
  g_assert_false (cue_rate_limiter_take (limiter));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 1);
  g_assert_true (cue_rate_limiter_take (limiter));
  g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, SECOND);
}

/* However hard it is asked, no stretch of a minute ever holds more than four. */
static void
test_never_more (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (NOON, 0);
  g_autoptr (CueRateLimiter) limiter = cue_rate_limiter_new (clock, rules, 2);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++) {
    gint64 now = cue_clock_get_monotonic (clock);

    if (cue_rate_limiter_take (limiter))
      g_array_append_val (taken, now);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), g_rand_int_range (rand, 0, 200000));
    if (i % 100 == 0)
      cue_fake_clock_step_wall (CUE_FAKE_CLOCK (clock),
                                g_rand_int_range (rand, -1000, 1000) * SECOND);
  }
  g_assert_cmpuint (taken->len, >, 100);
  for (guint i = 4; i < taken->len; i++) {
    g_assert_cmpint (g_array_index (taken, gint64, i) - g_array_index (taken, gint64, i - 4),
                     >=,
                     60 * SECOND);
    g_assert_cmpint (g_array_index (taken, gint64, i) - g_array_index (taken, gint64, i - 1),
                     >=,
                     SECOND);
  }
}

static void
test_block (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (NOON, 100 * SECOND);
  g_autoptr (CueRateLimiter) limiter = cue_rate_limiter_new (clock, rules, 2);

  cue_rate_limiter_block_until (limiter, 110 * SECOND);
  cue_rate_limiter_block_until (limiter, 105 * SECOND);
  g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, 10 * SECOND);
  g_assert_false (cue_rate_limiter_take (limiter));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 10 * SECOND);
  g_assert_true (cue_rate_limiter_take (limiter));
}

/* The program ends and starts again after @gap_us, on a computer whose clock was set by @step_us.
 */
static gint64
wait_after_restart (gint64 gap_us, gint64 step_us, gint64 block_us)
{
  g_autoptr (CueClock) before = cue_fake_clock_new (NOON, 5000 * SECOND);
  g_autoptr (CueRateLimiter) old = cue_rate_limiter_new (before, rules, 2);
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (CueClock) after = NULL;
  g_autoptr (CueRateLimiter) new = NULL;

  for (guint i = 0; i < 4; i++) {
    g_assert_true (cue_rate_limiter_take (old));
    cue_fake_clock_advance (CUE_FAKE_CLOCK (before), SECOND);
  }
  if (block_us > 0)
    cue_rate_limiter_block_until (old, cue_clock_get_monotonic (before) + block_us);
  saved = g_variant_ref_sink (cue_rate_limiter_save (old));

  after = cue_fake_clock_new (cue_clock_get_wall (before) + gap_us + step_us, 3 * SECOND);
  new = cue_rate_limiter_new (after, rules, 2);
  cue_rate_limiter_load (new, saved);
  return cue_rate_limiter_get_wait (new);
}

static void
test_restart (void)
{
  /* four were taken within 3 s, the last a second before the end */
  g_assert_cmpint (wait_after_restart (0, 0, 0), ==, 56 * SECOND);
  g_assert_cmpint (wait_after_restart (6 * SECOND, 0, 0), ==, 50 * SECOND);
  g_assert_cmpint (wait_after_restart (60 * SECOND, 0, 0), ==, 0);
  g_assert_cmpint (wait_after_restart (86400 * SECOND, 0, 0), ==, 0);
  /* set back by a year: a minute at most, not a year */
  g_assert_cmpint (wait_after_restart (0, -365 * 86400 * SECOND, 0), ==, 60 * SECOND);
  g_assert_cmpint (wait_after_restart (0, -2 * SECOND, 0), ==, 58 * SECOND);
  g_assert_cmpint (wait_after_restart (0, 0, 300 * SECOND), ==, 300 * SECOND);
  g_assert_cmpint (wait_after_restart (100 * SECOND, 0, 300 * SECOND), ==, 200 * SECOND);
  g_assert_cmpint (wait_after_restart (0, -365 * 86400 * SECOND, 300 * SECOND), ==, 900 * SECOND);
}

static void
test_damaged (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (NOON, 0);
  g_autoptr (CueRateLimiter) limiter = cue_rate_limiter_new (clock, rules, 2);
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new ("(s)", "x"));
  g_autoptr (GVariant) odd = g_variant_ref_sink (
    g_variant_new_parsed ("(%x, [%x, %x, %x])", G_MININT64, G_MININT64, (gint64) -1, (gint64) 0));
  g_autoptr (GVariant)
    extreme = g_variant_ref_sink (g_variant_new_parsed ("(%x, [%x])", G_MAXINT64, G_MAXINT64));

  cue_rate_limiter_load (limiter, other);
  cue_rate_limiter_load (limiter, odd);
  g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, 0);
  cue_rate_limiter_load (limiter, extreme);
  g_assert_cmpint (cue_rate_limiter_get_wait (limiter), ==, 900 * SECOND);
}

static void
test_suspend (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (NOON, 0);
  g_autoptr (CueRateLimiter) limiter = cue_rate_limiter_new (clock, rules, 2);

  g_assert_true (cue_rate_limiter_take (limiter));
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (clock), 3600 * SECOND);
  g_assert_true (cue_rate_limiter_take (limiter));
}

static void
test_delay (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint attempt = 0; attempt < 100; attempt++) {
    gint64 full = attempt < 6 ? SECOND << attempt : 60 * SECOND;
    gint64 delay = cue_retry_delay (attempt, SECOND, 60 * SECOND, rand);

    g_assert_cmpint (delay, <=, full);
    g_assert_cmpint (delay, >=, full * 3 / 4);
  }
  g_assert_cmpint (cue_retry_delay (G_MAXUINT, SECOND, G_MAXINT64, NULL), >, 0);
}

static void
test_after (void)
{
  gint64 us = -1;

  g_assert_false (cue_retry_parse_after (NULL, NOON, &us));
  g_assert_false (cue_retry_parse_after ("", NOON, &us));
  g_assert_false (cue_retry_parse_after ("1e3", NOON, &us));
  g_assert_false (cue_retry_parse_after ("nan", NOON, &us));
  g_assert_false (cue_retry_parse_after ("-", NOON, &us));
  g_assert_false (cue_retry_parse_after ("1 2", NOON, &us));
  g_assert_cmpint (us, ==, -1);
  g_assert_true (cue_retry_parse_after (" 12 ", NOON, &us));
  g_assert_cmpint (us, ==, 12 * SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/rate-limiter/window", test_window);
  g_test_add_func ("/net/rate-limiter/never-more", test_never_more);
  g_test_add_func ("/net/rate-limiter/block", test_block);
  g_test_add_func ("/net/rate-limiter/restart", test_restart);
  g_test_add_func ("/net/rate-limiter/damaged", test_damaged);
  g_test_add_func ("/net/rate-limiter/suspend", test_suspend);
  g_test_add_func ("/net/retry/delay", test_delay);
  g_test_add_func ("/net/retry/after", test_after);
  return g_test_run ();
}
