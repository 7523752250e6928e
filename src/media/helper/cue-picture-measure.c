// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-picture-measure.h"

#include "cue-codec.h"
#include "cue-frame-convert.h"
#include "cue-frame-turn.h"

#include <math.h>
#include <string.h>

/* Pictures are measured at this size: as fine as a text on a phone, and the same for all. */
#define MEASURE_WIDTH  360
#define MEASURE_HEIGHT 640

#define THUMBNAIL_WIDTH   180
#define THUMBNAIL_HEIGHT  320
#define THUMBNAIL_QUALITY 80

#define COLUMNS 9
#define ROWS    16

/* Nothing brighter than this in sRGB, and it is black: an encoder's black is not 0. */
#define BLACK_LEVEL 32

/* A picture with less light than this in its mean is not a telling one. */
#define DULL_MEAN 0.01

/* Four bytes a pixel in the order of GDK_MEMORY_DEFAULT, premultiplied. */
typedef struct {
  guint   width;
  guint   height;
  guint8 *pixels; /* owned */
} Picture;

typedef struct {
  double min;
  double max;
  double light;  /* of all pixels, each as much as it is opaque */
  double weight; /* what they weigh together */
  double n;
} Cell;

struct _CuePictureMeasure {
  double   linear[256]; /* from sRGB */
  Cell     cells[ROWS][COLUMNS];
  guint    n;
  guint    n_black;
  guint    width; /* of the first picture, turned and with square pixels */
  guint    height;
  gboolean has_alpha;
  Picture  best; /* the most telling one */
  double   best_mean;
};

