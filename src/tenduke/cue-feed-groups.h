// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-group.h"
#include "cue-filtered-feed.h"

G_BEGIN_DECLS

/* So many groups are listed; see [property@FeedGroups:n-groups] for how many there are. */
#define CUE_FEED_GROUPS_MAX 5000

/**
 * CueFeedGroupBy:
 * @CUE_FEED_GROUP_BY_TYPE: by `eventType`
 * @CUE_FEED_GROUP_BY_USER: by who
 * @CUE_FEED_GROUP_BY_REQUEST: by `requestId`
 * @CUE_FEED_GROUP_BY_LICENCE: by the licensed item
 * @CUE_FEED_GROUP_BY_RESULT: by the error
 */
typedef enum {
  CUE_FEED_GROUP_BY_TYPE,
  CUE_FEED_GROUP_BY_USER,
  CUE_FEED_GROUP_BY_REQUEST,
  CUE_FEED_GROUP_BY_LICENCE,
  CUE_FEED_GROUP_BY_RESULT,
} CueFeedGroupBy;

#define CUE_TYPE_FEED_GROUPS (cue_feed_groups_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedGroups, cue_feed_groups, CUE, FEED_GROUPS, GObject)

CueFeedGroups *cue_feed_groups_new (CueFilteredFeed *feed, CueFeedGroupBy by);

CueFeedGroupBy cue_feed_groups_get_by (CueFeedGroups *self);
void           cue_feed_groups_set_by (CueFeedGroups *self, CueFeedGroupBy by);
guint          cue_feed_groups_get_n_groups (CueFeedGroups *self);
gboolean       cue_feed_groups_get_filling (CueFeedGroups *self);
void           cue_feed_groups_settle (CueFeedGroups *self);

G_END_DECLS
