// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-duke-crowd.h"
#include "cue-sim-duke-huge.h"
#include "cue-sim-duke-jws.h"
#include "cue-sim-duke-store.h"
#include "cue-sim-duke.h"

G_BEGIN_DECLS

/* For cue-sim-duke.c (its life, and what happens by itself) and cue-sim-duke-call.c (what it
 * answers) only. */

#define CUE_SIM_DUKE_N_TENANTS CUE_SIM_DUKE_N_KEYS

/* The first is what every other name of this computer stands for. */
extern const char *const cue_sim_duke_tenant_names[CUE_SIM_DUKE_N_TENANTS];

typedef struct {
  CueSimDukeStore *store;
  gint64           minute_us; // monotonic: begin of the minute that requests are counted in
  guint            requests;
} CueSimDukeTenant;

struct _CueSimDuke {
  CueClock             *clock;
  const CueSimSwitches *switches; // not owned
  CueSimDukeTenant      tenants[CUE_SIM_DUKE_N_TENANTS];
  CueSimDukeCrowd      *crowd;
  gint64                interval_us; // between two events; 0: none come
  guint                 timeout_id;  // of the next event
  guint64               received;    // events put
  gint64                start_us;    // wall
  gboolean              has_history;
};

void  cue_sim_duke_fill_history (CueSimDuke *self);
guint cue_sim_duke_get_number (CueSimDuke *self, CueSimSwitch which);

G_END_DECLS
