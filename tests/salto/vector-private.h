// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-signalr-connection.h"

#include "hub-server.h"
#include "vector.h"

G_BEGIN_DECLS

struct _Vector {
  JsonObject           *description; /* owned */
  HubServer            *server;      /* owned */
  CueSignalrConnection *connection;  /* owned */
  gint                  script_done; /* atomic: the first connection has done all it does */
  gint64                done_us;
  gboolean              stopped;
  gint64                over_us;
  GString              *faults; /* owned */

  /* what was seen */
  const char *start; /* ok, fail or NULL */
  char       *start_error;
  guint       http_status;
  JsonArray  *delivered; /* owned */
  char       *close_error;
  char       *reconnecting_error;
  gboolean    reconnected;
};

JsonObject *vector_get_object (JsonObject *object, const char *name);
gint64      vector_get_number (JsonObject *object, const char *name, gint64 usual);
const char *vector_get_text (JsonObject *object, const char *name);
const char *vector_get_end (Vector *self);

G_END_DECLS
