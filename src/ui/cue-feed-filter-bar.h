// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_FILTER_BAR (cue_feed_filter_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedFilterBar, cue_feed_filter_bar, CUE, FEED_FILTER_BAR, AdwBin)

void cue_feed_filter_bar_set_view (CueFeedFilterBar *self, CueFeedView *view);
void cue_feed_filter_bar_search (CueFeedFilterBar *self);

G_END_DECLS
