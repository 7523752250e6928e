// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimScenario:
 *
 * A time line for a simulated event, read from JSON. README.md has the format.
 */
typedef struct _CueSimScenario CueSimScenario;

CueSimScenario *cue_sim_scenario_load (const char *name_or_file, GError **error);
CueSimScenario *cue_sim_scenario_new_from_json (JsonNode *node, GError **error);
void            cue_sim_scenario_free (CueSimScenario *self);
const char     *cue_sim_scenario_get_name (CueSimScenario *self);
const char     *cue_sim_scenario_get_title (CueSimScenario *self);
guint           cue_sim_scenario_get_n_steps (CueSimScenario *self);
gint64          cue_sim_scenario_get_step_time (CueSimScenario *self, guint n);
JsonObject     *cue_sim_scenario_get_step (CueSimScenario *self, guint n);
gint64          cue_sim_scenario_get_repeat (CueSimScenario *self);

extern const char *const cue_sim_scenario_names[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimScenario, cue_sim_scenario_free)

G_END_DECLS
