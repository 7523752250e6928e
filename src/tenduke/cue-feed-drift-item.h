// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-stamp.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DRIFT_ITEM (cue_feed_drift_item_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedDriftItem, cue_feed_drift_item, CUE, FEED_DRIFT_ITEM, GObject)

const char *cue_feed_drift_item_get_event_type (CueFeedDriftItem *self);
const char *cue_feed_drift_item_get_path (CueFeedDriftItem *self);
gint64      cue_feed_drift_item_get_first_ns (CueFeedDriftItem *self);
guint64     cue_feed_drift_item_get_count (CueFeedDriftItem *self);

G_END_DECLS
