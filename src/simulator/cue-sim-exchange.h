// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-reply.h"
#include "cue-sim-switches.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimExchange:
 *
 * The event API of Acoustic Exchange without a network: one account with five endpoints. Three of
 * them have a key that is in the description (one publishes, one subscribes, one does both), the
 * other two are there so that these have somebody to hear from and to talk to. Everything a key
 * registers, publishes and deletes is kept until the simulator stops.
 */
typedef struct _CueSimExchange CueSimExchange;

/* Keys and numbers in the description. The same in every run. */
#define CUE_SIM_PUBLISHER_KEY  "a2c1d7e0-5b0f-4c1e-9d53-0c0e11600001"
#define CUE_SIM_SUBSCRIBER_KEY "b7f3a9c4-61d2-4a0b-8e27-0c0e11600002"
#define CUE_SIM_BOTH_KEY       "c94e06b8-2f7a-4d35-a1c8-0c0e11600003"
#define CUE_SIM_REVOKED_KEY    "d05b82f6-93e1-47c9-b6fa-0c0e11600009"

#define CUE_SIM_PUBLISHER_ID  60001
#define CUE_SIM_SUBSCRIBER_ID 60002
#define CUE_SIM_BOTH_ID       60003
#define CUE_SIM_SHOW_ID       CUE_SIM_BOTH_ID
#define CUE_SIM_MAILER_ID     60004

CueSimExchange *cue_sim_exchange_new (CueClock *clock, const CueSimSwitches *switches);
void            cue_sim_exchange_free (CueSimExchange *self);
void cue_sim_exchange_answer (CueSimExchange *self, CueSimReply *reply, SoupServerMessage *message);
gboolean    cue_sim_exchange_order_check (JsonObject *object, const char *where, GError **error);
gboolean    cue_sim_exchange_order (CueSimExchange *self, JsonObject *object, GError **error);
JsonObject *cue_sim_exchange_describe (CueSimExchange *self);
JsonObject *
cue_sim_exchange_describe_access (CueSimExchange *self, const char *base_url, const char *tls_url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimExchange, cue_sim_exchange_free)

G_END_DECLS
