// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_PLAYER_VIEW (cue_player_view_get_type ())

G_DECLARE_FINAL_TYPE (CuePlayerView, cue_player_view, CUE, PLAYER_VIEW, AdwBin)

void cue_player_view_set_session (CuePlayerView *self, CueEventSession *session);
void cue_player_view_set_show_facts (CuePlayerView *self, gboolean show);

G_END_DECLS
