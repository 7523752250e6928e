// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshots.h"

#include <glib/gstdio.h>

#include "cue-screenshot-scenes.h"

/* Walks through the window with the demo and draws what it shows to PNG files, in this process, so
 * that it works the same on any display. A scene is prepared, waited for, and drawn in each style
 * and size. Nothing sleeps: every wait has a condition and a limit, and a limit that is passed is a
 * failure of the walk. */

#define TICK_MS        50
#define SCENE_LIMIT_US (90 * G_USEC_PER_SEC)
#define VIEW_LIMIT_US  (20 * G_USEC_PER_SEC)
#define FRAMES_TO_REST 3

typedef struct {
  const char *style;
  int         width;
  int         height;
} View;

static const View views[] = {
  { "light", 1280, 800 }, { "dark", 1280, 800 },  { "light", 1920, 1080 },
  { "dark", 1920, 1080 }, { "light", 1024, 720 },
};

static void
walk_free (CueWalk *walk)
{
  g_clear_object (&walk->window);
  g_clear_object (&walk->settings);
  g_clear_pointer (&walk->folder, g_free);
  g_clear_pointer (&walk->pattern, g_free);
  g_free (walk);
}

/* NULL when the widget was not drawn yet, or not in that size. */
static GskRenderNode *
draw_widget (GtkWidget *widget, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot;

  if (width <= 0 || height <= 0 || gdk_paintable_get_intrinsic_width (paintable) != width ||
      gdk_paintable_get_intrinsic_height (paintable) != height)
    return NULL;

  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
append_dialog (GtkSnapshot *snapshot, GtkWidget *dialog, GskRenderNode *node, int width, int height)
{
  static const GdkRGBA shade = { 0, 0, 0, 0.35f };
  static const GdkRGBA shadow = { 0, 0, 0, 0.4f };
  int                  dialog_width = gtk_widget_get_width (dialog);
  int                  dialog_height = gtk_widget_get_height (dialog);
  GskRoundedRect       outline;

  /* As a desktop does: the window behind is shaded, the dialog stands in its middle. */
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) ((width - dialog_width) / 2),
                                                (float) ((height - dialog_height) / 2)));
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (0, 0, dialog_width, dialog_height),
                                   12);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 3, 2, 14);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);

  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_pop (snapshot);
}

/* A window that waits for its next frame has nothing to show at that moment. */
static gboolean
draw_view (CueWalk *walk, const View *view)
{
  g_autofree char *name = g_strdup_printf ("%s-%s-%dx%d.png",
                                           walk->scenes[walk->scene].name,
                                           view->style,
                                           view->width,
                                           view->height);
  g_autofree char *path = g_build_filename (walk->folder, name, NULL);
  GskRenderer     *renderer = gtk_native_get_renderer (GTK_NATIVE (walk->window));
  GtkWidget       *dialog = walk->dialog != NULL ? GTK_WIDGET (walk->dialog) : NULL;
  GtkSnapshot     *snapshot;
  GskRenderNode   *node;
  g_autoptr (GskRenderNode)
    window_node = draw_widget (GTK_WIDGET (walk->window), view->width, view->height);
  g_autoptr (GskRenderNode) dialog_node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (dialog != NULL)
    dialog_node =
      draw_widget (dialog, gtk_widget_get_width (dialog), gtk_widget_get_height (dialog));

  if (window_node == NULL || (dialog != NULL && dialog_node == NULL)) {
    gtk_widget_queue_draw (GTK_WIDGET (walk->window));

    if (dialog != NULL)
      gtk_widget_queue_draw (dialog);

    return FALSE;
  }

  snapshot = gtk_snapshot_new ();
  gtk_snapshot_append_node (snapshot, window_node);

  if (dialog != NULL)
    append_dialog (snapshot, dialog, dialog_node, view->width, view->height);

  node = gtk_snapshot_free_to_node (snapshot);

  texture = gsk_renderer_render_texture (renderer,
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));
  gsk_render_node_unref (node);

  if (gdk_texture_save_to_png (texture, path)) {
    g_print ("drawn %s\n", path);
  } else {
    g_printerr ("%s cannot be written\n", path);
    walk->n_failed++;
  }

  return TRUE;
}

static GtkWidget *
get_front (CueWalk *walk)
{
  return walk->dialog != NULL ? GTK_WIDGET (walk->dialog) : GTK_WIDGET (walk->window);
}

static gint64
get_frame (CueWalk *walk)
{
  return gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (get_front (walk)));
}

static void
ask_for_view (CueWalk *walk)
{
  const View *view = &views[walk->view];

  /* Without a compositor a window draws a frame of its own around itself. */
  gtk_widget_remove_css_class (GTK_WIDGET (walk->window), "solid-csd");
  gtk_widget_remove_css_class (get_front (walk), "solid-csd");

  g_settings_set_string (walk->settings, "color-scheme", view->style);
  gtk_window_set_default_size (GTK_WINDOW (walk->window), view->width, view->height);
  walk->frame = get_frame (walk);
  walk->began = g_get_monotonic_time ();
}

