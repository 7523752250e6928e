// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-duke-event.h"

G_BEGIN_DECLS

#define CUE_SIM_DUKE_LICENCES "my-app-events" // the feed of the vendor's samples
#define CUE_SIM_DUKE_AUDIENCE "audience-app"
#define CUE_SIM_DUKE_QUIET    "quiet-app" // nothing ever happens there

/**
 * CueSimDukeCrowd:
 *
 * The users of two programs: who takes and gives back licences, and who signs in.
 */
typedef struct _CueSimDukeCrowd CueSimDukeCrowd;

CueSimDukeCrowd *cue_sim_duke_crowd_new (void);
void             cue_sim_duke_crowd_free (CueSimDukeCrowd *self);
CueSimDukeEvent *cue_sim_duke_crowd_next (CueSimDukeCrowd *self, gint64 wall_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimDukeCrowd, cue_sim_duke_crowd_free)

G_END_DECLS
