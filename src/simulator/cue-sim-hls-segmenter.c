// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-segmenter.h"

#include "cue-sim-hls-unit.h"

enum {
  TRACKS = CUE_SIM_HLS_VARIANTS + 1,
  TRACK_AUDIO = CUE_SIM_HLS_VARIANTS,
};

/**
 * CueSimHlsSegmenter:
 *
 * Collects what the threads of an encoder deliver and cuts it into stretches of two seconds, all
 * tracks at the same instants. Whichever thread completes a stretch writes it out.
 */
struct _CueSimHlsSegmenter {
  CueSimHlsPublisher *publisher; // not owned; under the lock

  GMutex         lock;
  CueSimEncoder *encoder;         // not owned, asked for the configuration of the sound
  GArray        *pending[TRACKS]; // of CueSimHlsUnit
  gint64         wall_us;         // of the first picture of this encoder
  gint64         clock_us;        // what the time stamps of that picture say
  gint64         n_cut;           // segments of this encoder
};

/**
 * cue_sim_hls_segmenter_new:
 * @publisher: unowned: takes the segments; it has to outlive the segmenter
 *
 * Returns: (transfer full): a segmenter; its encoder is set later
 */
CueSimHlsSegmenter *
cue_sim_hls_segmenter_new (CueSimHlsPublisher *publisher)
{
  CueSimHlsSegmenter *self = g_new0 (CueSimHlsSegmenter, 1);

  g_mutex_init (&self->lock);
  self->publisher = publisher;
  for (guint i = 0; i < TRACKS; i++)
    self->pending[i] = cue_sim_hls_units_new ();
  return self;
}

/**
 * cue_sim_hls_segmenter_free:
 * @self: (transfer full): a segmenter
 */
void
cue_sim_hls_segmenter_free (CueSimHlsSegmenter *self)
{
  for (guint i = 0; i < TRACKS; i++)
    g_array_unref (self->pending[i]);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * cue_sim_hls_segmenter_begin:
 * @spec: what the encoder will be told
 * @wall_us: time of its first picture
 * @clock_us: what the time stamps in the segments begin with
 *
 * Forgets what is left of the encoder before. No encoder is running meanwhile.
 */
void
cue_sim_hls_segmenter_begin (CueSimHlsSegmenter      *self,
                             const CueSimEncoderSpec *spec,
                             gint64                   wall_us,
                             gint64                   clock_us)
{
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < TRACKS; i++)
    g_array_set_size (self->pending[i], 0);
  self->encoder = NULL;
  self->wall_us = wall_us;
  self->clock_us = clock_us;
  self->n_cut = 0;
  cue_sim_hls_publisher_begin (self->publisher, spec);
  g_mutex_unlock (&self->lock);
}

/**
 * cue_sim_hls_segmenter_set_encoder:
 * @self: a segmenter
 * @encoder: (nullable): unowned: whose units come from now on
 *
 * Any thread.
 */
void
cue_sim_hls_segmenter_set_encoder (CueSimHlsSegmenter *self, CueSimEncoder *encoder)
{
  g_mutex_lock (&self->lock);
  self->encoder = encoder;
  g_mutex_unlock (&self->lock);
}

static gint64
get_rate (guint track)
{
  return track == TRACK_AUDIO ? CUE_SIM_ENCODER_AUDIO_RATE : CUE_SIM_HLS_VIDEO_RATE;
}

// The units before an instant leave the list and get their final time stamps. All in ticks of the
// track.
static GArray *
split (GArray *pending, gint64 until, gint64 clock)
{
  GArray *units = cue_sim_hls_units_new ();
  guint   count = 0;

  while (count < pending->len && g_array_index (pending, CueSimHlsUnit, count).time < until) {
    CueSimHlsUnit unit = g_array_index (pending, CueSimHlsUnit, count++);

    g_bytes_ref (unit.data);
    unit.time += clock;
    g_array_append_val (units, unit);
  }
  if (count > 0)
    g_array_remove_range (pending, 0, count);
  return units;
}

