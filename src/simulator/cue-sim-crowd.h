// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-access.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimCrowd:
 *
 * The people who go through the doors, and the alarms: a believable mix that is the same in every
 * run, because its dice are.
 */
typedef struct _CueSimCrowd CueSimCrowd;

/* @access is valid during the call. */
typedef void (*CueSimAccessFunc) (const CueSimAccess *access, gpointer user_data);

/**
 * CueSimCrowdOrder:
 *
 * What a step of a scenario says in `doors`.
 */
typedef struct {
  double      pace;   // entries a minute at all doors together; < 0: not said; 0: nobody comes
  const char *alarm;  // nullable
  guint       lock;   // 1 to 8
  double      for_s;  // until the alarm ends; 0: it does not
  double      drop_s; // mean time between lost connections; 0: none; < 0: not said
} CueSimCrowdOrder;

CueSimCrowd *cue_sim_crowd_new (CueClock             *clock,
                                const CueSimSwitches *switches,
                                CueSimAccessFunc      func,
                                gpointer              user_data);
void         cue_sim_crowd_free (CueSimCrowd *self);
void         cue_sim_crowd_start (CueSimCrowd *self);
CueSimAccess cue_sim_crowd_make (CueSimCrowd *self, CueSimStream stream, guint site, int person);
void         cue_sim_crowd_apply (CueSimCrowd *self, const CueSimCrowdOrder *order, double speed);
gboolean     cue_sim_crowd_order_read (JsonObject       *object,
                                       const char       *where,
                                       CueSimCrowdOrder *order,
                                       GError          **error);
guint64      cue_sim_crowd_take_serials (CueSimCrowd *self, guint n);
double       cue_sim_crowd_get_pace (CueSimCrowd *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimCrowd, cue_sim_crowd_free)

G_END_DECLS
