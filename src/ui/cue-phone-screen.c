// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-screen.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-texture.h"
#include "cue-time.h"

#define RATIO      (9.0 / 16)
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
 * text is laid out without markup and never beyond the frame. Main thread only.
 */
struct _CuePhoneScreen {
  GtkWidget parent_instance;

  CuePhoneScene *scene;   /* owned; may be NULL */
  GPtrArray     *watched; /* of GdkPaintable: those whose changes ask for a redraw */
  CueCountdown  *ticking; /* owned; watched while the phone is mapped; may be NULL */
};

G_DEFINE_FINAL_TYPE (CuePhoneScreen, cue_phone_screen, GTK_TYPE_WIDGET)

typedef enum {
  PROP_SCENE = 1,
} CuePhoneScreenProperty;

static GParamSpec *properties[PROP_SCENE + 1];

/**
 * cue_phone_screen_fit:
 * @width: of the frame
 * @height: of the frame
 * @ratio: width divided by height of what is drawn in it
 * @cover: whether the frame is filled (and edges are cut) or all is shown (and edges stay free)
 * @result: (out caller-allocates): where to draw, relative to the frame
 *
 * Centres a picture in a frame without distorting it.
 */
void
cue_phone_screen_fit (float            width,
                      float            height,
                      double           ratio,
                      gboolean         cover,
                      graphene_rect_t *result)
{
  float fitted_width = width;
  float fitted_height = height;

  if (ratio > 0 && width > 0 && height > 0) {
    if ((width / height > ratio) != cover)
      fitted_width = (float) (height * ratio);
    else
      fitted_height = (float) (width / ratio);
  }

  graphene_rect_init (result,
                      (width - fitted_width) / 2,
                      (height - fitted_height) / 2,
                      fitted_width,
                      fitted_height);
}

/**
 * cue_phone_screen_format_countdown:
 * @countdown: that of an event
 *
 * Writes what the audience reads: nothing while the answer says that the countdown is not visible,
 * and zero once it is over, never a negative time.
 *
 * Returns: (transfer full) (nullable): digits
 */
char *
cue_phone_screen_format_countdown (CueCountdown *countdown)
{
  g_return_val_if_fail (CUE_IS_COUNTDOWN (countdown), NULL);

  switch (cue_countdown_get_phase (countdown)) {
  case CUE_COUNTDOWN_RUNNING:
    return g_strdup (cue_countdown_get_text (countdown));
  case CUE_COUNTDOWN_ENDED:
  case CUE_COUNTDOWN_OVER:
    return cue_time_format_duration (0, CUE_DURATION_CLOCK);
  case CUE_COUNTDOWN_NONE:
  case CUE_COUNTDOWN_HIDDEN:
  default:
    return NULL;
  }
}

static void
append_paintable (GtkSnapshot           *snapshot,
                  GdkPaintable          *paintable,
                  const graphene_rect_t *frame,
                  gboolean               cover)
{
  graphene_rect_t place;

  if (paintable == NULL)
    return;

  cue_phone_screen_fit (frame->size.width,
                        frame->size.height,
                        gdk_paintable_get_intrinsic_aspect_ratio (paintable),
                        cover,
                        &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (frame->origin.x + place.origin.x,
                                                frame->origin.y + place.origin.y));
  if (GDK_IS_TEXTURE (paintable))
    cue_texture_draw (GDK_TEXTURE (paintable), snapshot, place.size.width, place.size.height);
  else
    gdk_paintable_snapshot (paintable, snapshot, place.size.width, place.size.height);
  gtk_snapshot_restore (snapshot);
}

static void
append_text (CuePhoneScreen        *self,
             GtkSnapshot           *snapshot,
             const char            *text,
             const graphene_rect_t *area,
             float                  size,
             gboolean               bold,
             const GdkRGBA         *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font = NULL;
  int height;

  font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_absolute_size (font, MAX (size, 6) * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) area->size.width * PANGO_SCALE);
  pango_layout_set_height (layout, (int) area->size.height * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (area->origin.x,
                                                area->origin.y + MAX (0,
                                                                      floorf ((area->size.height -
                                                                               (float) height) /
                                                                              2))));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* Below the text lines, on a ground of its own: what is behind it may have any colour. */
