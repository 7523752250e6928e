// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-clock.h"

/**
 * CueClock:
 *
 * Where time comes from. Everything that measures, waits or shows time is given a clock, so that
 * a test can run an hour in a millisecond and a suspended laptop is an ordinary case.
 *
 * Intervals, time-outs and countdowns use the monotonic time, which here goes on during suspend:
 * an hour with the lid closed is an hour less on the countdown. The wall time is only for dates
 * that people or servers read; the user may set it back at any moment.
 *
 * All calls belong to the thread of the main context, except the two getters, which any thread
 * may call.
 */

G_DEFINE_INTERFACE (CueClock, cue_clock, G_TYPE_OBJECT)

enum {
  SIGNAL_RESUMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_clock_default_init (CueClockInterface *iface)
{
  /**
   * CueClock::resumed:
   * @self: the clock
   * @gap_us: how long the machine slept, in microseconds
   *
   * The machine was suspended and runs again. Emitted before any time-out that became due during
   * the sleep, so that a listener can first throw away what is now too old.
   */
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed",
                                          CUE_TYPE_CLOCK,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_INT64);
}

/**
 * cue_clock_get_wall:
 * @self: a clock
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC
 */
gint64
cue_clock_get_wall (CueClock *self)
{
  g_return_val_if_fail (CUE_IS_CLOCK (self), 0);

  return CUE_CLOCK_GET_IFACE (self)->get_wall (self);
}

/**
 * cue_clock_get_monotonic:
 * @self: a clock
 *
 * Returns: microseconds since some fixed point; never goes back, goes on during suspend
 */
gint64
cue_clock_get_monotonic (CueClock *self)
{
  g_return_val_if_fail (CUE_IS_CLOCK (self), 0);

  return CUE_CLOCK_GET_IFACE (self)->get_monotonic (self);
}

/**
 * cue_clock_add_timeout:
 * @self: a clock
 * @delay_us: microseconds until @func runs; below zero counts as zero
 * @func: what to call; `G_SOURCE_CONTINUE` runs it again after the same delay
 * @data: given to @func
 * @destroy: (nullable): called with @data when the time-out is gone
 *
 * The next run is due one delay after the previous one was due, so that a repeating time-out does
 * not drift; runs that were missed altogether are skipped.
 *
 * Returns: an id above zero, to be stored and cleared by the caller; never used twice
 */
guint
cue_clock_add_timeout (CueClock      *self,
                       gint64         delay_us,
                       GSourceFunc    func,
                       gpointer       data,
                       GDestroyNotify destroy)
{
  g_return_val_if_fail (CUE_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return CUE_CLOCK_GET_IFACE (self)->add_timeout (self, MAX (delay_us, 0), func, data, destroy);
}

/**
 * cue_clock_remove_timeout:
 * @self: a clock
 * @id: an id from [method@Clock.add_timeout], or zero
 *
 * Ids are never used twice, so removing a time-out that has already run its last time is harmless.
 */
void
cue_clock_remove_timeout (CueClock *self, guint id)
{
  g_return_if_fail (CUE_IS_CLOCK (self));

  if (id != 0)
    CUE_CLOCK_GET_IFACE (self)->remove_timeout (self, id);
}

/**
 * cue_clock_clear_timeout:
 * @self: a clock
 * @id: (inout): where the id is stored; set to zero
 */
void
cue_clock_clear_timeout (CueClock *self, guint *id)
{
  guint old;

  g_return_if_fail (id != NULL);

  old = *id;
  *id = 0;
  cue_clock_remove_timeout (self, old);
}

/**
 * cue_clock_emit_resumed:
 * @self: a clock
 * @gap_us: how long the machine slept
 *
 * For implementations of the interface.
 */
void
cue_clock_emit_resumed (CueClock *self, gint64 gap_us)
{
  g_signal_emit (self, signals[SIGNAL_RESUMED], 0, gap_us);
}
