// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-composition.h"

G_BEGIN_DECLS

#define CUE_TYPE_COMPOSITION_WINDOW (cue_composition_window_get_type ())

G_DECLARE_FINAL_TYPE (CueCompositionWindow,
                      cue_composition_window,
                      CUE,
                      COMPOSITION_WINDOW,
                      AdwWindow)

GtkWidget *cue_composition_window_new (GtkWindow *parent, CueComposition *like, const char *title);

G_END_DECLS
