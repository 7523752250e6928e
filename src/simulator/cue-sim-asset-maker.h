// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-asset.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_SIM_ASSET_CLIP_WIDTH  720 // 9:16
#define CUE_SIM_ASSET_CLIP_HEIGHT 1280
#define CUE_SIM_ASSET_CLIP_RATE   30 // frames a second
#define CUE_SIM_ASSET_CLIP_FRAMES (4 * CUE_SIM_ASSET_CLIP_RATE)

GBytes     *cue_sim_asset_make (const CueSimAssetSlot    *slot,
                                const CueSimAssetVariant *variant,
                                guint                     turn,
                                guint                     n_frames,
                                GCancellable             *cancellable,
                                GError                  **error);
const char *cue_sim_asset_get_type (GBytes *bytes, const CueSimAssetSlot *slot);

/* Files that no library would write, see cue-sim-asset-odd.c. */
GBytes *cue_sim_asset_make_gif (guint width, guint height, guint n_frames, gboolean whole);
GBytes *cue_sim_asset_make_webp (guint width, guint height, guint n_frames);
GBytes *cue_sim_asset_make_plain_png (guint width, guint height);
GBytes *cue_sim_asset_pad (GBytes *file, gsize size);
GBytes *cue_sim_asset_add_orientation (GBytes *jpeg, guint orientation);
GBytes *cue_sim_asset_resize_jpeg (GBytes *jpeg, guint width, guint height);
GBytes *cue_sim_asset_stretch_boxes (GBytes *mp4);

G_END_DECLS
