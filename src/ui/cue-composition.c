// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-composition-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-phone-drawing.h"
#include "cue-signal.h"

#define LEAST_WIDTH   90
#define NATURAL_WIDTH 180

/**
 * CueComposition:
 *
 * Draws a [class@PhoneScene] in a true 9:16 frame with square corners, the largest that fits, so
 * that nothing of a 9:16 asset is hidden. Where an asset has another shape, the edges that a phone
 * cuts are striped, and [flags@PhoneGuides.CUT] shows what is beyond them. Words about it are the
 * tooltip and the accessible description.
 *
 * With a scene ‘before’ it shows two versions: that one left of the wipe, the present one right of
 * it. The wipe is moved by dragging or, when it has the focus, by the arrow keys.
 *
 * The zoom is how many device pixels a pixel of the composition takes, or 0 to fit. It holds the
 * scene while it can be seen, so that what is out of sight costs nothing; each new picture of a
 * video draws only this widget anew, and what stands still above the video is kept as it was drawn.
 * Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueComposition, cue_composition, GTK_TYPE_WIDGET)

typedef enum {
  PROP_SCENE = 1,
  PROP_BEFORE,
  PROP_WIPE,
  PROP_GUIDES,
  PROP_ZOOM,
  N_PROPERTIES,
} CueCompositionProperty;

static GParamSpec *properties[N_PROPERTIES];

enum {
  SIGNAL_FITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkSizeRequestMode
cue_composition_get_request_mode (GtkWidget *widget)
{
  return CUE_COMPOSITION (widget)->zoom > 0 ? GTK_SIZE_REQUEST_CONSTANT_SIZE
                                            : GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cue_composition_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  CueComposition *self = CUE_COMPOSITION (widget);

  if (self->zoom > 0) {
    int    sides[2] = { 0, 0 };
    double scale = self->zoom / gtk_widget_get_scale_factor (widget);
    float  overhang[2] = { 0, 0 };

    if ((self->guides & CUE_PHONE_GUIDES_CUT) != 0)
      cue_composition_get_overhang (self, &overhang[0], &overhang[1]);

    if (self->scene != NULL)
      cue_phone_scene_get_native_size (self->scene, &sides[0], &sides[1]);

    *minimum = *natural =
      (int) ceil (sides[orientation == GTK_ORIENTATION_VERTICAL] * scale *
                  (1 + 2 * (double) overhang[orientation == GTK_ORIENTATION_VERTICAL]));
  } else if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = LEAST_WIDTH;
    *natural = for_size < 0 ? NATURAL_WIDTH : MAX ((int) (for_size * CUE_PHONE_RATIO), LEAST_WIDTH);
  } else {
    *minimum = (int) (LEAST_WIDTH / CUE_PHONE_RATIO);
    *natural = (int) (MAX (for_size < 0 ? NATURAL_WIDTH : for_size, LEAST_WIDTH) / CUE_PHONE_RATIO);
  }
}

static void
ask_size (CueComposition *self)
{
  graphene_rect_t frame;
  int             scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  cue_composition_get_frame (self, &frame);

  if (frame.size.width < 1 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  for (guint n = 0; n < 2; n++) {
    if (cue_composition_get_nth_scene (self, n) != NULL)
      cue_phone_scene_ask_size (cue_composition_get_nth_scene (self, n),
                                (guint) frame.size.width * (guint) scale,
                                (guint) frame.size.height * (guint) scale);
  }
}

static gboolean
on_fitted (gpointer data)
{
  CueComposition *self = data;

  self->fitted_id = 0;
  g_signal_emit (self, signals[SIGNAL_FITTED], 0);
  return G_SOURCE_REMOVE;
}

static void
cue_composition_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueComposition *self = CUE_COMPOSITION (widget);

  ask_size (self);

  /* Who shows the scale changes a label by it, which must not be in the middle of a layout. */
  if (self->fitted_id == 0)
    self->fitted_id = g_idle_add (on_fitted, self);
}

