// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-assets.h"

#include <glib/gstdio.h>
#include <gst/gst.h>
#include <string.h>

static gboolean
has_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  return factory != NULL;
}

/* For gst_parse_launch(): whichever H.264 encoder there is, with a picture to start from each
 * second at 25 pictures a second; NULL when there is none. */
const char *
media_get_video_encoder (void)
{
  gst_init (NULL, NULL);
  if (has_element ("x264enc"))
    return "x264enc speed-preset=ultrafast key-int-max=25 bitrate=400 ! "
           "video/x-h264,profile=baseline ! h264parse";
  if (has_element ("openh264enc"))
    return "openh264enc gop-size=25 bitrate=400000 ! h264parse";
  return NULL;
}

gboolean
media_can_encode (void)
{
  return media_get_video_encoder () != NULL && has_element ("mp4mux") &&
         has_element ("mpegtsmux") && has_element ("avenc_aac");
}

/* Runs a pipeline to its end, which has to come within a minute. */
void
media_run_pipeline (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  gst_init (NULL, NULL);
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  pipeline = gst_parse_launch (text, &error);
  g_assert_no_error (error);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* Returns what a pipeline writes into the file at its end. */
GBytes *
media_make_file (const char *pipeline)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;
  int   fd = g_file_open_tmp ("cuelight-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  media_run_pipeline ("%s ! filesink location=\"%s\"", pipeline, path);
  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  g_assert_no_error (error);
  g_unlink (path);
  return g_bytes_new_take (data, size);
}

/* Returns: (transfer full): the same video, whose container says that it is to be turned
 * clockwise, as that of a phone held upright does (ISO/IEC 14496-12 8.3.2: the matrix of tkhd). */
GBytes *
media_turn_video (GBytes *mp4, guint degrees)
{
  static const gint32 matrices[4][4] = {
    { 1, 0, 0, 1 }, { 0, 1, -1, 0 }, { -1, 0, 0, -1 }, { 0, -1, 1, 0 }
  };
  static const gsize places[4] = { 0, 4, 12, 16 };
  gsize              size;
  gconstpointer      data = g_bytes_get_data (mp4, &size);
  guint8            *copy = g_memdup2 (data, size);
  guint8            *box = memmem (copy, size, "tkhd", 4);

  g_assert_nonnull (box);
  g_assert_cmpuint (box[4], ==, 0); /* version */
  for (guint i = 0; i < 4; i++) {
    guint32 value = GUINT32_TO_BE ((guint32) (matrices[degrees / 90 % 4][i] * 65536));

    memcpy (box + 44 + places[i], &value, sizeof value);
  }
  return g_bytes_new_take (copy, size);
}
