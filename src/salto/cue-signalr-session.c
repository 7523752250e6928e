// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-connection-private.h"

#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * An open WebSocket: the handshake, the pings of both sides, the time-outs, and every way it can
 * end. All times are on the monotonic clock. A time-out is not moved with each message; it looks
 * when it is due whether it still is.
 */

/**
 * cue_signalr_session_send:
 * @self: a connection with an open WebSocket
 * @text: one hub message with its separator
 *
 * Returns: whether it is on its way
 */
gboolean
cue_signalr_session_send (CueSignalrConnection *self, const char *text)
{
  if (self->websocket == NULL || !cue_websocket_send_text (self->websocket, text, strlen (text)))
    return FALSE;
  self->last_sent_monotonic_us = cue_clock_get_monotonic (self->clock);
  return TRUE;
}

/* ---- the end ---------------------------------------------------------------------------------*/

/**
 * cue_signalr_session_lose:
 * @self: a connection that is connected
 * @reason: why, for programs
 * @may_return: whether the reason allows to reconnect
 * @is_error: whether the application is told of an error if it is over now
 * @error: (transfer full): why, for people
 */
void
cue_signalr_session_lose (CueSignalrConnection *self,
                          CueSignalrReason      reason,
                          gboolean              may_return,
                          gboolean              is_error,
                          GError               *error)
{
  guint epoch;

  cue_signalr_attempt_abandon (self);
  self->lost_wall_us = self->last_received_wall_us;
  self->attempt = 0;
  self->failures = 0;
  if (!may_return || self->policy == CUE_SIGNALR_RECONNECT_NEVER) {
    g_autoptr (GError) told = is_error ? g_error_copy (error) : NULL;

    cue_signalr_connection_set_state (self, CUE_SIGNALR_DISCONNECTED);
    epoch = self->epoch;
    cue_signalr_connection_take_failure (self, reason, 0, error);
    if (self->epoch == epoch)
      cue_signalr_connection_emit_closed (self, told);
    return;
  }
  cue_signalr_connection_set_state (self, CUE_SIGNALR_RECONNECTING);
  epoch = self->epoch;
  cue_signalr_connection_take_failure (self, reason, 0, error);
  if (self->epoch == epoch)
    cue_signalr_connection_emit_reconnecting (self);
  if (self->epoch == epoch)
    cue_signalr_attempt_plan (self);
}

static CueSignalrReason
classify_end (CueWebsocketEnd end)
{
  switch (end) {
  case CUE_WEBSOCKET_TOO_LARGE:
    return CUE_SIGNALR_REASON_TOO_LARGE;
  case CUE_WEBSOCKET_PROTOCOL:
    return CUE_SIGNALR_REASON_PROTOCOL;
  case CUE_WEBSOCKET_CLOSED:
  case CUE_WEBSOCKET_LOST:
  case CUE_WEBSOCKET_LEFT:
  default:
    return CUE_SIGNALR_REASON_CONNECTION_LOST;
  }
}

static GError *
make_end_error (CueSignalrReason reason, const char *words)
{
  CueError code = CUE_ERROR_NETWORK;

  if (reason == CUE_SIGNALR_REASON_TOO_LARGE)
    code = CUE_ERROR_TOO_LARGE;
  else if (reason == CUE_SIGNALR_REASON_PROTOCOL)
    code = CUE_ERROR_PROTOCOL;
  return g_error_new_literal (CUE_ERROR, (gint) code, words != NULL ? words : "");
}

static void
end_stop (CueSignalrConnection *self)
{
  cue_signalr_attempt_abandon (self);
  cue_signalr_connection_set_state (self, CUE_SIGNALR_DISCONNECTED);
  cue_signalr_connection_emit_closed (self, NULL);
}

static void
on_ended (CueWebsocket   *websocket,
          CueWebsocketEnd end,
          guint           code,
          const char     *words,
          gpointer        data)
{
  g_autoptr (CueSignalrConnection) self = g_object_ref (data);
  CueSignalrReason reason = classify_end (end);
  gboolean         cut_off;

  if (self->state == CUE_SIGNALR_STOPPING) {
    end_stop (self);
    return;
  }
  /* What came before the end counts, a Close above all. */
  cue_signalr_receive_rest (self);
  if (self->websocket != websocket)
    return;
  if (!self->shaken) {
    /* Translators: why, a whole sentence */
    GError *error = g_error_new (CUE_ERROR,
                                 CUE_ERROR_NETWORK,
                                 _ ("The hub hung up before it answered the handshake. %s"),
                                 words);

    cue_signalr_attempt_fail (self, reason, error);
    return;
  }
  /* When we hung up ourselves over what came, that says enough. */
  cut_off = (end == CUE_WEBSOCKET_CLOSED || end == CUE_WEBSOCKET_LOST) &&
            cue_signalr_inbox_has_rest (self->inbox);
  if (cut_off) {
    /* Translators: why, a whole sentence */
    GError *error = g_error_new (CUE_ERROR,
                                 CUE_ERROR_PROTOCOL,
                                 _ ("The connection ended in the middle of a message. %s"),
                                 words);

    cue_signalr_session_lose (self, reason, TRUE, TRUE, error);
    return;
  }
  cue_signalr_session_lose (self,
                            reason,
                            TRUE,
                            end != CUE_WEBSOCKET_CLOSED,
                            make_end_error (reason, words));
}

