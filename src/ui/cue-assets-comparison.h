// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-watch.h"
#include "cue-phone-scenes.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_COMPARISON (cue_assets_comparison_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetsComparison, cue_assets_comparison, CUE, ASSETS_COMPARISON, GObject)

CueAssetsComparison *
cue_assets_comparison_new (CuePhoneScenes *scenes, CueAssetWatch *watch, CueAssetChange *change);
CuePhoneScene *cue_assets_comparison_get_scene (CueAssetsComparison *self);
CuePhoneScene *cue_assets_comparison_get_before (CueAssetsComparison *self);
char          *cue_assets_comparison_describe (CueAssetsComparison *self);
char          *cue_assets_comparison_describe_time (CueAssetsComparison *self);
char          *cue_assets_comparison_remark (CueAssetsComparison *self);
gboolean       cue_assets_comparison_is_loading (CueAssetsComparison *self);

G_END_DECLS
