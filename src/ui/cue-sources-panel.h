// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_SOURCES_PANEL (cue_sources_panel_get_type ())

G_DECLARE_FINAL_TYPE (CueSourcesPanel, cue_sources_panel, CUE, SOURCES_PANEL, AdwBin)

void cue_sources_panel_set_session (CueSourcesPanel *self, CueEventSession *session);

G_END_DECLS
