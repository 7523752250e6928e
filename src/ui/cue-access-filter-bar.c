// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "cue-access-menu.h"
#include "cue-access-moment.h"
#include "cue-access-range.h"
#include "cue-chip.h"
#include "cue-ticker.h"

#define AROUND_US    (5 * 60 * G_USEC_PER_SEC)
#define RANGE_STEP_S 30 /* a running time range is moved on this often */

/* As the template lists them. */
typedef enum {
  KIND_EVERYTHING,
  KIND_ENTRIES,
  KIND_INCIDENTS,
  KIND_REFUSED,
  KIND_OPEN_ALARMS,
} Kind;

static const struct {
  CueAccessKinds kinds;
  CueAccessMarks marks;
} kinds[] = {
  [KIND_EVERYTHING] = { CUE_ACCESS_ALL_KINDS, 0 },
  [KIND_ENTRIES] = { CUE_ACCESS_ENTRIES | CUE_ACCESS_GAPS, 0 },
  [KIND_INCIDENTS] = { CUE_ACCESS_INCIDENTS | CUE_ACCESS_GAPS, 0 },
  [KIND_REFUSED] = { CUE_ACCESS_ALL_KINDS, CUE_ACCESS_MARK_REFUSED },
  [KIND_OPEN_ALARMS] = { CUE_ACCESS_ALL_KINDS, CUE_ACCESS_MARK_OPEN },
};

#define RANGE_ANY 0

/* The one after the last of them asks. */
static const guint range_minutes[] = { 0, 5, 15, 60, 24 * 60 };

/**
 * CueAccessFilterBar:
 *
 * Which rows of the log of doors are shown: a search, what, of which time, and a button for each
 * value that was clicked, which takes it away again. Main thread only.
 */
struct _CueAccessFilterBar {
  AdwBin parent_instance;

  CueAccessView *view; /* owned; may be NULL */
  gboolean       filling;
  gboolean       chosen;       /* a span of time that does not go on with the time */
  gint64         from_us;      /* of that */
  gint64         to_us;        /* of that */
  gint64         offset_us;    /* of the clocks it was chosen by, ahead of UTC */
  guint          range_before; /* what was selected before the user was asked */
  gint64         range_set_us;
  GtkWidget     *asker;  /* owned as a child */
  guint          ask_id; /* idle; 0 when none is due */

  GtkSearchEntry    *search;
  GtkDropDown       *kind;
  GtkDropDown       *range;
  GtkToggleButton   *hide_names;
  GtkToggleButton   *pause;
  GtkScrolledWindow *chips_scroller;
  GtkBox            *chips;
};

G_DEFINE_FINAL_TYPE (CueAccessFilterBar, cue_access_filter_bar, ADW_TYPE_BIN)

static CueAccessFilter *
get_filter (CueAccessFilterBar *self)
{
  return cue_access_view_get_filter (self->view);
}

static gint64
get_range_begin (CueAccessFilterBar *self, guint selected, gint64 now)
{
  return now - (gint64) range_minutes[selected] * 60 * G_USEC_PER_SEC;
}

static void
apply_range (CueAccessFilterBar *self)
{
  guint  selected = gtk_drop_down_get_selected (self->range);
  gint64 now = cue_clock_get_wall (cue_access_view_get_clock (self->view));

  self->range_set_us = now;

  if (self->chosen)
    cue_access_filter_set_range (get_filter (self), self->from_us, self->to_us);
  else if (selected == RANGE_ANY || selected >= G_N_ELEMENTS (range_minutes))
    cue_access_filter_set_range (get_filter (self), G_MININT64, G_MAXINT64);
  else
    cue_access_filter_set_range (get_filter (self),
                                 get_range_begin (self, selected, now),
                                 G_MAXINT64);
}

/* “The last five minutes” goes on with the time. */
static void
on_second_passed (GtkWidget *widget)
{
  CueAccessFilterBar *self = CUE_ACCESS_FILTER_BAR (widget);
  guint               selected = gtk_drop_down_get_selected (self->range);
  gint64              now;

  if (self->view == NULL || self->chosen || selected == RANGE_ANY ||
      selected >= G_N_ELEMENTS (range_minutes))
    return;

  now = cue_clock_get_wall (cue_access_view_get_clock (self->view));

  if (now - self->range_set_us < RANGE_STEP_S * G_USEC_PER_SEC)
    return;

  self->range_set_us = now;
  cue_access_filter_move_range (get_filter (self), get_range_begin (self, selected, now));
}

static void
on_chip_clicked (CueAccessFilterBar *self, GtkButton *chip)
{
  CueAccessFacet facet = (CueAccessFacet) g_variant_get_int32 (
    gtk_actionable_get_action_target_value (GTK_ACTIONABLE (chip)));

  cue_access_view_filter_by (self->view, facet, NULL);
}

