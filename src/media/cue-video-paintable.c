// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-video-paintable.h"

#include "cue-texture.h"

#include <math.h>

/**
 * CueVideoPaintable:
 *
 * Shows the newest picture of a video that comes as textures. Its natural size is that of the
 * video, also while the textures are smaller because they are shown small. Without a picture it has
 * no size and draws nothing.
 *
 * It remembers how large it was drawn, which is how the player knows at which size the pictures
 * should come: no widget needs to tell, and two widgets that show the same video do not quarrel.
 *
 * Main thread.
 */
struct _CueVideoPaintable {
  GObject parent_instance;

  GdkTexture *texture; /* owned, nullable */
  guint       natural_width;
  guint       natural_height;
  double      drawn_width; /* the largest since the last question */
  double      drawn_height;
  double      scale; /* device pixels in an application pixel, of the finest monitor */
};

static void cue_video_paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueVideoPaintable,
                               cue_video_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      cue_video_paintable_iface_init))

static void
cue_video_paintable_snapshot (GdkPaintable *paintable,
                              GdkSnapshot  *snapshot,
                              double        width,
                              double        height)
{
  CueVideoPaintable *self = CUE_VIDEO_PAINTABLE (paintable);
  double             own_width, own_height;

  self->drawn_width = MAX (self->drawn_width, width);
  self->drawn_height = MAX (self->drawn_height, height);
  if (self->texture == NULL)
    return;
  /* A texture that was made for this size is off by a fraction of a pixel; drawn at exactly its own
   * size it needs no filter, which is most of the cost of drawing it without a GPU. */
  own_width = gdk_texture_get_width (self->texture) / self->scale;
  own_height = gdk_texture_get_height (self->texture) / self->scale;
  if (fabs (own_width - width) < 1.0 && fabs (own_height - height) < 1.0) {
    width = own_width;
    height = own_height;
  }
  cue_texture_draw (self->texture, snapshot, width, height);
}

static GdkPaintable *
cue_video_paintable_get_current_image (GdkPaintable *paintable)
{
  CueVideoPaintable *self = CUE_VIDEO_PAINTABLE (paintable);

  if (self->texture != NULL)
    return GDK_PAINTABLE (g_object_ref (self->texture));
  return gdk_paintable_new_empty (self->natural_width, self->natural_height);
}

static int
cue_video_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return (int) CUE_VIDEO_PAINTABLE (paintable)->natural_width;
}

static int
cue_video_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return (int) CUE_VIDEO_PAINTABLE (paintable)->natural_height;
}

static double
cue_video_paintable_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  CueVideoPaintable *self = CUE_VIDEO_PAINTABLE (paintable);

  return self->natural_height > 0 ? (double) self->natural_width / self->natural_height : 0.0;
}

static void
cue_video_paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = cue_video_paintable_snapshot;
  iface->get_current_image = cue_video_paintable_get_current_image;
  iface->get_intrinsic_width = cue_video_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = cue_video_paintable_get_intrinsic_height;
  iface->get_intrinsic_aspect_ratio = cue_video_paintable_get_intrinsic_aspect_ratio;
}

static void
cue_video_paintable_dispose (GObject *object)
{
  CueVideoPaintable *self = CUE_VIDEO_PAINTABLE (object);

  g_clear_object (&self->texture);
  G_OBJECT_CLASS (cue_video_paintable_parent_class)->dispose (object);
}

static void
cue_video_paintable_class_init (CueVideoPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_video_paintable_dispose;
}

static void
cue_video_paintable_init (CueVideoPaintable *self)
{
  self->scale = 1.0;
}

/**
 * cue_video_paintable_new:
 *
 * Returns: (transfer full): a paintable without a picture
 */
CueVideoPaintable *
cue_video_paintable_new (void)
{
  return g_object_new (CUE_TYPE_VIDEO_PAINTABLE, NULL);
}

/**
 * cue_video_paintable_get_texture:
 *
 * Returns: (transfer none) (nullable): the picture on show
 */
GdkTexture *
cue_video_paintable_get_texture (CueVideoPaintable *self)
{
  g_return_val_if_fail (CUE_IS_VIDEO_PAINTABLE (self), NULL);

  return self->texture;
}

/**
 * cue_video_paintable_set_texture:
 * @texture: (nullable): the next picture, or %NULL for none
 * @natural_width: of the video, in square pixels; 0 for none
 * @natural_height: likewise
 *
 * Shows the next picture. The one before is given up at once.
 */
void
cue_video_paintable_set_texture (CueVideoPaintable *self,
                                 GdkTexture        *texture,
                                 guint              natural_width,
                                 guint              natural_height)
{
  g_autoptr (CueVideoPaintable) held = NULL;
  gboolean resized;

  g_return_if_fail (CUE_IS_VIDEO_PAINTABLE (self));

  held = g_object_ref (self); /* whoever is told of the size may let go of it */
  resized = natural_width != self->natural_width || natural_height != self->natural_height;
  self->natural_width = natural_width;
  self->natural_height = natural_height;
  if (!g_set_object (&self->texture, texture) && !resized)
    return;
  if (resized)
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static double
get_monitor_scale (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GListModel *monitors = display != NULL ? gdk_display_get_monitors (display) : NULL;
  int         scale = 1;

  for (guint i = 0; monitors != NULL && i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

    scale = MAX (scale, gdk_monitor_get_scale_factor (monitor));
  }
  return scale;
}

/**
 * cue_video_paintable_take_drawn_size:
 * @width: (out): in device pixels
 * @height: (out): in device pixels
 *
 * The largest size at which it was drawn since the last call. What draws it does not say on which
 * monitor, so the finest of them counts.
 *
 * Returns: whether it was drawn at all
 */
gboolean
cue_video_paintable_take_drawn_size (CueVideoPaintable *self, guint *width, guint *height)
{
  g_return_val_if_fail (CUE_IS_VIDEO_PAINTABLE (self), FALSE);

  self->scale = get_monitor_scale ();
  *width = (guint) CLAMP (ceil (self->drawn_width * self->scale), 0.0, 16384.0);
  *height = (guint) CLAMP (ceil (self->drawn_height * self->scale), 0.0, 16384.0);
  self->drawn_width = 0.0;
  self->drawn_height = 0.0;
  return *width > 0 && *height > 0;
}
