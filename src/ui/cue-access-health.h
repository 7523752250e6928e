// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_HEALTH (cue_access_health_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessHealth, cue_access_health, CUE, ACCESS_HEALTH, AdwBin)

void cue_access_health_set_view (CueAccessHealth *self, CueAccessView *view);

G_END_DECLS
