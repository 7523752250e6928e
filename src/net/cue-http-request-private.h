// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-request.h"

G_BEGIN_DECLS

/* What the files of the request share; nobody else includes this. */

struct _CueHttpRequest {
  GObject parent_instance;

  char      *method;    /* owned */
  char      *url;       /* owned */
  GPtrArray *names;     /* owned, of char* */
  GPtrArray *values;    /* owned, of char*, as long as names */
  char      *bearer;    /* owned, nullable, secret */
  GBytes    *body;      /* owned, nullable */
  char      *body_type; /* owned, nullable */
  char      *purpose;   /* owned */
  char      *lane;      /* owned */
  gsize      max_bytes;
  guint      timeout_ms;
  guint      idle_timeout_ms;
  gboolean   counted;
  gboolean   roaming;
  GPtrArray *secrets; /* owned, of char*, wiped */

  GOutputStream      *sink; /* owned, nullable */
  CueHttpProgressFunc progress;
  gpointer            progress_data;
  gboolean            sent;
  GPtrArray          *redirects; /* owned, of char* */

  CueHttpRedirectFault redirect_fault;
};

G_END_DECLS
