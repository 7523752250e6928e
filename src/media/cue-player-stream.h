// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-media-protocol.h"
#include "cue-player-figures.h"
#include "cue-player.h"

G_BEGIN_DECLS

#define CUE_TYPE_PLAYER_STREAM (cue_player_stream_get_type ())
G_DECLARE_FINAL_TYPE (CuePlayerStream, cue_player_stream, CUE, PLAYER_STREAM, GObject)

CuePlayerStream *cue_player_stream_new (CueClock *clock, const char *uri);

gboolean cue_player_stream_start (CuePlayerStream       *self,
                                  const CueMediaControl *settings,
                                  gint64                 start_us,
                                  GError               **error);
void     cue_player_stream_control (CuePlayerStream *self, const CueMediaControl *settings);
void     cue_player_stream_snapshot (CuePlayerStream *self, guint32 request);

const char             *cue_player_stream_get_uri (CuePlayerStream *self);
gboolean                cue_player_stream_get_stalled (CuePlayerStream *self);
gint64                  cue_player_stream_get_lost (CuePlayerStream *self);
const CuePlayerFigures *cue_player_stream_get_figures (CuePlayerStream *self);

G_END_DECLS
