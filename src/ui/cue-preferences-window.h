// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_PREFERENCES_WINDOW (cue_preferences_window_get_type ())

G_DECLARE_FINAL_TYPE (CuePreferencesWindow,
                      cue_preferences_window,
                      CUE,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *cue_preferences_window_new (GtkWindow *parent, GSettings *settings);

void cue_preferences_apply_colour_scheme (GSettings *settings);

G_END_DECLS