CuePictureMeasure *
cue_picture_measure_new (void)
{
  CuePictureMeasure *self = g_new0 (CuePictureMeasure, 1);

  /* https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
  for (int i = 0; i < 256; i++) {
    double c = i / 255.0;

    self->linear[i] = c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
  }
  self->best_mean = -1;
  return self;
}

void
cue_picture_measure_free (CuePictureMeasure *self)
{
  g_free (self->best.pixels);
  g_free (self);
}

static void
turn (Picture *picture, guint orientation)
{
  gboolean swaps = cue_frame_turn_swaps (orientation);
  Picture  turned = { .width = swaps ? picture->height : picture->width,
                      .height = swaps ? picture->width : picture->height };

  if (orientation < 2 || orientation > 8)
    return;
  turned.pixels = g_malloc ((gsize) turned.width * turned.height * 4);
  cue_frame_turn (picture->pixels, picture->width, picture->height, orientation, turned.pixels);
  g_free (picture->pixels);
  *picture = turned;
}

static gboolean
make_small (GstSample *sample, guint orientation, Picture *picture, guint *width, guint *height)
{
  GstVideoInfo  from, to;
  GstVideoFrame frame;
  gboolean      done = FALSE;
  guint         view_width = cue_frame_turn_swaps (orientation) ? MEASURE_HEIGHT : MEASURE_WIDTH;
  guint         view_height = cue_frame_turn_swaps (orientation) ? MEASURE_WIDTH : MEASURE_HEIGHT;

  if (!cue_frame_map_sample (sample, &from, &frame))
    return FALSE;
  cue_frame_measure_natural (&from, width, height);
  picture->width = *width;
  picture->height = *height;
  cue_frame_fit (view_width, view_height, &picture->width, &picture->height);
  if (cue_frame_describe_target (&to, picture->width, picture->height)) {
    picture->pixels = g_malloc (GST_VIDEO_INFO_SIZE (&to));
    done = cue_frame_convert_once (&frame, &to, picture->pixels);
  }
  gst_video_frame_unmap (&frame);
  if (!done)
    g_clear_pointer (&picture->pixels, g_free);
  return done;
}

typedef struct {
  guint8 red;
  guint8 green;
  guint8 blue;
  guint8 alpha;
} Pixel;

static Pixel
read_pixel (const guint8 *at)
{
  guint32 value;
  Pixel   pixel;

  memcpy (&value, at, 4);
  pixel = (Pixel){ (guint8) (value >> 16), (guint8) (value >> 8), (guint8) value, value >> 24 };
  if (pixel.alpha > 0 && pixel.alpha < 255) {
    pixel.red = (guint8) MIN (pixel.red * 255 / pixel.alpha, 255);
    pixel.green = (guint8) MIN (pixel.green * 255 / pixel.alpha, 255);
    pixel.blue = (guint8) MIN (pixel.blue * 255 / pixel.alpha, 255);
  }
  return pixel;
}

static void
add_pixel (CuePictureMeasure *self, Cell *cell, Pixel pixel, double *light)
{
  double luminance = 0.2126 * self->linear[pixel.red] + 0.7152 * self->linear[pixel.green] +
                     0.0722 * self->linear[pixel.blue];
  double weight = pixel.alpha / 255.0;

  cell->n++;
  if (pixel.alpha < 255)
    self->has_alpha = TRUE;
  if (pixel.alpha == 0)
    return;
  cell->min = cell->weight > 0 ? MIN (cell->min, luminance) : luminance;
  cell->max = MAX (cell->max, luminance);
  cell->weight += weight;
  cell->light += luminance * weight;
  *light += luminance * weight;
}

/* The first and the last pixel of a cell; with fewer pixels than cells, they share. */
static void
find_stretch (guint cell, guint n_cells, guint size, guint *first, guint *last)
{
  *first = cell * size / n_cells;
  *last = MAX ((cell + 1) * size / n_cells, *first + 1) - 1;
}

/* Returns: the mean of its light */
static double
measure (CuePictureMeasure *self, const Picture *picture)
{
  double light = 0;
  double n = 0;
  guint8 brightest = 0;
  guint  opaque = 255;

  for (guint row = 0; row < ROWS; row++) {
    guint top, bottom;

    find_stretch (row, ROWS, picture->height, &top, &bottom);
    for (guint column = 0; column < COLUMNS; column++) {
      guint left, right;

      find_stretch (column, COLUMNS, picture->width, &left, &right);
      for (guint y = top; y <= bottom; y++) {
        for (guint x = left; x <= right; x++) {
          Pixel pixel = read_pixel (picture->pixels + ((gsize) y * picture->width + x) * 4);

          add_pixel (self, &self->cells[row][column], pixel, &light);
          brightest = MAX (MAX (brightest, pixel.red), MAX (pixel.green, pixel.blue));
          opaque = MIN (opaque, pixel.alpha);
          n++;
        }
      }
    }
  }
  if (brightest <= BLACK_LEVEL && opaque == 255)
    self->n_black++;
  return light / n;
}

/**
 * cue_picture_measure_add: (skip)
 * @sample: a decoded picture
 * @orientation: 1 to 8, as Exif counts
 *
 * Measures one more picture of the same file.
 *
 * Returns: whether it could be looked at
 */
gboolean
cue_picture_measure_add (CuePictureMeasure *self, GstSample *sample, guint orientation)
{
  Picture picture = { 0 };
  guint   width, height;
  double  mean;

  if (!make_small (sample, orientation, &picture, &width, &height))
    return FALSE;
  turn (&picture, orientation);
  if (self->n == 0) {
    self->width = cue_frame_turn_swaps (orientation) ? height : width;
    self->height = cue_frame_turn_swaps (orientation) ? width : height;
  }
  self->n++;
  mean = measure (self, &picture);
  /* The first one, unless it shows nothing and a later one does. */
  if (self->best_mean < 0 || (self->best_mean < DULL_MEAN && mean > self->best_mean)) {
    g_free (self->best.pixels);
    self->best = picture;
    self->best_mean = mean;
  } else {
    g_free (picture.pixels);
  }
  return TRUE;
}

static guint8
to_byte (double value)
{
  return (guint8) CLAMP (value, 0, 255);
}

/**
 * cue_picture_measure_tell: (skip)
 * @facts: (inout): gets the size, the brightness, the share of black pictures and the flag ALPHA
 *
 * Says what was measured.
 */
void
cue_picture_measure_tell (CuePictureMeasure *self, CueMediaFacts *facts)
{
  facts->width = self->width;
  facts->height = self->height;
  facts->black = self->n > 0 ? (guint32) (self->n_black * G_GUINT64_CONSTANT (1000000) / self->n)
                             : 0;
  if (self->has_alpha)
    facts->flags |= CUE_MEDIA_FACTS_ALPHA;
  for (guint row = 0; row < ROWS; row++) {
    for (guint column = 0; column < COLUMNS; column++) {
      const Cell *cell = &self->cells[row][column];
      guint8     *to = facts->grid + (row * COLUMNS + column) * 4;

      if (cell->n == 0)
        continue;
      to[0] = to_byte (floor (cell->min * 255 + 1e-6));
      to[1] = cell->weight > 0 ? to_byte (round (cell->light / cell->weight * 255)) : 0;
      to[2] = to_byte (ceil (cell->max * 255 - 1e-6));
      to[3] = to_byte (round (cell->weight / cell->n * 255));
    }
  }
}

/* PNG wants its colours as they are, not premultiplied. */
static GstBuffer *
make_straight (const guint8 *pixels, gsize n)
{
  guint8 *straight = g_malloc (n * 4);

  for (gsize i = 0; i < n; i++) {
    Pixel pixel = read_pixel (pixels + i * 4);

    memcpy (straight + i * 4, (guint8[]){ pixel.red, pixel.green, pixel.blue, pixel.alpha }, 4);
  }
  return gst_buffer_new_wrapped (straight, n * 4);
}

static GBytes *
encode (const char *element, const GstVideoInfo *info, GstBuffer *buffer)
{
  g_autoptr (GstCaps) caps = gst_video_info_to_caps (info);
  g_autoptr (CueCodec) codec = cue_codec_new (element, caps);
  g_autoptr (GstSample) sample = NULL;
  GstBuffer *encoded;
  gpointer   data;
  gsize      size;

  if (codec != NULL) {
    cue_codec_set (codec, "quality", THUMBNAIL_QUALITY);
    sample = cue_codec_run (codec, buffer);
  }
  if (sample == NULL)
    return NULL;
  encoded = gst_sample_get_buffer (sample);
  gst_buffer_extract_dup (encoded, 0, gst_buffer_get_size (encoded), &data, &size);
  return g_bytes_new_take (data, size);
}

/* Scales a picture by the way of cue_frame_convert_once(). Returns: (nullable): what it is now */
static guint8 *
scale (const Picture *picture, GstVideoInfo *to)
{
  GstVideoInfo  from;
  GstVideoFrame frame;
  GstBuffer    *buffer;
  gsize         size;
  guint8       *pixels = NULL;

  /* Premultiplied it may be scaled as if it were opaque. */
  if (!cue_frame_describe_target (&from, picture->width, picture->height))
    return NULL;
  gst_video_info_set_format (&from, GST_VIDEO_INFO_FORMAT (&from), picture->width, picture->height);
  size = GST_VIDEO_INFO_SIZE (&from);
  buffer = gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY,
                                        picture->pixels,
                                        size,
                                        0,
                                        size,
                                        NULL,
                                        NULL);
  if (gst_video_frame_map (&frame, &from, buffer, GST_MAP_READ)) {
    CueFrameConverter *converter = cue_frame_converter_new (&from, to);

    pixels = g_malloc (GST_VIDEO_INFO_SIZE (to));
    if (converter == NULL || !cue_frame_converter_convert (converter, &frame, pixels))
      g_clear_pointer (&pixels, g_free);
    g_clear_pointer (&converter, cue_frame_converter_free);
    gst_video_frame_unmap (&frame);
  }
  gst_buffer_unref (buffer);
  return pixels;
}

