// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_COUNTDOWN_PANEL (cue_countdown_panel_get_type ())

G_DECLARE_FINAL_TYPE (CueCountdownPanel, cue_countdown_panel, CUE, COUNTDOWN_PANEL, AdwBin)

void cue_countdown_panel_set_session (CueCountdownPanel *self, CueEventSession *session);

G_END_DECLS
