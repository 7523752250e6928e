// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-fault.h"

G_BEGIN_DECLS

/**
 * CueSimFaultSet:
 *
 * The faults that are on, in the order they were switched on.
 */
typedef struct _CueSimFaultSet CueSimFaultSet;

/* Called when a fault with an effect goes on and off; @fault is valid during the call. */
typedef void (*CueSimEffectFunc) (CueSimFault *fault, gboolean on, gpointer user_data);

/**
 * CueSimFaultOrder:
 *
 * What a scenario or a control request says about a fault: `{"id", "on", "for", "params"}`.
 */
typedef struct {
  const char *id; // "all" together with on = FALSE
  gboolean    on;
  double      for_s;  // 0: until it is switched off
  JsonObject *params; // not owned, nullable
} CueSimFaultOrder;

CueSimFaultSet            *
cue_sim_fault_set_new (CueClock *clock, CueSimEffectFunc effect, gpointer user_data);
void       cue_sim_fault_set_free (CueSimFaultSet *self);
void       cue_sim_fault_set_on (CueSimFaultSet *self, CueSimFault *fault, gint64 for_us);
gboolean   cue_sim_fault_set_off (CueSimFaultSet *self, const char *id);
void       cue_sim_fault_set_clear (CueSimFaultSet *self);
void       cue_sim_fault_set_bend (CueSimFaultSet *self, CueSimReply *reply);
void       cue_sim_fault_set_push (CueSimFaultSet *self, CueSimPush *push);
JsonArray *cue_sim_fault_set_describe (CueSimFaultSet *self);
gboolean   cue_sim_fault_order_read (JsonObject       *object,
                                     const char       *where,
                                     CueSimFaultOrder *order,
                                     GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimFaultSet, cue_sim_fault_set_free)

G_END_DECLS
