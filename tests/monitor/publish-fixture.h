// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-publish-csv.h"
#include "cue-publish-run.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

// A simulated account, and a table that is published to it.

#define PUBLISH_LIMIT_S 120

typedef struct {
  CueSimulator      *simulator;
  CueRedactor       *redactor;
  CueTrace          *trace;
  CueHttpClient     *http;
  CueAcousticClient *client;
  char              *folder;
  char              *path;
} PublishFixture;

#define WAIT_FOR(condition)                                                                \
  G_STMT_START                                                                             \
  {                                                                                        \
    guint limit = g_timeout_add_seconds (PUBLISH_LIMIT_S, publish_fixture_too_late, NULL); \
    while (!(condition))                                                                   \
      g_main_context_iteration (NULL, TRUE);                                               \
    g_source_remove (limit);                                                               \
  }                                                                                        \
  G_STMT_END

gboolean           publish_fixture_too_late (gpointer user_data);
void               publish_fixture_set_up (PublishFixture *f, gconstpointer data);
void               publish_fixture_tear_down (PublishFixture *f, gconstpointer data);
GBytes            *make_publication (const char *code, guint number);
CuePublishPlan    *make_plan (guint n, const char *bad_code, guint bad_row);
gint64             publish_fixture_count (PublishFixture *f, const char *member);
void               publish_fixture_fault (PublishFixture *f,
                                          const char     *id,
                                          const char     *variant,
                                          int             seconds,
                                          int             times);
CueRunJournal     *create_journal (PublishFixture *f, guint n);
CueRunJournal     *open_journal (PublishFixture *f, GError **error);
gboolean           try_sync_journal (CueRunJournal *journal, GError **error);
void               sync_journal (CueRunJournal *journal);
void               run_to_its_end (CuePublishRun *run);
CuePublishRowState get_row_state (CuePublishRun *run, guint position);

G_END_DECLS
