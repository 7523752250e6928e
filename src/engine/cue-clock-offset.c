// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-clock-offset.h"

#include <glib/gi18n-lib.h>

/**
 * CueClockOffset:
 *
 * How far this computer's clock is from the server's, learned from many answers.
 *
 * Each answer that carries a server time bounds one unknown: the server's time at the moment that
 * the monotonic clock here showed zero ("base" below). The server had at least reached the time it
 * sent when the answer arrived (lower bound), and had not passed the next step of its clock when
 * the request left (upper bound). Bounds of many answers are intersected, so the answer with the
 * least round trip wins, and whole-second server times are resolved to far below a second: the
 * polls fall at different parts of the server's second and each cuts away a part of the interval.
 * cue_clock_offset_get_probe_delay() tells the poller when the next question cuts it in half.
 *
 * Three things can break the bounds:
 *
 * - A copy from a cache is older than it looks. That only spoils upper bounds, so where the two
 *   contradict each other the lower one is right.
 * - The two clocks drift apart. The interval therefore widens with time.
 * - The server's clock was set, or a stuck or wandering time is being sent. A contradiction that
 *   has no harmless explanation is followed only after several answers agree on it.
 *
 * All is kept against the monotonic clock: a user who sets this computer's clock changes the
 * offset at once, without any new answer. Main thread only. Times are microseconds.
 */

// A quartz that nobody disciplines is off by about this much.
#define DRIFT_PPM 20
// A hidden cache of the service's stated 5 s, and the second that the server time is cut to.
#define SMALL_STEP_US (6 * G_USEC_PER_SEC)
// Answers that must agree before the estimate follows them: far away, or just behind, where a
// cache is the likelier cause.
#define FAR_CONFIRMATIONS  3
#define NEAR_CONFIRMATIONS 24
// Below this half width nobody sees a difference; probing stops.
#define GOOD_WIDTH_US   (60 * 1000)
#define MAX_PROBES      12
#define PROBE_REFILL_US (60 * G_USEC_PER_SEC)
#define MAX_AGE_US      (24 * 3600 * (gint64) G_USEC_PER_SEC)

struct _CueClockOffset {
  GObject parent_instance;

  CueClock *clock; // owned
  gboolean  known;
  gint64    low;        // server time at monotonic zero is at least this …
  gint64    high;       // … and at most this, both as of `as_of`
  gint64    as_of;      // monotonic
  gint64    round_trip; // of the last answer
  gint64    last_step;
  gint64    last_age;
  gint64    last_server;
  guint     n_samples;

  // Answers that contradict the estimate and agree among themselves.
  gint64 other_low;
  gint64 other_high;
  gint64 other_server;
  guint  n_other;

  guint  probes;
  gint64 probe_refill;

  // What was notified last.
  gint64 told_offset;
  gint64 told_error;
};

typedef enum {
  PROP_KNOWN = 1,
  PROP_OFFSET_US,
  PROP_ERROR_US,
} CueClockOffsetProperty;

static GParamSpec *properties[PROP_ERROR_US + 1];

G_DEFINE_FINAL_TYPE (CueClockOffset, cue_clock_offset, G_TYPE_OBJECT)

static gint64
get_widening (CueClockOffset *self, gint64 monotonic_us)
{
  gint64 elapsed = MAX (0, monotonic_us - self->as_of);

  return elapsed / G_USEC_PER_SEC * DRIFT_PPM + elapsed % G_USEC_PER_SEC * DRIFT_PPM / 1000000;
}

static void
widen (CueClockOffset *self, gint64 monotonic_us)
{
  gint64 by = get_widening (self, monotonic_us);

  self->low -= by;
  self->high += by;
  self->as_of = MAX (self->as_of, monotonic_us);
}

static void
adopt (CueClockOffset *self, gint64 low, gint64 high, gint64 monotonic_us)
{
  self->known = TRUE;
  self->low = low;
  self->high = MAX (low, high);
  self->as_of = monotonic_us;
  self->n_other = 0;
  self->probes = MAX_PROBES;
}

