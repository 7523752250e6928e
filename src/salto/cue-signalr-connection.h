// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-client.h"
#include "cue-signalr-message.h"
#include "cue-signalr-reason.h"
#include "cue-token-provider.h"

G_BEGIN_DECLS

#define CUE_SIGNALR_CONNECT_TIMEOUT_MS           15000
#define CUE_SIGNALR_DEFAULT_HANDSHAKE_TIMEOUT_MS 15000
#define CUE_SIGNALR_DEFAULT_SERVER_TIMEOUT_MS    30000
#define CUE_SIGNALR_DEFAULT_KEEPALIVE_MS         15000
#define CUE_SIGNALR_DEFAULT_MAX_MESSAGE_BYTES    (16 * 1024 * 1024)
#define CUE_SIGNALR_DEFAULT_MAX_QUEUE_BYTES      (32 * 1024 * 1024)

/**
 * CueSignalrTokenPlace:
 * @CUE_SIGNALR_TOKEN_IN_HEADER: `Authorization: Bearer …`
 * @CUE_SIGNALR_TOKEN_IN_QUERY: `access_token=…` at the end of the URL, as browsers must
 */
typedef enum {
  CUE_SIGNALR_TOKEN_IN_HEADER,
  CUE_SIGNALR_TOKEN_IN_QUERY,
} CueSignalrTokenPlace;

/**
 * CueSignalrCounters:
 * @attempts: attempts to connect, the first included
 * @failures: attempts that failed
 * @connects: attempts that ended connected
 * @reconnects: of these, after the connection was lost
 * @frames: WebSocket messages received
 * @bytes: bytes in them
 * @received: hub messages received, of every type
 * @delivered: invocations handed over that fit
 * @malformed: invocations of the expected target with other arguments
 * @unexpected: invocations of another target, messages of an unknown type
 * @dropped: invocations let go because the queue was full
 * @pings_received: hub pings received
 * @pings_sent: hub pings sent
 * @answers_sent: completions sent to invocations that wait for a result
 *
 * What a connection has seen since it was made; they are never set back.
 */
typedef struct {
  guint64 attempts;
  guint64 failures;
  guint64 connects;
  guint64 reconnects;
  guint64 frames;
  guint64 bytes;
  guint64 received;
  guint64 delivered;
  guint64 malformed;
  guint64 unexpected;
  guint64 dropped;
  guint64 pings_received;
  guint64 pings_sent;
  guint64 answers_sent;
} CueSignalrCounters;

#define CUE_TYPE_SIGNALR_CONNECTION (cue_signalr_connection_get_type ())

G_DECLARE_FINAL_TYPE (CueSignalrConnection,
                      cue_signalr_connection,
                      CUE,
                      SIGNALR_CONNECTION,
                      GObject)

/**
 * CueSignalrHandler:
 * @self: the connection
 * @message: what came; valid during the call only
 * @user_data: what was given with the handler
 *
 * Takes one invocation. It may stop the connection or drop the last reference to it.
 */
typedef void (*CueSignalrHandler) (CueSignalrConnection    *self,
                                   const CueSignalrMessage *message,
                                   gpointer                 user_data);

CueSignalrConnection *cue_signalr_connection_new (CueHttpClient *client, const char *url);

/* Before it is started. */
void cue_signalr_connection_set_handler (CueSignalrConnection *self,
                                         const char           *target,
                                         CueSignalrHandler     handler,
                                         gpointer              user_data,
                                         GDestroyNotify        destroy);
void cue_signalr_connection_set_token_provider (CueSignalrConnection *self,
                                                CueTokenProvider     *provider,
                                                CueSignalrTokenPlace  place);
void cue_signalr_connection_set_reconnect_delays (CueSignalrConnection *self,
                                                  const guint          *delays_ms,
                                                  guint                 n_delays);
void cue_signalr_connection_set_reconnect_forever (CueSignalrConnection *self,
                                                   guint                 base_ms,
                                                   guint                 cap_ms);
void cue_signalr_connection_set_retry_first (CueSignalrConnection *self, gboolean retry_first);
void cue_signalr_connection_set_handshake_timeout (CueSignalrConnection *self, guint milliseconds);
void cue_signalr_connection_set_server_timeout (CueSignalrConnection *self, guint milliseconds);
void cue_signalr_connection_set_keepalive (CueSignalrConnection *self, guint milliseconds);
void cue_signalr_connection_set_max_message_bytes (CueSignalrConnection *self, gsize bytes);
void cue_signalr_connection_set_max_queue_bytes (CueSignalrConnection *self, gsize bytes);
void cue_signalr_connection_set_purpose (CueSignalrConnection *self,
                                         const char           *lane,
                                         const char           *purpose);

void cue_signalr_connection_start (CueSignalrConnection *self);
void cue_signalr_connection_stop (CueSignalrConnection *self);
void cue_signalr_connection_retry_now (CueSignalrConnection *self);

CueSignalrState  cue_signalr_connection_get_state (CueSignalrConnection *self);
CueSignalrReason cue_signalr_connection_get_reason (CueSignalrConnection *self);
guint            cue_signalr_connection_get_http_status (CueSignalrConnection *self);
const GError    *cue_signalr_connection_get_error (CueSignalrConnection *self);
CueExchange     *cue_signalr_connection_get_exchange (CueSignalrConnection *self);
gint64           cue_signalr_connection_get_retry_monotonic_us (CueSignalrConnection *self);
gint64           cue_signalr_connection_get_connected_wall_us (CueSignalrConnection *self);
gint64           cue_signalr_connection_get_last_received_wall_us (CueSignalrConnection *self);
gint64           cue_signalr_connection_get_last_message_wall_us (CueSignalrConnection *self);
gint64           cue_signalr_connection_get_last_ping_wall_us (CueSignalrConnection *self);

const CueSignalrCounters *cue_signalr_connection_get_counters (CueSignalrConnection *self);

G_END_DECLS
