// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-composition-picture.h"

#include <math.h>

#include "cue-composition-private.h"
#include "cue-phone-drawing.h"

/* A CuePhoneScene as a picture of its own, in as many pixels as its background has. */

/* For assets that are sharper than they are shown: longer than an image may take to decode. What is
 * not here by then is taken as it is shown. */
#define PATIENCE_S 15

/* As wide as the screen of a phone is in points: in a picture that has more pixels, what is drawn
 * over the composition grows with it. */
#define USUAL_WIDTH 360.0f

typedef struct {
  CuePhoneScene *scene;  /* owned, and held */
  CuePhoneScene *before; /* owned, and held; may be NULL */
  double         wipe;
  PangoContext  *context; /* owned */
  CuePhoneGuides guides;
  int            width;
  int            height;
  GdkPaintable  *video; /* owned; whose pictures are waited for; may be NULL */
  gulong         video_id;
  gulong         changed_id;
  gulong         before_id;
  guint          patience_id;
} Making;

static void
stop_waiting (Making *making)
{
  if (making->video != NULL)
    g_clear_signal_handler (&making->video_id, making->video);

  if (making->before != NULL)
    g_clear_signal_handler (&making->before_id, making->before);

  g_clear_object (&making->video);
  g_clear_signal_handler (&making->changed_id, making->scene);
  g_clear_handle_id (&making->patience_id, g_source_remove);
}

static void
free_making (gpointer data)
{
  Making *making = data;

  stop_waiting (making);
  cue_phone_scene_release (making->scene);
  g_object_unref (making->scene);

  if (making->before != NULL) {
    cue_phone_scene_release (making->before);
    g_object_unref (making->before);
  }

  g_object_unref (making->context);
  g_free (making);
}

static void
destroy_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static void
append_scene (GtkSnapshot           *snapshot,
              PangoContext          *context,
              CuePhoneScene         *scene,
              const graphene_rect_t *frame,
              const graphene_rect_t *clip)
{
  gtk_snapshot_push_clip (snapshot, clip);
  cue_phone_drawing_append_moving (snapshot, scene, frame);
  cue_phone_drawing_append_still (snapshot, context, scene, frame);
  cue_phone_drawing_append_countdown (snapshot, context, scene, frame);
  gtk_snapshot_pop (snapshot);
}

/**
 * cue_composition_picture_draw:
 * @scene: what to show
 * @before: (nullable): the version left of the wipe
 * @wipe: where @scene begins when there is @before, from 0 (left edge) to 1
 * @context: whose font to use
 * @guides: what is drawn over it
 * @width: pixels
 * @height: pixels
 *
 * Draws a scene as it is now, from what is decoded of it.
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
cue_composition_picture_draw (CuePhoneScene *scene,
                              CuePhoneScene *before,
                              double         wipe,
                              PangoContext  *context,
                              CuePhoneGuides guides,
                              int            width,
                              int            height)
{
  graphene_rect_t  frame = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  float            pen = MAX ((float) width / USUAL_WIDTH, 1);
  GtkSnapshot     *snapshot;
  GskRenderNode   *node;
  cairo_surface_t *surface;
  cairo_t         *cr;
  gsize            stride;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (CUE_IS_PHONE_SCENE (scene), NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);

  snapshot = gtk_snapshot_new ();
  gtk_snapshot_push_clip (snapshot, &frame);
  append_scene (snapshot, context, scene, &frame, &frame);

  if (before != NULL) {
    graphene_rect_t left;

    cue_composition_get_left (&frame, wipe, &left);
    append_scene (snapshot, context, before, &frame, &left);
    cue_composition_append_wipe_marks (snapshot, context, wipe, pen, &frame);
  }

  cue_phone_guides_append (snapshot, context, guides, pen, &frame);
  gtk_snapshot_pop (snapshot);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  node = gtk_snapshot_free_to_node (snapshot);

  if (node != NULL) {
    gsk_render_node_draw (node, cr);
    gsk_render_node_unref (node);
  }

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride * (gsize) height,
                                      destroy_surface,
                                      surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
draw (GTask *task)
{
  Making *making = g_task_get_task_data (task);

  stop_waiting (making);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task,
                         cue_composition_picture_draw (making->scene,
                                                       making->before,
                                                       making->wipe,
                                                       making->context,
                                                       making->guides,
                                                       making->width,
                                                       making->height),
                         g_object_unref);
}

static gboolean
on_patience_over (gpointer data)
{
  Making *making = g_task_get_task_data (data);

  making->patience_id = 0;
  draw (data);
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

/* Returns: the video on show whose pictures are smaller than they could be; none otherwise. */
static GdkPaintable *
find_small_video (Making *making)
{
  GdkPaintable *video;
  double        width;
  g_autoptr (GdkPaintable) image = NULL;

  if (cue_phone_scene_get_background_layer (making->scene) != CUE_ASSET_BG_VIDEO ||
      cue_phone_scene_get_layer_fault (making->scene, CUE_ASSET_BG_VIDEO) != NULL)
    return NULL;

  video = cue_phone_scene_get_background (making->scene);

  if (video == NULL || GDK_IS_TEXTURE (video))
    return NULL;

  image = gdk_paintable_get_current_image (video);

  if (!GDK_IS_TEXTURE (image))
    return NULL;

  width = MAX (making->width, making->height * gdk_paintable_get_intrinsic_aspect_ratio (video));
  width = MIN (width, gdk_paintable_get_intrinsic_width (video));
  return gdk_texture_get_width (GDK_TEXTURE (image)) < floor (width) - 2 ? video : NULL;
}

