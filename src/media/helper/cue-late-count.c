// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-late-count.h"

/* A sink that drops everything shows one picture a second all the same, so a longer pause is one in
 * the data. */
#define PAUSE_US (1500 * G_TIME_SPAN_MILLISECOND)

/* So long after a gap what is dropped was late before it was decoded. */
#define AFTERMATH_US G_TIME_SPAN_SECOND

/**
 * cue_late_count_update: (skip)
 * @now: monotonic µs
 * @dropped: all that the sink has dropped so far
 * @pictures: all that it has shown so far
 * @is_fed: whether the buffers in front of the decoder are full
 *
 * To be called a few times a second. The sum is @count.
 */
void
cue_late_count_update (CueLateCount *self,
                       gint64        now,
                       guint64       dropped,
                       guint64       pictures,
                       gboolean      is_fed)
{
  if (!is_fed || pictures == 0 || now - self->moved > PAUSE_US)
    self->starved = now;
  if (pictures != self->pictures)
    self->moved = now;
  if (dropped > self->seen && now - self->starved > AFTERMATH_US)
    self->count += dropped - self->seen;
  self->seen = dropped;
  self->pictures = pictures;
}
