// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DRAFT_EVENT (cue_feed_draft_event_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedDraftEvent, cue_feed_draft_event, CUE, FEED_DRAFT_EVENT, GObject)

CueFeedDraftEvent *cue_feed_draft_event_new (void);
CueFeedDraftEvent *cue_feed_draft_event_copy (CueFeedDraftEvent *self);
gsize              cue_feed_draft_event_get_size (CueFeedDraftEvent *self);

const char *cue_feed_draft_event_get_event_type (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_source (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_event_id (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_object_id (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_object_type (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_version (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_data (CueFeedDraftEvent *self);
const char *cue_feed_draft_event_get_extra (CueFeedDraftEvent *self);
void        cue_feed_draft_event_make_id (CueFeedDraftEvent *self);

G_END_DECLS
