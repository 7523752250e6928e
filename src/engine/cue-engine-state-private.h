// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-engine-state.h"

G_BEGIN_DECLS

/**
 * CueEngineField:
 *
 * One member of the answer, documented or not.
 */
typedef struct {
  char *name; // owned, with dots between levels
  char *json; // owned, the value as it came, compact; compared
  char *text; // owned, the value for people
} CueEngineField;

// Only the reader writes these.
struct _CueEngineState {
  GObject parent_instance;

  JsonNode *node; // owned
  char     *raw;  // owned, nullable; made when asked for
  gint64    received_wall;
  gint64    received_monotonic;

  CuePlayerState player_state;
  char          *player_state_text; // owned, nullable
  char          *manifest;          // owned, nullable
  gboolean       has_countdown;
  gboolean       countdown_visible;
  gint64         countdown_end;
  gint64         server_time;

  char   **custom_text; // owned, never NULL
  gboolean custom_text_is_dark;
  char    *logo; // owned, nullable
  char    *assets[CUE_N_PLAYER_STATES][CUE_N_ASSET_KINDS];
  gboolean use_video[CUE_N_PLAYER_STATES];

  JsonObject *unknown;     // owned, nullable
  GPtrArray  *diagnostics; // owned, CueDiagnostic
  GArray     *fields;      // owned, CueEngineField
};

G_END_DECLS
