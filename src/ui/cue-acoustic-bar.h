// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_BAR (cue_acoustic_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticBar, cue_acoustic_bar, CUE, ACOUSTIC_BAR, AdwBin)

void                       cue_acoustic_bar_set_desk (CueAcousticBar *self, CueAcousticDesk *desk);
CueAcousticDeskConnection *cue_acoustic_bar_get_connection (CueAcousticBar *self);
void                       cue_acoustic_bar_choose (CueAcousticBar *self, const char *id);

G_END_DECLS
