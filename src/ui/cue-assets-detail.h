// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-asset-watch.h"
#include "cue-assets-badge.h"
#include "cue-phone-scenes.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_DETAIL (cue_assets_detail_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsDetail, cue_assets_detail, CUE, ASSETS_DETAIL, AdwBin)

void
cue_assets_detail_set_event (CueAssetsDetail *self, CuePhoneScenes *scenes, CueAssetWatch *watch);
void cue_assets_detail_set_mark (CueAssetsDetail *self, CuePlayerState state, CueAssetsMark mark);
void cue_assets_detail_open (CueAssetsDetail *self, CuePlayerState state);
void cue_assets_detail_compare (CueAssetsDetail *self, CueAssetChange *change);
void cue_assets_detail_take_focus (CueAssetsDetail *self);
void cue_assets_detail_close (CueAssetsDetail *self);
gboolean       cue_assets_detail_is_settled (CueAssetsDetail *self);
gboolean       cue_assets_detail_is_compared (CueAssetsDetail *self);
CuePlayerState cue_assets_detail_get_state (CueAssetsDetail *self);
void           cue_assets_detail_show_full_screen (CueAssetsDetail *self);

G_END_DECLS
