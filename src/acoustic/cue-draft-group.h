// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-event.h"

G_BEGIN_DECLS

#define CUE_TYPE_DRAFT_GROUP (cue_draft_group_get_type ())
G_DECLARE_FINAL_TYPE (CueDraftGroup, cue_draft_group, CUE, DRAFT_GROUP, CueDraft)

CueDraftGroup *cue_draft_group_new (void);
CueDraftList  *cue_draft_group_get_identifiers (CueDraftGroup *self);
CueDraftList  *cue_draft_group_get_events (CueDraftGroup *self);
CueDraftIdentifier *
cue_draft_group_add_identifier (CueDraftGroup *self, const char *name, const char *value);
CueDraftEvent *
cue_draft_group_add_event (CueDraftGroup *self, const char *code, const char *timestamp);

G_END_DECLS
