// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock.h"
#include "cue-engine-state.h"
#include "cue-http-client.h"
#include "cue-profile.h"
#include "cue-secret-store.h"
#include "cue-test-step.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROFILE_TEST (cue_profile_test_get_type ())
G_DECLARE_FINAL_TYPE (CueProfileTest, cue_profile_test, CUE, PROFILE_TEST, GObject)

CueProfileTest *cue_profile_test_new (CueProfile     *profile,
                                      CueClock       *clock,
                                      CueSecretStore *secrets,
                                      GBytes         *secret);
void cue_profile_test_set_doors_secret (CueProfileTest *self, const char *kind, GBytes *secret);
void
cue_profile_test_set_connection_key (CueProfileTest *self, const char *connection_id, GBytes *key);
void            cue_profile_test_leave_out (CueProfileTest *self, const char *id);
char           *cue_profile_test_describe_clock (gint64 skew, gboolean *agrees);
CueTokenSource *cue_profile_test_get_doors_tokens (CueProfileTest *self);
CueSecretStore *cue_profile_test_get_doors_secrets (CueProfileTest *self);
void            cue_profile_test_start (CueProfileTest *self);
void            cue_profile_test_cancel (CueProfileTest *self);
gboolean        cue_profile_test_get_running (CueProfileTest *self);
CueTestState    cue_profile_test_get_result (CueProfileTest *self);

CueHttpClient   *cue_profile_test_get_client (CueProfileTest *self);
CueTrace        *cue_profile_test_get_trace (CueProfileTest *self);
CueEngineState  *cue_profile_test_get_state (CueProfileTest *self);
CueHttpResponse *cue_profile_test_get_response (CueProfileTest *self);

G_END_DECLS
