// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-roster.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROFILE_WINDOW (cue_profile_window_get_type ())

G_DECLARE_FINAL_TYPE (CueProfileWindow, cue_profile_window, CUE, PROFILE_WINDOW, AdwWindow)

GtkWidget *cue_profile_window_new (GtkWindow *parent, CueRoster *roster, CueProfile *profile);
void       cue_profile_window_start_test (CueProfileWindow *self);

gboolean cue_profile_window_finish_test (CueProfileWindow *self);

G_END_DECLS
