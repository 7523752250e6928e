// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-time-histogram.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-time-histogram-private.h"

#define BAR_WIDTH 7 /* at least, with the gap behind it */
#define HEIGHT    44
#define MIN_BINS  12
#define MAX_BINS  240

/**
 * CueTimeHistogram:
 *
 * How many happened when, as bars over a span of time, of which a part may be chosen: by dragging
 * over it, or with the arrow keys, Shift to choose more, Return to choose the bar under the cursor
 * and Escape for everything again. What failed stands at the foot of its bar in another colour,
 * with a triangle above the bar, and in the words of the ‘caption’. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueTimeHistogram, cue_time_histogram, GTK_TYPE_WIDGET)

typedef enum {
  PROP_CAPTION = 1,
  PROP_N_WANTED,
} CueTimeHistogramProperty;

typedef enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
} CueTimeHistogramSignal;

static GParamSpec *properties[PROP_N_WANTED + 1];
static guint       signals[N_SIGNALS];

static int
find_bin (CueTimeHistogram *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->n_bins == 0 || width <= 0)
    return -1;

  if (cue_time_histogram_is_rtl (self))
    x = width - x;

  return CLAMP ((int) floor (x * self->n_bins / width), 0, (int) self->n_bins - 1);
}

static char *
describe_counts (guint n, guint n_failed)
{
  g_autofree char *events =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", n), n);

  if (n_failed == 0)
    return g_steal_pointer (&events);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u failed", "%s, %u failed", n_failed),
                          events,
                          n_failed);
}

static char *
describe (CueTimeHistogram *self, int first, int last)
{
  guint            n = 0, n_failed = 0;
  g_autofree char *span = cue_moment_format_span (cue_time_histogram_get_bin_start (self, first),
                                                  cue_time_histogram_get_bin_start (self, last + 1),
                                                  self->zone);
  g_autofree char *counts = NULL;

  for (int i = first; i <= last; i++) {
    n += self->bins[i].n;
    n_failed += self->bins[i].n_failed;
  }

  counts = describe_counts (n, n_failed);
  return g_strdup_printf ("%s · %s", span, counts);
}

static void
update_caption (CueTimeHistogram *self)
{
  g_autofree char *caption = NULL;

  if (self->n_bins == 0)
    caption = g_strdup (_ ("No events"));
  else if (self->anchor >= 0 && self->cursor >= 0)
    caption = describe (self, MIN (self->anchor, self->cursor), MAX (self->anchor, self->cursor));
  else if (self->cursor >= 0)
    caption = describe (self, self->cursor, self->cursor);
  else
    caption = describe (self, 0, (int) self->n_bins - 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) MAX (self->n_bins, 1) - 1,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) MAX (self->cursor, 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  caption,
                                  -1);

  if (g_strcmp0 (self->caption, caption) == 0)
    return;

  g_free (self->caption);
  self->caption = g_steal_pointer (&caption);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
}

static void
update (CueTimeHistogram *self)
{
  update_caption (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_cursor (CueTimeHistogram *self, int cursor)
{
  cursor = CLAMP (cursor, -1, (int) self->n_bins - 1);

  if (self->cursor == cursor)
    return;

  self->cursor = cursor;
  update (self);
}

static void
choose (CueTimeHistogram *self, gint64 from_ns, gint64 to_ns)
{
  self->anchor = -1;

  if (self->chosen_from != from_ns || self->chosen_to != to_ns) {
    self->chosen_from = from_ns;
    self->chosen_to = to_ns;
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, from_ns, to_ns);
  }

  update (self);
}

static void
choose_bins (CueTimeHistogram *self, int one, int other)
{
  if (one >= 0 && other >= 0)
    choose (self,
            cue_time_histogram_get_bin_start (self, MIN (one, other)),
            cue_time_histogram_get_bin_start (self, MAX (one, other) + 1));
}

static void
on_drag_begun (CueTimeHistogram *self, double x, double y, GtkGestureDrag *drag)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->anchor = find_bin (self, x);
  move_cursor (self, self->anchor);
  update (self);
}

static void
on_dragged (CueTimeHistogram *self, double offset_x, double offset_y, GtkGestureDrag *drag)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y) && self->anchor >= 0)
    move_cursor (self, find_bin (self, x + offset_x));
}

static void
on_drag_ended (CueTimeHistogram *self, double offset_x, double offset_y, GtkGestureDrag *drag)
{
  choose_bins (self, self->anchor, self->cursor);
}

static void
on_pointer_moved (CueTimeHistogram *self, double x, double y)
{
  if (self->anchor < 0)
    move_cursor (self, find_bin (self, x));
}

static void
on_left (CueTimeHistogram *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)) && self->anchor < 0)
    move_cursor (self, -1);
}

static void
on_focus_left (CueTimeHistogram *self)
{
  self->anchor = -1;
  move_cursor (self, -1);
}

static gboolean
walk (CueTimeHistogram *self, int cursor, GdkModifierType state)
{
  if (self->n_bins == 0)
    return FALSE;

  if ((state & GDK_SHIFT_MASK) == 0)
    self->anchor = -1;
  else if (self->anchor < 0)
    self->anchor = MAX (self->cursor, 0);

  move_cursor (self, CLAMP (cursor, 0, (int) self->n_bins - 1));
  update (self);
  return TRUE;
}

static gboolean
on_key_pressed (CueTimeHistogram *self, guint keyval, guint keycode, GdkModifierType state)
{
  int step = cue_time_histogram_is_rtl (self) ? -1 : 1;

  switch (keyval) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    return walk (self, self->cursor < 0 ? 0 : self->cursor - step, state);
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    return walk (self, self->cursor < 0 ? 0 : self->cursor + step, state);
  case GDK_KEY_Home:
    return walk (self, 0, state);
  case GDK_KEY_End:
    return walk (self, (int) self->n_bins - 1, state);
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_space:
    if (self->cursor < 0)
      return FALSE;
    choose_bins (self, self->anchor >= 0 ? self->anchor : self->cursor, self->cursor);
    return TRUE;
  case GDK_KEY_Escape:
    if (self->anchor < 0 && !cue_time_histogram_has_choice (self))
      return FALSE;
    choose (self, 0, 0);
    return TRUE;
  default:
    return FALSE;
  }
}

static void
cue_time_histogram_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MIN_BINS * BAR_WIDTH;
    *natural = *minimum * 4;
  } else
    *minimum = *natural = HEIGHT + CUE_TIME_HISTOGRAM_HEAD + CUE_TIME_HISTOGRAM_FOOT;
}

static void
cue_time_histogram_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueTimeHistogram *self = CUE_TIME_HISTOGRAM (widget);
  guint             n = (guint) CLAMP (width / BAR_WIDTH, MIN_BINS, MAX_BINS);

  if (self->n_wanted == n)
    return;

  self->n_wanted = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WANTED]);
}

static void
cue_time_histogram_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueTimeHistogram *self = CUE_TIME_HISTOGRAM (object);

  switch ((CueTimeHistogramProperty) id) {
  case PROP_CAPTION:
    g_value_set_string (value, self->caption);
    break;
  case PROP_N_WANTED:
    g_value_set_uint (value, self->n_wanted);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_time_histogram_finalize (GObject *object)
{
  CueTimeHistogram *self = CUE_TIME_HISTOGRAM (object);

  g_free (self->bins);
  g_free (self->caption);

  G_OBJECT_CLASS (cue_time_histogram_parent_class)->finalize (object);
}

static void
cue_time_histogram_class_init (CueTimeHistogramClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_time_histogram_get_property;
  object_class->finalize = cue_time_histogram_finalize;
  widget_class->snapshot = cue_time_histogram_snapshot;
  widget_class->measure = cue_time_histogram_measure;
  widget_class->size_allocate = cue_time_histogram_size_allocate;

  /**
   * CueTimeHistogram:caption:
   *
   * What is under the cursor or the pointer, or else of everything, in words.
   */
  properties[PROP_CAPTION] =
    g_param_spec_string ("caption",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * CueTimeHistogram:n-wanted:
   *
   * How many bars there is room for. It changes while sizes are shared out.
   */
  properties[PROP_N_WANTED] =
    g_param_spec_uint ("n-wanted",
                       NULL,
                       NULL,
                       0,
                       MAX_BINS,
                       0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueTimeHistogram::chosen:
   * @from_ns: nanoseconds since 1970 UTC
   * @to_ns: the first nanosecond after it; both are 0 when everything is chosen again
   *
   * The user chose a span of time.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT64,
                                         G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "timehistogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
cue_time_histogram_init (CueTimeHistogram *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->cursor = self->anchor = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Events over time"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Arrow keys move, Shift chooses more, Return shows only what "
                                     "is chosen, Escape shows everything."),
                                  -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begun), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_dragged), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_ended), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_pointer_moved), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  update_caption (self);
}

