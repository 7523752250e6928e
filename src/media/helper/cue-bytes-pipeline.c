// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-bytes-pipeline.h"

#include "cue-frame-turn.h"
#include "cue-helper.h"
#include "cue-markup.h"
#include "cue-sound-measure.h"

#include <gst/video/video.h>
#include <string.h>

/*
 * A pipeline that decodes bytes which are in memory already: `giostreamsrc ! decodebin ! appsink`.
 * A PNG comes from an `appsrc` in one piece: its parser, when it may ask for parts, asks for all it
 * had once more and 64 KiB, again and again, which takes seconds for a file of 30 MiB. Others may
 * not get it that way: libav's demuxer of GIF never ends. Its decoder of BMP finds nothing in
 * pieces.
 *
 * decodebin would follow whatever the bytes pretend to be. So it is kept from everything that opens
 * an address (a playlist sent as an "image"), and from pictures too large to be meant.
 */

#define CONTEXT "cue-context"

typedef struct {
  CueMediaKind  kind;
  GstElement   *sink; /* owned */
  CueSampleFunc on_sample;
  CueSampleFunc on_sound; /* nullable: nobody will hear it */
  gpointer      user_data;
  int           orientation; /* atomic; as Exif counts */
  gboolean      has_sound;
} Context;

/* What "autoplug-select" answers; the type is not in a public header. */
enum {
  SELECT_TRY,
  SELECT_EXPOSE,
  SELECT_SKIP,
};

static int
on_autoplug_select (GstElement        *bin,
                    GstPad            *pad,
                    GstCaps           *caps,
                    GstElementFactory *factory,
                    gpointer           user_data)
{
  Context *context = user_data;
  const char *class = gst_element_factory_get_metadata (factory, GST_ELEMENT_METADATA_KLASS);
  const char *type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  if (class == NULL || strstr (class, "Adaptive") != NULL || strstr (class, "Network") != NULL)
    return SELECT_SKIP;
  if (context->on_sound == NULL && strstr (class, "Audio") != NULL)
    return SELECT_SKIP;
  if (context->kind == CUE_MEDIA_KIND_IMAGE && !g_str_has_prefix (type, "image/"))
    return SELECT_SKIP;
  return SELECT_TRY;
}

/* Any thread. */
static void
on_element_added (GstBin *bin, GstBin *sub_bin, GstElement *element, gpointer user_data)
{
  cue_helper_set_up_decoder (element);
}

static GstFlowReturn
on_new_sound (GstAppSink *sink, gpointer user_data)
{
  Context   *context = user_data;
  GstSample *sample = gst_app_sink_pull_sample (sink);

  if (sample != NULL) {
    context->on_sound (sample, context->user_data);
    gst_sample_unref (sample);
  }
  return GST_FLOW_OK;
}

/* The first sound only: the others are other languages. */
static void
add_sound (Context *context, GstBin *pipeline, GstPad *pad)
{
  GstAppSinkCallbacks callbacks = { .new_sample = on_new_sound };
  GstElement         *converter = gst_element_factory_make ("audioconvert", NULL);
  GstElement         *sink = gst_element_factory_make ("appsink", NULL);
  g_autoptr (GstCaps) caps = gst_caps_from_string (CUE_SOUND_MEASURE_CAPS);
  g_autoptr (GstPad) sink_pad = NULL;

  context->has_sound = TRUE;
  g_object_set (sink, "caps", caps, "sync", FALSE, "enable-last-sample", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, context, NULL);
  gst_bin_add_many (pipeline, converter, sink, NULL);
  gst_element_link (converter, sink);
  sink_pad = gst_element_get_static_pad (converter, "sink");
  gst_pad_link (pad, sink_pad);
  gst_element_sync_state_with_parent (sink);
  gst_element_sync_state_with_parent (converter);
}

static gboolean
is_of (GstPad *pad, const char *prefix)
{
  g_autoptr (GstCaps) caps = gst_pad_query_caps (pad, NULL);

  return !gst_caps_is_empty (caps) && !gst_caps_is_any (caps) &&
         g_str_has_prefix (gst_structure_get_name (gst_caps_get_structure (caps, 0)), prefix);
}

