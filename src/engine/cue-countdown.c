// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-countdown.h"

#include <glib/gi18n-lib.h>

#include "cue-time.h"

/**
 * CueCountdown:
 *
 * The event's countdown, as the audience's page shows it, on this computer.
 *
 * The documentation gives `end` and `serverTime` and says to correct for the difference of the
 * clocks. The remaining time is `end` minus the server's time now, where the latter is the
 * [class@ClockOffset] estimate carried on by the monotonic clock: neither the user nor suspend
 * can disturb it, and a stuck or wandering server time has no effect.
 *
 * Every poll moves the estimate a little. Instead of jumping, the shown time runs up to a fifth
 * faster or slower until it has caught up, so each second is shown once, in order. When `end`
 * itself is moved by more than a second the shown time follows at once.
 *
 * It owns no timer unless somebody watches (cue_countdown_watch()). Main thread only. Times are
 * microseconds.
 */

// The shown time runs at most 1/SLEW faster or slower while it catches up.
#define SLEW 5
// A change of the estimate larger than this cannot be jitter or a cache: follow it at once.
#define MAX_SLEWED_US (6 * G_USEC_PER_SEC + G_USEC_PER_SEC / 2)
#define END_JITTER_US G_USEC_PER_SEC
// How long the end message stands before the time over is shown.
#define ENDED_US    (10 * G_USEC_PER_SEC)
#define MIN_TICK_US 1000

struct _CueCountdown {
  GObject parent_instance;

  CueClock       *clock;  // owned
  CueClockOffset *offset; // owned
  gboolean        feeds_offset;

  gboolean has_end;
  gboolean visible;
  gint64   end;     // server time
  gint64   base;    // server time at monotonic zero, as of the last update
  gint64   lead;    // shown minus true remaining time at `lead_at`
  gint64   lead_at; // monotonic

  CueCountdownPhase phase;
  char             *text; // owned, never NULL

  guint watchers;
  guint tick_id; // of the clock, 0 when none
};

typedef enum {
  PROP_PHASE = 1,
  PROP_TEXT,
  PROP_MESSAGE,
} CueCountdownProperty;

static GParamSpec *properties[PROP_MESSAGE + 1];

