// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-engine-state.h"

G_BEGIN_DECLS

gboolean       cue_asset_state_has_any (CueEngineState *state, CuePlayerState of);
CuePlayerState cue_asset_guess_next (CueEngineState *state);

G_END_DECLS
