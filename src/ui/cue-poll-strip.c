// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-poll-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "cue-poll-words.h"

#define BAR_GAP    3
#define HEAD_SPACE 9 /* above the bars, for the mark that names the outcome */
#define LEAST_BAR  3

/**
 * CuePollStrip:
 *
 * The last requests for the state as a strip of bars, the newest at the end. The height is how long
 * the answer took. The outcome is told by shape and colour together: a plain bar (unchanged), a bar
 * with a dot above (changed), an outlined bar (out of date), a full bar with a cross above
 * (failed).
 *
 * Point at a bar, or walk along the strip with the arrow keys, and ‘caption’ says what it was.
 * Main thread only.
 */
struct _CuePollStrip {
  GtkWidget parent_instance;

  GListModel *polls;   /* owned; of CuePollResult, oldest first; may be NULL */
  char       *caption; /* owned; what the bar under the cursor was; never NULL */
  int         cursor;  /* bars counted from the newest; -1 when nothing is chosen */
};

G_DEFINE_FINAL_TYPE (CuePollStrip, cue_poll_strip, GTK_TYPE_WIDGET)

typedef enum {
  PROP_POLLS = 1,
  PROP_CAPTION,
} CuePollStripProperty;

static GParamSpec *properties[PROP_CAPTION + 1];

/**
 * cue_poll_strip_get_scale:
 * @longest_us: the longest answer that is shown
 *
 * Chooses what the full height of the strip stands for. It grows in steps, so that one slow answer
 * among many does not make every bar jump at each poll.
 *
 * Returns: microseconds
 */
gint64
cue_poll_strip_get_scale (gint64 longest_us)
{
  static const gint64 steps_ms[] = { 50, 100, 250, 500, 1000, 2500, 5000, 15000 };

  for (guint i = 0; i < G_N_ELEMENTS (steps_ms); i++) {
    if (longest_us <= steps_ms[i] * 1000)
      return steps_ms[i] * 1000;
  }

  return longest_us;
}

/**
 * cue_poll_strip_get_bar_fraction:
 * @duration_us: how long the answer took
 * @scale_us: what the full height stands for
 *
 * Returns: the height of the bar, 0 to 1
 */
double
cue_poll_strip_get_bar_fraction (gint64 duration_us, gint64 scale_us)
{
  if (duration_us <= 0 || scale_us <= 0)
    return 0;

  /* The square root lets 20 ms and 200 ms be told apart beside an answer of 5 s. */
  return MIN (sqrt ((double) duration_us / (double) scale_us), 1);
}

static int
get_bar_width (CuePollStrip *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) > 90 ? 11 : 7;
}

static guint
count_bars (CuePollStrip *self)
{
  guint slots = (guint) MAX (gtk_widget_get_width (GTK_WIDGET (self)) + BAR_GAP, 0) /
                (guint) (get_bar_width (self) + BAR_GAP);

  return self->polls != NULL ? MIN (slots, g_list_model_get_n_items (self->polls)) : 0;
}

static CuePollResult *
get_poll (CuePollStrip *self, guint from_newest)
{
  guint n_items = self->polls != NULL ? g_list_model_get_n_items (self->polls) : 0;

  return from_newest < n_items ? g_list_model_get_item (self->polls, n_items - 1 - from_newest)
                               : NULL;
}

static float
get_bar_x (CuePollStrip *self, guint from_newest)
{
  float offset = (float) ((int) from_newest * (get_bar_width (self) + BAR_GAP));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return offset;

  return (float) gtk_widget_get_width (GTK_WIDGET (self)) - (float) get_bar_width (self) - offset;
}

static int
find_bar_at (CuePollStrip *self, double x)
{
  double from_end = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                      ? x
                      : gtk_widget_get_width (GTK_WIDGET (self)) - x;
  int    bar = (int) (from_end / (get_bar_width (self) + BAR_GAP));

  return from_end >= 0 && bar < (int) count_bars (self) ? bar : -1;
}

static void
update_caption (CuePollStrip *self)
{
  g_autoptr (CuePollResult) poll = get_poll (self, (guint) MAX (self->cursor, 0));
  g_autofree char *caption = poll != NULL ? cue_poll_words_describe (poll) : NULL;
  g_autofree char *summary = NULL;

  if (caption == NULL)
    caption = g_strdup (_ ("No polls yet"));
  else if (strchr (caption, '\n') != NULL && self->cursor < 0)
    *strchr (caption, '\n') = '\0';

  if (self->polls != NULL)
    summary = cue_poll_words_summarize (self->polls, count_bars (self));
  else
    summary = g_strdup (caption);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  caption,
                                  -1);

  if (g_strcmp0 (self->caption, caption) != 0) {
    g_free (self->caption);
    self->caption = g_steal_pointer (&caption);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
  }
}

