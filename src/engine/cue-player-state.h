// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CuePlayerState:
 * @CUE_PLAYER_STATE_UNKNOWN: missing, or a text that the documentation does not list
 * @CUE_PLAYER_STATE_CUSTOM: a custom layout, typically a countdown over a looping video
 * @CUE_PLAYER_STATE_PRELIVE: "Live is about to start"
 * @CUE_PLAYER_STATE_LIVE: the live player is loaded and visible
 * @CUE_PLAYER_STATE_POSTLIVE: "Live has ended"
 * @CUE_PLAYER_STATE_REPLAY: the replay is available
 * @CUE_PLAYER_STATE_INTERRUPTION: "Live will resume soon"
 *
 * What the event's site shows. The documentation gives no rules of transition, so any jump is
 * accepted (Event Engine State API, "playerState").
 */
typedef enum {
  CUE_PLAYER_STATE_UNKNOWN,
  CUE_PLAYER_STATE_CUSTOM,
  CUE_PLAYER_STATE_PRELIVE,
  CUE_PLAYER_STATE_LIVE,
  CUE_PLAYER_STATE_POSTLIVE,
  CUE_PLAYER_STATE_REPLAY,
  CUE_PLAYER_STATE_INTERRUPTION,
} CuePlayerState;

#define CUE_N_PLAYER_STATES 7

#define CUE_TYPE_PLAYER_STATE (cue_player_state_get_type ())
GType cue_player_state_get_type (void);

const char    *cue_player_state_to_words (CuePlayerState state);
const char    *cue_player_state_to_id (CuePlayerState state);
CuePlayerState cue_player_state_from_id (const char *id);

G_END_DECLS
