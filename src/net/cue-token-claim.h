// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"
#include "cue-token-inspection.h"

G_BEGIN_DECLS

#define CUE_TYPE_TOKEN_CLAIM (cue_token_claim_get_type ())

typedef struct _CueTokenClaim CueTokenClaim;

GType          cue_token_claim_get_type (void);
CueTokenClaim *cue_token_claim_ref (CueTokenClaim *self);
void           cue_token_claim_unref (CueTokenClaim *self);
const char    *cue_token_claim_get_name (const CueTokenClaim *self);
const char    *cue_token_claim_get_value (const CueTokenClaim *self);
const char    *cue_token_claim_get_meaning (const CueTokenClaim *self);
CueSeverity    cue_token_claim_get_severity (const CueTokenClaim *self);

GPtrArray *cue_token_inspection_list_claims (const CueTokenInspection *self, gint64 now_wall_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueTokenClaim, cue_token_claim_unref)

G_END_DECLS
