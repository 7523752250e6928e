// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-feed-client.h"
#include "cue-feed-log.h"

G_BEGIN_DECLS

/**
 * CueFeedSourceState:
 * @CUE_FEED_SOURCE_IDLE: nothing is asked for
 * @CUE_FEED_SOURCE_LOADING: a page is on its way
 * @CUE_FEED_SOURCE_LISTENING: it is followed, and the next look is a while away
 * @CUE_FEED_SOURCE_TROUBLED: it is followed, and the last look failed; it is tried again
 *
 * What a source is doing.
 */
typedef enum {
  CUE_FEED_SOURCE_IDLE,
  CUE_FEED_SOURCE_LOADING,
  CUE_FEED_SOURCE_LISTENING,
  CUE_FEED_SOURCE_TROUBLED,
} CueFeedSourceState;

#define CUE_TYPE_FEED_SOURCE_STATE (cue_feed_source_state_get_type ())
GType cue_feed_source_state_get_type (void) G_GNUC_CONST;

#define CUE_FEED_SOURCE_DEFAULT_MAX_PAGES 100

#define CUE_TYPE_FEED_SOURCE (cue_feed_source_get_type ())
G_DECLARE_FINAL_TYPE (CueFeedSource, cue_feed_source, CUE, FEED_SOURCE, GObject)

const char        *cue_feed_source_get_id (CueFeedSource *self);
CueFeedLog        *cue_feed_source_get_log (CueFeedSource *self);
CueFeedSourceState cue_feed_source_get_state (CueFeedSource *self);
gboolean           cue_feed_source_get_busy (CueFeedSource *self);
const char        *cue_feed_source_get_words (CueFeedSource *self);
gboolean           cue_feed_source_get_failed (CueFeedSource *self);
CueFeedReply      *cue_feed_source_get_last_reply (CueFeedSource *self);
gint64             cue_feed_source_get_answered (CueFeedSource *self);
gboolean           cue_feed_source_get_has_older (CueFeedSource *self);
gboolean           cue_feed_source_get_following (CueFeedSource *self);
gint64             cue_feed_source_get_next_look (CueFeedSource *self);
guint              cue_feed_source_get_page_size (CueFeedSource *self);
guint              cue_feed_source_get_pages_read (CueFeedSource *self);
guint              cue_feed_source_get_events_read (CueFeedSource *self);
double             cue_feed_source_get_fraction (CueFeedSource *self);
gboolean           cue_feed_source_get_capped (CueFeedSource *self);
gint64             cue_feed_source_get_resume_ns (CueFeedSource *self);
char              *cue_feed_source_dup_look (CueFeedSource *self);
gboolean           cue_feed_source_get_too_large (CueFeedSource *self);

void cue_feed_source_set_look (CueFeedSource *self, const char *look);
void cue_feed_source_set_page_size (CueFeedSource *self, guint page_size);
void cue_feed_source_set_max_pages (CueFeedSource *self, guint max_pages);
void cue_feed_source_set_large (CueFeedSource *self, gboolean large);
void cue_feed_source_set_following (CueFeedSource *self, gboolean following);
void cue_feed_source_load_newest (CueFeedSource *self);
void cue_feed_source_load_older (CueFeedSource *self);
void cue_feed_source_load_newer (CueFeedSource *self);
void cue_feed_source_load_range (CueFeedSource *self, const CueFeedRange *range);
void cue_feed_source_load_more (CueFeedSource *self);
void cue_feed_source_load_large (CueFeedSource *self);
void cue_feed_source_resume (CueFeedSource *self);
void cue_feed_source_stop (CueFeedSource *self);
void cue_feed_source_clear (CueFeedSource *self);

G_END_DECLS
