// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"
#include "cue-salto-site.h"
#include "cue-token-inspection.h"

G_BEGIN_DECLS

#define CUE_SALTO_SCOPE "user_api.full_access"

// The fields that findings are about.
#define CUE_SALTO_FIELD_HUB_URL      "hub-url"
#define CUE_SALTO_FIELD_IDENTITY_URL "identity-url"
#define CUE_SALTO_FIELD_STREAMS      "streams"
#define CUE_SALTO_FIELD_SITE         "site"
#define CUE_SALTO_FIELD_USER         "user"
#define CUE_SALTO_FIELD_TOKEN        "token"
#define CUE_SALTO_FIELD_TOKEN_LIFE   "token-life"
#define CUE_SALTO_FIELD_TOKEN_SCOPE  "token-scope"
#define CUE_SALTO_FIELD_CLIENT       "client-id"

/**
 * CueSaltoOverrides:
 * @CUE_SALTO_OVERRIDE_NONE: nothing
 * @CUE_SALTO_OVERRIDE_LIFE: an expired token may be tried
 * @CUE_SALTO_OVERRIDE_SCOPE: a token without the scope may be tried
 *
 * Rules that a user may set aside, since they judge by what a token says about itself and by the
 * clock of this computer; their findings are warnings then.
 */
typedef enum {
  CUE_SALTO_OVERRIDE_NONE = 0,
  CUE_SALTO_OVERRIDE_LIFE = 1 << 0,
  CUE_SALTO_OVERRIDE_SCOPE = 1 << 1,
} CueSaltoOverrides;

void
cue_salto_check_hub_url (GPtrArray *found, CueSaltoEnvironment environment, const char *custom_url);
void     cue_salto_check_identity_url (GPtrArray *found, const char *url);
void     cue_salto_check_streams (GPtrArray *found, gboolean entries, gboolean incidents);
void     cue_salto_check_site (GPtrArray *found, const char *site_id);
void     cue_salto_check_user (GPtrArray *found, const char *user_id);
void     cue_salto_check_client (GPtrArray *found, const char *client_id);
void     cue_salto_check_token (GPtrArray        *found,
                                const char       *token,
                                gint64            now_wall_us,
                                CueSaltoOverrides overrides);
gboolean cue_salto_finding_can_be_overridden (const CueDiagnostic *finding);

G_END_DECLS
