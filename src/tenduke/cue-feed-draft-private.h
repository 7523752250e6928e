// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-draft.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The members of an event that have a field of their own, in the order they are sent. */
typedef struct {
  const char *member;   /* as it is sent */
  const char *property; /* of CueFeedDraftEvent */
} CueFeedMember;

#define CUE_FEED_N_MEMBERS 6
extern const CueFeedMember cue_feed_members[CUE_FEED_N_MEMBERS];

JsonNode *cue_feed_draft_parse_text (const char *text, GError **error);

G_END_DECLS
