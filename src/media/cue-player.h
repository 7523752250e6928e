// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-player-stats.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * CuePlaybackState:
 * @CUE_PLAYBACK_STATE_IDLE: nothing is asked for: no address, or stopped
 * @CUE_PLAYBACK_STATE_CONNECTING: a helper is starting; there is no picture yet
 * @CUE_PLAYBACK_STATE_BUFFERING: there was a picture, but it stands still for want of data
 * @CUE_PLAYBACK_STATE_PLAYING: pictures are moving
 * @CUE_PLAYBACK_STATE_WAITING_RETRY: the last attempt failed; the next one has a time
 * @CUE_PLAYBACK_STATE_ENDED: a finished (VOD) stream was played to its end
 *
 * What a [class@Player] is doing. Why it is doing so is a [enum@PlaybackReason].
 */
typedef enum {
  CUE_PLAYBACK_STATE_IDLE,
  CUE_PLAYBACK_STATE_CONNECTING,
  CUE_PLAYBACK_STATE_BUFFERING,
  CUE_PLAYBACK_STATE_PLAYING,
  CUE_PLAYBACK_STATE_WAITING_RETRY,
  CUE_PLAYBACK_STATE_ENDED,
} CuePlaybackState;

#define CUE_TYPE_PLAYBACK_STATE (cue_playback_state_get_type ())
GType cue_playback_state_get_type (void);

/**
 * CuePlaybackReason:
 * @CUE_PLAYBACK_REASON_NONE: nothing is wrong
 * @CUE_PLAYBACK_REASON_INVALID_ADDRESS: the address is not one of a stream
 * @CUE_PLAYBACK_REASON_UNAUTHORIZED: the server answered 401
 * @CUE_PLAYBACK_REASON_FORBIDDEN: the server answered 403
 * @CUE_PLAYBACK_REASON_NOT_FOUND: the server answered 404 or 410
 * @CUE_PLAYBACK_REASON_SERVER: the server answered another 4xx or a 5xx
 * @CUE_PLAYBACK_REASON_UNREACHABLE: no connection: refused, no such host, no route, TLS
 * @CUE_PLAYBACK_REASON_SILENT: the server accepted the connection and sends nothing
 * @CUE_PLAYBACK_REASON_STALLED: there was a picture and the position does not move on
 * @CUE_PLAYBACK_REASON_FORMAT: what arrived cannot be decoded, or is not a stream
 * @CUE_PLAYBACK_REASON_MISSING_DECODER: this computer has no decoder for the codec
 * @CUE_PLAYBACK_REASON_AUDIO_DEVICE: the sound device failed; the picture goes on without it
 * @CUE_PLAYBACK_REASON_HELPER_MISSING: the helper program cannot be started
 * @CUE_PLAYBACK_REASON_HELPER_ENDED: the helper program crashed or left
 * @CUE_PLAYBACK_REASON_HELPER_HUNG: the helper program does not answer
 * @CUE_PLAYBACK_REASON_HELPER_MISBEHAVED: the helper program broke the protocol, or flooded
 * @CUE_PLAYBACK_REASON_STREAM: the stream failed in a way that nobody explains
 *
 * Why a [class@Player] is not playing as asked; the words are in [method@Player.describe].
 */
typedef enum {
  CUE_PLAYBACK_REASON_NONE,
  CUE_PLAYBACK_REASON_INVALID_ADDRESS,
  CUE_PLAYBACK_REASON_UNAUTHORIZED,
  CUE_PLAYBACK_REASON_FORBIDDEN,
  CUE_PLAYBACK_REASON_NOT_FOUND,
  CUE_PLAYBACK_REASON_SERVER,
  CUE_PLAYBACK_REASON_UNREACHABLE,
  CUE_PLAYBACK_REASON_SILENT,
  CUE_PLAYBACK_REASON_STALLED,
  CUE_PLAYBACK_REASON_FORMAT,
  CUE_PLAYBACK_REASON_MISSING_DECODER,
  CUE_PLAYBACK_REASON_AUDIO_DEVICE,
  CUE_PLAYBACK_REASON_HELPER_MISSING,
  CUE_PLAYBACK_REASON_HELPER_ENDED,
  CUE_PLAYBACK_REASON_HELPER_HUNG,
  CUE_PLAYBACK_REASON_HELPER_MISBEHAVED,
  CUE_PLAYBACK_REASON_STREAM,
} CuePlaybackReason;

#define CUE_TYPE_PLAYBACK_REASON (cue_playback_reason_get_type ())
GType cue_playback_reason_get_type (void);

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
