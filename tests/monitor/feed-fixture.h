// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-monitor.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

// An event with a connection to a simulated Event Data Service, and its two feeds.

#define LIMIT_S 120
#define FEED    "my-app-events"
#define QUIET   "quiet-app"

typedef struct {
  CueSimulator          *simulator;
  JsonNode              *described;
  CueSecretStore        *secrets;
  CueProfile            *profile;
  CueMonitor            *monitor;
  CueFeedConnection     *settings;   // owned by the profile
  CueFeedDeskConnection *connection; // owned by the desk
  guint                  n_arrived;
} FeedFixture;

#define WAIT_FOR(condition)                                                     \
  G_STMT_START                                                                  \
  {                                                                             \
    guint limit = g_timeout_add_seconds (LIMIT_S, feed_fixture_too_late, NULL); \
    while (!(condition))                                                        \
      g_main_context_iteration (NULL, TRUE);                                    \
    g_source_remove (limit);                                                    \
  }                                                                             \
  G_STMT_END

gboolean    feed_fixture_too_late (gpointer user_data);
const char *feed_fixture_get (FeedFixture *f, const char *member);
void        feed_fixture_keep_key (FeedFixture *f, const char *pem);
void        feed_fixture_set_up (FeedFixture *f, gconstpointer data);
void        feed_fixture_tear_down (FeedFixture *f, gconstpointer data);
void        feed_fixture_fault (FeedFixture *f, const char *id, const char *variant);

G_END_DECLS
