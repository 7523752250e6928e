// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_TYPE_CLOCK_OFFSET (cue_clock_offset_get_type ())
G_DECLARE_FINAL_TYPE (CueClockOffset, cue_clock_offset, CUE, CLOCK_OFFSET, GObject)

CueClockOffset *cue_clock_offset_new (CueClock *clock);

gboolean cue_clock_offset_add_sample (CueClockOffset *self,
                                      gint64          server_us,
                                      gint64          server_step_us,
                                      gint64          sent_monotonic_us,
                                      gint64          received_monotonic_us,
                                      gint64          age_us);
void     cue_clock_offset_reset (CueClockOffset *self);

gboolean cue_clock_offset_is_known (CueClockOffset *self);
gint64   cue_clock_offset_get_offset (CueClockOffset *self);
gint64   cue_clock_offset_get_error (CueClockOffset *self);
guint    cue_clock_offset_get_n_samples (CueClockOffset *self);
gint64   cue_clock_offset_get_server_time (CueClockOffset *self, gint64 monotonic_us);
gint64   cue_clock_offset_get_probe_delay (CueClockOffset *self, gint64 earliest_monotonic_us);
char    *cue_clock_offset_to_words (CueClockOffset *self);

G_END_DECLS
