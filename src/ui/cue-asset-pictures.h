// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-loader.h"
#include "cue-asset.h"
#include "cue-engine-state.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET_PICTURES (cue_asset_pictures_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetPictures, cue_asset_pictures, CUE, ASSET_PICTURES, GObject)

CueAssetPictures *cue_asset_pictures_new (CueAssetLoader *loader, CueClock *clock);

CueAsset *cue_asset_pictures_ref (CueAssetPictures *self, const char *url, gboolean video);
void
cue_asset_pictures_add (CueAssetPictures *self, const char *url, gboolean video, CueAsset *asset);
void cue_asset_pictures_keep (CueAssetPictures *self, CueEngineState *state);

G_END_DECLS
