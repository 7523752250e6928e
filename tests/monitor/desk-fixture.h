// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-monitor.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

// An event with three connections to a simulated account.

#define DESK_LIMIT_S 120

typedef struct {
  CueSimulator   *simulator;
  JsonNode       *described;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueMonitor     *monitor;
} DeskFixture;

#define WAIT_FOR(condition)                                                          \
  G_STMT_START                                                                       \
  {                                                                                  \
    guint limit = g_timeout_add_seconds (DESK_LIMIT_S, desk_fixture_too_late, NULL); \
    while (!(condition))                                                             \
      g_main_context_iteration (NULL, TRUE);                                         \
    g_source_remove (limit);                                                         \
  }                                                                                  \
  G_STMT_END

typedef struct {
  gboolean          done;
  gboolean          worked;
  CueAcousticReply *reply; // owned
  CuePublishRun    *run;   // owned
  GError           *error;
} DeskAnswer;

gboolean    desk_fixture_too_late (gpointer user_data);
const char *desk_fixture_get (DeskFixture *f, const char *member);
void desk_fixture_keep_key (DeskFixture *f, CueAcousticConnection *connection, const char *key);
void desk_fixture_set_up (DeskFixture *f, gconstpointer data);
void desk_fixture_tear_down (DeskFixture *f, gconstpointer data);
CueAcousticDesk           *desk_fixture_get_desk (DeskFixture *f);
CueAcousticDeskConnection *desk_fixture_peek (DeskFixture *f, guint position);
void                       clear_answer (DeskAnswer *answer);
DeskAnswer                 refresh (CueAcousticDeskConnection *connection);
DeskAnswer send_request (CueAcousticDeskConnection *connection, CueAcousticRequest *request);
CueAcousticRequest *make_list (CueAcousticDeskConnection *connection);
GBytes             *make_publication (guint number);
CueAcousticRequest *make_publish (CueAcousticDeskConnection *connection, guint number);
void desk_fixture_fault (DeskFixture *f, const char *id, const char *variant, const char *target);
CueProblem *desk_fixture_find_problem (DeskFixture *f, const char *prefix);
void        desk_fixture_empty_folder (const char *folder);

G_END_DECLS
