// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-application.h"

#include "cue-window.h"

G_BEGIN_DECLS

/* What the actions of the program need of it; they stand in `cue-application-actions.c`. */

CueWindow *cue_application_ensure_window (CueApplication *self);
GSettings *cue_application_get_settings (CueApplication *self);
void       cue_application_end (CueApplication *self);
void       cue_application_add_actions (CueApplication *self);

G_END_DECLS
