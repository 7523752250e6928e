// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-helper.h"
#include "cue-late-count.h"
#include "cue-stream-probe.h"

#include <gst/app/app.h>
#include <gst/pbutils/pbutils.h>
#include <math.h>

/*
 * Plays one stream until it fails. It never tries again: what is wrong is told to the console, and
 * a new process is the only state that is known to be good (README.md, "Why a process").
 */

#define STATUS_INTERVAL_MS 250

/* From the "flags" of playbin, which are in no header. */
#define FLAG_VIDEO        (1 << 0)
#define FLAG_AUDIO        (1 << 1)
#define FLAG_SOFT_VOLUME  (1 << 4)
#define FLAG_NATIVE_VIDEO (1 << 6)

typedef struct {
  CueDecoder       parent;
  CueMediaChannel *channel; /* not owned */
  CueFrameWriter  *writer;  /* not owned */
  GstElement      *playbin; /* owned */
  GstElement      *sink;    /* owned: the appsink */
  CueStreamProbe  *probe;   /* owned */
  guint            bus_watch;
  guint            status_timer;
  gint64           start_us; /* where to begin once it is known to be a finished stream; then 0 */
  GMutex           lock;
  GstSample       *last;           /* owned, nullable, under the lock: the picture on show */
  guint            width;          /* under the lock */
  guint            height;         /* under the lock */
  guint            fps_milli;      /* under the lock */
  guint64          n_pictures;     /* under the lock */
  gint64           first_position; /* under the lock; µs, of the first picture */
  CueLateCount     late;
  guint            percent;
  gboolean         has_percent;
  gboolean         prerolled;
  gboolean         paused; /* for buffering */
  gboolean         over;   /* the fault or the end was told; nothing more follows */
} StreamDecoder;

static gint64
query_time (StreamDecoder *self, gboolean duration)
{
  gint64 time = -1;

  if (duration ? gst_element_query_duration (self->playbin, GST_FORMAT_TIME, &time)
               : gst_element_query_position (self->playbin, GST_FORMAT_TIME, &time))
    return time >= 0 ? time / GST_USECOND : -1;
  return -1;
}

/* The live demuxer counts from the first segment in the playlist that it happened to get. What can
 * be compared with the playlist is the time since the first picture. */
static gint64
get_position (StreamDecoder *self, gboolean is_live)
{
  gint64 position = query_time (self, FALSE);
  gint64 first;

  if (position < 0 || !is_live)
    return position;
  g_mutex_lock (&self->lock);
  first = self->first_position;
  g_mutex_unlock (&self->lock);
  return first >= 0 ? MAX (position - first, 0) : -1;
}

static gint64
get_sample_position (GstSample *sample)
{
  GstBuffer        *buffer = gst_sample_get_buffer (sample);
  const GstSegment *segment = gst_sample_get_segment (sample);
  guint64           time = GST_CLOCK_TIME_NONE;

  if (segment != NULL && segment->format == GST_FORMAT_TIME && GST_BUFFER_PTS_IS_VALID (buffer))
    time = gst_segment_to_stream_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  return GST_CLOCK_TIME_IS_VALID (time) ? (gint64) (time / GST_USECOND) : -1;
}

static void
remember_sample (StreamDecoder *self, GstSample *sample)
{
  GstVideoInfo info;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->last, gst_sample_unref);
  self->last = gst_sample_ref (sample);
  if (self->n_pictures++ == 0)
    self->first_position = get_sample_position (sample);
  if (gst_video_info_from_caps (&info, gst_sample_get_caps (sample))) {
    double fps = 0.0;

    gst_util_fraction_to_double (GST_VIDEO_INFO_FPS_N (&info), GST_VIDEO_INFO_FPS_D (&info), &fps);
    self->width = MIN (GST_VIDEO_INFO_WIDTH (&info), CUE_MEDIA_MAX_EDGE);
    self->height = MIN (GST_VIDEO_INFO_HEIGHT (&info), CUE_MEDIA_MAX_EDGE);
    self->fps_milli = (guint) CLAMP (fps * 1000.0, 0.0, 1000.0 * 1000.0);
  }
  g_mutex_unlock (&self->lock);
}

static void
show_sample (StreamDecoder *self, GstSample *sample)
{
  if (sample == NULL)
    return;
  remember_sample (self, sample);
  cue_frame_writer_write (self->writer, sample);
  gst_sample_unref (sample);
}

/* The first picture is shown when it is there, not when the clock would have started. */
static GstFlowReturn
on_new_preroll (GstAppSink *sink, gpointer user_data)
{
  show_sample (user_data, gst_app_sink_pull_preroll (sink));
  return GST_FLOW_OK;
}

