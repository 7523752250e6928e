// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-hls-unit.h"

G_BEGIN_DECLS

/**
 * CueSimHlsTs:
 *
 * What one segment hands on to the next: the continuity counters (ISO 13818-1, 2.4.3.3). Zeroes at
 * the start of a stream.
 */
typedef struct {
  guint8 pat;
  guint8 pmt;
  guint8 video;
  guint8 audio;
} CueSimHlsTs;

GBytes *cue_sim_hls_ts_mux (CueSimHlsTs *self, GArray *video, GArray *audio, GBytes *audio_config);

G_END_DECLS
