// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-event.h"
#include "cue-sim-reply.h"
#include "cue-sim-token.h"

G_BEGIN_DECLS

/**
 * CueSimEngine:
 *
 * The Event Engine State API without a network: which answer a request deserves. Faults and sending
 * are the business of others.
 */
typedef struct _CueSimEngine CueSimEngine;

#define CUE_SIM_STATE_URL_PATH "/event-engine/state-url" // ASSUME-34: the real path is not public
#define CUE_SIM_STATE_PATH     "/event-engine/state/"
#define CUE_SIM_BACKEND_PATH   "/backend/state-url"

CueSimEngine *cue_sim_engine_new (const char *issuer, const char *audience, const char *secret);
void          cue_sim_engine_free (CueSimEngine *self);
void          cue_sim_engine_answer (CueSimEngine *self, CueSimReply *reply, gint64 monotonic_us);

char    *cue_sim_engine_get_state_url (CueSimEngine *self, const char *base_url, gint64 wall_us);
char    *cue_sim_engine_get_secret_text (CueSimEngine *self);
void     cue_sim_engine_kill_urls (CueSimEngine *self);
void     cue_sim_engine_forget_limits (CueSimEngine *self);
void     cue_sim_engine_set_url_period (CueSimEngine *self, gint64 period_us);
gboolean cue_sim_engine_set_switch (CueSimEngine *self,
                                    const char   *name,
                                    const char   *choice,
                                    GError      **error);
CueSimEvent          *cue_sim_engine_get_event (CueSimEngine *self);
const CueSimSwitches *cue_sim_engine_get_switches (CueSimEngine *self);
const char           *cue_sim_engine_get_last_token_words (CueSimEngine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimEngine, cue_sim_engine_free)

G_END_DECLS
