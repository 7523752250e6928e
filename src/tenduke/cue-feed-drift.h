// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-drift-item.h"
#include "cue-feed-log.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DRIFT (cue_feed_drift_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedDrift, cue_feed_drift, CUE, FEED_DRIFT, GObject)

CueFeedDrift *cue_feed_drift_new (CueFeedLog *log);

gint64   cue_feed_drift_get_since_ns (CueFeedDrift *self);
void     cue_feed_drift_set_since_ns (CueFeedDrift *self, gint64 since_ns);
gboolean cue_feed_drift_get_has_before (CueFeedDrift *self);
gboolean cue_feed_drift_get_complete (CueFeedDrift *self);
void     cue_feed_drift_settle (CueFeedDrift *self);

G_END_DECLS
