// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-desk.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_BAR (cue_feed_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedBar, cue_feed_bar, CUE, FEED_BAR, AdwBin)

void                   cue_feed_bar_set_desk (CueFeedBar *self, CueFeedDesk *desk);
CueFeedDeskConnection *cue_feed_bar_get_connection (CueFeedBar *self);
CueFeedSource         *cue_feed_bar_get_source (CueFeedBar *self);
void cue_feed_bar_choose (CueFeedBar *self, const char *connection, const char *source);

G_END_DECLS
