// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-composition.h"

G_BEGIN_DECLS

#define CUE_TYPE_COMPOSITION_VIEW (cue_composition_view_get_type ())

G_DECLARE_FINAL_TYPE (CueCompositionView, cue_composition_view, CUE, COMPOSITION_VIEW, AdwBin)

GtkWidget *cue_composition_view_new (void);

CueComposition *cue_composition_view_get_composition (CueCompositionView *self);
void            cue_composition_view_set_scene (CueCompositionView *self, CuePhoneScene *scene);
void            cue_composition_view_set_before (CueCompositionView *self, CuePhoneScene *before);
void            cue_composition_view_set_guides (CueCompositionView *self, CuePhoneGuides guides);
void            cue_composition_view_set_title (CueCompositionView *self, const char *title);
void            cue_composition_view_set_alone (CueCompositionView *self, gboolean alone);

G_END_DECLS
