// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-asset-history.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_CHANGE_ROW (cue_assets_change_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsChangeRow, cue_assets_change_row, CUE, ASSETS_CHANGE_ROW, AdwBin)

GtkWidget *cue_assets_change_row_new (void);

void     cue_assets_change_row_set_change (CueAssetsChangeRow *self,
                                           CueAssetHistory    *history,
                                           CueAssetChange     *change);
gboolean cue_assets_change_row_is_complete (CueAssetsChangeRow *self);
char    *cue_assets_change_row_to_text (CueAssetsChangeRow *self);

G_END_DECLS
