// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-bytes-pipeline.h"
#include "cue-helper.h"
#include "cue-image-data.h"
#include "cue-image-scan.h"
#include "cue-picture-measure.h"
#include "cue-probe-words.h"
#include "cue-sound-measure.h"

#include <gst/pbutils/missing-plugins.h>
#include <gst/video/video.h>
#include <string.h>
#include <unistd.h>

/*
 * Finds out what is in a file, says so, and waits for the console to end the process.
 *
 * An image is decoded once. A video is decoded without waiting for its clock, and a picture is
 * measured twice in a second. After ten seconds of it, or eight of ours, the rest is only looked at
 * in a few places, because a background that is long is mostly more of the same.
 *
 * A segment of a stream is decoded with its sound, from its beginning on.
 */

#define MAX_STRAIGHT      (10 * GST_SECOND)
#define MAX_STRAIGHT_MS   8000
#define MEASURE_INTERVAL  (GST_SECOND / 2)
#define MEASURE_LEAST     8 /* pictures of a short clip: its first one alone says little */
#define N_PLACES          10
#define PLACE_PATIENCE_MS 1500
#define MAX_DURATION      (4 * 3600 * GST_SECOND)
#define MAX_FRAMES        10000

/* How much of its length a file may be short of: containers round, and sound may be longer. */
#define MIN_WHOLE 0.9

typedef struct {
  CueDecoder         parent;
  CueMediaChannel   *channel; /* not owned */
  CueMediaKind       kind;
  GBytes            *bytes;    /* owned */
  GstElement        *pipeline; /* owned, nullable: it was refused before */
  CueProbeWords     *words;    /* owned, nullable: likewise */
  CueImageScan       scan;
  guint              bus_watch;
  guint              timer; /* of the straight part, then of the place */
  guint              place; /* 0 = straight on */
  gboolean           over;
  GMutex             lock;    /* the rest is written on a streaming thread */
  CuePictureMeasure *measure; /* owned */
  CueSoundMeasure    sound;   /* of a segment */
  gboolean           lacks_decoder;
  gboolean           wanted;   /* the next picture, whenever it is from */
  gboolean           is_asked; /* to go on in other places */
  guint64            n_decoded;
  GstClockTime       first;
  GstClockTime       last; /* end of the last picture */
  GstClockTime       due;
  GstClockTime       interval; /* between two pictures that are measured */
  guint              fps_n;
  guint              fps_d;
} ProbeDecoder;

static void go_on (ProbeDecoder *self);

static gint64
get_duration (ProbeDecoder *self)
{
  gint64 duration = 0;

  if (!gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration))
    duration = 0;
  return MAX (duration, 0);
}

static void
fail (ProbeDecoder *self, CueMediaFaultCode code, const char *detail)
{
  if (self->over)
    return;
  self->over = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  cue_helper_send_fault (self->channel, code, 0, detail);
}

static void
send_codecs (ProbeDecoder *self, const char *format)
{
  const char *codec = cue_probe_words_get_codec (self->words);
  const char *audio = cue_probe_words_get_audio_codec (self->words);

  if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE ||
      (codec == NULL && self->kind == CUE_MEDIA_KIND_PROBE_VIDEO))
    codec = format;
  if (codec != NULL)
    cue_helper_send_text (self->channel, CUE_MEDIA_TEXT_VIDEO_CODEC, codec);
  if (audio != NULL)
    cue_helper_send_text (self->channel, CUE_MEDIA_TEXT_AUDIO_CODEC, audio);
}

static void
send_facts (ProbeDecoder *self, CueMediaMessage *message)
{
  g_autofree char *format = cue_probe_words_make_format (self->words, self->scan.format);
  g_autoptr (GBytes) thumbnail = cue_picture_measure_make_thumbnail (self->measure);
  gsize   size = thumbnail != NULL ? g_bytes_get_size (thumbnail) : 0;
  guint8 *data;
  int     fd = -1;

  if (size > 0 && size <= CUE_MEDIA_MAX_THUMBNAIL)
    fd = cue_media_create_memory ("cuelight-thumbnail", size, &data, NULL);
  if (fd >= 0) {
    memcpy (data, g_bytes_get_data (thumbnail, NULL), size);
    message->facts.thumbnail_size = (guint32) size;
  }
  message->text = format;
  send_codecs (self, format);
  cue_media_channel_send (self->channel, message, fd);
  if (fd >= 0)
    close (fd);
}

