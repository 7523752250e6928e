// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-file.h"
#include "cue-clock.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

/* How many downloads run at once, and how much is kept on the disk. */
#define CUE_ASSET_MAX_DOWNLOADS   4
#define CUE_ASSET_MAX_CACHE_BYTES ((gint64) 256 * 1024 * 1024)

#define CUE_TYPE_ASSET_LOADER (cue_asset_loader_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetLoader, cue_asset_loader, CUE, ASSET_LOADER, GObject)

CueAssetLoader *cue_asset_loader_new (CueHttpClient *client, CueClock *clock, const char *folder);
const char     *cue_asset_loader_get_fault (CueAssetLoader *self);
char           *cue_asset_loader_get_default_folder (void);
CueAssetFile   *cue_asset_loader_ref_file (CueAssetLoader *self, const char *url, gboolean video);
guint           cue_asset_loader_get_n_running (CueAssetLoader *self);
guint           cue_asset_loader_get_n_waiting (CueAssetLoader *self);
void            cue_asset_loader_check_failed (CueAssetLoader *self);
void            cue_asset_loader_load_content_async (CueAssetLoader     *self,
                                                     const char         *sha256,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
GBytes *
cue_asset_loader_load_content_finish (CueAssetLoader *self, GAsyncResult *result, GError **error);

G_END_DECLS