/**
 * cue_time_histogram_new:
 *
 * Returns: (transfer floating): a histogram of nothing
 */
GtkWidget *
cue_time_histogram_new (void)
{
  return g_object_new (CUE_TYPE_TIME_HISTOGRAM, NULL);
}

/**
 * cue_time_histogram_set_bins:
 * @self: a histogram
 * @from_ns: when the first begins, nanoseconds since 1970 UTC
 * @width_ns: of each, nanoseconds, at least 1
 * @bins: (array length=n_bins) (nullable): the bars; copied
 * @n_bins: their number; 0 for nothing to show
 *
 * Changes what is shown. What is chosen stays, being a span of time.
 */
void
cue_time_histogram_set_bins (CueTimeHistogram *self,
                             gint64            from_ns,
                             gint64            width_ns,
                             const CueTimeBin *bins,
                             guint             n_bins)
{
  g_return_if_fail (CUE_IS_TIME_HISTOGRAM (self));
  g_return_if_fail (n_bins == 0 || (bins != NULL && width_ns > 0));

  g_free (self->bins);
  self->bins = n_bins > 0 ? g_memdup2 (bins, sizeof *bins * n_bins) : NULL;
  self->n_bins = n_bins;
  self->from_ns = from_ns;
  self->width_ns = MAX (width_ns, 1);
  self->cursor = MIN (self->cursor, (int) n_bins - 1);
  self->anchor = MIN (self->anchor, (int) n_bins - 1);
  update (self);
}

