// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "cue-software-drawing.h"
#include "cue-texture.h"
#include "cue-video-paintable.h"

/* Pictures drawn by cairo from the bytes they came in look as GTK draws them. */

#define SIDE 64

static guint n_freed;

static void
on_pixels_freed (gpointer pixels)
{
  n_freed++;
  g_free (pixels);
}

/* Broad bands, so that two ways of scaling agree but for the borders; the right half is half
 * transparent. */
static GdkTexture *
make_texture (gboolean keep)
{
  guint32    *pixels = g_new (guint32, SIDE * SIDE);
  GdkTexture *texture;
  g_autoptr (GBytes) bytes = NULL;

  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      pixels[y * SIDE + x] = (x < SIDE / 2 ? 0xff000000u : 0x80000000u) |
                             (y < SIDE / 2 ? 0x00402010u : 0x00107040u);

  bytes = g_bytes_new_with_free_func (pixels, SIDE * SIDE * 4, on_pixels_freed, pixels);
  texture = gdk_memory_texture_new (SIDE, SIDE, GDK_MEMORY_DEFAULT, bytes, SIDE * 4);
  if (keep)
    cue_texture_keep_pixels (texture, bytes, SIDE * 4);

  return texture;
}

static cairo_surface_t *
draw (GdkTexture *texture, int size)
{
  g_autoptr (CueVideoPaintable) paintable = cue_video_paintable_new ();
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  cairo_surface_t *result = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t         *cr = cairo_create (result);
  GskRenderNode   *node;

  cue_video_paintable_set_texture (paintable, texture, SIDE, SIDE);
  gdk_paintable_snapshot (GDK_PAINTABLE (paintable), snapshot, size, size);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (result);
  return result;
}

static guint
get_greatest_difference (cairo_surface_t *a, cairo_surface_t *b, int x, int y)
{
  const guint8 *pa =
    cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a) + x * 4;
  const guint8 *pb =
    cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b) + x * 4;
  guint greatest = 0;

  for (guint i = 0; i < 4; i++)
    greatest = MAX (greatest, (guint) ABS (pa[i] - pb[i]));

  return greatest;
}

static void
test_looks_the_same (UiFixture *f, gconstpointer data)
{
  static const int sizes[] = { SIDE, 20, 40, 100 };
  g_autoptr (GdkTexture) plain = make_texture (FALSE);
  g_autoptr (GdkTexture) kept = make_texture (TRUE);

  ui_fixture_show (f, gtk_label_new (""), 100, 100);
  g_assert_true (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (f->window))));
  cue_software_drawing_choose (GTK_NATIVE (f->window));

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    int              size = sizes[i];
    cairo_surface_t *expected = draw (plain, size);
    cairo_surface_t *drawn = draw (kept, size);

    /* The corners, just inside, and the middle of each band. */
    for (guint corner = 0; corner < 4; corner++) {
      int x = corner % 2 == 0 ? 0 : size - 1;
      int y = corner < 2 ? 0 : size - 1;

      g_assert_cmpuint (get_greatest_difference (expected,
                                                 drawn,
                                                 (x + size / 2) / 2,
                                                 (y + size / 2) / 2),
                        <=,
                        1);
      if (size == SIDE)
        g_assert_cmpuint (get_greatest_difference (expected, drawn, x, y), <=, 1);
    }

    cairo_surface_destroy (expected);
    cairo_surface_destroy (drawn);
  }
}

static void
test_uses_the_bytes (UiFixture *f, gconstpointer data)
{
  GdkTexture      *texture = make_texture (TRUE);
  cairo_surface_t *surface = cue_texture_get_surface (texture);
  guint32          pixel;

  n_freed = 0;
  g_assert_nonnull (surface);
  g_assert_true (cue_texture_get_surface (texture) == surface);

  /* One that is still about to be drawn keeps the bytes. */
  cairo_surface_reference (surface);
  g_object_unref (texture);
  g_assert_cmpuint (n_freed, ==, 0);
  pixel = *(guint32 *) cairo_image_surface_get_data (surface);
  g_assert_cmphex (pixel, ==, 0xff402010u);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (n_freed, ==, 1);
}

/* What cairo cannot read where it is goes the way of GTK. */
static void
test_odd_stride (UiFixture *f, gconstpointer data)
{
  gsize stride = SIDE * 4 + 2;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (stride * SIDE), stride * SIDE);
  g_autoptr (GdkTexture)
    texture = gdk_memory_texture_new (SIDE, SIDE, GDK_MEMORY_DEFAULT, bytes, stride);
  cairo_surface_t *drawn;

  ui_fixture_show (f, gtk_label_new (""), 100, 100);
  cue_texture_keep_pixels (texture, bytes, stride);
  g_assert_null (cue_texture_get_surface (texture));

  cue_software_drawing_choose (GTK_NATIVE (f->window));
  drawn = draw (texture, SIDE);
  g_assert_cmphex (*(guint32 *) cairo_image_surface_get_data (drawn), ==, 0);
  cairo_surface_destroy (drawn);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/software-drawing/looks-the-same", test_looks_the_same },
    { "/software-drawing/uses-the-bytes", test_uses_the_bytes },
    { "/software-drawing/odd-stride", test_odd_stride },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