static GstFlowReturn
on_new_sample (GstAppSink *sink, gpointer user_data)
{
  show_sample (user_data, gst_app_sink_pull_sample (sink));
  return GST_FLOW_OK;
}

static guint64
count_late (StreamDecoder *self, guint64 n_pictures)
{
  g_autoptr (GstStructure) stats = NULL;
  guint64 dropped = 0;

  g_object_get (self->sink, "stats", &stats, NULL);
  if (stats != NULL)
    gst_structure_get_uint64 (stats, "dropped", &dropped);
  cue_late_count_update (&self->late,
                         g_get_monotonic_time (),
                         dropped,
                         n_pictures,
                         self->percent == 100 && !self->paused);
  return self->late.count;
}

static gboolean
on_status_due (gpointer user_data)
{
  StreamDecoder *self = user_data;
  gboolean       is_live = self->prerolled && query_time (self, TRUE) <= 0;
  CueMediaMessage message = {
    .type = CUE_MEDIA_STATUS,
    .status = {
      .phase = !self->prerolled ? CUE_MEDIA_PHASE_OPENING
               : self->paused   ? CUE_MEDIA_PHASE_BUFFERING
                                : CUE_MEDIA_PHASE_PLAYING,
      .buffer_percent = self->percent,
      .position_us = self->prerolled ? get_position (self, is_live) : -1,
      .flags = is_live ? CUE_MEDIA_STATUS_LIVE : 0,
      .bytes = cue_stream_probe_get_bytes (self->probe),
      .dropped = cue_frame_writer_get_dropped (self->writer),
    },
  };

  /* Before the status, so that no status is counted from another fragment than was named. */
  if (is_live)
    message.status.fragment_us = cue_stream_probe_follow (self->probe, message.status.position_us);
  g_mutex_lock (&self->lock);
  if (self->width > 0 && self->height > 0) {
    message.status.width = self->width;
    message.status.height = self->height;
  }
  message.status.fps_milli = self->fps_milli;
  message.status.frames = self->n_pictures;
  message.status.http_status = cue_stream_probe_get_http_status (self->probe);
  g_mutex_unlock (&self->lock);
  message.status.dropped += count_late (self, message.status.frames);
  cue_media_channel_send (self->channel, &message, -1);
  return G_SOURCE_CONTINUE;
}

static void
fail (StreamDecoder *self, CueMediaFaultCode code, const char *detail)
{
  if (self->over)
    return;
  self->over = TRUE;
  cue_helper_send_fault (self->channel, code, 0, detail);
}

/* A stream that has no length is live, and a live stream does not end: the server went away. */
static void
handle_end (StreamDecoder *self)
{
  CueMediaMessage ended = { .type = CUE_MEDIA_ENDED };
  gint64          duration = query_time (self, TRUE);
  gint64          position = query_time (self, FALSE);

  if (self->over)
    return;
  if (duration <= 0 || (position >= 0 && position + 3 * G_USEC_PER_SEC < duration)) {
    fail (self, CUE_MEDIA_FAULT_UNREACHABLE, "the stream stopped before its end");
    return;
  }
  on_status_due (self);
  self->over = TRUE;
  cue_media_channel_send (self->channel, &ended, -1);
}

/* Waiting with the clock stopped keeps sound and picture together when the data comes back. */
static void
handle_buffering (StreamDecoder *self, int percent)
{
  self->percent = (guint) CLAMP (percent, 0, 100);
  self->has_percent = TRUE;
  if (!self->prerolled)
    return;
  if (percent < 100 && !self->paused && percent == 0) {
    self->paused = TRUE;
    gst_element_set_state (self->playbin, GST_STATE_PAUSED);
  } else if (percent >= 20 && self->paused) {
    self->paused = FALSE;
    gst_element_set_state (self->playbin, GST_STATE_PLAYING);
  }
}

static void
handle_prerolled (StreamDecoder *self)
{
  self->prerolled = TRUE;
  if (!self->has_percent) /* all that is needed came at once, and then nothing is said about it */
    self->percent = 100;
  if (self->start_us > 0 && query_time (self, TRUE) > self->start_us)
    gst_element_seek_simple (self->playbin,
                             GST_FORMAT_TIME,
                             GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT,
                             self->start_us * GST_USECOND);
  self->start_us = 0;
}

static double
get_level (const GstStructure *structure, const char *name, guint channel, guint *n_channels)
{
  const GValue *value = gst_structure_get_value (structure, name);
  double        level = -100.0;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* "level" posts a GValueArray; there is no other way to it */
    GValueArray *array = value != NULL ? g_value_get_boxed (value) : NULL;

  if (array != NULL && channel < array->n_values)
    level = g_value_get_double (g_value_array_get_nth (array, channel));
  if (array != NULL)
    *n_channels = MIN (array->n_values, 2);
  G_GNUC_END_IGNORE_DEPRECATIONS
  return isfinite (level) ? CLAMP (level, -100.0, 100.0) : -100.0;
}

