// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-live.h"

#include "cue-sim-artist-stage.h"
#include "cue-sim-artist-tone.h"
#include "cue-sim-hls-segmenter.h"

enum {
  FRAME_RATE = CUE_SIM_ARTIST_STAGE_FRAME_RATE,
  FRAME_US = G_USEC_PER_SEC / FRAME_RATE,
  SAMPLES = CUE_SIM_ENCODER_AUDIO_RATE / FRAME_RATE,
  // Segments which are encoded at once at the start, showing the seconds just past, so that players
  // need not wait until a live window has filled.
  HEAD_START = 4,
  READY_COUNT = 3,
  MAX_FAILURES = 3,
};

static const gint64 max_lag_us = 16 * G_USEC_PER_SEC;
static const gint64 max_clock_step_us = 2 * G_USEC_PER_SEC;

/**
 * CueSimHlsLive:
 *
 * The live stream. One thread draws a frame every 40 ms and pushes it into the encoders; these have
 * a thread a track. All control functions return at once.
 */
struct _CueSimHlsLive {
  CueSimHlsLiveFunc   func;
  gpointer            user_data;
  GThread            *thread; // owned
  CueSimHlsPublisher *publisher;
  CueSimHlsSegmenter *segmenter;
  CueSimArtistStage  *stage;   // of the thread
  CueSimArtistPlanes *quarter; // of the thread: 320×180
  gboolean            told_ready;

  // The time line: frame 0 was taken at epoch. Of the thread.
  gint64 epoch_wall_us;
  gint64 epoch_mono_us;
  gint64 zero_frame; // where the time stamps in the segments began

  GMutex         lock;
  GCond          changed;
  gboolean       stop; // these under the lock
  gboolean       stalled;
  gboolean       restart; // the running encoder has to go
  gboolean       reset;   // and the next one counts its time stamps from zero
  CueSimHlsCodec codec;
};

static void
anchor (CueSimHlsLive *self, gint64 head_start_us)
{
  const gint64 length = CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC;
  gint64       wall = g_get_real_time ();
  gint64       mono = g_get_monotonic_time ();

  self->epoch_wall_us = (wall - head_start_us) / length * length;
  self->epoch_mono_us = mono - (wall - self->epoch_wall_us);
}

static gboolean
is_clock_stepped (CueSimHlsLive *self)
{
  gint64 expected = self->epoch_wall_us + g_get_monotonic_time () - self->epoch_mono_us;

  return ABS (g_get_real_time () - expected) > max_clock_step_us;
}

static CueSimEncoderSpec
make_spec (CueSimHlsCodec codec)
{
  CueSimEncoderSpec spec = {
    .videos = {
      { 1280, 720, FRAME_RATE, CUE_SIM_HLS_SEGMENT_SECONDS * FRAME_RATE, 2500, FALSE },
      { 640, 360, FRAME_RATE, CUE_SIM_HLS_SEGMENT_SECONDS * FRAME_RATE, 900, FALSE },
    },
    .n_videos = CUE_SIM_HLS_VARIANTS,
    .audio = TRUE,
  };

  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++) {
    spec.videos[i].high_profile = codec == CUE_SIM_HLS_CODEC_HIGH_PROFILE;
    if (codec == CUE_SIM_HLS_CODEC_SMALL) {
      spec.videos[i].width /= 2;
      spec.videos[i].height /= 2;
      spec.videos[i].max_bitrate /= 2;
    }
  }
  return spec;
}

static const CueSimArtistPlanes *
pick_picture (CueSimHlsLive *self, int width)
{
  const CueSimArtistPlanes *half = cue_sim_artist_stage_get_half_picture (self->stage);

  if (width == CUE_SIM_ARTIST_STAGE_WIDTH)
    return cue_sim_artist_stage_get_picture (self->stage);
  if (width == half->width)
    return half;

  if (self->quarter == NULL)
    self->quarter = cue_sim_artist_planes_new (half->width / 2, half->height / 2);
  cue_sim_artist_planes_halve (self->quarter, half, 0, 0, half->width, half->height);
  return self->quarter;
}

