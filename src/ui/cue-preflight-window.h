// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"
#include "cue-preflight.h"

G_BEGIN_DECLS

#define CUE_TYPE_PREFLIGHT_WINDOW (cue_preflight_window_get_type ())

G_DECLARE_FINAL_TYPE (CuePreflightWindow, cue_preflight_window, CUE, PREFLIGHT_WINDOW, AdwWindow)

GtkWidget *
cue_preflight_window_new (GtkWindow *parent, CueEventSession *session, CueSecretStore *secrets);
CuePreflight *cue_preflight_window_get_preflight (CuePreflightWindow *self);

G_END_DECLS
