// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-fake-clock.h"
#include "cue-feed-client.h"
#include "cue-feed-envelope.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

/* The simulator and what talks to its event feeds, for the matrix of calls and faults. */

#define FEED_MATRIX_FEED "my-app-events"

typedef struct {
  CueClock      *clock; /* the client's; the simulator has its own, which stands still */
  CueSimulator  *simulator;
  JsonObject    *access; /* owned: `tenduke` of the description */
  CueTrace      *trace;
  CueRedactor   *redactor;
  CueHttpClient *http;
  CueSigningKey *key;
  gboolean       time_passes;
  guint          n_requests;
} FeedMatrix;

void           feed_matrix_describe (FeedMatrix *m);
void           feed_matrix_init (FeedMatrix *m);
void           feed_matrix_clear (FeedMatrix *m);
gint64         feed_matrix_count (FeedMatrix *m);
CueFeedClient *feed_matrix_make_client (FeedMatrix *m, const char *url_member);
CueFeedReply *
feed_matrix_send (FeedMatrix *m, CueFeedClient *client, CueFeedRequest *request, const char *what);
CueFeedRequest *feed_matrix_make_put (FeedMatrix *m, CueFeedClient *client);
CueFeedRequest *feed_matrix_make_page (CueFeedClient *client);

G_END_DECLS
