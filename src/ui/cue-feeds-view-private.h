// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-columns-popover.h"
#include "cue-feed-details.h"
#include "cue-feed-drift-view.h"
#include "cue-feed-filter-bar.h"
#include "cue-feed-groups-view.h"
#include "cue-feed-list.h"
#include "cue-feed-range-popover.h"
#include "cue-feeds-view.h"
#include "cue-time-histogram.h"

G_BEGIN_DECLS

/* What the files of the section of events share; nobody else includes this. */

struct _CueFeedsView {
  AdwBin parent_instance;

  CueFeedSource *source;      /* owned; may be NULL */
  CueFeedView   *view;        /* owned; NULL without a source */
  GCancellable  *cancellable; /* owned; of the export under way; NULL when there is none */
  guint          chart_id;    /* idle that draws the histogram; 0 when none is due */
  gboolean       filling;

  GtkToggleButton       *follow;
  CueFeedRangePopover   *range;
  GtkWidget             *progress;
  GtkSpinner            *spinner;
  GtkLabel              *progress_words;
  GtkWidget             *stop;
  GtkWidget             *more;
  GtkWidget             *large;
  CueFeedColumnsPopover *columns;
  CueFeedFilterBar      *bar;
  GtkLabel              *caption;
  CueTimeHistogram      *histogram;
  GtkStack              *parts;
  AdwFlap               *flap;
  CueFeedList           *list;
  CueFeedDetails        *details;
  CueFeedGroupsView     *groups;
  CueFeedDriftView      *drift;
};

void cue_feeds_view_install_actions (GtkWidgetClass *widget_class);
void cue_feeds_view_update_actions (CueFeedsView *self);

G_END_DECLS
