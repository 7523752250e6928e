// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-screen.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-phone-drawing.h"
#include "cue-phone-watch.h"
#include "cue-sight.h"

#define BEZEL      6
#define LEAST_SIDE 90

/**
 * CuePhoneScreen:
 *
 * Draws a [class@PhoneScene] in a true 9:16 frame, the largest that fits, in the middle of the room
 * there is.
 *
 * Background and foreground cover the frame as they do on a phone; the picture of the player is
 * letterboxed; text lines grow with the frame. What the pictures contain comes from outside, so
 * text is laid out without markup and never beyond the frame. What stands still above a video is
 * kept as it was drawn. Main thread only.
 */
struct _CuePhoneScreen {
  GtkWidget parent_instance;

  CuePhoneScene *scene; /* owned; may be NULL */
  CuePhoneWatch *watch; /* owned */
  CueSight      *sight; /* owned */

  GskRenderNode  *still;         /* owned; what stands still of the scene; may be NULL */
  graphene_rect_t still_frame;   /* for which frame */
  gboolean        still_is_here; /* whether ‘still’ is up to date */
};

G_DEFINE_FINAL_TYPE (CuePhoneScreen, cue_phone_screen, GTK_TYPE_WIDGET)

typedef enum {
  PROP_SCENE = 1,
} CuePhoneScreenProperty;

static GParamSpec *properties[PROP_SCENE + 1];

static void
forget_still (CuePhoneScreen *self)
{
  g_clear_pointer (&self->still, gsk_render_node_unref);
  self->still_is_here = FALSE;
}

static void
ensure_still (CuePhoneScreen *self, const graphene_rect_t *frame)
{
  if (self->still_is_here && graphene_rect_equal (&self->still_frame, frame))
    return;

  forget_still (self);
  self->still = cue_phone_drawing_make_still (gtk_widget_get_pango_context (GTK_WIDGET (self)),
                                              self->scene,
                                              frame);
  self->still_frame = *frame;
  self->still_is_here = TRUE;
}

static void
cue_phone_screen_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA body = { 0.07f, 0.07f, 0.08f, 1 };
  static const GdkRGBA edge = { 0.5f, 0.5f, 0.5f, 0.5f };
  static const GdkRGBA empty = { 0.17f, 0.17f, 0.19f, 1 };
  CuePhoneScreen      *self = CUE_PHONE_SCREEN (widget);
  float                width = (float) gtk_widget_get_width (widget);
  float                height = (float) gtk_widget_get_height (widget);
  graphene_rect_t      frame;
  GskRoundedRect       outline;

  if (width <= 2 * BEZEL || height <= 2 * BEZEL)
    return;

  cue_phone_drawing_fit (width - 2 * BEZEL, height - 2 * BEZEL, CUE_PHONE_RATIO, FALSE, &frame);
  graphene_rect_offset (&frame, BEZEL, BEZEL);
  frame = GRAPHENE_RECT_INIT (roundf (frame.origin.x),
                              roundf (frame.origin.y),
                              roundf (frame.size.width),
                              roundf (frame.size.height));

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (frame.origin.x - BEZEL,
                                                        frame.origin.y - BEZEL,
                                                        frame.size.width + 2 * BEZEL,
                                                        frame.size.height + 2 * BEZEL),
                                   frame.size.width * 0.07f + BEZEL);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &body, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot,
                              &outline,
                              (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ edge, edge, edge, edge });

  gsk_rounded_rect_init_from_rect (&outline, &frame, frame.size.width * 0.07f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);

  if (self->scene != NULL) {
    ensure_still (self, &frame);
    cue_phone_drawing_append_moving (snapshot, self->scene, &frame);

    if (self->still != NULL)
      gtk_snapshot_append_node (snapshot, self->still);

    cue_phone_drawing_append_countdown (snapshot,
                                        gtk_widget_get_pango_context (widget),
                                        self->scene,
                                        &frame);
  } else
    gtk_snapshot_append_color (snapshot, &empty, &frame);

  gtk_snapshot_pop (snapshot);
}

static void
cue_phone_screen_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CuePhoneScreen *self = CUE_PHONE_SCREEN (widget);
  int             scale = gtk_widget_get_scale_factor (widget);

  if (self->scene != NULL && width > 2 * BEZEL && height > 2 * BEZEL)
    cue_phone_scene_ask_size (self->scene, (guint) (width * scale), (guint) (height * scale));
}

