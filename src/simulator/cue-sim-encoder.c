// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-encoder.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include "cue-error.h"
#include "cue-sim-encoder-codec.h"

/**
 * CueSimEncoder:
 *
 * Turns pictures and sound into H.264 access units and AAC frames: a GStreamer pipeline of one
 * branch a track, `appsrc ! encoder ! appsink`, without a clock. Whoever pushes sets the pace; a
 * push waits while the encoder is behind, so memory stays bounded.
 *
 * Pushing, finishing and stopping belong to one thread (which is not the main thread, since they
 * wait). Nothing in here ends the process: an error of the pipeline comes back from the next push.
 */
struct _CueSimEncoder {
  GObject parent_instance;

  CueSimEncoderSpec spec;
  CueSimEncoderFunc func;
  gpointer          user_data;
  GstElement       *pipeline;                                // owned, NULL after stop
  GstElement       *sources[CUE_SIM_ENCODER_MAX_VIDEOS + 1]; // owned
  struct Track {
    CueSimEncoder *encoder; // not owned
    guint          index;
    guint64        max_bytes; // waiting in front of the encoder
  } tracks[CUE_SIM_ENCODER_MAX_VIDEOS + 1];
  gint64 audio_delay_ns; // what the AAC encoder puts before the first sample

  GMutex  lock;
  GCond   changed;
  GError *error;        // of the pipeline, the first one; under the lock
  guint   n_ended;      // tracks at their end; under the lock
  GBytes *audio_config; // AudioSpecificConfig, NULL until the first AAC frame; under the lock
};

G_DEFINE_FINAL_TYPE (CueSimEncoder, cue_sim_encoder, G_TYPE_OBJECT)

static void
take_error (CueSimEncoder *self, GError *error)
{
  g_mutex_lock (&self->lock);
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

// In whatever thread posts; nobody ever reads the bus.
static GstBusSyncReply
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  CueSimEncoder *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    g_autoptr (GError) error = NULL;
    g_autofree char *debug = NULL;

    gst_message_parse_error (message, &error, &debug);
    take_error (self,
                g_error_new (CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("The encoder of the simulated stream failed in %s: %s"),
                             GST_MESSAGE_SRC_NAME (message),
                             error->message));
  }
  // Whoever drops a message has to release it as well; it holds on to the whole pipeline.
  gst_message_unref (message);
  return GST_BUS_DROP;
}

static void
remember_audio_config (CueSimEncoder *self, GstCaps *caps)
{
  const GValue *value = gst_structure_get_value (gst_caps_get_structure (caps, 0), "codec_data");
  GstBuffer    *buffer = value != NULL ? gst_value_get_buffer (value) : NULL;
  GstMapInfo    map;

  if (buffer == NULL || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  self->audio_config = g_bytes_new (map.data, map.size);
  gst_buffer_unmap (buffer, &map);
}

static GstFlowReturn
on_new_sample (GstAppSink *sink, gpointer user_data)
{
  struct Track  *track = user_data;
  CueSimEncoder *self = track->encoder;
  gboolean       is_audio = track->index == self->spec.n_videos;
  GstSample     *sample = gst_app_sink_pull_sample (sink);
  GstBuffer     *buffer;
  GstClockTime   running;
  GstMapInfo     map;
  gint64         time_ns;

  if (sample == NULL)
    return GST_FLOW_EOS;

  buffer = gst_sample_get_buffer (sample);
  if (is_audio) {
    g_mutex_lock (&self->lock);
    if (self->audio_config == NULL)
      remember_audio_config (self, gst_sample_get_caps (sample));
    g_mutex_unlock (&self->lock);
  }

  // x264enc shifts its times by 1000 hours; the running time is free of that.
  running = gst_segment_to_running_time (gst_sample_get_segment (sample),
                                         GST_FORMAT_TIME,
                                         GST_BUFFER_PTS (buffer));
  if (GST_CLOCK_TIME_IS_VALID (running) && gst_buffer_map (buffer, &map, GST_MAP_READ)) {
    g_autoptr (GBytes) data = g_bytes_new (map.data, map.size);

    gst_buffer_unmap (buffer, &map);
    time_ns = (gint64) running - (is_audio ? self->audio_delay_ns : 0);
    self->func (track->index,
                data,
                time_ns,
                is_audio || !GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT),
                self->user_data);
  }
  gst_sample_unref (sample);

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return GST_FLOW_OK;
}

static void
on_eos (GstAppSink *sink, gpointer user_data)
{
  struct Track  *track = user_data;
  CueSimEncoder *self = track->encoder;

  g_mutex_lock (&self->lock);
  self->n_ended++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static GstElement *
add_element (CueSimEncoder *self, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element != NULL)
    gst_bin_add (GST_BIN (self->pipeline), element);
  return element;
}

