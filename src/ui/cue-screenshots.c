// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshots.h"

#include <glib/gstdio.h>

#include "cue-answer-window.h"
#include "cue-companion.h"
#include "cue-preferences-window.h"
#include "cue-problems-window.h"
#include "cue-profile-window.h"

/* Walks through the window with the demo and draws what it shows to PNG files, in this process, so
 * that it works the same on any display. A scene is prepared, waited for, and drawn in each style
 * and size. Nothing sleeps: every wait has a condition and a limit, and a limit that is passed is a
 * failure of the walk. */

#define TICK_MS        50
#define SCENE_LIMIT_US (90 * G_USEC_PER_SEC)
#define VIEW_LIMIT_US  (20 * G_USEC_PER_SEC)
#define FRAMES_TO_REST 3
#define FRAMES_OF_LIVE 30
#define POLLS_WANTED   4

typedef struct _Walk Walk;

typedef struct {
  const char *name;
  void (*prepare) (Walk *walk);
  gboolean (*is_ready) (Walk *walk);
  gboolean needs_demo;
} Scene;

typedef struct {
  const char *style;
  int         width;
  int         height;
} View;

struct _Walk {
  CueWindow *window;   /* owned */
  GSettings *settings; /* owned */
  char      *folder;   /* owned */
  GtkWindow *dialog;   /* not owned: destroyed when the scene ends; may be NULL */
  guint      scene;
  guint      view;
  gboolean   prepared; /* the scene is on its way or there */
  gboolean   arrived;  /* the scene is there, views are being drawn */
  gint64     began;    /* monotonic time of the present wait */
  gint64     frame;    /* counter of the frame clock when the present view was asked for */
  guint      n_failed;
};

static const View views[] = {
  { "light", 1280, 800 },
  { "dark", 1280, 800 },
  { "light", 1920, 1080 },
  { "dark", 1920, 1080 },
};

static void
walk_free (Walk *walk)
{
  g_clear_object (&walk->window);
  g_clear_object (&walk->settings);
  g_clear_pointer (&walk->folder, g_free);
  g_free (walk);
}

static void
order (Walk *walk, const char *what, const char *argument, const char *more)
{
  const char      *control = cue_window_get_demo_control (walk->window);
  g_autofree char *program = cue_companion_find ("cuelightctl");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (program != NULL && control != NULL)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                &error,
                                program,
                                "simulate",
                                "--control",
                                control,
                                what,
                                argument,
                                more,
                                NULL);

  if (process == NULL) {
    g_printerr ("The demo could not be steered: %s\n",
                error != NULL ? error->message : "it does not run");
    walk->n_failed++;
  }
}

static CueMonitor *
get_monitor (Walk *walk)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  return session != NULL ? cue_event_session_get_monitor (session) : NULL;
}

static gboolean
is_in_state (Walk *walk, CuePlayerState state)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  return session != NULL && cue_event_session_get_player_state (session) == state;
}

static gboolean
is_phone_ready (Walk *walk)
{
  CuePhoneScene *scene = cue_event_session_get_scene (cue_window_get_session (walk->window));

  return !cue_phone_scene_is_empty (scene) && !cue_phone_scene_is_loading (scene);
}

static gboolean
has_picture (Walk *walk)
{
  CuePlayer *player = cue_event_session_get_player (cue_window_get_session (walk->window));

  return cue_player_get_state (player) == CUE_PLAYBACK_STATE_PLAYING &&
         cue_player_stats_get_frames_shown (cue_player_get_stats (player)) >= FRAMES_OF_LIVE;
}

static gboolean
is_true (Walk *walk)
{
  return TRUE;
}

static void
prepare_custom (Walk *walk)
{
  cue_window_start_demo (walk->window, "calm");
}

static gboolean
is_custom_ready (Walk *walk)
{
  static gboolean ordered;
  CueMonitor     *monitor = get_monitor (walk);
  GListModel     *polls;

  if (monitor == NULL)
    return FALSE;

  if (!ordered) {
    ordered = TRUE;
    order (walk,
           "state",
           "{\"state\":\"custom\",\"countdown\":{\"in\":1523,\"visible\":true},"
           "\"useVideo\":{\"custom\":true}}",
           NULL);
  }

  polls = cue_engine_poller_get_polls (cue_monitor_get_poller (monitor));
  return is_in_state (walk, CUE_PLAYER_STATE_CUSTOM) && is_phone_ready (walk) &&
         cue_countdown_get_phase (cue_monitor_get_countdown (monitor)) == CUE_COUNTDOWN_RUNNING &&
         g_list_model_get_n_items (polls) >= POLLS_WANTED;
}

static void
prepare_live (Walk *walk)
{
  order (walk, "state", "{\"state\":\"live\",\"countdown\":{\"visible\":false}}", NULL);
}

static gboolean
is_live_ready (Walk *walk)
{
  return is_in_state (walk, CUE_PLAYER_STATE_LIVE) && has_picture (walk);
}

static void
prepare_interruption (Walk *walk)
{
  order (walk,
         "state",
         "{\"state\":\"interruption\",\"countdown\":{\"in\":300,\"visible\":true}}",
         NULL);
  order (walk, "fault", "playlist-404", "on");
}

static gboolean
is_interruption_ready (Walk *walk)
{
  CueMonitor *monitor = get_monitor (walk);

  return is_in_state (walk, CUE_PLAYER_STATE_INTERRUPTION) && is_phone_ready (walk) &&
         g_list_model_get_n_items (G_LIST_MODEL (cue_monitor_get_problems (monitor))) > 0;
}

