// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-source-private.h"

// What can be asked of a feed, and its first page.

static CueFeedRequest *
make_first (CueFeedSource *self, const CueFeedRange *range)
{
  if (self->connection == NULL)
    return NULL;
  if (self->connection->client == NULL) {
    cue_feed_source_say (self, self->connection->host_error->message, TRUE);
    return NULL;
  }
  return cue_feed_request_new_page (cue_feed_client_get_base_url (self->connection->client),
                                    self->id,
                                    range,
                                    self->page_size);
}

/**
 * cue_feed_source_begin_look:
 *
 * Looks for what came since the last page; for the newest page when nothing was read yet. For the
 * files of the source.
 */
void
cue_feed_source_begin_look (CueFeedSource *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedRequest) request = cue_feed_end_follow (&self->newer, &error);
  CueFeedRange range = { 0 };

  // Where no instruction leads on, the newest event says from where.
  if (request == NULL) {
    range.after = MAX (cue_feed_log_get_newest_ns (self->log), 0);
    self->fresh = range.after == 0;
    request = make_first (self, range.after > 0 ? &range : NULL);
  } else {
    self->fresh = FALSE;
  }
  self->range = (CueFeedRange){ 0 };
  if (request != NULL)
    cue_feed_source_begin (self, CUE_FEED_RUN_LOOK, request);
  else
    cue_feed_source_set_following (self, FALSE);
}

/**
 * cue_feed_source_load_newest:
 *
 * Loads the newest page. It takes the place of what is there.
 */
void
cue_feed_source_load_newest (CueFeedSource *self)
{
  g_autoptr (CueFeedRequest) request = NULL;

  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  request = make_first (self, NULL);
  self->fresh = TRUE;
  self->range = (CueFeedRange){ 0 };
  cue_feed_source_begin (self, CUE_FEED_RUN_NEWEST, request);
}

static void
load_end (CueFeedSource *self, CueFeedRun run, CueFeedEnd *end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedRequest) request = cue_feed_end_follow (end, &error);

  if (error != NULL) {
    end->more = FALSE;
    cue_feed_source_say (self, error->message, TRUE);
    cue_feed_source_tell (self);
    return;
  }
  self->fresh = FALSE;
  self->range = (CueFeedRange){ 0 };
  cue_feed_source_begin (self, run, request);
}

/**
 * cue_feed_source_load_older:
 *
 * Loads one page before what is there; nothing happens where no instruction leads there.
 */
void
cue_feed_source_load_older (CueFeedSource *self)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  load_end (self, CUE_FEED_RUN_OLDER, &self->older);
}

/**
 * cue_feed_source_load_newer:
 *
 * Loads one page behind what is there; nothing happens where no instruction leads there.
 */
void
cue_feed_source_load_newer (CueFeedSource *self)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  load_end (self, CUE_FEED_RUN_NEWER, &self->newer);
}

/**
 * cue_feed_source_load_range:
 * @range: which part of the feed; with both bounds 0 all of it
 *
 * Loads a part of the feed, page after page, at most [property@FeedSource:max-pages] of them. It
 * takes the place of what is there. With a beginning it is read from there on, else from its end
 * back. The last page may reach beyond the other bound; then that is said.
 */
void
cue_feed_source_load_range (CueFeedSource *self, const CueFeedRange *range)
{
  g_autoptr (CueFeedRequest) request = NULL;
  CueFeedRange first = { 0 };
  CueFeedRun   run;

  g_return_if_fail (CUE_IS_FEED_SOURCE (self));
  g_return_if_fail (range != NULL);

  run = range->after > 0 ? CUE_FEED_RUN_UP : CUE_FEED_RUN_DOWN;
  // Never both at once, which the vendor's guide does not describe.
  if (range->after > 0)
    first.after = range->after;
  else
    first.before = range->before;
  request = make_first (self, &first);
  self->fresh = TRUE;
  self->range = *range;
  self->direction = run;
  cue_feed_source_begin (self, run, request);
}

/**
 * cue_feed_source_load_more:
 *
 * Goes on with a range that stopped at its most pages.
 */
void
cue_feed_source_load_more (CueFeedSource *self)
{
  CueFeedRange range;

  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (self->direction == CUE_FEED_RUN_NONE)
    return;
  range = self->range;
  load_end (self,
            self->direction,
            self->direction == CUE_FEED_RUN_UP ? &self->newer : &self->older);
  self->range = range;
}

/**
 * cue_feed_source_load_large:
 *
 * Loads the page that was too large, and the pages after it, though they are large.
 */
void
cue_feed_source_load_large (CueFeedSource *self)
{
  g_autoptr (CueFeedRequest) request = NULL;
  CueFeedRun run;

  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (self->refused == NULL)
    return;
  request = g_object_ref (self->refused);
  // A look at a feed that was followed; that ended.
  run = self->refused_run == CUE_FEED_RUN_LOOK ? CUE_FEED_RUN_NEWER : self->refused_run;
  cue_feed_source_begin (self, run, request);
}

/**
 * cue_feed_source_resume:
 *
 * Loads what came since the place up to which it was read, also before a restart; see
 * [method@FeedSource.get_resume_ns]. Without such a place it is the newest page.
 */
void
cue_feed_source_resume (CueFeedSource *self)
{
  CueFeedRange range = { 0 };

  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  range.after = cue_feed_source_get_resume_ns (self);
  if (range.after > 0)
    cue_feed_source_load_range (self, &range);
  else
    cue_feed_source_load_newest (self);
}

/**
 * cue_feed_source_clear:
 *
 * Forgets what was read, but not up to where.
 */
void
cue_feed_source_clear (CueFeedSource *self)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  cue_feed_source_stop (self);
  cue_feed_log_clear (self->log);
  cue_feed_end_clear (&self->older);
  cue_feed_end_clear (&self->newer);
  self->pages_read = 0;
  self->events_read = 0;
  self->capped = FALSE;
  self->fraction = -1;
  cue_feed_source_say (self, "", FALSE);
  cue_feed_source_tell (self);
}

/**
 * cue_feed_source_forget_place:
 *
 * The feed is another now. For the files of the feeds.
 */
void
cue_feed_source_forget_place (CueFeedSource *self)
{
  cue_feed_source_set_following (self, FALSE);
  cue_feed_source_clear (self);
}
