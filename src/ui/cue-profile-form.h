// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-connections-form.h"
#include "cue-doors-form.h"
#include "cue-profile.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROFILE_FORM (cue_profile_form_get_type ())

G_DECLARE_FINAL_TYPE (CueProfileForm, cue_profile_form, CUE, PROFILE_FORM, AdwBin)

void          cue_profile_form_focus (CueProfileForm *self);
void          cue_profile_form_set_profile (CueProfileForm *self, CueProfile *profile);
void          cue_profile_form_set_has_saved_secret (CueProfileForm *self, gboolean has);
gboolean      cue_profile_form_check (CueProfileForm *self);
GBytes       *cue_profile_form_get_secret (CueProfileForm *self);
CueDoorsForm *cue_profile_form_get_doors (CueProfileForm *self);

CueConnectionsForm *cue_profile_form_get_acoustic (CueProfileForm *self);
CueConnectionsForm *cue_profile_form_get_tenduke (CueProfileForm *self);

G_END_DECLS
