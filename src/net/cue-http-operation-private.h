// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-operation.h"
#include "cue-http-response-private.h"

G_BEGIN_DECLS

/* What the two halves of the send path share: `cue-http-operation.c` has the hops and their end,
 * `cue-http-operation-body.c` the body of each. Nobody else includes this. */

typedef struct _CueHttpOperation Operation;

struct _CueHttpOperation {
  GTask          *task;     /* owned until it returns */
  SoupSession    *session;  /* owned */
  CueClock       *clock;    /* owned */
  CueTrace       *trace;    /* owned, nullable */
  CueRedactor    *redactor; /* owned: knows the token of this request */
  CueHttpRequest *request;  /* owned */
  char           *url;      /* owned: of this hop */
  guint           redirects;
  gint64          redirect_us; /* what the redirects took that were followed */
  GCancellable   *cancellable; /* owned: cancelled by the caller's, by a limit, by nothing else */
  GCancellable   *outer;       /* owned, nullable: the caller's */
  gulong          outer_id;
  guint           total_id;
  guint           idle_id;
  GError         *failure; /* owned, nullable: why we cancelled */

  /* of this hop */
  SoupMessage  *message;  /* owned */
  GInputStream *stream;   /* owned, nullable: libsoup's, while the body is read */
  GInputStream *decoded;  /* owned, nullable: what is read in its place where it is compressed */
  GByteArray   *body;     /* owned; of what goes to a sink the beginning alone */
  guint64       received; /* bytes of the body, decompressed */
  GBytes       *piece;    /* owned, nullable: on its way to the sink */
  CueExchange  *exchange; /* owned */
  CueHttpTimes  times;
  gboolean      answered;
  gboolean      dropped; /* the rest of its body is not waited for */
};

void cue_http_operation_fail_hop (Operation *op, const GError *cause);
void cue_http_operation_end_hop (Operation *op);
void cue_http_operation_drop_body (Operation *op);
void cue_http_operation_restart_idle (Operation *op);

void        cue_http_operation_start_decoder (Operation *op);
void        cue_http_operation_read_body (Operation *op);
const char *cue_http_operation_get_encoding (Operation *op);
gboolean    cue_http_operation_exceeds_limit (Operation *op, guint64 bytes, GError **error);

G_END_DECLS
