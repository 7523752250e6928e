// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-source.h"
#include "cue-feed-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEEDS_VIEW (cue_feeds_view_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedsView, cue_feeds_view, CUE, FEEDS_VIEW, AdwBin)

void           cue_feeds_view_set_source (CueFeedsView *self, CueFeedSource *source);
CueFeedSource *cue_feeds_view_get_source (CueFeedsView *self);
CueFeedView   *cue_feeds_view_get_view (CueFeedsView *self);
void           cue_feeds_view_show_part (CueFeedsView *self, const char *name);
void           cue_feeds_view_show_detail (CueFeedsView *self, const char *name);
void           cue_feeds_view_search (CueFeedsView *self);

G_END_DECLS
