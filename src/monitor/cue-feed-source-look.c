// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-feed-source-private.h"
#include "cue-retry.h"
#include "cue-time.h"

// When a feed that is followed is looked at: often while events come, seldom while none do, later
// and later while it fails.

#define SHORTEST_US     CUE_SECONDS (2)
#define LONGEST_US      CUE_SECONDS (30)
#define PAGE_AFTER_US   (G_USEC_PER_SEC / 5) // there is a next page already
#define TROUBLE_US      CUE_SECONDS (5)
#define MOST_TROUBLE_US CUE_SECONDS (120)

static gboolean
on_look_due (gpointer user_data)
{
  CueFeedSource *self = user_data;

  self->look_source = 0;
  // What somebody asked for goes first; the look comes when it is done.
  if (self->run == CUE_FEED_RUN_NONE)
    cue_feed_source_begin_look (self);
  return G_SOURCE_REMOVE;
}

/**
 * cue_feed_source_schedule_look:
 * @wait_us: how long from now
 *
 * For the files of the source.
 */
void
cue_feed_source_schedule_look (CueFeedSource *self, gint64 wait_us)
{
  CueClock *clock;

  if (self->connection == NULL || !self->following)
    return;
  clock = cue_desk_connection_get_clock (self->connection);
  cue_clock_clear_timeout (clock, &self->look_source);
  self->next_look = cue_clock_get_monotonic (clock) + wait_us;
  self->look_source = cue_clock_add_timeout (clock, wait_us, on_look_due, self, NULL);
}

/**
 * cue_feed_source_look_done:
 * @taken: what became of the events of the page
 * @more: whether the service says that there is a next page
 *
 * For the files of the source.
 */
void
cue_feed_source_look_done (CueFeedSource *self, const CueFeedTaken *taken, gboolean more)
{
  self->n_failures = 0;
  if (taken->added > 0 || self->interval == 0)
    self->interval = SHORTEST_US;
  else
    self->interval = MIN (self->interval * 3 / 2, LONGEST_US);
  cue_feed_source_schedule_look (self, more ? PAGE_AFTER_US : self->interval);
  cue_feed_source_tell (self);
}

// What will not change until a person does something.
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, CUE_ERROR, CUE_ERROR_AUTH) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_FORBIDDEN) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_CLIENT) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_TLS) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_TOO_LARGE) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

/**
 * cue_feed_source_look_failed:
 * @error: why
 *
 * For the files of the source.
 */
void
cue_feed_source_look_failed (CueFeedSource *self, const GError *error)
{
  gint64 wait = -1;

  if (is_final (error)) {
    cue_feed_source_set_following (self, FALSE);
    return;
  }
  self->n_failures++;
  if (self->last_reply != NULL)
    wait = cue_feed_reply_get_retry_after_us (self->last_reply);
  if (wait < 0)
    wait = cue_retry_delay (self->n_failures - 1, TROUBLE_US, MOST_TROUBLE_US, NULL);
  cue_feed_source_schedule_look (self, wait);
  cue_feed_source_tell (self);
}
