// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-frame-log.h"
#include "cue-metered-stream.h"
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
  CueMeteredStream        *meter;       /* owned, nullable: what the connection reads from */
  GCancellable            *cancellable; /* owned: of the opening */
  guint                    timeout_id;
  gboolean                 is_traced; /* somebody can look at the messages */
  gboolean                 timed_out;
  gboolean                 leaving; /* we have said that we close */
  gboolean                 sending;
  gint64                   wall_ahead_us; /* of the monotonic clock */
  gint64                   wall_until_us; /* when that is to be read again */
  GError                  *deferred;      /* owned, nullable: what went wrong while sending */
  GQueue                   unsent;        /* of GBytes, owned: what the socket does not take yet */
  gsize                    unsent_bytes;
  GSource                 *unsent_source; /* owned, nullable: waits for the socket */
  gboolean                 over;          /* the end was reported, or nobody wants it */
};

/* cue-websocket-flow.c */
void cue_websocket_adopt (CueWebsocket *self, SoupWebsocketConnection *connection);
void cue_websocket_flush (CueWebsocket *self);
void cue_websocket_discard_unsent (CueWebsocket *self);

/* cue-websocket-end.c */
void cue_websocket_watch_end (CueWebsocket *self);
void cue_websocket_fail_later (CueWebsocket *self, const GError *error);
void cue_websocket_finish_exchange (CueWebsocket *self, const GError *error);
void cue_websocket_cut (CueWebsocket *self);

G_END_DECLS
