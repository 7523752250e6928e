// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** CUE_PICTURE_GRID_COLUMNS: cells of the luminance grid side by side; those of a 9:16 picture are
 * square */
#define CUE_PICTURE_GRID_COLUMNS 9
/** CUE_PICTURE_GRID_ROWS: cells of the luminance grid on top of each other */
#define CUE_PICTURE_GRID_ROWS 16

/** CUE_PICTURE_MAX_THUMBNAIL_WIDTH: pixels of a thumbnail */
#define CUE_PICTURE_MAX_THUMBNAIL_WIDTH 180
/** CUE_PICTURE_MAX_THUMBNAIL_HEIGHT: pixels of a thumbnail */
#define CUE_PICTURE_MAX_THUMBNAIL_HEIGHT 320

/**
 * CuePictureCell:
 * @min: the lowest relative luminance in the cell, rounded down
 * @mean: the mean of it, each pixel counting as much as it is opaque
 * @max: the highest, rounded up
 * @alpha: how opaque the cell is: 0 for not at all, 255 for wholly
 *
 * The brightness of one part of a picture, as WCAG 2.2 defines relative luminance (linear light: a
 * middle grey of sRGB is at 55), from 0 for black to 255 for white. Pixels that cannot be seen at
 * all count for none of the three; where there is nothing else, they are 0.
 *
 * Of a video, the lowest and highest are those of all sampled pictures, and the other two are
 * means.
 */
typedef struct {
  guint8 min;
  guint8 mean;
  guint8 max;
  guint8 alpha;
} CuePictureCell;

/**
 * CuePictureFacts:
 * @width: pixels as they are shown: square, and after the rotation that the file asks for; 0 only
 * of a segment that has no picture
 * @height: likewise
 * @format: (nullable): of the file, in a short word: "JPEG", "PNG", "GIF", "WebP", "MP4 / H.264"
 * @codec: (nullable): of the pictures in a video: "H.264"; of an image as @format
 * @audio_codec: (nullable): of the sound in a video
 * @duration_us: of a video or of one round of an animation; 0 for a still, or when not known
 * @fps_n: pictures in @fps_d seconds; 0 for a still, or when not known
 * @fps_d: never 0
 * @n_frames: pictures in the file: 1 for a still; of a video that was not decoded to its end it is
 *   worked out from the other numbers; 0 when not known
 * @n_decoded: pictures that were decoded to know all this; 0 for none: whatever it is, it does not
 *   show
 * @animated: whether there is more than one picture
 * @has_alpha: whether some part of the picture can be seen through
 * @has_audio: whether there is sound
 * @black: of a video the share of the sampled pictures that are black, from 0 to 1; of a still 0
 *   or 1. A picture is black when nothing in it is brighter than sRGB 32 (of 255), and transparent
 *   ones are not.
 * @shown_us: of a segment: how long the pictures last that were decoded
 * @audio_us: of a segment: how long the sound lasts that was decoded; 0 when there is none, or none
 *   that could be decoded
 * @audio_peak: of a segment: its loudest sample, from 0 to 1
 * @is_whole: of a segment: whether it was decoded to its end
 * @lacks_decoder: of a segment: whether there is no decoder here for a part of it
 * @grid: the brightness, in rows from the top, each from the left
 * @thumbnail: (nullable): a JPEG file, or a PNG where @has_alpha, at most 180 × 320, made by the
 *   helper out of a telling picture. It comes from where hostile files were decoded: decode it with
 *   cue_image_decode_async() as everything else, and write it down as it is
 * @thumbnail_type: (nullable): `image/jpeg` or `image/png`
 *
 * What is known of an image or a video after it was decoded once, somewhere else.
 *
 * Whoever makes it fills it in (the words with g_strdup()); once it was handed over, nobody changes
 * it any more. It may be used in any thread.
 */
typedef struct {
  guint    width;
  guint    height;
  char    *format;
  char    *codec;
  char    *audio_codec;
  gint64   duration_us;
  guint    fps_n;
  guint    fps_d;
  guint64  n_frames;
  guint64  n_decoded;
  gboolean animated;
  gboolean has_alpha;
  gboolean has_audio;
  double   black;
  gint64   shown_us;
  gint64   audio_us;
  double   audio_peak;
  gboolean is_whole;
  gboolean lacks_decoder;

  CuePictureCell grid[CUE_PICTURE_GRID_ROWS][CUE_PICTURE_GRID_COLUMNS];

  GBytes     *thumbnail;
  const char *thumbnail_type; /* static */
} CuePictureFacts;

#define CUE_TYPE_PICTURE_FACTS (cue_picture_facts_get_type ())
GType cue_picture_facts_get_type (void);

CuePictureFacts *cue_picture_facts_new (guint width, guint height);
CuePictureFacts *cue_picture_facts_ref (CuePictureFacts *self);
void             cue_picture_facts_unref (CuePictureFacts *self);

void   cue_picture_facts_fill_grid (CuePictureFacts *self, CuePictureCell cell);
void   cue_picture_facts_set_thumbnail (CuePictureFacts *self, GBytes *bytes);
double cue_picture_facts_get_fps (const CuePictureFacts *self);
void   cue_picture_facts_measure (const CuePictureFacts *self,
                                  double                 left,
                                  double                 top,
                                  double                 right,
                                  double                 bottom,
                                  CuePictureCell        *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CuePictureFacts, cue_picture_facts_unref)

G_END_DECLS
