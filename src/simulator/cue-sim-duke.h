// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-reply.h"
#include "cue-sim-switches.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_SIM_DUKE_PUT_PATH  "/put"
#define CUE_SIM_DUKE_GET_PATH  "/get/"
#define CUE_SIM_DUKE_MAX_BYTES (16 * 1024 * 1024)

/**
 * CueSimDuke:
 *
 * The Event Data API of 10Duke: two tenants, told apart by the host name a request names, each with
 * its key and its feeds. Signatures are verified by OpenSSL.
 */
typedef struct _CueSimDuke CueSimDuke;

CueSimDuke  *cue_sim_duke_new (CueClock *clock, const CueSimSwitches *switches);
void         cue_sim_duke_free (CueSimDuke *self);
CueSimTarget cue_sim_duke_get_target (const char *raw_path);
void         cue_sim_duke_answer (CueSimDuke *self, CueSimReply *reply, SoupServerMessage *message);
void cue_sim_duke_set_error (CueSimDuke *self, CueSimReply *reply, guint status, const char *words);
gboolean    cue_sim_duke_order_check (JsonObject *object, const char *where, GError **error);
gboolean    cue_sim_duke_order (CueSimDuke *self, JsonObject *object, double speed, GError **error);
JsonObject *cue_sim_duke_describe (CueSimDuke *self);
JsonObject *
cue_sim_duke_describe_access (CueSimDuke *self, const char *base_url, const char *tls_url);
JsonObject *cue_sim_duke_describe_tenants (void);

G_END_DECLS
