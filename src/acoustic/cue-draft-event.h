// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-attribute.h"
#include "cue-draft-identifier.h"
#include "cue-draft-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_DRAFT_EVENT (cue_draft_event_get_type ())
G_DECLARE_FINAL_TYPE (CueDraftEvent, cue_draft_event, CUE, DRAFT_EVENT, CueDraft)

CueDraftEvent *cue_draft_event_new (void);
const char    *cue_draft_event_get_code (CueDraftEvent *self);
void           cue_draft_event_set_code (CueDraftEvent *self, const char *code);
const char    *cue_draft_event_get_timestamp (CueDraftEvent *self);
void           cue_draft_event_set_timestamp (CueDraftEvent *self, const char *timestamp);
void           cue_draft_event_set_time (CueDraftEvent *self, gint64 wall_us);
const char    *cue_draft_event_get_channel (CueDraftEvent *self);
void           cue_draft_event_set_channel (CueDraftEvent *self, const char *channel);
CueDraftList  *cue_draft_event_get_attributes (CueDraftEvent *self);
CueDraftList  *cue_draft_event_get_identifiers (CueDraftEvent *self);

CueDraftAttribute *cue_draft_event_add_attribute (CueDraftEvent *self,
                                                  const char    *name,
                                                  const char    *value,
                                                  const char    *type);
CueDraftIdentifier *
cue_draft_event_add_identifier (CueDraftEvent *self, const char *name, const char *value);

G_END_DECLS
