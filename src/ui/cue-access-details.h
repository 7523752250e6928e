// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_DETAILS (cue_access_details_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessDetails, cue_access_details, CUE, ACCESS_DETAILS, AdwBin)

void  cue_access_details_set_view (CueAccessDetails *self, CueAccessView *view);
char *cue_access_details_get_raw (CueAccessDetails *self);
void  cue_access_details_toggle_acknowledged (CueAccessDetails *self);

G_END_DECLS
