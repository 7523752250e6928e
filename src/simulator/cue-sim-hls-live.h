// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-hls-shelf.h"

G_BEGIN_DECLS

/**
 * CueSimHlsCodec:
 * @CUE_SIM_HLS_CODEC_NORMAL: 1280×720 and 640×360, Constrained Baseline
 * @CUE_SIM_HLS_CODEC_HIGH_PROFILE: the same sizes, High profile
 * @CUE_SIM_HLS_CODEC_SMALL: 640×360 and 320×180, as after a fall-back of the encoder
 */
typedef enum {
  CUE_SIM_HLS_CODEC_NORMAL,
  CUE_SIM_HLS_CODEC_HIGH_PROFILE,
  CUE_SIM_HLS_CODEC_SMALL,
} CueSimHlsCodec;

/**
 * CueSimHlsLiveFunc:
 * @error: (nullable): NULL when enough segments exist, otherwise why the stream ended
 *
 * Called in the thread of the stream.
 */
typedef void (*CueSimHlsLiveFunc) (const GError *error, gpointer user_data);

typedef struct _CueSimHlsLive CueSimHlsLive;

CueSimHlsLive      *
cue_sim_hls_live_new (CueSimHlsShelf *shelf, CueSimHlsLiveFunc func, gpointer user_data);
void cue_sim_hls_live_free (CueSimHlsLive *self);
void cue_sim_hls_live_set_stalled (CueSimHlsLive *self, gboolean stalled);
void cue_sim_hls_live_set_codec (CueSimHlsLive *self, CueSimHlsCodec codec);
void cue_sim_hls_live_restart (CueSimHlsLive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimHlsLive, cue_sim_hls_live_free)

G_END_DECLS
