// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-stock.h"

#include "cue-sim-artist-stage.h"
#include "cue-sim-artist-tone.h"
#include "cue-sim-hls-segmenter.h"

// What is made once and then only served: the finished stream.

enum {
  VOD_SECONDS = 20,
  VOD_FRAMES = VOD_SECONDS * CUE_SIM_ARTIST_STAGE_FRAME_RATE,
  FRAME_US = G_USEC_PER_SEC / CUE_SIM_ARTIST_STAGE_FRAME_RATE,
  SAMPLES = CUE_SIM_ENCODER_AUDIO_RATE / CUE_SIM_ARTIST_STAGE_FRAME_RATE,
};

static gboolean
push_vod (CueSimEncoder *encoder, gint64 wall_us, GCancellable *cancellable, GError **error)
{
  g_autoptr (CueSimArtistStage) stage = cue_sim_artist_stage_new ("Cuelight demo stage", "REPLAY");
  const CueSimArtistPlanes *pictures[] = {
    cue_sim_artist_stage_get_picture (stage),
    cue_sim_artist_stage_get_half_picture (stage),
  };

  for (gint64 frame = 0; frame < VOD_FRAMES; frame++) {
    gint64 time_ns = frame * FRAME_US * 1000;
    gint16 samples[SAMPLES * CUE_SIM_ENCODER_AUDIO_CHANNELS];

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;

    cue_sim_artist_stage_draw (stage, frame, wall_us + frame * FRAME_US);
    cue_sim_artist_draw_tone (samples, SAMPLES, frame * SAMPLES, CUE_SIM_ENCODER_AUDIO_RATE);
    for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
      if (!cue_sim_encoder_push (encoder,
                                 i,
                                 pictures[i]->luma,
                                 cue_sim_artist_planes_get_size (pictures[i]),
                                 time_ns,
                                 FRAME_US * 1000,
                                 error))
        return FALSE;
    if (!cue_sim_encoder_push (encoder,
                               G_N_ELEMENTS (pictures),
                               samples,
                               sizeof samples,
                               time_ns,
                               FRAME_US * 1000,
                               error))
      return FALSE;
  }
  return cue_sim_encoder_finish (encoder, error);
}

/**
 * cue_sim_hls_stock_make_vod:
 * @shelf: where segments and playlists go, below /hls/vod/
 * @cancellable: ends the work early
 * @error: return location
 *
 * Encodes 20 seconds of the stage as a finished stream, which looks like a recording made ten
 * minutes ago. Takes seconds; not for the main thread.
 *
 * Returns: FALSE when something failed or was cancelled
 */
gboolean
cue_sim_hls_stock_make_vod (CueSimHlsShelf *shelf, GCancellable *cancellable, GError **error)
{
  const int    key_interval = CUE_SIM_HLS_SEGMENT_SECONDS * CUE_SIM_ARTIST_STAGE_FRAME_RATE;
  const gint64 age_us = 600 * G_USEC_PER_SEC;
  gint64       wall_us = (g_get_real_time () - age_us) / age_us * age_us;
  CueSimEncoderSpec   spec = {
    .videos = {
      { 1280, 720, CUE_SIM_ARTIST_STAGE_FRAME_RATE, key_interval, 2500, FALSE },
      { 640, 360, CUE_SIM_ARTIST_STAGE_FRAME_RATE, key_interval, 900, FALSE },
    },
    .n_videos = CUE_SIM_HLS_VARIANTS,
    .audio = TRUE,
  };
  g_autoptr (CueSimHlsPublisher) publisher = cue_sim_hls_publisher_new_vod (shelf);
  g_autoptr (CueSimHlsSegmenter) segmenter = cue_sim_hls_segmenter_new (publisher);
  g_autoptr (CueSimEncoder) encoder = NULL;
  gboolean ok;

  cue_sim_hls_segmenter_begin (segmenter, &spec, wall_us, 0);
  encoder = cue_sim_encoder_new (&spec, cue_sim_hls_segmenter_take, segmenter, error);
  if (encoder == NULL)
    return FALSE;

  cue_sim_hls_segmenter_set_encoder (segmenter, encoder);
  ok = push_vod (encoder, wall_us, cancellable, error);
  cue_sim_encoder_stop (encoder);
  if (ok)
    cue_sim_hls_segmenter_finish (segmenter, VOD_SECONDS * G_USEC_PER_SEC);
  return ok;
}
