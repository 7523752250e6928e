// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-picture-window.h"

#define HIDE_AFTER_S 3

/**
 * CuePictureWindow:
 *
 * The picture of an event over the whole screen. Escape, F11 or a double click leave it. Main
 * thread only.
 */
struct _CuePictureWindow {
  AdwWindow parent_instance;

  CueEventSession *session; /* owned */
  guint            hide_id;
  double           pointer_x;
  double           pointer_y;

  GtkPicture  *picture;
  GtkRevealer *revealer;
};

G_DEFINE_FINAL_TYPE (CuePictureWindow, cue_picture_window, ADW_TYPE_WINDOW)

static gboolean
on_pointer_rested (gpointer data)
{
  CuePictureWindow *self = data;

  self->hide_id = 0;
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  return G_SOURCE_REMOVE;
}

static void
show_controls (CuePictureWindow *self)
{
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  self->hide_id = g_timeout_add_seconds (HIDE_AFTER_S, on_pointer_rested, self);
}

static void
on_pointer_moved (GtkEventControllerMotion *controller, double x, double y, CuePictureWindow *self)
{
  /* A frame under a resting pointer is reported as a motion to the same place. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  show_controls (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, CuePictureWindow *self)
{
  if (n_press == 2)
    gtk_window_close (GTK_WINDOW (self));
}

static void
cue_picture_window_dispose (GObject *object)
{
  CuePictureWindow *self = CUE_PICTURE_WINDOW (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_picture_window_parent_class)->dispose (object);
}

static void
cue_picture_window_class_init (CuePictureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_picture_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-picture-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePictureWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, CuePictureWindow, revealer);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "window.close", NULL);
}

static void
cue_picture_window_init (CuePictureWindow *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (motion, "motion", G_CALLBACK (on_pointer_moved), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * cue_picture_window_new:
 * @parent: the main window
 * @session: whose picture to show
 *
 * Returns: (transfer none): a window that covers the screen when it is presented
 */
GtkWidget *
cue_picture_window_new (GtkWindow *parent, CueEventSession *session)
{
  CuePictureWindow *self;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (session), NULL);

  self = g_object_new (CUE_TYPE_PICTURE_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  gtk_picture_set_paintable (self->picture,
                             cue_player_get_paintable (cue_event_session_get_player (session)));
  gtk_window_fullscreen (GTK_WINDOW (self));
  show_controls (self);
  return GTK_WIDGET (self);
}
