// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-slot.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSET_CHANGE (cue_asset_change_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetChange, cue_asset_change, CUE, ASSET_CHANGE, GObject)

CueAssetChange *cue_asset_change_new (gint64      wall_us,
                                      guint       slot,
                                      const char *url_before,
                                      const char *url_after,
                                      const char *sha256_before,
                                      const char *sha256_after);
CueAssetChange *
cue_asset_change_new_first (gint64 wall_us, guint slot, const char *url, const char *sha256);

CueAssetChange *cue_asset_change_new_complete (CueAssetChange *self, const char *sha256);
gboolean        cue_asset_change_is_completed_by (CueAssetChange *self, CueAssetChange *other);
gboolean        cue_asset_change_is_first (CueAssetChange *self);
gint64          cue_asset_change_get_wall (CueAssetChange *self);
guint           cue_asset_change_get_slot (CueAssetChange *self);
const char     *cue_asset_change_get_url_before (CueAssetChange *self);
const char     *cue_asset_change_get_url_after (CueAssetChange *self);
const char     *cue_asset_change_get_sha256_before (CueAssetChange *self);
const char     *cue_asset_change_get_sha256_after (CueAssetChange *self);
char           *cue_asset_change_to_words (CueAssetChange *self);

G_END_DECLS