static gboolean
add_track (CueSimEncoder            *self,
           guint                     track,
           const CueSimEncoderCodec *codec,
           const char               *raw_caps,
           const char               *coded_caps,
           guint64                   max_bytes,
           GError                  **error)
{
  GstAppSinkCallbacks callbacks = { .eos = on_eos, .new_sample = on_new_sample };
  GstElement         *source = add_element (self, "appsrc");
  GstElement         *encoder = add_element (self, codec->element);
  GstElement         *sink = add_element (self, "appsink");
  g_autoptr (GstCaps) input = gst_caps_from_string (raw_caps);
  g_autoptr (GstCaps) output = gst_caps_from_string (coded_caps);
  gboolean linked;

  if (source == NULL || encoder == NULL || sink == NULL) {
    cue_sim_encoder_check_installed (error);
    return FALSE;
  }

  g_object_set (source, "caps", input, "max-bytes", (guint64) 0, NULL);

  gst_util_set_object_arg (G_OBJECT (source), "format", "time");
  g_object_set (sink, "caps", output, "sync", FALSE, NULL);
  self->sources[track] = gst_object_ref (source);
  self->tracks[track] = (struct Track){ self, track, max_bytes };
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, &self->tracks[track], NULL);

  if (track < self->spec.n_videos) {
    const CueSimEncoderVideo *video = &self->spec.videos[track];

    cue_sim_encoder_configure_video (encoder,
                                     video->key_interval,
                                     video->max_bitrate,
                                     video->high_profile);
  } else {
    self->audio_delay_ns =
      (gint64) gst_util_uint64_scale (codec->delay, GST_SECOND, CUE_SIM_ENCODER_AUDIO_RATE);
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (encoder), "bitrate") != NULL)
      g_object_set (encoder, "bitrate", 96000, NULL);
  }
  // The AAC encoders differ in the format of the samples which they take.
  if (track == self->spec.n_videos) {
    GstElement *converter = add_element (self, "audioconvert");

    linked = converter != NULL && gst_element_link_many (source, converter, encoder, sink, NULL);
  } else {
    linked = gst_element_link_many (source, encoder, sink, NULL);
  }
  if (!linked) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The encoder “%s” of the simulated stream does not take the format %s."),
                 codec->element,
                 raw_caps);
    return FALSE;
  }
  return TRUE;
}

