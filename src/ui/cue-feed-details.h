// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DETAILS (cue_feed_details_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedDetails, cue_feed_details, CUE, FEED_DETAILS, AdwBin)

void  cue_feed_details_set_view (CueFeedDetails *self, CueFeedView *view);
char *cue_feed_details_dup_raw (CueFeedDetails *self);
void  cue_feed_details_show (CueFeedDetails *self, const char *part);

G_END_DECLS
