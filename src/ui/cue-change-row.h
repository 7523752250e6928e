// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-observation.h"

G_BEGIN_DECLS

#define CUE_TYPE_CHANGE_ROW (cue_change_row_get_type ())

G_DECLARE_FINAL_TYPE (CueChangeRow, cue_change_row, CUE, CHANGE_ROW, GtkWidget)

GtkWidget *cue_change_row_new (void);
void       cue_change_row_set_observation (CueChangeRow *self, CueObservation *observation);
void       cue_change_row_set_hide_names (CueChangeRow *self, gboolean hide);

G_END_DECLS
