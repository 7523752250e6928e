// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_GROUPS_VIEW (cue_feed_groups_view_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedGroupsView, cue_feed_groups_view, CUE, FEED_GROUPS_VIEW, AdwBin)

void cue_feed_groups_view_set_view (CueFeedGroupsView *self, CueFeedView *view);
void cue_feed_groups_view_set_by (CueFeedGroupsView *self, CueFeedGroupBy by);

G_END_DECLS