static void
notify_changes (CueClockOffset *self, gboolean was_known)
{
  gint64 offset = cue_clock_offset_get_offset (self);
  gint64 error = cue_clock_offset_get_error (self);

  if (was_known != self->known)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN]);
  if (self->told_offset != offset) {
    self->told_offset = offset;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFSET_US]);
  }
  if (self->told_error != error) {
    self->told_error = error;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_US]);
  }
}

/* Collects answers that contradict the estimate; TRUE when enough agree to follow them. */
static gboolean
collect_other (CueClockOffset *self, gint64 low, gint64 high, gint64 server_us, gint64 received)
{
  gboolean near = high < self->low && self->low - high <= SMALL_STEP_US;
  gboolean agrees = self->n_other > 0 && low <= self->other_high && high >= self->other_low;

  // The same time again says nothing: it is a copy.
  if (server_us == self->last_server)
    return FALSE;

  if (agrees && server_us > self->other_server) {
    self->other_low = MAX (self->other_low, low);
    self->other_high = MIN (self->other_high, high);
    self->n_other++;
  } else {
    self->other_low = low;
    self->other_high = high;
    self->n_other = 1;
  }
  self->other_server = server_us;

  if (self->n_other < (near ? NEAR_CONFIRMATIONS : FAR_CONFIRMATIONS))
    return FALSE;

  adopt (self, self->other_low, self->other_high, received);
  return TRUE;
}

/**
 * cue_clock_offset_add_sample:
 * @server_us: the server's time in the answer, µs since 1970 UTC
 * @server_step_us: the smallest step of that time: one second where whole seconds are sent
 * @sent_monotonic_us: when the request left, on the monotonic clock
 * @received_monotonic_us: when the first byte of the answer arrived
 * @age_us: what the `Age` header said, or -1 where there was none (RFC 9111, section 5.1: a cache
 *   that answers from its store has to send one)
 *
 * Learns from one answer.
 *
 * Returns: whether the answer agreed with the estimate or changed it
 */
gboolean
cue_clock_offset_add_sample (CueClockOffset *self,
                             gint64          server_us,
                             gint64          server_step_us,
                             gint64          sent_monotonic_us,
                             gint64          received_monotonic_us,
                             gint64          age_us)
{
  gboolean was_known = self->known;
  gboolean used = TRUE;
  gint64   youngest = age_us < 0 ? 0 : MAX (0, MIN (age_us, MAX_AGE_US) - G_USEC_PER_SEC);
  gint64   oldest = age_us < 0 ? 0 : MIN (age_us, MAX_AGE_US) + G_USEC_PER_SEC;
  gint64   low;
  gint64   high;

  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), FALSE);

  if (server_us <= 0 || server_us > G_MAXINT64 / 4 || received_monotonic_us < sent_monotonic_us)
    return FALSE;

  server_step_us = CLAMP (server_step_us, 1, (gint64) G_USEC_PER_SEC);
  low = server_us - (received_monotonic_us - youngest);
  high = server_us + server_step_us - (sent_monotonic_us - oldest);

  self->n_samples++;
  self->last_step = server_step_us;
  self->last_age = age_us;
  self->round_trip = received_monotonic_us - sent_monotonic_us;

  if (!self->known) {
    adopt (self, low, high, received_monotonic_us);
  } else {
    widen (self, received_monotonic_us);
    if (low <= self->high && high >= self->low) {
      self->low = MAX (self->low, low);
      self->high = MIN (self->high, high);
      self->n_other = 0;
    } else if (low > self->high && low - self->high <= SMALL_STEP_US) {
      // The server cannot have sent a time that it had not reached, so the upper bound came from
      // a copy. This answer's own upper bound is the best there is.
      guint probes = self->probes;

      adopt (self, low, high, received_monotonic_us);
      self->probes = probes;
    } else {
      used = collect_other (self, low, high, server_us, received_monotonic_us);
    }
  }
  self->last_server = server_us;

  notify_changes (self, was_known);
  return used;
}

