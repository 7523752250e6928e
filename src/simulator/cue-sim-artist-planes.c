// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-artist-planes.h"

#include <string.h>

// BT.709 limited range in 16.16 fixed point.
enum {
  LUMA_R = 11966,
  LUMA_G = 40254,
  LUMA_B = 4064,
  CB_R = -6596,
  CB_G = -22188,
  CB_B = 28784,
  CR_R = 28784,
  CR_G = -26145,
  CR_B = -2639,
};

/**
 * cue_sim_artist_planes_new:
 * @width: number of pixels, divisible by four
 * @height: even number of pixels
 *
 * Returns: (transfer full): a black picture
 */
CueSimArtistPlanes *
cue_sim_artist_planes_new (int width, int height)
{
  CueSimArtistPlanes *planes = g_new0 (CueSimArtistPlanes, 1);
  gsize               luma_size = (gsize) width * (gsize) height;
  gsize               chroma_size;

  g_assert (width > 0 && height > 0 && width % 4 == 0 && height % 2 == 0);

  planes->width = width;
  planes->height = height;
  planes->chroma_stride = (width / 2 + 3) & ~3;
  chroma_size = (gsize) planes->chroma_stride * (gsize) height / 2;
  planes->luma = g_malloc (luma_size + 2 * chroma_size);
  planes->chroma[0] = planes->luma + luma_size;
  planes->chroma[1] = planes->chroma[0] + chroma_size;
  memset (planes->luma, 16, luma_size);
  memset (planes->chroma[0], 128, 2 * chroma_size);
  return planes;
}

// A small triangular noise below one step, the same for each run: without it the slow gradients of
// a dark stage show as bands.
static int
get_noise (int x, int y)
{
  guint32 hash = (guint32) x * 0x9e3779b1u ^ (guint32) y * 0x85ebca6bu;

  hash ^= hash >> 15;
  hash *= 0x2c1b3c6du;
  hash ^= hash >> 12;
  return (int) (hash & 0x7fff) + (int) ((hash >> 16) & 0x7fff) - 0x7fff;
}

/**
 * cue_sim_artist_planes_new_from_surface:
 * @surface: an image surface of format RGB24 or opaque ARGB32 with an even width and height
 *
 * Returns: (transfer full): the picture
 */
CueSimArtistPlanes *
cue_sim_artist_planes_new_from_surface (cairo_surface_t *surface)
{
  int                 width = cairo_image_surface_get_width (surface);
  int                 height = cairo_image_surface_get_height (surface);
  int                 stride = cairo_image_surface_get_stride (surface);
  CueSimArtistPlanes *planes = cue_sim_artist_planes_new (width, height);
  const guint8       *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++) {
    const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * (gsize) stride);

    for (int x = 0; x < width; x++) {
      int r = (row[x] >> 16) & 0xff, g = (row[x] >> 8) & 0xff, b = row[x] & 0xff;

      planes->luma[y * width + x] =
        (guint8) (16 + ((LUMA_R * r + LUMA_G * g + LUMA_B * b + 32768 + get_noise (x, y)) >> 16));
    }
  }

  for (int y = 0; y < height / 2; y++) {
    const guint32 *first = (const guint32 *) (const void *) (data + (gsize) y * 2 * (gsize) stride);
    const guint32 *second = (const guint32 *) (const void *) ((const guint8 *) first + stride);

    for (int x = 0; x < width / 2; x++) {
      guint32 pixels[4] = { first[x * 2], first[x * 2 + 1], second[x * 2], second[x * 2 + 1] };
      int     r = 0, g = 0, b = 0;

      for (int i = 0; i < 4; i++) {
        r += (pixels[i] >> 16) & 0xff;
        g += (pixels[i] >> 8) & 0xff;
        b += pixels[i] & 0xff;
      }
      planes->chroma[0][y * planes->chroma_stride + x] =
        (guint8) ((CB_R * r + CB_G * g + CB_B * b + (128 << 18) + (1 << 17)) >> 18);
      planes->chroma[1][y * planes->chroma_stride + x] =
        (guint8) ((CR_R * r + CR_G * g + CR_B * b + (128 << 18) + (1 << 17)) >> 18);
    }
  }
  return planes;
}

/**
 * cue_sim_artist_planes_copy:
 * @planes: a picture
 *
 * Returns: (transfer full): another one that looks the same
 */
CueSimArtistPlanes *
cue_sim_artist_planes_copy (const CueSimArtistPlanes *planes)
{
  CueSimArtistPlanes *copy = cue_sim_artist_planes_new (planes->width, planes->height);

  memcpy (copy->luma, planes->luma, cue_sim_artist_planes_get_size (planes));
  return copy;
}

/**
 * cue_sim_artist_planes_free:
 * @planes: (transfer full): a picture
 */
void
cue_sim_artist_planes_free (CueSimArtistPlanes *planes)
{
  g_free (planes->luma);
  g_free (planes);
}

/**
 * cue_sim_artist_planes_get_size:
 * @planes: a picture
 *
 * Returns: the bytes of its pixels: a byte of brightness for each, and half as many of colour
 */
gsize
cue_sim_artist_planes_get_size (const CueSimArtistPlanes *planes)
{
  return (gsize) (planes->width + planes->chroma_stride) * (gsize) planes->height;
}

