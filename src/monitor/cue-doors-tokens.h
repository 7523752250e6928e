// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-doors-profile.h"
#include "cue-oauth-sign-in.h"
#include "cue-secret-store.h"
#include "cue-token-source.h"

G_BEGIN_DECLS

#define CUE_TYPE_DOORS_TOKENS (cue_doors_tokens_get_type ())
G_DECLARE_FINAL_TYPE (CueDoorsTokens, cue_doors_tokens, CUE, DOORS_TOKENS, GObject)

CueDoorsTokens *cue_doors_tokens_new (CueDoorsProfile *doors,
                                      const char      *profile_id,
                                      CueHttpClient   *client,
                                      CueSecretStore  *secrets);
void            cue_doors_tokens_open_async (CueDoorsTokens     *self,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean cue_doors_tokens_open_finish (CueDoorsTokens *self, GAsyncResult *result, GError **error);
void     cue_doors_tokens_close (CueDoorsTokens *self);
CueTokenSource *cue_doors_tokens_get_source (CueDoorsTokens *self);
gboolean        cue_doors_tokens_is_keeping (CueDoorsTokens *self);
gboolean        cue_doors_tokens_is_storing (CueDoorsTokens *self);

CueOauthClient *
cue_doors_tokens_make_client (CueDoorsProfile *doors, CueHttpClient *client, GBytes *client_secret);
const char *cue_doors_tokens_begin_sign_in (CueDoorsTokens *self, GError **error);
void        cue_doors_tokens_sign_in_async (CueDoorsTokens     *self,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean
cue_doors_tokens_sign_in_finish (CueDoorsTokens *self, GAsyncResult *result, GError **error);

G_END_DECLS
