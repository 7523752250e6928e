// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-drift.h"

G_BEGIN_DECLS

CueFeedDriftItem *
cue_feed_drift_item_new (const char *event_type, const char *path, gint64 first_ns, guint64 count);

G_END_DECLS
