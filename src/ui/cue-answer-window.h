// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_ANSWER_WINDOW (cue_answer_window_get_type ())
G_DECLARE_FINAL_TYPE (CueAnswerWindow, cue_answer_window, CUE, ANSWER_WINDOW, AdwWindow)

GtkWidget *cue_answer_window_new (GtkWindow *parent, CueEventSession *session);
guint      cue_answer_window_count_unknown (CueEngineState *state);

G_END_DECLS
