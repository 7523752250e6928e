// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-source-private.h"

// What of a feed can be asked for.

/**
 * cue_feed_source_get_resume_ns:
 *
 * Returns: up to where the feed was read without a gap or was followed, also before a restart, in
 *   nanoseconds since 1970 UTC; 0: it never was
 */
gint64
cue_feed_source_get_resume_ns (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), 0);

  if (self->connection == NULL)
    return 0;
  return cue_feed_positions_get (self->connection->positions,
                                 cue_desk_connection_get_id (self->connection),
                                 self->id);
}

/**
 * cue_feed_source_dup_look:
 *
 * Returns: (transfer full) (nullable): how it was looked at the last time, also before a restart;
 *   see [method@FeedSource.set_look]
 */
char *
cue_feed_source_dup_look (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), NULL);

  if (self->connection == NULL)
    return NULL;
  return cue_feed_positions_dup_look (self->connection->positions,
                                      cue_desk_connection_get_id (self->connection),
                                      self->id);
}

/**
 * cue_feed_source_set_look:
 * @look: (nullable): how it is looked at, some text of a few hundred characters
 *
 * Remembers columns and filter of the window over restarts.
 */
void
cue_feed_source_set_look (CueFeedSource *self, const char *look)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (self->connection != NULL)
    cue_feed_positions_set_look (self->connection->positions,
                                 cue_desk_connection_get_id (self->connection),
                                 self->id,
                                 look);
}

/**
 * cue_feed_source_get_has_older:
 *
 * Returns: whether there may be events before what was read
 */
gboolean
cue_feed_source_get_has_older (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), FALSE);
  return self->older.more;
}

/**
 * cue_feed_source_get_busy:
 *
 * Returns: whether a page is on its way
 */
gboolean
cue_feed_source_get_busy (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), FALSE);
  return self->run != CUE_FEED_RUN_NONE;
}

/**
 * cue_feed_source_get_id:
 *
 * Returns: (transfer none): the id of the feed
 */
const char *
cue_feed_source_get_id (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), NULL);
  return self->id;
}

/**
 * cue_feed_source_get_log:
 *
 * Returns: (transfer none): what was read; always the same object
 */
CueFeedLog *
cue_feed_source_get_log (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), NULL);
  return self->log;
}

/**
 * cue_feed_source_get_words:
 *
 * Returns: (transfer none): what the last answer said
 */
const char *
cue_feed_source_get_words (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), NULL);
  return self->words;
}

/**
 * cue_feed_source_get_failed:
 *
 * Returns: whether that was a failure
 */
gboolean
cue_feed_source_get_failed (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), FALSE);
  return self->failed;
}

/**
 * cue_feed_source_get_last_reply:
 *
 * Returns: (transfer none) (nullable): the last answer, with its page
 */
CueFeedReply *
cue_feed_source_get_last_reply (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), NULL);
  return self->last_reply;
}

/**
 * cue_feed_source_get_answered:
 *
 * Returns: when the last answer came, in µs since 1970 UTC; 0: never
 */
gint64
cue_feed_source_get_answered (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), 0);
  return self->answered;
}

/**
 * cue_feed_source_get_following:
 *
 * Returns: whether it looks for what is new
 */
gboolean
cue_feed_source_get_following (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), FALSE);
  return self->following;
}

/**
 * cue_feed_source_get_next_look:
 *
 * Returns: when it looks again, a time of the monotonic clock
 */
gint64
cue_feed_source_get_next_look (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), 0);
  return self->next_look;
}

/**
 * cue_feed_source_get_page_size:
 *
 * Returns: how many events are asked for at once
 */
guint
cue_feed_source_get_page_size (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), 0);
  return self->page_size;
}

/**
 * cue_feed_source_get_pages_read:
 *
 * Returns: how many pages the last or current load has
 */
guint
cue_feed_source_get_pages_read (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), 0);
  return self->pages_read;
}

/**
 * cue_feed_source_get_events_read:
 *
 * Returns: how many events were new in them
 */
guint
cue_feed_source_get_events_read (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), 0);
  return self->events_read;
}

/**
 * cue_feed_source_get_fraction:
 *
 * Returns: how much of a range is read, 0 to 1, or −1
 */
double
cue_feed_source_get_fraction (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), -1);
  return self->fraction;
}

/**
 * cue_feed_source_get_too_large:
 *
 * Returns: whether the last page was larger than %CUE_FEED_LARGE_BYTES and was not taken in; see
 *   [method@FeedSource.load_large]
 */
gboolean
cue_feed_source_get_too_large (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), FALSE);
  return self->refused != NULL;
}

/**
 * cue_feed_source_get_capped:
 *
 * Returns: whether the last range stopped at its most pages
 */
gboolean
cue_feed_source_get_capped (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), FALSE);
  return self->capped;
}