static void
append_countdown (CuePhoneScreen *self, GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA ground = { 0, 0, 0, 0.5f };
  CueCountdown        *countdown = cue_phone_scene_get_countdown (self->scene);
  g_autofree char *text = countdown != NULL ? cue_phone_screen_format_countdown (countdown) : NULL;
  float            w = frame->size.width;
  graphene_rect_t  area;
  GskRoundedRect   outline;

  if (text == NULL)
    return;

  graphene_rect_init (&area,
                      roundf (frame->origin.x + w * 0.14f),
                      roundf (frame->origin.y + frame->size.height * 0.76f),
                      roundf (w * 0.72f),
                      roundf (w * 0.19f));
  gsk_rounded_rect_init_from_rect (&outline, &area, area.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gtk_snapshot_pop (snapshot);
  append_text (self, snapshot, text, &area, w * 0.125f, TRUE, &white);
}

static void
append_scene (CuePhoneScreen *self, GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  static const GdkRGBA light = { 1, 1, 1, 1 };
  static const GdkRGBA dark = { 0, 0, 0, 0.87f };
  static const GdkRGBA black = { 0, 0, 0, 1 };
  static const GdkRGBA faint = { 1, 1, 1, 0.7f };
  const char *const   *lines;
  float                x = frame->origin.x;
  float                y = frame->origin.y;
  float                w = frame->size.width;
  float                h = frame->size.height;

  if (self->scene == NULL)
    return;

  if (cue_phone_scene_is_empty (self->scene)) {
    g_autofree char *words = cue_phone_scene_describe (self->scene);

    append_text (self,
                 snapshot,
                 words,
                 &GRAPHENE_RECT_INIT (x + w * 0.12f, y + h * 0.35f, w * 0.76f, h * 0.3f),
                 MAX (w * 0.062f, 11),
                 FALSE,
                 &faint);
    append_countdown (self, snapshot, frame);
    return;
  }

  if (cue_phone_scene_get_picture (self->scene) != NULL)
    gtk_snapshot_append_color (snapshot, &black, frame);

  append_paintable (snapshot, cue_phone_scene_get_background (self->scene), frame, TRUE);
  append_paintable (snapshot, cue_phone_scene_get_picture (self->scene), frame, FALSE);
  append_paintable (snapshot, cue_phone_scene_get_foreground (self->scene), frame, TRUE);
  append_paintable (snapshot,
                    cue_phone_scene_get_logo (self->scene),
                    &GRAPHENE_RECT_INIT (x + w * 0.25f, y + h * 0.07f, w * 0.5f, h * 0.1f),
                    FALSE);

  lines = cue_phone_scene_get_lines (self->scene);

  if (lines != NULL && lines[0] != NULL) {
    g_autofree char *text = g_strjoinv ("\n", (char **) lines);

    append_text (self,
                 snapshot,
                 text,
                 &GRAPHENE_RECT_INIT (x + w * 0.08f, y + h * 0.22f, w * 0.84f, h * 0.5f),
                 w * 0.095f,
                 TRUE,
                 cue_phone_scene_get_text_is_dark (self->scene) ? &dark : &light);
  }

  append_countdown (self, snapshot, frame);
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

  cue_phone_screen_fit (width - 2 * BEZEL, height - 2 * BEZEL, RATIO, FALSE, &frame);
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
  gtk_snapshot_append_color (snapshot, &empty, &frame);
  append_scene (self, snapshot, &frame);
  gtk_snapshot_pop (snapshot);
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

    *minimum = (int) (LEAST_SIDE / RATIO) + 2 * BEZEL;
    *natural = MAX (*minimum, MIN ((int) (side / RATIO) + 2 * BEZEL, 640));
  }
}

static void
unwatch_paintables (CuePhoneScreen *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (self->watched->pdata[i], self);

  g_ptr_array_set_size (self->watched, 0);
}

