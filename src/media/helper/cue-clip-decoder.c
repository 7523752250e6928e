// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-bytes-pipeline.h"
#include "cue-clip-show.h"
#include "cue-frame-convert.h"
#include "cue-frame-turn.h"
#include "cue-helper.h"

#include <gst/video/video.h>

/*
 * Plays a short video round and round, without its sound.
 *
 * The first time round it is decoded; the pictures are thinned out to the frame rate asked for,
 * scaled down and kept as JPEG. If all of them fit into the store, the decoder and the file are
 * given up, and every later round costs only a small JPEG for each picture (cue-clip-show.c). A
 * clip that is longer is decoded anew each time.
 */

typedef struct {
  CueDecoder         parent;
  CueMediaChannel   *channel;  /* not owned */
  CueFrameWriter    *writer;   /* not owned */
  GBytes            *bytes;    /* owned, nullable: the store is complete */
  GstElement        *pipeline; /* owned, nullable: the store is complete */
  guint              bus_watch;
  CueClipSettings    settings;
  gboolean           over;
  CueClipStore      *store;  /* owned, nullable: it is shown; streaming thread before */
  CueDecoder        *show;   /* owned, nullable: it is not shown yet */
  GstClockTime       due;    /* when the next picture is wanted */
  GstVideoConverter *scaler; /* owned, nullable */
  GstVideoInfo       from;
  GstVideoInfo       to;
  guint              orientation; /* of what the scaler was made for */
} ClipDecoder;

static void
swap (guint *a, guint *b)
{
  guint c = *a;

  *a = *b;
  *b = c;
}

/* Before it is turned. */
static void
describe_small (ClipDecoder *self, const GstVideoInfo *from, guint orientation, GstVideoInfo *to)
{
  guint width = GST_VIDEO_INFO_WIDTH (from);
  guint height = GST_VIDEO_INFO_HEIGHT (from);
  guint view_width = self->settings.view_width;
  guint view_height = self->settings.view_height;

  if (cue_frame_turn_swaps (orientation))
    swap (&view_width, &view_height);
  cue_frame_fit (view_width, view_height, &width, &height);
  gst_video_info_set_format (to, GST_VIDEO_FORMAT_I420, width, height);
  to->par_n = from->par_n;
  to->par_d = from->par_d;
  to->colorimetry = from->colorimetry;
  to->chroma_site = from->chroma_site;
}

static void
prepare_scaler (ClipDecoder        *self,
                const GstVideoInfo *from,
                const GstVideoInfo *to,
                guint               orientation)
{
  CueClipSettings *settings = &self->settings;

  if (self->scaler != NULL && gst_video_info_is_equal (from, &self->from) &&
      gst_video_info_is_equal (to, &self->to) && orientation == self->orientation)
    return;
  g_clear_pointer (&self->scaler, gst_video_converter_free);
  self->scaler = cue_frame_create_converter (from, to);
  cue_frame_measure_natural (from, &settings->natural_width, &settings->natural_height);
  if (cue_frame_turn_swaps (orientation))
    swap (&settings->natural_width, &settings->natural_height);
  cue_frame_writer_set_natural (self->writer, settings->natural_width, settings->natural_height);
  self->from = *from;
  self->to = *to;
  self->orientation = orientation;
}

static GstSample *
wrap (GstBuffer *buffer, const GstVideoInfo *info)
{
  g_autoptr (GstCaps) caps = gst_video_info_to_caps (info);

  return gst_sample_new (buffer, caps, NULL, NULL);
}

/* Returns: (transfer full) (nullable): the picture with the side up that the file asks for. */
static GstSample *
make_turned (GstVideoFrame *small, guint orientation)
{
  const GstVideoInfo *from = &small->info;
  GstVideoInfo        to;
  GstVideoFrame       out;
  GstBuffer          *buffer;
  GstSample          *turned = NULL;
  guint               width = GST_VIDEO_INFO_WIDTH (from);
  guint               height = GST_VIDEO_INFO_HEIGHT (from);

  if (cue_frame_turn_swaps (orientation))
    swap (&width, &height);
  gst_video_info_set_format (&to, GST_VIDEO_FORMAT_I420, width, height);
  to.par_n = cue_frame_turn_swaps (orientation) ? from->par_d : from->par_n;
  to.par_d = cue_frame_turn_swaps (orientation) ? from->par_n : from->par_d;
  to.colorimetry = from->colorimetry;
  to.chroma_site = from->chroma_site;
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&to), NULL);
  if (gst_video_frame_map (&out, &to, buffer, GST_MAP_WRITE)) {
    cue_frame_turn_i420 (small, orientation, &out);
    gst_video_frame_unmap (&out);
    turned = wrap (buffer, &to);
  }
  gst_buffer_unref (buffer);
  return turned;
}

/* Returns: (transfer full): the picture at the size of the view, in the smallest format there is.
 */
static GstSample *
make_small (ClipDecoder *self, GstSample *sample)
{
  guint         orientation = cue_bytes_pipeline_get_orientation (self->pipeline);
  GstVideoInfo  from, to;
  GstVideoFrame in, out;
  GstBuffer    *buffer;
  GstSample    *small = NULL;

  if (!gst_video_info_from_caps (&from, gst_sample_get_caps (sample)))
    return NULL;
  describe_small (self, &from, orientation, &to);
  prepare_scaler (self, &from, &to, orientation);
  if (self->scaler == NULL ||
      !gst_video_frame_map (&in, &from, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&to), NULL);
  if (gst_video_frame_map (&out, &to, buffer, GST_MAP_READWRITE)) {
    gst_video_converter_frame (self->scaler, &in, &out);
    if (orientation > 1)
      small = make_turned (&out, orientation);
    gst_video_frame_unmap (&out);
    if (orientation <= 1)
      small = wrap (buffer, &to);
  }
  gst_video_frame_unmap (&in);
  gst_buffer_unref (buffer);
  return small;
}

