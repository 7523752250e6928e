// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-type.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_TYPE_DETAILS (cue_acoustic_type_details_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticTypeDetails,
                      cue_acoustic_type_details,
                      CUE,
                      ACOUSTIC_TYPE_DETAILS,
                      AdwBin)

void cue_acoustic_type_details_set_type (CueAcousticTypeDetails *self, CueEventType *type);

G_END_DECLS
