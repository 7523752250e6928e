// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-type-change.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_DIFFERENCE (cue_acoustic_difference_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticDifference,
                      cue_acoustic_difference,
                      CUE,
                      ACOUSTIC_DIFFERENCE,
                      AdwBin)

void cue_acoustic_difference_show (CueAcousticDifference *self, CueEventTypeChange *change);

G_END_DECLS
