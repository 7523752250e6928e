// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-change.h"

G_BEGIN_DECLS

/* What is kept at most; the oldest go. */
#define CUE_ASSET_HISTORY_MAX_CHANGES 500

#define CUE_TYPE_ASSET_HISTORY (cue_asset_history_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetHistory, cue_asset_history, CUE, ASSET_HISTORY, GObject)

CueAssetHistory *cue_asset_history_new (const char *folder);
char            *cue_asset_history_get_default_folder (const char *profile_id);
gboolean         cue_asset_history_get_loaded (CueAssetHistory *self);
const char      *cue_asset_history_get_fault (CueAssetHistory *self);
void             cue_asset_history_add (CueAssetHistory *self, CueAssetChange *change);
void             cue_asset_history_complete (CueAssetHistory *self, guint slot, const char *sha256);
CueAssetChange  *cue_asset_history_get_last (CueAssetHistory *self, guint slot);

void cue_asset_history_add_thumbnail (CueAssetHistory *self, const char *sha256, GBytes *picture);
void cue_asset_history_load_thumbnail_async (CueAssetHistory    *self,
                                             const char         *sha256,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GBytes *cue_asset_history_load_thumbnail_finish (CueAssetHistory *self,
                                                 GAsyncResult    *result,
                                                 GError         **error);
void    cue_asset_history_save_again (CueAssetHistory *self);
void    cue_asset_history_flush (CueAssetHistory *self);

GPtrArray *cue_asset_history_read (const char *text, gsize size);

G_END_DECLS
