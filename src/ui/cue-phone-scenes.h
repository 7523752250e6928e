// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-phone-scene.h"

G_BEGIN_DECLS

#define CUE_TYPE_PHONE_SCENES (cue_phone_scenes_get_type ())

G_DECLARE_FINAL_TYPE (CuePhoneScenes, cue_phone_scenes, CUE, PHONE_SCENES, GObject)

CuePhoneScenes *cue_phone_scenes_new (CueAssetPictures *pictures, CueCountdown *countdown);

void cue_phone_scenes_set_state (CuePhoneScenes *self, CueEngineState *state);
void cue_phone_scenes_set_picture (CuePhoneScenes *self, GdkPaintable *picture);

CueAssetPictures *cue_phone_scenes_get_pictures (CuePhoneScenes *self);
CuePhoneScene    *cue_phone_scenes_get_on_air (CuePhoneScenes *self);
CuePhoneScene    *cue_phone_scenes_get (CuePhoneScenes *self, CuePlayerState state);
CuePhoneScene    *cue_phone_scenes_make (CuePhoneScenes *self, CuePlayerState state);

G_END_DECLS
