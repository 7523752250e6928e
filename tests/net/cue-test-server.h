// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A web server for one test: it says exactly the bytes it is told to, so that it can be wrong in
 * every way. Each connection has a thread of its own and blocking calls. It listens on a free port
 * of the loopback and gives up on everything after ten seconds.
 */

typedef struct _CueTestServer     CueTestServer;
typedef struct _CueTestConnection CueTestConnection;

/* Answers one request; runs in the thread of the connection. Returns whether the connection is kept
 * for another. */
typedef gboolean (*CueTestHandler) (CueTestConnection *connection,
                                    const char        *request,
                                    gpointer           data);

CueTestServer *cue_test_server_new (CueTestHandler handler, gpointer data);
CueTestServer *
cue_test_server_new_tls (CueTestHandler handler, gpointer data, GTlsCertificate *certificate);
/* Says @bytes at once to whoever connects, then closes. */
CueTestServer *cue_test_server_new_greeting (const char *bytes, gssize length);
void           cue_test_server_free (CueTestServer *self);
guint16        cue_test_server_get_port (CueTestServer *self);
char          *cue_test_server_make_url (CueTestServer *self, const char *path);
guint          cue_test_server_count (CueTestServer *self);
guint          cue_test_server_n_connections (CueTestServer *self);
char          *cue_test_server_get_request (CueTestServer *self, guint index);

gboolean cue_test_connection_write (CueTestConnection *self, const char *bytes, gssize length);
gboolean
cue_test_connection_printf (CueTestConnection *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void     cue_test_connection_reset (CueTestConnection *self);
gboolean cue_test_connection_wait_for_close (CueTestConnection *self);
guint    cue_test_connection_get_n (CueTestConnection *self);

/* A handler that sends @data, a whole answer as text, and closes. */
gboolean cue_test_reply_text (CueTestConnection *connection, const char *request, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueTestServer, cue_test_server_free)

G_END_DECLS
