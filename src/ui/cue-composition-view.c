// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-composition-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-composition-keys.h"
#include "cue-composition-private.h"
#include "cue-composition-saving.h"
#include "cue-composition-window.h"
#include "cue-phone-drawing.h"

#define ZOOM_STEP 1.25

/**
 * CueCompositionView:
 *
 * A [class@Composition] with all that one can do to look at it closely: zoom (buttons, a menu, Ctrl
 * and the wheel, two fingers, plus, minus, 0 to fit and 1 for 100 %), guides, the wipe between two
 * versions, full screen, and a picture of it to save or to copy. Says in words what a phone cuts.
 * Main thread only.
 */
struct _CueCompositionView {
  AdwBin parent_instance;

  GCancellable       *cancellable; /* owned; cancelled in dispose */
  char               *title;       /* owned; of the scene; may be NULL */
  GSimpleActionGroup *guides;      /* owned */
  double              pinched;     /* the zoom at the start of a pinch */
  double              focus_x;     /* the point that stays where it is while the zoom changes */
  double              focus_y;
  double              pan_x; /* where the scrolling was at the start of a drag */
  double              pan_y;

  GtkScrolledWindow *scroller;
  CueComposition    *composition;
  GtkWidget         *cut_box;
  GtkLabel          *cut_words;
  GtkWidget         *wipe_box;
  GtkAdjustment     *wipe_adjustment;
  GtkMenuButton     *zoom_button;
  GtkButton         *full_screen;
};

G_DEFINE_FINAL_TYPE (CueCompositionView, cue_composition_view, ADW_TYPE_BIN)

static void
update_zoom (CueCompositionView *self)
{
  double           zoom = cue_composition_get_zoom (self->composition);
  double           scale = cue_composition_get_scale (self->composition);
  g_autofree char *words = NULL;

  if (zoom > 0)
    words = g_strdup_printf (_ ("%.0f %%"), zoom * 100);
  else if (scale > 0)
    /* Translators: the phone fits into the room there is; %.0f is the zoom that makes */
    words = g_strdup_printf (_ ("Fit (%.0f %%)"), scale * 100);
  else
    words = g_strdup (_ ("Fit"));

  gtk_menu_button_set_label (self->zoom_button, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "composition.zoom-in",
                                 MAX (zoom, scale) < CUE_COMPOSITION_ZOOM_MOST);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "composition.zoom-out",
                                 scale <= 0 || scale > CUE_COMPOSITION_ZOOM_LEAST);
}

static void
update_words (CueCompositionView *self)
{
  CuePhoneScene   *scene = cue_composition_get_scene (self->composition);
  PangoContext    *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autofree char *cuts = scene != NULL ? cue_phone_drawing_describe_cuts (context, scene) : NULL;

  gtk_widget_set_visible (self->cut_box, cuts != NULL);
  gtk_label_set_label (self->cut_words, cuts != NULL ? cuts : "");
  update_zoom (self);
}

/* Where the room of the composition has to begin so that a point of the phone, in shares of it, is
 * at the focus. The layout that follows gives the composition the same room. */
static void
scroll_to (GtkAdjustment *adjustment, double phone, double content, double share, double focus)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double upper = MAX (content, page);

  gtk_adjustment_set_upper (adjustment, upper);
  gtk_adjustment_set_value (adjustment, (upper - phone) / 2 + share * phone - focus);
}

static void
set_zoom (CueCompositionView *self, double zoom)
{
  GtkAdjustment  *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment  *along = gtk_scrolled_window_get_vadjustment (self->scroller);
  double          before = cue_composition_get_scale (self->composition);
  double          growth;
  graphene_rect_t phone;
  int             width, height;

  cue_composition_get_phone (self->composition, &phone);
  cue_composition_set_zoom (self->composition, zoom);

  if (before <= 0 || cue_composition_get_zoom (self->composition) <= 0)
    return;

  growth = cue_composition_get_zoom (self->composition) / before;
  gtk_widget_measure (GTK_WIDGET (self->composition),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (self->composition),
                      GTK_ORIENTATION_VERTICAL,
                      -1,
                      &height,
                      NULL,
                      NULL,
                      NULL);
  scroll_to (across,
             (double) phone.size.width * growth,
             width,
             (gtk_adjustment_get_value (across) + self->focus_x - (double) phone.origin.x) /
               (double) phone.size.width,
             self->focus_x);
  scroll_to (along,
             (double) phone.size.height * growth,
             height,
             (gtk_adjustment_get_value (along) + self->focus_y - (double) phone.origin.y) /
               (double) phone.size.height,
             self->focus_y);
}

