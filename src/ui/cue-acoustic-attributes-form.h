// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_ATTRIBUTES_FORM (cue_acoustic_attributes_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticAttributesForm,
                      cue_acoustic_attributes_form,
                      CUE,
                      ACOUSTIC_ATTRIBUTES_FORM,
                      AdwBin)

void cue_acoustic_attributes_form_set_connection (CueAcousticAttributesForm *self,
                                                  CueAcousticDeskConnection *connection);

G_END_DECLS
