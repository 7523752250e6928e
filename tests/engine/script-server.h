// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A tiny HTTP server on loopback that does exactly what a test tells it, also what no proper server
 * would do. It knows nothing of the code under test and uses no HTTP library. */

typedef enum {
  ANSWER_WHOLE,     // as it should be
  ANSWER_CUT,       // half of the body, then the connection ends
  ANSWER_RESET,     // the connection ends without a byte
  ANSWER_HANG,      // nothing, until script_server_release()
  ANSWER_HANG_BODY, // the headers, then nothing
  ANSWER_ENDLESS,   // a body without end
} AnswerKind;

typedef struct _ScriptServer ScriptServer;

ScriptServer *script_server_new (void);
void          script_server_free (ScriptServer *self);
char         *script_server_get_url (ScriptServer *self, const char *path);

void script_server_answer (ScriptServer *self,
                           const char   *path,
                           guint         status,
                           const char   *headers,
                           const char   *body);
void script_server_answer_bytes (ScriptServer *self,
                                 const char   *path,
                                 AnswerKind    kind,
                                 guint         status,
                                 const char   *headers,
                                 GBytes       *body);
void script_server_release (ScriptServer *self);

guint       script_server_get_count (ScriptServer *self, const char *path);
guint       script_server_get_total (ScriptServer *self);
guint       script_server_get_max_open (ScriptServer *self);
const char *script_server_get_log (ScriptServer *self);
void        script_server_clear_log (ScriptServer *self);
const char *script_server_get_last_request (ScriptServer *self, const char *path);

G_END_DECLS
