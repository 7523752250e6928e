// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-fake-clock.h"

/**
 * CueFakeClock:
 *
 * A clock that moves only when told to: for tests, and for rehearsals that run faster than life.
 * It stands in the base library and not with the tests because every other library is tested
 * with it.
 */

typedef struct {
  guint          id;
  gint64         due_us;
  gint64         delay_us;
  guint64        order; /* of two due at once the one added first runs first */
  gboolean       removed;
  GSourceFunc    func;
  gpointer       data;
  GDestroyNotify destroy;
} Timeout;

struct _CueFakeClock {
  GObject parent_instance;

  gint64     wall_us;
  gint64     monotonic_us;
  GPtrArray *timeouts; /* owned, of Timeout (reference counted box) */
  guint      last_id;
  guint64    last_order;
};

static void cue_fake_clock_clock_init (CueClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFakeClock,
                               cue_fake_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_CLOCK, cue_fake_clock_clock_init))

static void
clear_timeout (gpointer data)
{
  Timeout *timeout = data;

  if (timeout->destroy != NULL)
    timeout->destroy (timeout->data);
}

static void
drop_timeout (gpointer data)
{
  Timeout *timeout = data;

  timeout->removed = TRUE;
  g_rc_box_release_full (timeout, clear_timeout);
}

static Timeout *
find_next (CueFakeClock *self)
{
  Timeout *next = NULL;

  for (guint i = 0; i < self->timeouts->len; i++) {
    Timeout *timeout = g_ptr_array_index (self->timeouts, i);

    if (next == NULL || timeout->due_us < next->due_us ||
        (timeout->due_us == next->due_us && timeout->order < next->order))
      next = timeout;
  }
  return next;
}

static void
run_timeout (CueFakeClock *self, Timeout *timeout)
{
  Timeout *held = g_rc_box_acquire (timeout);

  if (held->func (held->data) == G_SOURCE_CONTINUE) {
    if (!held->removed) {
      /* At least a microsecond, or a delay of zero would hold the time still for ever. */
      held->due_us += MAX (held->delay_us, 1);
      if (held->due_us < self->monotonic_us)
        held->due_us = self->monotonic_us + held->delay_us;
      held->order = ++self->last_order;
    }
  } else if (!held->removed) {
    g_ptr_array_remove (self->timeouts, held);
  }
  g_rc_box_release_full (held, clear_timeout);
}

static gint64
cue_fake_clock_get_wall (CueClock *clock)
{
  return CUE_FAKE_CLOCK (clock)->wall_us;
}

static gint64
cue_fake_clock_get_monotonic (CueClock *clock)
{
  return CUE_FAKE_CLOCK (clock)->monotonic_us;
}

static guint
cue_fake_clock_add_timeout (CueClock      *clock,
                            gint64         delay_us,
                            GSourceFunc    func,
                            gpointer       data,
                            GDestroyNotify destroy)
{
  CueFakeClock *self = CUE_FAKE_CLOCK (clock);
  Timeout      *timeout = g_rc_box_new0 (Timeout);

  timeout->id = ++self->last_id;
  timeout->order = ++self->last_order;
  timeout->due_us = self->monotonic_us + delay_us;
  timeout->delay_us = delay_us;
  timeout->func = func;
  timeout->data = data;
  timeout->destroy = destroy;
  g_ptr_array_add (self->timeouts, timeout);

  return timeout->id;
}

static void
cue_fake_clock_remove_timeout (CueClock *clock, guint id)
{
  CueFakeClock *self = CUE_FAKE_CLOCK (clock);

  for (guint i = 0; i < self->timeouts->len; i++) {
    Timeout *timeout = g_ptr_array_index (self->timeouts, i);

    if (timeout->id == id) {
      g_ptr_array_remove_index (self->timeouts, i);
      return;
    }
  }
}

static void
cue_fake_clock_clock_init (CueClockInterface *iface)
{
  iface->get_wall = cue_fake_clock_get_wall;
  iface->get_monotonic = cue_fake_clock_get_monotonic;
  iface->add_timeout = cue_fake_clock_add_timeout;
  iface->remove_timeout = cue_fake_clock_remove_timeout;
}

