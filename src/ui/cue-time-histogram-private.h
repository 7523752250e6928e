// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-time-histogram.h"

G_BEGIN_DECLS

/* What the two files of the histogram share. */

#define CUE_TIME_HISTOGRAM_HEAD 8 /* above the bars, for the mark of failures */
#define CUE_TIME_HISTOGRAM_FOOT 3 /* below the bars, where the cursor is */

struct _CueTimeHistogram {
  GtkWidget parent_instance;

  CueTimeBin   *bins; /* owned; NULL without bins */
  guint         n_bins;
  gint64        from_ns;
  gint64        width_ns; /* of a bin */
  CueMomentZone zone;
  gint64        chosen_from; /* nanoseconds; equal when nothing is chosen */
  gint64        chosen_to;
  int           cursor;  /* a bin; -1 for none */
  int           anchor;  /* the bin where choosing began; -1 while nobody chooses */
  char         *caption; /* owned; never NULL */
  guint         n_wanted;
};

gboolean cue_time_histogram_is_rtl (CueTimeHistogram *self);
gint64   cue_time_histogram_get_bin_start (CueTimeHistogram *self, int bin);
gboolean cue_time_histogram_has_choice (CueTimeHistogram *self);
void     cue_time_histogram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
