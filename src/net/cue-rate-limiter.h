// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

G_BEGIN_DECLS

/**
 * CueRateRule:
 * @hits: how many requests
 * @window_us: in any stretch of so many microseconds
 */
typedef struct {
  guint  hits;
  gint64 window_us;
} CueRateRule;

#define CUE_TYPE_RATE_LIMITER (cue_rate_limiter_get_type ())

G_DECLARE_FINAL_TYPE (CueRateLimiter, cue_rate_limiter, CUE, RATE_LIMITER, GObject)

CueRateLimiter *cue_rate_limiter_new (CueClock *clock, const CueRateRule *rules, guint n_rules);
gint64          cue_rate_limiter_get_wait (CueRateLimiter *self);
gboolean        cue_rate_limiter_take (CueRateLimiter *self);
void            cue_rate_limiter_block_until (CueRateLimiter *self, gint64 monotonic_us);
GVariant       *cue_rate_limiter_save (CueRateLimiter *self);
void            cue_rate_limiter_load (CueRateLimiter *self, GVariant *saved);

G_END_DECLS
