// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-assets.h"
#include "cue-sim-duke.h"
#include "cue-sim-engine.h"
#include "cue-sim-exchange.h"
#include "cue-sim-front.h"
#include "cue-sim-hls.h"
#include "cue-sim-hub.h"
#include "cue-sim-runner.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

/* For cue-simulator.c (its life and its answers) and cue-simulator-steer.c (orders) only. */
struct _CueSimulator {
  GObject parent_instance;

  CueClock       *clock; // owned
  guint16         port;  // of the API; 0: any
  gboolean        media;
  gboolean        with_assets; // without media
  guint           clip_frames; // of the videos among the assets
  double          speed;
  CueSimEngine   *engine;
  CueSimScenario *scenario; // what to run from the start; NULL: `show`, or it is running already
  CueSimFaultSet *faults;   // NULL until the first fault
  CueSimRunner   *runner;   // NULL until the start
  CueSimFront    *front;    // NULL until the start
  CueSimIdentity *identity;
  CueSimHub      *hub;      // NULL until the start
  CueSimExchange *exchange; // NULL until the start
  CueSimDuke     *duke;     // NULL until the start
  CueSimAssets   *assets;   // NULL without assets, and until the start
  CueSimHls      *hls;      // NULL without media
  char           *note;     // of the scenario's last step; nullable
  gboolean        ready;
};

CueSimFaultSet *cue_simulator_get_faults (CueSimulator *self);
void            cue_simulator_begin_scenario (CueSimulator *self, CueSimScenario *scenario);

G_END_DECLS
