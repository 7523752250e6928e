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

struct _CueFrameConverter {
  GstVideoConverter *scaler;  /* owned, nullable: the size does not change, or both at once */
  GstVideoFrame      scaled;  /* owned mapping, if there is a scaler */
  GstVideoConverter *colours; /* owned; from what the scaler made, or from the picture itself */
  GstVideoInfo       to;
};

/* Formats whose planes the library scales one by one, without unpacking the pixels first. */
static gboolean
is_scaled_fast (GstVideoFormat format)
{
  switch (format) {
  case GST_VIDEO_FORMAT_I420:
  case GST_VIDEO_FORMAT_YV12:
  case GST_VIDEO_FORMAT_NV12:
  case GST_VIDEO_FORMAT_NV21:
  case GST_VIDEO_FORMAT_Y41B:
  case GST_VIDEO_FORMAT_Y42B:
  case GST_VIDEO_FORMAT_Y444:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
add_scaler (CueFrameConverter *self, const GstVideoInfo *from, GstVideoInfo *scaled)
{
  GstBuffer *buffer;
  gboolean   mapped;

  gst_video_info_set_interlaced_format (scaled,
                                        GST_VIDEO_INFO_FORMAT (from),
                                        GST_VIDEO_INFO_INTERLACE_MODE (from),
                                        GST_VIDEO_INFO_WIDTH (&self->to),
                                        GST_VIDEO_INFO_HEIGHT (&self->to));
  scaled->colorimetry = from->colorimetry;
  scaled->chroma_site = from->chroma_site;
  self->scaler = cue_frame_create_converter (from, scaled);
  if (self->scaler == NULL)
    return FALSE;
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (scaled), NULL);
  mapped = gst_video_frame_map (&self->scaled, scaled, buffer, GST_MAP_READWRITE);
  gst_buffer_unref (buffer); /* the frame holds it */
  if (!mapped)
    g_clear_pointer (&self->scaler, gst_video_converter_free);
  return mapped;
}

/**
 * cue_frame_converter_new: (skip)
 *
 * Prepares for many pictures of the same kind. In one step the library unpacks every pixel of the
 * large picture to scale it; scaling the planes and colouring the small picture costs half of that,
 * and a tenth at half the size.
 *
 * Returns: (nullable): a converter, if the library has one
 */
CueFrameConverter *
cue_frame_converter_new (const GstVideoInfo *from, const GstVideoInfo *to)
{
  CueFrameConverter *self = g_new0 (CueFrameConverter, 1);
  GstVideoInfo       scaled = *from;
  gboolean           is_resized = GST_VIDEO_INFO_WIDTH (from) != GST_VIDEO_INFO_WIDTH (to) ||
                        GST_VIDEO_INFO_HEIGHT (from) != GST_VIDEO_INFO_HEIGHT (to);

  self->to = *to;
  if (is_resized && is_scaled_fast (GST_VIDEO_INFO_FORMAT (from)) &&
      !add_scaler (self, from, &scaled))
    scaled = *from;
  self->colours = cue_frame_create_converter (&scaled, to);
  if (self->colours == NULL)
    g_clear_pointer (&self, cue_frame_converter_free);
  return self;
}

void
cue_frame_converter_free (CueFrameConverter *self)
{
  if (self->scaler != NULL)
    gst_video_frame_unmap (&self->scaled);
  g_clear_pointer (&self->scaler, gst_video_converter_free);
  g_clear_pointer (&self->colours, gst_video_converter_free);
  g_free (self);
}

/**
 * cue_frame_converter_convert: (skip)
 * @from: of the kind that was announced
 * @data: where to write; at least as large as the target
 *
 * Converts and scales straight into @data.
 */
gboolean
cue_frame_converter_convert (CueFrameConverter *self, GstVideoFrame *from, guint8 *data)
{
  gsize         size = GST_VIDEO_INFO_SIZE (&self->to);
  GstBuffer    *wrapped = gst_buffer_new_wrapped_full (0, data, size, 0, size, NULL, NULL);
  GstVideoFrame frame;
  gboolean      mapped = gst_video_frame_map (&frame, &self->to, wrapped, GST_MAP_WRITE);

  if (mapped) {
    if (self->scaler != NULL)
      gst_video_converter_frame (self->scaler, from, &self->scaled);
    gst_video_converter_frame (self->colours, self->scaler != NULL ? &self->scaled : from, &frame);
    gst_video_frame_unmap (&frame);
  }
  gst_buffer_unref (wrapped);
  return mapped;
}

static gboolean
convert_with_new (GstVideoFrame *from, GstVideoInfo *from_info, GstVideoInfo *to, guint8 *data)
{
  CueFrameConverter *converter = cue_frame_converter_new (from_info, to);
  gboolean done = converter != NULL && cue_frame_converter_convert (converter, from, data);

  g_clear_pointer (&converter, cue_frame_converter_free);
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
 * Like cue_frame_converter_convert(), for a picture that will not be followed by others like it,
 * and that may be transparent.
 */
gboolean
cue_frame_convert_once (GstVideoFrame *from, GstVideoInfo *to, guint8 *data)
{
  if (GST_VIDEO_INFO_HAS_ALPHA (&from->info))
    return convert_transparent (from, to, data);
  return convert_with_new (from, &from->info, to, data);
}