static gboolean
begins_with_key (GArray *units)
{
  return units->len > 0 && g_array_index (units, CueSimHlsUnit, 0).key;
}

static void
cut (CueSimHlsSegmenter *self, gint64 start_us, gint64 duration_us)
{
  GArray *units[TRACKS];
  g_autoptr (GBytes) config = cue_sim_encoder_get_audio_config (self->encoder);
  gint64   end_us = start_us + duration_us;
  gboolean complete = config != NULL && g_bytes_get_size (config) >= 2;

  for (guint i = 0; i < TRACKS; i++) {
    units[i] = split (self->pending[i],
                      end_us * get_rate (i) / G_USEC_PER_SEC,
                      self->clock_us * get_rate (i) / G_USEC_PER_SEC);
    if (i != TRACK_AUDIO)
      complete = complete && begins_with_key (units[i]);
  }
  if (complete) {
    cue_sim_hls_publisher_add (self->publisher,
                               units,
                               units[TRACK_AUDIO],
                               config,
                               duration_us,
                               self->wall_us + start_us);
  } else {
    // An encoder which puts its key frames elsewhere cannot be cut here.
    g_info ("The encoder gave no key frame at %" G_GINT64_FORMAT " µs", start_us);
    cue_sim_hls_publisher_mark_gap (self->publisher);
  }
  for (guint i = 0; i < TRACKS; i++)
    g_array_unref (units[i]);
}

static gboolean
has_reached (GArray *pending, gint64 time)
{
  return pending->len > 0 && g_array_index (pending, CueSimHlsUnit, pending->len - 1).time >= time;
}

static gboolean
can_cut (CueSimHlsSegmenter *self, gint64 end_us)
{
  for (guint i = 0; i < TRACKS; i++)
    if (!has_reached (self->pending[i], end_us * get_rate (i) / G_USEC_PER_SEC))
      return FALSE;
  return self->encoder != NULL;
}

/**
 * cue_sim_hls_segmenter_take:
 * @user_data: the segmenter
 *
 * A #CueSimEncoderFunc.
 */
void
cue_sim_hls_segmenter_take (guint    track,
                            GBytes  *data,
                            gint64   time_ns,
                            gboolean key,
                            gpointer user_data)
{
  const gint64        length = CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC;
  CueSimHlsSegmenter *self = user_data;
  gint64              ticks = (time_ns * (get_rate (track) / 1000) + 500000) / 1000000;
  CueSimHlsUnit       unit = { g_bytes_ref (data), ticks, key };

  g_mutex_lock (&self->lock);
  // What the sound encoder puts before the first sample has no picture to go with.
  if (time_ns < 0)
    g_bytes_unref (unit.data);
  else
    g_array_append_val (self->pending[track], unit);
  while (can_cut (self, (self->n_cut + 1) * length)) {
    cut (self, self->n_cut * length, length);
    self->n_cut++;
  }
  g_mutex_unlock (&self->lock);
}

/**
 * cue_sim_hls_segmenter_finish:
 * @end_us: length of everything that was pushed into the encoder
 *
 * Writes out what is left, for a stream that ends.
 */
void
cue_sim_hls_segmenter_finish (CueSimHlsSegmenter *self, gint64 end_us)
{
  const gint64 length = CUE_SIM_HLS_SEGMENT_SECONDS * G_USEC_PER_SEC;

  g_mutex_lock (&self->lock);
  for (; self->n_cut * length < end_us; self->n_cut++)
    cut (self, self->n_cut * length, MIN (length, end_us - self->n_cut * length));
  cue_sim_hls_publisher_end (self->publisher);
  g_mutex_unlock (&self->lock);
}

/**
 * cue_sim_hls_segmenter_get_count:
 *
 * Returns: segments published since the start; any thread
 */
guint64
cue_sim_hls_segmenter_get_count (CueSimHlsSegmenter *self)
{
  guint64 count;

  g_mutex_lock (&self->lock);
  count = cue_sim_hls_publisher_get_count (self->publisher);
  g_mutex_unlock (&self->lock);
  return count;
}
