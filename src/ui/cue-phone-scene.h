// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

#include "cue-asset-pictures.h"
#include "cue-countdown.h"
#include "cue-engine-state.h"

G_BEGIN_DECLS

/**
 * CUE_N_PHONE_LAYERS:
 *
 * The layers of a phone that come from the web: all kinds of assets, bottom to top.
 */
#define CUE_N_PHONE_LAYERS (CUE_ASSET_LOGO + 1)

/**
 * CuePhoneCut:
 * @layer: which asset
 * @width: of the asset, in pixels
 * @height: of the asset, in pixels
 * @of_width: whether its sides are cut; else its top and bottom
 * @share: how much of that is not seen, 0 to 1
 *
 * What a phone cuts from an asset that is not 9:16.
 */
typedef struct {
  CueAssetKind layer;
  int          width;
  int          height;
  gboolean     of_width;
  double       share;
} CuePhoneCut;

#define CUE_TYPE_PHONE_SCENE (cue_phone_scene_get_type ())

G_DECLARE_FINAL_TYPE (CuePhoneScene, cue_phone_scene, CUE, PHONE_SCENE, GObject)

CuePhoneScene *cue_phone_scene_new (CueAssetPictures *pictures);
CuePhoneScene *cue_phone_scene_new_for_state (CueAssetPictures *pictures, CuePlayerState state);

void cue_phone_scene_set_state (CuePhoneScene *self, CueEngineState *state);
void cue_phone_scene_set_picture (CuePhoneScene *self, GdkPaintable *picture);
void cue_phone_scene_set_countdown (CuePhoneScene *self, CueCountdown *countdown);
void cue_phone_scene_set_version (CuePhoneScene *self, CueAssetKind layer, GdkPaintable *paintable);
void cue_phone_scene_set_hidden (CuePhoneScene *self, CueAssetKind layer, gboolean hidden);
void cue_phone_scene_hold (CuePhoneScene *self);
void cue_phone_scene_release (CuePhoneScene *self);
void cue_phone_scene_ask_size (CuePhoneScene *self, guint width, guint height);

gboolean       cue_phone_scene_has_state (CuePhoneScene *self);
gboolean       cue_phone_scene_has_picture (CuePhoneScene *self);
CuePlayerState cue_phone_scene_get_player_state (CuePhoneScene *self);
CueAssetKind   cue_phone_scene_get_background_layer (CuePhoneScene *self);
GdkPaintable  *cue_phone_scene_get_layer (CuePhoneScene *self, CueAssetKind layer);
const char    *cue_phone_scene_get_layer_fault (CuePhoneScene *self, CueAssetKind layer);
void
cue_phone_scene_get_layer_size (CuePhoneScene *self, CueAssetKind layer, int *width, int *height);
GdkPaintable      *cue_phone_scene_get_background (CuePhoneScene *self);
GdkPaintable      *cue_phone_scene_get_picture (CuePhoneScene *self);
GdkPaintable      *cue_phone_scene_get_foreground (CuePhoneScene *self);
GdkPaintable      *cue_phone_scene_get_logo (CuePhoneScene *self);
const char *const *cue_phone_scene_get_lines (CuePhoneScene *self);
CueCountdown      *cue_phone_scene_get_countdown (CuePhoneScene *self);
gboolean           cue_phone_scene_get_text_is_dark (CuePhoneScene *self);
void               cue_phone_scene_get_native_size (CuePhoneScene *self, int *width, int *height);
GArray            *cue_phone_scene_list_cuts (CuePhoneScene *self);
gboolean           cue_phone_scene_is_empty (CuePhoneScene *self);
gboolean           cue_phone_scene_is_loading (CuePhoneScene *self);
char              *cue_phone_scene_describe (CuePhoneScene *self);
char              *cue_phone_scene_describe_cuts (CuePhoneScene *self);
char              *cue_phone_scene_describe_faults (CuePhoneScene *self);
char              *cue_phone_scene_describe_remarks (CuePhoneScene *self);

G_END_DECLS
