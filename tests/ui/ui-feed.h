// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-view.h"

G_BEGIN_DECLS

#define UI_FEED_NS_PER_S G_GINT64_CONSTANT (1000000000)
#define UI_FEED_START_NS (1792000000 * UI_FEED_NS_PER_S)

// The events of a feed, made up: every tenth fails, three in a row are of one request, every fifth
// is a sign-in, the others are licences consumed.
CueFeedLog *ui_feed_log_new (guint n_events);
void        ui_feed_log_add (CueFeedLog *log, guint first, guint n_events);
// One event as the service gives it.
void ui_feed_log_add_text (CueFeedLog *log, const char *objects);
// Until everything that is counted in slices is counted.
void ui_feed_view_settle (CueFeedView *view);

G_END_DECLS
