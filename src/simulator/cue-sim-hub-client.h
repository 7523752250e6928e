// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-fault-set.h"
#include "cue-sim-push.h"

G_BEGIN_DECLS

/**
 * CueSimHubClient:
 *
 * One connection to the hub and what is said on it: handshake, pings, events, goodbye.
 */
typedef struct _CueSimHubClient CueSimHubClient;

/* What all connections have in common; outlives them. */
typedef struct {
  CueClock             *clock;
  const CueSimSwitches *switches;
  CueSimFaultSet       *faults;
  void (*opened) (CueSimHubClient *client, gpointer user_data); // the handshake is done
  void (*gone) (CueSimHubClient *client, gboolean lost, gpointer user_data);
  gpointer user_data;
} CueSimHubHost;

/* What a connection was opened for. */
typedef struct {
  CueSimStream stream;
  guint        site;
  char        *user_id;      // nullable: of the whole site
  gint64       token_end_us; // wall
} CueSimHubPlace;

CueSimHubClient      *cue_sim_hub_client_new (const CueSimHubHost *host,
                                              CueSimHubPlace      *place,
                                              GIOStream           *stream,
                                              GBytes              *answer,
                                              CueSimFault         *fault);
void                  cue_sim_hub_client_free (CueSimHubClient *self);
const CueSimHubPlace *cue_sim_hub_client_get_place (CueSimHubClient *self);
gboolean              cue_sim_hub_client_is_open (CueSimHubClient *self);
gboolean              cue_sim_hub_client_is_waiting (CueSimHubClient *self);
CueSimWebsocket      *cue_sim_hub_client_get_websocket (CueSimHubClient *self);
void                  cue_sim_hub_client_tell (CueSimHubClient *self, const CueSimAccess *access);
void                  cue_sim_hub_client_shake (CueSimHubClient *self, CueSimFault *fault);
void                  cue_sim_hub_client_end (CueSimHubClient *self, const char *close, guint code);
void                  cue_sim_hub_client_drop (CueSimHubClient *self);
void                  cue_sim_hub_client_listen (CueSimHubClient *self);
void                  cue_sim_hub_client_said_something (CueSimHubClient *self);

/* What the hub says before it ends a connection (HubProtocol.md, Close). */
#define CUE_SIM_CLOSE_RECONNECT "{\"type\":7,\"allowReconnect\":true}" CUE_SIM_SEPARATOR
#define CUE_SIM_CLOSE_ERROR                            \
  "{\"type\":7,\"error\":\"Connection closed with an " \
  "error.\",\"allowReconnect\":true}" CUE_SIM_SEPARATOR

G_END_DECLS