static void
prepare_stale (Walk *walk)
{
  order (walk, "fault", "C-3", "target=state");
}

static gboolean
is_stale_ready (Walk *walk)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  return session != NULL && cue_event_session_is_stale (session);
}

static void
prepare_problems (Walk *walk)
{
  walk->dialog = GTK_WINDOW (
    cue_problems_window_new (GTK_WINDOW (walk->window), cue_window_get_session (walk->window)));
}

static void
prepare_answer (Walk *walk)
{
  order (walk, "fault", "C-18", "variant=unknown");
}

static gboolean
is_answer_ready (Walk *walk)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  if (cue_answer_window_count_unknown (cue_monitor_get_state (get_monitor (walk))) == 0)
    return FALSE;

  order (walk, "fault", "C-18", "off");
  walk->dialog = GTK_WINDOW (cue_answer_window_new (GTK_WINDOW (walk->window), session));
  gtk_window_present (walk->dialog);
  return TRUE;
}

static void
prepare_profile (Walk *walk)
{
  CueRoster *roster = cue_session_list_get_roster (cue_window_get_sessions (walk->window));

  walk->dialog = GTK_WINDOW (cue_profile_window_new (GTK_WINDOW (walk->window), roster, NULL));
}

static void
prepare_test (Walk *walk)
{
  CueRoster  *roster = cue_session_list_get_roster (cue_window_get_sessions (walk->window));
  CueProfile *profile = cue_monitor_get_profile (get_monitor (walk));

  walk->dialog = GTK_WINDOW (cue_profile_window_new (GTK_WINDOW (walk->window), roster, profile));
}

static gboolean
is_test_ready (Walk *walk)
{
  return cue_profile_window_finish_test (CUE_PROFILE_WINDOW (walk->dialog));
}

static void
prepare_preferences (Walk *walk)
{
  walk->dialog =
    GTK_WINDOW (cue_preferences_window_new (GTK_WINDOW (walk->window), walk->settings));
}

static const Scene scenes[] = {
  { "welcome", NULL, is_true },
  { "on-air-custom", prepare_custom, is_custom_ready },
  { "on-air-live", prepare_live, is_live_ready, TRUE },
  { "answer", prepare_answer, is_answer_ready, TRUE },
  { "profile", prepare_profile, is_true },
  { "profile-test", prepare_test, is_test_ready, TRUE },
  { "preferences", prepare_preferences, is_true },
  { "on-air-interruption", prepare_interruption, is_interruption_ready, TRUE },
  { "on-air-stale", prepare_stale, is_stale_ready, TRUE },
  { "problems", prepare_problems, is_true, TRUE },
};

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
draw_view (Walk *walk, const View *view)
{
  g_autofree char *name = g_strdup_printf ("%s-%s-%dx%d.png",
                                           scenes[walk->scene].name,
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
get_front (Walk *walk)
{
  return walk->dialog != NULL ? GTK_WIDGET (walk->dialog) : GTK_WIDGET (walk->window);
}

static gint64
get_frame (Walk *walk)
{
  return gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (get_front (walk)));
}

static void
ask_for_view (Walk *walk)
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
is_view_ready (Walk *walk)
{
  const View *view = &views[walk->view];

  if (gtk_widget_get_width (GTK_WIDGET (walk->window)) != view->width ||
      gtk_widget_get_height (GTK_WIDGET (walk->window)) != view->height)
    return FALSE;

  if (get_frame (walk) >= walk->frame + FRAMES_TO_REST)
    return TRUE;

  /* A window that rests draws no frames. One that waits to be drawn has nothing to show, so the
   * last frame is not asked for when it is already there. */
  gtk_widget_queue_draw (get_front (walk));
  return FALSE;
}

static void
fail (Walk *walk, const char *what)
{
  g_printerr ("%s: %s in time\n", scenes[walk->scene].name, what);
  walk->n_failed++;
}

static void
end_scene (Walk *walk)
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
  GTask *task = data;
  Walk  *walk = g_task_get_task_data (task);

  if (walk->scene == G_N_ELEMENTS (scenes)) {
    g_task_return_boolean (task, walk->n_failed == 0);
    return G_SOURCE_REMOVE;
  }

  if (!walk->prepared) {
    walk->prepared = TRUE;
    walk->began = g_get_monotonic_time ();

    if (scenes[walk->scene].needs_demo && get_monitor (walk) == NULL) {
      fail (walk, "the demo was not there");
      end_scene (walk);
      return G_SOURCE_CONTINUE;
    }

    if (scenes[walk->scene].prepare != NULL)
      scenes[walk->scene].prepare (walk);

    if (walk->dialog != NULL)
      gtk_window_present (walk->dialog);
  } else if (!walk->arrived) {
    walk->arrived = scenes[walk->scene].is_ready (walk);

    if (walk->arrived) {
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
 * @callback: called at the end
 * @data: for @callback
 *
 * Draws every scene in every style and size. Says on standard output what was drawn and on standard
 * error what was not.
 */
void
cue_screenshots_take_async (CueWindow          *window,
                            GSettings          *settings,
                            const char         *folder,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  GTask *task = g_task_new (window, NULL, callback, data);
  Walk  *walk = g_new0 (Walk, 1);

  g_task_set_source_tag (task, cue_screenshots_take_async);
  walk->window = g_object_ref (window);
  walk->settings = g_object_ref (settings);
  walk->folder = g_strdup (folder);
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
