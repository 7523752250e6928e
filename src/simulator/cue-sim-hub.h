// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-fault-set.h"
#include "cue-sim-identity.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_SIM_HUB_PATH       "/v1/hub/"
#define CUE_SIM_ENTRIES_PATH   "/v1/hub/entries"
#define CUE_SIM_INCIDENTS_PATH "/v1/hub/incidents"

/**
 * CueSimHub:
 *
 * The door events as the vendor streams them: a SignalR hub that speaks JSON over WebSockets and
 * nothing else.
 */
typedef struct _CueSimHub CueSimHub;

CueSimHub  *cue_sim_hub_new (CueClock             *clock,
                             const CueSimSwitches *switches,
                             CueSimIdentity       *identity,
                             CueSimFaultSet       *faults);
void        cue_sim_hub_free (CueSimHub *self);
void        cue_sim_hub_start (CueSimHub *self);
void        cue_sim_hub_answer (CueSimHub *self, CueSimReply *reply, SoupServerMessage *message);
void        cue_sim_hub_give_fault (CueSimReply *reply, CueSimFault *fault);
void        cue_sim_hub_on_fault (CueSimHub *self, CueSimFault *fault, gboolean on);
gboolean    cue_sim_hub_order (CueSimHub *self, JsonObject *object, double speed, GError **error);
gboolean    cue_sim_hub_order_check (JsonObject *object, const char *where, GError **error);
JsonObject *cue_sim_hub_describe (CueSimHub *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimHub, cue_sim_hub_free)

G_END_DECLS
