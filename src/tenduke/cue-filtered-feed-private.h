// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-matcher.h"
#include "cue-filtered-feed.h"

G_BEGIN_DECLS

struct _CueFilteredFeed {
  GObject parent_instance;

  CueFeedLog     *log;     /* owned */
  CueFeedFilter  *filter;  /* owned */
  CueFeedMatcher *matcher; /* owned */
  CueFeedOrder    order;
  guint32         next_row; /* rows from here on were not looked at */
  CueTurn         turn;
  gboolean        filling;
};

G_END_DECLS
