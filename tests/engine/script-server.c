// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script-server.h"

#include <string.h>

typedef struct {
  AnswerKind kind;
  guint      status;
  char      *headers; // owned, lines that end with CR LF, nullable
  GBytes    *body;    // owned
} Answer;

struct _ScriptServer {
  GSocketService *service;
  guint16         port;
  GHashTable     *answers;  // path → Answer
  GHashTable     *counts;   // path → number
  GHashTable     *requests; // path → text of the last request
  GPtrArray      *hanging;  // Connection that wait for the release
  GCancellable   *cancellable;
  GString        *log; // paths in order, each followed by a space
  guint           total;
  guint           open;
  guint           max_open;
};

typedef struct {
  ScriptServer      *server;
  GSocketConnection *connection;
  GString           *request;
  char               buffer[4096];
  char              *path;
  GBytes            *out;
  gboolean           endless;
  gboolean           held; // stays open after writing, until the release
} Connection;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->headers);
  g_bytes_unref (answer->body);
  g_free (answer);
}

static void
connection_free (gpointer data)
{
  Connection *self = data;

  self->server->open--;
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_string_free (self->request, TRUE);
  g_free (self->path);
  g_clear_pointer (&self->out, g_bytes_unref);
  g_free (self);
}

static void write_out (Connection *self);

static void
on_written (GObject *object, GAsyncResult *result, gpointer data)
{
  Connection *self = data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL) &&
      self->endless)
    write_out (self);
  else if (!self->held)
    connection_free (self);
}

static void
write_out (Connection *self)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (self->out, &size);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   data,
                                   size,
                                   G_PRIORITY_DEFAULT,
                                   self->server->cancellable,
                                   on_written,
                                   self);
}

static void
answer_now (Connection *self, const Answer *answer)
{
  GString      *out = g_string_new (NULL);
  gsize         size;
  gconstpointer body = g_bytes_get_data (answer->body, &size);

  g_string_append_printf (out, "HTTP/1.1 %u Scripted\r\nConnection: close\r\n", answer->status);
  if (answer->headers != NULL)
    g_string_append (out, answer->headers);
  if (answer->kind == ANSWER_ENDLESS)
    self->endless = TRUE;
  else if (answer->status != 204 && answer->status != 304)
    g_string_append_printf (out, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  g_string_append (out, "\r\n");
  if (answer->kind != ANSWER_HANG_BODY)
    g_string_append_len (out, body, answer->kind == ANSWER_CUT ? (gssize) size / 2 : (gssize) size);
  self->out = g_string_free_to_bytes (out);
  self->held = answer->kind == ANSWER_HANG_BODY;
  if (self->held)
    g_ptr_array_add (self->server->hanging, self);
  write_out (self);
}

static void
answer_request (Connection *self)
{
  ScriptServer *server = self->server;
  g_auto (GStrv) words = g_strsplit (self->request->str, " ", 3);
  Answer *answer;
  guint   count;

  self->path = g_strdup (words[1] != NULL ? words[1] : "");
  count = GPOINTER_TO_UINT (g_hash_table_lookup (server->counts, self->path));
  g_hash_table_replace (server->counts, g_strdup (self->path), GUINT_TO_POINTER (count + 1));
  g_hash_table_replace (server->requests, g_strdup (self->path), g_strdup (self->request->str));
  g_string_append_printf (server->log, "%s ", self->path);
  server->total++;

  answer = g_hash_table_lookup (server->answers, self->path);
  if (answer == NULL || answer->kind == ANSWER_RESET)
    connection_free (self);
  else if (answer->kind == ANSWER_HANG)
    g_ptr_array_add (server->hanging, self);
  else
    answer_now (self, answer);
}

static void read_more (Connection *self);

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  Connection *self = data;
  gssize      n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (n <= 0) {
    connection_free (self);
    return;
  }
  g_string_append_len (self->request, self->buffer, n);
  if (strstr (self->request->str, "\r\n\r\n") != NULL)
    answer_request (self);
  else
    read_more (self);
}

static void
read_more (Connection *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->buffer,
                             sizeof self->buffer,
                             G_PRIORITY_DEFAULT,
                             self->server->cancellable,
                             on_read,
                             self);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *socket, GObject *source, gpointer data)
{
  ScriptServer *server = data;
  Connection   *self = g_new0 (Connection, 1);

  self->server = server;
  self->connection = g_object_ref (socket);
  self->request = g_string_new (NULL);
  server->open++;
  server->max_open = MAX (server->max_open, server->open);
  read_more (self);
  return TRUE;
}

ScriptServer *
script_server_new (void)
{
  ScriptServer *self = g_new0 (ScriptServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hanging = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->log = g_string_new (NULL);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                 address,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &bound,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return self;
}

void
script_server_free (ScriptServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  script_server_release (self);
  while (self->open > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->requests);
  g_ptr_array_unref (self->hanging);
  g_string_free (self->log, TRUE);
  g_free (self);
}

char *
script_server_get_url (ScriptServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

void
script_server_answer_bytes (ScriptServer *self,
                            const char   *path,
                            AnswerKind    kind,
                            guint         status,
                            const char   *headers,
                            GBytes       *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->kind = kind;
  answer->status = status;
  answer->headers = g_strdup (headers);
  answer->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  g_hash_table_replace (self->answers, g_strdup (path), answer);
}

void
script_server_answer (ScriptServer *self,
                      const char   *path,
                      guint         status,
                      const char   *headers,
                      const char   *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, body != NULL ? strlen (body) : 0);

  script_server_answer_bytes (self, path, ANSWER_WHOLE, status, headers, bytes);
}

/* Answers all that hang with what is scripted now. */
void
script_server_release (ScriptServer *self)
{
  g_autoptr (GPtrArray) hanging = g_steal_pointer (&self->hanging);

  self->hanging = g_ptr_array_new ();
  for (guint i = 0; i < hanging->len; i++) {
    Connection *connection = g_ptr_array_index (hanging, i);
    Answer     *answer = g_hash_table_lookup (self->answers, connection->path);

    if (answer == NULL || answer->kind == ANSWER_HANG || answer->kind == ANSWER_HANG_BODY ||
        connection->out != NULL)
      connection_free (connection);
    else
      answer_now (connection, answer);
  }
}

guint
script_server_get_count (ScriptServer *self, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));
}

guint
script_server_get_total (ScriptServer *self)
{
  return self->total;
}

guint
script_server_get_max_open (ScriptServer *self)
{
  return self->max_open;
}

const char *
script_server_get_log (ScriptServer *self)
{
  return self->log->str;
}

void
script_server_clear_log (ScriptServer *self)
{
  g_string_truncate (self->log, 0);
}

const char *
script_server_get_last_request (ScriptServer *self, const char *path)
{
  return g_hash_table_lookup (self->requests, path);
}
