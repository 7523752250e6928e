// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-event.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_FILTER (cue_feed_filter_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedFilter, cue_feed_filter, CUE, FEED_FILTER, GObject)

CueFeedFilter *cue_feed_filter_new (void);

const char *cue_feed_filter_get_value (CueFeedFilter *self, CueFeedFacet facet);
void        cue_feed_filter_set_value (CueFeedFilter *self, CueFeedFacet facet, const char *value);
const char *cue_feed_filter_get_text (CueFeedFilter *self);
void        cue_feed_filter_set_text (CueFeedFilter *self, const char *text);
const char *cue_feed_filter_get_field_path (CueFeedFilter *self);
const char *cue_feed_filter_get_field_value (CueFeedFilter *self);
void        cue_feed_filter_set_field (CueFeedFilter *self, const char *path, const char *value);
gboolean
cue_feed_filter_set_field_from_text (CueFeedFilter *self, const char *text, GError **error);
gboolean cue_feed_filter_get_only_failed (CueFeedFilter *self);
void     cue_feed_filter_set_only_failed (CueFeedFilter *self, gboolean only_failed);
void     cue_feed_filter_get_range (CueFeedFilter *self, gint64 *from_ns, gint64 *to_ns);
void     cue_feed_filter_set_range (CueFeedFilter *self, gint64 from_ns, gint64 to_ns);
gboolean cue_feed_filter_is_empty (CueFeedFilter *self);
void     cue_feed_filter_reset (CueFeedFilter *self);

G_END_DECLS
