// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-websocket-private.h"

#include "cue-error.h"
#include "cue-exchange-private.h"
#include "cue-http-client-private.h"
#include "cue-secret-text.h"
#include "cue-websocket-error.h"

/**
 * CueWebsocket:
 *
 * One WebSocket, from the request to its end; the one place of the program that opens any. It has
 * what the send path guarantees for requests (`src/net/README.md`): a time for the upgrade, no
 * redirects, no cookies, no trust without a certificate, a limit on each message, an error in words
 * for every way it can fail, and an exchange in the trace, with its messages.
 *
 * Main thread. While it closes it keeps itself alive, two seconds at most.
 */

G_DEFINE_FINAL_TYPE (CueWebsocket, cue_websocket, G_TYPE_OBJECT)

static void
cue_websocket_dispose (GObject *object)
{
  CueWebsocket *self = CUE_WEBSOCKET (object);

  self->over = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->message != NULL) {
    cue_websocket_finish_exchange (self, NULL);
    g_signal_handlers_disconnect_by_data (self->message, self);
  }
  if (self->clock != NULL)
    cue_websocket_cut (self);
  g_clear_error (&self->deferred);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->message);
  g_clear_object (&self->exchange);
  g_clear_object (&self->frames);
  g_clear_object (&self->client);
  g_clear_object (&self->request);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->redactor, cue_redactor_unref);

  G_OBJECT_CLASS (cue_websocket_parent_class)->dispose (object);
}

static void
cue_websocket_class_init (CueWebsocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_websocket_dispose;
}

static void
cue_websocket_init (CueWebsocket *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * cue_websocket_new:
 * @client: whose trust, proxies, trace and secrets to share
 * @request: the upgrade: a `GET` of an http or https URL; its time-out is that of the upgrade, its
 *   limit that of one message; not to be changed any more
 * @describer: (nullable): says what a message is, for the trace
 *
 * Returns: (transfer full): a WebSocket to be opened once
 */
CueWebsocket *
cue_websocket_new (CueHttpClient *client, CueHttpRequest *request, CueFrameDescriber describer)
{
  CueWebsocket *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (request), NULL);

  self = g_object_new (CUE_TYPE_WEBSOCKET, NULL);
  self->client = g_object_ref (client);
  self->request = g_object_ref (request);
  self->clock = g_object_ref (cue_http_client_get_clock (client));
  self->redactor = cue_redactor_new_child (cue_http_client_get_redactor (client));
  if (cue_http_request_get_bearer (request) != NULL)
    cue_redactor_add (self->redactor, cue_http_request_get_bearer (request));
  self->frames = cue_frame_log_new (self->clock, self->redactor, describer);
  return self;
}

/**
 * cue_websocket_set_handlers:
 * @self: a WebSocket
 * @handlers: what to call
 * @user_data: given to them
 */
void
cue_websocket_set_handlers (CueWebsocket               *self,
                            const CueWebsocketHandlers *handlers,
                            gpointer                    user_data)
{
  g_return_if_fail (CUE_IS_WEBSOCKET (self));

  self->handlers = *handlers;
  self->handlers_data = user_data;
}

/* ---- opening ---------------------------------------------------------------------------------*/

static void
on_network_event (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *stream,
                  CueWebsocket      *self)
{
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (stream))
    g_set_object (&self->socket, g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
}

static gboolean
on_open_timeout (gpointer data)
{
  CueWebsocket *self = data;

  self->timeout_id = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, CueWebsocket *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueWebsocket *self = g_task_get_source_object (task);
  g_autoptr (GError) cause = NULL;
  g_autoptr (SoupWebsocketConnection)
    connection = soup_session_websocket_connect_finish (SOUP_SESSION (object), result, &cause);
  GError *error = NULL;

  cue_clock_clear_timeout (self->clock, &self->timeout_id);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_func (g_task_get_cancellable (task), on_outer_cancelled, self);
  if (connection != NULL && !g_cancellable_is_cancelled (self->cancellable)) {
    cue_websocket_adopt (self, g_steal_pointer (&connection));
    cue_exchange_set_upgraded (self->exchange, self->message, self->redactor);
    g_task_return_boolean (task, TRUE);
    return;
  }
  if (self->timed_out)
    error =
      cue_websocket_error_new_timeout (self->message, cue_http_request_get_timeout (self->request));
  else if (connection != NULL || g_cancellable_is_cancelled (self->cancellable))
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else
    error = cue_websocket_error_translate (cause, self->message);
  if (error->domain == CUE_ERROR) {
    char *safe = cue_redactor_apply (self->redactor, error->message);

    g_free (error->message);
    error->message = safe;
  }
  self->over = TRUE;
  cue_websocket_finish_exchange (self, error);
  self->connection = g_steal_pointer (&connection);
  cue_websocket_cut (self);
  g_task_return_error (task, error);
}

