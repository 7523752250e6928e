// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-hub-client.h"
#include "cue-sim-identity.h"

G_BEGIN_DECLS

/**
 * CueSimDoor:
 *
 * Who may open which stream of the hub, and what the others are told.
 */
typedef struct _CueSimDoor CueSimDoor;

CueSimDoor      *
cue_sim_door_new (CueClock *clock, const CueSimSwitches *switches, CueSimIdentity *identity);
void cue_sim_door_free (CueSimDoor *self);
const char *cue_sim_door_check (CueSimDoor        *self,
                                CueSimReply       *reply,
                                SoupServerMessage *message,
                                CueSimHubPlace    *place);
const char *cue_sim_door_get_last_refusal (CueSimDoor *self);

G_END_DECLS
