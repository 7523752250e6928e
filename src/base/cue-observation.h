// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"

G_BEGIN_DECLS

#define CUE_TYPE_OBSERVATION (cue_observation_get_type ())

G_DECLARE_FINAL_TYPE (CueObservation, cue_observation, CUE, OBSERVATION, GObject)

CueObservation *cue_observation_new (gint64      wall_us,
                                     gint64      monotonic_us,
                                     const char *lane,
                                     const char *kind,
                                     const char *subject,
                                     const char *detail,
                                     CueSeverity severity);
CueObservation *cue_observation_new_personal (gint64      wall_us,
                                              gint64      monotonic_us,
                                              const char *lane,
                                              const char *kind,
                                              const char *subject,
                                              const char *detail,
                                              const char *discreet,
                                              CueSeverity severity);
guint64         cue_observation_get_id (CueObservation *self);
gint64          cue_observation_get_wall_us (CueObservation *self);
const char     *cue_observation_get_lane (CueObservation *self);
const char     *cue_observation_get_kind (CueObservation *self);
const char     *cue_observation_get_subject (CueObservation *self);
const char     *cue_observation_get_detail (CueObservation *self);
const char     *cue_observation_get_addition (CueObservation *self);
const char     *cue_observation_get_discreet (CueObservation *self);
CueSeverity     cue_observation_get_severity (CueObservation *self);

G_END_DECLS
