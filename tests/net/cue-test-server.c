// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-test-server.h"

#include <string.h>
#include <sys/socket.h>

#define PATIENCE_S 10

struct _CueTestServer {
  GSocketService  *service;     /* owned */
  GTlsCertificate *certificate; /* owned, nullable */
  CueTestHandler   handler;
  gpointer         data;
  GBytes          *greeting; /* owned, nullable */
  guint16          port;
  GCancellable    *cancellable; /* owned: ends the threads */
  GMutex           lock;
  GCond            changed;
  GPtrArray       *requests; /* owned, of char*: what came, in order */
  guint            n_connections;
  guint            n_running;
};

struct _CueTestConnection {
  CueTestServer     *server; /* unowned; it waits for us */
  GIOStream         *stream; /* owned: with TLS where there is */
  GSocketConnection *socket; /* unowned */
  gboolean           broken;
  guint              n; /* requests on this connection so far */
};

static gboolean
read_request (CueTestConnection *self, GString *request)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  gsize         body = 0;
  char         *end;

  g_string_truncate (request, 0);
  for (;;) {
    char  byte;
    gsize header_size;

    if (g_input_stream_read (input, &byte, 1, self->server->cancellable, NULL) != 1)
      return FALSE;
    g_string_append_c (request, byte);
    end = strstr (request->str, "\r\n\r\n");
    if (end == NULL)
      continue;
    header_size = (gsize) (end - request->str) + 4;
    if (body == 0) {
      g_autofree char *lower = g_ascii_strdown (request->str, -1);
      const char      *length = strstr (lower, "content-length:");

      body = length != NULL ? (gsize) g_ascii_strtoull (length + 15, NULL, 10) : 0;
    }
    if (request->len >= header_size + body)
      return TRUE;
  }
}

static void
note_request (CueTestServer *self, const char *request)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, g_strdup (request));
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
serve (CueTestServer *self, GSocketConnection *socket)
{
  g_autoptr (GString) request = g_string_new (NULL);
  CueTestConnection connection = { .server = self, .socket = socket };

  g_socket_set_timeout (g_socket_connection_get_socket (socket), PATIENCE_S);
  if (self->certificate != NULL) {
    connection.stream = g_tls_server_connection_new (G_IO_STREAM (socket), self->certificate, NULL);
    if (!g_tls_connection_handshake (G_TLS_CONNECTION (connection.stream),
                                     self->cancellable,
                                     NULL)) {
      g_object_unref (connection.stream);
      return;
    }
  } else {
    connection.stream = g_object_ref (G_IO_STREAM (socket));
  }

  if (self->greeting != NULL) {
    gsize       length;
    const char *bytes = g_bytes_get_data (self->greeting, &length);

    cue_test_connection_write (&connection, bytes, (gssize) length);
    cue_test_connection_wait_for_close (&connection);
  }
  while (!connection.broken && self->handler != NULL && read_request (&connection, request)) {
    connection.n++;
    note_request (self, request->str);
    if (!self->handler (&connection, request->str, self->data))
      break;
  }
  if (!connection.broken)
    g_io_stream_close (connection.stream, NULL, NULL);
  g_object_unref (connection.stream);
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *socket, GObject *source, gpointer data)
{
  CueTestServer *self = data;

  g_mutex_lock (&self->lock);
  self->n_connections++;
  self->n_running++;
  g_mutex_unlock (&self->lock);

  serve (self, socket);

  g_mutex_lock (&self->lock);
  self->n_running--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

CueTestServer *
cue_test_server_new_tls (CueTestHandler handler, gpointer data, GTlsCertificate *certificate)
{
  CueTestServer *self = g_new0 (CueTestServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  self->handler = handler;
  self->data = data;
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->service = g_threaded_socket_service_new (16);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                 wanted,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &got,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  return self;
}

CueTestServer *
cue_test_server_new (CueTestHandler handler, gpointer data)
{
  return cue_test_server_new_tls (handler, data, NULL);
}

CueTestServer *
cue_test_server_new_greeting (const char *bytes, gssize length)
{
  CueTestServer *self = cue_test_server_new_tls (NULL, NULL, NULL);

  self->greeting = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  return self;
}

void
cue_test_server_free (CueTestServer *self)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->lock);
  while (self->n_running > 0 && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
  g_assert_cmpuint (self->n_running, ==, 0);
  g_mutex_unlock (&self->lock);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->greeting, g_bytes_unref);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

guint16
cue_test_server_get_port (CueTestServer *self)
{
  return self->port;
}

char *
cue_test_server_make_url (CueTestServer *self, const char *path)
{
  return g_strdup_printf ("%s://localhost:%u%s",
                          self->certificate != NULL ? "https" : "http",
                          self->port,
                          path);
}

guint
cue_test_server_count (CueTestServer *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->requests->len;
  g_mutex_unlock (&self->lock);
  return count;
}

guint
cue_test_server_n_connections (CueTestServer *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->n_connections;
  g_mutex_unlock (&self->lock);
  return count;
}

char *
cue_test_server_get_request (CueTestServer *self, guint index)
{
  char *request = NULL;

  g_mutex_lock (&self->lock);
  if (index < self->requests->len)
    request = g_strdup (g_ptr_array_index (self->requests, index));
  g_mutex_unlock (&self->lock);
  return request;
}

gboolean
cue_test_connection_write (CueTestConnection *self, const char *bytes, gssize length)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);

  return g_output_stream_write_all (output,
                                    bytes,
                                    length < 0 ? strlen (bytes) : (gsize) length,
                                    NULL,
                                    self->server->cancellable,
                                    NULL);
}

gboolean
cue_test_connection_printf (CueTestConnection *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return cue_test_connection_write (self, text, -1);
}

/* Ends it with RST in place of FIN. */
void
cue_test_connection_reset (CueTestConnection *self)
{
  GSocket      *socket = g_socket_connection_get_socket (self->socket);
  struct linger at_once = { 1, 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (socket, NULL);
  self->broken = TRUE;
}

/* Says nothing until the other side goes. Returns whether it did. */
gboolean
cue_test_connection_wait_for_close (CueTestConnection *self)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  g_autoptr (GError) error = NULL;
  char   byte;
  gssize n = g_input_stream_read (input, &byte, 1, self->server->cancellable, &error);

  return n == 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

/* How many requests came on this connection, the present one included. */
guint
cue_test_connection_get_n (CueTestConnection *self)
{
  return self->n;
}

gboolean
cue_test_reply_text (CueTestConnection *connection, const char *request, gpointer data)
{
  cue_test_connection_write (connection, data, -1);
  return FALSE;
}
