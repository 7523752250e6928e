// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-websocket-private.h"

#include "cue-error.h"
#include "cue-exchange-private.h"
#include "cue-http-client-private.h"
#include "cue-text.h"
#include "cue-time.h"
#include "cue-websocket-error.h"

#include <glib/gi18n-lib.h>

/* How long a server may take to answer our close; then the connection is dropped. */
#define CLOSE_PATIENCE_US CUE_SECONDS (2)

/*
 * Every way a WebSocket ends.
 */

static gboolean
on_release_due (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* libsoup goes on using a connection after it has told about a message, so the last reference must
 * not go while it does. */
static void
release_connection (CueWebsocket *self)
{
  if (self->connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_idle_add_full (G_PRIORITY_DEFAULT,
                   on_release_due,
                   g_steal_pointer (&self->connection),
                   g_object_unref);
}

/**
 * cue_websocket_cut:
 * @self: a WebSocket
 *
 * Lets go of the connection at once, without a word.
 */
void
cue_websocket_cut (CueWebsocket *self)
{
  cue_websocket_discard_unsent (self);
  g_clear_object (&self->meter);
  /* It closes the way in both directions at once, whatever still waits to be sent. */
  if (self->socket != NULL)
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  g_clear_object (&self->socket);
  release_connection (self);
  /* It may have kept a closing WebSocket alive; whoever comes here has a reference. */
  cue_clock_clear_timeout (self->clock, &self->timeout_id);
}

/**
 * cue_websocket_finish_exchange:
 * @self: a WebSocket
 * @error: (nullable): why it ended
 *
 * Finishes its record in the trace, unless it is finished.
 */
void
cue_websocket_finish_exchange (CueWebsocket *self, const GError *error)
{
  CueTrace *trace = cue_http_client_get_trace (self->client);

  if (self->exchange == NULL || cue_exchange_get_finished (self->exchange))
    return;
  cue_frame_log_flush (self->frames);
  cue_exchange_finish (self->exchange,
                       self->message,
                       NULL,
                       error,
                       cue_clock_get_monotonic (self->clock),
                       self->redactor);
  if (trace != NULL)
    cue_trace_finish (trace, self->exchange);
}

/* ---- the end ---------------------------------------------------------------------------------*/

static void
report_end (CueWebsocket *self, CueWebsocketEnd end, guint code, const char *words)
{
  g_autoptr (CueWebsocket) keep = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *safe = NULL;

  if (self->over)
    return;
  self->over = TRUE;
  if (words != NULL) {
    safe = cue_redactor_apply (self->redactor, words);
    if (end != CUE_WEBSOCKET_CLOSED)
      error = g_error_new_literal (CUE_ERROR, CUE_ERROR_NETWORK, safe);
  }
  cue_websocket_finish_exchange (self, error);
  if (self->handlers.ended != NULL)
    self->handlers.ended (self, end, code, safe, self->handlers_data);
}

static gboolean
on_close_patience_over (gpointer data)
{
  g_autoptr (CueWebsocket) self = g_object_ref (data);

  self->timeout_id = 0;
  report_end (self, CUE_WEBSOCKET_LEFT, 0, NULL);
  cue_websocket_cut (self);
  return G_SOURCE_REMOVE;
}

/* The source owns a reference: a closing WebSocket has no other owner as a rule. */
static void
start_lingering (CueWebsocket *self)
{
  if (self->timeout_id != 0)
    return;
  self->timeout_id = cue_clock_add_timeout (self->clock,
                                            CLOSE_PATIENCE_US,
                                            on_close_patience_over,
                                            g_object_ref (self),
                                            g_object_unref);
}

/* Either side has said that it closes. If it was the server, that is the end of it for us; the
 * answer and the rest of the ceremony are libsoup's. */
static void
on_closing (SoupWebsocketConnection *connection, CueWebsocket *self)
{
  guint            code = soup_websocket_connection_get_close_code (connection);
  g_autofree char *words = NULL;

  if (self->leaving)
    return;
  words =
    cue_websocket_error_describe_close (code,
                                        soup_websocket_connection_get_close_data (connection));
  start_lingering (self);
  report_end (self,
              code == SOUP_WEBSOCKET_CLOSE_NORMAL ? CUE_WEBSOCKET_CLOSED : CUE_WEBSOCKET_LOST,
              code,
              words);
}

static void
on_closed (SoupWebsocketConnection *connection, CueWebsocket *self)
{
  g_autoptr (CueWebsocket) keep = g_object_ref (self);

  if (self->leaving)
    report_end (self, CUE_WEBSOCKET_LEFT, 0, NULL);
  else
    report_end (self,
                CUE_WEBSOCKET_LOST,
                0,
                _ ("The connection broke off without a word from the server."));
  cue_websocket_cut (self);
}

static void
fail (CueWebsocket *self, const GError *error)
{
  g_autofree char *words = NULL;
  CueWebsocketEnd  end = cue_websocket_error_classify (error);

  words = cue_websocket_error_describe (error, end, cue_http_request_get_max_bytes (self->request));
  report_end (self, end, 0, words);
  cue_websocket_cut (self);
}

static gboolean
on_deferred (gpointer data)
{
  CueWebsocket *self = data;

  if (!self->over && !self->leaving)
    fail (self, self->deferred);
  return G_SOURCE_REMOVE;
}

/**
 * cue_websocket_fail_later:
 * @self: a WebSocket that is open
 * @error: why it ends
 *
 * Ends it from the main loop, as any other end comes: whoever sends shall not find the connection
 * gone when the call returns.
 */
void
cue_websocket_fail_later (CueWebsocket *self, const GError *error)
{
  if (self->deferred != NULL)
    return;
  self->deferred = g_error_copy (error);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_deferred, g_object_ref (self), g_object_unref);
}

static void
on_error (SoupWebsocketConnection *connection, GError *error, CueWebsocket *self)
{
  g_autoptr (CueWebsocket) keep = g_object_ref (self);

  if (self->leaving || self->deferred != NULL)
    return;
  /* libsoup writes at once, and so fails at once. */
  if (self->sending)
    cue_websocket_fail_later (self, error);
  else
    fail (self, error);
}

/**
 * cue_websocket_watch_end:
 * @self: a WebSocket that has just been opened
 *
 * Listens for its end.
 */
void
cue_websocket_watch_end (CueWebsocket *self)
{
  g_signal_connect (self->connection, "error", G_CALLBACK (on_error), self);
  g_signal_connect (self->connection, "closing", G_CALLBACK (on_closing), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed), self);
}

