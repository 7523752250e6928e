// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-ctl.h"
#include "cue-monitor.h"
#include "cue-observation.h"

G_BEGIN_DECLS

JsonNode *cue_ctl_state_to_json (CueMonitor *monitor, CueCtlStatus status);
char     *cue_ctl_state_to_text (CueMonitor *monitor);
char     *cue_ctl_state_to_line (CueMonitor *monitor);
JsonNode *cue_ctl_observation_to_json (CueObservation *observation);
char     *cue_ctl_observation_to_line (CueObservation *observation);

G_END_DECLS