/**
 * cue_time_histogram_set_zone:
 * @self: a histogram
 * @zone: by which clock times are said
 *
 * Says by which clock times are said.
 */
void
cue_time_histogram_set_zone (CueTimeHistogram *self, CueMomentZone zone)
{
  g_return_if_fail (CUE_IS_TIME_HISTOGRAM (self));

  self->zone = zone;
  update_caption (self);
}

/**
 * cue_time_histogram_set_selection:
 * @self: a histogram
 * @from_ns: nanoseconds since 1970 UTC
 * @to_ns: the first nanosecond after it; not after @from_ns for everything
 *
 * Shows what was chosen elsewhere; the signal is for what is chosen here.
 */
void
cue_time_histogram_set_selection (CueTimeHistogram *self, gint64 from_ns, gint64 to_ns)
{
  g_return_if_fail (CUE_IS_TIME_HISTOGRAM (self));

  self->chosen_from = from_ns;
  self->chosen_to = to_ns;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cue_time_histogram_get_selection:
 * @self: a histogram
 * @from_ns: (out): nanoseconds since 1970 UTC
 * @to_ns: (out): the first nanosecond after it
 *
 * Returns: whether a part is chosen
 */
gboolean
cue_time_histogram_get_selection (CueTimeHistogram *self, gint64 *from_ns, gint64 *to_ns)
{
  g_return_val_if_fail (CUE_IS_TIME_HISTOGRAM (self), FALSE);

  *from_ns = self->chosen_from;
  *to_ns = self->chosen_to;
  return cue_time_histogram_has_choice (self);
}

/**
 * cue_time_histogram_get_n_wanted:
 * @self: a histogram
 *
 * Returns: how many bars there is room for
 */
guint
cue_time_histogram_get_n_wanted (CueTimeHistogram *self)
{
  g_return_val_if_fail (CUE_IS_TIME_HISTOGRAM (self), 0);

  return self->n_wanted;
}

/**
 * cue_time_histogram_get_caption:
 * @self: a histogram
 *
 * Returns: (transfer none): what is under the cursor, or else of everything, in words
 */
const char *
cue_time_histogram_get_caption (CueTimeHistogram *self)
{
  g_return_val_if_fail (CUE_IS_TIME_HISTOGRAM (self), NULL);

  return self->caption;
}
