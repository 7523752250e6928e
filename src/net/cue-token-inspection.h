// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-jws.h"
#include "cue-time.h"

G_BEGIN_DECLS

/**
 * CueTokenForm:
 * @CUE_TOKEN_EMPTY: there is nothing
 * @CUE_TOKEN_OPAQUE: not three parts of base64url with points between: no JWT
 * @CUE_TOKEN_UNREADABLE: three parts, but the middle one is no JSON object
 * @CUE_TOKEN_READABLE: a JWT whose claims can be read
 *
 * What a token looks like.
 */
typedef enum {
  CUE_TOKEN_EMPTY,
  CUE_TOKEN_OPAQUE,
  CUE_TOKEN_UNREADABLE,
  CUE_TOKEN_READABLE,
} CueTokenForm;

/**
 * CueTokenKind:
 * @CUE_TOKEN_KIND_UNKNOWN: nothing that is known here
 * @CUE_TOKEN_KIND_KEY: no token but an opaque key, as Acoustic Exchange has them
 * @CUE_TOKEN_KIND_ENGINE: for getStateURL of the Event Engine
 * @CUE_TOKEN_KIND_ACCESS: an access token of OAuth, as Salto KS gives
 * @CUE_TOKEN_KIND_FEED: for reading a feed of 10Duke
 * @CUE_TOKEN_KIND_EVENTS: signed events for 10Duke
 *
 * What a token is probably for, by what it says; nothing is decided by it.
 */
typedef enum {
  CUE_TOKEN_KIND_UNKNOWN,
  CUE_TOKEN_KIND_KEY,
  CUE_TOKEN_KIND_ENGINE,
  CUE_TOKEN_KIND_ACCESS,
  CUE_TOKEN_KIND_FEED,
  CUE_TOKEN_KIND_EVENTS,
} CueTokenKind;

#define CUE_TOKEN_MAX_BYTES (64 * 1024)

#define CUE_TYPE_TOKEN_INSPECTION (cue_token_inspection_get_type ())

typedef struct _CueTokenInspection CueTokenInspection;

GType               cue_token_inspection_get_type (void);
CueTokenInspection *cue_token_inspection_new (const char *token);
CueTokenInspection *cue_token_inspection_new_large (const char *token);
CueTokenInspection *cue_token_inspection_ref (CueTokenInspection *self);
void                cue_token_inspection_unref (CueTokenInspection *self);

CueTokenForm       cue_token_inspection_get_form (const CueTokenInspection *self);
CueTokenKind       cue_token_inspection_get_kind (const CueTokenInspection *self);
CueJws            *cue_token_inspection_get_jws (const CueTokenInspection *self);
char              *cue_token_inspection_make_header_text (const CueTokenInspection *self);
char              *cue_token_inspection_make_payload_text (const CueTokenInspection *self);
gint64             cue_token_inspection_get_expiry_us (const CueTokenInspection *self);
gint64             cue_token_inspection_get_issued_us (const CueTokenInspection *self);
const char        *cue_token_inspection_get_issuer (const CueTokenInspection *self);
const char        *cue_token_inspection_get_subject (const CueTokenInspection *self);
const char        *cue_token_inspection_get_client_id (const CueTokenInspection *self);
const char        *cue_token_inspection_get_scope_claim (const CueTokenInspection *self);
const char *const *cue_token_inspection_get_scopes (const CueTokenInspection *self);
gboolean cue_token_inspection_has_scope (const CueTokenInspection *self, const char *scope);
char    *cue_token_inspection_describe_life (const CueTokenInspection *self, gint64 now_wall_us);

const char *cue_token_kind_describe (CueTokenKind kind);

char *cue_token_clean (const char *pasted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueTokenInspection, cue_token_inspection_unref)

G_END_DECLS