static GtkSizeRequestMode
cue_phone_screen_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cue_phone_screen_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = LEAST_SIDE + 2 * BEZEL;
    *natural = 220;
  } else {
    int side = MAX (for_size < 0 ? 220 : for_size, LEAST_SIDE + 2 * BEZEL) - 2 * BEZEL;

    *minimum = (int) (LEAST_SIDE / CUE_PHONE_RATIO) + 2 * BEZEL;
    *natural = MAX (*minimum, MIN ((int) (side / CUE_PHONE_RATIO) + 2 * BEZEL, 640));
  }
}

static void
update_watching (CuePhoneScreen *self)
{
  cue_phone_watch_follow (self->watch, cue_sight_get_seen (self->sight) ? self->scene : NULL, NULL);
}

/* A picture of another shape is cut otherwise. */
static void
on_size_changed (CuePhoneScreen *self)
{
  forget_still (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_scene_changed (CuePhoneScreen *self)
{
  g_autofree char *words = NULL;
  g_autofree char *hint = NULL;

  update_watching (self);

  if (self->scene != NULL) {
    words = cue_phone_scene_describe (self->scene);
    hint = cue_phone_scene_describe_remarks (self->scene);
  }

  /* The toolkit takes a tooltip for the description, and none for no description. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "",
                                  -1);
  on_size_changed (self);
}

static void
on_sight_changed (GtkWidget *widget)
{
  CuePhoneScreen *self = CUE_PHONE_SCREEN (widget);

  if (self->scene != NULL) {
    if (cue_sight_get_seen (self->sight))
      cue_phone_scene_hold (self->scene);
    else
      cue_phone_scene_release (self->scene);
  }

  update_watching (self);
}

static void
cue_phone_screen_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cue_phone_screen_parent_class)->css_changed (widget, change);
  forget_still (CUE_PHONE_SCREEN (widget));
}

static void
cue_phone_screen_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CuePhoneScreenProperty) id) {
  case PROP_SCENE:
    g_value_set_object (value, CUE_PHONE_SCREEN (object)->scene);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_phone_screen_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CuePhoneScreenProperty) id) {
  case PROP_SCENE:
    cue_phone_screen_set_scene (CUE_PHONE_SCREEN (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_phone_screen_dispose (GObject *object)
{
  CuePhoneScreen *self = CUE_PHONE_SCREEN (object);

  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_data (self->scene, self);

  g_clear_pointer (&self->sight, cue_sight_free);
  g_clear_pointer (&self->watch, cue_phone_watch_free);
  forget_still (self);
  g_clear_object (&self->scene);

  G_OBJECT_CLASS (cue_phone_screen_parent_class)->dispose (object);
}

static void
cue_phone_screen_class_init (CuePhoneScreenClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_phone_screen_get_property;
  object_class->set_property = cue_phone_screen_set_property;
  object_class->dispose = cue_phone_screen_dispose;
  widget_class->get_request_mode = cue_phone_screen_get_request_mode;
  widget_class->measure = cue_phone_screen_measure;
  widget_class->size_allocate = cue_phone_screen_size_allocate;
  widget_class->snapshot = cue_phone_screen_snapshot;
  widget_class->css_changed = cue_phone_screen_css_changed;

  properties[PROP_SCENE] =
    g_param_spec_object ("scene",
                         NULL,
                         NULL,
                         CUE_TYPE_PHONE_SCENE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "phonescreen");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cue_phone_screen_init (CuePhoneScreen *self)
{
  self->watch = cue_phone_watch_new (GTK_WIDGET (self),
                                     G_CALLBACK (gtk_widget_queue_draw),
                                     G_CALLBACK (on_size_changed));
  self->sight = cue_sight_new (GTK_WIDGET (self), on_sight_changed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phone preview"),
                                  -1);
}

/**
 * cue_phone_screen_set_scene:
 * @self: a phone
 * @scene: (nullable): what to show
 *
 * Chooses what is shown. The scene is told whether it can be seen.
 */
void
cue_phone_screen_set_scene (CuePhoneScreen *self, CuePhoneScene *scene)
{
  gboolean seen;

  g_return_if_fail (CUE_IS_PHONE_SCREEN (self));

  seen = cue_sight_get_seen (self->sight);

  if (self->scene == scene)
    return;

  if (self->scene != NULL) {
    g_signal_handlers_disconnect_by_data (self->scene, self);

    if (seen)
      cue_phone_scene_release (self->scene);
  }

  g_set_object (&self->scene, scene);

  if (scene != NULL) {
    g_signal_connect_object (scene,
                             "changed",
                             G_CALLBACK (on_scene_changed),
                             self,
                             G_CONNECT_SWAPPED);

    if (seen)
      cue_phone_scene_hold (scene);
  }

  on_scene_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENE]);
}
