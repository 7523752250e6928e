// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-limits.h"

#define SPACING_US      G_USEC_PER_SEC
#define WINDOW_US       (60 * G_USEC_PER_SEC)
#define HITS_PER_WINDOW 4

struct _CueSimLimits {
  gint64 hits[HITS_PER_WINDOW]; // monotonic, oldest first
  guint  count;
};

/**
 * cue_sim_limits_new:
 *
 * Returns: (transfer full): limits that have counted nothing
 */
CueSimLimits *
cue_sim_limits_new (void)
{
  return g_new0 (CueSimLimits, 1);
}

/**
 * cue_sim_limits_free:
 * @self: (transfer full): limits
 */
void
cue_sim_limits_free (CueSimLimits *self)
{
  g_free (self);
}

/**
 * cue_sim_limits_hit:
 * @now_us: monotonic time of the request
 *
 * Returns: 0 when the request is let through (it then counts), otherwise µs to the next free slot
 */
gint64
cue_sim_limits_hit (CueSimLimits *self, gint64 now_us)
{
  gint64 wait_us = 0;

  if (self->count > 0)
    wait_us = MAX (wait_us, self->hits[self->count - 1] + SPACING_US - now_us);
  if (self->count == HITS_PER_WINDOW)
    wait_us = MAX (wait_us, self->hits[0] + WINDOW_US - now_us);
  if (wait_us > 0)
    return wait_us;

  if (self->count == HITS_PER_WINDOW) {
    for (guint i = 1; i < HITS_PER_WINDOW; i++)
      self->hits[i - 1] = self->hits[i];
    self->count--;
  }
  self->hits[self->count++] = now_us;
  return 0;
}

/**
 * cue_sim_limits_forget:
 * @self: limits
 *
 * Begins to count anew.
 */
void
cue_sim_limits_forget (CueSimLimits *self)
{
  self->count = 0;
}
