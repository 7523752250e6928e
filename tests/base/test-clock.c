// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-fake-clock.h"
#include "cue-system-clock.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct {
  CueClock *clock;
  GString  *log;
  char      name;
  guint     left;
  guint     id;
} Ticker;

static gboolean
on_tick (gpointer data)
{
  Ticker *ticker = data;

  g_string_append_printf (ticker->log,
                          "%c%d ",
                          ticker->name,
                          (int) (cue_clock_get_monotonic (ticker->clock) / SECOND));
  return ticker->left-- > 1 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
test_order (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (0, 0);
  g_autoptr (GString) log = g_string_new (NULL);
  Ticker a = { clock, log, 'a', 3, 0 };
  Ticker b = { clock, log, 'b', 2, 0 };

  cue_clock_add_timeout (clock, 2 * SECOND, on_tick, &a, NULL);
  cue_clock_add_timeout (clock, 3 * SECOND, on_tick, &b, NULL);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 10 * SECOND);

  /* at 6 both are due: the one that was due first before is first again */
  g_assert_cmpstr (log->str, ==, "a2 b3 a4 b6 a6 ");
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (clock)), ==, 0);
  g_assert_cmpint (cue_clock_get_wall (clock), ==, 10 * SECOND);
}

static gboolean
on_remove_other (gpointer data)
{
  Ticker *other = data;

  cue_clock_clear_timeout (other->clock, &other->id);
  return G_SOURCE_REMOVE;
}

static gboolean
on_remove_self (gpointer data)
{
  Ticker *ticker = data;

  cue_clock_clear_timeout (ticker->clock, &ticker->id);
  return G_SOURCE_CONTINUE;
}

static void
on_destroyed (gpointer data)
{
  Ticker *ticker = data;

  g_string_append_printf (ticker->log, "-%c ", ticker->name);
}

static void
test_remove_while_running (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (0, 0);
  g_autoptr (GString) log = g_string_new (NULL);
  Ticker a = { clock, log, 'a', 9, 0 };
  Ticker b = { clock, log, 'b', 9, 0 };

  cue_clock_add_timeout (clock, SECOND, on_remove_other, &a, NULL);
  a.id = cue_clock_add_timeout (clock, SECOND, on_tick, &a, on_destroyed);
  b.id = cue_clock_add_timeout (clock, SECOND, on_remove_self, &b, on_destroyed);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 5 * SECOND);

  g_assert_cmpstr (log->str, ==, "-a -b ");
  cue_clock_remove_timeout (clock, 0);
  cue_clock_remove_timeout (clock, 12345);
}

static void
on_resumed (CueClock *clock, gint64 gap_us, gpointer data)
{
  g_string_append_printf (data, "woke%d ", (int) (gap_us / SECOND));
}

static void
test_suspend (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (100 * SECOND, 0);
  g_autoptr (GString) log = g_string_new (NULL);
  Ticker a = { clock, log, 'a', 99, 0 };
  guint  id;

  g_signal_connect (clock, "resumed", G_CALLBACK (on_resumed), log);
  id = cue_clock_add_timeout (clock, 5 * SECOND, on_tick, &a, NULL);
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (clock), 3600 * SECOND);
  /* once for the hour that was slept, not 720 times */
  g_assert_cmpstr (log->str, ==, "woke3600 a3600 ");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 5 * SECOND);
  g_assert_cmpstr (log->str, ==, "woke3600 a3600 a3605 ");
  cue_clock_remove_timeout (clock, id);
}

static void
test_step_wall (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (100 * SECOND, 7 * SECOND);
  g_autoptr (GString) log = g_string_new (NULL);
  Ticker a = { clock, log, 'a', 1, 0 };

  cue_clock_add_timeout (clock, SECOND, on_tick, &a, NULL);
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (clock), -50 * SECOND);
  g_assert_cmpint (cue_clock_get_wall (clock), ==, 50 * SECOND);
  g_assert_cmpint (cue_clock_get_monotonic (clock), ==, 7 * SECOND);
  g_assert_cmpstr (log->str, ==, "");
  g_assert_cmpint (cue_fake_clock_get_next_due (CUE_FAKE_CLOCK (clock)), ==, 8 * SECOND);
}

static gboolean
on_system_tick (gpointer data)
{
  guint *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
test_system (void)
{
  CueClock *clock = cue_system_clock_get_default ();
  gint64    before = cue_clock_get_monotonic (clock);
  guint     left = 3;
  guint     never = 1;
  guint     id = cue_clock_add_timeout (clock, 0, on_system_tick, &never, NULL);

  g_assert_true (clock == cue_system_clock_get_default ());
  cue_clock_clear_timeout (clock, &id);
  cue_clock_add_timeout (clock, 1000, on_system_tick, &left, NULL);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (never, ==, 1);
  g_assert_cmpint (cue_clock_get_monotonic (clock) - before, >=, 3000);
  g_assert_cmpint (ABS (cue_clock_get_wall (clock) - g_get_real_time ()), <, SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/order", test_order);
  g_test_add_func ("/base/clock/remove-while-running", test_remove_while_running);
  g_test_add_func ("/base/clock/suspend", test_suspend);
  g_test_add_func ("/base/clock/step-wall", test_step_wall);
  g_test_add_func ("/base/clock/system", test_system);
  return g_test_run ();
}
