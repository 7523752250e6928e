// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-texture.h"

typedef struct {
  GBytes *pixels; /* owned; those the texture stands on, in GDK_MEMORY_DEFAULT */
  int     width;
  int     height;
  int     stride;
} Pixels;

/* One for the program: what draws is chosen once, when the first window knows its renderer. */
static CueTextureDrawer chosen_drawer;

static GQuark
get_pixels_quark (void)
{
  return g_quark_from_static_string ("cue-texture-pixels");
}

static GQuark
get_surface_quark (void)
{
  return g_quark_from_static_string ("cue-texture-surface");
}

static void
free_pixels (gpointer data)
{
  Pixels *pixels = data;

  g_bytes_unref (pixels->pixels);
  g_free (pixels);
}

static void
on_surface_gone (gpointer pixels)
{
  g_bytes_unref (pixels);
}

/**
 * cue_texture_keep_pixels:
 * @pixels: what @texture was made of, in %GDK_MEMORY_DEFAULT
 * @stride: bytes from one row to the next
 *
 * Remembers the bytes under a texture, so that they can be drawn where they are.
 * Main thread.
 */
void
cue_texture_keep_pixels (GdkTexture *texture, GBytes *pixels, gsize stride)
{
  Pixels *kept;

  g_return_if_fail (GDK_IS_TEXTURE (texture));
  g_return_if_fail (pixels != NULL);

  kept = g_new0 (Pixels, 1);
  kept->pixels = g_bytes_ref (pixels);
  kept->width = gdk_texture_get_width (texture);
  kept->height = gdk_texture_get_height (texture);
  kept->stride = (int) stride;
  g_object_set_qdata_full (G_OBJECT (texture), get_pixels_quark (), kept, free_pixels);
}

/**
 * cue_texture_new: (skip)
 * @frame: what the helper says about a picture, which was checked
 * @pixels: the picture
 *
 * Makes a texture over a picture of a helper where it is: nothing is copied. Main thread.
 *
 * Returns: (transfer full): the texture; the helper gets its memory back when it is finalized
 */
GdkTexture *
cue_texture_new (const CueMediaFrame *frame, GBytes *pixels)
{
  GdkTexture *texture = gdk_memory_texture_new ((int) frame->width,
                                                (int) frame->height,
                                                GDK_MEMORY_DEFAULT,
                                                pixels,
                                                frame->stride);

  cue_texture_keep_pixels (texture, pixels, frame->stride);
  return texture;
}

/**
 * cue_texture_get_surface:
 * @texture: a texture that cue_texture_keep_pixels() was called on
 *
 * The texture as cairo sees it, over the same bytes: nothing is copied or converted. The bytes stay
 * as long as either of the two is in use. Main thread.
 *
 * Returns: (transfer none) (nullable): a surface that lives as long as @texture, or %NULL when its
 *   bytes are not known or not laid out as cairo needs them
 */
cairo_surface_t *
cue_texture_get_surface (GdkTexture *texture)
{
  static const cairo_user_data_key_t key;
  cairo_surface_t                   *surface;
  Pixels                            *kept;

  g_return_val_if_fail (GDK_IS_TEXTURE (texture), NULL);

  surface = g_object_get_qdata (G_OBJECT (texture), get_surface_quark ());
  kept = g_object_get_qdata (G_OBJECT (texture), get_pixels_quark ());
  if (surface != NULL || kept == NULL)
    return surface;

  /* Nobody writes through it; cairo has no type for that. */
  surface = cairo_image_surface_create_for_data ((guint8 *) g_bytes_get_data (kept->pixels, NULL),
                                                 CAIRO_FORMAT_ARGB32,
                                                 kept->width,
                                                 kept->height,
                                                 kept->stride);
  if (cairo_surface_set_user_data (surface, &key, kept->pixels, on_surface_gone) !=
      CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy (surface);
    return NULL;
  }
  g_bytes_ref (kept->pixels);
  g_object_set_qdata_full (G_OBJECT (texture),
                           get_surface_quark (),
                           surface,
                           (GDestroyNotify) cairo_surface_destroy);
  return surface;
}

/**
 * cue_texture_set_drawer:
 * @drawer: (nullable) (scope forever): what draws textures from now on, or %NULL for GDK itself
 *
 * GTK 4.8 converts every texture to floating point and back before it draws it without a GPU, each
 * time; that is most of what a video costs there. Only what knows the renderer can do better.
 * Main thread.
 */
void
cue_texture_set_drawer (CueTextureDrawer drawer)
{
  chosen_drawer = drawer;
}

/**
 * cue_texture_draw:
 * @width: in application pixels
 * @height: in application pixels
 *
 * Draws a texture by the means chosen with cue_texture_set_drawer(). Main thread.
 */
void
cue_texture_draw (GdkTexture *texture, GdkSnapshot *snapshot, double width, double height)
{
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  if (chosen_drawer != NULL)
    chosen_drawer (texture, snapshot, width, height);
  else
    gdk_paintable_snapshot (GDK_PAINTABLE (texture), snapshot, width, height);
}
