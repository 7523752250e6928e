// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define CUE_SIM_ENCODER_AUDIO_RATE     48000
#define CUE_SIM_ENCODER_AUDIO_CHANNELS 2
#define CUE_SIM_ENCODER_AUDIO_FRAME    1024 // samples of one AAC frame
#define CUE_SIM_ENCODER_MAX_VIDEOS     2

typedef struct {
  int      width;
  int      height;
  int      frame_rate;   // frames a second
  int      key_interval; // frames from one key frame to the next, exact
  guint    max_bitrate;  // kbit/s, never exceeded over one second
  gboolean high_profile; // H.264 High instead of Constrained Baseline
} CueSimEncoderVideo;

typedef struct {
  CueSimEncoderVideo videos[CUE_SIM_ENCODER_MAX_VIDEOS];
  guint              n_videos;
  gboolean           audio;
} CueSimEncoderSpec;

/**
 * CueSimEncoderFunc:
 * @track: index of the video, or the number of videos for the sound
 * @data: H.264 access unit (byte stream with parameter sets) or a raw AAC frame
 * @time_ns: presentation and decoding time since the first frame; there is no reordering
 * @key: whether decoding can begin here
 *
 * Called in a thread of the encoder, one thread a track.
 */
typedef void (
  *CueSimEncoderFunc) (guint track, GBytes *data, gint64 time_ns, gboolean key, gpointer user_data);

#define CUE_SIM_TYPE_ENCODER (cue_sim_encoder_get_type ())
G_DECLARE_FINAL_TYPE (CueSimEncoder, cue_sim_encoder, CUE_SIM, ENCODER, GObject)

CueSimEncoder *cue_sim_encoder_new (const CueSimEncoderSpec *spec,
                                    CueSimEncoderFunc        func,
                                    gpointer                 user_data,
                                    GError                 **error);
gboolean       cue_sim_encoder_push (CueSimEncoder *self,
                                     guint          track,
                                     gconstpointer  data,
                                     gsize          size,
                                     gint64         time_ns,
                                     gint64         duration_ns,
                                     GError       **error);
gboolean       cue_sim_encoder_finish (CueSimEncoder *self, GError **error);
void           cue_sim_encoder_stop (CueSimEncoder *self);
GBytes        *cue_sim_encoder_get_audio_config (CueSimEncoder *self);

G_END_DECLS
