// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-frame-convert.h"

#include <stdlib.h>
#include <string.h>

/* What the console draws must be what the library makes of the picture in one step, however it is
 * split up to be quick; and it must stay inside its memory. */

#define GUARD 64

typedef struct {
  GstVideoFormat format;
  guint          width, height;
  guint          to_width, to_height;
  gboolean       interlaced;
} Case;

/* Slow waves of all colours, so that different filters agree. */
static void
paint (GstVideoFrame *frame)
{
  const GstVideoFormatInfo *info = frame->info.finfo;

  for (guint c = 0; c < GST_VIDEO_FRAME_N_COMPONENTS (frame); c++) {
    guint8 *data = GST_VIDEO_FRAME_COMP_DATA (frame, c);
    int     step = GST_VIDEO_FORMAT_INFO_PSTRIDE (info, c);
    int     width = GST_VIDEO_FRAME_COMP_WIDTH (frame, c);
    int     height = GST_VIDEO_FRAME_COMP_HEIGHT (frame, c);

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++)
        data[y * GST_VIDEO_FRAME_COMP_STRIDE (frame, c) + x * step] =
          (guint8) (40 + 150 * (c == 1 ? y : x) / (c == 1 ? height : width) + 20 * (c == 2));
    }
  }
}

static void
convert_in_one_step (GstVideoFrame *from, GstVideoInfo *from_info, GstVideoInfo *to, guint8 *data)
{
  GstVideoConverter *converter = cue_frame_create_converter (from_info, to);
  gsize              size = GST_VIDEO_INFO_SIZE (to);
  GstBuffer         *buffer = gst_buffer_new_wrapped_full (0, data, size, 0, size, NULL, NULL);
  GstVideoFrame      frame;

  g_assert_true (gst_video_frame_map (&frame, to, buffer, GST_MAP_WRITE));
  gst_video_converter_frame (converter, from, &frame);
  gst_video_frame_unmap (&frame);
  gst_buffer_unref (buffer);
  gst_video_converter_free (converter);
}

static void
test_same (gconstpointer data)
{
  const Case        *c = data;
  GstVideoInfo       from, to;
  GstVideoFrame      frame;
  GstBuffer         *buffer;
  CueFrameConverter *converter;
  g_autofree guint8 *expected = NULL;
  g_autofree guint8 *made = NULL;
  gsize              size;
  guint64            sum = 0;
  guint              worst = 0;

  gst_video_info_set_interlaced_format (&from,
                                        c->format,
                                        c->interlaced ? GST_VIDEO_INTERLACE_MODE_INTERLEAVED
                                                      : GST_VIDEO_INTERLACE_MODE_PROGRESSIVE,
                                        c->width,
                                        c->height);
  gst_video_colorimetry_from_string (&from.colorimetry, "bt709");
  g_assert_true (cue_frame_describe_target (&to, c->to_width, c->to_height));
  to.interlace_mode = from.interlace_mode;
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&from), NULL);
  g_assert_true (gst_video_frame_map (&frame, &from, buffer, GST_MAP_READWRITE));
  paint (&frame);

  size = GST_VIDEO_INFO_SIZE (&to);
  expected = g_malloc0 (size);
  made = g_malloc (size + GUARD);
  memset (made, 0xa5, size + GUARD);
  convert_in_one_step (&frame, &from, &to, expected);
  converter = cue_frame_converter_new (&from, &to);
  g_assert_nonnull (converter);
  for (guint i = 0; i < 3; i++)
    g_assert_true (cue_frame_converter_convert (converter, &frame, made));
  cue_frame_converter_free (converter);
  gst_video_frame_unmap (&frame);
  gst_buffer_unref (buffer);

  for (gsize i = 0; i < size; i++) {
    guint difference = (guint) abs (expected[i] - made[i]);

    sum += difference;
    worst = MAX (worst, difference);
  }
  g_test_message ("worst %u, mean %.2f", worst, (double) sum / size);
  g_assert_cmpuint (worst, <=, 12);
  g_assert_cmpfloat ((double) sum / size, <, 2.0);
  for (gsize i = 0; i < GUARD; i++)
    g_assert_cmphex (made[size + i], ==, 0xa5);
}

static const Case cases[] = {
  { GST_VIDEO_FORMAT_I420, 1280, 720, 1280, 720, FALSE },
  { GST_VIDEO_FORMAT_I420, 1280, 720, 640, 360, FALSE },
  { GST_VIDEO_FORMAT_I420, 1280, 720, 853, 479, FALSE },
  { GST_VIDEO_FORMAT_I420, 541, 961, 181, 321, FALSE },
  { GST_VIDEO_FORMAT_I420, 720, 576, 400, 320, TRUE },
  { GST_VIDEO_FORMAT_I420, 64, 64, 1, 1, FALSE },
  { GST_VIDEO_FORMAT_YV12, 640, 360, 333, 187, FALSE },
  { GST_VIDEO_FORMAT_NV12, 1280, 720, 853, 479, FALSE },
  { GST_VIDEO_FORMAT_NV21, 640, 360, 333, 187, FALSE },
  { GST_VIDEO_FORMAT_Y41B, 640, 360, 333, 187, FALSE },
  { GST_VIDEO_FORMAT_Y42B, 640, 360, 333, 187, FALSE },
  { GST_VIDEO_FORMAT_Y444, 640, 360, 333, 187, FALSE },
  { GST_VIDEO_FORMAT_RGB, 640, 360, 333, 187, FALSE },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case      *c = &cases[i];
    g_autofree char *path = g_strdup_printf ("/media/frame-convert/%s-%ux%u-to-%ux%u%s",
                                             gst_video_format_to_string (c->format),
                                             c->width,
                                             c->height,
                                             c->to_width,
                                             c->to_height,
                                             c->interlaced ? "-interlaced" : "");

    g_test_add_data_func (path, c, test_same);
  }
  return g_test_run ();
}