static void
fill_message (CueWebsocket *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);
  const char         *bearer = cue_http_request_get_bearer (self->request);

  for (guint i = 0; i < cue_http_request_get_n_headers (self->request); i++)
    soup_message_headers_replace (headers,
                                  cue_http_request_get_header_name (self->request, i),
                                  cue_http_request_get_header_value (self->request, i));
  if (bearer != NULL) {
    g_autoptr (CueSecretText) value = g_strdup_printf ("Bearer %s", bearer);

    soup_message_headers_replace (headers, "Authorization", value);
  }
  /* libsoup would follow a redirect with the token in its hands. A connection of its own, because
   * only with a new one do we learn its socket. */
  soup_message_set_flags (self->message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS |
                            SOUP_MESSAGE_NEW_CONNECTION);
  g_signal_connect (self->message, "network-event", G_CALLBACK (on_network_event), self);
}

/**
 * cue_websocket_open_async:
 * @self: a WebSocket that was not opened before
 * @cancellable: (nullable): to end the opening early
 * @callback: what to call when it is open or cannot be
 * @user_data: given to @callback
 *
 * Sends the upgrade. A token is never sent over plain http, except to this computer.
 */
void
cue_websocket_open_async (CueWebsocket       *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  CueTrace *trace;

  g_return_if_fail (CUE_IS_WEBSOCKET (self));
  g_return_if_fail (self->message == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_websocket_open_async);
  if (!cue_http_client_check_request (self->request, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  self->message = soup_message_new ("GET", cue_http_request_get_url (self->request));
  fill_message (self);
  self->exchange = cue_exchange_new (cue_http_request_get_lane (self->request),
                                     cue_http_request_get_purpose (self->request),
                                     cue_clock_get_wall (self->clock),
                                     cue_clock_get_monotonic (self->clock));
  cue_exchange_set_websocket (self->exchange, self->frames);
  cue_exchange_set_request (self->exchange, self->message, NULL, self->redactor);
  trace = cue_http_client_get_trace (self->client);
  self->is_traced = trace != NULL;
  if (trace != NULL)
    cue_trace_begin (trace, self->exchange);
  self->timeout_id =
    cue_clock_add_timeout (self->clock,
                           cue_http_request_get_timeout (self->request) * (gint64) 1000,
                           on_open_timeout,
                           self,
                           NULL);
  if (cancellable != NULL) {
    g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_outer_cancelled), self);
    if (g_cancellable_is_cancelled (cancellable))
      g_cancellable_cancel (self->cancellable);
  }
  soup_session_websocket_connect_async (cue_http_client_get_websocket_session (self->client),
                                        self->message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        self->cancellable,
                                        on_opened,
                                        g_steal_pointer (&task));
}

/**
 * cue_websocket_open_finish:
 * @self: a WebSocket
 * @result: what the callback was given
 * @error: as with [method@HttpClient.send_finish]; and for an answer other than 101 by its status:
 *   %CUE_ERROR_AUTH, %CUE_ERROR_FORBIDDEN, %CUE_ERROR_RATE_LIMITED, %CUE_ERROR_CLIENT,
 *   %CUE_ERROR_SERVER, %CUE_ERROR_PROTOCOL for a status of success; see
 *   [method@Websocket.get_status]
 *
 * Returns: whether it is open
 */
gboolean
cue_websocket_open_finish (CueWebsocket *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CUE_IS_WEBSOCKET (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
