// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-hls-unit.h"

G_BEGIN_DECLS

GBytes *
cue_sim_hls_fmp4_create_init (int width, int height, GBytes *key_picture, GBytes *audio_config);
GBytes *
cue_sim_hls_fmp4_create_segment (guint32 number, int frame_rate, GArray *video, GArray *audio);

G_END_DECLS
