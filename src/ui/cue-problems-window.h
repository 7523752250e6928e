// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_PROBLEMS_WINDOW (cue_problems_window_get_type ())

G_DECLARE_FINAL_TYPE (CueProblemsWindow, cue_problems_window, CUE, PROBLEMS_WINDOW, AdwWindow)

GtkWidget *cue_problems_window_new (GtkWindow *parent, CueEventSession *session);

G_END_DECLS