static void
describe_image (ProbeDecoder *self, CueMediaFacts *facts)
{
  facts->n_frames = self->scan.n_frames;
  facts->duration_us = self->scan.duration_us;
  if (facts->n_frames < 2)
    return;
  facts->flags |= CUE_MEDIA_FACTS_ANIMATED;
  if (facts->duration_us > 0 && facts->n_frames <= MAX_FRAMES) {
    facts->fps_n = (guint32) facts->n_frames * 1000;
    facts->fps_d =
      (guint32) CLAMP (facts->duration_us / 1000, (gint64) facts->n_frames, G_MAXINT32);
  }
}

static void
describe_video (ProbeDecoder *self, CueMediaFacts *facts, gboolean is_whole)
{
  gint64 duration = get_duration (self);

  if (duration == 0 && is_whole && self->last > self->first)
    duration = (gint64) (self->last - self->first);
  facts->duration_us = duration / (gint64) GST_USECOND;
  if (self->fps_d > 0 && self->fps_n / self->fps_d <= 1000) {
    facts->fps_n = self->fps_n;
    facts->fps_d = self->fps_d;
  }
  facts->n_frames =
    is_whole ? self->n_decoded
             : gst_util_uint64_scale ((guint64) duration, facts->fps_n, facts->fps_d * GST_SECOND);
  if (facts->n_frames > 1)
    facts->flags |= CUE_MEDIA_FACTS_ANIMATED;
  if (cue_probe_words_get_audio_codec (self->words) != NULL)
    facts->flags |= CUE_MEDIA_FACTS_AUDIO;
}

static void
describe_segment (ProbeDecoder *self, CueMediaFacts *facts, gboolean is_whole)
{
  cue_sound_measure_tell (&self->sound, facts);
  if (is_whole)
    facts->flags |= CUE_MEDIA_FACTS_WHOLE;
  if (self->lacks_decoder)
    facts->flags |= CUE_MEDIA_FACTS_NO_DECODER;
  if (cue_probe_words_get_audio_codec (self->words) != NULL)
    facts->flags |= CUE_MEDIA_FACTS_AUDIO;
  if (self->first != GST_CLOCK_TIME_NONE)
    facts->shown_us = (gint64) ((self->last - self->first) / GST_USECOND);
}

/* The end: says what is known. */
static void
tell (ProbeDecoder *self, gboolean is_whole)
{
  CueMediaMessage message = { .type = CUE_MEDIA_FACTS, .facts = { .fps_d = 1 } };

  if (self->over)
    return;
  g_mutex_lock (&self->lock);
  if (self->kind == CUE_MEDIA_KIND_PROBE_SEGMENT)
    describe_segment (self, &message.facts, is_whole);
  if (self->n_decoded > 0) {
    cue_picture_measure_tell (self->measure, &message.facts);
    message.facts.n_decoded = self->n_decoded;
    if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE)
      describe_image (self, &message.facts);
    else
      describe_video (self, &message.facts, is_whole);
  }
  g_mutex_unlock (&self->lock);
  if (message.facts.width == 0 && message.facts.audio_us == 0 && !self->lacks_decoder) {
    fail (self,
          self->scan.in_inks ? CUE_MEDIA_FAULT_MISSING_DECODER : CUE_MEDIA_FAULT_FORMAT,
          "no picture");
    return;
  }
  self->over = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  send_facts (self, &message);
}

static gboolean
on_timer (gpointer user_data)
{
  ProbeDecoder *self = user_data;

  self->timer = 0;
  go_on (self);
  return G_SOURCE_REMOVE;
}

