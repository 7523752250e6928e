// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-clock.h"
#include "cue-source-health.h"

G_BEGIN_DECLS

#define CUE_TYPE_SOURCE_ROW (cue_source_row_get_type ())

G_DECLARE_FINAL_TYPE (CueSourceRow, cue_source_row, CUE, SOURCE_ROW, GtkListBoxRow)

GtkWidget *cue_source_row_new (CueSourceHealth *source, CueClock *clock);

G_END_DECLS