/* ---- patience --------------------------------------------------------------------------------*/

static char *
format_seconds (guint milliseconds)
{
  return g_strdup_printf ("%g", milliseconds / 1000.0);
}

static gboolean
on_handshake_timeout (gpointer data)
{
  g_autoptr (CueSignalrConnection) self = g_object_ref (data);
  g_autofree char *seconds = format_seconds (self->handshake_timeout_ms);

  self->handshake_id = 0;
  cue_websocket_drop (self->websocket);
  cue_signalr_attempt_fail (self,
                            CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT,
                            g_error_new (CUE_ERROR,
                                         CUE_ERROR_TIMEOUT,
                                         _ ("The handshake timed out: the hub did not answer it "
                                            "within %s seconds."),
                                         seconds));
  return G_SOURCE_REMOVE;
}

static gboolean
on_server_timeout (gpointer data)
{
  g_autoptr (CueSignalrConnection) self = g_object_ref (data);
  g_autofree char *seconds = NULL;
  gint64           limit_us = self->server_timeout_ms * (gint64) 1000;
  gint64           left_us =
    self->last_received_monotonic_us + limit_us - cue_clock_get_monotonic (self->clock);

  self->server_id = 0;
  if (left_us > 0) {
    self->server_id = cue_clock_add_timeout (self->clock, left_us, on_server_timeout, self, NULL);
    return G_SOURCE_REMOVE;
  }
  /* Nobody would answer a close; the official client once waited minutes for one. */
  cue_websocket_drop (self->websocket);
  seconds = format_seconds (self->server_timeout_ms);
  cue_signalr_session_lose (self,
                            CUE_SIGNALR_REASON_SERVER_TIMEOUT,
                            TRUE,
                            TRUE,
                            g_error_new (CUE_ERROR,
                                         CUE_ERROR_TIMEOUT,
                                         _ ("The connection timed out: nothing came from the hub "
                                            "for %s seconds, not even a ping."),
                                         seconds));
  return G_SOURCE_REMOVE;
}

static void
send_ping (CueSignalrConnection *self)
{
  cue_signalr_session_send (self, cue_signalr_codec_get_ping ());
  self->counters.pings_sent++;
}

static gboolean
on_keepalive_due (gpointer data)
{
  CueSignalrConnection *self = data;
  gint64                interval_us = self->keepalive_ms * (gint64) 1000;
  gint64                now_us = cue_clock_get_monotonic (self->clock);
  gint64                left_us = self->last_sent_monotonic_us + interval_us - now_us;

  if (left_us <= 0) {
    send_ping (self);
    left_us = interval_us;
  }
  self->keepalive_id = cue_clock_add_timeout (self->clock, left_us, on_keepalive_due, self, NULL);
  return G_SOURCE_REMOVE;
}

/* ---- the beginning ---------------------------------------------------------------------------*/

static void
on_data (CueWebsocket *websocket,
         GBytes       *data,
         gint64        wall_us,
         gint64        monotonic_us,
         gpointer      user_data)
{
  cue_signalr_receive_data (user_data, data, wall_us, monotonic_us);
}

/**
 * cue_signalr_session_begin:
 * @self: a connection whose WebSocket has been opened
 *
 * Asks for the handshake.
 */
void
cue_signalr_session_begin (CueSignalrConnection *self)
{
  const CueWebsocketHandlers handlers = { on_data, on_ended };

  self->shaken = FALSE;
  self->inbox = cue_signalr_inbox_new (self->max_message_bytes);
  cue_websocket_set_handlers (self->websocket, &handlers, self);
  cue_signalr_session_send (self, cue_signalr_codec_get_handshake ());
  self->handshake_id = cue_clock_add_timeout (self->clock,
                                              self->handshake_timeout_ms * (gint64) 1000,
                                              on_handshake_timeout,
                                              self,
                                              NULL);
}

