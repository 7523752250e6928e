// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-exchange.h"
#include "cue-frame-log.h"
#include "cue-redact.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The fields are filled by cue-exchange-record.c; durations are −1 where not known. */
struct _CueExchange {
  GObject parent_instance;

  guint64           id;               /* rises in the order they were sent, in this process */
  const char       *lane;             /* interned */
  char             *purpose;          /* owned */
  char             *method;           /* owned */
  char             *url;              /* owned */
  char             *reason;           /* owned */
  const char       *http_version;     /* static */
  char             *remote_address;   /* owned, nullable */
  char             *certificate_host; /* owned, nullable: who showed a certificate */
  char             *content_type;     /* owned, nullable */
  char             *request_headers;  /* owned */
  char             *request_body;     /* owned */
  char             *response_headers; /* owned */
  char             *response_body;    /* owned */
  char             *error_text;       /* owned, nullable */
  gboolean          finished;
  guint             status;        /* 0 while there is none */
  guint64           request_size;  /* bytes on the wire, headers included */
  guint64           response_size; /* the same */
  guint64           body_size;     /* bytes of the body after decompression */
  gint64            started_wall_us;
  gint64            started_monotonic_us;
  gint64            duration_us;
  gint64            certificate_end_us; /* wall time, or CUE_TIME_INVALID */
  CueExchangePhases phases;
  CueFrameLog      *frames; /* owned, nullable: of a WebSocket */
};

/* How the send path fills an exchange in; nobody else includes this. */

CueExchange      *
cue_exchange_new (const char *lane, const char *purpose, gint64 wall_us, gint64 monotonic_us);
void cue_exchange_set_request (CueExchange *self,
                               SoupMessage *message,
                               GBytes      *body,
                               CueRedactor *redactor);
void cue_exchange_finish (CueExchange  *self,
                          SoupMessage  *message,
                          GBytes       *body,
                          const GError *error,
                          gint64        monotonic_us,
                          CueRedactor  *redactor);
void cue_exchange_set_websocket (CueExchange *self, CueFrameLog *frames);
void cue_exchange_set_upgraded (CueExchange *self, SoupMessage *message, CueRedactor *redactor);
void cue_exchange_notify_finished (CueExchange *self);

G_END_DECLS