/* To the next place, or to the end. */
static void
go_on (ProbeDecoder *self)
{
  gint64 duration = get_duration (self);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->over)
    return;
  while (self->kind == CUE_MEDIA_KIND_PROBE_VIDEO && ++self->place <= N_PLACES &&
         duration > (gint64) MAX_STRAIGHT) {
    gint64 time = (gint64) MAX_STRAIGHT +
                  (duration - (gint64) MAX_STRAIGHT) / N_PLACES * (gint64) (self->place - 1);

    if (gst_element_seek_simple (self->pipeline,
                                 GST_FORMAT_TIME,
                                 GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT,
                                 time)) {
      g_mutex_lock (&self->lock);
      self->wanted = TRUE;
      self->is_asked = FALSE;
      g_mutex_unlock (&self->lock);
      self->timer = g_timeout_add (PLACE_PATIENCE_MS, on_timer, self);
      return;
    }
  }
  tell (self, FALSE);
}

static gboolean
on_go_on (gpointer user_data)
{
  ProbeDecoder *self = user_data;
  gboolean      is_asked;

  g_mutex_lock (&self->lock);
  is_asked = self->is_asked;
  g_mutex_unlock (&self->lock);
  if (is_asked)
    go_on (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_image_done (gpointer user_data)
{
  tell (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

/* Call with the lock held. Once until the main thread has answered. */
static void
ask_to_go_on (ProbeDecoder *self)
{
  if (self->is_asked)
    return;
  self->is_asked = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_go_on, self, NULL);
}

/* Call with the lock held. */
static gboolean
measure (ProbeDecoder *self, GstSample *sample)
{
  guint orientation = self->kind == CUE_MEDIA_KIND_PROBE_IMAGE
                        ? self->scan.orientation
                        : cue_bytes_pipeline_get_orientation (self->pipeline);

  return cue_picture_measure_add (self->measure, sample, orientation);
}

/* Call with the lock held. */
static void
set_interval (ProbeDecoder *self)
{
  GstClockTime duration = (GstClockTime) get_duration (self);

  self->interval = MEASURE_INTERVAL;
  if (duration > 0)
    self->interval = MIN (self->interval, duration / MEASURE_LEAST);
}

/* Call with the lock held. */
static void
take_straight (ProbeDecoder *self, GstSample *sample)
{
  GstBuffer   *buffer = gst_sample_get_buffer (sample);
  GstClockTime time = GST_BUFFER_PTS (buffer);
  GstVideoInfo info;

  if (self->n_decoded++ == 0 && gst_video_info_from_caps (&info, gst_sample_get_caps (sample))) {
    self->fps_n = (guint) MAX (GST_VIDEO_INFO_FPS_N (&info), 0);
    self->fps_d = (guint) MAX (GST_VIDEO_INFO_FPS_D (&info), 0);
    set_interval (self);
  }
  if (GST_CLOCK_TIME_IS_VALID (time)) {
    if (self->first == GST_CLOCK_TIME_NONE)
      self->first = self->last = time;
    self->last =
      MAX (self->last,
           time + (GST_BUFFER_DURATION_IS_VALID (buffer) ? GST_BUFFER_DURATION (buffer) : 0));
  }
  if (self->due == GST_CLOCK_TIME_NONE || !GST_CLOCK_TIME_IS_VALID (time) || time >= self->due) {
    measure (self, sample);
    self->due = GST_CLOCK_TIME_IS_VALID (time) ? time + self->interval : GST_CLOCK_TIME_NONE;
  }
  if (self->first != GST_CLOCK_TIME_NONE && self->last - self->first > MAX_STRAIGHT)
    ask_to_go_on (self);
}

static void
on_sample (GstSample *sample, gpointer user_data)
{
  ProbeDecoder *self = user_data;

  g_mutex_lock (&self->lock);
  if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE) {
    if (sample != NULL && self->n_decoded == 0 && measure (self, sample))
      self->n_decoded = 1;
    g_idle_add_full (G_PRIORITY_DEFAULT, on_image_done, self, NULL);
  } else if (self->place == 0) {
    take_straight (self, sample);
  } else if (self->wanted &&
             !GST_BUFFER_FLAG_IS_SET (gst_sample_get_buffer (sample), GST_BUFFER_FLAG_CORRUPTED)) {
    self->wanted = FALSE;
    self->n_decoded++;
    measure (self, sample);
    ask_to_go_on (self);
  }
  g_mutex_unlock (&self->lock);
}

static void
on_sound (GstSample *sample, gpointer user_data)
{
  ProbeDecoder *self = user_data;

  g_mutex_lock (&self->lock);
  cue_sound_measure_add (&self->sound, sample);
  g_mutex_unlock (&self->lock);
}

/* Of a segment it is the playlist that says how long it is. */
static gboolean
is_cut_off (ProbeDecoder *self)
{
  gint64 duration = get_duration (self);

  return self->kind == CUE_MEDIA_KIND_PROBE_VIDEO && duration > 0 &&
         self->first != GST_CLOCK_TIME_NONE &&
         (double) self->last < duration * MIN_WHOLE - GST_SECOND;
}

/* Whether it is what was asked for, even if it cannot be decoded here. */
static gboolean
is_known (ProbeDecoder *self)
{
  if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE)
    return self->scan.format != NULL;
  return cue_probe_words_get_codec (self->words) != NULL ||
         (self->kind == CUE_MEDIA_KIND_PROBE_SEGMENT &&
          cue_probe_words_get_audio_codec (self->words) != NULL);
}

static void
take_error (ProbeDecoder *self, GstMessage *message)
{
  CueMediaFaultCode code = cue_helper_classify_message (message);

  /* One that no decoder takes because of its size is said to have none. */
  if (cue_probe_words_is_too_large (self->words))
    code = CUE_MEDIA_FAULT_TOO_LARGE;
  else if (self->scan.in_inks)
    code = CUE_MEDIA_FAULT_MISSING_DECODER; /* the decoder does not say so */
  if (self->scan.cut_off && code != CUE_MEDIA_FAULT_TOO_LARGE)
    code = CUE_MEDIA_FAULT_CUT_OFF;
  else if (code == CUE_MEDIA_FAULT_MISSING_DECODER && !is_known (self))
    code = CUE_MEDIA_FAULT_FORMAT; /* sound or a text, or a video for an image */
  if (code == CUE_MEDIA_FAULT_MISSING_DECODER && self->kind == CUE_MEDIA_KIND_PROBE_SEGMENT) {
    self->lacks_decoder = TRUE;
    tell (self, FALSE);
    return;
  }
  fail (self, code, "");
}

/* Of a picture or a sound: captions and data that a stream carries beside them are no loss here. */
static gboolean
is_missing_decoder (GstMessage *message)
{
  g_autofree char *detail = gst_is_missing_plugin_message (message)
                              ? gst_missing_plugin_message_get_installer_detail (message)
                              : NULL;

  return detail != NULL &&
         (strstr (detail, "decoder-audio/") != NULL || strstr (detail, "decoder-video/") != NULL ||
          strstr (detail, "decoder-image/") != NULL);
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  ProbeDecoder *self = user_data;

  switch (GST_MESSAGE_TYPE (message)) {
  case GST_MESSAGE_ELEMENT:
    if (is_missing_decoder (message))
      self->lacks_decoder = TRUE;
    break;
  case GST_MESSAGE_ERROR:
    take_error (self, message);
    break;
  case GST_MESSAGE_EOS:
    if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE)
      break; /* the sink says so as well */
    if (self->place > 0)
      go_on (self);
    else if (self->scan.cut_off || is_cut_off (self))
      fail (self, CUE_MEDIA_FAULT_CUT_OFF, "the end came too early");
    else
      tell (self, TRUE);
    break;
  case GST_MESSAGE_ASYNC_DONE:
    if (self->kind == CUE_MEDIA_KIND_PROBE_VIDEO && get_duration (self) > (gint64) MAX_DURATION)
      fail (self, CUE_MEDIA_FAULT_TOO_LONG, "too long");
    break;
  default:
    break;
  }
  return G_SOURCE_CONTINUE;
}

