// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-listener.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>

#define BACKLOG 64

struct _CueSimListener {
  GObject parent_instance;

  SoupServer      *server;      // owned
  GTlsCertificate *certificate; // owned; NULL: plain HTTP
  GSocket         *sockets[2];  // owned; IPv4, and IPv6 or NULL
  GSource         *sources[2];  // owned; NULL while refusing
  GPtrArray       *connections; // of GSocketConnection, those still open and some that are not
  guint16          port;
  gboolean         refusing;
};

G_DEFINE_FINAL_TYPE (CueSimListener, cue_sim_listener, G_TYPE_OBJECT)

static const GSocketFamily families[] = { G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV6 };

static void
cue_sim_listener_dispose (GObject *object)
{
  CueSimListener *self = CUE_SIM_LISTENER (object);

  cue_sim_listener_stop (self);
  g_clear_object (&self->server);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  G_OBJECT_CLASS (cue_sim_listener_parent_class)->dispose (object);
}

static void
cue_sim_listener_class_init (CueSimListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_sim_listener_dispose;
}

static void
cue_sim_listener_init (CueSimListener *self)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * cue_sim_listener_new:
 * @server: gets the connections; it needs no port of its own
 */
CueSimListener *
cue_sim_listener_new (SoupServer *server)
{
  CueSimListener *self = g_object_new (CUE_TYPE_SIM_LISTENER, NULL);

  self->server = g_object_ref (server);
  return self;
}

static void
forget_closed_connections (CueSimListener *self)
{
  for (guint i = self->connections->len; i > 0; i--) {
    GSocketConnection *connection = g_ptr_array_index (self->connections, i - 1);

    if (g_io_stream_is_closed (G_IO_STREAM (connection)))
      g_ptr_array_remove_index_fast (self->connections, i - 1);
  }
}

static void
hand_over (CueSimListener *self, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GIOStream) stream = NULL;

  if (local == NULL || remote == NULL)
    return;
  if (self->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (connection));
  if (stream != NULL)
    soup_server_accept_iostream (self->server, stream, local, remote, NULL);
}

static gboolean
on_incoming (GSocket *listening, GIOCondition condition, gpointer user_data)
{
  CueSimListener *self = CUE_SIM_LISTENER (user_data);
  g_autoptr (GSocket) socket = g_socket_accept (listening, NULL, NULL);
  g_autoptr (GSocketConnection) connection = NULL;

  if (socket == NULL)
    return G_SOURCE_CONTINUE;
  connection = g_socket_connection_factory_create_connection (socket);
  forget_closed_connections (self);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  hand_over (self, connection);
  return G_SOURCE_CONTINUE;
}

static GSocket *
bind_loopback (GSocketFamily family, guint16 port, GError **error)
{
  g_autoptr (GSocket)
    socket = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (family == G_SOCKET_FAMILY_IPV6)
    g_socket_set_option (socket, IPPROTO_IPV6, IPV6_V6ONLY, 1, NULL);
  if (!g_socket_bind (socket, address, TRUE, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static gboolean
listen_on (CueSimListener *self, guint i, GError **error)
{
  if (!g_socket_listen (self->sockets[i], error))
    return FALSE;
  self->sources[i] = g_socket_create_source (self->sockets[i], G_IO_IN, NULL);
  g_source_set_callback (self->sources[i], G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->sources[i], g_main_context_get_thread_default ());
  return TRUE;
}

static void
stop_listening (CueSimListener *self, guint i)
{
  if (self->sources[i] != NULL) {
    g_source_destroy (self->sources[i]);
    g_clear_pointer (&self->sources[i], g_source_unref);
  }
  if (self->sockets[i] != NULL) {
    g_socket_close (self->sockets[i], NULL);
    g_clear_object (&self->sockets[i]);
  }
}

static void
cut_connections (CueSimListener *self)
{
  for (guint i = 0; i < self->connections->len; i++) {
    GSocketConnection *connection = g_ptr_array_index (self->connections, i);

    g_socket_shutdown (g_socket_connection_get_socket (connection), TRUE, TRUE, NULL);
  }
  g_ptr_array_set_size (self->connections, 0);
}

/**
 * cue_sim_listener_start:
 * @port: 0 for any free one
 */
gboolean
cue_sim_listener_start (CueSimListener *self, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) local_error = NULL;

  self->sockets[0] = bind_loopback (families[0], port, &local_error);
  if (self->sockets[0] == NULL || !listen_on (self, 0, &local_error) ||
      (address = g_socket_get_local_address (self->sockets[0], &local_error)) == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_NETWORK,
                 _ ("Cannot listen on port %u of 127.0.0.1: %s"),
                 (guint) port,
                 local_error->message);
    cue_sim_listener_stop (self);
    return FALSE;
  }
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  /* A machine without IPv6 is a fine machine. */
  self->sockets[1] = bind_loopback (families[1], self->port, NULL);
  if (self->sockets[1] != NULL && !listen_on (self, 1, NULL))
    stop_listening (self, 1);
  return TRUE;
}

/**
 * cue_sim_listener_stop:
 *
 * Closes the port and cuts its connections.
 */
void
cue_sim_listener_stop (CueSimListener *self)
{
  if (self->connections == NULL)
    return;
  stop_listening (self, 0);
  stop_listening (self, 1);
  cut_connections (self);
}

/**
 * cue_sim_listener_get_port:
 * @self: a listener
 *
 * Returns: the port on which it listens
 */
guint16
cue_sim_listener_get_port (CueSimListener *self)
{
  return self->port;
}

/**
 * cue_sim_listener_set_refusing:
 *
 * While refusing, the sockets are bound but do not listen, so the port stays ours and connecting to
 * it fails with "connection refused". Connections that were open are cut.
 */
void
cue_sim_listener_set_refusing (CueSimListener *self, gboolean refusing)
{
  if (self->refusing == refusing)
    return;
  self->refusing = refusing;
  for (guint i = 0; i < G_N_ELEMENTS (families); i++) {
    if (self->sockets[i] == NULL)
      continue;
    if (refusing) {
      stop_listening (self, i);
      self->sockets[i] = bind_loopback (families[i], self->port, NULL);
    } else if (!listen_on (self, i, NULL)) {
      g_warning ("Port %u cannot be opened again", (guint) self->port);
    }
  }
  if (refusing)
    cut_connections (self);
}

/**
 * cue_sim_listener_set_certificate:
 *
 * From here on new connections speak TLS with @certificate.
 */
void
cue_sim_listener_set_certificate (CueSimListener *self, GTlsCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
}
