// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-monitor.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

#define DOORS_LIMIT_MS 60000

// An event whose doors are the simulator's; its state URL leads nowhere, which is not what is
// tried.
typedef struct {
  CueSimulator   *simulator;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueMonitor     *monitor;
  JsonNode       *description;
  JsonObject     *salto; // in the description
} DoorsFixture;

// Runs the main loop until the condition holds; the test fails when it never does.
#define DOORS_WAIT_FOR(condition)                                       \
  do {                                                                  \
    guint limit = g_timeout_add (DOORS_LIMIT_MS, doors_on_limit, NULL); \
    while (!(condition))                                                \
      g_main_context_iteration (NULL, TRUE);                            \
    g_source_remove (limit);                                            \
  } while (0)

const char      *doors_get_word (DoorsFixture *f, const char *name);
const char      *doors_get_site (DoorsFixture *f, guint n);
void             doors_keep (DoorsFixture *f, const char *kind, const char *text);
void             doors_set_up (DoorsFixture *f, gconstpointer data);
void             doors_tear_down (DoorsFixture *f, gconstpointer data);
void             doors_start (DoorsFixture *f);
void             doors_paste (DoorsFixture *f, const char *token);
void             doors_set_fault (DoorsFixture *f, const char *id, const char *variant);
gboolean         doors_on_limit (gpointer user_data);
CueSourceHealth *doors_get_health (DoorsFixture *f);
CueHealth        doors_get_state (DoorsFixture *f);
CueProblem      *doors_find (DoorsFixture *f, const char *id);
CueProblem      *doors_find_hub (DoorsFixture *f);
guint            doors_count_hub (DoorsFixture *f);
GListModel      *doors_get_log (DoorsFixture *f);
guint            doors_count_rows (DoorsFixture *f);
gboolean         doors_holds (CueRing *ring, const char *kind);
gboolean         doors_observed (DoorsFixture *f, const char *kind);
void             doors_assert_has (const char *text, const char *part);

G_END_DECLS
