// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

#include "cue-clock.h"
#include "cue-countdown.h"
#include "cue-engine-state.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

#define CUE_TYPE_PHONE_SCENE (cue_phone_scene_get_type ())

G_DECLARE_FINAL_TYPE (CuePhoneScene, cue_phone_scene, CUE, PHONE_SCENE, GObject)

CuePhoneScene *cue_phone_scene_new (CueHttpClient *client, CueClock *clock);

void cue_phone_scene_set_state (CuePhoneScene *self, CueEngineState *state);
void cue_phone_scene_set_picture (CuePhoneScene *self, GdkPaintable *picture);
void cue_phone_scene_set_countdown (CuePhoneScene *self, CueCountdown *countdown);
void cue_phone_scene_set_visible (CuePhoneScene *self, gboolean visible);

GdkPaintable      *cue_phone_scene_get_background (CuePhoneScene *self);
GdkPaintable      *cue_phone_scene_get_picture (CuePhoneScene *self);
GdkPaintable      *cue_phone_scene_get_foreground (CuePhoneScene *self);
GdkPaintable      *cue_phone_scene_get_logo (CuePhoneScene *self);
const char *const *cue_phone_scene_get_lines (CuePhoneScene *self);
CueCountdown      *cue_phone_scene_get_countdown (CuePhoneScene *self);
gboolean           cue_phone_scene_get_text_is_dark (CuePhoneScene *self);
gboolean           cue_phone_scene_is_empty (CuePhoneScene *self);
gboolean           cue_phone_scene_is_loading (CuePhoneScene *self);
char              *cue_phone_scene_describe (CuePhoneScene *self);
char              *cue_phone_scene_describe_faults (CuePhoneScene *self);

G_END_DECLS
