// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_LEVEL_METER (cue_level_meter_get_type ())

/* Below this nothing can be heard; the meter begins here. */
#define CUE_LEVEL_FLOOR_DB (-60.0)

G_DECLARE_FINAL_TYPE (CueLevelMeter, cue_level_meter, CUE, LEVEL_METER, GtkWidget)

GtkWidget *cue_level_meter_new (void);
void       cue_level_meter_set_levels (CueLevelMeter *self,
                                       double         left_rms,
                                       double         left_peak,
                                       double         right_rms,
                                       double         right_peak);

double cue_level_meter_get_fraction (double decibel);
char  *cue_level_meter_describe (double left_peak, double right_peak);

G_END_DECLS
