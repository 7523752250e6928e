// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-asset-next.h"

// The documentation gives no rules of transition, so what comes next is a guess: the usual order of
// a show. `live` and `replay` have no assets; an interruption comes when nobody wishes it.
static const CuePlayerState usual[] = {
  CUE_PLAYER_STATE_CUSTOM,
  CUE_PLAYER_STATE_PRELIVE,
  CUE_PLAYER_STATE_LIVE,
  CUE_PLAYER_STATE_POSTLIVE,
};

/**
 * cue_asset_state_has_any:
 * @state: an answer of the Event Engine
 * @of: a player state
 *
 * Returns: whether the answer names anything that the phone would show in @of
 */
gboolean
cue_asset_state_has_any (CueEngineState *state, CuePlayerState of)
{
  for (CueAssetKind kind = CUE_ASSET_BG_VIDEO; kind <= CUE_ASSET_FG_IMAGE; kind++) {
    if (cue_engine_state_get_asset (state, of, kind) != NULL)
      return TRUE;
  }
  return of == CUE_PLAYER_STATE_CUSTOM && (cue_engine_state_get_logo (state) != NULL ||
                                           cue_engine_state_get_custom_text (state)[0] != NULL);
}

/**
 * cue_asset_guess_next:
 * @state: an answer of the Event Engine
 *
 * Guesses which pictures the audience sees next: those of the next state in the usual order of a
 * show (custom, prelive, live, postlive) that has any. After an interruption the show goes on
 * live, so what follows that is next.
 *
 * Returns: the state; unknown when there is nothing to guess
 */
CuePlayerState
cue_asset_guess_next (CueEngineState *state)
{
  CuePlayerState now = cue_engine_state_get_player_state (state);
  gsize          i = 0;

  if (now == CUE_PLAYER_STATE_INTERRUPTION)
    now = CUE_PLAYER_STATE_LIVE;
  while (i < G_N_ELEMENTS (usual) && usual[i] != now)
    i++;
  for (i++; i < G_N_ELEMENTS (usual); i++) {
    if (cue_asset_state_has_any (state, usual[i]))
      return usual[i];
  }
  return CUE_PLAYER_STATE_UNKNOWN;
}
