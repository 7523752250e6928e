// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-picture-facts.h"

#include <math.h>

static void
test_fresh (void)
{
  g_autoptr (CuePictureFacts) facts = cue_picture_facts_new (1080, 1920);

  g_assert_cmpuint (facts->width, ==, 1080);
  g_assert_cmpuint (facts->n_frames, ==, 1);
  g_assert_cmpfloat (cue_picture_facts_get_fps (facts), ==, 0);
  g_assert_cmpuint (facts->grid[15][8].alpha, ==, 255);
  g_assert_null (facts->thumbnail);
}

/* As a value of GObject, where it is shared rather than copied. */
static void
test_boxed (void)
{
  g_autoptr (CuePictureFacts) facts = cue_picture_facts_new (1, 1);
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) other = G_VALUE_INIT;

  facts->format = g_strdup ("PNG");
  g_value_init (&value, CUE_TYPE_PICTURE_FACTS);
  g_value_init (&other, CUE_TYPE_PICTURE_FACTS);
  g_value_set_boxed (&value, facts);
  g_value_copy (&value, &other);
  g_assert_true (g_value_get_boxed (&other) == facts);
}

static void
test_thumbnail (void)
{
  static const struct {
    const char *bytes;
    gsize       size;
    const char *type;
  } rows[] = {
    { "\xff\xd8\xff\xe0more", 8, "image/jpeg" },
    { "\x89PNG\r\n\x1a\nmore", 12, "image/png" },
    { "\xff\xd8\xff", 3, NULL },
    { "GIF89a..", 8, NULL },
    { "", 0, NULL },
    { "<svg/>", 6, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CuePictureFacts) facts = cue_picture_facts_new (1, 1);
    g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].bytes, rows[i].size);

    cue_picture_facts_set_thumbnail (facts, bytes);
    g_assert_cmpstr (facts->thumbnail_type, ==, rows[i].type);
    g_assert_true ((facts->thumbnail == bytes) == (rows[i].type != NULL));
  }
}

static void
test_fps (void)
{
  g_autoptr (CuePictureFacts) facts = cue_picture_facts_new (1, 1);

  facts->fps_n = 30000;
  facts->fps_d = 1001;
  g_assert_cmpfloat_with_epsilon (cue_picture_facts_get_fps (facts), 29.97, 0.01);
  facts->fps_d = 0;
  g_assert_cmpfloat (cue_picture_facts_get_fps (facts), ==, 0);
}

/* A white strip over the rows 4 to 7, the right third of the picture transparent. */
static void
test_measure (void)
{
  g_autoptr (CuePictureFacts) facts = cue_picture_facts_new (90, 160);
  CuePictureCell cell;

  for (guint row = 0; row < CUE_PICTURE_GRID_ROWS; row++) {
    for (guint column = 0; column < CUE_PICTURE_GRID_COLUMNS; column++) {
      CuePictureCell *one = &facts->grid[row][column];

      if (column >= 6)
        *one = (CuePictureCell){ 0, 0, 0, 0 };
      else if (row >= 4 && row < 8)
        *one = (CuePictureCell){ 200, 220, 255, 255 };
      else
        *one = (CuePictureCell){ 10, 20, 30, 255 };
    }
  }

  cue_picture_facts_measure (facts, 0, 0, 0.5, 0.25, &cell);
  g_assert_cmpuint (cell.min, ==, 10);
  g_assert_cmpuint (cell.mean, ==, 20);
  g_assert_cmpuint (cell.max, ==, 30);
  g_assert_cmpuint (cell.alpha, ==, 255);

  /* A box that reaches a little into the strip has all of it. */
  cue_picture_facts_measure (facts, 0, 0, 0.5, 0.26, &cell);
  g_assert_cmpuint (cell.min, ==, 10);
  g_assert_cmpuint (cell.max, ==, 255);
  g_assert_cmpuint (cell.mean, ==, 60);

  cue_picture_facts_measure (facts, 0.7, 0, 1, 1, &cell);
  g_assert_cmpuint (cell.alpha, ==, 0);
  g_assert_cmpuint (cell.max, ==, 0);

  cue_picture_facts_measure (facts, 0, 0.25, 1, 0.5, &cell);
  g_assert_cmpuint (cell.alpha, ==, 170);
  g_assert_cmpuint (cell.min, ==, 200);

  /* Boxes that are none, or not in the picture. */
  cue_picture_facts_measure (facts, 0.1, 0.3, 0.1, 0.3, &cell);
  g_assert_cmpuint (cell.min, ==, 200);
  cue_picture_facts_measure (facts, -5, -5, 9, 9, &cell);
  g_assert_cmpuint (cell.max, ==, 255);
  cue_picture_facts_measure (facts, NAN, NAN, NAN, NAN, &cell);
  g_assert_cmpuint (cell.max, ==, 255);
  cue_picture_facts_measure (facts, 2, 2, 3, 3, &cell);
  g_assert_cmpuint (cell.alpha, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/picture-facts/fresh", test_fresh);
  g_test_add_func ("/base/picture-facts/boxed", test_boxed);
  g_test_add_func ("/base/picture-facts/thumbnail", test_thumbnail);
  g_test_add_func ("/base/picture-facts/fps", test_fps);
  g_test_add_func ("/base/picture-facts/measure", test_measure);
  return g_test_run ();
}
