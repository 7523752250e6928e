// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test-encoder-decode.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <math.h>
#include <string.h>

#include "cue-sim-artist-stage.h"

enum {
  SOUND_RATE = 48000,
};

// The decoders are in a package which only tests need.
gboolean
test_encoder_can_decode (void)
{
  static const char *const elements[] = { "avdec_h264", "avdec_aac", "tsdemux", "qtdemux" };

  gst_init (NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (elements[i]);

    if (factory == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
take_picture (TestEncoderDecoded *self, GstSample *sample)
{
  GstStructure *caps = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  GstBuffer    *buffer = gst_sample_get_buffer (sample);
  gint64        time = (gint64) gst_segment_to_stream_time (gst_sample_get_segment (sample),
                                                     GST_FORMAT_TIME,
                                                     GST_BUFFER_PTS (buffer));
  guint8       *luma;
  GstMapInfo    map;
  int           counter;

  gst_structure_get_int (caps, "width", &self->width);
  gst_structure_get_int (caps, "height", &self->height);
  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  luma = g_memdup2 (map.data, (gsize) self->width * (gsize) self->height);
  gst_buffer_unmap (buffer, &map);

  counter = cue_sim_artist_stage_read_counter (luma, self->width, self->width, self->height);
  g_array_append_val (self->counters, counter);
  g_array_append_val (self->times, time);
  if (self->first == NULL)
    self->first = g_memdup2 (luma, (gsize) self->width * (gsize) self->height);
  else if (self->second == NULL)
    self->second = g_memdup2 (luma, (gsize) self->width * (gsize) self->height);
  g_free (self->last);
  self->last = luma;
}

static void
take_sound (TestEncoderDecoded *self, GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstMapInfo map;

  if (self->sound_ns < 0)
    self->sound_ns = (gint64) gst_segment_to_stream_time (gst_sample_get_segment (sample),
                                                          GST_FORMAT_TIME,
                                                          GST_BUFFER_PTS (buffer));
  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  for (gsize i = 0; i + 4 <= map.size; i += 4)
    g_array_append_vals (self->samples, map.data + i, 1);
  gst_buffer_unmap (buffer, &map);
}

static gboolean
pull (GstElement *pipeline,
      const char *name,
      void (*take) (TestEncoderDecoded *self, GstSample *sample),
      TestEncoderDecoded *self)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), name);
  GstSample *sample;

  if (sink == NULL)
    return TRUE;
  while ((sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), 10 * GST_SECOND)) != NULL) {
    take (self, sample);
    gst_sample_unref (sample);
  }
  return gst_app_sink_is_eos (GST_APP_SINK (sink));
}

/**
 * test_encoder_decode:
 * @demuxer: “tsdemux” or “qtdemux”
 * @sound: whether the file has a track of sound
 *
 * Returns: (transfer full) (nullable): everything in the file, NULL when a decoder complained
 */
TestEncoderDecoded *
test_encoder_decode (GBytes *file, const char *demuxer, gboolean sound)
{
  g_autoptr (TestEncoderDecoded) self = g_new0 (TestEncoderDecoded, 1);
  g_autofree char *text = g_strdup_printf (
    "appsrc name=source ! %s name=demuxer "
    "demuxer. ! queue max-size-buffers=0 max-size-bytes=0 max-size-time=0 ! h264parse ! "
    /* which GStreamer 1.26 needs for pictures that are not a multiple of 16 wide */
    "avdec_h264 direct-rendering=false ! "
    "videoconvert ! video/x-raw,format=GRAY8 ! appsink name=pictures sync=false %s",
    demuxer,
    sound ? "demuxer. ! queue max-size-buffers=0 max-size-bytes=0 max-size-time=0 ! aacparse ! "
            "avdec_aac ! audioconvert ! audio/x-raw,format=S16LE,channels=2 ! "
            "appsink name=sound sync=false"
          : "");
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (text, &error);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  gsize         size;
  gconstpointer data = g_bytes_get_data (file, &size);
  gboolean      complete;

  g_assert_no_error (error);
  self->counters = g_array_new (FALSE, FALSE, sizeof (int));
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  self->sound_ns = -1;

  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_app_src_push_buffer (GST_APP_SRC (source), gst_buffer_new_memdup (data, size));
  gst_app_src_end_of_stream (GST_APP_SRC (source));

  complete = pull (pipeline, "pictures", take_picture, self);
  complete = pull (pipeline, "sound", take_sound, self) && complete;
  bus = gst_element_get_bus (pipeline);
  message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);

  if (message != NULL || !complete) {
    g_test_message ("%s did not decode", demuxer);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
test_encoder_decoded_free (TestEncoderDecoded *self)
{
  g_clear_pointer (&self->counters, g_array_unref);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->samples, g_array_unref);
  g_free (self->first);
  g_free (self->second);
  g_free (self->last);
  g_free (self);
}

/**
 * test_encoder_find_beep:
 *
 * Returns: when the first beep begins which follows a quiet stretch, seconds of presentation time,
 *   or -1
 */
double
test_encoder_find_beep (TestEncoderDecoded *self)
{
  guint last_loud = 0;

  for (guint i = 0; i < self->samples->len; i++)
    if (ABS (g_array_index (self->samples, gint16, i)) > 3000) {
      if (i - last_loud > SOUND_RATE / 4)
        return (double) self->sound_ns / 1e9 + (double) i / SOUND_RATE;
      last_loud = i;
    }
  return -1;
}

GBytes *
test_encoder_join (GPtrArray *parts)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < parts->len; i++) {
    GBytes *part = g_ptr_array_index (parts, i);

    g_byte_array_append (bytes, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
  }
  return g_byte_array_free_to_bytes (bytes);
}
