// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueSimTokenVerdict:
 *
 * What a JWT for getStateURL turned out to be. The first problem found counts, in this order.
 */
typedef enum {
  CUE_SIM_TOKEN_FINE,
  CUE_SIM_TOKEN_MISSING,         // 401: no "Authorization: Bearer"
  CUE_SIM_TOKEN_MALFORMED,       // 400: not three parts of base64url with JSON objects inside
  CUE_SIM_TOKEN_WRONG_ALGORITHM, // 401: "alg" is not exactly HS512
  CUE_SIM_TOKEN_WRONG_SIGNATURE, // 401
  CUE_SIM_TOKEN_WRONG_CLAIMS,    // 400: a claim is absent or of another type
  CUE_SIM_TOKEN_WRONG_ISSUER,    // 401
  CUE_SIM_TOKEN_WRONG_AUDIENCE,  // 401
  CUE_SIM_TOKEN_EXPIRED,         // 401
  CUE_SIM_TOKEN_NOT_YET_VALID,   // 401: "nbf" lies ahead
  CUE_SIM_TOKEN_TOO_SHORT,       // 401: "exp" less than 30 s (minus skew) ahead
  CUE_SIM_TOKEN_TOO_LONG,        // 401: "exp" more than 60 s (plus skew) ahead
} CueSimTokenVerdict;

#define CUE_SIM_TOKEN_TTL_LEAST_S 30
#define CUE_SIM_TOKEN_TTL_MOST_S  60
#define CUE_SIM_TOKEN_SKEW_S      5

CueSimTokenVerdict cue_sim_token_verify (const char *authorization,
                                         GBytes     *secret,
                                         const char *issuer,
                                         const char *audience,
                                         gint64      now_us);
guint              cue_sim_token_verdict_to_status (CueSimTokenVerdict verdict);
const char        *cue_sim_token_verdict_to_words (CueSimTokenVerdict verdict);
GBytes            *cue_sim_base64url_decode (const char *text, gssize length);

G_END_DECLS
