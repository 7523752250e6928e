// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-drift.h"
#include "cue-feed-groups.h"
#include "cue-feed-histogram.h"
#include "cue-filtered-feed.h"
#include "cue-id-rows.h"
#include "cue-line-table.h"
#include "cue-moment.h"

G_BEGIN_DECLS

/* The columns of events; those that a user adds have ids from CUE_FEED_COLUMN_OWN on. */
enum {
  CUE_FEED_COLUMN_TIME = 1,
  CUE_FEED_COLUMN_RECEIVED,
  CUE_FEED_COLUMN_TYPE,
  CUE_FEED_COLUMN_SUBJECT,
  CUE_FEED_COLUMN_USER,
  CUE_FEED_COLUMN_LICENCE,
  CUE_FEED_COLUMN_RESULT,
  CUE_FEED_COLUMN_OWN = 100,
};

#define CUE_FEED_VIEW_MAX_OWN 12

#define CUE_TYPE_FEED_VIEW (cue_feed_view_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedView, cue_feed_view, CUE, FEED_VIEW, GObject)

CueFeedView *cue_feed_view_new (CueFeedLog *log);

CueFeedLog       *cue_feed_view_get_log (CueFeedView *self);
CueFeedFilter    *cue_feed_view_get_filter (CueFeedView *self);
CueFilteredFeed  *cue_feed_view_get_filtered (CueFeedView *self);
CueIdRows        *cue_feed_view_get_rows (CueFeedView *self);
CueFeedHistogram *cue_feed_view_get_histogram (CueFeedView *self);
CueFeedGroups    *cue_feed_view_get_groups (CueFeedView *self);
CueFeedDrift     *cue_feed_view_get_drift (CueFeedView *self);
CueLineTable     *cue_feed_view_get_table (CueFeedView *self);
CueMomentZone     cue_feed_view_get_zone (CueFeedView *self);
void              cue_feed_view_set_zone (CueFeedView *self, CueMomentZone zone);
CueFeedEvent     *cue_feed_view_dup_selected (CueFeedView *self);

gboolean           cue_feed_view_add_column (CueFeedView *self, const char *path);
void               cue_feed_view_remove_column (CueFeedView *self, const char *path);
const char *const *cue_feed_view_get_columns (CueFeedView *self);

G_END_DECLS
