// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-sim-hls-live.h"

G_BEGIN_DECLS

/**
 * CueSimHlsParts:
 * @CUE_SIM_HLS_PARTS_LIVE: the live stream below /hls/live/
 * @CUE_SIM_HLS_PARTS_VOD: the finished stream below /hls/vod/
 */
typedef enum {
  CUE_SIM_HLS_PARTS_LIVE = 1 << 0,
  CUE_SIM_HLS_PARTS_VOD = 1 << 1,
  CUE_SIM_HLS_PARTS_ALL = 3,
} CueSimHlsParts;

#define CUE_SIM_TYPE_HLS (cue_sim_hls_get_type ())
G_DECLARE_FINAL_TYPE (CueSimHls, cue_sim_hls, CUE_SIM, HLS, GObject)

CueSimHls *cue_sim_hls_new (void);
void       cue_sim_hls_set_parts (CueSimHls *self, CueSimHlsParts parts);
gboolean   cue_sim_hls_start (CueSimHls *self, GError **error);
void       cue_sim_hls_stop (CueSimHls *self);
gboolean   cue_sim_hls_is_ready (CueSimHls *self);
GBytes    *cue_sim_hls_lookup (CueSimHls *self, const char *path, const char **content_type);
void       cue_sim_hls_set_stalled (CueSimHls *self, gboolean stalled);
void       cue_sim_hls_restart_encoder (CueSimHls *self);
void       cue_sim_hls_set_codec (CueSimHls *self, CueSimHlsCodec codec);

G_END_DECLS
