// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-type-draft.h"
#include "cue-event-type.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_DIFFERENCE (cue_acoustic_difference_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticDifference,
                      cue_acoustic_difference,
                      CUE,
                      ACOUSTIC_DIFFERENCE,
                      AdwBin)

void  cue_acoustic_difference_show (CueAcousticDifference *self,
                                    CueEventType          *registered,
                                    CueEventTypeDraft     *draft);
guint cue_acoustic_difference_get_n_lines (CueAcousticDifference *self);

G_END_DECLS