static void
focus_on_middle (CueCompositionView *self)
{
  self->focus_x = gtk_widget_get_width (GTK_WIDGET (self->scroller)) / 2.0;
  self->focus_y = gtk_widget_get_height (GTK_WIDGET (self->scroller)) / 2.0;
}

static void
zoom_by (CueCompositionView *self, double factor)
{
  double scale = cue_composition_get_scale (self->composition);

  if (scale > 0)
    set_zoom (self, CLAMP (scale * factor, CUE_COMPOSITION_ZOOM_LEAST, CUE_COMPOSITION_ZOOM_MOST));
}

static void
zoom_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  focus_on_middle (CUE_COMPOSITION_VIEW (widget));
  zoom_by (CUE_COMPOSITION_VIEW (widget), ZOOM_STEP);
}

static void
zoom_out (GtkWidget *widget, const char *name, GVariant *parameter)
{
  focus_on_middle (CUE_COMPOSITION_VIEW (widget));
  zoom_by (CUE_COMPOSITION_VIEW (widget), 1 / ZOOM_STEP);
}

static void
zoom_to (GtkWidget *widget, const char *name, GVariant *parameter)
{
  focus_on_middle (CUE_COMPOSITION_VIEW (widget));
  set_zoom (CUE_COMPOSITION_VIEW (widget), g_variant_get_double (parameter));
}

static gboolean
on_scrolled (GtkEventControllerScroll *scroll, double dx, double dy, CueCompositionView *self)
{
  GdkEvent       *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (scroll));
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  double x, y, root_x, root_y;

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  focus_on_middle (self);

  if (event != NULL && gdk_event_get_position (event, &x, &y)) {
    GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

    gtk_native_get_surface_transform (native, &root_x, &root_y);
    gtk_widget_translate_coordinates (GTK_WIDGET (native),
                                      GTK_WIDGET (self->scroller),
                                      x - root_x,
                                      y - root_y,
                                      &self->focus_x,
                                      &self->focus_y);
  }

  zoom_by (self, pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
on_pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence, CueCompositionView *self)
{
  self->pinched = cue_composition_get_scale (self->composition);
  gtk_gesture_get_bounding_box_center (gesture, &self->focus_x, &self->focus_y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pinched (GtkGestureZoom *gesture, double scale, CueCompositionView *self)
{
  if (self->pinched > 0)
    set_zoom (self,
              CLAMP (self->pinched * scale, CUE_COMPOSITION_ZOOM_LEAST, CUE_COMPOSITION_ZOOM_MOST));
}

static void
on_pan_begun (GtkGestureDrag *gesture, double x, double y, CueCompositionView *self)
{
  self->pan_x = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->pan_y = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

/* The wipe has the drag while there is one. */
static void
on_panned (GtkGestureDrag *gesture, double dx, double dy, CueCompositionView *self)
{
  if (cue_composition_get_before (self->composition) != NULL ||
      cue_composition_get_zoom (self->composition) <= 0)
    return;

  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller), self->pan_x - dx);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->pan_y - dy);
}

static void
on_guide_changed (GSimpleAction *action, GVariant *value, CueCompositionView *self)
{
  g_autoptr (GFlagsClass) flags = g_type_class_ref (CUE_TYPE_PHONE_GUIDES);
  GFlagsValue   *guide = g_flags_get_value_by_nick (flags, g_action_get_name (G_ACTION (action)));
  CuePhoneGuides guides = cue_composition_get_guides (self->composition);

  g_simple_action_set_state (action, value);

  if (g_variant_get_boolean (value))
    guides |= guide->value;
  else
    guides &= ~guide->value;

  cue_composition_set_guides (self->composition, guides);
}

