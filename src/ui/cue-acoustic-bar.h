// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_BAR (cue_acoustic_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticBar, cue_acoustic_bar, CUE, ACOUSTIC_BAR, AdwBin)

G_END_DECLS
