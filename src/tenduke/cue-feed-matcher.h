// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-filter.h"
#include "cue-feed-log-private.h"

G_BEGIN_DECLS

/* A filter made ready for one log: most rows cost a few comparisons of numbers. */
typedef struct _CueFeedMatcher CueFeedMatcher;

CueFeedMatcher *cue_feed_matcher_new (CueFeedLog *log, CueFeedFilter *filter, gboolean with_range);
void            cue_feed_matcher_free (CueFeedMatcher *self);
gboolean        cue_feed_matcher_test (CueFeedMatcher *self, guint32 row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFeedMatcher, cue_feed_matcher_free)

G_END_DECLS
