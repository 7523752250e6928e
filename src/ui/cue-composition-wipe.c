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
append_version_name (GtkSnapshot            *snapshot,
                     PangoContext           *context,
                     const char             *name,
                     float                   size,
                     const graphene_point_t *place,
                     const graphene_rect_t  *clip)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA ground = { 0, 0, 0, 0.7f };
  graphene_rect_t      area;
  GskRoundedRect       outline;

  graphene_rect_init (&area, place->x, place->y, size * 6, size * 1.8f);
  gsk_rounded_rect_init_from_rect (&outline, &area, area.size.height / 2);
  gtk_snapshot_push_clip (snapshot, clip);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gtk_snapshot_pop (snapshot);
  cue_phone_drawing_append_text (snapshot, context, name, &area, size, TRUE, &white);
  gtk_snapshot_pop (snapshot);
}

/* Where the version before is seen. */
void
cue_composition_get_left (const graphene_rect_t *frame, double wipe, graphene_rect_t *left)
{
  *left = *frame;
  left->size.width = roundf (frame->size.width * (float) wipe);
}

/* What says which version is which: their names, and the line between them. */
void
cue_composition_append_wipe_marks (GtkSnapshot           *snapshot,
                                   PangoContext          *context,
                                   double                 wipe,
                                   float                  pen,
                                   const graphene_rect_t *frame)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA dark = { 0, 0, 0, 0.7f };
  float                size = CLAMP (frame->size.width * 0.045f, 10, 18 * pen);
  float                x, y = frame->origin.y;
  graphene_rect_t      left;
  graphene_rect_t      right = *frame;
  GskRoundedRect       handle;

  cue_composition_get_left (frame, wipe, &left);
  x = left.origin.x + left.size.width;
  right.origin.x = x;
  right.size.width -= left.size.width;
  append_version_name (snapshot,
                       context,
                       _ ("Before"),
                       size,
                       &GRAPHENE_POINT_INIT (frame->origin.x + 8 * pen, y + 8 * pen),
                       &left);
  append_version_name (snapshot,
                       context,
                       _ ("After"),
                       size,
                       &GRAPHENE_POINT_INIT (frame->origin.x + frame->size.width - 8 * pen -
                                               size * 6,
                                             y + 8 * pen),
                       &right);

  gtk_snapshot_append_color (snapshot,
                             &dark,
                             &GRAPHENE_RECT_INIT (x - 2 * pen, y, 4 * pen, frame->size.height));
  gtk_snapshot_append_color (snapshot,
                             &white,
                             &GRAPHENE_RECT_INIT (x - pen, y, 2 * pen, frame->size.height));
  gsk_rounded_rect_init_from_rect (&handle,
                                   &GRAPHENE_RECT_INIT (x - 6 * pen,
                                                        y + frame->size.height / 2 - 16 * pen,
                                                        12 * pen,
                                                        32 * pen),
                                   6 * pen);
  gtk_snapshot_push_rounded_clip (snapshot, &handle);
  gtk_snapshot_append_color (snapshot, &white, &handle.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot,
                              &handle,
                              (float[4]){ pen, pen, pen, pen },
                              (GdkRGBA[4]){ dark, dark, dark, dark });
}

void
cue_composition_append_wipe (CueComposition        *self,
                             GtkSnapshot           *snapshot,
                             const graphene_rect_t *frame)
{
  graphene_rect_t left;

  cue_composition_get_left (frame, self->wipe, &left);
  cue_composition_append_scene (self, snapshot, 1, frame, &left);
  cue_composition_append_wipe_marks (snapshot,
                                     gtk_widget_get_pango_context (GTK_WIDGET (self)),
                                     self->wipe,
                                     1,
                                     frame);
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

/**
 * cue_composition_keep_wipe_order:
 * @box: has the names of the two versions, and the scale between them
 *
 * What was before is at the left in the picture, whichever way people read: here too.
 */
void
cue_composition_keep_wipe_order (GtkWidget *box)
{
  gtk_widget_set_direction (box, GTK_TEXT_DIR_LTR);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_direction (child, GTK_TEXT_DIR_LTR);
}
