// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-signalr-codec.h"
#include "cue-signalr-connection.h"
#include "cue-signalr-inbox.h"
#include "cue-turn.h"
#include "cue-websocket.h"

G_BEGIN_DECLS

typedef enum {
  CUE_SIGNALR_RECONNECT_NEVER,
  CUE_SIGNALR_RECONNECT_DELAYS,
  CUE_SIGNALR_RECONNECT_FOREVER,
} CueSignalrPolicy;

struct _CueSignalrConnection {
  GObject parent_instance;

  /* settings */
  CueHttpClient       *client;   /* owned */
  CueClock            *clock;    /* owned */
  char                *url;      /* owned: http or https */
  char                *lane;     /* owned */
  char                *purpose;  /* owned */
  CueTokenProvider    *provider; /* owned, nullable */
  CueSignalrTokenPlace place;
  CueSignalrHandler    handler;
  gpointer             handler_data;
  GDestroyNotify       handler_destroy;
  CueSignalrPolicy     policy;
  GArray              *delays_ms; /* owned: of guint */
  guint                base_ms;
  guint                cap_ms;
  gboolean             retry_first;
  guint                handshake_timeout_ms;
  guint                server_timeout_ms;
  guint                keepalive_ms;
  gsize                max_message_bytes;
  gsize                max_queue_bytes;

  /* where we are */
  CueSignalrState    state;
  CueSignalrReason   reason;
  guint              http_status;
  GError            *error; /* owned, nullable */
  CueSignalrCounters counters;
  guint              epoch;    /* changes with every step, so that a callback can be outlived */
  guint              attempt;  /* since the start, or since the connection was lost */
  guint              failures; /* in a row, for the policy */
  gboolean           was_connected;
  gboolean           is_fresh;    /* the token was asked for after a 401 */
  char              *token;       /* owned, nullable, wiped: of this attempt */
  GCancellable      *cancellable; /* owned: of this attempt */
  CueWebsocket      *websocket;   /* owned, nullable */
  CueExchange       *exchange;    /* owned, nullable: of the last attempt */
  CueSignalrCodec   *codec;       /* owned, nullable until a handler is set */
  CueSignalrInbox   *inbox;       /* owned, nullable: of this connection */
  gboolean           shaken;      /* the handshake is done */
  gboolean           draining;    /* records are being handled right now */
  guint              retry_id;
  guint              handshake_id;
  guint              server_id;
  guint              keepalive_id;
  CueTurn            drain; /* waits to handle what is left in the inbox; the server waits too */
  gint64             retry_monotonic_us;
  gint64             last_received_monotonic_us;
  gint64             last_sent_monotonic_us;
  gint64             connected_wall_us;
  gint64             last_received_wall_us;
  gint64             last_message_wall_us;
  gint64             last_ping_wall_us;
  guint64            gap_dropped; /* not yet told */
  gint64             gap_dropped_from_wall_us;
  gint64             gap_dropped_until_wall_us;
  gint64             lost_wall_us; /* when the last was heard before the connection was lost */
};

/* cue-signalr-connection.c */
void cue_signalr_connection_set_state (CueSignalrConnection *self, CueSignalrState state);
void cue_signalr_connection_take_failure (CueSignalrConnection *self,
                                          CueSignalrReason      reason,
                                          guint                 http_status,
                                          GError               *error);
void cue_signalr_connection_emit_connecting (CueSignalrConnection *self);
void cue_signalr_connection_emit_connected (CueSignalrConnection *self, gboolean again);
void cue_signalr_connection_emit_connect_failed (CueSignalrConnection *self);
void cue_signalr_connection_emit_reconnecting (CueSignalrConnection *self);
void cue_signalr_connection_emit_closed (CueSignalrConnection *self, const GError *error);
void cue_signalr_connection_emit_gap (CueSignalrConnection *self,
                                      gint64                from_wall_us,
                                      gint64                until_wall_us,
                                      guint64               n_dropped);

/* cue-signalr-attempt.c */
void cue_signalr_attempt_begin (CueSignalrConnection *self);
void cue_signalr_attempt_fail (CueSignalrConnection *self, CueSignalrReason reason, GError *error);
void cue_signalr_attempt_plan (CueSignalrConnection *self);
void cue_signalr_attempt_abandon (CueSignalrConnection *self);

/* cue-signalr-session.c */
void     cue_signalr_session_begin (CueSignalrConnection *self);
void     cue_signalr_session_establish (CueSignalrConnection *self);
void     cue_signalr_session_lose (CueSignalrConnection *self,
                                   CueSignalrReason      reason,
                                   gboolean              may_return,
                                   gboolean              is_error,
                                   GError               *error);
gboolean cue_signalr_session_send (CueSignalrConnection *self, const char *text);

/* cue-signalr-receive.c */
void cue_signalr_receive_data (CueSignalrConnection *self,
                               GBytes               *data,
                               gint64                wall_us,
                               gint64                monotonic_us);
void cue_signalr_receive_rest (CueSignalrConnection *self);

G_END_DECLS
