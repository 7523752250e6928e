// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_TYPE_FAKE_CLOCK (cue_fake_clock_get_type ())

G_DECLARE_FINAL_TYPE (CueFakeClock, cue_fake_clock, CUE, FAKE_CLOCK, GObject)

CueClock *cue_fake_clock_new (gint64 wall_us, gint64 monotonic_us);
void      cue_fake_clock_advance (CueFakeClock *self, gint64 us);
void      cue_fake_clock_step_wall (CueFakeClock *self, gint64 us);
void      cue_fake_clock_suspend (CueFakeClock *self, gint64 us);
guint     cue_fake_clock_get_n_pending (CueFakeClock *self);
gint64    cue_fake_clock_get_next_due (CueFakeClock *self);

G_END_DECLS