static void
draw_when_sharp (GTask *task)
{
  Making         *making = g_task_get_task_data (task);
  graphene_rect_t frame = { { 0, 0 }, { (float) making->width, (float) making->height } };
  GdkPaintable   *video;
  GtkSnapshot    *snapshot;
  GskRenderNode  *node;

  if (cue_phone_scene_is_loading (making->scene) ||
      (making->before != NULL && cue_phone_scene_is_loading (making->before)))
    return;

  video = find_small_video (making);

  if (video == NULL) {
    draw (task);
    g_object_unref (task);
    return;
  }

  if (video != making->video) {
    if (making->video != NULL)
      g_clear_signal_handler (&making->video_id, making->video);

    g_set_object (&making->video, video);
    making->video_id =
      g_signal_connect_swapped (video, "invalidate-contents", G_CALLBACK (draw_when_sharp), task);
  }

  /* A video follows the size at which it is drawn. */
  snapshot = gtk_snapshot_new ();
  cue_phone_drawing_append_moving (snapshot, making->scene, &frame);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

/**
 * cue_composition_picture_make_async:
 * @scene: what to show
 * @before: (nullable): the version left of the wipe
 * @wipe: where @scene begins when there is @before, from 0 (left edge) to 1
 * @context: whose font to use
 * @guides: what is drawn over it
 *
 * Makes a picture of a scene in its native size (see [method@PhoneScene.get_native_size]), after
 * its images and its video were decoded as sharp as that needs.
 */
void
cue_composition_picture_make_async (CuePhoneScene      *scene,
                                    CuePhoneScene      *before,
                                    double              wipe,
                                    PangoContext       *context,
                                    CuePhoneGuides      guides,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            data)
{
  Making *making;
  GTask  *task;

  g_return_if_fail (CUE_IS_PHONE_SCENE (scene));
  g_return_if_fail (PANGO_IS_CONTEXT (context));

  making = g_new0 (Making, 1);
  making->scene = g_object_ref (scene);
  making->context = g_object_ref (context);
  making->guides = guides;
  cue_phone_scene_get_native_size (scene, &making->width, &making->height);
  cue_phone_scene_hold (scene);
  cue_phone_scene_ask_size (scene, (guint) making->width, (guint) making->height);

  if (before != NULL) {
    making->before = g_object_ref (before);
    making->wipe = wipe;
    cue_phone_scene_hold (before);
    cue_phone_scene_ask_size (before, (guint) making->width, (guint) making->height);
  }

  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, cue_composition_picture_make_async);
  g_task_set_task_data (task, making, free_making);

  /* The one reference is that of whichever of these comes first. */
  making->changed_id =
    g_signal_connect_swapped (scene, "changed", G_CALLBACK (draw_when_sharp), task);

  if (before != NULL)
    making->before_id =
      g_signal_connect_swapped (before, "changed", G_CALLBACK (draw_when_sharp), task);

  making->patience_id = g_timeout_add_seconds (PATIENCE_S, on_patience_over, task);
  draw_when_sharp (task);
}

/**
 * cue_composition_picture_make_finish:
 * @result: as given to the callback
 * @error: set when it was cancelled
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
cue_composition_picture_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
