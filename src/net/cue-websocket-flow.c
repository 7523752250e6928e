// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-websocket-private.h"

#include "cue-websocket-error.h"

/* So long the two clocks are taken to go alike; two readings for each message would be felt. */
#define WALL_TRUST_US (100 * 1000)
/* As much may wait for a server that does not read. */
#define MAX_UNSENT_BYTES (256 * 1024)

/*
 * What comes and what goes while a WebSocket is open. Both are bounded: what comes by a meter under
 * libsoup, what goes by a queue above it, because that of libsoup is endless and hidden.
 */

/* ---- what comes ------------------------------------------------------------------------------*/

static void
on_message (SoupWebsocketConnection *connection, int type, GBytes *data, CueWebsocket *self)
{
  gint64 wall_us;
  gint64 monotonic_us;

  if (self->meter != NULL)
    cue_metered_stream_note_message (self->meter);
  if (self->over || self->leaving)
    return;
  monotonic_us = cue_clock_get_monotonic (self->clock);
  if (monotonic_us >= self->wall_until_us) {
    self->wall_ahead_us = cue_clock_get_wall (self->clock) - monotonic_us;
    self->wall_until_us = monotonic_us + WALL_TRUST_US;
  }
  wall_us = monotonic_us + self->wall_ahead_us;
  if (self->is_traced)
    cue_frame_log_add (self->frames, data, FALSE, wall_us, monotonic_us);
  if (self->handlers.message != NULL)
    self->handlers.message (self, data, wall_us, monotonic_us, self->handlers_data);
}

/* libsoup makes the connection and does not let go of it, so the meter goes in where its own stream
 * reads from. What that stream has already read, with the answer to the upgrade, stays in it and
 * comes first. */
static void
put_meter_in (CueWebsocket *self, guint64 limit)
{
  GIOStream    *way = soup_websocket_connection_get_io_stream (self->connection);
  GInputStream *input = g_io_stream_get_input_stream (way);
  GInputStream *base;

  if (!G_IS_FILTER_INPUT_STREAM (input))
    return;
  base = G_FILTER_INPUT_STREAM (input)->base_stream;
  if (!G_IS_POLLABLE_INPUT_STREAM (base) ||
      !g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (base)))
    return;
  self->meter = cue_metered_stream_new (base, self->socket, limit, self->clock);
  G_FILTER_INPUT_STREAM (input)->base_stream = G_INPUT_STREAM (g_object_ref (self->meter));
  g_object_unref (base);
}

/**
 * cue_websocket_adopt:
 * @self: a WebSocket that is being opened
 * @connection: (transfer full): what was opened
 *
 * Begins to listen, with all limits.
 */
