// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_POLLS_PANEL (cue_polls_panel_get_type ())

G_DECLARE_FINAL_TYPE (CuePollsPanel, cue_polls_panel, CUE, POLLS_PANEL, AdwBin)

void cue_polls_panel_set_session (CuePollsPanel *self, CueEventSession *session);

G_END_DECLS
