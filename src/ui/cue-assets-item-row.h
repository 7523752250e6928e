// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-asset-item.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_ITEM_ROW (cue_assets_item_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsItemRow, cue_assets_item_row, CUE, ASSETS_ITEM_ROW, AdwExpanderRow)

GtkWidget   *cue_assets_item_row_new (CueAssetItem *item);
CueAssetKind cue_assets_item_row_get_kind (CueAssetsItemRow *self);

G_END_DECLS
