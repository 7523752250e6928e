// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-client.h"
#include "cue-acoustic-read.h"
#include "cue-fake-clock.h"
#include "cue-test-server.h"

G_BEGIN_DECLS

#define WORLD_KEY    "key-of-the-endpoint-0001:US"
#define WORLD_SECOND ((gint64) G_USEC_PER_SEC)

/* A client of a server on loopback that says exactly what a test tells it to, on a fake clock. */
typedef struct {
  CueTestServer     *server;
  CueClock          *clock;
  CueTrace          *trace;
  CueRedactor       *redactor;
  CueHttpClient     *http;
  CueAcousticClient *client;
  char              *base_url;
} AcousticWorld;

void acoustic_world_init (AcousticWorld *world, CueTestHandler handler, gpointer data);
/* Says @answer, whole and as text, to everything. */
void acoustic_world_init_text (AcousticWorld *world, const char *answer);
void acoustic_world_clear (AcousticWorld *world);

CueAcousticReply *
acoustic_world_send (AcousticWorld *world, CueAcousticRequest *request, GError **error);
/* Takes over @request. */
CueAcousticReply *acoustic_world_take (AcousticWorld *world, CueAcousticRequest *request);
/* Some request of each call. */
CueAcousticRequest *acoustic_world_make (AcousticWorld *world, CueAcousticCall call);

/* Runs the main loop until @result is set. Time passes when a wait between two tries is all that is
 * going on. */
void acoustic_world_wait (AcousticWorld *world, GAsyncResult **result);
void acoustic_world_on_done (GObject *object, GAsyncResult *result, gpointer data);

char *acoustic_make_answer (guint status, const char *headers, const char *body);
void  acoustic_assert_says (const char *text, const char *words);

G_END_DECLS
