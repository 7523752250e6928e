// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-item.h"

G_BEGIN_DECLS

// For CueAssetWatch, which owns the items.

CueAssetItem  *cue_asset_item_new (guint index);
void           cue_asset_item_set_slot (CueAssetItem *self, CueAssetSlot *slot);
void           cue_asset_item_set_file (CueAssetItem *self, CueAssetFile *file);
void           cue_asset_item_set_held (CueAssetItem *self, gboolean held);
gboolean       cue_asset_item_get_held (CueAssetItem *self);
CueAssetFacts *cue_asset_item_get_before (CueAssetItem *self);
void           cue_asset_item_set_place (CueAssetItem *self, gboolean on_air, gboolean next);
void           cue_asset_item_set_probing (CueAssetItem *self, gboolean probing);
void           cue_asset_item_set_findings (CueAssetItem *self, GPtrArray *findings);

gboolean cue_asset_findings_replace (GListStore *store, GPtrArray *findings);

G_END_DECLS