static gboolean
is_due (ClipDecoder *self, GstSample *sample)
{
  GstClockTime time = GST_BUFFER_PTS (gst_sample_get_buffer (sample));
  GstClockTime interval = GST_SECOND / self->settings.fps;

  if (!GST_CLOCK_TIME_IS_VALID (time))
    return TRUE;
  if (self->due != GST_CLOCK_TIME_NONE && time + GST_MSECOND < self->due)
    return FALSE;
  /* A picture that comes late must not make the later ones late. */
  self->due = self->due == GST_CLOCK_TIME_NONE || time > self->due + interval
                ? time + interval
                : self->due + interval;
  return TRUE;
}

static void
on_sample (GstSample *sample, gpointer user_data)
{
  ClipDecoder *self = user_data;
  g_autoptr (GstSample) small = NULL;

  if (!is_due (self, sample))
    return;
  small = make_small (self, sample);
  if (small == NULL)
    return;
  cue_frame_writer_write (self->writer, small);
  cue_clip_store_add (self->store, small);
}

static void
update_running (ClipDecoder *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline,
                           self->settings.visible ? GST_STATE_PLAYING : GST_STATE_PAUSED);
}

static void
stop_pipeline (ClipDecoder *self)
{
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->pipeline);
}

static void start_pipeline (ClipDecoder *self);

/* The decoder and the file are not needed any more, and neither is this program as it is now. */
static void
show_store (ClipDecoder *self)
{
  g_clear_pointer (&self->scaler, gst_video_converter_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  cue_clip_store_complete (self->store);
  cue_clip_show_become (self->writer, &self->settings, self->store);
  self->show = cue_clip_show_new (self->channel,
                                  self->writer,
                                  &self->settings,
                                  g_steal_pointer (&self->store));
}

static void
handle_end (ClipDecoder *self)
{
  if (cue_clip_store_is_full (self->store)) {
    self->due = GST_CLOCK_TIME_NONE;
    if (!gst_element_seek_simple (self->pipeline,
                                  GST_FORMAT_TIME,
                                  GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT,
                                  0))
      start_pipeline (self);
    return;
  }
  stop_pipeline (self);
  if (cue_clip_store_get_n (self->store) > 0) {
    show_store (self);
    return;
  }
  /* Going round and round with nothing would only make heat. */
  self->over = TRUE;
  cue_helper_send_fault (self->channel,
                         CUE_MEDIA_FAULT_FORMAT,
                         0,
                         "there is no picture in the video");
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  ClipDecoder *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR && !self->over) {
    self->over = TRUE;
    cue_helper_send_error_message (self->channel, message, 0);
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS && !self->over) {
    handle_end (self);
    return self->pipeline != NULL;
  }
  return G_SOURCE_CONTINUE;
}

static void
start_pipeline (ClipDecoder *self)
{
  g_autoptr (GstBus) bus = NULL;

  stop_pipeline (self);
  g_clear_pointer (&self->store, cue_clip_store_free);
  self->store = cue_clip_store_new ();
  self->due = GST_CLOCK_TIME_NONE;
  self->pipeline = cue_bytes_pipeline_new (self->bytes, CUE_MEDIA_KIND_CLIP, on_sample, self);
  bus = gst_element_get_bus (self->pipeline);
  self->bus_watch = gst_bus_add_watch (bus, on_bus_message, self);
  update_running (self);
}

static void
apply_control (CueDecoder *decoder, const CueMediaControl *control)
{
  ClipDecoder *self = (ClipDecoder *) decoder;

  if (self->show != NULL) {
    self->show->control (self->show, control);
    return;
  }
  self->settings.visible = (control->flags & CUE_MEDIA_FLAG_VISIBLE) != 0;
  if (control->view_width == self->settings.view_width &&
      control->view_height == self->settings.view_height) {
    update_running (self);
    return;
  }
  self->settings.view_width = control->view_width;
  self->settings.view_height = control->view_height;
  start_pipeline (self);
}

static void
free_decoder (CueDecoder *decoder)
{
  ClipDecoder *self = (ClipDecoder *) decoder;

  stop_pipeline (self);
  g_clear_pointer (&self->scaler, gst_video_converter_free);
  g_clear_pointer (&self->store, cue_clip_store_free);
  if (self->show != NULL)
    self->show->free (self->show);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

CueDecoder *
cue_clip_decoder_new (CueMediaChannel    *channel,
                      CueFrameWriter     *writer,
                      const CueMediaOpen *open,
                      GBytes             *bytes)
{
  ClipDecoder *self = g_new0 (ClipDecoder, 1);

  self->parent.control = apply_control;
  self->parent.free = free_decoder;
  self->channel = channel;
  self->writer = writer;
  self->bytes = g_bytes_ref (bytes);
  self->settings = (CueClipSettings){
    .fps = open->fps > 0 ? open->fps : 15,
    .view_width = open->view_width,
    .view_height = open->view_height,
    .visible = (open->flags & CUE_MEDIA_FLAG_VISIBLE) != 0,
  };
  start_pipeline (self);
  return &self->parent;
}
