// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-event.h"
#include "cue-feed-view.h"

G_BEGIN_DECLS

CueLineTable *cue_feed_columns_new (CueFeedView *view);
void          cue_feed_columns_add_own (CueLineTable *table, guint id, const char *path);
char         *cue_feed_columns_describe_time (CueFeedEvent *event, gboolean received);
char         *cue_feed_columns_describe_result (CueFeedEvent *event);
void          cue_feed_columns_look (CueFeedEvent *event, CueLineLook *look);

G_END_DECLS
