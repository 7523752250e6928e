// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-composition-private.h"
#include "cue-phone-drawing.h"

/* The wipe of a CueComposition between two versions: its look, and how it is moved. */

#define STEP 0.05

static void
append_version_name (CueComposition        *self,
                     GtkSnapshot           *snapshot,
                     const char            *name,
                     float                  x,
                     const graphene_rect_t *frame,
                     const graphene_rect_t *clip)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA ground = { 0, 0, 0, 0.7f };
  float                size = CLAMP (frame->size.width * 0.045f, 10, 18);
  graphene_rect_t      area;
  GskRoundedRect       outline;

  graphene_rect_init (&area, x, frame->origin.y + 8, size * 6, size * 1.8f);
  gsk_rounded_rect_init_from_rect (&outline, &area, area.size.height / 2);
  gtk_snapshot_push_clip (snapshot, clip);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gtk_snapshot_pop (snapshot);
  cue_phone_drawing_append_text (snapshot,
                                 gtk_widget_get_pango_context (GTK_WIDGET (self)),
                                 name,
                                 &area,
                                 size,
                                 TRUE,
                                 &white);
  gtk_snapshot_pop (snapshot);
}

void
cue_composition_append_wipe (CueComposition        *self,
                             GtkSnapshot           *snapshot,
                             const graphene_rect_t *frame)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA dark = { 0, 0, 0, 0.7f };
  float                at = roundf (frame->size.width * (float) self->wipe);
  float                x = frame->origin.x + at;
  float                size = CLAMP (frame->size.width * 0.045f, 10, 18);
  graphene_rect_t      left = *frame;
  graphene_rect_t      right = *frame;
  GskRoundedRect       handle;

  left.size.width = at;
  right.origin.x = x;
  right.size.width -= at;
  cue_composition_append_scene (self, snapshot, 1, frame, &left);
  append_version_name (self, snapshot, _ ("Before"), frame->origin.x + 8, frame, &left);
  append_version_name (self,
                       snapshot,
                       _ ("After"),
                       frame->origin.x + frame->size.width - 8 - size * 6,
                       frame,
                       &right);

  gtk_snapshot_append_color (snapshot,
                             &dark,
                             &GRAPHENE_RECT_INIT (x - 2, frame->origin.y, 4, frame->size.height));
  gtk_snapshot_append_color (snapshot,
                             &white,
                             &GRAPHENE_RECT_INIT (x - 1, frame->origin.y, 2, frame->size.height));
  gsk_rounded_rect_init_from_rect (&handle,
                                   &GRAPHENE_RECT_INIT (x - 6,
                                                        frame->origin.y + frame->size.height / 2 -
                                                          16,
                                                        12,
                                                        32),
                                   6);
  gtk_snapshot_push_rounded_clip (snapshot, &handle);
  gtk_snapshot_append_color (snapshot, &white, &handle.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot,
                              &handle,
                              (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ dark, dark, dark, dark });
}

static void
on_dragged (GtkGestureDrag *gesture, double dx, double dy, CueComposition *self)
{
  graphene_rect_t frame;
  double          x, y;

  cue_composition_get_frame (self, &frame);

  if (self->before == NULL || frame.size.width < 1 ||
      !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  cue_composition_set_wipe (self, (x + dx - (double) frame.origin.x) / (double) frame.size.width);
}

static void
on_drag_begun (GtkGestureDrag *gesture, double x, double y, CueComposition *self)
{
  on_dragged (gesture, 0, 0, self);
}

static gboolean
move_wipe (GtkWidget *widget, GVariant *args, gpointer data)
{
  CueComposition *self = CUE_COMPOSITION (widget);
  double          step = g_variant_get_double (args);

  if (self->before == NULL)
    return GDK_EVENT_PROPAGATE;

  cue_composition_set_wipe (self, self->wipe + step);
  return GDK_EVENT_STOP;
}

static void
add_key (GtkWidgetClass *widget_class, guint key, double step)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_wipe, "d", step);
}

/* Lets the pointer move the wipe. */
void
cue_composition_follow_wipe (CueComposition *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_dragged), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* Lets the arrow keys move the wipe. */
void
cue_composition_bind_wipe (GtkWidgetClass *widget_class)
{
  add_key (widget_class, GDK_KEY_Left, -STEP);
  add_key (widget_class, GDK_KEY_KP_Left, -STEP);
  add_key (widget_class, GDK_KEY_Right, STEP);
  add_key (widget_class, GDK_KEY_KP_Right, STEP);
  add_key (widget_class, GDK_KEY_Home, -1);
  add_key (widget_class, GDK_KEY_End, 1);
}