static void
on_size_changed (CueComposition *self)
{
  cue_composition_forget_still (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* What is out of sight is neither followed nor redrawn. */
static void
update_watching (CueComposition *self)
{
  gboolean seen = cue_sight_get_seen (self->sight);

  cue_phone_watch_follow (self->watch, seen ? self->scene : NULL, seen ? self->before : NULL);
}

static void
on_scene_changed (CueComposition *self)
{
  g_autofree char *words = NULL;
  g_autofree char *remarks = NULL;
  g_autofree char *all = NULL;

  update_watching (self);

  if (self->scene != NULL) {
    words = cue_phone_scene_describe (self->scene);
    remarks = cue_phone_scene_describe_remarks (self->scene);
    all = remarks != NULL ? g_strconcat (words, "\n", remarks, NULL) : g_strdup (words);
  }

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), remarks);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  all != NULL ? all : "",
                                  -1);
  on_size_changed (self);
}

static void
hold_scenes (CueComposition *self, gboolean hold)
{
  for (guint n = 0; n < 2; n++) {
    if (cue_composition_get_nth_scene (self, n) == NULL)
      continue;

    if (hold)
      cue_phone_scene_hold (cue_composition_get_nth_scene (self, n));
    else
      cue_phone_scene_release (cue_composition_get_nth_scene (self, n));
  }
}

static void
on_sight_changed (GtkWidget *widget)
{
  CueComposition *self = CUE_COMPOSITION (widget);

  ask_size (self);
  hold_scenes (self, cue_sight_get_seen (self->sight));
  update_watching (self);
}

static void
cue_composition_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cue_composition_parent_class)->css_changed (widget, change);
  cue_composition_forget_still (CUE_COMPOSITION (widget));
}

