// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-scenario.h"

G_BEGIN_DECLS

/**
 * CueSimRunner:
 *
 * Runs a scenario on a clock: calls back at each step, never early.
 */
typedef struct _CueSimRunner CueSimRunner;

/* @step may be NULL: a repeating scenario begins anew. */
typedef void (*CueSimStepFunc) (JsonObject *step, guint n, gpointer user_data);

CueSimRunner      *
cue_sim_runner_new (CueClock *clock, double speed, CueSimStepFunc func, gpointer user_data);
void cue_sim_runner_free (CueSimRunner *self);
void cue_sim_runner_start (CueSimRunner *self, CueSimScenario *scenario);
void cue_sim_runner_restart (CueSimRunner *self);
void cue_sim_runner_hold (CueSimRunner *self);
JsonObject *cue_sim_runner_describe (CueSimRunner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimRunner, cue_sim_runner_free)

G_END_DECLS
