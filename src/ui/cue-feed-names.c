// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-names.h"

#include <glib/gi18n-lib.h>

/* What people call the parts of an event. */

/**
 * cue_feed_names_get_facet:
 * @facet: a part of an event
 *
 * Returns: (transfer none): translated, as the heading of its column
 */
const char *
cue_feed_names_get_facet (CueFeedFacet facet)
{
  switch (facet) {
  case CUE_FEED_FACET_TYPE:
    return _ ("Type");
  case CUE_FEED_FACET_SUBJECT:
    return _ ("Subject");
  case CUE_FEED_FACET_USER:
    return _ ("Who");
  case CUE_FEED_FACET_LICENCE:
    return _ ("Licence");
  case CUE_FEED_FACET_RESULT:
  default:
    return _ ("Result");
  }
}

/**
 * cue_feed_names_get_relation:
 * @relation: what events have in common
 *
 * Returns: (transfer none): translated
 */
const char *
cue_feed_names_get_relation (CueFeedRelation relation)
{
  switch (relation) {
  case CUE_FEED_RELATION_REQUEST:
    return _ ("Of the Same Request");
  case CUE_FEED_RELATION_LEASE:
    return _ ("Of the Same Lease");
  case CUE_FEED_RELATION_USER:
  default:
    return _ ("Of the Same User");
  }
}

/**
 * cue_feed_names_get_group_by:
 * @by: what the events of a group have in common
 *
 * Returns: (transfer none): translated
 */
const char *
cue_feed_names_get_group_by (CueFeedGroupBy by)
{
  switch (by) {
  case CUE_FEED_GROUP_BY_TYPE:
    return _ ("By Type");
  case CUE_FEED_GROUP_BY_USER:
    return _ ("By User");
  case CUE_FEED_GROUP_BY_REQUEST:
    return _ ("By Request");
  case CUE_FEED_GROUP_BY_LICENCE:
    return _ ("By Licence");
  case CUE_FEED_GROUP_BY_RESULT:
  default:
    return _ ("By Result");
  }
}