static void
cue_composition_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueComposition *self = CUE_COMPOSITION (object);

  switch ((CueCompositionProperty) id) {
  case PROP_SCENE:
    g_value_set_object (value, self->scene);
    break;
  case PROP_BEFORE:
    g_value_set_object (value, self->before);
    break;
  case PROP_WIPE:
    g_value_set_double (value, self->wipe);
    break;
  case PROP_GUIDES:
    g_value_set_flags (value, self->guides);
    break;
  case PROP_ZOOM:
    g_value_set_double (value, self->zoom);
    break;
  case N_PROPERTIES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_composition_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueComposition *self = CUE_COMPOSITION (object);

  switch ((CueCompositionProperty) id) {
  case PROP_SCENE:
    cue_composition_set_scene (self, g_value_get_object (value));
    break;
  case PROP_BEFORE:
    cue_composition_set_before (self, g_value_get_object (value));
    break;
  case PROP_WIPE:
    cue_composition_set_wipe (self, g_value_get_double (value));
    break;
  case PROP_GUIDES:
    cue_composition_set_guides (self, g_value_get_flags (value));
    break;
  case PROP_ZOOM:
    cue_composition_set_zoom (self, g_value_get_double (value));
    break;
  case N_PROPERTIES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_composition_dispose (GObject *object)
{
  CueComposition *self = CUE_COMPOSITION (object);

  g_clear_handle_id (&self->fitted_id, g_source_remove);
  g_clear_pointer (&self->sight, cue_sight_free);
  g_clear_pointer (&self->watch, cue_phone_watch_free);
  cue_composition_forget_still (self);

  for (guint n = 0; n < 2; n++) {
    if (cue_composition_get_nth_scene (self, n) != NULL)
      g_signal_handlers_disconnect_by_data (cue_composition_get_nth_scene (self, n), self);
  }

  g_clear_object (&self->scene);
  g_clear_object (&self->before);

  G_OBJECT_CLASS (cue_composition_parent_class)->dispose (object);
}

static void
cue_composition_class_init (CueCompositionClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cue_composition_get_property;
  object_class->set_property = cue_composition_set_property;
  object_class->dispose = cue_composition_dispose;
  widget_class->get_request_mode = cue_composition_get_request_mode;
  widget_class->measure = cue_composition_measure;
  widget_class->size_allocate = cue_composition_size_allocate;
  widget_class->snapshot = cue_composition_snapshot;
  widget_class->css_changed = cue_composition_css_changed;

  /** CueComposition:scene: What to show. */
  properties[PROP_SCENE] = g_param_spec_object ("scene", NULL, NULL, CUE_TYPE_PHONE_SCENE, both);
  /** CueComposition:before: What it looked like before, to be compared; or %NULL. */
  properties[PROP_BEFORE] = g_param_spec_object ("before", NULL, NULL, CUE_TYPE_PHONE_SCENE, both);
  /** CueComposition:wipe: Where the present version begins, from 0 (left edge) to 1. */
  properties[PROP_WIPE] = g_param_spec_double ("wipe", NULL, NULL, 0, 1, 0.5, both);
  /** CueComposition:guides: What is drawn over it. */
  properties[PROP_GUIDES] =
    g_param_spec_flags ("guides", NULL, NULL, CUE_TYPE_PHONE_GUIDES, CUE_PHONE_GUIDES_NONE, both);
  /** CueComposition:zoom: Device pixels for a pixel of the composition; 0 to fit. */
  properties[PROP_ZOOM] = g_param_spec_double ("zoom",
                                               NULL,
                                               NULL,
                                               CUE_COMPOSITION_ZOOM_FIT,
                                               CUE_COMPOSITION_ZOOM_MOST,
                                               CUE_COMPOSITION_ZOOM_FIT,
                                               both);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * CueComposition::fitted:
   *
   * It was given its room, so that its scale may be another one.
   */
  signals[SIGNAL_FITTED] = cue_signal_new_plain (CUE_TYPE_COMPOSITION, "fitted");

  cue_composition_bind_wipe (widget_class);
  gtk_widget_class_set_css_name (widget_class, "composition");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cue_composition_init (CueComposition *self)
{
  self->watch = cue_phone_watch_new (GTK_WIDGET (self),
                                     G_CALLBACK (gtk_widget_queue_draw),
                                     G_CALLBACK (on_size_changed));
  self->sight = cue_sight_new (GTK_WIDGET (self), on_sight_changed);
  self->wipe = 0.5;
  cue_composition_follow_wipe (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Phone preview"),
                                  -1);
}

/**
 * cue_composition_new:
 * @scene: (nullable): what to show
 *
 * Returns: (transfer floating): a composition that fits into the room it gets
 */
GtkWidget *
cue_composition_new (CuePhoneScene *scene)
{
  return g_object_new (CUE_TYPE_COMPOSITION, "scene", scene, NULL);
}

/* Returns: whether it is another one. */
static gboolean
replace_scene (CueComposition *self, CuePhoneScene **place, CuePhoneScene *scene)
{
  gboolean seen = cue_sight_get_seen (self->sight);

  if (*place == scene)
    return FALSE;

  if (*place != NULL) {
    g_signal_handlers_disconnect_by_data (*place, self);

    if (seen)
      cue_phone_scene_release (*place);
  }

  g_set_object (place, scene);

  if (scene != NULL) {
    g_signal_connect_object (scene,
                             "changed",
                             G_CALLBACK (on_scene_changed),
                             self,
                             G_CONNECT_SWAPPED);

    if (seen)
      cue_phone_scene_hold (scene);
  }

  ask_size (self);
  on_scene_changed (self);
  return TRUE;
}

/**
 * cue_composition_get_scene:
 * @self: a composition
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CuePhoneScene *
cue_composition_get_scene (CueComposition *self)
{
  g_return_val_if_fail (CUE_IS_COMPOSITION (self), NULL);

  return self->scene;
}

/**
 * cue_composition_set_scene:
 * @self: a composition
 * @scene: (nullable): what to show
 */
void
cue_composition_set_scene (CueComposition *self, CuePhoneScene *scene)
{
  g_return_if_fail (CUE_IS_COMPOSITION (self));

  if (replace_scene (self, &self->scene, scene))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENE]);
}

/**
 * cue_composition_get_before:
 * @self: a composition
 *
 * Returns: (transfer none) (nullable): the version it is compared with
 */
CuePhoneScene *
cue_composition_get_before (CueComposition *self)
{
  g_return_val_if_fail (CUE_IS_COMPOSITION (self), NULL);

  return self->before;
}

/**
 * cue_composition_set_before:
 * @self: a composition
 * @before: (nullable): the version to compare with, or %NULL for none
 *
 * Shows two versions with a wipe between them.
 */
void
cue_composition_set_before (CueComposition *self, CuePhoneScene *before)
{
  g_return_if_fail (CUE_IS_COMPOSITION (self));

  if (!replace_scene (self, &self->before, before))
    return;

  gtk_widget_set_focusable (GTK_WIDGET (self), before != NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), before != NULL ? "ew-resize" : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BEFORE]);
}

