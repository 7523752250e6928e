// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_DOORS_PANEL (cue_access_doors_panel_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessDoorsPanel, cue_access_doors_panel, CUE, ACCESS_DOORS_PANEL, AdwBin)

void cue_access_doors_panel_set_view (CueAccessDoorsPanel *self, CueAccessView *view);

G_END_DECLS
