// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-asset-history.h"
#include "cue-asset-item.h"
#include "cue-asset-loader.h"
#include "cue-clock.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET_WATCH (cue_asset_watch_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetWatch, cue_asset_watch, CUE, ASSET_WATCH, GObject)

CueAssetWatch *cue_asset_watch_new (CueHttpClient *client, CueClock *clock, const char *profile_id);

void cue_asset_watch_start (CueAssetWatch *self);
void cue_asset_watch_stop (CueAssetWatch *self);
void cue_asset_watch_set_state (CueAssetWatch *self, CueEngineState *state);
void cue_asset_watch_set_ahead (CueAssetWatch *self, gint64 ahead_us);
void cue_asset_watch_tick (CueAssetWatch *self);
void cue_asset_watch_inherit (CueAssetWatch *self, CueAssetWatch *before);

void cue_asset_watch_forget (const char *profile_id);

void     cue_asset_watch_hold (CueAssetWatch *self);
void     cue_asset_watch_release (CueAssetWatch *self);
void     cue_asset_watch_check (CueAssetWatch *self);
gboolean cue_asset_watch_is_settled (CueAssetWatch *self);

CueEngineState  *cue_asset_watch_get_state (CueAssetWatch *self);
CueAssetItem    *cue_asset_watch_get_item (CueAssetWatch *self, guint slot);
CueAssetFile    *cue_asset_watch_get_file (CueAssetWatch *self, guint slot);
GListModel      *cue_asset_watch_get_findings (CueAssetWatch *self);
CueAssetHistory *cue_asset_watch_get_history (CueAssetWatch *self);
CueAssetLoader  *cue_asset_watch_get_loader (CueAssetWatch *self);
CuePlayerState   cue_asset_watch_get_on_air (CueAssetWatch *self);
CuePlayerState   cue_asset_watch_get_next (CueAssetWatch *self);
CueHealth        cue_asset_watch_get_health (CueAssetWatch *self);
const char      *cue_asset_watch_get_storage_fault (CueAssetWatch *self);
const char      *cue_asset_watch_get_fault (CueAssetWatch *self);
guint            cue_asset_watch_get_n_probes (CueAssetWatch *self);
gboolean         cue_asset_watch_uses_assets (CueAssetWatch *self);
CueAssetFinding *cue_asset_watch_get_worst (CueAssetWatch *self, gboolean on_air);
guint            cue_asset_watch_count (CueAssetWatch *self, gboolean on_air, CueSeverity severity);

G_END_DECLS
