// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DRIFT_VIEW (cue_feed_drift_view_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedDriftView, cue_feed_drift_view, CUE, FEED_DRIFT_VIEW, AdwBin)

void cue_feed_drift_view_set_view (CueFeedDriftView *self, CueFeedView *view);
void cue_feed_drift_view_set_since (CueFeedDriftView *self, gint64 since_ns);

G_END_DECLS
