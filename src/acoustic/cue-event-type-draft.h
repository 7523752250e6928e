// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-attribute.h"
#include "cue-draft-list.h"
#include "cue-event-type.h"

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_TYPE_DRAFT (cue_event_type_draft_get_type ())
G_DECLARE_FINAL_TYPE (CueEventTypeDraft, cue_event_type_draft, CUE, EVENT_TYPE_DRAFT, CueDraft)

CueEventTypeDraft *cue_event_type_draft_new (void);
CueEventTypeDraft *cue_event_type_draft_new_from_event_type (CueEventType *type);
CueEventTypeDraft *cue_event_type_draft_copy (CueEventTypeDraft *self);
const char        *cue_event_type_draft_get_code (CueEventTypeDraft *self);
void               cue_event_type_draft_set_code (CueEventTypeDraft *self, const char *code);
const char        *cue_event_type_draft_get_name (CueEventTypeDraft *self);
void               cue_event_type_draft_set_name (CueEventTypeDraft *self, const char *name);
const char        *cue_event_type_draft_get_description (CueEventTypeDraft *self);
void        cue_event_type_draft_set_description (CueEventTypeDraft *self, const char *description);
const char *cue_event_type_draft_get_namespace (CueEventTypeDraft *self);
void        cue_event_type_draft_set_namespace (CueEventTypeDraft *self, const char *name_space);
const char *cue_event_type_draft_get_version (CueEventTypeDraft *self);
void        cue_event_type_draft_set_version (CueEventTypeDraft *self, const char *version);
const char *cue_event_type_draft_get_registration_type (CueEventTypeDraft *self);
void        cue_event_type_draft_set_registration_type (CueEventTypeDraft *self, const char *type);
CueDraftList *cue_event_type_draft_get_attributes (CueEventTypeDraft *self);
CueDraftAttribute *
cue_event_type_draft_add_attribute (CueEventTypeDraft *self, const char *name, const char *type);

G_END_DECLS
