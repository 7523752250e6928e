// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-playback.h"
#include "cue-player-stats.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define CUE_TYPE_PLAYER (cue_player_get_type ())
G_DECLARE_FINAL_TYPE (CuePlayer, cue_player, CUE, PLAYER, GObject)

CuePlayer *cue_player_new (CueClock *clock);

const char *cue_player_get_uri (CuePlayer *self);
void        cue_player_set_uri (CuePlayer *self, const char *uri);

gboolean cue_player_get_playing (CuePlayer *self);
void     cue_player_set_playing (CuePlayer *self, gboolean playing);

gboolean cue_player_get_muted (CuePlayer *self);
void     cue_player_set_muted (CuePlayer *self, gboolean muted);

double cue_player_get_volume (CuePlayer *self);
void   cue_player_set_volume (CuePlayer *self, double volume);

guint64 cue_player_get_variant_bandwidth (CuePlayer *self);
void    cue_player_set_variant_bandwidth (CuePlayer *self, guint64 bits_per_second);

gboolean cue_player_get_visible (CuePlayer *self);
void     cue_player_set_visible (CuePlayer *self, gboolean visible);

GdkPaintable     *cue_player_get_paintable (CuePlayer *self);
CuePlayerStats   *cue_player_get_stats (CuePlayer *self);
CuePlaybackState  cue_player_get_state (CuePlayer *self);
CuePlaybackReason cue_player_get_reason (CuePlayer *self);
guint             cue_player_get_http_status (CuePlayer *self);
const char       *cue_player_get_detail (CuePlayer *self);
gint64            cue_player_get_next_attempt (CuePlayer *self);
char             *cue_player_describe (CuePlayer *self);

void     cue_player_save_picture_async (CuePlayer          *self,
                                        GFile              *file,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean cue_player_save_picture_finish (CuePlayer *self, GAsyncResult *result, GError **error);

G_END_DECLS
