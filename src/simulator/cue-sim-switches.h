// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueSimSwitch:
 *
 * The readings of what the vendors' pages leave open, and what a rehearsal wants to choose. The
 * numbers are those of the assumptions in README.md; the first choice of each is the one taken
 * until a real account says otherwise.
 */
typedef enum {
  CUE_SIM_SWITCH_URL_LIFE,    // ASSUME-30: 401 | 400 | never
  CUE_SIM_SWITCH_ASSETS,      // ASSUME-31: flat | nested
  CUE_SIM_SWITCH_ERROR_BODY,  // ASSUME-32: json | text | empty
  CUE_SIM_SWITCH_SECRET,      // ASSUME-33: text | base64
  CUE_SIM_SWITCH_RATE_ANSWER, // ASSUME-35: 429 | 400
  CUE_SIM_SWITCH_TIME_UNIT,   // ASSUME-36: s | ms
  CUE_SIM_SWITCH_INCIDENT,    // ASSUME-2: entry | v1
  CUE_SIM_SWITCH_SITE_STATUS, // ASSUME-5: 403 | 404
  CUE_SIM_SWITCH_EXPIRY,      // ASSUME-6: stay | close
  CUE_SIM_SWITCH_HUB_LIMIT,   // ASSUME-7: none | 429
  CUE_SIM_SWITCH_FIELD_NAMES, // ASSUME-8: snake | camel
  CUE_SIM_SWITCH_TOKEN_LIFE,  // seconds: 3600 | 300 | 60 | 20 | 5
  CUE_SIM_SWITCH_REFRESH,     // refresh tokens: once | again
  CUE_SIM_SWITCH_SIGN_IN,     // connect/authorize: allow | deny | page
  CUE_SIM_SWITCH_PACE,        // of the doors: demo | real

  /* Exchange. ASSUME-10 and ASSUME-16 are constants: see cue-sim-exchange-seed.c and
   * cue-sim-exchange.c. */
  CUE_SIM_SWITCH_FILE_LIST,      // ASSUME-11: names | objects | files
  CUE_SIM_SWITCH_FILE_FORM,      // ASSUME-12: array | lines | tsv
  CUE_SIM_SWITCH_EXCHANGE_ERROR, // ASSUME-13: json | message | text | empty
  CUE_SIM_SWITCH_TYPE_NAMES,     // ASSUME-14: four | lower | any
  CUE_SIM_SWITCH_NO_IDENTIFIERS, // ASSUME-15: 400 | accept
  CUE_SIM_SWITCH_EVENT_TIMES,    // ASSUME-17: any | 24h
  CUE_SIM_SWITCH_BODY_LIMIT,     // ASSUME-18: 1MiB | 64KiB | none
  CUE_SIM_SWITCH_BATCH_LIMIT,    // ASSUME-18, events: none | 500 | 10
  CUE_SIM_SWITCH_EXCHANGE_RATE,  // ASSUME-18, a minute: none | 100 | 5
  CUE_SIM_SWITCH_SUCCESS,        // ASSUME-19: empty | true | object | 202 | 204
  CUE_SIM_SWITCH_ATTRIBUTES,     // registered | any
  CUE_SIM_SWITCH_MISSPELLING,    // 404 | accept
  CUE_SIM_SWITCH_EXCHANGE_DELAY, // ms: 0 | 20 | 100 | 500 | 2000

  /* 10Duke. */
  CUE_SIM_SWITCH_DUKE_PUT,       // ASSUME-20: 200 | 204 | object
  CUE_SIM_SWITCH_DUKE_ORDER,     // ASSUME-21: oldest | newest
  CUE_SIM_SWITCH_DUKE_ERROR,     // ASSUME-22: json | message | text | empty
  CUE_SIM_SWITCH_DUKE_DEFAULT,   // ASSUME-23, events: 500 | 100 | 20 | 5
  CUE_SIM_SWITCH_DUKE_MOST,      // ASSUME-23, events: 1000 | 100 | 5 | none
  CUE_SIM_SWITCH_DUKE_CURSORS,   // ASSUME-24: exclusive | inclusive
  CUE_SIM_SWITCH_DUKE_UNKNOWN,   // ASSUME-25, a feed nobody knows: 200 | 404
  CUE_SIM_SWITCH_DUKE_BODY,      // ASSUME-25: 1MiB | 64KiB | none
  CUE_SIM_SWITCH_DUKE_RATE,      // requests a minute: none | 100 | 5
  CUE_SIM_SWITCH_DUKE_RETENTION, // days: 90 | 7 | 2 | 1 | none
  CUE_SIM_SWITCH_DUKE_ENCODING,  // of a JWS in base64 once more: 400 | accept
  CUE_SIM_SWITCH_DUKE_URLS,      // of instructions: relative | absolute-path | with-limit
  CUE_SIM_SWITCH_DUKE_HUGE,      // events of the feed huge: 0 | 2000 | 20000 | 200000 | 1000000
  CUE_SIM_SWITCH_DUKE_DELAY,     // ms: 0 | 20 | 100 | 500 | 2000
  CUE_SIM_N_SWITCHES
} CueSimSwitch;

typedef struct {
  guint choice[CUE_SIM_N_SWITCHES]; // index into the choices above
} CueSimSwitches;

gboolean
cue_sim_switches_set (CueSimSwitches *self, const char *name, const char *choice, GError **error);
gboolean cue_sim_switches_is (const CueSimSwitches *self, CueSimSwitch which, const char *choice);
const char *cue_sim_switches_get (const CueSimSwitches *self, CueSimSwitch which);
const char *cue_sim_switch_get_name (CueSimSwitch which);

G_END_DECLS