static void
set_ticking (CuePhoneScreen *self, CueCountdown *countdown)
{
  if (self->ticking == countdown)
    return;

  if (self->ticking != NULL) {
    g_signal_handlers_disconnect_by_data (self->ticking, self);
    cue_countdown_unwatch (self->ticking);
  }

  g_set_object (&self->ticking, countdown);

  if (countdown != NULL) {
    g_signal_connect_object (countdown,
                             "notify::text",
                             G_CALLBACK (gtk_widget_queue_draw),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (countdown,
                             "notify::phase",
                             G_CALLBACK (gtk_widget_queue_draw),
                             self,
                             G_CONNECT_SWAPPED);
    cue_countdown_watch (countdown);
  }
}

static void
update_ticking (CuePhoneScreen *self)
{
  gboolean seen = self->scene != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));

  set_ticking (self, seen ? cue_phone_scene_get_countdown (self->scene) : NULL);
}

static void
on_scene_changed (CuePhoneScreen *self)
{
  g_autofree char *words = NULL;
  g_autofree char *faults = NULL;
  GdkPaintable    *paintables[2] = { NULL };

  unwatch_paintables (self);
  update_ticking (self);

  if (self->scene != NULL) {
    paintables[0] = cue_phone_scene_get_background (self->scene);
    paintables[1] = cue_phone_scene_get_picture (self->scene);
    words = cue_phone_scene_describe (self->scene);
    faults = cue_phone_scene_describe_faults (self->scene);
  }

  for (guint i = 0; i < G_N_ELEMENTS (paintables); i++) {
    if (paintables[i] == NULL || gdk_paintable_get_flags (paintables[i]) ==
                                   (GDK_PAINTABLE_STATIC_CONTENTS | GDK_PAINTABLE_STATIC_SIZE))
      continue;

    g_signal_connect_object (paintables[i],
                             "invalidate-contents",
                             G_CALLBACK (gtk_widget_queue_draw),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (paintables[i],
                             "invalidate-size",
                             G_CALLBACK (gtk_widget_queue_draw),
                             self,
                             G_CONNECT_SWAPPED);
    g_ptr_array_add (self->watched, g_object_ref (paintables[i]));
  }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "",
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), faults);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cue_phone_screen_map (GtkWidget *widget)
{
  CuePhoneScreen *self = CUE_PHONE_SCREEN (widget);

  GTK_WIDGET_CLASS (cue_phone_screen_parent_class)->map (widget);

  if (self->scene != NULL)
    cue_phone_scene_set_visible (self->scene, TRUE);

  update_ticking (self);
}

static void
cue_phone_screen_unmap (GtkWidget *widget)
{
  CuePhoneScreen *self = CUE_PHONE_SCREEN (widget);

  set_ticking (self, NULL);

  if (self->scene != NULL)
    cue_phone_scene_set_visible (self->scene, FALSE);

  GTK_WIDGET_CLASS (cue_phone_screen_parent_class)->unmap (widget);
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

  unwatch_paintables (self);
  set_ticking (self, NULL);
  g_clear_object (&self->scene);

  G_OBJECT_CLASS (cue_phone_screen_parent_class)->dispose (object);
}

static void
cue_phone_screen_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_PHONE_SCREEN (object)->watched);

  G_OBJECT_CLASS (cue_phone_screen_parent_class)->finalize (object);
}

static void
cue_phone_screen_class_init (CuePhoneScreenClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_phone_screen_get_property;
  object_class->set_property = cue_phone_screen_set_property;
  object_class->dispose = cue_phone_screen_dispose;
  object_class->finalize = cue_phone_screen_finalize;
  widget_class->get_request_mode = cue_phone_screen_get_request_mode;
  widget_class->measure = cue_phone_screen_measure;
  widget_class->snapshot = cue_phone_screen_snapshot;
  widget_class->map = cue_phone_screen_map;
  widget_class->unmap = cue_phone_screen_unmap;

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
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_return_if_fail (CUE_IS_PHONE_SCREEN (self));

  if (self->scene == scene)
    return;

  if (self->scene != NULL) {
    g_signal_handlers_disconnect_by_data (self->scene, self);
    cue_phone_scene_set_visible (self->scene, FALSE);
  }

  g_set_object (&self->scene, scene);

  if (scene != NULL) {
    g_signal_connect_object (scene,
                             "changed",
                             G_CALLBACK (on_scene_changed),
                             self,
                             G_CONNECT_SWAPPED);
    cue_phone_scene_set_visible (scene, gtk_widget_get_mapped (GTK_WIDGET (self)));
  }

  on_scene_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENE]);
}
