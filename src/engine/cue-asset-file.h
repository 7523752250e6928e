// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-facts.h"

G_BEGIN_DECLS

/* What is fetched at most. */
#define CUE_ASSET_MAX_IMAGE_BYTES (16 * 1024 * 1024)
#define CUE_ASSET_MAX_VIDEO_BYTES (64 * 1024 * 1024)

#define CUE_TYPE_ASSET_FILE (cue_asset_file_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetFile, cue_asset_file, CUE, ASSET_FILE, GObject)

/**
 * CueAssetUrgency:
 * @CUE_ASSET_URGENCY_LATER: the audience sees it some time, or never
 * @CUE_ASSET_URGENCY_NEXT: the audience probably sees it next
 * @CUE_ASSET_URGENCY_ON_AIR: the audience sees it now
 *
 * How soon a file has to be looked at. What is more urgent is fetched first.
 */
typedef enum {
  CUE_ASSET_URGENCY_LATER,
  CUE_ASSET_URGENCY_NEXT,
  CUE_ASSET_URGENCY_ON_AIR,
} CueAssetUrgency;

const char    *cue_asset_file_get_url (CueAssetFile *self);
gboolean       cue_asset_file_get_video (CueAssetFile *self);
gboolean       cue_asset_file_get_loading (CueAssetFile *self);
GBytes        *cue_asset_file_get_content (CueAssetFile *self);
CueAssetFacts *cue_asset_file_get_facts (CueAssetFile *self);

void     cue_asset_file_set_urgency (CueAssetFile *self, CueAssetUrgency urgency);
void     cue_asset_file_hold (CueAssetFile *self);
void     cue_asset_file_release (CueAssetFile *self);
gboolean cue_asset_file_get_held (CueAssetFile *self);
void     cue_asset_file_check (CueAssetFile *self);
void     cue_asset_file_set_picture (CueAssetFile    *self,
                                     const char      *sha256,
                                     CuePictureFacts *picture,
                                     const GError    *fault);

G_END_DECLS