/**
 * cue_composition_get_wipe:
 * @self: a composition
 *
 * Returns: where the present version begins, from 0 (left edge) to 1 (right edge)
 */
double
cue_composition_get_wipe (CueComposition *self)
{
  g_return_val_if_fail (CUE_IS_COMPOSITION (self), 0.5);

  return self->wipe;
}

/**
 * cue_composition_set_wipe:
 * @self: a composition
 * @wipe: where the present version begins; what is beyond 0 or 1 is taken for that
 */
void
cue_composition_set_wipe (CueComposition *self, double wipe)
{
  g_return_if_fail (CUE_IS_COMPOSITION (self));

  wipe = CLAMP (wipe, 0, 1);

  if (fabs (self->wipe - wipe) < 1e-6)
    return;

  self->wipe = wipe;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIPE]);
}

/**
 * cue_composition_get_guides:
 * @self: a composition
 *
 * Returns: what is drawn over it
 */
CuePhoneGuides
cue_composition_get_guides (CueComposition *self)
{
  g_return_val_if_fail (CUE_IS_COMPOSITION (self), CUE_PHONE_GUIDES_NONE);

  return self->guides;
}

/**
 * cue_composition_set_guides:
 * @self: a composition
 * @guides: what to draw over it
 */
void
cue_composition_set_guides (CueComposition *self, CuePhoneGuides guides)
{
  g_return_if_fail (CUE_IS_COMPOSITION (self));

  if (self->guides == guides)
    return;

  self->guides = guides;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GUIDES]);
}

/**
 * cue_composition_get_zoom:
 * @self: a composition
 *
 * Returns: device pixels for a pixel of the composition, or 0 when it fits
 */
double
cue_composition_get_zoom (CueComposition *self)
{
  g_return_val_if_fail (CUE_IS_COMPOSITION (self), CUE_COMPOSITION_ZOOM_FIT);

  return self->zoom;
}

/**
 * cue_composition_set_zoom:
 * @self: a composition
 * @zoom: device pixels for a pixel of the composition, 1 for 100 %, or 0 to fit; what is beyond the
 *   least or the most is taken for that
 *
 * With a zoom the widget is as large as that needs, and belongs into a scrolled window.
 */
void
cue_composition_set_zoom (CueComposition *self, double zoom)
{
  g_return_if_fail (CUE_IS_COMPOSITION (self));

  zoom = zoom > 0 ? CLAMP (zoom, CUE_COMPOSITION_ZOOM_LEAST, CUE_COMPOSITION_ZOOM_MOST) : zoom * 0;

  if (fabs (self->zoom - zoom) < 1e-6)
    return;

  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}