static void update_chips (CueAccessFilterBar *self);

static void
choose_span (CueAccessFilterBar *self, gboolean chosen, gint64 from_us, gint64 to_us)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->range, RANGE_ANY);
  self->filling = FALSE;
  self->range_before = RANGE_ANY;
  self->chosen = chosen;
  self->from_us = from_us;
  self->to_us = to_us;
  apply_range (self);
  update_chips (self);
}

static void
on_span_clicked (CueAccessFilterBar *self)
{
  choose_span (self, FALSE, 0, 0);
}

static char *
describe_span (CueAccessFilterBar *self)
{
  gint64 now = cue_clock_get_wall (cue_access_view_get_clock (self->view)) + self->offset_us;

  return cue_access_moment_format (self->from_us != G_MININT64 ? self->from_us + self->offset_us
                                                               : G_MININT64,
                                   self->to_us != G_MAXINT64 ? self->to_us + self->offset_us
                                                             : G_MAXINT64,
                                   now);
}

static void
on_range_chosen (CueAccessFilterBar *self, gint64 from_us, gint64 to_us, gint64 offset_us)
{
  self->offset_us = offset_us;
  choose_span (self, TRUE, from_us, to_us);
}

/* The list of the button has to be gone before something else can have the keys. */
static gboolean
on_ask (gpointer data)
{
  CueAccessFilterBar *self = data;
  graphene_rect_t     place;

  self->ask_id = 0;

  if (self->view == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self->range), GTK_WIDGET (self), &place))
    return G_SOURCE_REMOVE;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->asker),
                               &(GdkRectangle){ (int) place.origin.x,
                                                (int) place.origin.y,
                                                (int) place.size.width,
                                                (int) place.size.height });
  cue_access_range_ask (CUE_ACCESS_RANGE (self->asker), self->view);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
add_chip (CueAccessFilterBar *self, const char *name, const char *value)
{
  GtkWidget *chip = cue_chip_new (name, value);

  gtk_box_append (self->chips, chip);
  return chip;
}

static void
update_chips (CueAccessFilterBar *self)
{
  GtkWidget *child;

  cue_chip_remove_all (self->chips);

  for (CueAccessFacet facet = 0; facet < CUE_ACCESS_N_FACETS; facet++) {
    g_autofree char *value = cue_access_view_describe_facet (self->view, facet);

    if (value == NULL)
      continue;

    child = add_chip (self, cue_access_menu_get_facet_name (facet), value);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (child), "i", (int) facet);
    g_signal_connect_swapped (child, "clicked", G_CALLBACK (on_chip_clicked), self);
  }

  if (self->chosen) {
    g_autofree char *span = describe_span (self);

    child = add_chip (self, _ ("Time"), span);
    g_signal_connect_swapped (child, "clicked", G_CALLBACK (on_span_clicked), self);
  }

  gtk_widget_set_visible (GTK_WIDGET (self->chips_scroller),
                          gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

static void
update_controls (CueAccessFilterBar *self)
{
  const char    *text = cue_access_filter_get_text (get_filter (self));
  CueAccessKinds shown = cue_access_filter_get_kinds (get_filter (self));
  CueAccessMarks marks = cue_access_filter_get_marks (get_filter (self));

  self->filling = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (kinds[i].kinds == shown && kinds[i].marks == marks)
      gtk_drop_down_set_selected (self->kind, i);
  }

  if (g_strcmp0 (text != NULL ? text : "", gtk_editable_get_text (GTK_EDITABLE (self->search))) !=
      0)
    gtk_editable_set_text (GTK_EDITABLE (self->search), text != NULL ? text : "");

  gtk_toggle_button_set_active (self->hide_names, cue_access_view_get_hide_names (self->view));
  gtk_toggle_button_set_active (self->pause, cue_access_view_get_paused (self->view));
  self->filling = FALSE;
  update_chips (self);
}

