// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_FEED_GROUP (cue_feed_group_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedGroup, cue_feed_group, CUE, FEED_GROUP, GObject)

const char *cue_feed_group_get_key (CueFeedGroup *self);
guint       cue_feed_group_get_count (CueFeedGroup *self);
guint       cue_feed_group_get_failed (CueFeedGroup *self);
gint64      cue_feed_group_get_first_ns (CueFeedGroup *self);
gint64      cue_feed_group_get_last_ns (CueFeedGroup *self);
guint64     cue_feed_group_get_first_id (CueFeedGroup *self);

G_END_DECLS
