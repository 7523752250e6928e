// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_SIM_HLS_VIDEO_RATE 90000 // ticks a second of video times

/**
 * CueSimHlsUnit:
 *
 * One access unit as it left the encoder: an H.264 picture in byte-stream form or a raw AAC frame.
 * The same units go into the transport stream and into the fragmented MP4.
 */
typedef struct {
  GBytes  *data; // owned
  gint64   time; // video: 1/90000 s, audio: samples; since the encoder started
  gboolean key;
} CueSimHlsUnit;

/**
 * CueSimHlsNal:
 *
 * One network abstraction layer unit inside of a picture, without its start code.
 */
typedef struct {
  const guint8 *data; // points into the unit
  gsize         size;
} CueSimHlsNal;

enum {
  CUE_SIM_HLS_NAL_IDR = 5,
  CUE_SIM_HLS_NAL_SPS = 7,
  CUE_SIM_HLS_NAL_PPS = 8,
  CUE_SIM_HLS_NAL_DELIMITER = 9,
};

GArray  *cue_sim_hls_units_new (void);
gboolean cue_sim_hls_unit_next_nal (GBytes *data, gsize *offset, CueSimHlsNal *nal);
guint    cue_sim_hls_nal_get_kind (const CueSimHlsNal *nal);
gboolean cue_sim_hls_unit_find_nal (GBytes *data, guint kind, CueSimHlsNal *nal);
char    *cue_sim_hls_unit_get_codec (GBytes *data);

G_END_DECLS
