// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-item.h"

G_BEGIN_DECLS

// The parts of CueAssetItem that its files share.
struct _CueAssetItem {
  GObject parent_instance;

  guint          index;
  char          *words;    // owned
  CueAssetSlot  *slot;     // owned, nullable before the first answer
  CueAssetFile  *file;     // owned, nullable
  CueAssetFacts *facts;    // owned, nullable, of the file
  CueAssetFacts *before;   // owned, nullable, of the file before
  GListStore    *findings; // owned, of CueAssetFinding, the worst first
  CueHealth      health;
  gboolean       held; // one hold of the file is ours
  gboolean       on_air;
  gboolean       next;
  gboolean       loading;
  gboolean       probing;
  gboolean       busy;
};

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
