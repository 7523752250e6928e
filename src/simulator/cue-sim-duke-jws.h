// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-duke-key.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GBytes *cue_sim_duke_jws_open (const char *text, CueSimDukeKey *key, char **problem);
char   *cue_sim_duke_jws_unwrap (const char *text);

/**
 * CueSimDukePass:
 *
 * What a read token allows.
 */
typedef enum {
  CUE_SIM_DUKE_PASS_FINE,
  CUE_SIM_DUKE_PASS_REFUSED,  // 401: there is none, or it is not valid
  CUE_SIM_DUKE_PASS_FORBIDDEN // 403: valid, and for another feed
} CueSimDukePass;

CueSimDukePass cue_sim_duke_token_check (const char        *authorization,
                                         CueSimDukeKey     *key,
                                         const char *const *claims,
                                         gint64             now_s,
                                         char             **problem);

G_END_DECLS
