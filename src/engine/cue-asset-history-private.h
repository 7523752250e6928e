// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-history.h"

G_BEGIN_DECLS

/* The files of CueAssetHistory, for any thread; nobody else includes this. */

gboolean cue_asset_history_is_hash (const char *text);
void     cue_asset_history_append_line (GString *text, CueAssetChange *change);

typedef struct _CueAssetHistoryDisk CueAssetHistoryDisk;

CueAssetHistoryDisk *cue_asset_history_disk_new (const char *folder);
CueAssetHistoryDisk *cue_asset_history_disk_ref (CueAssetHistoryDisk *self);
void                 cue_asset_history_disk_unref (CueAssetHistoryDisk *self);

void     cue_asset_history_disk_push_change (CueAssetHistoryDisk *self, CueAssetChange *change);
gboolean cue_asset_history_disk_has_rest (CueAssetHistoryDisk *self);
gboolean cue_asset_history_disk_push_thumbnail (CueAssetHistoryDisk *self,
                                                const char          *sha256,
                                                GBytes              *picture);

/* These block. */
GPtrArray *cue_asset_history_disk_load (CueAssetHistoryDisk *self, GError **error);
gboolean   cue_asset_history_disk_work (CueAssetHistoryDisk *self, gboolean tidies, GError **error);
GBytes    *cue_asset_history_disk_read_thumbnail (CueAssetHistoryDisk *self, const char *sha256);

G_END_DECLS