static void
copy_plane (guint8 *target, const guint8 *source, int stride, int x, int y, int width, int height)
{
  for (int row = y; row < y + height; row++)
    memcpy (target + row * stride + x, source + row * stride + x, (gsize) width);
}

/**
 * cue_sim_artist_planes_restore:
 * @planes: the picture to draw on
 * @source: a picture of the same size
 *
 * Copies a rectangle, even in all four numbers, from @source.
 */
void
cue_sim_artist_planes_restore (CueSimArtistPlanes       *planes,
                               const CueSimArtistPlanes *source,
                               int                       x,
                               int                       y,
                               int                       width,
                               int                       height)
{
  copy_plane (planes->luma, source->luma, planes->width, x, y, width, height);
  for (int i = 0; i < 2; i++)
    copy_plane (planes->chroma[i],
                source->chroma[i],
                planes->chroma_stride,
                x / 2,
                y / 2,
                width / 2,
                height / 2);
}

static guint8
mix (guint8 from, guint8 to, int alpha)
{
  return (guint8) (from + ((to - from) * alpha + 127) / 255);
}

/**
 * cue_sim_artist_planes_blend_mask:
 * @planes: the picture to draw on
 * @mask: coverage, one byte a pixel, rows of @mask_width bytes
 * @luma: brightness of the grey to draw with, 16 to 235
 *
 * Draws in a grey through a mask; position and size of the mask are even and inside of the picture.
 */
void
cue_sim_artist_planes_blend_mask (CueSimArtistPlanes *planes,
                                  int                 x,
                                  int                 y,
                                  const guint8       *mask,
                                  int                 mask_width,
                                  int                 mask_height,
                                  guint8              luma)
{
  for (int row = 0; row < mask_height; row++) {
    guint8       *target = planes->luma + (y + row) * planes->width + x;
    const guint8 *alpha = mask + row * mask_width;

    for (int column = 0; column < mask_width; column++)
      if (alpha[column] != 0)
        target[column] = mix (target[column], luma, alpha[column]);
  }

  for (int row = 0; row < mask_height / 2; row++) {
    const guint8 *alpha = mask + row * 2 * mask_width;
    gsize         at = (gsize) (y / 2 + row) * (gsize) planes->chroma_stride + (gsize) x / 2;

    for (int column = 0; column < mask_width / 2; column++) {
      int sum = alpha[column * 2] + alpha[column * 2 + 1] + alpha[mask_width + column * 2] +
                alpha[mask_width + column * 2 + 1];

      if (sum == 0)
        continue;
      for (int i = 0; i < 2; i++)
        planes->chroma[i][at + (gsize) column] =
          mix (planes->chroma[i][at + (gsize) column], 128, sum / 4);
    }
  }
}

/**
 * cue_sim_artist_planes_fill:
 * @planes: a picture
 * @x: the left edge in pixels
 * @y: the upper edge in pixels
 * @width: of the rectangle, which lies in the picture
 * @height: of the rectangle
 * @luma: its brightness, 16 for black to 235 for white
 *
 * Fills a rectangle of the brightness; the colour stays.
 */
void
cue_sim_artist_planes_fill (CueSimArtistPlanes *planes,
                            int                 x,
                            int                 y,
                            int                 width,
                            int                 height,
                            guint8              luma)
{
  for (int row = y; row < y + height; row++)
    memset (planes->luma + row * planes->width + x, luma, (gsize) width);
  for (int i = 0; i < 2; i++)
    for (int row = y / 2; row < (y + height) / 2; row++)
      memset (planes->chroma[i] + row * planes->chroma_stride + x / 2, 128, (gsize) width / 2);
}

static void
halve_plane (guint8       *half,
             const guint8 *full,
             int           half_stride,
             int           full_stride,
             int           x,
             int           y,
             int           width,
             int           height)
{
  for (int row = y; row < y + height; row++) {
    const guint8 *first = full + row * 2 * full_stride;
    const guint8 *second = first + full_stride;
    guint8       *target = half + row * half_stride;

    for (int column = x; column < x + width; column++)
      target[column] = (guint8) ((first[column * 2] + first[column * 2 + 1] + second[column * 2] +
                                  second[column * 2 + 1] + 2) >>
                                 2);
  }
}

/**
 * cue_sim_artist_planes_halve:
 * @half: a picture of half the width and height of @planes
 * @planes: the large picture
 *
 * Brings a rectangle of @planes (all four numbers divisible by four) into the small picture, so
 * that only what changed is scaled.
 */
void
cue_sim_artist_planes_halve (CueSimArtistPlanes       *half,
                             const CueSimArtistPlanes *planes,
                             int                       x,
                             int                       y,
                             int                       width,
                             int                       height)
{
  halve_plane (half->luma,
               planes->luma,
               half->width,
               planes->width,
               x / 2,
               y / 2,
               width / 2,
               height / 2);
  for (int i = 0; i < 2; i++)
    halve_plane (half->chroma[i],
                 planes->chroma[i],
                 half->chroma_stride,
                 planes->chroma_stride,
                 x / 4,
                 y / 4,
                 width / 4,
                 height / 4);
}