static gboolean
push_frame (CueSimHlsLive           *self,
            CueSimEncoder           *encoder,
            const CueSimEncoderSpec *spec,
            gint64                   frame,
            gint64                   first_frame,
            GError                 **error)
{
  gint64 time_ns = (frame - first_frame) * FRAME_US * 1000;
  gint64 wall_us = self->epoch_wall_us + frame * FRAME_US;
  gint16 samples[SAMPLES * CUE_SIM_ENCODER_AUDIO_CHANNELS];

  cue_sim_artist_stage_draw (self->stage, frame, wall_us);
  for (guint i = 0; i < spec->n_videos; i++) {
    const CueSimArtistPlanes *picture = pick_picture (self, spec->videos[i].width);

    if (!cue_sim_encoder_push (encoder,
                               i,
                               picture->luma,
                               cue_sim_artist_planes_get_size (picture),
                               time_ns,
                               FRAME_US * 1000,
                               error))
      return FALSE;
  }
  cue_sim_artist_draw_tone (samples,
                            SAMPLES,
                            frame * SAMPLES + self->epoch_wall_us / G_USEC_PER_SEC % 10 *
                                                CUE_SIM_ENCODER_AUDIO_RATE,
                            CUE_SIM_ENCODER_AUDIO_RATE);
  return cue_sim_encoder_push (encoder,
                               spec->n_videos,
                               samples,
                               sizeof samples,
                               time_ns,
                               FRAME_US * 1000,
                               error);
}

// Returns FALSE when the session has to end.
static gboolean
wait_for (CueSimHlsLive *self, gint64 due_us)
{
  gboolean go_on;

  g_mutex_lock (&self->lock);
  while (!self->stop && !self->stalled && !self->restart && g_get_monotonic_time () < due_us)
    g_cond_wait_until (&self->changed, &self->lock, due_us);
  go_on = !self->stop && !self->stalled && !self->restart;
  g_mutex_unlock (&self->lock);
  return go_on;
}

static void
tell_when_ready (CueSimHlsLive *self)
{
  if (!self->told_ready && cue_sim_hls_segmenter_get_count (self->segmenter) >= READY_COUNT) {
    self->told_ready = TRUE;
    self->func (NULL, self->user_data);
  }
}

// One life of the encoders: from a start to a stall, a restart, a step of the clock or the end.
static gboolean
run_session (CueSimHlsLive *self, CueSimHlsCodec codec, gint64 first_frame, GError **error)
{
  CueSimEncoderSpec spec = make_spec (codec);
  g_autoptr (CueSimEncoder) encoder = NULL;
  gboolean ok = TRUE;
  gint64   frame = first_frame;

  cue_sim_hls_segmenter_begin (self->segmenter,
                               &spec,
                               self->epoch_wall_us + first_frame * FRAME_US,
                               (first_frame - self->zero_frame) * FRAME_US);
  encoder = cue_sim_encoder_new (&spec, cue_sim_hls_segmenter_take, self->segmenter, error);
  if (encoder == NULL)
    return FALSE;

  cue_sim_hls_segmenter_set_encoder (self->segmenter, encoder);
  while (ok && wait_for (self, self->epoch_mono_us + frame * FRAME_US)) {
    gint64 lag = g_get_monotonic_time () - (self->epoch_mono_us + frame * FRAME_US);

    if (is_clock_stepped (self) || lag > max_lag_us) {
      anchor (self, 0);
      break;
    }
    ok = push_frame (self, encoder, &spec, frame, first_frame, error);
    frame++;
    tell_when_ready (self);
  }
  cue_sim_encoder_stop (encoder);
  cue_sim_hls_segmenter_set_encoder (self->segmenter, NULL);
  return ok;
}

static gboolean
wait_for_start (CueSimHlsLive *self, CueSimHlsCodec *codec, gboolean *reset)
{
  gboolean go_on;

  g_mutex_lock (&self->lock);
  while (self->stalled && !self->stop)
    g_cond_wait (&self->changed, &self->lock);
  self->restart = FALSE;
  *reset = *reset || self->reset;
  self->reset = FALSE;
  *codec = self->codec;
  go_on = !self->stop;
  g_mutex_unlock (&self->lock);
  return go_on;
}