G_DEFINE_ENUM_TYPE (CueCountdownPhase,
                    cue_countdown_phase,
                    G_DEFINE_ENUM_VALUE (CUE_COUNTDOWN_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_COUNTDOWN_HIDDEN, "hidden"),
                    G_DEFINE_ENUM_VALUE (CUE_COUNTDOWN_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (CUE_COUNTDOWN_ENDED, "ended"),
                    G_DEFINE_ENUM_VALUE (CUE_COUNTDOWN_OVER, "over"))

G_DEFINE_FINAL_TYPE (CueCountdown, cue_countdown, G_TYPE_OBJECT)

static gboolean on_tick (gpointer data);

static gint64
get_lead (CueCountdown *self, gint64 now)
{
  gint64 worked_off = MAX (0, now - self->lead_at) / SLEW;

  if (ABS (self->lead) <= worked_off)
    return 0;
  return self->lead > 0 ? self->lead - worked_off : self->lead + worked_off;
}

static gint64
get_shown (CueCountdown *self, gint64 now)
{
  return self->end - self->base - now + get_lead (self, now);
}

/* Whole seconds, rounded up: "00:00:01" stands until the end is reached. */
static gint64
round_up_to_seconds (gint64 us)
{
  gint64 seconds = us / G_USEC_PER_SEC;

  return us > 0 && us % G_USEC_PER_SEC != 0 ? seconds + 1 : seconds;
}

static CueCountdownPhase
find_phase (CueCountdown *self, gint64 shown)
{
  if (!self->has_end)
    return CUE_COUNTDOWN_NONE;
  if (!self->visible)
    return CUE_COUNTDOWN_HIDDEN;
  if (shown > 0)
    return CUE_COUNTDOWN_RUNNING;
  return shown > -ENDED_US ? CUE_COUNTDOWN_ENDED : CUE_COUNTDOWN_OVER;
}

static char *
make_text (CueCountdown *self, gint64 shown)
{
  if (!self->has_end)
    return g_strdup ("");
  if (shown <= 0 && shown > -ENDED_US)
    shown = 0;
  return cue_time_format_duration (round_up_to_seconds (shown) * G_USEC_PER_SEC,
                                   CUE_DURATION_CLOCK);
}

/* How long until the shown time has fallen by `distance`. */
static gint64
get_time_to_fall (CueCountdown *self, gint64 now, gint64 distance)
{
  gint64 lead = get_lead (self, now);
  gint64 slewing = ABS (lead) * SLEW;
  gint64 fallen = slewing + lead;

  if (distance <= fallen)
    return lead > 0 ? distance * SLEW / (SLEW + 1) + 1 : distance * SLEW / (SLEW - 1) + 1;
  return slewing + distance - fallen + 1;
}

static void
stop_tick (CueCountdown *self)
{
  if (self->tick_id != 0) {
    cue_clock_remove_timeout (self->clock, self->tick_id);
    self->tick_id = 0;
  }
}

static void
schedule_tick (CueCountdown *self)
{
  gint64 delay;

  stop_tick (self);
  if (self->watchers == 0)
    return;
  delay = cue_countdown_get_next_change (self);
  if (delay == G_MAXINT64)
    return;
  self->tick_id =
    cue_clock_add_timeout (self->clock, MAX (MIN_TICK_US, delay), on_tick, self, NULL);
}

static void
refresh (CueCountdown *self)
{
  gint64            shown = get_shown (self, cue_clock_get_monotonic (self->clock));
  g_autofree char  *text = make_text (self, shown);
  CueCountdownPhase phase = find_phase (self, shown);
  gboolean          other_text = g_strcmp0 (text, self->text) != 0;
  gboolean          other_phase = phase != self->phase;

  g_object_freeze_notify (G_OBJECT (self));
  if (other_text) {
    g_free (self->text);
    self->text = g_steal_pointer (&text);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  }
  if (other_phase) {
    self->phase = phase;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_tick (gpointer data)
{
  CueCountdown *self = data;

  // The clock forgets a timeout that answers REMOVE; the next one has another delay.
  self->tick_id = 0;
  g_object_ref (self);
  refresh (self);
  schedule_tick (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static void
on_resumed (CueClock *clock, gint64 gap_us, CueCountdown *self)
{
  if (self->watchers == 0)
    return;
  refresh (self);
  schedule_tick (self);
}

/**
 * cue_countdown_update:
 * @state: (nullable): what the service said now; %NULL takes the countdown away
 *
 * Takes over the countdown of a new answer. When the countdown was made with a clock offset of
 * somebody else, that one must have learned from the answer before.
 */
void
cue_countdown_update (CueCountdown *self, CueEngineState *state)
{
  gint64   now;
  gint64   shown;
  gboolean had_end;

  g_return_if_fail (CUE_IS_COUNTDOWN (self));

  now = cue_clock_get_monotonic (self->clock);
  shown = get_shown (self, now);
  had_end = self->has_end;

  self->has_end = state != NULL && cue_engine_state_has_countdown (state);
  self->visible = self->has_end && cue_engine_state_get_countdown_visible (state);
  if (self->has_end) {
    gint64 end = cue_engine_state_get_countdown_end (state);
    gint64 moved = end - self->end;

    if (self->feeds_offset) {
      gint64 received = cue_engine_state_get_received_monotonic (state);

      cue_clock_offset_add_sample (self->offset,
                                   cue_engine_state_get_server_time (state),
                                   cue_engine_state_get_server_time_step (state),
                                   received,
                                   received,
                                   -1);
    }
    self->base = cue_clock_offset_get_server_time (self->offset, 0);
    if (self->base == G_MININT64)
      self->base =
        cue_engine_state_get_server_time (state) - cue_engine_state_get_received_monotonic (state);
    self->end = end;
    if (had_end && ABS (moved) > END_JITTER_US)
      shown += moved;
    self->lead = had_end ? shown - (self->end - self->base - now) : 0;
    if (ABS (self->lead) > MAX_SLEWED_US)
      self->lead = 0;
    self->lead_at = now;
  }

  refresh (self);
  schedule_tick (self);
}

/**
 * cue_countdown_get_phase:
 *
 * Returns: where the countdown stands now
 */
CueCountdownPhase
cue_countdown_get_phase (CueCountdown *self)
{
  g_return_val_if_fail (CUE_IS_COUNTDOWN (self), CUE_COUNTDOWN_NONE);

  return find_phase (self, get_shown (self, cue_clock_get_monotonic (self->clock)));
}

/**
 * cue_countdown_get_remaining:
 *
 * Returns: the shown time that remains in microseconds, negative when over; 0 without a countdown
 */
gint64
cue_countdown_get_remaining (CueCountdown *self)
{
  g_return_val_if_fail (CUE_IS_COUNTDOWN (self), 0);

  if (!self->has_end)
    return 0;
  return get_shown (self, cue_clock_get_monotonic (self->clock));
}

/**
 * cue_countdown_get_next_change:
 *
 * Returns: microseconds until the text or the phase changes by itself; %G_MAXINT64 for never
 */
gint64
cue_countdown_get_next_change (CueCountdown *self)
{
  gint64 now;
  gint64 shown;

  g_return_val_if_fail (CUE_IS_COUNTDOWN (self), G_MAXINT64);

  if (!self->has_end)
    return G_MAXINT64;
  now = cue_clock_get_monotonic (self->clock);
  shown = get_shown (self, now);
  if (shown <= 0 && shown > -ENDED_US)
    return get_time_to_fall (self, now, shown + ENDED_US);
  return get_time_to_fall (self, now, shown - (round_up_to_seconds (shown) - 1) * G_USEC_PER_SEC);
}

/**
 * cue_countdown_get_text:
 *
 * Returns: the time for people, like "00:42:10", "00:00:00" while the end message stands, and
 *   "−00:12:30" when over; also given while the audience does not see it (see the phase); ""
 *   without a countdown. Valid until the main loop runs again
 */
const char *
cue_countdown_get_text (CueCountdown *self)
{
  g_return_val_if_fail (CUE_IS_COUNTDOWN (self), "");

  if (self->watchers == 0)
    refresh (self);
  return self->text;
}

/**
 * cue_countdown_get_message:
 *
 * Returns: words that go with the phase, for example that the end was reached; "" while running
 */
const char *
cue_countdown_get_message (CueCountdown *self)
{
  g_return_val_if_fail (CUE_IS_COUNTDOWN (self), "");

  switch (cue_countdown_get_phase (self)) {
  case CUE_COUNTDOWN_NONE:
    return _ ("No countdown");
  case CUE_COUNTDOWN_HIDDEN:
    return _ ("The audience does not see the countdown");
  case CUE_COUNTDOWN_ENDED:
    return _ ("The countdown has ended");
  case CUE_COUNTDOWN_OVER:
    return _ ("Over time");
  case CUE_COUNTDOWN_RUNNING:
  default:
    return "";
  }
}

/**
 * cue_countdown_watch:
 *
 * Somebody looks: "text" is notified each time it changes, once a second, until the matching
 * cue_countdown_unwatch(). Without watchers no timer runs.
 */
void
cue_countdown_watch (CueCountdown *self)
{
  g_return_if_fail (CUE_IS_COUNTDOWN (self));

  if (self->watchers++ > 0)
    return;
  refresh (self);
  schedule_tick (self);
}

/**
 * cue_countdown_unwatch:
 *
 * Undoes one cue_countdown_watch().
 */
void
cue_countdown_unwatch (CueCountdown *self)
{
  g_return_if_fail (CUE_IS_COUNTDOWN (self));
  g_return_if_fail (self->watchers > 0);

  if (--self->watchers == 0)
    stop_tick (self);
}

static void
cue_countdown_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueCountdown *self = CUE_COUNTDOWN (object);

  switch ((CueCountdownProperty) id) {
  case PROP_PHASE:
    g_value_set_enum (value, cue_countdown_get_phase (self));
    break;
  case PROP_TEXT:
    g_value_set_string (value, cue_countdown_get_text (self));
    break;
  case PROP_MESSAGE:
    g_value_set_string (value, cue_countdown_get_message (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_countdown_dispose (GObject *object)
{
  CueCountdown *self = CUE_COUNTDOWN (object);

  if (self->clock != NULL)
    stop_tick (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->offset);

  G_OBJECT_CLASS (cue_countdown_parent_class)->dispose (object);
}

static void
cue_countdown_finalize (GObject *object)
{
  CueCountdown *self = CUE_COUNTDOWN (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (cue_countdown_parent_class)->finalize (object);
}

static void
cue_countdown_class_init (CueCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_countdown_get_property;
  object_class->dispose = cue_countdown_dispose;
  object_class->finalize = cue_countdown_finalize;

  properties[PROP_PHASE] =
    g_param_spec_enum ("phase",
                       NULL,
                       NULL,
                       CUE_TYPE_COUNTDOWN_PHASE,
                       CUE_COUNTDOWN_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TEXT] =
    g_param_spec_string ("text",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MESSAGE] =
    g_param_spec_string ("message",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_countdown_init (CueCountdown *self)
{
  self->text = g_strdup ("");
}

/**
 * cue_countdown_new:
 * @clock: the clock of this computer
 * @offset: (nullable): the estimate that the polls feed; %NULL lets the countdown keep its own
 *   from the states alone
 *
 * Returns: (transfer full): a countdown without an end
 */
CueCountdown *
cue_countdown_new (CueClock *clock, CueClockOffset *offset)
{
  CueCountdown *self = g_object_new (CUE_TYPE_COUNTDOWN, NULL);

  self->clock = g_object_ref (clock);
  self->feeds_offset = offset == NULL;
  self->offset = offset != NULL ? g_object_ref (offset) : cue_clock_offset_new (clock);
  g_signal_connect_object (clock, "resumed", G_CALLBACK (on_resumed), self, 0);
  return self;
}
