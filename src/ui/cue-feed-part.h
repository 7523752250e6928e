// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-view.h"
#include "cue-line-headings.h"

G_BEGIN_DECLS

void cue_feed_part_dress (GtkListView *list, CueLineHeadings *headings, CueLineTable *table);
void cue_feed_part_follow (GtkWidget   *part,
                           GtkListView *list,
                           CueFeedView *view,
                           GListModel  *rows,
                           GCallback    update,
                           GCallback    on_zone_changed);
void cue_feed_part_leave (GtkWidget *part, GtkListView *list, CueFeedView *view, GListModel *rows);

char *cue_feed_part_format_time (CueFeedView *view, gint64 ns);

G_END_DECLS
