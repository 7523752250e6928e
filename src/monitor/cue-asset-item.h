// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-asset-file.h"
#include "cue-asset-finding.h"
#include "cue-asset-slot.h"
#include "cue-source-health.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET_ITEM (cue_asset_item_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetItem, cue_asset_item, CUE, ASSET_ITEM, GObject)

guint          cue_asset_item_get_index (CueAssetItem *self);
CuePlayerState cue_asset_item_get_state (CueAssetItem *self);
CueAssetKind   cue_asset_item_get_kind (CueAssetItem *self);
const char    *cue_asset_item_get_field (CueAssetItem *self);
const char    *cue_asset_item_get_words (CueAssetItem *self);

CueAssetSlot  *cue_asset_item_get_slot (CueAssetItem *self);
const char    *cue_asset_item_get_url (CueAssetItem *self);
CueAssetFile  *cue_asset_item_get_file (CueAssetItem *self);
CueAssetFacts *cue_asset_item_get_facts (CueAssetItem *self);
GListModel    *cue_asset_item_get_findings (CueAssetItem *self);
CueHealth      cue_asset_item_get_health (CueAssetItem *self);
gboolean       cue_asset_item_get_on_air (CueAssetItem *self);
gboolean       cue_asset_item_get_next (CueAssetItem *self);
gboolean       cue_asset_item_get_busy (CueAssetItem *self);

G_END_DECLS