/**
 * cue_clock_offset_reset:
 *
 * Forgets everything, for example because another service is asked now.
 */
void
cue_clock_offset_reset (CueClockOffset *self)
{
  gboolean was_known;

  g_return_if_fail (CUE_IS_CLOCK_OFFSET (self));

  was_known = self->known;
  self->known = FALSE;
  self->n_samples = 0;
  self->n_other = 0;
  self->last_server = 0;
  notify_changes (self, was_known);
}

/**
 * cue_clock_offset_is_known:
 *
 * Returns: whether at least one answer was learned from
 */
gboolean
cue_clock_offset_is_known (CueClockOffset *self)
{
  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), FALSE);

  return self->known;
}

/**
 * cue_clock_offset_get_offset:
 *
 * Returns: this computer's wall clock minus the server's in microseconds: positive when this
 *   computer is fast; 0 when not known
 */
gint64
cue_clock_offset_get_offset (CueClockOffset *self)
{
  gint64 now;

  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), 0);

  if (!self->known)
    return 0;
  now = cue_clock_get_monotonic (self->clock);
  return cue_clock_get_wall (self->clock) - cue_clock_offset_get_server_time (self, now);
}

/**
 * cue_clock_offset_get_error:
 *
 * Returns: how far the offset may be wrong in either direction, in microseconds; 0 when not known
 */
gint64
cue_clock_offset_get_error (CueClockOffset *self)
{
  gint64 width;

  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), 0);

  if (!self->known)
    return 0;
  width = self->high - self->low;
  return width / 2 + get_widening (self, cue_clock_get_monotonic (self->clock));
}

/**
 * cue_clock_offset_get_n_samples:
 *
 * Returns: the number of answers seen since the last reset
 */
guint
cue_clock_offset_get_n_samples (CueClockOffset *self)
{
  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), 0);

  return self->n_samples;
}

/**
 * cue_clock_offset_get_server_time:
 * @monotonic_us: a moment on the monotonic clock here
 *
 * Returns: the best estimate of the server's time at that moment, µs since 1970 UTC; %G_MININT64
 *   when not known
 */
gint64
cue_clock_offset_get_server_time (CueClockOffset *self, gint64 monotonic_us)
{
  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), G_MININT64);

  if (!self->known)
    return G_MININT64;
  return self->low + (self->high - self->low) / 2 + monotonic_us;
}

/**
 * cue_clock_offset_get_probe_delay:
 * @earliest_monotonic_us: when the next request could leave
 *
 * With whole-second server times, a request that arrives just as the server's second changes cuts
 * the uncertainty in half, whichever second it reports. Polls exactly five seconds apart would
 * always meet the same part of the second and learn nothing.
 *
 * Returns: how much later than @earliest_monotonic_us to ask, less than one second; 0 when there
 *   is nothing to gain
 */
gint64
cue_clock_offset_get_probe_delay (CueClockOffset *self, gint64 earliest_monotonic_us)
{
  gint64 width;
  gint64 phase;
  gint64 refill;

  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), 0);

  if (!self->known || self->last_step < G_USEC_PER_SEC || self->last_age >= 0)
    return 0;
  width = self->high - self->low;
  if (width <= MAX (GOOD_WIDTH_US, 2 * self->round_trip))
    return 0;

  // Where a hidden cache blurs every answer probing gains nothing: it is rationed.
  refill = (earliest_monotonic_us - self->probe_refill) / PROBE_REFILL_US;
  if (refill > 0) {
    self->probes = (guint) MIN (MAX_PROBES, self->probes + refill);
    self->probe_refill = earliest_monotonic_us;
  }
  if (self->probes == 0)
    return 0;
  self->probes--;

  phase = cue_clock_offset_get_server_time (self, earliest_monotonic_us + self->round_trip / 2) %
          G_USEC_PER_SEC;
  return (G_USEC_PER_SEC - phase) % G_USEC_PER_SEC;
}

