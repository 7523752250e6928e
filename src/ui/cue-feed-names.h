// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-filter.h"
#include "cue-feed-groups.h"

G_BEGIN_DECLS

const char *cue_feed_names_get_facet (CueFeedFacet facet);
const char *cue_feed_names_get_relation (CueFeedRelation relation);
const char *cue_feed_names_get_group_by (CueFeedGroupBy by);

G_END_DECLS
