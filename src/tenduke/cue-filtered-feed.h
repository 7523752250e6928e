// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-filter.h"
#include "cue-feed-log.h"

G_BEGIN_DECLS

#define CUE_TYPE_FILTERED_FEED (cue_filtered_feed_get_type ())

G_DECLARE_FINAL_TYPE (CueFilteredFeed, cue_filtered_feed, CUE, FILTERED_FEED, GObject)

CueFilteredFeed *cue_filtered_feed_new (CueFeedLog *log, CueFeedFilter *filter);

CueFeedLog *cue_filtered_feed_get_log (CueFilteredFeed *self);
guint64     cue_filtered_feed_get_id_at (CueFilteredFeed *self, guint position);
gboolean    cue_filtered_feed_find (CueFilteredFeed *self, guint64 id, guint *position);
guint       cue_filtered_feed_find_time (CueFilteredFeed *self, gint64 received_ns);
gboolean    cue_filtered_feed_get_filling (CueFilteredFeed *self);
void        cue_filtered_feed_settle (CueFilteredFeed *self);

G_END_DECLS
