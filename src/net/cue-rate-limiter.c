// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-rate-limiter.h"

#include "cue-retry.h"

/* Only a rule of this many hits is kept exactly; no service here has one near it. */
#define MAX_HITS 1000

/**
 * CueRateLimiter:
 *
 * Keeps the limits a service sets on how often it may be asked: no stretch of a rule's length ever
 * holds more requests than the rule allows, whatever its position (a sliding window; a bucket that
 * refills would let through twice the number around its edge).
 *
 * Requests are remembered on the monotonic clock, so a user who sets the time cannot open or close
 * the gate. Over a restart of the program that clock has no meaning, so [method@RateLimiter.save]
 * writes wall times; when the wall time was set back meanwhile, saved requests lie in the future
 * and are counted as made just now: at worst one window is waited, never more. A block over a
 * restart is cut to the longest `Retry-After` we ever honour for the same reason.
 */
struct _CueRateLimiter {
  GObject parent_instance;

  CueClock *clock;         /* owned */
  GArray   *rules;         /* owned, of CueRateRule */
  GArray   *hits;          /* owned, of gint64: monotonic times, oldest first */
  guint     kept;          /* the most hits any rule looks back at */
  gint64    longest_us;    /* the longest window */
  gint64    blocked_until; /* monotonic */
};

G_DEFINE_FINAL_TYPE (CueRateLimiter, cue_rate_limiter, G_TYPE_OBJECT)

static void
cue_rate_limiter_finalize (GObject *object)
{
  CueRateLimiter *self = CUE_RATE_LIMITER (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);

  G_OBJECT_CLASS (cue_rate_limiter_parent_class)->finalize (object);
}

static void
cue_rate_limiter_class_init (CueRateLimiterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_rate_limiter_finalize;
}

static void
cue_rate_limiter_init (CueRateLimiter *self)
{
  self->rules = g_array_new (FALSE, FALSE, sizeof (CueRateRule));
  self->hits = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->blocked_until = G_MININT64;
}

/**
 * cue_rate_limiter_new:
 * @clock: where time comes from
 * @rules: (array length=n_rules): the limits, all of which hold
 * @n_rules: how many
 *
 * Returns: (transfer full): a limiter that has seen no request yet
 */
CueRateLimiter *
cue_rate_limiter_new (CueClock *clock, const CueRateRule *rules, guint n_rules)
{
  CueRateLimiter *self;

  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (rules != NULL || n_rules == 0, NULL);

  self = g_object_new (CUE_TYPE_RATE_LIMITER, NULL);
  self->clock = g_object_ref (clock);
  for (guint i = 0; i < n_rules; i++) {
    g_return_val_if_fail (rules[i].hits > 0 && rules[i].hits <= MAX_HITS, self);
    g_return_val_if_fail (rules[i].window_us > 0, self);
    g_array_append_val (self->rules, rules[i]);
    self->kept = MAX (self->kept, rules[i].hits);
    self->longest_us = MAX (self->longest_us, rules[i].window_us);
  }
  return self;
}

/**
 * cue_rate_limiter_get_wait:
 * @self: a limiter
 *
 * Returns: microseconds until the next request may be made; zero for now
 */
gint64
cue_rate_limiter_get_wait (CueRateLimiter *self)
{
  gint64 now;
  gint64 free_at;

  g_return_val_if_fail (CUE_IS_RATE_LIMITER (self), 0);

  now = cue_clock_get_monotonic (self->clock);
  free_at = MAX (now, self->blocked_until);
  for (guint i = 0; i < self->rules->len; i++) {
    const CueRateRule *rule = &g_array_index (self->rules, CueRateRule, i);

    if (self->hits->len >= rule->hits) {
      gint64 oldest = g_array_index (self->hits, gint64, self->hits->len - rule->hits);

      free_at = MAX (free_at, oldest + rule->window_us);
    }
  }
  return free_at - now;
}

static void
remember_hit (CueRateLimiter *self, gint64 monotonic_us)
{
  g_array_append_val (self->hits, monotonic_us);
  if (self->hits->len > self->kept)
    g_array_remove_range (self->hits, 0, self->hits->len - self->kept);
}

/**
 * cue_rate_limiter_take:
 * @self: a limiter
 *
 * Asks for one request, to be called just before it is sent.
 *
 * Returns: whether it may be sent; if so it is counted
 */
gboolean
cue_rate_limiter_take (CueRateLimiter *self)
{
  g_return_val_if_fail (CUE_IS_RATE_LIMITER (self), FALSE);

  if (cue_rate_limiter_get_wait (self) > 0)
    return FALSE;
  remember_hit (self, cue_clock_get_monotonic (self->clock));
  return TRUE;
}

/**
 * cue_rate_limiter_block_until:
 * @self: a limiter
 * @monotonic_us: the monotonic time before which nothing is sent
 *
 * For a `Retry-After` of the service. A block never shortens another.
 */
void
cue_rate_limiter_block_until (CueRateLimiter *self, gint64 monotonic_us)
{
  g_return_if_fail (CUE_IS_RATE_LIMITER (self));

  self->blocked_until = MAX (self->blocked_until, monotonic_us);
}

/**
 * cue_rate_limiter_save:
 * @self: a limiter
 *
 * What has to survive a restart of the program, with wall times: `(xax)`, the end of a block or
 * zero, and the requests.
 *
 * Returns: (transfer floating): the state
 */
GVariant *
cue_rate_limiter_save (CueRateLimiter *self)
{
  GVariantBuilder hits;
  gint64          offset;
  gint64          now;

  g_return_val_if_fail (CUE_IS_RATE_LIMITER (self), NULL);

  now = cue_clock_get_monotonic (self->clock);
  offset = cue_clock_get_wall (self->clock) - now;
  g_variant_builder_init (&hits, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < self->hits->len; i++)
    g_variant_builder_add (&hits, "x", g_array_index (self->hits, gint64, i) + offset);
  return g_variant_new ("(xax)",
                        self->blocked_until > now ? self->blocked_until + offset : (gint64) 0,
                        &hits);
}

/**
 * cue_rate_limiter_load:
 * @self: a limiter
 * @saved: what [method@RateLimiter.save] gave, perhaps long ago, perhaps damaged
 *
 * Counts the saved requests again. Anything that is not of the right form is ignored. Times in the
 * future (the clock was set back) are taken as now.
 */
void
cue_rate_limiter_load (CueRateLimiter *self, GVariant *saved)
{
  g_autoptr (GVariantIter) iter = NULL;
  gint64 wall;
  gint64 now;
  gint64 blocked;
  gint64 hit;
  gint64 last = G_MININT64;

  g_return_if_fail (CUE_IS_RATE_LIMITER (self));
  g_return_if_fail (saved != NULL);

  if (!g_variant_is_of_type (saved, G_VARIANT_TYPE ("(xax)")))
    return;
  wall = cue_clock_get_wall (self->clock);
  now = cue_clock_get_monotonic (self->clock);
  g_variant_get (saved, "(xax)", &blocked, &iter);
  if (blocked > wall)
    cue_rate_limiter_block_until (self, now + MIN (blocked - wall, CUE_RETRY_AFTER_MAX_US));
  while (g_variant_iter_next (iter, "x", &hit)) {
    gint64 age;

    if (hit < 0)
      continue;
    age = hit > wall ? 0 : wall - hit;
    if (age > self->longest_us)
      continue;
    last = MAX (last, now - age);
    remember_hit (self, last);
  }
}
