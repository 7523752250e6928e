// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-preflight.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

// An event with everything, in a simulator that runs for the whole program: its stream takes some
// seconds to begin.

#define PREFLIGHT_LIMIT_S 120
// Enough for a video that can be judged, and quickly encoded.
#define PREFLIGHT_CLIP_FRAMES 15

typedef struct {
  CueSimulator   *simulator;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CuePreflight   *preflight; // NULL until run
} PreflightFixture;

#define PREFLIGHT_WAIT_FOR(condition)                                                  \
  G_STMT_START                                                                         \
  {                                                                                    \
    guint limit = g_timeout_add_seconds (PREFLIGHT_LIMIT_S, preflight_too_late, NULL); \
    while (!(condition))                                                               \
      g_main_context_iteration (NULL, TRUE);                                           \
    g_source_remove (limit);                                                           \
  }                                                                                    \
  G_STMT_END

gboolean            preflight_too_late (gpointer user_data);
void                preflight_begin (PreflightFixture *f);
void                preflight_end (PreflightFixture *f);
void                preflight_reset (PreflightFixture *f);
void                preflight_fault (PreflightFixture *f,
                                     const char       *id,
                                     const char       *variant,
                                     const char       *target,
                                     int               seconds);
void                preflight_set_state (PreflightFixture *f, const char *json);
void                preflight_start (PreflightFixture *f);
CuePreflightReport *preflight_run (PreflightFixture *f);
char               *preflight_list (PreflightFixture *f);

G_END_DECLS
