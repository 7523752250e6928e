// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

#include "cue-asset-file.h"
#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET (cue_asset_get_type ())

G_DECLARE_FINAL_TYPE (CueAsset, cue_asset, CUE, ASSET, GObject)

CueAsset *cue_asset_new (CueAssetFile *file, CueClock *clock);
CueAsset *cue_asset_new_for_paintable (GdkPaintable *paintable);

void cue_asset_hold (CueAsset *self);
void cue_asset_release (CueAsset *self);
void cue_asset_ask_size (CueAsset *self, guint width, guint height);

GdkPaintable *cue_asset_get_paintable (CueAsset *self);
const char   *cue_asset_get_fault (CueAsset *self);
gboolean      cue_asset_get_loading (CueAsset *self);
void          cue_asset_get_size (CueAsset *self, int *width, int *height);

G_END_DECLS
