// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-engine-poller.h"
#include "cue-fake-clock.h"
#include "script-server.h"

G_BEGIN_DECLS

#define SECOND       ((gint64) G_USEC_PER_SEC)
#define MINUTE       (60 * SECOND)
#define WORLD_SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"
#define WORLD_WALL   G_GINT64_CONSTANT (1795164000000000)

/* Everything a test of the client needs: a fake clock, a scripted server, a client, a source and a
 * poller. Time passes only in world_advance(), and requests are finished before it goes on. */
typedef struct {
  CueClock          *clock;
  ScriptServer      *server;
  CueRedactor       *redactor;
  CueTrace          *trace;
  CueHttpClient     *client;
  CueStateUrlSource *source;
  CueEnginePoller   *poller; // NULL until world_start()
} World;

// What came of asking for the state URL.
typedef struct {
  guint   n_done;
  char   *url;
  GError *error;
} UrlAnswer;

void world_init (World *world);
void world_init_direct (World *world);
void world_init_api_key (World *world);
void world_clear (World *world);

void   world_start (World *world);
void   world_settle (World *world);
void   world_advance (World *world, gint64 us);
gint64 world_get_now (World *world);
guint  world_count_states (World *world);
guint  world_count_urls (World *world);

char *world_make_state (World *world, const char *player_state, gint64 ends_in_s);
void  world_serve_state (World *world, const char *path, const char *player_state);
void  world_serve_state_url (World *world, const char *path);
void  world_live_for (World *world, const char *path, const char *player_state, gint64 us);

void world_assert_says (World *world, CueEngineReason reason, const char *words);

void world_get_url (World *world, UrlAnswer *answer);
void world_renew_url (World *world, UrlAnswer *answer);
void url_answer_take (GObject *object, GAsyncResult *result, gpointer data);
void url_answer_clear (UrlAnswer *answer);

G_END_DECLS
