// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-session-list.h"
#include "cue-window-pages.h"

G_BEGIN_DECLS

#define CUE_TYPE_WINDOW (cue_window_get_type ())

G_DECLARE_FINAL_TYPE (CueWindow, cue_window, CUE, WINDOW, AdwApplicationWindow)

GtkWidget *
cue_window_new (GtkApplication *application, CueSessionList *sessions, GSettings *settings);

CueSessionList  *cue_window_get_sessions (CueWindow *self);
CueEventSession *cue_window_get_session (CueWindow *self);
CueWindowPages  *cue_window_get_pages (CueWindow *self);
void             cue_window_show_page (CueWindow *self, const char *name);
void             cue_window_open (CueWindow *self, CueEventSession *session);
void             cue_window_start_demo (CueWindow *self, const char *scenario);
const char      *cue_window_get_demo_control (CueWindow *self);
void             cue_window_toast (CueWindow *self, const char *words);

G_END_DECLS
