// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-reply.h"
#include "cue-http-response.h"
#include "cue-redact.h"

G_BEGIN_DECLS

/* For the client, which fills a new one before anybody else sees it. */
struct _CueAcousticReply {
  GObject parent_instance;

  CueAcousticRequest *request; /* owned */
  CueOutcome          outcome;
  guint               status;
  char               *title;       /* owned */
  char               *message;     /* owned */
  char               *server_text; /* owned, nullable */
  char               *field;       /* owned, nullable */
  GError             *error;       /* owned, nullable: %NULL when it was done */
  gint64              retry_after_us;
  GBytes             *body; /* owned, nullable */
  JsonNode           *json; /* owned, nullable */
  gint64              received_wall_us;
  guint               n_tries;
  CueRedactor        *redactor;  /* owned */
  gboolean            announced; /* the transport shows where the body ends */
};

CueAcousticReply *cue_acoustic_reply_new_unsent (CueAcousticRequest *request, const GError *error);
CueAcousticReply *
cue_acoustic_reply_new_failed (CueAcousticRequest *request, const GError *error, gboolean sent);
CueAcousticReply *cue_acoustic_reply_new_answered (CueAcousticRequest *request,
                                                   CueHttpResponse    *response,
                                                   JsonNode           *json,
                                                   const GError       *read_error,
                                                   CueClock           *clock,
                                                   CueRedactor        *redactor);

/* Words: cue-acoustic-words.c. */
char *cue_acoustic_words_done (CueAcousticRequest *request, CueHttpResponse *response);
char *cue_acoustic_words_not_done (CueAcousticRequest *request, guint status);
char *cue_acoustic_words_refused (CueAcousticRequest *request,
                                  CueHttpResponse    *response,
                                  const char         *server_text,
                                  gint64              retry_after_us);
char *cue_acoustic_words_failed (guint status, const char *server_text);
char *cue_acoustic_words_unknown (CueAcousticRequest *request, const char *cause);
char *cue_acoustic_words_unsent (const char *cause);

G_END_DECLS
