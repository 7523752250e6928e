// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueSignalrState:
 * @CUE_SIGNALR_DISCONNECTED: not started, or over; nothing happens until it is started
 * @CUE_SIGNALR_CONNECTING: on the way to the first connection, or waiting to try again
 * @CUE_SIGNALR_CONNECTED: the handshake is done and messages come
 * @CUE_SIGNALR_RECONNECTING: it was connected; on the way back, or waiting to try again
 * @CUE_SIGNALR_STOPPING: told to stop; the server is being told
 */
typedef enum {
  CUE_SIGNALR_DISCONNECTED,
  CUE_SIGNALR_CONNECTING,
  CUE_SIGNALR_CONNECTED,
  CUE_SIGNALR_RECONNECTING,
  CUE_SIGNALR_STOPPING,
} CueSignalrState;

/**
 * CueSignalrReason:
 * @CUE_SIGNALR_REASON_NONE: nothing is wrong
 * @CUE_SIGNALR_REASON_STOPPED: we were told to stop
 * @CUE_SIGNALR_REASON_ADDRESS: the URL or the token breaks a rule; nothing was sent
 * @CUE_SIGNALR_REASON_TOKEN: no token could be got
 * @CUE_SIGNALR_REASON_HTTP_401: the token is refused, a fresh one as well
 * @CUE_SIGNALR_REASON_HTTP_403: the token is known, but not allowed here
 * @CUE_SIGNALR_REASON_HTTP_404: there is no such hub
 * @CUE_SIGNALR_REASON_HTTP_OTHER: another HTTP status; see the number
 * @CUE_SIGNALR_REASON_NOT_WEBSOCKET: something answered, but does not speak WebSocket
 * @CUE_SIGNALR_REASON_NETWORK: the server cannot be reached
 * @CUE_SIGNALR_REASON_TLS: the connection is not safe
 * @CUE_SIGNALR_REASON_CONNECT_TIMEOUT: no answer to the upgrade in time
 * @CUE_SIGNALR_REASON_HANDSHAKE_REFUSED: the hub answered the handshake with an error, or not with
 * a handshake, or hung up
 * @CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT: the hub did not answer the handshake in time
 * @CUE_SIGNALR_REASON_SERVER_TIMEOUT: not a byte came for the server time-out
 * @CUE_SIGNALR_REASON_CLOSED_BY_SERVER: the server said that it closes
 * @CUE_SIGNALR_REASON_CONNECTION_LOST: the connection ended without a word
 * @CUE_SIGNALR_REASON_PROTOCOL: what came is not the SignalR protocol
 * @CUE_SIGNALR_REASON_TOO_LARGE: a message exceeds the limit
 *
 * Why a connection is not there.
 */
typedef enum {
  CUE_SIGNALR_REASON_NONE,
  CUE_SIGNALR_REASON_STOPPED,
  CUE_SIGNALR_REASON_ADDRESS,
  CUE_SIGNALR_REASON_TOKEN,
  CUE_SIGNALR_REASON_HTTP_401,
  CUE_SIGNALR_REASON_HTTP_403,
  CUE_SIGNALR_REASON_HTTP_404,
  CUE_SIGNALR_REASON_HTTP_OTHER,
  CUE_SIGNALR_REASON_NOT_WEBSOCKET,
  CUE_SIGNALR_REASON_NETWORK,
  CUE_SIGNALR_REASON_TLS,
  CUE_SIGNALR_REASON_CONNECT_TIMEOUT,
  CUE_SIGNALR_REASON_HANDSHAKE_REFUSED,
  CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT,
  CUE_SIGNALR_REASON_SERVER_TIMEOUT,
  CUE_SIGNALR_REASON_CLOSED_BY_SERVER,
  CUE_SIGNALR_REASON_CONNECTION_LOST,
  CUE_SIGNALR_REASON_PROTOCOL,
  CUE_SIGNALR_REASON_TOO_LARGE,
} CueSignalrReason;

#define CUE_TYPE_SIGNALR_STATE (cue_signalr_state_get_type ())
GType       cue_signalr_state_get_type (void);
const char *cue_signalr_state_to_words (CueSignalrState state);

#define CUE_TYPE_SIGNALR_REASON (cue_signalr_reason_get_type ())
GType       cue_signalr_reason_get_type (void);
const char *cue_signalr_reason_to_words (CueSignalrReason reason);
const char *cue_signalr_reason_to_nick (CueSignalrReason reason);

G_END_DECLS
