// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"
#include "cue-token-inspection.h"

G_BEGIN_DECLS

/**
 * CueTokenState:
 * @CUE_TOKEN_NOT_CHECKED: nothing speaks against it, and nothing for it: there is no key
 * @CUE_TOKEN_VERIFIED: signed with the key, and valid now
 * @CUE_TOKEN_FAILED: not to be accepted
 *
 * What became of the check of a token.
 */
typedef enum {
  CUE_TOKEN_NOT_CHECKED,
  CUE_TOKEN_VERIFIED,
  CUE_TOKEN_FAILED,
} CueTokenState;

#define CUE_TYPE_TOKEN_VERDICT (cue_token_verdict_get_type ())

typedef struct _CueTokenVerdict CueTokenVerdict;

GType            cue_token_verdict_get_type (void);
CueTokenVerdict *cue_token_verdict_new (const CueTokenInspection *inspection,
                                        const CueVerifyKey       *key,
                                        const CueJwsExpectation  *expected,
                                        gint64                    now_wall_us);
CueTokenVerdict *cue_token_verdict_ref (CueTokenVerdict *self);
void             cue_token_verdict_unref (CueTokenVerdict *self);
CueTokenState    cue_token_verdict_get_state (const CueTokenVerdict *self);
CueJwsFault      cue_token_verdict_get_fault (const CueTokenVerdict *self);
const char      *cue_token_verdict_get_title (const CueTokenVerdict *self);
const char      *cue_token_verdict_get_message (const CueTokenVerdict *self);
const char      *cue_token_verdict_get_next_step (const CueTokenVerdict *self);
GPtrArray       *cue_token_verdict_get_notes (const CueTokenVerdict *self);

const char *cue_jws_fault_to_id (CueJwsFault fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueTokenVerdict, cue_token_verdict_unref)

G_END_DECLS
