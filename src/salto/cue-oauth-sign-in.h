// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-oauth-client.h"

G_BEGIN_DECLS

#define CUE_TYPE_OAUTH_SIGN_IN (cue_oauth_sign_in_get_type ())

G_DECLARE_FINAL_TYPE (CueOauthSignIn, cue_oauth_sign_in, CUE, OAUTH_SIGN_IN, GObject)

CueOauthSignIn *cue_oauth_sign_in_new (CueOauthClient *client, CueClock *clock);
const char     *cue_oauth_sign_in_begin (CueOauthSignIn *self, GError **error);
void            cue_oauth_sign_in_wait_async (CueOauthSignIn     *self,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
CueOauthTokens *
cue_oauth_sign_in_wait_finish (CueOauthSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
