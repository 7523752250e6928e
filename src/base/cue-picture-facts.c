// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-picture-facts.h"

#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (CuePictureFacts,
                     cue_picture_facts,
                     cue_picture_facts_ref,
                     cue_picture_facts_unref)

/**
 * cue_picture_facts_new: (skip)
 * @width: pixels; 0 for sound alone
 * @height: likewise
 *
 * Returns: (transfer full): the facts of an opaque, black still of which nothing else is known
 */
CuePictureFacts *
cue_picture_facts_new (guint width, guint height)
{
  CuePictureFacts *self;

  g_return_val_if_fail ((width > 0) == (height > 0), NULL);

  self = g_atomic_rc_box_new0 (CuePictureFacts);
  self->width = width;
  self->height = height;
  self->fps_d = 1;
  self->n_frames = 1;
  cue_picture_facts_fill_grid (self, (CuePictureCell){ 0, 0, 0, 255 });
  return self;
}

/**
 * cue_picture_facts_ref: (skip)
 *
 * Returns: (transfer full): @self
 */
CuePictureFacts *
cue_picture_facts_ref (CuePictureFacts *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CuePictureFacts *self = data;

  g_free (self->format);
  g_free (self->codec);
  g_free (self->audio_codec);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
}

/**
 * cue_picture_facts_unref: (skip)
 * @self: (transfer full): the facts
 */
void
cue_picture_facts_unref (CuePictureFacts *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * cue_picture_facts_fill_grid: (skip)
 * @cell: the same everywhere
 *
 * Gives all of the picture one brightness.
 */
void
cue_picture_facts_fill_grid (CuePictureFacts *self, CuePictureCell cell)
{
  for (guint row = 0; row < CUE_PICTURE_GRID_ROWS; row++) {
    for (guint column = 0; column < CUE_PICTURE_GRID_COLUMNS; column++)
      self->grid[row][column] = cell;
  }
}

/**
 * cue_picture_facts_set_thumbnail: (skip)
 * @bytes: a JPEG or PNG file; anything else is passed over
 *
 * Sets the thumbnail, and the type that its first bytes say.
 */
void
cue_picture_facts_set_thumbnail (CuePictureFacts *self, GBytes *bytes)
{
  static const struct {
    const char *type;
    const char *magic;
  } types[] = {
    { "image/jpeg", "\xff\xd8\xff" },
    { "image/png", "\x89PNG\r\n\x1a\n" },
  };
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    gsize length = strlen (types[i].magic);

    if (size > length && memcmp (data, types[i].magic, length) == 0) {
      g_clear_pointer (&self->thumbnail, g_bytes_unref);
      self->thumbnail = g_bytes_ref (bytes);
      self->thumbnail_type = types[i].type;
      return;
    }
  }
}

/**
 * cue_picture_facts_get_fps: (skip)
 *
 * Returns: pictures in a second; 0 for a still, or when not known
 */
double
cue_picture_facts_get_fps (const CuePictureFacts *self)
{
  return self->fps_d > 0 ? (double) self->fps_n / self->fps_d : 0;
}

/* The first and the last cell that a stretch of the picture touches. */
static void
find_cells (double from, double to, guint n, guint *first, guint *last)
{
  from = CLAMP (isfinite (from) ? from : 0, 0, 1);
  to = CLAMP (isfinite (to) ? to : 1, from, 1);
  *first = MIN ((guint) (from * n), n - 1);
  *last = CLAMP ((guint) MAX (ceil (to * n) - 1, 0), *first, n - 1);
}

/**
 * cue_picture_facts_measure: (skip)
 * @left: of a box in the picture: 0 is its left edge, 1 its right
 * @top: likewise, from the top
 * @right: likewise
 * @bottom: likewise
 * @cell: (out caller-allocates): what all cells that the box touches say together
 *
 * Measures a part of the picture: what lies under a text, for instance. A cell that the box only
 * touches counts whole, so what is said is the worst case.
 */
void
cue_picture_facts_measure (const CuePictureFacts *self,
                           double                 left,
                           double                 top,
                           double                 right,
                           double                 bottom,
                           CuePictureCell        *cell)
{
  guint    first_row, last_row, first_column, last_column, n;
  guint64  mean = 0;
  guint64  alpha = 0;
  gboolean seen = FALSE;

  find_cells (left, right, CUE_PICTURE_GRID_COLUMNS, &first_column, &last_column);
  find_cells (top, bottom, CUE_PICTURE_GRID_ROWS, &first_row, &last_row);
  *cell = (CuePictureCell){ 0 };
  for (guint row = first_row; row <= last_row; row++) {
    for (guint column = first_column; column <= last_column; column++) {
      const CuePictureCell *one = &self->grid[row][column];

      alpha += one->alpha;
      mean += (guint64) one->mean * one->alpha;
      if (one->alpha == 0)
        continue;
      cell->min = seen ? MIN (cell->min, one->min) : one->min;
      cell->max = MAX (cell->max, one->max);
      seen = TRUE;
    }
  }
  n = (last_row - first_row + 1) * (last_column - first_column + 1);
  cell->mean = alpha > 0 ? (guint8) ((mean + alpha / 2) / alpha) : 0;
  cell->alpha = (guint8) ((alpha + n / 2) / n);
}
