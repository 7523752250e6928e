// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-video-paintable.h"

#include <gtk/gtk.h>

typedef struct {
  guint n_contents;
  guint n_sizes;
} Counts;

static void
on_contents (GdkPaintable *paintable, gpointer data)
{
  ((Counts *) data)->n_contents++;
}

static void
on_size (GdkPaintable *paintable, gpointer data)
{
  ((Counts *) data)->n_sizes++;
}

static GdkTexture *
make_texture (int width, int height)
{
  g_autoptr (GBytes)
    bytes = g_bytes_new_take (g_malloc0 ((gsize) width * height * 4), (gsize) width * height * 4);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) width * 4);
}

static void
test_invalidates (void)
{
  g_autoptr (CueVideoPaintable) paintable = cue_video_paintable_new ();
  g_autoptr (GdkTexture) first = make_texture (64, 36);
  g_autoptr (GdkTexture) second = make_texture (64, 36);
  Counts counts = { 0 };

  g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (on_contents), &counts);
  g_signal_connect (paintable, "invalidate-size", G_CALLBACK (on_size), &counts);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (paintable)), ==, 0);

  cue_video_paintable_set_texture (paintable, first, 1280, 720);
  g_assert_cmpuint (counts.n_contents, ==, 1);
  g_assert_cmpuint (counts.n_sizes, ==, 1);
  /* The natural size is that of the video, however small the picture comes. */
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (paintable)), ==, 1280);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (paintable)), ==, 720);
  g_assert_cmpfloat_with_epsilon (gdk_paintable_get_intrinsic_aspect_ratio (
                                    GDK_PAINTABLE (paintable)),
                                  16.0 / 9.0,
                                  0.001);

  cue_video_paintable_set_texture (paintable, second, 1280, 720);
  g_assert_cmpuint (counts.n_contents, ==, 2);
  g_assert_cmpuint (counts.n_sizes, ==, 1); /* no layout for each picture */
  g_assert_true (cue_video_paintable_get_texture (paintable) == second);

  cue_video_paintable_set_texture (paintable, second, 1280, 720);
  g_assert_cmpuint (counts.n_contents, ==, 2);

  cue_video_paintable_set_texture (paintable, NULL, 0, 0);
  g_assert_cmpuint (counts.n_sizes, ==, 2);
  g_assert_null (cue_video_paintable_get_texture (paintable));
}

static GskRenderNode *
draw (CueVideoPaintable *paintable, double width, double height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (GDK_PAINTABLE (paintable), snapshot, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
test_drawn_size (void)
{
  g_autoptr (CueVideoPaintable) paintable = cue_video_paintable_new ();
  guint width, height;

  g_assert_false (cue_video_paintable_take_drawn_size (paintable, &width, &height));
  g_assert_null (draw (paintable, 640.0, 360.0));
  g_assert_null (draw (paintable, 320.5, 180.0));
  g_assert_true (cue_video_paintable_take_drawn_size (paintable, &width, &height));
  g_assert_cmpuint (width, ==, 640); /* the larger one of two widgets */
  g_assert_cmpuint (height, ==, 360);
  g_assert_false (cue_video_paintable_take_drawn_size (paintable, &width, &height));
}

static void
assert_node_width (CueVideoPaintable *paintable, double drawn, double expected)
{
  GskRenderNode  *node = draw (paintable, drawn, drawn * 9.0 / 16.0);
  graphene_rect_t bounds;

  g_assert_nonnull (node);
  gsk_render_node_get_bounds (node, &bounds);
  g_assert_cmpfloat_with_epsilon (bounds.size.width, expected, 0.01);
  gsk_render_node_unref (node);
}

/* A picture that was made for the widget is drawn as it is, and any other is stretched. */
static void
test_no_filter (void)
{
  g_autoptr (CueVideoPaintable) paintable = cue_video_paintable_new ();
  g_autoptr (GdkTexture) texture = make_texture (640, 360);

  if (!gtk_init_check ()) { /* GTK knows no render nodes before it has a display */
    g_test_skip ("no display");
    return;
  }
  cue_video_paintable_set_texture (paintable, texture, 1280, 720);
  assert_node_width (paintable, 639.4, 640.0);
  assert_node_width (paintable, 640.0, 640.0);
  assert_node_width (paintable, 800.0, 800.0);
  assert_node_width (paintable, 320.0, 320.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/video-paintable/invalidates", test_invalidates);
  g_test_add_func ("/media/video-paintable/drawn-size", test_drawn_size);
  g_test_add_func ("/media/video-paintable/no-filter", test_no_filter);
  return g_test_run ();
}
