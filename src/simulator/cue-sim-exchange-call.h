// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-reply.h"

G_BEGIN_DECLS

/**
 * CueSimCall:
 *
 * The fifteen calls of Exchange, in the order of the vendor's page (AC-1 to AC-15).
 */
typedef enum {
  CUE_SIM_CALL_PUBLISH,
  CUE_SIM_CALL_REGISTER,
  CUE_SIM_CALL_EVENT_TYPES,
  CUE_SIM_CALL_SUBSCRIBED,
  CUE_SIM_CALL_PRODUCER,
  CUE_SIM_CALL_CONSUMER,
  CUE_SIM_CALL_PUBLISHER_ATTRIBUTES,
  CUE_SIM_CALL_SUBSCRIBER_ATTRIBUTES,
  CUE_SIM_CALL_DELETE_EVENT_TYPE,
  CUE_SIM_CALL_EVENT_FILES,
  CUE_SIM_CALL_EVENT_FILE,
  CUE_SIM_CALL_DELETE_EVENT_FILE,
  CUE_SIM_CALL_BROWSER_KEY,
  CUE_SIM_CALL_NOTIFICATION,
  CUE_SIM_CALL_DELETE_NOTIFICATION,
  CUE_SIM_N_CALLS
} CueSimCall;

/**
 * CueSimEndpointRole:
 *
 * What an endpoint does. A call asks for one of the bits.
 */
typedef enum {
  CUE_SIM_ENDPOINT_PUBLISHES = 1 << 0,
  CUE_SIM_ENDPOINT_SUBSCRIBES = 1 << 1,
} CueSimEndpointRole;

#define CUE_SIM_ENDPOINT_ANY (CUE_SIM_ENDPOINT_PUBLISHES | CUE_SIM_ENDPOINT_SUBSCRIBES)

typedef struct {
  CueSimCall  call;
  const char *name; // as a target of faults, and in the counts of requests
  const char *method;
  const char *path;        // {} stands for one segment
  guint       roles;       // of CueSimEndpointRole: one of them is needed
  gboolean    is_document; // there has to be a body of JSON
} CueSimCallInfo;

extern const CueSimCallInfo cue_sim_calls[CUE_SIM_N_CALLS];

CueSimTarget cue_sim_call_get_target (const CueSimCallInfo *info);
const CueSimCallInfo *
cue_sim_call_find (const char *method, const char *raw_path, char **argument, char **allow);

G_END_DECLS