/**
 * cue_picture_measure_make_thumbnail: (skip)
 *
 * Returns: (transfer full) (nullable): a small JPEG, or PNG where it is transparent, of the first
 *   picture that is not dark
 */
GBytes *
cue_picture_measure_make_thumbnail (CuePictureMeasure *self)
{
  guint              width = self->best.width;
  guint              height = self->best.height;
  GstVideoInfo       to;
  g_autofree guint8 *pixels = NULL;
  GstBuffer         *buffer;
  GBytes            *bytes;
  gsize              size;

  if (self->best.pixels == NULL)
    return NULL;
  if (width > THUMBNAIL_WIDTH || height > THUMBNAIL_HEIGHT) {
    double by = MIN ((double) THUMBNAIL_WIDTH / width, (double) THUMBNAIL_HEIGHT / height);

    width = MAX (1, (guint) (width * by));
    height = MAX (1, (guint) (height * by));
  }
  if (!cue_frame_describe_target (&to, width, height))
    return NULL;
  pixels = scale (&self->best, &to);
  if (pixels == NULL)
    return NULL;
  if (self->has_alpha) {
    buffer = make_straight (pixels, (gsize) width * height);
    gst_video_info_set_format (&to, GST_VIDEO_FORMAT_RGBA, width, height);
  } else {
    /* The same bytes, and the fourth of each pixel means nothing. */
    size = GST_VIDEO_INFO_SIZE (&to);
    gst_video_info_set_format (&to,
                               G_BYTE_ORDER == G_LITTLE_ENDIAN ? GST_VIDEO_FORMAT_BGRx
                                                               : GST_VIDEO_FORMAT_xRGB,
                               width,
                               height);
    buffer = gst_buffer_new_wrapped (g_steal_pointer (&pixels), size);
  }
  bytes = encode (self->has_alpha ? "pngenc" : "jpegenc", &to, buffer);
  gst_buffer_unref (buffer);
  return bytes;
}
