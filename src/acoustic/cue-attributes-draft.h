// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-call.h"
#include "cue-draft-attribute.h"
#include "cue-draft-list.h"

G_BEGIN_DECLS

#define CUE_TYPE_ATTRIBUTES_DRAFT (cue_attributes_draft_get_type ())
G_DECLARE_FINAL_TYPE (CueAttributesDraft, cue_attributes_draft, CUE, ATTRIBUTES_DRAFT, CueDraft)

CueAttributesDraft *cue_attributes_draft_new (CueAcousticRole role);
CueAcousticRole     cue_attributes_draft_get_role (CueAttributesDraft *self);
void                cue_attributes_draft_set_role (CueAttributesDraft *self, CueAcousticRole role);
const char         *cue_attributes_draft_get_endpoint_id (CueAttributesDraft *self);
void cue_attributes_draft_set_endpoint_id (CueAttributesDraft *self, const char *endpoint_id);
void cue_attributes_draft_set_remove_all (CueAttributesDraft *self, gboolean remove_all);
CueDraftList *cue_attributes_draft_get_attributes (CueAttributesDraft *self);
CueDraftAttribute *
cue_attributes_draft_add_attribute (CueAttributesDraft *self, const char *name, const char *type);

G_END_DECLS
