// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-file.h"
#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET_PROBER (cue_asset_prober_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetProber, cue_asset_prober, CUE, ASSET_PROBER, GObject)

CueAssetProber *cue_asset_prober_new (CueClock *clock);

void        cue_asset_prober_want (CueAssetProber *self, CueAssetFile *file);
void        cue_asset_prober_keep (CueAssetProber *self, GPtrArray *files);
void        cue_asset_prober_stop (CueAssetProber *self);
gboolean    cue_asset_prober_is_wanted (CueAssetProber *self, CueAssetFile *file);
guint       cue_asset_prober_get_n_probes (CueAssetProber *self);
const char *cue_asset_prober_get_fault (CueAssetProber *self);

G_END_DECLS
