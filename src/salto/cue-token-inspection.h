// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

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

#define CUE_TOKEN_MAX_BYTES (64 * 1024)

#define CUE_TYPE_TOKEN_INSPECTION (cue_token_inspection_get_type ())

typedef struct _CueTokenInspection CueTokenInspection;

GType               cue_token_inspection_get_type (void);
CueTokenInspection *cue_token_inspection_new (const char *token);
CueTokenInspection *cue_token_inspection_ref (CueTokenInspection *self);
void                cue_token_inspection_unref (CueTokenInspection *self);

CueTokenForm       cue_token_inspection_get_form (const CueTokenInspection *self);
gint64             cue_token_inspection_get_expiry_us (const CueTokenInspection *self);
gint64             cue_token_inspection_get_issued_us (const CueTokenInspection *self);
const char        *cue_token_inspection_get_issuer (const CueTokenInspection *self);
const char        *cue_token_inspection_get_subject (const CueTokenInspection *self);
const char        *cue_token_inspection_get_client_id (const CueTokenInspection *self);
const char        *cue_token_inspection_get_scope_claim (const CueTokenInspection *self);
const char *const *cue_token_inspection_get_scopes (const CueTokenInspection *self);
gboolean cue_token_inspection_has_scope (const CueTokenInspection *self, const char *scope);
char    *cue_token_inspection_describe_life (const CueTokenInspection *self, gint64 now_wall_us);

char *cue_token_clean (const char *pasted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueTokenInspection, cue_token_inspection_unref)

G_END_DECLS