static void
apply_control (CueDecoder *decoder, const CueMediaControl *control)
{
}

static void
free_decoder (CueDecoder *decoder)
{
  ProbeDecoder *self = (ProbeDecoder *) decoder;

  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->pipeline);
  g_clear_pointer (&self->words, cue_probe_words_free);
  g_clear_pointer (&self->measure, cue_picture_measure_free);
  g_bytes_unref (self->bytes);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Any thread. A decoder that was put somewhere else makes grey of what it does not know. */
static void
on_element_added (GstBin *bin, GstBin *sub_bin, GstElement *element, gpointer user_data)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), "output-corrupt") != NULL)
    g_object_set (element, "output-corrupt", FALSE, NULL);
}

static void
start (ProbeDecoder *self)
{
  gboolean is_video = self->kind != CUE_MEDIA_KIND_PROBE_IMAGE;
  g_autoptr (GBytes) first = is_video ? NULL : cue_image_extract_first (self->bytes);
  g_autoptr (GBytes) bytes = is_video ? g_bytes_ref (self->bytes)
                                      : cue_image_data_keep_alpha (first);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstElement) decoder = NULL;
  g_autoptr (GstBus) bus = NULL;

  self->pipeline = cue_bytes_pipeline_new (bytes,
                                           is_video ? CUE_MEDIA_KIND_CLIP : CUE_MEDIA_KIND_IMAGE,
                                           on_sample,
                                           self);
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), CUE_BYTES_PIPELINE_SINK);
  decoder = gst_bin_get_by_name (GST_BIN (self->pipeline), CUE_BYTES_PIPELINE_DECODER);
  g_object_set (sink, "sync", FALSE, NULL);
  if (self->kind == CUE_MEDIA_KIND_PROBE_SEGMENT)
    cue_bytes_pipeline_take_sound (self->pipeline, on_sound);
  self->words = cue_probe_words_new (decoder);
  g_signal_connect (decoder, "deep-element-added", G_CALLBACK (on_element_added), NULL);
  bus = gst_element_get_bus (self->pipeline);
  self->bus_watch = gst_bus_add_watch (bus, on_bus_message, self);
  if (is_video)
    self->timer = g_timeout_add (MAX_STRAIGHT_MS, on_timer, self);
  gst_element_set_state (self->pipeline, is_video ? GST_STATE_PLAYING : GST_STATE_PAUSED);
}

