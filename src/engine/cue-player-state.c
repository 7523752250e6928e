// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-player-state.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (CuePlayerState,
                    cue_player_state,
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_CUSTOM, "custom"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_PRELIVE, "prelive"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_LIVE, "live"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_POSTLIVE, "postlive"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_REPLAY, "replay"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYER_STATE_INTERRUPTION, "interruption"))

// In the order of the enumeration.
static const struct {
  const char *id;
  const char *words;
} states[CUE_N_PLAYER_STATES] = {
  { "unknown", N_ ("Unknown") },           { "custom", N_ ("Custom") },
  { "prelive", N_ ("Pre-live") },          { "live", N_ ("Live") },
  { "postlive", N_ ("Post-live") },        { "replay", N_ ("Replay") },
  { "interruption", N_ ("Interruption") },
};

/**
 * cue_player_state_to_words:
 *
 * Returns: the state's name for people, translated
 */
const char *
cue_player_state_to_words (CuePlayerState state)
{
  g_return_val_if_fail ((guint) state < CUE_N_PLAYER_STATES, "");

  return _ (states[state].words);
}

/**
 * cue_player_state_to_id:
 *
 * Returns: the state as the API writes it, "unknown" for %CUE_PLAYER_STATE_UNKNOWN
 */
const char *
cue_player_state_to_id (CuePlayerState state)
{
  g_return_val_if_fail ((guint) state < CUE_N_PLAYER_STATES, "unknown");

  return states[state].id;
}

/**
 * cue_player_state_from_id:
 * @id: (nullable): a text from the API, compared exactly: another case is another state
 *
 * Returns: the state, %CUE_PLAYER_STATE_UNKNOWN when not documented
 */
CuePlayerState
cue_player_state_from_id (const char *id)
{
  for (guint i = CUE_PLAYER_STATE_CUSTOM; i < CUE_N_PLAYER_STATES; i++) {
    if (g_strcmp0 (id, states[i].id) == 0)
      return (CuePlayerState) i;
  }
  return CUE_PLAYER_STATE_UNKNOWN;
}
