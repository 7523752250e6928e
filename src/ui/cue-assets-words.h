// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-watch.h"

G_BEGIN_DECLS

/* States that have assets. */
#define CUE_ASSETS_N_STATES 4

CuePlayerState cue_assets_words_get_state (guint index);

char *cue_assets_words_tell (CueAssetFinding *finding);
char *cue_assets_words_advise (CueAssetFinding *finding, gboolean full);
char *cue_assets_words_judge (CueAssetWatch *watch, CuePlayerState state, CueHealth *health);

G_END_DECLS
