// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft.h"

G_BEGIN_DECLS

#define CUE_TYPE_DRAFT_ATTRIBUTE (cue_draft_attribute_get_type ())
G_DECLARE_FINAL_TYPE (CueDraftAttribute, cue_draft_attribute, CUE, DRAFT_ATTRIBUTE, CueDraft)

CueDraftAttribute *cue_draft_attribute_new (void);
CueDraftAttribute *cue_draft_attribute_new_for_event (void);
gboolean           cue_draft_attribute_get_in_event (CueDraftAttribute *self);
const char        *cue_draft_attribute_get_name (CueDraftAttribute *self);
void               cue_draft_attribute_set_name (CueDraftAttribute *self, const char *name);
const char        *cue_draft_attribute_get_value (CueDraftAttribute *self);
void               cue_draft_attribute_set_value (CueDraftAttribute *self, const char *value);
const char        *cue_draft_attribute_get_attribute_type (CueDraftAttribute *self);
void cue_draft_attribute_set_attribute_type (CueDraftAttribute *self, const char *type);

extern const char *const cue_draft_attribute_types[];

G_END_DECLS