static void
on_search_changed (CueAccessFilterBar *self)
{
  if (self->view != NULL && !self->filling)
    cue_access_filter_set_text (get_filter (self),
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_search_stopped (CueAccessFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_kind_changed (CueAccessFilterBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  if (self->view == NULL || self->filling || selected >= G_N_ELEMENTS (kinds))
    return;

  cue_access_filter_set_kinds (get_filter (self), kinds[selected].kinds);
  cue_access_filter_set_marks (get_filter (self), kinds[selected].marks);
}

static void
on_range_changed (CueAccessFilterBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->range);

  if (self->view == NULL || self->filling)
    return;

  if (selected == G_N_ELEMENTS (range_minutes)) {
    /* It is a question, not an answer: what is shown stays until there is one. */
    self->filling = TRUE;
    gtk_drop_down_set_selected (self->range, self->range_before);
    self->filling = FALSE;

    if (self->ask_id == 0)
      self->ask_id = g_idle_add (on_ask, self);

    return;
  }

  self->range_before = selected;
  self->chosen = FALSE;
  apply_range (self);
  update_chips (self);
}

static void
on_hide_names_toggled (CueAccessFilterBar *self)
{
  if (self->view != NULL && !self->filling)
    cue_access_view_set_hide_names (self->view, gtk_toggle_button_get_active (self->hide_names));
}

static void
on_pause_toggled (CueAccessFilterBar *self)
{
  if (self->view != NULL && !self->filling)
    cue_access_view_set_paused (self->view, gtk_toggle_button_get_active (self->pause));
}

static void
cue_access_filter_bar_dispose (GObject *object)
{
  CueAccessFilterBar *self = CUE_ACCESS_FILTER_BAR (object);

  cue_access_filter_bar_set_view (self, NULL);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_clear_pointer (&self->asker, gtk_widget_unparent);

  G_OBJECT_CLASS (cue_access_filter_bar_parent_class)->dispose (object);
}

static void
cue_access_filter_bar_class_init (CueAccessFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_filter_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, kind);
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, range);
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, hide_names);
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, pause);
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, chips_scroller);
  gtk_widget_class_bind_template_child (widget_class, CueAccessFilterBar, chips);
}

static void
cue_access_filter_bar_init (CueAccessFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A property since GTK 4.10 only; a text below it is as good. */
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (on_search_stopped), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind_changed), self);
  g_signal_connect_swapped (self->range, "notify::selected", G_CALLBACK (on_range_changed), self);
  g_signal_connect_swapped (self->hide_names, "toggled", G_CALLBACK (on_hide_names_toggled), self);
  g_signal_connect_swapped (self->pause, "toggled", G_CALLBACK (on_pause_toggled), self);
  gtk_widget_set_visible (GTK_WIDGET (self->chips_scroller), FALSE);
  self->asker = cue_access_range_new ();
  gtk_widget_set_parent (self->asker, GTK_WIDGET (self));
  g_signal_connect_swapped (self->asker, "chosen", G_CALLBACK (on_range_chosen), self);
  cue_ticker_attach (GTK_WIDGET (self), on_second_passed);
}

/**
 * cue_access_filter_bar_set_view:
 * @self: a bar
 * @view: (nullable): what it filters
 *
 * Chooses whose filter is shown.
 */
void
cue_access_filter_bar_set_view (CueAccessFilterBar *self, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER_BAR (self));

  if (self->view == view)
    return;

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (get_filter (self), self);
    g_signal_handlers_disconnect_by_data (self->view, self);
  }

  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  g_signal_connect_swapped (get_filter (self), "changed", G_CALLBACK (update_controls), self);
  g_signal_connect_swapped (view, "notify", G_CALLBACK (update_controls), self);

  /* The range is not kept with the event: “the last hour” of another day would be a surprise. */
  self->chosen = FALSE;
  self->range_before = RANGE_ANY;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->range, RANGE_ANY);
  self->filling = FALSE;
  apply_range (self);
  update_controls (self);
}

/**
 * cue_access_filter_bar_search:
 * @self: a bar
 *
 * Moves the focus to the search, with what is there selected for typing over it.
 */
void
cue_access_filter_bar_search (CueAccessFilterBar *self)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

static gint64
get_local_offset (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_get_utc_offset (time) : 0;
}

/**
 * cue_access_filter_bar_set_around:
 * @self: a bar
 * @wall_us: a time, microseconds since 1970 UTC, or 0 for any time
 *
 * Shows only what happened within five minutes of a time.
 */
void
cue_access_filter_bar_set_around (CueAccessFilterBar *self, gint64 wall_us)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER_BAR (self));

  if (self->view == NULL)
    return;

  self->offset_us = get_local_offset (wall_us);
  choose_span (self, wall_us != 0, wall_us - AROUND_US, wall_us + AROUND_US);
}

/**
 * cue_access_filter_bar_clear:
 * @self: a bar
 *
 * Shows everything.
 */
void
cue_access_filter_bar_clear (CueAccessFilterBar *self)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER_BAR (self));

  if (self->view == NULL)
    return;

  self->chosen = FALSE;
  self->range_before = RANGE_ANY;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->range, RANGE_ANY);
  self->filling = FALSE;
  cue_access_filter_reset (get_filter (self));
  update_controls (self);
}
