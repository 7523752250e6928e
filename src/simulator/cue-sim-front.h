// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-reply.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimFront:
 *
 * The side of the simulator that faces the network: ports, routes, and a count of who asked for
 * what. Seven ports on loopback: one for the API, one for stream and assets (so that the one can
 * refuse connections while the other works, as with a content delivery network), one for the hub of
 * the doors, one for its Identity Server, one for Acoustic Exchange, one for 10Duke, one for
 * control, which never refuses. Every path answers on every port.
 */
typedef struct _CueSimFront CueSimFront;

typedef enum {
  CUE_SIM_PORT_API,
  CUE_SIM_PORT_CDN,
  CUE_SIM_PORT_HUB,
  CUE_SIM_PORT_IDENTITY,
  CUE_SIM_PORT_EXCHANGE,
  CUE_SIM_PORT_DUKE,
  CUE_SIM_PORT_CONTROL,
  CUE_SIM_PORT_TLS, // only while it is wanted
  CUE_SIM_N_PORTS
} CueSimPort;

/* Fills in the answer; @reply knows target, path, authorization and time, and is 404 as it comes.
 */
typedef void (*CueSimAnswerFunc) (CueSimReply       *reply,
                                  SoupServerMessage *message,
                                  gpointer           user_data);

/* Begins to make what @path needs, and calls @ready when it is there; TRUE: it is there already. */
typedef gboolean (*CueSimPrepareFunc) (const char     *path,
                                       GSourceOnceFunc ready,
                                       gpointer        ready_data,
                                       gpointer        user_data);

/* Answers a control request; @path is what follows "/control". */
typedef void (*CueSimControlFunc) (SoupServerMessage *message,
                                   const char        *path,
                                   gpointer           user_data);

CueSimFront *cue_sim_front_new (CueClock         *clock,
                                CueSimAnswerFunc  answer,
                                CueSimControlFunc control,
                                gpointer          user_data);
void         cue_sim_front_free (CueSimFront *self);
void         cue_sim_front_set_prepare (CueSimFront *self, CueSimPrepareFunc prepare);
gboolean     cue_sim_front_start (CueSimFront *self, guint16 api_port, GError **error);
const char  *cue_sim_front_get_url (CueSimFront *self, CueSimPort port);
void         cue_sim_front_set_refusing (CueSimFront *self, guint targets, gboolean refusing);
gboolean cue_sim_front_start_tls (CueSimFront *self, GTlsCertificate *certificate, GError **error);
void     cue_sim_front_stop_tls (CueSimFront *self);
guint    cue_sim_front_get_requests (CueSimFront *self, const char *path_or_group);
void     cue_sim_front_reset_requests (CueSimFront *self);
JsonObject *cue_sim_front_describe_requests (CueSimFront *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimFront, cue_sim_front_free)

G_END_DECLS
