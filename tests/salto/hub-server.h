// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A WebSocket server for one test, on sockets alone, so that it can send every byte a proper one
 * would not. Each connection has a thread, in which a handler says what happens. It listens on a
 * free port of the loopback; whatever it waits for ends after ten seconds.
 */

typedef struct _HubServer HubServer;
typedef struct _HubPeer   HubPeer;

/* Serves one connection whose request has been read; the socket is closed when it returns. */
typedef void (*HubHandler) (HubPeer *peer, gpointer data);

HubServer *hub_server_new (HubHandler handler, gpointer data);
/* One that speaks TLS; a client that does not trust it is not served. */
HubServer *hub_server_new_tls (HubHandler handler, gpointer data, GTlsCertificate *certificate);
void       hub_server_free (HubServer *self);
char      *hub_server_make_url (HubServer *self, const char *path);
guint      hub_server_get_n_connections (HubServer *self);
guint      hub_server_get_n_open (HubServer *self);
/* Bytes that were written to all connections. */
guint64 hub_server_get_n_written (HubServer *self);
/* The head of a request, from its first line on. */
char *hub_server_get_request (HubServer *self, guint index);
/* All hub messages that came, of every connection, in order; without their separators. */
char **hub_server_get_messages (HubServer *self);

guint    hub_peer_get_index (HubPeer *self);
gboolean hub_peer_accept (HubPeer *self);
/* The same, with @bytes in one piece with the answer. */
gboolean hub_peer_accept_with (HubPeer *self, gconstpointer bytes, gsize length);
void     hub_peer_answer (HubPeer *self, guint status, const char *headers, const char *body);
gboolean hub_peer_read_handshake (HubPeer *self);
/* Reads what comes for so long; returns FALSE when the client has gone. */
gboolean hub_peer_wait (HubPeer *self, guint milliseconds);
void     hub_peer_wait_for_end (HubPeer *self);
/* The same, but what comes stays unread. */
void     hub_peer_wait_unread (HubPeer *self);
gboolean hub_peer_write (HubPeer *self, gconstpointer bytes, gsize length);
gboolean hub_peer_send_frame (HubPeer *self, guint first_byte, gconstpointer payload, gsize length);
gboolean hub_peer_send_text (HubPeer *self, const char *text);
gboolean hub_peer_send_close (HubPeer *self, guint code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubServer, hub_server_free)

G_END_DECLS
