// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-group.h"

G_BEGIN_DECLS

/* What is counted of a group. */
typedef struct {
  guint64 key;
  guint   count;
  guint   failed;
  gint64  first_ns;
  gint64  last_ns;
  guint32 first_row;
} CueFeedGroupFigures;

CueFeedGroup *cue_feed_group_new (const char *key, const CueFeedGroupFigures *figures);

G_END_DECLS