static void
on_pad_added (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Context *context = user_data;
  g_autoptr (GstPad) sink_pad = gst_element_get_static_pad (context->sink, "sink");
  g_autoptr (GstObject) pipeline = gst_object_get_parent (GST_OBJECT (bin));

  if (context->on_sound != NULL && is_of (pad, "audio/")) {
    if (!context->has_sound)
      add_sound (context, GST_BIN (pipeline), pad);
    return;
  }
  if (gst_pad_is_linked (sink_pad))
    return;
  if (context->on_sound != NULL) {
    /* A sink for captions would wait for pictures for ever. */
    if (!is_of (pad, "video/"))
      return;
    gst_bin_add (GST_BIN (pipeline), context->sink);
    gst_pad_link (pad, sink_pad);
    gst_element_sync_state_with_parent (context->sink);
  } else {
    gst_pad_link (pad, sink_pad);
  }
}

/* Before a picture has memory: its size is known from the format that the decoder announces. */
static GstPadProbeReturn
check_caps (GstPad *pad, GstEvent *event)
{
  GstVideoInfo video;
  GstCaps     *caps;

  gst_event_parse_caps (event, &caps);
  if (gst_video_info_from_caps (&video, caps) &&
      ((guint64) GST_VIDEO_INFO_WIDTH (&video) * GST_VIDEO_INFO_HEIGHT (&video) >
         CUE_MEDIA_MAX_IMAGE_PIXELS ||
       GST_VIDEO_INFO_WIDTH (&video) > CUE_MEDIA_MAX_EDGE ||
       GST_VIDEO_INFO_HEIGHT (&video) > CUE_MEDIA_MAX_EDGE)) {
    GST_ELEMENT_ERROR (GST_PAD_PARENT (pad),
                       STREAM,
                       TOO_LAZY,
                       ("The picture has too many pixels."),
                       ("%d × %d", GST_VIDEO_INFO_WIDTH (&video), GST_VIDEO_INFO_HEIGHT (&video)));
    return GST_PAD_PROBE_DROP;
  }
  return GST_PAD_PROBE_OK;
}

/* What a container says about which side is up; it comes before the first picture. */
static void
take_tags (Context *context, GstEvent *event)
{
  g_autofree char *text = NULL;
  GstTagList      *tags;

  gst_event_parse_tag (event, &tags);
  if (gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &text))
    g_atomic_int_set (&context->orientation, (int) cue_frame_turn_parse (text));
}

static GstPadProbeReturn
on_event (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);

  if (GST_EVENT_TYPE (event) == GST_EVENT_CAPS)
    return check_caps (pad, event);
  if (GST_EVENT_TYPE (event) == GST_EVENT_TAG)
    take_tags (user_data, event);
  return GST_PAD_PROBE_OK;
}

static GstFlowReturn
take_sample (Context *context, GstSample *sample)
{
  if (sample != NULL) {
    context->on_sample (sample, context->user_data);
    gst_sample_unref (sample);
  }
  return GST_FLOW_OK;
}

static GstFlowReturn
on_new_preroll (GstAppSink *sink, gpointer user_data)
{
  Context *context = user_data;

  /* A clip gets the same picture again when it starts to play. */
  if (context->kind != CUE_MEDIA_KIND_IMAGE)
    return GST_FLOW_OK;
  return take_sample (context, gst_app_sink_pull_preroll (sink));
}

static GstFlowReturn
on_new_sample (GstAppSink *sink, gpointer user_data)
{
  return take_sample (user_data, gst_app_sink_pull_sample (sink));
}

/* A pipeline that is not playing posts no end, so the sink tells: there will be no image. */
static void
on_eos (GstAppSink *sink, gpointer user_data)
{
  Context *context = user_data;

  if (context->kind == CUE_MEDIA_KIND_IMAGE)
    context->on_sample (NULL, context->user_data);
}

static void
on_need_data (GstAppSrc *source, guint length, gpointer user_data)
{
  /* All of it at the first asking. What comes after the end is not taken any more. */
  gst_app_src_push_buffer (source, gst_buffer_new_wrapped_bytes (user_data));
  gst_app_src_end_of_stream (source);
}

static void
free_context (gpointer data)
{
  Context *context = data;

  gst_object_unref (context->sink);
  g_free (context);
}

static void
unref_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

static gboolean
is_png_or_bmp (GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size >= 8 && (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0 || memcmp (data, "BM", 2) == 0);
}

