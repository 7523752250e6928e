// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-system-clock.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/**
 * CueSystemClock:
 *
 * The clock of this computer. Monotonic time is `CLOCK_BOOTTIME`, which counts the time asleep.
 *
 * GLib's own time-outs stand still during suspend, so a poll due in five seconds would come five
 * seconds after waking, and a token renewal due in ten minutes ten minutes late. The kernel wakes
 * a `TFD_TIMER_CANCEL_ON_SET` timer after resume (and when somebody sets the time); then all
 * pending time-outs are moved to where they belong.
 *
 * One instance for the process, living on the main context.
 */

/* Below this the difference of the two kernel clocks is only the time between reading them. */
#define SHORTEST_SLEEP_US (G_USEC_PER_SEC / 2)

typedef struct {
  GSource         source;
  CueSystemClock *clock; /* unowned; the clock destroys its sources first */
  guint           id;
  gint64          delay_us;
  gint64          due_us; /* on CLOCK_BOOTTIME */
} TimeoutSource;

struct _CueSystemClock {
  GObject parent_instance;

  GHashTable *timeouts; /* owned: id → TimeoutSource, with a reference */
  guint       last_id;
  gint64      asleep_us; /* CLOCK_BOOTTIME − CLOCK_MONOTONIC when last looked at */
  int         wake_fd;   /* −1 where the kernel has none */
  guint       wake_id;
};

static void cue_system_clock_clock_init (CueClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueSystemClock,
                               cue_system_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_CLOCK, cue_system_clock_clock_init))

