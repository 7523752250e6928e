// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-filter.h"
#include "cue-feed-log.h"

G_BEGIN_DECLS

/**
 * CueFeedBin:
 * @from_ns: where it begins
 * @to_ns: where it ends; not in it
 * @count: events
 * @failed: of these, those that failed
 */
typedef struct {
  gint64 from_ns;
  gint64 to_ns;
  guint  count;
  guint  failed;
} CueFeedBin;

#define CUE_FEED_HISTOGRAM_MAX_BINS 400

#define CUE_TYPE_FEED_HISTOGRAM (cue_feed_histogram_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedHistogram, cue_feed_histogram, CUE, FEED_HISTOGRAM, GObject)

CueFeedHistogram *cue_feed_histogram_new (CueFeedLog *log, CueFeedFilter *filter);

void     cue_feed_histogram_set_range (CueFeedHistogram *self, gint64 from_ns, gint64 to_ns);
void     cue_feed_histogram_set_wanted_bins (CueFeedHistogram *self, guint n_bins);
guint    cue_feed_histogram_get_n_bins (CueFeedHistogram *self);
void     cue_feed_histogram_get_bin (CueFeedHistogram *self, guint index, CueFeedBin *bin);
guint    cue_feed_histogram_get_highest (CueFeedHistogram *self);
guint    cue_feed_histogram_get_untimed (CueFeedHistogram *self);
gboolean cue_feed_histogram_get_filling (CueFeedHistogram *self);
void     cue_feed_histogram_settle (CueFeedHistogram *self);

G_END_DECLS
