// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_FILTER_BAR (cue_access_filter_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessFilterBar, cue_access_filter_bar, CUE, ACCESS_FILTER_BAR, AdwBin)

void cue_access_filter_bar_set_view (CueAccessFilterBar *self, CueAccessView *view);
void cue_access_filter_bar_search (CueAccessFilterBar *self);
void cue_access_filter_bar_set_around (CueAccessFilterBar *self, gint64 wall_us);
void cue_access_filter_bar_clear (CueAccessFilterBar *self);

G_END_DECLS
