// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_STATE_PANEL (cue_state_panel_get_type ())

G_DECLARE_FINAL_TYPE (CueStatePanel, cue_state_panel, CUE, STATE_PANEL, AdwBin)

void cue_state_panel_set_session (CueStatePanel *self, CueEventSession *session);

G_END_DECLS
