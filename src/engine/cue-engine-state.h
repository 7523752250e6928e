// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cue-http-response.h"
#include "cue-player-state.h"

G_BEGIN_DECLS

/**
 * CueAssetKind:
 * @CUE_ASSET_BG_VIDEO: the looping 9:16 background video
 * @CUE_ASSET_BG_IMAGE: the 9:16 background image
 * @CUE_ASSET_FG_IMAGE: the 9:16 foreground image
 * @CUE_ASSET_LOGO: the logo, which `custom` alone has, and of any ratio
 *
 * The assets that a state may have. `live` and `replay` have none.
 */
typedef enum {
  CUE_ASSET_BG_VIDEO,
  CUE_ASSET_BG_IMAGE,
  CUE_ASSET_FG_IMAGE,
  CUE_ASSET_LOGO,
} CueAssetKind;

/* Those of 9:16: all but the logo. */
#define CUE_N_ASSET_KINDS 3

#define CUE_TYPE_ENGINE_STATE (cue_engine_state_get_type ())
G_DECLARE_FINAL_TYPE (CueEngineState, cue_engine_state, CUE, ENGINE_STATE, GObject)

CueEngineState *cue_engine_state_new_from_json (JsonNode *node,
                                                gint64    received_wall_us,
                                                gint64    received_monotonic_us,
                                                GError  **error);

void cue_engine_state_read_async (CueHttpResponse    *response,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
CueEngineState *
cue_engine_state_read_finish (GAsyncResult *result, CueHttpResponse **response, GError **error);

CuePlayerState cue_engine_state_get_player_state (CueEngineState *self);
const char    *cue_engine_state_get_player_state_text (CueEngineState *self);
const char    *cue_engine_state_get_manifest (CueEngineState *self);

gboolean cue_engine_state_has_countdown (CueEngineState *self);
gboolean cue_engine_state_get_countdown_visible (CueEngineState *self);
gint64   cue_engine_state_get_countdown_end (CueEngineState *self);
gint64   cue_engine_state_get_server_time (CueEngineState *self);
gint64   cue_engine_state_get_server_time_step (CueEngineState *self);

const char *const *cue_engine_state_get_custom_text (CueEngineState *self);
gboolean           cue_engine_state_get_custom_text_is_dark (CueEngineState *self);
const char        *cue_engine_state_get_logo (CueEngineState *self);
const char          *
cue_engine_state_get_asset (CueEngineState *self, CuePlayerState state, CueAssetKind kind);
gboolean cue_engine_state_get_use_video (CueEngineState *self, CuePlayerState state);

JsonObject *cue_engine_state_get_unknown (CueEngineState *self);
const char *cue_engine_state_get_raw (CueEngineState *self);
GPtrArray  *cue_engine_state_get_diagnostics (CueEngineState *self);
gint64      cue_engine_state_get_received_wall (CueEngineState *self);
gint64      cue_engine_state_get_received_monotonic (CueEngineState *self);

guint       cue_engine_state_get_n_fields (CueEngineState *self);
const char *cue_engine_state_get_field_name (CueEngineState *self, guint index);
const char *cue_engine_state_get_field_text (CueEngineState *self, guint index);
const char *cue_engine_state_get_field_json (CueEngineState *self, guint index);
GPtrArray  *cue_engine_state_diff (CueEngineState *before, CueEngineState *after);

G_END_DECLS
