// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_ALARMS (cue_access_alarms_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessAlarms, cue_access_alarms, CUE, ACCESS_ALARMS, AdwBin)

void cue_access_alarms_set_view (CueAccessAlarms *self, CueAccessView *view);

G_END_DECLS
