// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-instruction.h"
#include "cue-feed-stamp.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueFeedShape:
 * @CUE_FEED_SHAPE_FEED: an object with a list of events, as the vendor describes it
 * @CUE_FEED_SHAPE_LIST: a bare list of events
 * @CUE_FEED_SHAPE_EVENT: one event by itself
 * @CUE_FEED_SHAPE_OTHER: an object with nothing of a feed in it
 *
 * In what form a page came.
 */
typedef enum {
  CUE_FEED_SHAPE_FEED,
  CUE_FEED_SHAPE_LIST,
  CUE_FEED_SHAPE_EVENT,
  CUE_FEED_SHAPE_OTHER,
} CueFeedShape;

#define CUE_TYPE_FEED_PAGE (cue_feed_page_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedPage, cue_feed_page, CUE, FEED_PAGE, GObject)

CueFeedShape        cue_feed_page_get_shape (CueFeedPage *self);
const char         *cue_feed_page_get_uri (CueFeedPage *self);
const char         *cue_feed_page_get_update_url (CueFeedPage *self);
gint64              cue_feed_page_get_declared_count (CueFeedPage *self);
CueFeedInstruction *cue_feed_page_get_older (CueFeedPage *self);
CueFeedInstruction *cue_feed_page_get_newer (CueFeedPage *self);
guint               cue_feed_page_get_n_events (CueFeedPage *self);
gint64              cue_feed_page_get_first_received_ns (CueFeedPage *self);
gint64              cue_feed_page_get_last_received_ns (CueFeedPage *self);
GPtrArray          *cue_feed_page_get_diagnostics (CueFeedPage *self);
gsize               cue_feed_page_get_n_bytes (CueFeedPage *self);

G_END_DECLS