static void
cue_fake_clock_finalize (GObject *object)
{
  CueFakeClock *self = CUE_FAKE_CLOCK (object);

  g_clear_pointer (&self->timeouts, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_fake_clock_parent_class)->finalize (object);
}

static void
cue_fake_clock_class_init (CueFakeClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_fake_clock_finalize;
}

static void
cue_fake_clock_init (CueFakeClock *self)
{
  self->timeouts = g_ptr_array_new_with_free_func (drop_timeout);
}

/**
 * cue_fake_clock_new:
 * @wall_us: where the wall time begins, microseconds since 1970 UTC
 * @monotonic_us: where the monotonic time begins
 *
 * Returns: (transfer full) (type CueFakeClock): a clock that stands still
 */
CueClock *
cue_fake_clock_new (gint64 wall_us, gint64 monotonic_us)
{
  CueFakeClock *self = g_object_new (CUE_TYPE_FAKE_CLOCK, NULL);

  self->wall_us = wall_us;
  self->monotonic_us = monotonic_us;
  return CUE_CLOCK (self);
}

/**
 * cue_fake_clock_advance:
 * @self: a clock
 * @us: microseconds, zero to run only what is due now
 *
 * Lets time pass. Every time-out that becomes due runs, in order, with the clock standing at the
 * moment it was due, also those that are added meanwhile.
 */
void
cue_fake_clock_advance (CueFakeClock *self, gint64 us)
{
  gint64 target;

  g_return_if_fail (CUE_IS_FAKE_CLOCK (self));
  g_return_if_fail (us >= 0);

  g_object_ref (self);
  target = self->monotonic_us + us;
  for (;;) {
    Timeout *next = find_next (self);
    gint64   step;

    if (next == NULL || next->due_us > target)
      break;
    step = MAX (next->due_us - self->monotonic_us, 0);
    self->monotonic_us += step;
    self->wall_us += step;
    run_timeout (self, next);
  }
  /* A callback may itself have advanced the clock further. */
  if (self->monotonic_us < target) {
    self->wall_us += target - self->monotonic_us;
    self->monotonic_us = target;
  }
  g_object_unref (self);
}

/**
 * cue_fake_clock_step_wall:
 * @self: a clock
 * @us: microseconds, forwards or backwards
 *
 * The user, or a time daemon, sets the time of day. Nothing becomes due by that.
 */
void
cue_fake_clock_step_wall (CueFakeClock *self, gint64 us)
{
  g_return_if_fail (CUE_IS_FAKE_CLOCK (self));

  self->wall_us += us;
}

/**
 * cue_fake_clock_suspend:
 * @self: a clock
 * @us: microseconds of sleep
 *
 * The machine sleeps and wakes: both times jump, [signal@Clock::resumed] is emitted, then what
 * became due runs once.
 */
void
cue_fake_clock_suspend (CueFakeClock *self, gint64 us)
{
  g_return_if_fail (CUE_IS_FAKE_CLOCK (self));
  g_return_if_fail (us >= 0);

  self->monotonic_us += us;
  self->wall_us += us;
  cue_clock_emit_resumed (CUE_CLOCK (self), us);
  cue_fake_clock_advance (self, 0);
}

/**
 * cue_fake_clock_get_n_pending:
 * @self: a clock
 *
 * Returns: how many time-outs wait; a test looks here for those that were forgotten
 */
guint
cue_fake_clock_get_n_pending (CueFakeClock *self)
{
  g_return_val_if_fail (CUE_IS_FAKE_CLOCK (self), 0);

  return self->timeouts->len;
}

/**
 * cue_fake_clock_get_next_due:
 * @self: a clock
 *
 * Returns: the monotonic time of the next time-out, or `G_MAXINT64` when none waits
 */
gint64
cue_fake_clock_get_next_due (CueFakeClock *self)
{
  Timeout *next;

  g_return_val_if_fail (CUE_IS_FAKE_CLOCK (self), G_MAXINT64);

  next = find_next (self);
  return next != NULL ? next->due_us : G_MAXINT64;
}
