// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-moment.h"

G_BEGIN_DECLS

/**
 * CueTimeBin:
 * @n: how many happened in it
 * @n_failed: how many of those failed
 *
 * One of the equal parts of a span of time.
 */
typedef struct {
  guint n;
  guint n_failed;
} CueTimeBin;

#define CUE_TYPE_TIME_HISTOGRAM (cue_time_histogram_get_type ())

G_DECLARE_FINAL_TYPE (CueTimeHistogram, cue_time_histogram, CUE, TIME_HISTOGRAM, GtkWidget)

GtkWidget *cue_time_histogram_new (void);

void     cue_time_histogram_set_bins (CueTimeHistogram *self,
                                      gint64            from_ns,
                                      gint64            width_ns,
                                      const CueTimeBin *bins,
                                      guint             n_bins);
void     cue_time_histogram_set_zone (CueTimeHistogram *self, CueMomentZone zone);
void     cue_time_histogram_set_selection (CueTimeHistogram *self, gint64 from_ns, gint64 to_ns);
gboolean cue_time_histogram_get_selection (CueTimeHistogram *self, gint64 *from_ns, gint64 *to_ns);
guint    cue_time_histogram_get_n_wanted (CueTimeHistogram *self);
const char *cue_time_histogram_get_caption (CueTimeHistogram *self);

G_END_DECLS