/**
 * cue_signalr_session_establish:
 * @self: a connection whose handshake was answered well
 *
 * It is connected now. The first ping goes at once: a hub times out only a client that has pinged.
 */
void
cue_signalr_session_establish (CueSignalrConnection *self)
{
  gboolean again = self->was_connected;
  guint    epoch;

  cue_clock_clear_timeout (self->clock, &self->handshake_id);
  self->shaken = TRUE;
  self->was_connected = TRUE;
  self->attempt = 0;
  self->failures = 0;
  self->counters.connects++;
  if (again)
    self->counters.reconnects++;
  self->connected_wall_us = cue_clock_get_wall (self->clock);
  send_ping (self);
  self->keepalive_id = cue_clock_add_timeout (self->clock,
                                              self->keepalive_ms * (gint64) 1000,
                                              on_keepalive_due,
                                              self,
                                              NULL);
  self->server_id = cue_clock_add_timeout (self->clock,
                                           self->server_timeout_ms * (gint64) 1000,
                                           on_server_timeout,
                                           self,
                                           NULL);
  cue_signalr_connection_set_state (self, CUE_SIGNALR_CONNECTED);
  epoch = self->epoch;
  cue_signalr_connection_take_failure (self, CUE_SIGNALR_REASON_NONE, 0, NULL);
  if (self->epoch == epoch)
    cue_signalr_connection_emit_connected (self, again);
  if (self->epoch == epoch && again)
    cue_signalr_connection_emit_gap (self, self->lost_wall_us, self->connected_wall_us, 0);
}

/* ---- start and stop --------------------------------------------------------------------------*/

/**
 * cue_signalr_connection_start:
 * @self: a connection
 *
 * Begins to connect, unless it has. The first attempt is made at once.
 */
void
cue_signalr_connection_start (CueSignalrConnection *self)
{
  g_autoptr (CueSignalrConnection) keep = NULL;

  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  keep = g_object_ref (self);
  if (self->state == CUE_SIGNALR_STOPPING)
    end_stop (self);
  if (self->state != CUE_SIGNALR_DISCONNECTED)
    return;
  self->was_connected = FALSE;
  self->attempt = 0;
  self->failures = 0;
  cue_signalr_connection_set_state (self, CUE_SIGNALR_CONNECTING);
  if (self->state == CUE_SIGNALR_CONNECTING)
    cue_signalr_attempt_begin (self);
}

/**
 * cue_signalr_connection_stop:
 * @self: a connection
 *
 * Ends it, from whatever state. No message is handed over after this call. A hub that is connected
 * is told, which takes two seconds at most; [signal@SignalrConnection::closed] says when it is
 * over.
 */
void
cue_signalr_connection_stop (CueSignalrConnection *self)
{
  g_autoptr (CueSignalrConnection) keep = NULL;
  guint epoch;

  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  keep = g_object_ref (self);
  switch (self->state) {
  case CUE_SIGNALR_DISCONNECTED:
  case CUE_SIGNALR_STOPPING:
    return;
  case CUE_SIGNALR_CONNECTED:
    cue_signalr_session_send (self, cue_signalr_codec_get_close ());
    cue_clock_clear_timeout (self->clock, &self->server_id);
    cue_clock_clear_timeout (self->clock, &self->keepalive_id);
    cue_turn_clear (&self->drain);
    g_clear_pointer (&self->inbox, cue_signalr_inbox_unref);
    cue_signalr_connection_set_state (self, CUE_SIGNALR_STOPPING);
    epoch = self->epoch;
    cue_signalr_connection_take_failure (self, CUE_SIGNALR_REASON_STOPPED, 0, NULL);
    if (self->epoch == epoch)
      cue_websocket_close (self->websocket);
    return;
  case CUE_SIGNALR_CONNECTING:
  case CUE_SIGNALR_RECONNECTING:
  default:
    cue_signalr_attempt_abandon (self);
    cue_signalr_connection_set_state (self, CUE_SIGNALR_DISCONNECTED);
    epoch = self->epoch;
    cue_signalr_connection_take_failure (self, CUE_SIGNALR_REASON_STOPPED, 0, NULL);
    if (self->epoch == epoch)
      cue_signalr_connection_emit_closed (self, NULL);
    return;
  }
}

/**
 * cue_signalr_connection_retry_now:
 * @self: a connection
 *
 * Does not wait any longer before the next attempt, for a button.
 */
void
cue_signalr_connection_retry_now (CueSignalrConnection *self)
{
  g_return_if_fail (CUE_IS_SIGNALR_CONNECTION (self));

  if (self->retry_id != 0)
    cue_signalr_attempt_begin (self);
}
