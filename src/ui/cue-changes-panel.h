// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_CHANGES_PANEL (cue_changes_panel_get_type ())

G_DECLARE_FINAL_TYPE (CueChangesPanel, cue_changes_panel, CUE, CHANGES_PANEL, AdwBin)

void cue_changes_panel_set_session (CueChangesPanel *self, CueEventSession *session);
void cue_changes_panel_set_hide_names (CueChangesPanel *self, gboolean hide);

G_END_DECLS