static GstElement *
make_source (GBytes *bytes, CueMediaKind kind)
{
  GstAppSrcCallbacks callbacks = { .need_data = on_need_data };
  GstElement        *source;
  g_autoptr (GInputStream) stream = NULL;

  if (kind == CUE_MEDIA_KIND_IMAGE && is_png_or_bmp (bytes)) {
    /* Not by its name, which is taken away: it is one that has addresses. */
    source = g_object_new (GST_TYPE_APP_SRC, NULL);
    g_object_set (source, "format", GST_FORMAT_BYTES, NULL);
    gst_app_src_set_callbacks (GST_APP_SRC (source), &callbacks, g_bytes_ref (bytes), unref_bytes);
    return source;
  }
  source = gst_element_factory_make ("giostreamsrc", NULL);
  stream = g_memory_input_stream_new_from_bytes (bytes);
  g_object_set (source, "stream", stream, NULL);
  return source;
}

/* GStreamer gives up looking for the root of a drawing earlier than we do. */
static void
tell_svg (GstElement *decoder, GBytes *bytes)
{
  g_autoptr (GstCaps) caps = NULL;
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!cue_markup_is_svg (data, size))
    return;
  caps = gst_caps_new_empty_simple ("image/svg+xml");
  g_object_set (decoder, "sink-caps", caps, NULL);
}

/**
 * cue_bytes_pipeline_new: (skip)
 * @bytes: what to decode
 * @kind: a clip or an image
 * @on_sample: called for each picture of a clip, or for the one of an image
 *
 * Returns: (transfer full): a pipeline in the state NULL
 */
GstElement *
cue_bytes_pipeline_new (GBytes       *bytes,
                        CueMediaKind  kind,
                        CueSampleFunc on_sample,
                        gpointer      user_data)
{
  GstAppSinkCallbacks callbacks = {
    .eos = on_eos,
    .new_preroll = on_new_preroll,
    .new_sample = on_new_sample,
  };
  GstElement *pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  GstElement *source = make_source (bytes, kind);
  GstElement *decoder = gst_element_factory_make ("decodebin", CUE_BYTES_PIPELINE_DECODER);
  GstElement *sink = gst_element_factory_make ("appsink", CUE_BYTES_PIPELINE_SINK);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("video/x-raw");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  Context *context = g_new (Context, 1);

  *context = (Context){ .kind = kind,
                        .sink = gst_object_ref_sink (sink),
                        .on_sample = on_sample,
                        .user_data = user_data,
                        .orientation = 1 };
  g_object_set_data_full (G_OBJECT (pipeline), CONTEXT, context, free_context);
  g_object_set (sink, "caps", caps, "max-buffers", 2, "enable-last-sample", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, context, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_event, context, NULL);
  if (kind == CUE_MEDIA_KIND_IMAGE)
    tell_svg (decoder, bytes);
  g_signal_connect (decoder, "autoplug-select", G_CALLBACK (on_autoplug_select), context);
  g_signal_connect (decoder, "deep-element-added", G_CALLBACK (on_element_added), NULL);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (on_pad_added), context);
  gst_bin_add_many (GST_BIN (pipeline), source, decoder, sink, NULL);
  gst_element_link (source, decoder);
  return pipeline;
}

/**
 * cue_bytes_pipeline_take_sound: (skip)
 * @pipeline: one of these, of a clip, before it starts
 * @on_sound: called for each piece of decoded sound, in the form of %CUE_SOUND_MEASURE_CAPS
 *
 * Has the sound decoded as well. There may be sound alone then: a sink that nothing would ever
 * reach would keep the pipeline from its end, so each comes when there is something for it.
 */
void
cue_bytes_pipeline_take_sound (GstElement *pipeline, CueSampleFunc on_sound)
{
  Context *context = g_object_get_data (G_OBJECT (pipeline), CONTEXT);

  context->on_sound = on_sound;
  gst_bin_remove (GST_BIN (pipeline), context->sink);
}

/**
 * cue_bytes_pipeline_get_orientation: (skip)
 * @pipeline: one of these
 *
 * Any thread; known when the first picture comes.
 *
 * Returns: 1 to 8, as Exif counts: how its pictures have to be turned, by what their container says
 */
guint
cue_bytes_pipeline_get_orientation (GstElement *pipeline)
{
  Context *context = g_object_get_data (G_OBJECT (pipeline), CONTEXT);

  return (guint) g_atomic_int_get (&context->orientation);
}
