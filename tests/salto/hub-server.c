// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "hub-server.h"

#include "frame-head.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 60000
#define SEPARATOR   0x1e

struct _HubServer {
  int              socket;
  guint16          port;
  HubHandler       handler;
  gpointer         data;
  GThread         *thread; /* owned: takes connections */
  GMutex           lock;
  GCond            changed;
  GPtrArray       *requests; /* of char* */
  GPtrArray       *messages; /* of char* */
  GPtrArray       *open;     /* of HubPeer, unowned */
  guint64          n_written;
  GTlsCertificate *certificate; /* owned, nullable: it speaks TLS */
};

struct _HubPeer {
  HubServer  *server; /* unowned */
  int         socket;
  GIOStream  *tls; /* owned, nullable */
  guint       index;
  char       *head;     /* owned */
  GByteArray *incoming; /* owned: bytes of frames */
  GString    *text;     /* owned: of hub messages */
  guint       n_messages;
  gboolean    gone;
};

/* ---- one connection --------------------------------------------------------------------------*/

/* As recv() and send(). */
static gssize
receive (HubPeer *self, void *bytes, gsize length)
{
  if (self->tls == NULL)
    return recv (self->socket, bytes, length, 0);
  return g_input_stream_read (g_io_stream_get_input_stream (self->tls), bytes, length, NULL, NULL);
}

static gssize
transmit (HubPeer *self, const void *bytes, gsize length)
{
  if (self->tls == NULL)
    return send (self->socket, bytes, length, MSG_NOSIGNAL);
  errno = 0;
  return g_output_stream_write (g_io_stream_get_output_stream (self->tls),
                                bytes,
                                length,
                                NULL,
                                NULL);
}

static gboolean
has_bytes (HubPeer *self)
{
  return self->tls != NULL && g_pollable_input_stream_is_readable (
                                G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->tls)));
}

/* Waits for bytes and takes them; FALSE when there are none within the time, or never any more. */
static gboolean
take_bytes (HubPeer *self, gint64 until_us)
{
  struct pollfd wanted = { .fd = self->socket, .events = POLLIN };
  gint64        left_ms = MAX (until_us - g_get_monotonic_time (), 0) / 1000;
  guint8        bytes[4096];
  gssize        n;

  if (self->gone || (!has_bytes (self) && poll (&wanted, 1, (int) left_ms) <= 0))
    return FALSE;
  n = receive (self, bytes, sizeof bytes);
  if (n <= 0) {
    self->gone = TRUE;
    return FALSE;
  }
  g_byte_array_append (self->incoming, bytes, (guint) n);
  return TRUE;
}

static void
keep_messages (HubPeer *self)
{
  char *end;

  while ((end = memchr (self->text->str, SEPARATOR, self->text->len)) != NULL) {
    gsize length = (gsize) (end - self->text->str);

    g_mutex_lock (&self->server->lock);
    g_ptr_array_add (self->server->messages, g_strndup (self->text->str, length));
    g_cond_broadcast (&self->server->changed);
    g_mutex_unlock (&self->server->lock);
    self->n_messages++;
    g_string_erase (self->text, 0, (gssize) length + 1);
  }
}

/* One frame of the client out of what has come; they are masked and, here, never split. */
static gboolean
take_frame (HubPeer *self)
{
  const guint8 *bytes = self->incoming->data;
  gsize         header = 2;
  gsize         length;

  if (self->incoming->len < 2)
    return FALSE;
  g_assert_cmpuint (bytes[1] & 0x80, ==, 0x80);
  length = bytes[1] & 0x7f;
  if (length == 126) {
    header = 4;
    if (self->incoming->len < header)
      return FALSE;
    length = (gsize) bytes[2] << 8 | bytes[3];
  }
  g_assert_cmpuint (length, !=, 127);
  if (self->incoming->len < header + 4 + length)
    return FALSE;
  if ((bytes[0] & 0x0f) == 1) {
    for (gsize i = 0; i < length; i++)
      g_string_append_c (self->text, (char) (bytes[header + 4 + i] ^ bytes[header + i % 4]));
    keep_messages (self);
  }
  g_byte_array_remove_range (self->incoming, 0, (guint) (header + 4 + length));
  return TRUE;
}

