// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-source-private.h"
#include "cue-time.h"

// Up to where a feed was read without a gap, so that it can be gone on from there after a restart;
// and which of the events of a page are new since then.

// A stamp further ahead than that is wrong, and would hide everything that comes until then.
#define FURTHEST_AHEAD_US CUE_SECONDS (24 * 60 * 60)

// Whether nothing can lie between @known and the page that just came.
static gboolean
reaches (CueFeedSource *self, gint64 known)
{
  gint64              first = cue_feed_page_get_first_received_ns (self->page);
  CueFeedInstruction *older = cue_feed_page_get_older (self->page);

  if (known <= 0 || (first > 0 && first <= known))
    return TRUE;
  if (self->fresh && self->run == CUE_FEED_RUN_UP)
    return self->range.after <= known;
  // It is the oldest page there is.
  return older != NULL && cue_feed_instruction_get_count (older) == 0 &&
         self->run != CUE_FEED_RUN_UP && self->run != CUE_FEED_RUN_NEWER;
}

static gint64
get_newest (CueFeedSource *self)
{
  gint64 newest =
    MAX (cue_feed_page_get_last_received_ns (self->page), cue_feed_log_get_newest_ns (self->log));
  gint64 now = cue_clock_get_wall (cue_desk_connection_get_clock (self->connection));

  return newest / 1000 > now + FURTHEST_AHEAD_US ? now * 1000 : newest;
}

/**
 * cue_feed_source_move_place:
 *
 * Moves the place where resuming goes on, when the page that just came joins it, or when the feed
 * is followed. Looking at the newest page alone moves nothing: what came in between was not read.
 * For the files of the source.
 *
 * Returns: the place before, in nanoseconds since 1970 UTC, or 0
 */
gint64
cue_feed_source_move_place (CueFeedSource *self)
{
  gint64 known = cue_feed_source_get_resume_ns (self);
  gint64 newest = get_newest (self);

  if (self->fresh)
    self->joined = FALSE;
  self->joined |= self->run == CUE_FEED_RUN_LOOK || reaches (self, known);
  if (self->joined && newest > 0)
    cue_feed_positions_set (self->connection->positions,
                            cue_desk_connection_get_id (self->connection),
                            self->id,
                            newest);
  return known;
}

static gboolean
is_new (CueFeedSource *self, guint64 id, gint64 known)
{
  g_autoptr (CueFeedEvent) event = cue_feed_log_get_event (self->log, id);

  // CUE_FEED_NO_TIME: nobody can tell.
  return event == NULL || cue_feed_event_get_received_ns (event) == CUE_FEED_NO_TIME ||
         cue_feed_event_get_received_ns (event) > known;
}

/**
 * cue_feed_source_tell_new:
 * @taken: what a page brought
 * @known: up to where events were told of before
 *
 * Tells of those events of a feed that is followed that are new. A look asks for nothing else; what
 * somebody loads meanwhile may also be old. For the files of the source.
 */
void
cue_feed_source_tell_new (CueFeedSource *self, CueFeedTaken taken, gint64 known)
{
  guint first = 0;
  guint end = taken.added;

  if (self->run != CUE_FEED_RUN_LOOK) {
    if (known <= 0)
      return;
    // The events of a page are in the order of their times.
    while (first < end) {
      guint middle = first + (end - first) / 2;

      if (is_new (self, taken.first_id + middle, known))
        end = middle;
      else
        first = middle + 1;
    }
  }
  if (first < taken.added)
    cue_feed_desk_connection_tell_arrived (self->connection,
                                           self,
                                           taken.first_id + first,
                                           taken.added - first);
}
