// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-push.h"
#include "cue-sim-reply.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimEffect:
 *
 * What a fault does beyond bending answers, when it is switched on and (some) off again.
 */
typedef enum {
  CUE_SIM_EFFECT_NONE,
  CUE_SIM_EFFECT_KILL_URLS,  // all state URLs handed out so far die at once
  CUE_SIM_EFFECT_REFUSE,     // ports of the targets refuse connections
  CUE_SIM_EFFECT_TLS,        // state URLs lead to a port with a bad certificate
  CUE_SIM_EFFECT_STALL,      // the encoder produces nothing
  CUE_SIM_EFFECT_RESTART,    // the encoder starts anew, with a discontinuity
  CUE_SIM_EFFECT_CODEC,      // the encoder changes resolution and profile
  CUE_SIM_EFFECT_HUB_SHAKE,  // connections to the hub feel it at once, not only those to come
  CUE_SIM_EFFECT_HUB_EXPIRE, // all access tokens expire, and the connections to the hub end
  CUE_SIM_EFFECT_HUB_BURST,  // thousands of entries a second
} CueSimEffect;

typedef struct _CueSimFault CueSimFault;

/**
 * CueSimFaultInfo:
 *
 * One row of the table of faults. The ids AB-n, BB-n, SB-n and C-n are those of the list of bad
 * inputs in README.md.
 */
typedef struct {
  const char        *id;
  const char        *words;    // what goes wrong
  const char        *how;      // how the simulator does it
  guint              targets;  // of CueSimTarget: what it acts on unless told otherwise
  const char *const *variants; // NULL-terminated, the first is the usual one; NULL: there are none
  double             seconds;  // the usual value of the parameter, 0 when it means nothing here
  double             bytes;    // likewise
  CueSimEffect       effect;
  double             rate;                                                    // likewise
  void (*bend) (CueSimReply *reply, CueSimFault *fault, const char *variant); // nullable
  /* Bends what the hub says; returns whether there was something to bend. Nullable. */
  gboolean (*push) (CueSimPush *push, CueSimFault *fault, const char *variant);
} CueSimFaultInfo;

/**
 * CueSimFault:
 *
 * A fault that is on, with its parameters.
 */
struct _CueSimFault {
  const CueSimFaultInfo *info;
  const char            *variant; // of info->variants, "all" (each in turn) or NULL
  guint                  targets;
  double                 seconds;
  double                 bytes;
  double                 rate;      // a second
  guint                  after;     // lets that many answers through before it begins
  guint                  times;     // acts on that many answers more; 0: no limit
  gboolean               always;    // BB-4: new URLs are refused as well
  gboolean               is_single; // for one request only, by the header
  guint                  passed;    // answers let through
  guint                  hits;
  char                  *memory; // what a fault remembers from answer to answer; nullable
};

CueSimFault           *cue_sim_fault_new (const char *id, JsonObject *params, GError **error);
CueSimFault           *cue_sim_fault_new_from_header (const char *value, GError **error);
void                   cue_sim_fault_free (CueSimFault *self);
gboolean               cue_sim_fault_bend (CueSimFault *self, CueSimReply *reply);
gboolean               cue_sim_fault_push (CueSimFault *self, CueSimPush *push);
JsonObject            *cue_sim_fault_describe (CueSimFault *self);
const CueSimFaultInfo *cue_sim_fault_find (const char *id);
const CueSimFaultInfo *cue_sim_fault_get_nth (guint n);
JsonObject            *cue_sim_fault_info_describe (const CueSimFaultInfo *info);

/* The parts of the table, each ended by a row without an id. */
extern const CueSimFaultInfo cue_sim_faults_engine[];
extern const CueSimFaultInfo cue_sim_faults_http[];
extern const CueSimFaultInfo cue_sim_faults_json[];
extern const CueSimFaultInfo cue_sim_faults_wire[];
extern const CueSimFaultInfo cue_sim_faults_stream[];
extern const CueSimFaultInfo cue_sim_faults_hub[];
extern const CueSimFaultInfo cue_sim_faults_access[];
extern const CueSimFaultInfo cue_sim_faults_exchange[];
extern const CueSimFaultInfo cue_sim_faults_exchange_json[];
extern const CueSimFaultInfo cue_sim_faults_exchange_files[];
extern const CueSimFaultInfo cue_sim_faults_duke[];
extern const CueSimFaultInfo cue_sim_faults_duke_page[];
extern const CueSimFaultInfo cue_sim_faults_duke_event[];

/* What faults of every service do to the documents of Exchange. */
void cue_sim_exchange_bend_types (CueSimReply *reply);
void cue_sim_exchange_bend_numbers (CueSimReply *reply, const char *variant);
void cue_sim_exchange_bend_times (CueSimReply *reply, const char *variant);
void cue_sim_exchange_bend_order (CueSimReply *reply, const char *variant);
void cue_sim_exchange_bend_members (CueSimReply *reply, const char *variant);
void cue_sim_exchange_bend_text (CueSimReply *reply, const char *raw);
void cue_sim_exchange_replace_value (CueSimReply *reply, const char *raw, gsize size);

/* And to those of 10Duke. */
CueSimDoc *cue_sim_duke_get_objects (CueSimReply *reply);
void       cue_sim_duke_bend_types (CueSimReply *reply);
void       cue_sim_duke_bend_names (CueSimReply *reply);
void       cue_sim_duke_bend_numbers (CueSimReply *reply, const char *variant);
void       cue_sim_duke_bend_times (CueSimReply *reply, const char *variant);
void       cue_sim_duke_bend_order (CueSimReply *reply, const char *variant);
void       cue_sim_duke_bend_members (CueSimReply *reply, const char *variant);
void       cue_sim_duke_bend_text (CueSimReply *reply, const char *raw);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimFault, cue_sim_fault_free)

G_END_DECLS
