// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-phone-scene.h"

G_BEGIN_DECLS

#define CUE_TYPE_PHONE_SCREEN (cue_phone_screen_get_type ())

G_DECLARE_FINAL_TYPE (CuePhoneScreen, cue_phone_screen, CUE, PHONE_SCREEN, GtkWidget)

void cue_phone_screen_set_scene (CuePhoneScreen *self, CuePhoneScene *scene);

G_END_DECLS
