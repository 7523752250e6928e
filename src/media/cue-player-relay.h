// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-media-protocol.h"
#include "cue-playback.h"
#include "cue-player-figures.h"

G_BEGIN_DECLS

#define CUE_TYPE_PLAYER_RELAY (cue_player_relay_get_type ())
G_DECLARE_FINAL_TYPE (CuePlayerRelay, cue_player_relay, CUE, PLAYER_RELAY, GObject)

CuePlayerRelay *cue_player_relay_new (CueClock *clock);

void     cue_player_relay_play (CuePlayerRelay *self, const char *uri);
void     cue_player_relay_stop (CuePlayerRelay *self);
void     cue_player_relay_set_settings (CuePlayerRelay *self, const CueMediaControl *settings);
gboolean cue_player_relay_snapshot (CuePlayerRelay *self, guint32 request);

CuePlaybackState cue_player_relay_get_state (CuePlayerRelay *self);
gint64           cue_player_relay_get_next_attempt (CuePlayerRelay *self);
void             cue_player_relay_get_figures (CuePlayerRelay *self, CuePlayerFigures *figures);

G_END_DECLS
