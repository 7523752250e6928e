// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_CHANGE_ROW (cue_assets_change_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsChangeRow, cue_assets_change_row, CUE, ASSETS_CHANGE_ROW, AdwBin)

GtkWidget *cue_assets_change_row_new (void);

void cue_assets_change_row_show (CueAssetsChangeRow *self,
                                 gint64              wall_us,
                                 const char         *where,
                                 const char         *words,
                                 GdkPaintable       *before,
                                 GdkPaintable       *after);

G_END_DECLS