static void
show_full_screen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueCompositionView *self = CUE_COMPOSITION_VIEW (widget);
  GtkRoot            *root = gtk_widget_get_root (widget);
  GtkWidget          *window;

  if (!GTK_IS_WINDOW (root) || cue_composition_get_scene (self->composition) == NULL)
    return;

  window = cue_composition_window_new (GTK_WINDOW (root), self->composition, self->title);
  gtk_window_present (GTK_WINDOW (window));
}

static void
copy_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueCompositionView *self = CUE_COMPOSITION_VIEW (widget);

  cue_composition_copy_picture (self->composition, self->cancellable);
}

static void
save_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueCompositionView *self = CUE_COMPOSITION_VIEW (widget);

  cue_composition_save_picture (self->composition, self->title, self->cancellable);
}

static void
cue_composition_view_dispose (GObject *object)
{
  CueCompositionView *self = CUE_COMPOSITION_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  cue_composition_view_set_scene (self, NULL);

  G_OBJECT_CLASS (cue_composition_view_parent_class)->dispose (object);
}

static void
cue_composition_view_finalize (GObject *object)
{
  CueCompositionView *self = CUE_COMPOSITION_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->guides);
  g_free (self->title);

  G_OBJECT_CLASS (cue_composition_view_parent_class)->finalize (object);
}

static void
cue_composition_view_class_init (CueCompositionViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_composition_view_dispose;
  object_class->finalize = cue_composition_view_finalize;

  g_type_ensure (CUE_TYPE_COMPOSITION);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-composition-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, scroller);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, composition);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, cut_box);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, cut_words);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, wipe_box);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, wipe_adjustment);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, CueCompositionView, full_screen);

  gtk_widget_class_install_action (widget_class, "composition.zoom-in", NULL, zoom_in);
  gtk_widget_class_install_action (widget_class, "composition.zoom-out", NULL, zoom_out);
  gtk_widget_class_install_action (widget_class, "composition.zoom", "d", zoom_to);
  gtk_widget_class_install_action (widget_class, "composition.copy-picture", NULL, copy_picture);
  gtk_widget_class_install_action (widget_class, "composition.save-picture", NULL, save_picture);
  gtk_widget_class_install_action (widget_class, "composition.full-screen", NULL, show_full_screen);

  cue_composition_keys_bind (widget_class);
  gtk_widget_class_set_css_name (widget_class, "compositionview");
}

static void
add_guides (CueCompositionView *self)
{
  g_autoptr (GFlagsClass) flags = g_type_class_ref (CUE_TYPE_PHONE_GUIDES);

  self->guides = g_simple_action_group_new ();

  for (guint i = 0; i < flags->n_values; i++) {
    g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (flags->values[i].value_nick,
                                                                     NULL,
                                                                     g_variant_new_boolean (FALSE));

    g_signal_connect_object (action, "change-state", G_CALLBACK (on_guide_changed), self, 0);
    g_action_map_add_action (G_ACTION_MAP (self->guides), G_ACTION (action));
  }

  gtk_widget_insert_action_group (GTK_WIDGET (self), "guides", G_ACTION_GROUP (self->guides));
}

static void
cue_composition_view_init (CueCompositionView *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_composition_keep_wipe_order (self->wipe_box);
  add_guides (self);
  g_object_bind_property (self->composition,
                          "wipe",
                          self->wipe_adjustment,
                          "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->composition, "notify::zoom", G_CALLBACK (update_zoom), self);
  g_signal_connect_swapped (self->composition, "fitted", G_CALLBACK (update_zoom), self);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begun), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinched), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect (pan, "drag-begin", G_CALLBACK (on_pan_begun), self);
  g_signal_connect (pan, "drag-update", G_CALLBACK (on_panned), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), GTK_EVENT_CONTROLLER (pan));
  update_words (self);
}

