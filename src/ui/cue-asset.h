// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

#include "cue-clock.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET (cue_asset_get_type ())

G_DECLARE_FINAL_TYPE (CueAsset, cue_asset, CUE, ASSET, GObject)

CueAsset *cue_asset_new (CueHttpClient *client,
                         CueClock      *clock,
                         const char    *url,
                         gboolean       video,
                         const char    *purpose);

GdkPaintable *cue_asset_get_paintable (CueAsset *self);
const char   *cue_asset_get_fault (CueAsset *self);
gboolean      cue_asset_get_loading (CueAsset *self);
void          cue_asset_load (CueAsset *self);
void          cue_asset_set_visible (CueAsset *self, gboolean visible);

G_END_DECLS
