// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_REGISTER_FORM (cue_acoustic_register_form_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticRegisterForm,
                      cue_acoustic_register_form,
                      CUE,
                      ACOUSTIC_REGISTER_FORM,
                      AdwBin)

G_END_DECLS