gboolean
hub_peer_wait (HubPeer *self, guint milliseconds)
{
  gint64 until_us = g_get_monotonic_time () + milliseconds * (gint64) 1000;

  do {
    while (take_frame (self))
      ;
  } while (take_bytes (self, until_us));
  return !self->gone;
}

void
hub_peer_wait_for_end (HubPeer *self)
{
  hub_peer_wait (self, PATIENCE_MS);
}

void
hub_peer_wait_unread (HubPeer *self)
{
  struct pollfd wanted = { .fd = self->socket, .events = POLLRDHUP };

  poll (&wanted, 1, PATIENCE_MS);
}

gboolean
hub_peer_read_handshake (HubPeer *self)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_MS * (gint64) 1000;

  while (self->n_messages == 0) {
    if (!take_frame (self) && !take_bytes (self, until_us))
      return FALSE;
  }
  return TRUE;
}

gboolean
hub_peer_write (HubPeer *self, gconstpointer bytes, gsize length)
{
  const char *at = bytes;

  while (length > 0) {
    gssize n = transmit (self, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      self->gone = TRUE;
      return FALSE;
    }
    at += n;
    length -= (gsize) n;
    g_mutex_lock (&self->server->lock);
    self->server->n_written += (guint64) n;
    g_mutex_unlock (&self->server->lock);
  }
  return TRUE;
}

gboolean
hub_peer_send_frame (HubPeer *self, guint first_byte, gconstpointer payload, gsize length)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 header[FRAME_HEAD_MAX];
  guint  n = frame_head_write (header, first_byte, length);

  g_byte_array_append (frame, header, n);
  g_byte_array_append (frame, payload, (guint) length);
  return hub_peer_write (self, frame->data, frame->len);
}

gboolean
hub_peer_send_text (HubPeer *self, const char *text)
{
  return hub_peer_send_frame (self, 0x81, text, strlen (text));
}

gboolean
hub_peer_send_close (HubPeer *self, guint code)
{
  guint8 payload[2] = { (guint8) (code >> 8), (guint8) code };

  return hub_peer_send_frame (self, 0x88, payload, sizeof payload);
}

void
hub_peer_answer (HubPeer *self, guint status, const char *headers, const char *body)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u Answer\r\nConnection: close\r\n"
                                             "Content-Length: %zu\r\n%s\r\n%s",
                                             status,
                                             strlen (body),
                                             headers,
                                             body);

  hub_peer_write (self, answer, strlen (answer));
}

static char *
find_header (HubPeer *self, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (self->head, "\r\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++) {
    if (g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0 && lines[i][strlen (name)] == ':')
      return g_strstrip (g_strdup (lines[i] + strlen (name) + 1));
  }
  return NULL;
}

gboolean
hub_peer_accept (HubPeer *self)
{
  return hub_peer_accept_with (self, "", 0);
}

gboolean
hub_peer_accept_with (HubPeer *self, gconstpointer bytes, gsize length)
{
  g_autoptr (GByteArray) piece = g_byte_array_new ();
  g_autofree char *key = find_header (self, "Sec-WebSocket-Key");
  g_autofree char *answer = NULL;
  g_autofree char *accept_key = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize  digest_length = sizeof digest;

  if (key == NULL)
    return FALSE;
  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_update (checksum, (const guchar *) "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", -1);
  g_checksum_get_digest (checksum, digest, &digest_length);
  accept_key = g_base64_encode (digest, digest_length);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                            accept_key);
  g_byte_array_append (piece, (const guint8 *) answer, (guint) strlen (answer));
  g_byte_array_append (piece, bytes, (guint) length);
  return hub_peer_write (self, piece->data, piece->len);
}

guint
hub_peer_get_index (HubPeer *self)
{
  return self->index;
}

static gboolean
read_head (HubPeer *self)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_MS * (gint64) 1000;
  char  *end;

  do {
    end = self->incoming->len > 0
            ? memmem (self->incoming->data, self->incoming->len, "\r\n\r\n", 4)
            : NULL;
    if (end != NULL) {
      gsize length = (gsize) (end - (char *) self->incoming->data) + 4;

      self->head = g_strndup ((char *) self->incoming->data, length);
      g_byte_array_remove_range (self->incoming, 0, (guint) length);
      return TRUE;
    }
  } while (take_bytes (self, until_us));
  return FALSE;
}

