// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-doors-profile.h"
#include "cue-sign-in.h"

G_BEGIN_DECLS

#define CUE_TYPE_DOORS_FORM (cue_doors_form_get_type ())

G_DECLARE_FINAL_TYPE (CueDoorsForm, cue_doors_form, CUE, DOORS_FORM, AdwPreferencesGroup)

void     cue_doors_form_set_doors (CueDoorsForm *self, CueDoorsProfile *doors);
void     cue_doors_form_set_saved (CueDoorsForm *self, const char *kind, gboolean saved);
gboolean cue_doors_form_check (CueDoorsForm *self, gboolean focus);
GBytes  *cue_doors_form_get_secret (CueDoorsForm *self, const char *kind);
void     cue_doors_form_set_sign_in (CueDoorsForm *self, CueSignIn *sign_in);
void     cue_doors_form_take_refresh_token (CueDoorsForm *self, GBytes *token);

G_END_DECLS
