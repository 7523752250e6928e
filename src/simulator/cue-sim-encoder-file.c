// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-encoder-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include "cue-error.h"
#include "cue-sim-encoder-codec.h"

// Pipelines which end by themselves; longer than this on any machine means that one hangs.
static const GstClockTime patience = 60 * GST_SECOND;

static cairo_status_t
on_png_data (void *user_data, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (user_data, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * cue_sim_encoder_make_png:
 *
 * Returns: (transfer full) (nullable): the image as a file
 */
GBytes *
cue_sim_encoder_make_png (cairo_surface_t *surface, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, on_png_data, data);

  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("An image of the simulated event could not be written: %s"),
                 cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static gboolean
take_bus_error (GstElement *pipeline, GstClockTime timeout, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage)
    message = gst_bus_timed_pop_filtered (bus, timeout, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  g_autoptr (GError) cause = NULL;

  if (message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return FALSE;
  if (message != NULL)
    gst_message_parse_error (message, &cause, NULL);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("An image or clip of the simulated event could not be encoded: %s"),
               cause != NULL ? cause->message : _ ("the encoder does not answer"));
  return TRUE;
}

static void
set_up_source (GstElement *pipeline, const char *caps_text)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstCaps) caps = gst_caps_from_string (caps_text);

  g_object_set (source, "caps", caps, "max-bytes", (guint64) 0, NULL);
  gst_util_set_object_arg (G_OBJECT (source), "format", "time");
}

// appsrc can wait by itself, but then for ever when the encoder behind it has failed.
static gboolean
wait_for_room (GstElement *pipeline, GstAppSrc *source, guint64 max_bytes)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  while (gst_app_src_get_current_level_bytes (source) >= max_bytes) {
    GstMessage *message =
      gst_bus_timed_pop_filtered (bus, 2 * GST_MSECOND, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);

    if (message != NULL) {
      gst_bus_post (bus, message); // for take_bus_error()
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
push (GstElement *pipeline, gconstpointer data, gsize size, GstClockTime time, GstClockTime length)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  GstBuffer *buffer;

  if (!wait_for_room (pipeline, GST_APP_SRC (source), size * 2))
    return FALSE;

  buffer = gst_buffer_new_memdup (data, size);
  GST_BUFFER_PTS (buffer) = time;
  GST_BUFFER_DURATION (buffer) = length;
  return gst_app_src_push_buffer (GST_APP_SRC (source), buffer) == GST_FLOW_OK;
}

static void
push_end (GstElement *pipeline)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");

  gst_app_src_end_of_stream (GST_APP_SRC (source));
}

static void
dispose_of (GstElement *pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

/**
 * cue_sim_encoder_make_jpeg:
 * @surface: an image surface of format RGB24
 *
 * Waits; not for the main thread.
 *
 * Returns: (transfer full) (nullable): the image as a file
 */
GBytes *
cue_sim_encoder_make_jpeg (cairo_surface_t *surface, GError **error)
{
  int         width = cairo_image_surface_get_width (surface);
  int         height = cairo_image_surface_get_height (surface);
  GstElement *pipeline = gst_parse_launch ("appsrc name=source ! jpegenc quality=88 ! "
                                           "appsink name=sink sync=false",
                                           error);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstSample) sample = NULL;
  g_autofree char *caps = NULL;
  GBytes          *bytes = NULL;
  GstMapInfo       map;

  if (pipeline == NULL)
    return NULL;

  // A pixel of cairo is a number of 32 bits, whose bytes lie as the machine has them.
  caps = g_strdup_printf ("video/x-raw,format=%s,width=%d,height=%d,framerate=1/1",
                          G_BYTE_ORDER == G_LITTLE_ENDIAN ? "BGRx" : "xRGB",
                          width,
                          height);
  set_up_source (pipeline, caps);
  cairo_surface_flush (surface);
  g_assert (cairo_image_surface_get_stride (surface) == width * 4);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push (pipeline,
        cairo_image_surface_get_data (surface),
        (gsize) width * (gsize) height * 4,
        0,
        GST_SECOND);
  push_end (pipeline);

  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), patience);
  if (sample == NULL)
    take_bus_error (pipeline, 0, error);
  else if (gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ)) {
    bytes = g_bytes_new (map.data, map.size);
    gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  }
  dispose_of (pipeline);
  return bytes;
}

static GstElement *
create_mp4_pipeline (const char *path, int frame_rate, GError **error)
{
  GstElement *pipeline;
  g_autoptr (GstElement) encoder = NULL;
  g_autoptr (GstElement) muxer = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autofree char *part_path = g_strconcat (path, ".part", NULL);
  g_autofree char *text = g_strdup_printf ("appsrc name=source ! %s name=encoder ! h264parse ! "
                                           "mp4mux name=muxer faststart=true ! filesink name=sink",
                                           cue_sim_encoder_get_video_codec ()->element);

  pipeline = gst_parse_launch (text, error);
  if (pipeline == NULL)
    return NULL;

  encoder = gst_bin_get_by_name (GST_BIN (pipeline), "encoder");
  muxer = gst_bin_get_by_name (GST_BIN (pipeline), "muxer");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  cue_sim_encoder_configure_video (encoder, 2 * frame_rate, 3000, TRUE);
  g_object_set (muxer, "faststart-file", part_path, NULL);
  g_object_set (sink, "location", path, NULL);
  return pipeline;
}

/**
 * cue_sim_encoder_make_mp4:
 * @path: a file for the time of encoding; it is gone afterwards
 * @func: draws the frames, in the calling thread
 *
 * Encodes a clip without sound, its index first so that it can be played while it loads. Waits; not
 * for the main thread.
 *
 * Returns: (transfer full) (nullable): the clip as a file
 */
GBytes *
cue_sim_encoder_make_mp4 (const char           *path,
                          int                   width,
                          int                   height,
                          int                   frame_rate,
                          int                   n_frames,
                          CueSimEncoderDrawFunc func,
                          gpointer              user_data,
                          GError              **error)
{
  g_autoptr (CueSimArtistPlanes) planes = cue_sim_artist_planes_new (width, height);
  GstElement      *pipeline = create_mp4_pipeline (path, frame_rate, error);
  g_autofree char *caps = NULL;
  GstClockTime     length = GST_SECOND / (GstClockTime) frame_rate;
  gboolean         go_on = TRUE, failed;
  char            *contents = NULL;
  gsize            size = 0;

  if (pipeline == NULL)
    return NULL;

  caps = g_strdup_printf ("video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1,"
                          "pixel-aspect-ratio=1/1,colorimetry=bt709",
                          width,
                          height,
                          frame_rate);
  set_up_source (pipeline, caps);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (int i = 0; i < n_frames && go_on; i++)
    go_on = func (i, planes, user_data) &&
            push (pipeline,
                  planes->luma,
                  cue_sim_artist_planes_get_size (planes),
                  gst_util_uint64_scale ((guint64) i, GST_SECOND, (guint64) frame_rate),
                  length);
  push_end (pipeline);
  failed = take_bus_error (pipeline, go_on ? patience : 0, error);
  dispose_of (pipeline);

  if (!failed)
    g_file_get_contents (path, &contents, &size, error);
  g_unlink (path);
  return contents != NULL ? g_bytes_new_take (contents, size) : NULL;
}
