// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft.h"

G_BEGIN_DECLS

#define CUE_TYPE_DRAFT_IDENTIFIER (cue_draft_identifier_get_type ())
G_DECLARE_FINAL_TYPE (CueDraftIdentifier, cue_draft_identifier, CUE, DRAFT_IDENTIFIER, CueDraft)

CueDraftIdentifier *cue_draft_identifier_new (void);
const char         *cue_draft_identifier_get_name (CueDraftIdentifier *self);
void                cue_draft_identifier_set_name (CueDraftIdentifier *self, const char *name);
const char         *cue_draft_identifier_get_value (CueDraftIdentifier *self);
void                cue_draft_identifier_set_value (CueDraftIdentifier *self, const char *value);
void cue_draft_identifier_set_channel (CueDraftIdentifier *self, const char *channel);
void cue_draft_identifier_set_provider (CueDraftIdentifier *self, const char *provider);

G_END_DECLS
