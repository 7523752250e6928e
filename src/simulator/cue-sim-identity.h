// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-bearer.h"
#include "cue-sim-reply.h"
#include "cue-sim-switches.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define CUE_SIM_TOKEN_PATH     "/connect/token"
#define CUE_SIM_AUTHORIZE_PATH "/connect/authorize"
#define CUE_SIM_DISCOVERY_PATH "/.well-known/openid-configuration"

#define CUE_SIM_SCOPE         "user_api.full_access"
#define CUE_SIM_REFRESH_TOKEN "demo-refresh-token"

typedef enum {
  CUE_SIM_ROLE_SITE_ADMIN, // of all three sites
  CUE_SIM_ROLE_SITE_USER,  // of the first site, and of their own entries there
} CueSimRole;

/* Who may ask for tokens. */
typedef struct {
  const char *id;
  const char *secret; // nullable: a program on a desktop, which cannot keep one
  const char *scope;  // the most it gets
  CueSimRole  role;
} CueSimOauthClient;

extern const CueSimOauthClient cue_sim_oauth_clients[];

/**
 * CueSimIdentity:
 *
 * The Identity Server: hands out access tokens and knows those it has handed out.
 */
typedef struct _CueSimIdentity CueSimIdentity;

CueSimIdentity *cue_sim_identity_new (CueClock *clock, const CueSimSwitches *switches);
void            cue_sim_identity_free (CueSimIdentity *self);
void            cue_sim_identity_set_url (CueSimIdentity *self, const char *url);
void cue_sim_identity_answer (CueSimIdentity *self, CueSimReply *reply, SoupServerMessage *message);
char *cue_sim_identity_make_token (CueSimIdentity *self, const char *client_id, gint64 life_s);
CueSimBearerVerdict
     cue_sim_identity_check (CueSimIdentity *self, const char *token, CueSimBearer *bearer);
void cue_sim_identity_expire_all (CueSimIdentity *self);
const CueSimOauthClient *cue_sim_identity_find_client (const char *id);
guint                    cue_sim_identity_get_n_tokens (CueSimIdentity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimIdentity, cue_sim_identity_free)

G_END_DECLS