void
cue_websocket_adopt (CueWebsocket *self, SoupWebsocketConnection *connection)
{
  guint64 limit = cue_http_request_get_max_bytes (self->request);

  self->connection = connection;
  soup_websocket_connection_set_max_incoming_payload_size (connection, limit);
  /* Newer ones count messages in many pieces as well, and more exactly than the meter. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (connection), "max-total-message-size"))
    g_object_set (connection, "max-total-message-size", limit, NULL);
  put_meter_in (self, limit);
  g_signal_connect (connection, "message", G_CALLBACK (on_message), self);
  cue_websocket_watch_end (self);
}

/**
 * cue_websocket_set_held:
 * @self: a WebSocket
 * @held: whether no more messages are wanted for now
 *
 * Makes the server wait. What has been read already still comes, which is a KiB at most. Held, it
 * does not notice either that the server closes.
 */
void
cue_websocket_set_held (CueWebsocket *self, gboolean held)
{
  g_return_if_fail (CUE_IS_WEBSOCKET (self));

  if (self->meter != NULL)
    cue_metered_stream_set_held (self->meter, held);
}

/* ---- what goes -------------------------------------------------------------------------------*/

static gboolean
may_send (CueWebsocket *self)
{
  return self->connection != NULL &&
         soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

/* A socket that does not exist is libsoup's to complain about. */
static gboolean
is_writable (CueWebsocket *self)
{
  return self->socket == NULL || g_socket_condition_check (self->socket, G_IO_OUT) != 0;
}

static void
hand_over (CueWebsocket *self, GBytes *data)
{
  self->sending = TRUE;
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, data);
  self->sending = FALSE;
}

static void
send_unsent (CueWebsocket *self, gboolean all)
{
  while (!g_queue_is_empty (&self->unsent) && may_send (self) && (all || is_writable (self))) {
    g_autoptr (GBytes) data = g_queue_pop_head (&self->unsent);

    self->unsent_bytes -= g_bytes_get_size (data);
    hand_over (self, data);
  }
}

static void
clear_unsent_source (CueWebsocket *self)
{
  if (self->unsent_source != NULL)
    g_source_destroy (self->unsent_source);
  g_clear_pointer (&self->unsent_source, g_source_unref);
}

static gboolean
on_writable (GSocket *socket, GIOCondition condition, gpointer data)
{
  CueWebsocket *self = data;

  send_unsent (self, FALSE);
  if (!g_queue_is_empty (&self->unsent) && may_send (self))
    return G_SOURCE_CONTINUE;
  clear_unsent_source (self);
  return G_SOURCE_REMOVE;
}

static gboolean
keep_unsent (CueWebsocket *self, GBytes *data)
{
  if (self->unsent_bytes + g_bytes_get_size (data) > MAX_UNSENT_BYTES) {
    g_autoptr (GError) error = cue_websocket_error_new_unread ();

    cue_websocket_fail_later (self, error);
    return FALSE;
  }
  self->unsent_bytes += g_bytes_get_size (data);
  g_queue_push_tail (&self->unsent, g_bytes_ref (data));
  if (self->unsent_source == NULL) {
    self->unsent_source = g_socket_create_source (self->socket, G_IO_OUT, NULL);
    g_source_set_callback (self->unsent_source, G_SOURCE_FUNC (on_writable), self, NULL);
    g_source_attach (self->unsent_source, NULL);
  }
  return TRUE;
}

/**
 * cue_websocket_flush:
 * @self: a WebSocket that is about to close
 *
 * Leaves what waits to be sent to libsoup, which sends it before the close.
 */
void
cue_websocket_flush (CueWebsocket *self)
{
  send_unsent (self, TRUE);
  cue_websocket_discard_unsent (self);
}

/**
 * cue_websocket_discard_unsent:
 * @self: a WebSocket
 *
 * Forgets what waits to be sent.
 */
void
cue_websocket_discard_unsent (CueWebsocket *self)
{
  clear_unsent_source (self);
  g_queue_clear_full (&self->unsent, (GDestroyNotify) g_bytes_unref);
  self->unsent_bytes = 0;
}

/**
 * cue_websocket_send_text:
 * @self: a WebSocket
 * @text: UTF-8
 * @length: its bytes
 *
 * Sends a text message, if the WebSocket is open. 256 KiB may wait for a server that does not read;
 * with more it ends, from the main loop, as %CUE_WEBSOCKET_LOST.
 *
 * Returns: whether it is sent or waits to be
 */
gboolean
cue_websocket_send_text (CueWebsocket *self, const char *text, gsize length)
{
  g_autoptr (GBytes) data = NULL;

  g_return_val_if_fail (CUE_IS_WEBSOCKET (self), FALSE);

  if (self->over || self->leaving || self->deferred != NULL || !may_send (self))
    return FALSE;
  data = g_bytes_new (text, length);
  if (!g_queue_is_empty (&self->unsent) || !is_writable (self)) {
    if (!keep_unsent (self, data))
      return FALSE;
  } else {
    hand_over (self, data);
  }
  if (self->is_traced)
    cue_frame_log_add (self->frames,
                       data,
                       TRUE,
                       cue_clock_get_wall (self->clock),
                       cue_clock_get_monotonic (self->clock));
  return TRUE;
}
