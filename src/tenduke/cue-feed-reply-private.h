// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-reply.h"
#include "cue-http-response.h"

G_BEGIN_DECLS

/* For the client, which fills a new one before anybody else sees it. */
struct _CueFeedReply {
  GObject parent_instance;

  CueFeedRequest *request; /* owned */
  CueOutcome      outcome;
  guint           status;
  char           *title;       /* owned */
  char           *message;     /* owned */
  char           *server_text; /* owned, nullable */
  GError         *error;       /* owned, nullable: %NULL when it was done */
  CueFeedPage    *page;        /* owned, nullable: of a feed that was read */
  gint64          retry_after_us;
  gint64          clock_ahead_us; /* our clock minus theirs, or CUE_FEED_CLOCK_UNKNOWN */
  gint64          received_wall_us;
  guint           n_tries;
  char           *claim; /* owned, nullable: what the token allowed */
};

CueFeedReply *cue_feed_reply_new_unsent (CueFeedRequest *request, const GError *error);
CueFeedReply *
cue_feed_reply_new_failed (CueFeedRequest *request, const GError *error, gboolean sent);
CueFeedReply *cue_feed_reply_new_answered (CueFeedRequest  *request,
                                           CueHttpResponse *response,
                                           CueFeedPage     *page,
                                           const GError    *read_error,
                                           const char      *claim,
                                           CueClock        *clock);

/* Words: cue-feed-words.c. */
char *cue_feed_words_done (CueFeedReply *reply);
char *cue_feed_words_not_done (CueFeedReply *reply);
char *cue_feed_words_refused (CueFeedReply *reply, CueHttpResponse *response);
char *cue_feed_words_unknown (CueFeedRequest *request, const char *cause);
char *cue_feed_words_unsent (const char *cause);

G_END_DECLS