static void
handle_level (StreamDecoder *self, const GstStructure *structure)
{
  CueMediaMessage message = { .type = CUE_MEDIA_LEVEL };
  guint           channels = 0;

  for (guint i = 0; i < 2; i++) {
    message.level.peak[i] = get_level (structure, "peak", i, &channels);
    message.level.rms[i] = get_level (structure, "rms", i, &channels);
  }
  message.level.channels = channels;
  cue_media_channel_send (self->channel, &message, -1);
}

static void
handle_tags (StreamDecoder *self, GstMessage *message)
{
  g_autoptr (GstTagList) tags = NULL;
  g_autofree char *video = NULL;
  g_autofree char *audio = NULL;

  gst_message_parse_tag (message, &tags);
  if (gst_tag_list_get_string (tags, GST_TAG_VIDEO_CODEC, &video))
    cue_stream_probe_tell (self->probe, CUE_MEDIA_TEXT_VIDEO_CODEC, video);
  if (gst_tag_list_get_string (tags, GST_TAG_AUDIO_CODEC, &audio))
    cue_stream_probe_tell (self->probe, CUE_MEDIA_TEXT_AUDIO_CODEC, audio);
}

static void
handle_element (StreamDecoder *self, GstMessage *message)
{
  const GstStructure *structure = gst_message_get_structure (message);

  if (gst_structure_has_name (structure, "level"))
    handle_level (self, structure);
  else if (gst_structure_has_name (structure, "adaptive-streaming-statistics"))
    cue_stream_probe_take_statistics (self->probe, structure);
  else if (gst_structure_has_name (structure, CUE_STREAM_PROBE_BREAK))
    cue_stream_probe_take_break (self->probe, structure);
  else if (gst_structure_has_name (structure, "http-headers"))
    cue_stream_probe_take_headers (self->probe, structure);
  else if (gst_is_missing_plugin_message (message))
    cue_stream_probe_take_missing (self->probe, message);
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  StreamDecoder *self = user_data;
  const char    *missing = cue_stream_probe_get_missing (self->probe);
  int            percent;

  switch (GST_MESSAGE_TYPE (message)) {
  case GST_MESSAGE_ERROR:
    if (!self->over && cue_stream_probe_is_text (self->probe))
      fail (self, CUE_MEDIA_FAULT_FORMAT, missing);
    else if (!self->over && missing != NULL)
      fail (self, CUE_MEDIA_FAULT_MISSING_DECODER, missing);
    else if (!self->over)
      cue_helper_send_error_message (self->channel,
                                     message,
                                     cue_stream_probe_get_http_status (self->probe));
    self->over = TRUE;
    break;
  case GST_MESSAGE_EOS:
    handle_end (self);
    break;
  case GST_MESSAGE_BUFFERING:
    gst_message_parse_buffering (message, &percent);
    handle_buffering (self, percent);
    break;
  case GST_MESSAGE_ASYNC_DONE:
    if (!self->prerolled)
      handle_prerolled (self);
    break;
  case GST_MESSAGE_TAG:
    handle_tags (self, message);
    break;
  case GST_MESSAGE_ELEMENT:
    handle_element (self, message);
    break;
  case GST_MESSAGE_CLOCK_LOST:
    gst_element_set_state (self->playbin, GST_STATE_PAUSED);
    gst_element_set_state (self->playbin, GST_STATE_PLAYING);
    break;
  default:
    break;
  }
  return G_SOURCE_CONTINUE;
}

/* A sound device that cannot be opened must not take the picture with it. */
static GstElement *
create_audio_sink (guint flags)
{
  const char *wanted = g_getenv ("CUELIGHT_AUDIO_SINK");
  GstElement *sink = NULL;

  if ((flags & CUE_MEDIA_FLAG_NO_AUDIO_DEVICE) == 0) {
    sink = gst_element_factory_make (wanted != NULL ? wanted : "autoaudiosink", NULL);
    if (sink != NULL && gst_element_set_state (sink, GST_STATE_READY) == GST_STATE_CHANGE_FAILURE) {
      gst_element_set_state (sink, GST_STATE_NULL);
      gst_object_unref (gst_object_ref_sink (sink));
      sink = NULL;
    }
  }
  if (sink == NULL)
    sink = gst_element_factory_make ("fakesink", NULL);
  if (sink != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (sink), "sync") != NULL)
    g_object_set (sink, "sync", TRUE, NULL);
  return sink;
}