CueDecoder *
cue_probe_decoder_new (CueMediaChannel *channel, const CueMediaOpen *open, GBytes *bytes)
{
  ProbeDecoder *self = g_new0 (ProbeDecoder, 1);
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self->parent.control = apply_control;
  self->parent.free = free_decoder;
  self->channel = channel;
  self->bytes = g_bytes_ref (bytes);
  self->measure = cue_picture_measure_new ();
  self->first = GST_CLOCK_TIME_NONE;
  self->due = GST_CLOCK_TIME_NONE;
  g_mutex_init (&self->lock);
  cue_image_scan (data, size, &self->scan);
  /* An image where a video should be is looked at as what it is. */
  self->kind = self->scan.format != NULL ? CUE_MEDIA_KIND_PROBE_IMAGE : open->kind;
  if (cue_image_scan_is_too_large (&self->scan))
    fail (self, CUE_MEDIA_FAULT_TOO_LARGE, "too many pixels");
  else if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE && self->scan.cut_off)
    fail (self, CUE_MEDIA_FAULT_CUT_OFF, "the end is missing");
  else if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE && self->scan.n_frames > MAX_FRAMES)
    fail (self, CUE_MEDIA_FAULT_TOO_LONG, "too many pictures");
  else if (self->kind == CUE_MEDIA_KIND_PROBE_IMAGE && cue_image_data_is_short (data, size))
    fail (self, CUE_MEDIA_FAULT_CUT_OFF, "lines are missing");
  else
    start (self);
  return &self->parent;
}
