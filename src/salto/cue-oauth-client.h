// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-client.h"
#include "cue-oauth-tokens.h"

G_BEGIN_DECLS

// What the hubs want; the second one is asked for to get a refresh token as well.
#define CUE_OAUTH_SCOPE         "user_api.full_access"
#define CUE_OAUTH_SCOPE_OFFLINE "user_api.full_access offline_access"

#define CUE_TYPE_OAUTH_CLIENT (cue_oauth_client_get_type ())

G_DECLARE_FINAL_TYPE (CueOauthClient, cue_oauth_client, CUE, OAUTH_CLIENT, GObject)

CueOauthClient      *
cue_oauth_client_new (CueHttpClient *client, const char *identity_url, const char *client_id);
void cue_oauth_client_set_secret (CueOauthClient *self, const char *secret);

void cue_oauth_client_refresh_async (CueOauthClient     *self,
                                     const char         *refresh_token,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
void cue_oauth_client_credentials_async (CueOauthClient     *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
void cue_oauth_client_redeem_async (CueOauthClient     *self,
                                    const char         *code,
                                    const char         *verifier,
                                    const char         *redirect_uri,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
CueOauthTokens *
cue_oauth_client_request_finish (CueOauthClient *self, GAsyncResult *result, GError **error);

char *cue_oauth_client_make_authorize_url (CueOauthClient *self,
                                           const char     *redirect_uri,
                                           const char     *state,
                                           const char     *verifier);
char *cue_oauth_make_random (void);

G_END_DECLS
