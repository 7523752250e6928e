// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-frame-convert.h"

#include "cue-media-protocol.h"

/* What the picture measures when its pixels are made square. */
void
cue_frame_measure_natural (const GstVideoInfo *info, guint *width, guint *height)
{
  guint w = GST_VIDEO_INFO_WIDTH (info);
  guint h = GST_VIDEO_INFO_HEIGHT (info);
  guint n = MAX (GST_VIDEO_INFO_PAR_N (info), 1);
  guint d = MAX (GST_VIDEO_INFO_PAR_D (info), 1);

  *width = CLAMP ((guint) gst_util_uint64_scale_int_round (w, n, d), 1, CUE_MEDIA_MAX_EDGE);
  *height = MIN (h, CUE_MEDIA_MAX_EDGE);
}

/**
 * cue_frame_fit: (skip)
 * @width: (inout): of the picture; then of what is made of it
 *
 * Fits a picture into a view of which 0 means "any size". It is never made larger: whoever draws it
 * does that for nothing. Scaling by a few percent costs more than it saves and blurs, so it is
 * left.
 */
void
cue_frame_fit (guint view_width, guint view_height, guint *width, guint *height)
{
  double scale;

  if (view_width == 0 || view_height == 0)
    return;
  scale = MIN ((double) view_width / *width, (double) view_height / *height);
  if (scale >= 0.95)
    return;
  *width = MAX (1, (guint) (*width * scale + 0.5));
  *height = MAX (1, (guint) (*height * scale + 0.5));
}

/**
 * cue_frame_describe_target: (skip)
 *
 * GDK_MEMORY_DEFAULT is what cairo draws without converting: 32 bits, alpha in the highest.
 *
 * Returns: whether a frame may be so large
 */
gboolean
cue_frame_describe_target (GstVideoInfo *to, guint width, guint height)
{
  GstVideoFormat format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? GST_VIDEO_FORMAT_BGRA
                                                          : GST_VIDEO_FORMAT_ARGB;

  return gst_video_info_set_format (to, format, width, height) &&
         GST_VIDEO_INFO_SIZE (to) <= CUE_MEDIA_MAX_BUFFER_SIZE;
}

gboolean
cue_frame_map_sample (GstSample *sample, GstVideoInfo *info, GstVideoFrame *frame)
{
  GstCaps   *caps = gst_sample_get_caps (sample);
  GstBuffer *buffer = gst_sample_get_buffer (sample);

  return caps != NULL && buffer != NULL && gst_video_info_from_caps (info, caps) &&
         gst_video_frame_map (frame, info, buffer, GST_MAP_READ);
}

/* Linear is what a video scaler element does; the converter's own default costs twice as much. The
 * frame rate means nothing here, but the converter refuses two that differ. */
GstVideoConverter *
cue_frame_create_converter (const GstVideoInfo *from, const GstVideoInfo *to)
{
  GstVideoInfo  in = *from;
  GstVideoInfo  out = *to;
  GstStructure *options = gst_structure_new ("options",
                                             GST_VIDEO_CONVERTER_OPT_RESAMPLER_METHOD,
                                             GST_TYPE_VIDEO_RESAMPLER_METHOD,
                                             GST_VIDEO_RESAMPLER_METHOD_LINEAR,
                                             GST_VIDEO_CONVERTER_OPT_DITHER_METHOD,
                                             GST_TYPE_VIDEO_DITHER_METHOD,
                                             GST_VIDEO_DITHER_NONE,
                                             NULL);

  in.fps_n = out.fps_n;
  in.fps_d = out.fps_d;
  return gst_video_converter_new (&in, &out, options);
}

/**
 * cue_frame_convert: (skip)
 * @data: where to write; at least as large as @to says
 *
 * Converts and scales in one go, straight into @data.
 */
gboolean
cue_frame_convert (GstVideoConverter *converter,
                   GstVideoFrame     *from,
                   GstVideoInfo      *to,
                   guint8            *data)
{
  gsize         size = GST_VIDEO_INFO_SIZE (to);
  GstBuffer    *wrapped = gst_buffer_new_wrapped_full (0, data, size, 0, size, NULL, NULL);
  GstVideoFrame frame;
  gboolean      mapped = gst_video_frame_map (&frame, to, wrapped, GST_MAP_WRITE);

  if (mapped) {
    gst_video_converter_frame (converter, from, &frame);
    gst_video_frame_unmap (&frame);
  }
  gst_buffer_unref (wrapped);
  return mapped;
}

static gboolean
convert_with_new (GstVideoFrame *from, GstVideoInfo *from_info, GstVideoInfo *to, guint8 *data)
{
  GstVideoConverter *converter = cue_frame_create_converter (from_info, to);
  gboolean           done = converter != NULL && cue_frame_convert (converter, from, to, data);

  g_clear_pointer (&converter, gst_video_converter_free);
  return done;
}

static void
premultiply (guint8 *data, gsize size)
{
  const int alpha_at = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 3 : 0;

  for (gsize i = 0; i < size; i += 4) {
    guint alpha = data[i + alpha_at];

    for (int c = 0; c < 4; c++) {
      if (c != alpha_at)
        data[i + c] = (guint8) ((data[i + c] * alpha + 127) / 255);
    }
  }
}

/* Colours are premultiplied before they are scaled: otherwise what hides in the transparent pixels
 * bleeds into the edges. */
static gboolean
convert_transparent (GstVideoFrame *from, GstVideoInfo *to, guint8 *data)
{
  GstVideoInfo       full;
  GstVideoFrame      frame;
  g_autofree guint8 *pixels = NULL;
  GstBuffer         *wrapped;
  gsize              size;
  gboolean           done = FALSE;

  if (!cue_frame_describe_target (&full,
                                  GST_VIDEO_FRAME_WIDTH (from),
                                  GST_VIDEO_FRAME_HEIGHT (from)))
    return FALSE;
  size = GST_VIDEO_INFO_SIZE (&full);
  pixels = g_try_malloc (size);
  if (pixels == NULL || !convert_with_new (from, &from->info, &full, pixels))
    return FALSE;
  premultiply (pixels, size);
  wrapped = gst_buffer_new_wrapped_full (0, pixels, size, 0, size, NULL, NULL);
  if (gst_video_frame_map (&frame, &full, wrapped, GST_MAP_READ)) {
    done = convert_with_new (&frame, &full, to, data);
    gst_video_frame_unmap (&frame);
  }
  gst_buffer_unref (wrapped);
  return done;
}

/**
 * cue_frame_convert_once: (skip)
 *
 * Like cue_frame_convert(), for a picture that will not be followed by others like it, and that may
 * be transparent.
 */
gboolean
cue_frame_convert_once (GstVideoFrame *from, GstVideoInfo *to, guint8 *data)
{
  if (GST_VIDEO_INFO_HAS_ALPHA (&from->info))
    return convert_transparent (from, to, data);
  return convert_with_new (from, &from->info, to, data);
}