static void
move_cursor (CuePollStrip *self, int cursor)
{
  cursor = CLAMP (cursor, -1, (int) count_bars (self) - 1);

  if (self->cursor == cursor)
    return;

  self->cursor = cursor;
  update_caption (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_polls_changed (GListModel *polls, guint position, guint removed, guint added, CuePollStrip *self)
{
  /* The chosen bar moves along with the others. */
  if (self->cursor >= 0 && added > 0)
    self->cursor = MIN (self->cursor + (int) added, (int) count_bars (self) - 1);

  update_caption (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_pointer_moved (GtkEventControllerMotion *controller, double x, double y, CuePollStrip *self)
{
  move_cursor (self, find_bar_at (self, x));
}

static void
on_pointer_left (GtkEventControllerMotion *controller, CuePollStrip *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    move_cursor (self, -1);
}

static void
on_focus_left (GtkEventControllerFocus *controller, CuePollStrip *self)
{
  move_cursor (self, -1);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                CuePollStrip          *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (keyval) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    move_cursor (self, self->cursor + (rtl ? -1 : 1));
    return TRUE;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    move_cursor (self, MAX (self->cursor + (rtl ? 1 : -1), 0));
    return TRUE;
  case GDK_KEY_Home:
    move_cursor (self, (int) count_bars (self) - 1);
    return TRUE;
  case GDK_KEY_End:
    move_cursor (self, 0);
    return TRUE;
  case GDK_KEY_Escape:
    if (self->cursor < 0)
      return FALSE;
    move_cursor (self, -1);
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
on_query_tooltip (CuePollStrip *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip,
                  gpointer      data)
{
  int bar = keyboard ? self->cursor : find_bar_at (self, x);
  g_autoptr (CuePollResult) poll = bar >= 0 ? get_poll (self, (guint) bar) : NULL;
  g_autofree char *words = NULL;
  GdkRectangle     area;

  if (poll == NULL)
    return FALSE;

  words = cue_poll_words_describe (poll);
  area = (GdkRectangle){ (int) get_bar_x (self, (guint) bar),
                         0,
                         get_bar_width (self),
                         gtk_widget_get_height (GTK_WIDGET (self)) };
  gtk_tooltip_set_text (tooltip, words);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
lookup_colour (GtkStyleContext *style, const char *name, float alpha, GdkRGBA *colour)
{
  if (name == NULL || !gtk_style_context_lookup_color (style, name, colour))
    gtk_style_context_get_color (style, colour);

  colour->alpha *= alpha;
}

static void
append_cross (GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y)
{
  for (int turn = 45; turn <= 135; turn += 90) {
    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
    gtk_snapshot_rotate (snapshot, (float) turn);
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (-4, -1, 8, 2));
    gtk_snapshot_restore (snapshot);
  }
}

static void
append_bar (CuePollStrip *self, GtkSnapshot *snapshot, guint from_newest, gint64 scale_us)
{
  g_autoptr (CuePollResult) poll = get_poll (self, from_newest);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  float            whole = (float) gtk_widget_get_height (GTK_WIDGET (self)) - HEAD_SPACE;
  float            x = get_bar_x (self, from_newest);
  float            height;
  GskRoundedRect   bar, dot;
  GdkRGBA          colour;

  height = (float) cue_poll_strip_get_bar_fraction (cue_poll_result_get_duration (poll), scale_us);
  height = MAX (roundf (height * whole), LEAST_BAR);

  if (cue_poll_result_get_outcome (poll) == CUE_POLL_FAILED)
    height = whole;

  gsk_rounded_rect_init_from_rect (&bar,
                                   &GRAPHENE_RECT_INIT (x,
                                                        HEAD_SPACE + whole - height,
                                                        get_bar_width (self),
                                                        height),
                                   1.5f);

  switch (cue_poll_result_get_outcome (poll)) {
  case CUE_POLL_CHANGED:
    lookup_colour (style, "accent_color", 1, &colour);
    gsk_rounded_rect_init_from_rect (&dot,
                                     &GRAPHENE_RECT_INIT (x + 1, bar.bounds.origin.y - 7, 5, 5),
                                     2.5f);
    gtk_snapshot_push_rounded_clip (snapshot, &dot);
    gtk_snapshot_append_color (snapshot, &colour, &dot.bounds);
    gtk_snapshot_pop (snapshot);
    break;
  case CUE_POLL_FAILED:
    lookup_colour (style, "error_color", 1, &colour);
    append_cross (snapshot, &colour, x + get_bar_width (self) / 2.0f, HEAD_SPACE / 2.0f);
    break;
  case CUE_POLL_STALE:
    lookup_colour (style, "warning_color", 1, &colour);
    gtk_snapshot_append_border (snapshot,
                                &bar,
                                (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f },
                                (GdkRGBA[4]){ colour, colour, colour, colour });
    return;
  case CUE_POLL_UNCHANGED:
  default:
    lookup_colour (style, NULL, 0.45f, &colour);
  }

  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, &colour, &bar.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
cue_poll_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CuePollStrip *self = CUE_POLL_STRIP (widget);
  guint         n_bars = count_bars (self);
  int           width = gtk_widget_get_width (widget);
  int           height = gtk_widget_get_height (widget);
  gint64        longest = 0;
  GdkRGBA       colour;

  lookup_colour (gtk_widget_get_style_context (widget), NULL, 0.12f, &colour);
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (0, height - 1, width, 1));

  for (guint i = 0; i < n_bars; i++) {
    g_autoptr (CuePollResult) poll = get_poll (self, i);

    if (cue_poll_result_get_outcome (poll) != CUE_POLL_FAILED)
      longest = MAX (longest, cue_poll_result_get_duration (poll));
  }

  if (self->cursor >= 0)
    gtk_snapshot_append_color (snapshot,
                               &colour,
                               &GRAPHENE_RECT_INIT (get_bar_x (self, (guint) self->cursor) - 1.5f,
                                                    0,
                                                    get_bar_width (self) + 3,
                                                    height));

  for (guint i = 0; i < n_bars; i++)
    append_bar (self, snapshot, i, cue_poll_strip_get_scale (longest));
}

static void
cue_poll_strip_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 100;
    *natural = 400;
  } else
    *minimum = *natural = HEAD_SPACE + 30;
}

static void
cue_poll_strip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CuePollStrip *self = CUE_POLL_STRIP (object);

  switch ((CuePollStripProperty) id) {
  case PROP_POLLS:
    g_value_set_object (value, self->polls);
    break;
  case PROP_CAPTION:
    g_value_set_string (value, self->caption);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_poll_strip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CuePollStripProperty) id) {
  case PROP_POLLS:
    cue_poll_strip_set_polls (CUE_POLL_STRIP (object), g_value_get_object (value));
    break;
  case PROP_CAPTION:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_poll_strip_dispose (GObject *object)
{
  CuePollStrip *self = CUE_POLL_STRIP (object);

  if (self->polls != NULL)
    g_signal_handlers_disconnect_by_func (self->polls, on_polls_changed, self);

  g_clear_object (&self->polls);

  G_OBJECT_CLASS (cue_poll_strip_parent_class)->dispose (object);
}

static void
cue_poll_strip_finalize (GObject *object)
{
  g_clear_pointer (&CUE_POLL_STRIP (object)->caption, g_free);

  G_OBJECT_CLASS (cue_poll_strip_parent_class)->finalize (object);
}

static void
cue_poll_strip_class_init (CuePollStripClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_poll_strip_get_property;
  object_class->set_property = cue_poll_strip_set_property;
  object_class->dispose = cue_poll_strip_dispose;
  object_class->finalize = cue_poll_strip_finalize;
  widget_class->measure = cue_poll_strip_measure;
  widget_class->snapshot = cue_poll_strip_snapshot;

  properties[PROP_POLLS] =
    g_param_spec_object ("polls",
                         NULL,
                         NULL,
                         G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CAPTION] =
    g_param_spec_string ("caption",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "pollstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cue_poll_strip_init (CuePollStrip *self)
{
  GtkWidget          *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->caption = g_strdup (_ ("No polls yet"));
  self->cursor = -1;

  g_signal_connect (motion, "enter", G_CALLBACK (on_pointer_moved), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_pointer_left), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Last polls"),
                                  -1);
}

/**
 * cue_poll_strip_new:
 *
 * Returns: (transfer floating): a strip without polls
 */
GtkWidget *
cue_poll_strip_new (void)
{
  return g_object_new (CUE_TYPE_POLL_STRIP, NULL);
}

/**
 * cue_poll_strip_set_polls:
 * @self: a strip
 * @polls: (nullable): a list of [class@PollResult], oldest first
 *
 * Chooses what is shown; the strip follows the list from then on.
 */
void
cue_poll_strip_set_polls (CuePollStrip *self, GListModel *polls)
{
  g_return_if_fail (CUE_IS_POLL_STRIP (self));

  if (self->polls == polls)
    return;

  if (self->polls != NULL)
    g_signal_handlers_disconnect_by_func (self->polls, on_polls_changed, self);

  g_set_object (&self->polls, polls);
  self->cursor = -1;

  if (polls != NULL)
    g_signal_connect_object (polls, "items-changed", G_CALLBACK (on_polls_changed), self, 0);

  update_caption (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POLLS]);
}

/**
 * cue_poll_strip_get_caption:
 * @self: a strip
 *
 * Returns: (transfer none): what the chosen bar was, or the newest when none is chosen
 */
const char *
cue_poll_strip_get_caption (CuePollStrip *self)
{
  g_return_val_if_fail (CUE_IS_POLL_STRIP (self), "");

  return self->caption;
}
