// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-fake-clock.h"
#include "cue-signalr-connection.h"

#include "hub-server.h"
#include "token-list.h"

G_BEGIN_DECLS

/* A hub, a connection to it, and a protocol of what the connection told, in a few words each:
 *
 *   connecting 1 | failed http-401 401 | connected | again | gap 0 | reconnecting lost | closed |
 *   closed <words> | text <argument> | null | arguments | target <name>
 */
typedef struct {
  HubServer            *server;     /* owned */
  CueClock             *clock;      /* owned */
  CueTrace             *trace;      /* owned */
  CueHttpClient        *client;     /* owned */
  CueSignalrConnection *connection; /* owned, nullable: a test may drop it */
  GString              *told;       /* owned: one line each */
  guint                 n_messages;
  gboolean              quiet;  /* messages are only counted */
  const char           *act_on; /* call `act` once, as soon as a line begins so */
  void (*act) (gpointer self);
} HubCase;

HubCase *hub_case_new (HubHandler handler, gpointer data);
/* The same with a clock that only moves when told to. */
HubCase *hub_case_new_fake (HubHandler handler, gpointer data);
HubCase *hub_case_new_tls (HubHandler handler, gpointer data, GTlsCertificate *certificate);
void     hub_case_free (HubCase *self);
void     hub_case_start (HubCase *self);
/* Runs the main loop until a line begins so; fails after ten seconds. */
void     hub_case_wait (HubCase *self, const char *line);
void     hub_case_wait_for_messages (HubCase *self, guint n);
void     hub_case_wait_for_server (HubCase *self, guint n_open);
void     hub_case_spin (HubCase *self, guint milliseconds);
gboolean hub_case_has (HubCase *self, const char *line);
/* Everything the trace keeps, as text. */
char *hub_case_read_trace (HubCase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubCase, hub_case_free)

G_END_DECLS