/* TLS on a copy of the socket, so that this one can still be waited for and shut down. */
static gboolean
begin_tls (HubPeer *self)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  if (self->server->certificate == NULL)
    return TRUE;
  socket = g_socket_new_from_fd (dup (self->socket), NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  self->tls =
    g_tls_server_connection_new (G_IO_STREAM (connection), self->server->certificate, NULL);
  return g_tls_connection_handshake (G_TLS_CONNECTION (self->tls), NULL, NULL);
}

static gpointer
run_peer (gpointer data)
{
  HubPeer   *self = data;
  HubServer *server = self->server;

  if (begin_tls (self) && read_head (self)) {
    g_mutex_lock (&server->lock);
    self->index = server->requests->len;
    g_ptr_array_add (server->requests, g_strdup (self->head));
    g_cond_broadcast (&server->changed);
    g_mutex_unlock (&server->lock);
    server->handler (self, server->data);
  }
  g_clear_object (&self->tls);
  g_mutex_lock (&server->lock);
  close (self->socket);
  g_ptr_array_remove_fast (server->open, self);
  g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->lock);
  g_free (self->head);
  g_byte_array_unref (self->incoming);
  g_string_free (self->text, TRUE);
  g_free (self);
  return NULL;
}

/* ---- the server ------------------------------------------------------------------------------*/

static gpointer
run_server (gpointer data)
{
  HubServer *self = data;
  int        socket;

  while ((socket = accept (self->socket, NULL, NULL)) >= 0) {
    HubPeer *peer = g_new0 (HubPeer, 1);

    peer->server = self;
    peer->socket = socket;
    peer->incoming = g_byte_array_new ();
    peer->text = g_string_new (NULL);
    g_mutex_lock (&self->lock);
    g_ptr_array_add (self->open, peer);
    g_mutex_unlock (&self->lock);
    g_thread_unref (g_thread_new ("hub-peer", run_peer, peer));
  }
  return NULL;
}

HubServer *
hub_server_new (HubHandler handler, gpointer data)
{
  HubServer         *self = g_new0 (HubServer, 1);
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t          length = sizeof address;

  self->handler = handler;
  self->data = data;
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->messages = g_ptr_array_new_with_free_func (g_free);
  self->open = g_ptr_array_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->socket = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (self->socket, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (listen (self->socket, 128), ==, 0);
  g_assert_cmpint (getsockname (self->socket, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("hub-server", run_server, self);
  return self;
}

HubServer *
hub_server_new_tls (HubHandler handler, gpointer data, GTlsCertificate *certificate)
{
  HubServer *self = hub_server_new (handler, data);

  self->certificate = g_object_ref (certificate);
  return self;
}

void
hub_server_free (HubServer *self)
{
  shutdown (self->socket, SHUT_RDWR);
  g_thread_join (self->thread);
  close (self->socket);
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->open->len; i++)
    shutdown (((HubPeer *) self->open->pdata[i])->socket, SHUT_RDWR);
  while (self->open->len > 0)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->open);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

char *
hub_server_make_url (HubServer *self, const char *path)
{
  if (self->certificate != NULL)
    /* The name of the certificates. */
    return g_strdup_printf ("https://localhost:%u%s", self->port, path);
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

guint
hub_server_get_n_connections (HubServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->requests->len;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
hub_server_get_n_open (HubServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->open->len;
  g_mutex_unlock (&self->lock);
  return n;
}

guint64
hub_server_get_n_written (HubServer *self)
{
  guint64 n;

  g_mutex_lock (&self->lock);
  n = self->n_written;
  g_mutex_unlock (&self->lock);
  return n;
}

char *
hub_server_get_request (HubServer *self, guint index)
{
  char *head = NULL;

  g_mutex_lock (&self->lock);
  if (index < self->requests->len)
    head = g_strdup (self->requests->pdata[index]);
  g_mutex_unlock (&self->lock);
  return head;
}

char **
hub_server_get_messages (HubServer *self)
{
  char **copy;

  g_mutex_lock (&self->lock);
  copy = g_new0 (char *, self->messages->len + 1);
  for (guint i = 0; i < self->messages->len; i++)
    copy[i] = g_strdup (self->messages->pdata[i]);
  g_mutex_unlock (&self->lock);
  return copy;
}