static gboolean
is_view_ready (CueWalk *walk)
{
  const View *view = &views[walk->view];

  if (gtk_widget_get_width (GTK_WIDGET (walk->window)) != view->width ||
      gtk_widget_get_height (GTK_WIDGET (walk->window)) != view->height)
    return FALSE;

  if (get_frame (walk) >= walk->frame + FRAMES_TO_REST)
    return walk->scenes[walk->scene].is_settled == NULL ||
           walk->scenes[walk->scene].is_settled (walk);

  /* A window that rests draws no frames. One that waits to be drawn has nothing to show, so the
   * last frame is not asked for when it is already there. */
  gtk_widget_queue_draw (get_front (walk));
  return FALSE;
}

static void
fail (CueWalk *walk, const char *what)
{
  g_printerr ("%s: %s in time\n", walk->scenes[walk->scene].name, what);
  walk->n_failed++;
}

static void
end_scene (CueWalk *walk)
{
  if (walk->dialog != NULL)
    gtk_window_destroy (walk->dialog);

  walk->dialog = NULL;
  walk->prepared = FALSE;
  walk->arrived = FALSE;
  walk->scene++;
}

static gboolean
on_tick (gpointer data)
{
  GTask   *task = data;
  CueWalk *walk = g_task_get_task_data (task);

  if (walk->scene == walk->n_scenes) {
    g_task_return_boolean (task, walk->n_failed == 0);
    return G_SOURCE_REMOVE;
  }

  if (!walk->prepared) {
    walk->prepared = TRUE;
    walk->began = g_get_monotonic_time ();

    if (walk->scenes[walk->scene].needs_demo && cue_screenshot_scenes_get_monitor (walk) == NULL) {
      fail (walk, "the demo was not there");
      end_scene (walk);
      return G_SOURCE_CONTINUE;
    }

    if (walk->scenes[walk->scene].prepare != NULL)
      walk->scenes[walk->scene].prepare (walk);

    if (walk->dialog != NULL)
      gtk_window_present (walk->dialog);
  } else if (!walk->arrived) {
    walk->arrived = walk->scenes[walk->scene].is_ready (walk);

    if (walk->arrived && walk->pattern != NULL &&
        !g_pattern_match_simple (walk->pattern, walk->scenes[walk->scene].name)) {
      end_scene (walk);
    } else if (walk->arrived) {
      walk->view = 0;
      ask_for_view (walk);
    } else if (g_get_monotonic_time () - walk->began > SCENE_LIMIT_US) {
      fail (walk, "the scene did not come about");
      end_scene (walk);
    }
  } else {
    gboolean late = g_get_monotonic_time () - walk->began > VIEW_LIMIT_US;

    if (late)
      fail (walk, "the window was not drawn in its size");
    else if (!is_view_ready (walk) || !draw_view (walk, &views[walk->view]))
      return G_SOURCE_CONTINUE;

    if (++walk->view < G_N_ELEMENTS (views))
      ask_for_view (walk);
    else
      end_scene (walk);
  }

  return G_SOURCE_CONTINUE;
}

/**
 * cue_screenshots_take_async:
 * @window: the main window, shown
 * @settings: the preferences; changed, so they must not be the user's
 * @folder: where the files go; made when it does not exist
 * @pattern: (nullable): only scenes whose names match it are drawn, such as “acoustic-*”
 * @callback: called at the end
 * @data: for @callback
 *
 * Draws every scene in every style and size. Those that are not drawn are brought about all the
 * same: others follow from them. Says on standard output what was drawn and on standard
 * error what was not.
 */
void
cue_screenshots_take_async (CueWindow          *window,
                            GSettings          *settings,
                            const char         *folder,
                            const char         *pattern,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  GTask   *task = g_task_new (window, NULL, callback, data);
  CueWalk *walk = g_new0 (CueWalk, 1);

  g_task_set_source_tag (task, cue_screenshots_take_async);
  walk->window = g_object_ref (window);
  walk->settings = g_object_ref (settings);
  walk->folder = g_strdup (folder);
  walk->pattern = g_strdup (pattern);
  walk->scenes = cue_screenshot_scenes_get (&walk->n_scenes);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);

  if (g_mkdir_with_parents (folder, 0755) != 0) {
    g_printerr ("The folder %s cannot be made\n", folder);
    g_task_return_boolean (task, FALSE);
    g_object_unref (task);
    return;
  }

  /* A picture in the middle of a transition is no picture of the program. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)),
                "gtk-enable-animations",
                FALSE,
                NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, TICK_MS, on_tick, task, g_object_unref);
}

/**
 * cue_screenshots_finish:
 * @result: given to the callback
 *
 * Returns: whether everything was drawn
 */
gboolean
cue_screenshots_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
