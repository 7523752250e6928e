// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-frame-log.h"
#include "cue-websocket.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _CueWebsocket {
  GObject parent_instance;

  CueHttpClient       *client;   /* owned */
  CueHttpRequest      *request;  /* owned */
  CueClock            *clock;    /* owned */
  CueRedactor         *redactor; /* owned: knows the token of this request */
  CueFrameLog         *frames;   /* owned */
  CueExchange         *exchange; /* owned, nullable: from the opening on */
  CueWebsocketHandlers handlers;
  gpointer             handlers_data;

  SoupMessage             *message;     /* owned, nullable */
  GSocket                 *socket;      /* owned, nullable: under TLS and all */
  SoupWebsocketConnection *connection;  /* owned, nullable: while it is open or closes */
  GCancellable            *cancellable; /* owned: of the opening */
  guint                    timeout_id;
  gboolean                 is_traced; /* somebody can look at the messages */
  gboolean                 timed_out;
  gboolean                 leaving; /* we have said that we close */
  gboolean                 sending;
  gint64                   wall_ahead_us; /* of the monotonic clock */
  gint64                   wall_until_us; /* when that is to be read again */
  GError                  *deferred;      /* owned, nullable: what went wrong while sending */
  gboolean                 over;          /* the end was reported, or nobody wants it */
};

G_END_DECLS
