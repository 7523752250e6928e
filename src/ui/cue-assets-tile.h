// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-assets-badge.h"
#include "cue-phone-scene.h"
#include "cue-player-state.h"
#include "cue-source-health.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_TILE (cue_assets_tile_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsTile, cue_assets_tile, CUE, ASSETS_TILE, GtkButton)

GtkWidget *cue_assets_tile_new (CuePlayerState state);

CuePlayerState cue_assets_tile_get_state (CueAssetsTile *self);
void           cue_assets_tile_set_scene (CueAssetsTile *self, CuePhoneScene *scene);
void           cue_assets_tile_set_mark (CueAssetsTile *self, CueAssetsMark mark);
void cue_assets_tile_set_verdict (CueAssetsTile *self, CueHealth health, const char *words);

G_END_DECLS
