// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

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
 * @CUE_PLAYBACK_REASON_PLAYLIST: it played, and then its playlist could not be fetched again
 * @CUE_PLAYBACK_REASON_STALLED: there was a picture and the position does not move on
 * @CUE_PLAYBACK_REASON_FORMAT: what arrived cannot be decoded, or is not a stream
 * @CUE_PLAYBACK_REASON_MISSING_DECODER: this computer has no decoder for the codec
 * @CUE_PLAYBACK_REASON_AUDIO_DEVICE: the sound device failed; the picture goes on without it
 * @CUE_PLAYBACK_REASON_HELPER_MISSING: the helper program cannot be started
 * @CUE_PLAYBACK_REASON_HELPER_ENDED: the helper program crashed or left
 * @CUE_PLAYBACK_REASON_HELPER_HUNG: the helper program does not answer
 * @CUE_PLAYBACK_REASON_HELPER_MISBEHAVED: the helper program broke the protocol, or flooded
 * @CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD: Cuelight was updated under this console; there are no
 *   retries, because only a restart helps
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
  CUE_PLAYBACK_REASON_PLAYLIST,
  CUE_PLAYBACK_REASON_STALLED,
  CUE_PLAYBACK_REASON_FORMAT,
  CUE_PLAYBACK_REASON_MISSING_DECODER,
  CUE_PLAYBACK_REASON_AUDIO_DEVICE,
  CUE_PLAYBACK_REASON_HELPER_MISSING,
  CUE_PLAYBACK_REASON_HELPER_ENDED,
  CUE_PLAYBACK_REASON_HELPER_HUNG,
  CUE_PLAYBACK_REASON_HELPER_MISBEHAVED,
  CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD,
  CUE_PLAYBACK_REASON_STREAM,
} CuePlaybackReason;

#define CUE_TYPE_PLAYBACK_REASON (cue_playback_reason_get_type ())
GType cue_playback_reason_get_type (void);

const char *cue_playback_state_to_words (CuePlaybackState state);
char       *cue_playback_reason_to_words (CuePlaybackReason reason, guint http_status);

G_END_DECLS