static GstElement *
create_video_sink (StreamDecoder *self)
{
  GstAppSinkCallbacks callbacks = { .new_preroll = on_new_preroll, .new_sample = on_new_sample };
  GstElement         *sink = gst_element_factory_make ("appsink", "picture");
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("video/x-raw");

  /* Two late pictures in a row are better dropped here than shown too late. */
  g_object_set (sink,
                "caps",
                caps,
                "max-buffers",
                2,
                "drop",
                TRUE,
                "qos",
                TRUE,
                "enable-last-sample",
                FALSE,
                "max-lateness",
                (gint64) (500 * GST_MSECOND),
                NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);
  return sink;
}

/* platform.md: the older demuxer survives what the newer one aborts on, and tells which fragment it
 * plays, without which the position behind live is not known. */
static const char *
choose_player (void)
{
  const char *wanted = g_getenv ("CUELIGHT_MEDIA_PLAYBIN");
  g_autoptr (GstElementFactory) legacy = gst_element_factory_find ("hlsdemux");

  if (g_strcmp0 (wanted, "playbin") != 0 && g_strcmp0 (wanted, "playbin3") != 0)
    wanted = legacy != NULL ? "playbin" : "playbin3";
  if (g_str_equal (wanted, "playbin")) /* which would first try the newer demuxer, in vain */
    cue_helper_forbid ("hlsdemux2");
  return wanted;
}

static void
apply_control (CueDecoder *decoder, const CueMediaControl *control)
{
  StreamDecoder *self = (StreamDecoder *) decoder;

  /* The slider is cubic, as on every desktop: half of the way sounds half as loud. */
  g_object_set (self->playbin,
                "mute",
                (control->flags & CUE_MEDIA_FLAG_MUTED) != 0,
                "volume",
                control->volume * control->volume * control->volume,
                NULL);
  cue_stream_probe_set_bandwidth (self->probe, control->max_bandwidth);
}

static void
send_snapshot (CueDecoder *decoder, guint32 request)
{
  StreamDecoder *self = (StreamDecoder *) decoder;
  GstSample     *sample = NULL;

  g_mutex_lock (&self->lock);
  if (self->last != NULL)
    sample = gst_sample_ref (self->last);
  g_mutex_unlock (&self->lock);
  if (sample != NULL) {
    cue_frame_writer_write_full (self->writer, sample, request);
    gst_sample_unref (sample);
  }
}

static void
free_decoder (CueDecoder *decoder)
{
  StreamDecoder *self = (StreamDecoder *) decoder;

  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_handle_id (&self->status_timer, g_source_remove);
  gst_element_set_state (self->playbin, GST_STATE_NULL);
  gst_clear_object (&self->playbin);
  gst_clear_object (&self->sink);
  g_clear_pointer (&self->probe, cue_stream_probe_free);
  g_clear_pointer (&self->last, gst_sample_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

CueDecoder *
cue_stream_decoder_new (CueMediaChannel    *channel,
                        CueFrameWriter     *writer,
                        const CueMediaOpen *open,
                        const char         *uri)
{
  StreamDecoder  *self = g_new0 (StreamDecoder, 1);
  GstElement     *level = gst_element_factory_make ("level", NULL);
  CueMediaControl control = {
    .flags = open->flags,
    .volume = open->volume,
    .max_bandwidth = open->max_bandwidth,
  };
  g_autoptr (GstBus) bus = NULL;

  self->parent.control = apply_control;
  self->parent.snapshot = send_snapshot;
  self->parent.free = free_decoder;
  self->channel = channel;
  self->writer = writer;
  self->start_us = open->start_us;
  g_mutex_init (&self->lock);

  self->playbin = gst_object_ref_sink (gst_element_factory_make (choose_player (), NULL));
  self->sink = gst_object_ref (create_video_sink (self));
  self->probe = cue_stream_probe_new (channel, self->playbin);
  if (level != NULL)
    g_object_set (level, "interval", (guint64) (100 * GST_MSECOND), NULL);
  g_object_set (self->playbin,
                "uri",
                uri,
                "flags",
                FLAG_VIDEO | FLAG_AUDIO | FLAG_SOFT_VOLUME | FLAG_NATIVE_VIDEO,
                "video-sink",
                self->sink,
                "audio-sink",
                create_audio_sink (open->flags),
                "audio-filter",
                level,
                NULL);
  apply_control (&self->parent, &control);

  bus = gst_element_get_bus (self->playbin);
  self->bus_watch = gst_bus_add_watch (bus, on_bus_message, self);
  self->status_timer = g_timeout_add (STATUS_INTERVAL_MS, on_status_due, self);
  gst_element_set_state (self->playbin, GST_STATE_PLAYING);
  return &self->parent;
}
