// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_KEY_FORM (cue_acoustic_key_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticKeyForm, cue_acoustic_key_form, CUE, ACOUSTIC_KEY_FORM, AdwBin)

void cue_acoustic_key_form_set_connection (CueAcousticKeyForm        *self,
                                           CueAcousticDeskConnection *connection);

G_END_DECLS