static char *
format_span (gint64 us)
{
  double seconds = (double) us / G_USEC_PER_SEC;

  // Translators: a short length of time, with its unit
  if (us < G_USEC_PER_SEC)
    return g_strdup_printf (_ ("%d ms"), (int) MAX (1, (us + 500) / 1000));
  // Translators: a length of time in seconds
  if (seconds < 60)
    return g_strdup_printf (_ ("%.1f s"), seconds);
  // Translators: a length of time in minutes and seconds
  if (seconds < 3600)
    return g_strdup_printf (_ ("%d min %d s"), (int) seconds / 60, (int) seconds % 60);
  // Translators: a length of time in hours and minutes
  return g_strdup_printf (_ ("%d h %d min"),
                          (int) (seconds / 3600),
                          (int) ((gint64) seconds % 3600 / 60));
}

/**
 * cue_clock_offset_to_words:
 *
 * Returns: (transfer full): a sentence for people, for example “This computer is 4.2 s fast
 *   (±40 ms)”
 */
char *
cue_clock_offset_to_words (CueClockOffset *self)
{
  g_autofree char *by = NULL;
  g_autofree char *error = NULL;
  gint64           offset;

  g_return_val_if_fail (CUE_IS_CLOCK_OFFSET (self), NULL);

  if (!self->known)
    return g_strdup (_ ("The server's clock is not known yet"));

  offset = cue_clock_offset_get_offset (self);
  error = format_span (cue_clock_offset_get_error (self));
  if (ABS (offset) <= cue_clock_offset_get_error (self))
    // Translators: %s is the possible error, like "40 ms"
    return g_strdup_printf (_ ("This computer agrees with the server's clock (±%s)"), error);

  by = format_span (ABS (offset));
  if (offset > 0)
    // Translators: both %s are lengths of time, like "4.2 s" and "40 ms"
    return g_strdup_printf (_ ("This computer is %s fast (±%s)"), by, error);
  // Translators: both %s are lengths of time, like "4.2 s" and "40 ms"
  return g_strdup_printf (_ ("This computer is %s slow (±%s)"), by, error);
}

static void
cue_clock_offset_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueClockOffset *self = CUE_CLOCK_OFFSET (object);

  switch ((CueClockOffsetProperty) id) {
  case PROP_KNOWN:
    g_value_set_boolean (value, self->known);
    break;
  case PROP_OFFSET_US:
    g_value_set_int64 (value, cue_clock_offset_get_offset (self));
    break;
  case PROP_ERROR_US:
    g_value_set_int64 (value, cue_clock_offset_get_error (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_clock_offset_finalize (GObject *object)
{
  CueClockOffset *self = CUE_CLOCK_OFFSET (object);

  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_clock_offset_parent_class)->finalize (object);
}

static void
cue_clock_offset_class_init (CueClockOffsetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_clock_offset_get_property;
  object_class->finalize = cue_clock_offset_finalize;

  properties[PROP_KNOWN] =
    g_param_spec_boolean ("known",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_OFFSET_US] =
    g_param_spec_int64 ("offset-us",
                        NULL,
                        NULL,
                        G_MININT64,
                        G_MAXINT64,
                        0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ERROR_US] =
    g_param_spec_int64 ("error-us",
                        NULL,
                        NULL,
                        0,
                        G_MAXINT64,
                        0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_clock_offset_init (CueClockOffset *self)
{
  self->probes = MAX_PROBES;
}

/**
 * cue_clock_offset_new:
 * @clock: the clock of this computer
 *
 * Returns: (transfer full): an offset that knows nothing yet
 */
CueClockOffset *
cue_clock_offset_new (CueClock *clock)
{
  CueClockOffset *self = g_object_new (CUE_TYPE_CLOCK_OFFSET, NULL);

  self->clock = g_object_ref (clock);
  return self;
}