/**
 * cue_websocket_close:
 * @self: a WebSocket
 *
 * Closes it in good order: what was sent before still goes, no more messages are handed over, and
 * the end is reported as %CUE_WEBSOCKET_LEFT after two seconds at the latest. It stays alive until
 * then by itself.
 */
void
cue_websocket_close (CueWebsocket *self)
{
  g_return_if_fail (CUE_IS_WEBSOCKET (self));

  if (self->connection == NULL || self->leaving) {
    if (self->connection == NULL)
      g_cancellable_cancel (self->cancellable);
    return;
  }
  self->leaving = TRUE;
  start_lingering (self);
  cue_websocket_set_held (self, FALSE);
  cue_websocket_flush (self);
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
}

/**
 * cue_websocket_drop:
 * @self: a WebSocket
 *
 * Ends it at once, without a word to anyone: for a server that is silent, which would not answer a
 * close either.
 */
void
cue_websocket_drop (CueWebsocket *self)
{
  g_autoptr (CueWebsocket) keep = NULL;

  g_return_if_fail (CUE_IS_WEBSOCKET (self));

  keep = g_object_ref (self);
  self->over = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->message != NULL && self->connection != NULL)
    cue_websocket_finish_exchange (self, NULL);
  cue_websocket_cut (self);
}