/**
 * cue_composition_view_new:
 *
 * Returns: (transfer floating): a view of nothing
 */
GtkWidget *
cue_composition_view_new (void)
{
  return g_object_new (CUE_TYPE_COMPOSITION_VIEW, NULL);
}

/**
 * cue_composition_view_get_composition:
 * @self: a view
 *
 * Returns: (transfer none): what it shows; the same for the life of the view
 */
CueComposition *
cue_composition_view_get_composition (CueCompositionView *self)
{
  g_return_val_if_fail (CUE_IS_COMPOSITION_VIEW (self), NULL);

  return self->composition;
}

/**
 * cue_composition_view_set_scene:
 * @self: a view
 * @scene: (nullable): what to show
 *
 * Shows a scene, fitted into the room there is.
 */
void
cue_composition_view_set_scene (CueCompositionView *self, CuePhoneScene *scene)
{
  CuePhoneScene *old;

  g_return_if_fail (CUE_IS_COMPOSITION_VIEW (self));

  old = cue_composition_get_scene (self->composition);

  if (old == scene)
    return;

  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, update_words, self);

  cue_composition_set_zoom (self->composition, CUE_COMPOSITION_ZOOM_FIT);
  cue_composition_set_scene (self->composition, scene);

  if (scene != NULL)
    g_signal_connect_object (scene, "changed", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);

  update_words (self);
}

/**
 * cue_composition_view_set_before:
 * @self: a view
 * @before: (nullable): the version to compare with, or %NULL for none
 *
 * Shows two versions, with a slider for the wipe between them.
 */
void
cue_composition_view_set_before (CueCompositionView *self, CuePhoneScene *before)
{
  g_return_if_fail (CUE_IS_COMPOSITION_VIEW (self));

  cue_composition_set_before (self->composition, before);
  gtk_widget_set_visible (self->wipe_box, before != NULL);
}

/**
 * cue_composition_view_set_guides:
 * @self: a view
 * @guides: what is drawn over the composition
 *
 * Chooses the guides as the menu does.
 */
void
cue_composition_view_set_guides (CueCompositionView *self, CuePhoneGuides guides)
{
  g_autoptr (GFlagsClass) flags = g_type_class_ref (CUE_TYPE_PHONE_GUIDES);

  g_return_if_fail (CUE_IS_COMPOSITION_VIEW (self));

  for (guint i = 0; i < flags->n_values; i++)
    g_action_group_change_action_state (G_ACTION_GROUP (self->guides),
                                        flags->values[i].value_nick,
                                        g_variant_new_boolean ((guides & flags->values[i].value) !=
                                                               0));
}

/**
 * cue_composition_view_set_title:
 * @self: a view
 * @title: (nullable): what is shown, in a word; the name of the state
 *
 * Gives the name by which it is read out, and under which its picture is saved.
 */
void
cue_composition_view_set_title (CueCompositionView *self, const char *title)
{
  g_autofree char *label = NULL;

  g_return_if_fail (CUE_IS_COMPOSITION_VIEW (self));

  g_free (self->title);
  self->title = g_strdup (title);
  /* Translators: %s is the name of a state, such as “Prelive” */
  label = title != NULL ? g_strdup_printf (_ ("Phone in the state %s"), title)
                        : g_strdup (_ ("Phone preview"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->composition),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/**
 * cue_composition_view_set_alone:
 * @self: a view
 * @alone: whether it covers the screen
 *
 * Turns the button for full screen into one to leave it, which closes the window.
 */
void
cue_composition_view_set_alone (CueCompositionView *self, gboolean alone)
{
  const char *words = alone ? _ ("Leave Full Screen") : _ ("Full Screen");

  g_return_if_fail (CUE_IS_COMPOSITION_VIEW (self));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->full_screen),
                                  alone ? "window.close" : "composition.full-screen");
  gtk_button_set_icon_name (self->full_screen,
                            alone ? "view-restore-symbolic" : "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->full_screen), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->full_screen),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}
