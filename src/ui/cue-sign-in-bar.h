// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-sign-in.h"

G_BEGIN_DECLS

#define CUE_TYPE_SIGN_IN_BAR (cue_sign_in_bar_get_type ())

G_DECLARE_FINAL_TYPE (CueSignInBar, cue_sign_in_bar, CUE, SIGN_IN_BAR, AdwBin)

void cue_sign_in_bar_set_sign_in (CueSignInBar *self, CueSignIn *sign_in);

G_END_DECLS