static gboolean
build (CueSimEncoder *self, GError **error)
{
  g_autoptr (GstBus) bus = NULL;
  const CueSimEncoderCodec *video_codec = cue_sim_encoder_get_video_codec ();
  const CueSimEncoderCodec *audio_codec = cue_sim_encoder_get_audio_codec ();

  self->pipeline = gst_pipeline_new (NULL);
  bus = gst_element_get_bus (self->pipeline);
  gst_bus_set_sync_handler (bus, on_bus_message, self, NULL);

  for (guint i = 0; i < self->spec.n_videos; i++) {
    const CueSimEncoderVideo *video = &self->spec.videos[i];
    g_autofree char          *raw_caps =
      g_strdup_printf ("video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1,"
                       "pixel-aspect-ratio=1/1,colorimetry=bt709,interlace-mode=progressive",
                       video->width,
                       video->height,
                       video->frame_rate);
    g_autofree char *coded_caps =
      g_strdup_printf ("video/x-h264,stream-format=byte-stream,alignment=au,profile=%s",
                       video->high_profile ? "high" : "constrained-baseline");

    if (!add_track (self,
                    i,
                    video_codec,
                    raw_caps,
                    coded_caps,
                    (guint64) video->width * (guint64) video->height * 3,
                    error))
      return FALSE;
  }

  if (self->spec.audio) {
    g_autofree char *raw_caps =
      g_strdup_printf ("audio/x-raw,format=S16LE,layout=interleaved,rate=%d,channels=%d,"
                       "channel-mask=(bitmask)0x3",
                       CUE_SIM_ENCODER_AUDIO_RATE,
                       CUE_SIM_ENCODER_AUDIO_CHANNELS);

    if (!add_track (self,
                    self->spec.n_videos,
                    audio_codec,
                    raw_caps,
                    "audio/mpeg,mpegversion=4,stream-format=raw",
                    CUE_SIM_ENCODER_AUDIO_RATE * 8,
                    error))
      return FALSE;
  }

  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
    g_mutex_lock (&self->lock);
    if (self->error != NULL)
      g_propagate_error (error, g_steal_pointer (&self->error));
    else
      g_set_error_literal (error,
                           CUE_ERROR,
                           CUE_ERROR_INVALID_INPUT,
                           _ ("The encoder of the simulated stream could not be started."));
    g_mutex_unlock (&self->lock);
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_sim_encoder_new:
 * @spec: what to encode
 * @func: called with each piece, in threads of the encoder, until cue_sim_encoder_stop() returns
 * @user_data: for @func; outlives the encoder
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an encoder which waits for its first frames
 */
CueSimEncoder *
cue_sim_encoder_new (const CueSimEncoderSpec *spec,
                     CueSimEncoderFunc        func,
                     gpointer                 user_data,
                     GError                 **error)
{
  g_autoptr (CueSimEncoder) self = NULL;

  g_assert (spec->n_videos <= CUE_SIM_ENCODER_MAX_VIDEOS);
  if (!cue_sim_encoder_check_installed (error))
    return NULL;

  self = g_object_new (CUE_SIM_TYPE_ENCODER, NULL);
  self->spec = *spec;
  self->func = func;
  self->user_data = user_data;
  return build (self, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
report_error (CueSimEncoder *self, GError **error)
{
  g_mutex_lock (&self->lock);
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The encoder of the simulated stream stopped taking frames."));
  g_mutex_unlock (&self->lock);
  return FALSE;
}

// appsrc can wait by itself, but then for ever when the encoder behind it has failed.
static gboolean
wait_for_room (CueSimEncoder *self, guint track)
{
  const gint64 glance = 10 * G_TIME_SPAN_MILLISECOND;
  GstAppSrc   *source = GST_APP_SRC (self->sources[track]);
  gboolean     ok;

  g_mutex_lock (&self->lock);
  while (self->error == NULL &&
         gst_app_src_get_current_level_bytes (source) >= self->tracks[track].max_bytes)
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + glance);
  ok = self->error == NULL;
  g_mutex_unlock (&self->lock);
  return ok;
}

/**
 * cue_sim_encoder_push:
 * @track: index of the video, or the number of videos for the sound
 * @data: I420 planes without padding, or interleaved 16-bit samples; copied
 * @time_ns: since the first frame
 * @error: return location
 *
 * Waits while the encoder has more than two frames to do.
 *
 * Returns: FALSE when the encoder failed or was stopped
 */
gboolean
cue_sim_encoder_push (CueSimEncoder *self,
                      guint          track,
                      gconstpointer  data,
                      gsize          size,
                      gint64         time_ns,
                      gint64         duration_ns,
                      GError       **error)
{
  GstBuffer *buffer;

  if (self->pipeline == NULL || !wait_for_room (self, track))
    return report_error (self, error);

  buffer = gst_buffer_new_memdup (data, size);
  GST_BUFFER_PTS (buffer) = (GstClockTime) time_ns;
  GST_BUFFER_DTS (buffer) = (GstClockTime) time_ns;
  GST_BUFFER_DURATION (buffer) = (GstClockTime) duration_ns;
  if (gst_app_src_push_buffer (GST_APP_SRC (self->sources[track]), buffer) != GST_FLOW_OK)
    return report_error (self, error);
  return TRUE;
}

/**
 * cue_sim_encoder_finish:
 * @error: return location
 *
 * Ends all tracks and waits until everything that was pushed has come out.
 *
 * Returns: FALSE when the encoder failed
 */
gboolean
cue_sim_encoder_finish (CueSimEncoder *self, GError **error)
{
  const gint64 patience = 60 * G_TIME_SPAN_SECOND;
  gint64       deadline = g_get_monotonic_time () + patience;
  guint        n_tracks = self->spec.n_videos + (self->spec.audio ? 1 : 0);
  gboolean     ended, on_time = TRUE;

  for (guint i = 0; i < n_tracks; i++)
    gst_app_src_end_of_stream (GST_APP_SRC (self->sources[i]));

  g_mutex_lock (&self->lock);
  while (self->n_ended < n_tracks && self->error == NULL && on_time)
    on_time = g_cond_wait_until (&self->changed, &self->lock, deadline);
  ended = self->n_ended == n_tracks && self->error == NULL;
  g_mutex_unlock (&self->lock);
  return ended || report_error (self, error);
}

/**
 * cue_sim_encoder_stop:
 *
 * Ends the threads of the encoder and drops what is still inside. The callback is not called any
 * more once this returns.
 */
void
cue_sim_encoder_stop (CueSimEncoder *self)
{
  if (self->pipeline == NULL)
    return;
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_pointer (&self->pipeline, gst_object_unref);
}

/**
 * cue_sim_encoder_get_audio_config:
 *
 * Returns: (transfer full) (nullable): the AudioSpecificConfig of ISO 14496-3, NULL before the
 *   first AAC frame; any thread
 */
GBytes *
cue_sim_encoder_get_audio_config (CueSimEncoder *self)
{
  GBytes *config;

  g_mutex_lock (&self->lock);
  config = self->audio_config != NULL ? g_bytes_ref (self->audio_config) : NULL;
  g_mutex_unlock (&self->lock);
  return config;
}

static void
cue_sim_encoder_finalize (GObject *object)
{
  CueSimEncoder *self = CUE_SIM_ENCODER (object);

  cue_sim_encoder_stop (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_pointer (&self->sources[i], gst_object_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->audio_config, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (cue_sim_encoder_parent_class)->finalize (object);
}

static void
cue_sim_encoder_class_init (CueSimEncoderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_sim_encoder_finalize;
}

static void
cue_sim_encoder_init (CueSimEncoder *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
}
