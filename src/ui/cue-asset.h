// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

#include "cue-clock.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

/**
 * CuePhoneLayer:
 * @CUE_PHONE_LAYER_BG_VIDEO: the looping background
 * @CUE_PHONE_LAYER_BG_IMAGE: the background, or what stands behind the video
 * @CUE_PHONE_LAYER_FG_IMAGE: above the background
 * @CUE_PHONE_LAYER_LOGO: above that, in the custom state
 *
 * The layers of a phone that come from the web, bottom to top.
 */
typedef enum {
  CUE_PHONE_LAYER_BG_VIDEO,
  CUE_PHONE_LAYER_BG_IMAGE,
  CUE_PHONE_LAYER_FG_IMAGE,
  CUE_PHONE_LAYER_LOGO,
} CuePhoneLayer;

#define CUE_N_PHONE_LAYERS 4

#define CUE_TYPE_ASSET (cue_asset_get_type ())

G_DECLARE_FINAL_TYPE (CueAsset, cue_asset, CUE, ASSET, GObject)

CueAsset *cue_asset_new (CueHttpClient *client, CueClock *clock, const char *url, gboolean video);
CueAsset *cue_asset_new_for_paintable (GdkPaintable *paintable);

void cue_asset_hold (CueAsset *self);
void cue_asset_release (CueAsset *self);
void cue_asset_ask_size (CueAsset *self, guint width, guint height);

GdkPaintable *cue_asset_get_paintable (CueAsset *self);
const char   *cue_asset_get_fault (CueAsset *self);
gboolean      cue_asset_get_loading (CueAsset *self);
void          cue_asset_get_size (CueAsset *self, int *width, int *height);

G_END_DECLS