static gint64
read_kernel_clock (clockid_t id)
{
  struct timespec now;

  if (clock_gettime (id, &now) != 0)
    return g_get_monotonic_time ();
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
read_time_asleep (void)
{
  return read_kernel_clock (CLOCK_BOOTTIME) - read_kernel_clock (CLOCK_MONOTONIC);
}

static void
arm_source (TimeoutSource *timeout)
{
  gint64 left = timeout->due_us - read_kernel_clock (CLOCK_BOOTTIME);

  g_source_set_ready_time (&timeout->source, g_get_monotonic_time () + MAX (left, 0));
}

static gboolean
on_source_ready (GSource *source, GSourceFunc func, gpointer data)
{
  TimeoutSource *timeout = (TimeoutSource *) source;
  gint64         now;

  if (!func (data)) {
    if (!g_source_is_destroyed (source))
      g_hash_table_remove (timeout->clock->timeouts, GUINT_TO_POINTER (timeout->id));
    return G_SOURCE_REMOVE;
  }
  if (g_source_is_destroyed (source))
    return G_SOURCE_REMOVE;

  now = read_kernel_clock (CLOCK_BOOTTIME);
  timeout->due_us += timeout->delay_us;
  if (timeout->due_us < now)
    timeout->due_us = now + timeout->delay_us;
  arm_source (timeout);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {
  .dispatch = on_source_ready,
};

static void
destroy_source (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

static void
arm_wake_timer (CueSystemClock *self)
{
  struct itimerspec far_away = { 0 };

  /* Never meant to expire: only the cancellation that follows a resume or a set clock is of use. */
  far_away.it_value.tv_sec = G_MAXINT32;
  if (timerfd_settime (self->wake_fd,
                       TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET,
                       &far_away,
                       NULL) != 0)
    g_debug ("Cannot watch for resume: %s", g_strerror (errno));
}

static void
check_for_sleep (CueSystemClock *self)
{
  gint64         asleep = read_time_asleep ();
  gint64         gap = asleep - self->asleep_us;
  GHashTableIter iter;
  gpointer       value;

  if (gap < SHORTEST_SLEEP_US)
    return;

  self->asleep_us = asleep;
  cue_clock_emit_resumed (CUE_CLOCK (self), gap);

  g_hash_table_iter_init (&iter, self->timeouts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    arm_source (value);
}

static gboolean
on_clock_was_set (int fd, GIOCondition condition, gpointer data)
{
  CueSystemClock *self = data;
  guint64         expirations;

  /* Fails with ECANCELED by design; reading is what makes the descriptor quiet again. */
  if (read (fd, &expirations, sizeof expirations) < 0 && errno != ECANCELED && errno != EAGAIN) {
    self->wake_id = 0;
    return G_SOURCE_REMOVE;
  }
  arm_wake_timer (self);
  check_for_sleep (self);
  return G_SOURCE_CONTINUE;
}

static gint64
cue_system_clock_get_wall (CueClock *clock)
{
  return g_get_real_time ();
}

static gint64
cue_system_clock_get_monotonic (CueClock *clock)
{
  return read_kernel_clock (CLOCK_BOOTTIME);
}

static guint
cue_system_clock_add_timeout (CueClock      *clock,
                              gint64         delay_us,
                              GSourceFunc    func,
                              gpointer       data,
                              GDestroyNotify destroy)
{
  CueSystemClock *self = CUE_SYSTEM_CLOCK (clock);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  GSource       *source = g_source_new (&source_funcs, sizeof (TimeoutSource));
  TimeoutSource *timeout = (TimeoutSource *) source;

  timeout->clock = self;
  timeout->id = ++self->last_id;
  timeout->delay_us = delay_us;
  timeout->due_us = read_kernel_clock (CLOCK_BOOTTIME) + delay_us;
  g_source_set_static_name (source, "cue-clock");
  g_source_set_callback (source, func, data, destroy);
  arm_source (timeout);
  g_source_attach (source, context);
  g_hash_table_insert (self->timeouts, GUINT_TO_POINTER (timeout->id), source);

  return timeout->id;
}

static void
cue_system_clock_remove_timeout (CueClock *clock, guint id)
{
  CueSystemClock *self = CUE_SYSTEM_CLOCK (clock);

  g_hash_table_remove (self->timeouts, GUINT_TO_POINTER (id));
}

static void
cue_system_clock_clock_init (CueClockInterface *iface)
{
  iface->get_wall = cue_system_clock_get_wall;
  iface->get_monotonic = cue_system_clock_get_monotonic;
  iface->add_timeout = cue_system_clock_add_timeout;
  iface->remove_timeout = cue_system_clock_remove_timeout;
}

static void
cue_system_clock_dispose (GObject *object)
{
  CueSystemClock *self = CUE_SYSTEM_CLOCK (object);

  g_hash_table_remove_all (self->timeouts);
  g_clear_handle_id (&self->wake_id, g_source_remove);

  G_OBJECT_CLASS (cue_system_clock_parent_class)->dispose (object);
}

static void
cue_system_clock_finalize (GObject *object)
{
  CueSystemClock *self = CUE_SYSTEM_CLOCK (object);

  if (self->wake_fd >= 0)
    close (self->wake_fd);
  g_clear_pointer (&self->timeouts, g_hash_table_unref);

  G_OBJECT_CLASS (cue_system_clock_parent_class)->finalize (object);
}

static void
cue_system_clock_class_init (CueSystemClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_system_clock_dispose;
  object_class->finalize = cue_system_clock_finalize;
}

static void
cue_system_clock_init (CueSystemClock *self)
{
  self->timeouts = g_hash_table_new_full (NULL, NULL, NULL, destroy_source);
  self->asleep_us = read_time_asleep ();
  self->wake_fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->wake_fd >= 0) {
    arm_wake_timer (self);
    self->wake_id = g_unix_fd_add (self->wake_fd, G_IO_IN, on_clock_was_set, self);
  }
}

/**
 * cue_system_clock_get_default:
 *
 * The clock of this process. It lives until the process ends.
 *
 * Returns: (transfer none): the clock
 */
CueClock *
cue_system_clock_get_default (void)
{
  static gsize clock = 0;

  if (g_once_init_enter (&clock)) {
    gpointer instance = g_object_new (CUE_TYPE_SYSTEM_CLOCK, NULL);

    g_once_init_leave (&clock, (gsize) instance);
  }
  return CUE_CLOCK ((gpointer) clock);
}
