// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-software-drawing.h"

#include "cue-texture.h"

/* Bilinear takes two pixels of each direction: less than half the size would skip some, and
 * flicker. */
#define LEAST_BILINEAR_SCALE 0.5

static void
draw_with_cairo (GdkTexture *texture, GdkSnapshot *snapshot, double width, double height)
{
  cairo_surface_t *surface = cue_texture_get_surface (texture);
  double           scale_x = width / gdk_texture_get_width (texture);
  double           scale_y = height / gdk_texture_get_height (texture);
  cairo_t         *cr;

  if (surface == NULL) {
    gdk_paintable_snapshot (GDK_PAINTABLE (texture), snapshot, width, height);
    return;
  }

  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_scale (cr, scale_x, scale_y);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            MIN (scale_x, scale_y) < LEAST_BILINEAR_SCALE ? CAIRO_FILTER_GOOD
                                                                          : CAIRO_FILTER_BILINEAR);
  /* The edge pixels reach to the edge; without it they would fade into what is behind. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, gdk_texture_get_width (texture), gdk_texture_get_height (texture));
  cairo_fill (cr);
  cairo_destroy (cr);
}

/**
 * cue_software_drawing_choose:
 * @native: a realized window
 *
 * Where the window is drawn without a GPU, pictures are handed to cairo as they are. With one they
 * stay textures, which go there in one step.
 */
void
cue_software_drawing_choose (GtkNative *native)
{
  g_return_if_fail (GTK_IS_NATIVE (native));

  cue_texture_set_drawer (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)) ? draw_with_cairo
                                                                                   : NULL);
}
