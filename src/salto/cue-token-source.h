// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-oauth-client.h"
#include "cue-token-inspection.h"
#include "cue-token-provider.h"

G_BEGIN_DECLS

/**
 * CueTokenSourceKind:
 * @CUE_TOKEN_SOURCE_PASTED: a token that a user pasted; it cannot be renewed
 * @CUE_TOKEN_SOURCE_REFRESH_TOKEN: renewed with a refresh token
 * @CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS: got in the client's own name
 * @CUE_TOKEN_SOURCE_SIGN_IN: got by a sign-in in the browser, then renewed with its refresh token
 *
 * Where access tokens come from.
 */
typedef enum {
  CUE_TOKEN_SOURCE_PASTED,
  CUE_TOKEN_SOURCE_REFRESH_TOKEN,
  CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS,
  CUE_TOKEN_SOURCE_SIGN_IN,
} CueTokenSourceKind;

#define CUE_TYPE_TOKEN_SOURCE_KIND (cue_token_source_kind_get_type ())
GType cue_token_source_kind_get_type (void);

#define CUE_TYPE_TOKEN_SOURCE (cue_token_source_get_type ())

G_DECLARE_FINAL_TYPE (CueTokenSource, cue_token_source, CUE, TOKEN_SOURCE, GObject)

CueTokenSource *cue_token_source_new_pasted (CueClock *clock, const char *token);
CueTokenSource *cue_token_source_new_renewed (CueClock          *clock,
                                              CueTokenSourceKind kind,
                                              CueOauthClient    *client,
                                              const char        *refresh_token);

CueTokenSourceKind        cue_token_source_get_kind (CueTokenSource *self);
void                      cue_token_source_take (CueTokenSource *self, CueOauthTokens *tokens);
void                      cue_token_source_stop (CueTokenSource *self);
const CueTokenInspection *cue_token_source_get_inspection (CueTokenSource *self);
gint64                    cue_token_source_get_expiry_us (CueTokenSource *self);
const GError             *cue_token_source_get_error (CueTokenSource *self);
gboolean                  cue_token_source_needs_user (CueTokenSource *self);
gboolean                  cue_token_source_is_renewing (CueTokenSource *self);
gboolean                  cue_token_source_is_forced (CueTokenSource *self);
char                     *cue_token_source_describe (CueTokenSource *self);

G_END_DECLS