static gpointer
run (gpointer user_data)
{
  CueSimHlsLive *self = user_data;
  gint64         frame = 0;
  guint          failures = 0;
  gboolean       reset = TRUE;
  CueSimHlsCodec codec;

  self->stage = cue_sim_artist_stage_new ("Cuelight demo stage", "LIVE");
  anchor (self, HEAD_START * CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC);

  while (failures < MAX_FAILURES && wait_for_start (self, &codec, &reset)) {
    g_autoptr (GError) error = NULL;
    guint64 count = cue_sim_hls_segmenter_get_count (self->segmenter);
    gint64  epoch = self->epoch_wall_us;

    if (count > 0)
      frame = (g_get_monotonic_time () - self->epoch_mono_us + FRAME_US - 1) / FRAME_US;
    if (reset)
      self->zero_frame = frame;
    if (run_session (self, codec, frame, &error)) {
      failures = 0;
      // A new time line has new numbers.
      reset = self->epoch_wall_us != epoch;
    } else {
      failures = cue_sim_hls_segmenter_get_count (self->segmenter) > count ? 1 : failures + 1;
      reset = TRUE;
      if (failures == MAX_FAILURES)
        self->func (error, self->user_data);
    }
  }
  g_clear_pointer (&self->stage, cue_sim_artist_stage_free);
  g_clear_pointer (&self->quarter, cue_sim_artist_planes_free);
  return NULL;
}

/**
 * cue_sim_hls_live_new:
 * @shelf: where segments and playlists go; outlives
 * @func: told when the first segments exist and when the stream has failed for good
 *
 * Returns: (transfer full): a stream which begins at once
 */
CueSimHlsLive *
cue_sim_hls_live_new (CueSimHlsShelf *shelf, CueSimHlsLiveFunc func, gpointer user_data)
{
  CueSimHlsLive *self = g_new0 (CueSimHlsLive, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->func = func;
  self->user_data = user_data;
  self->publisher = cue_sim_hls_publisher_new_live (shelf);
  self->segmenter = cue_sim_hls_segmenter_new (self->publisher);
  self->thread = g_thread_new ("sim-live", run, self);
  return self;
}

/**
 * cue_sim_hls_live_free:
 *
 * Ends the stream and waits for its threads, which is a few milliseconds.
 */
void
cue_sim_hls_live_free (CueSimHlsLive *self)
{
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  cue_sim_hls_segmenter_free (self->segmenter);
  cue_sim_hls_publisher_free (self->publisher);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * cue_sim_hls_live_set_stalled:
 * @stalled: whether the encoder hangs
 *
 * While it hangs the playlists stand still. Afterwards the stream goes on with what is live then,
 * marked as a discontinuity; the time stamps in the segments jump with it.
 */
void
cue_sim_hls_live_set_stalled (CueSimHlsLive *self, gboolean stalled)
{
  g_mutex_lock (&self->lock);
  self->stalled = stalled;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/**
 * cue_sim_hls_live_set_codec:
 * @self: a live stream
 * @codec: how it is encoded from now on
 *
 * Any thread. Another codec starts the encoders anew, with a discontinuity.
 */
void
cue_sim_hls_live_set_codec (CueSimHlsLive *self, CueSimHlsCodec codec)
{
  g_mutex_lock (&self->lock);
  if (self->codec != codec) {
    self->codec = codec;
    self->restart = TRUE;
    g_cond_broadcast (&self->changed);
  }
  g_mutex_unlock (&self->lock);
}

/**
 * cue_sim_hls_live_restart:
 *
 * The encoder dies and comes back: the segment in the making is lost, times begin anew.
 */
void
cue_sim_hls_live_restart (CueSimHlsLive *self)
{
  g_mutex_lock (&self->lock);
  self->restart = TRUE;
  self->reset = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}
