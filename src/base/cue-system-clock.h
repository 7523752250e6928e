// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_TYPE_SYSTEM_CLOCK (cue_system_clock_get_type ())

G_DECLARE_FINAL_TYPE (CueSystemClock, cue_system_clock, CUE, SYSTEM_CLOCK, GObject)

CueClock *cue_system_clock_get_default (void);

G_END_DECLS
