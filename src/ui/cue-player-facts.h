// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_PLAYER_FACTS (cue_player_facts_get_type ())

G_DECLARE_FINAL_TYPE (CuePlayerFacts, cue_player_facts, CUE, PLAYER_FACTS, AdwBin)

void cue_player_facts_set_session (CuePlayerFacts *self, CueEventSession *session);

G_END_DECLS
