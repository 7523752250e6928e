// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-phone-guides.h"
#include "cue-phone-scene.h"

G_BEGIN_DECLS

#define CUE_COMPOSITION_ZOOM_FIT   0.0
#define CUE_COMPOSITION_ZOOM_LEAST 0.1
#define CUE_COMPOSITION_ZOOM_MOST  4.0

#define CUE_TYPE_COMPOSITION (cue_composition_get_type ())

G_DECLARE_FINAL_TYPE (CueComposition, cue_composition, CUE, COMPOSITION, GtkWidget)

GtkWidget *cue_composition_new (CuePhoneScene *scene);

CuePhoneScene *cue_composition_get_scene (CueComposition *self);
void           cue_composition_set_scene (CueComposition *self, CuePhoneScene *scene);
CuePhoneScene *cue_composition_get_before (CueComposition *self);
void           cue_composition_set_before (CueComposition *self, CuePhoneScene *before);
double         cue_composition_get_wipe (CueComposition *self);
void           cue_composition_set_wipe (CueComposition *self, double wipe);
CuePhoneGuides cue_composition_get_guides (CueComposition *self);
void           cue_composition_set_guides (CueComposition *self, CuePhoneGuides guides);
double         cue_composition_get_zoom (CueComposition *self);
void           cue_composition_set_zoom (CueComposition *self, double zoom);
void           cue_composition_get_phone (CueComposition *self, graphene_rect_t *phone);
double         cue_composition_get_scale (CueComposition *self);

G_END_DECLS
