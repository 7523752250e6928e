// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "cue-chip.h"
#include "cue-feed-names.h"
#include "cue-text.h"

/* What a chip takes away: a facet by its number, or one of these. */
enum {
  CHIP_FIELD = CUE_FEED_N_FACETS,
  CHIP_RANGE,
};

/**
 * CueFeedFilterBar:
 *
 * Which events of a feed are shown: by words, by type, by whether they failed, by a value at a
 * place; and what else they are filtered by, each as a button that takes it away. Main thread only.
 */
struct _CueFeedFilterBar {
  AdwBin parent_instance;

  CueFeedView *view;      /* owned; may be NULL */
  guint        n_types;   /* that are offered */
  guint        update_id; /* idle that looks for new types; 0 when none is due */
  gboolean     filling;

  GtkSearchEntry    *search;
  GtkDropDown       *type;
  GtkToggleButton   *failed;
  GtkEntry          *field;
  GtkLabel          *message;
  GtkScrolledWindow *chips_scroller;
  GtkBox            *chips;
};

G_DEFINE_FINAL_TYPE (CueFeedFilterBar, cue_feed_filter_bar, ADW_TYPE_BIN)

static CueFeedFilter *
get_filter (CueFeedFilterBar *self)
{
  return cue_feed_view_get_filter (self->view);
}

static void
drop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedFilterBar *self = CUE_FEED_FILTER_BAR (widget);
  int               what = g_variant_get_int32 (parameter);

  if (self->view == NULL)
    return;

  if (what == CHIP_FIELD)
    cue_feed_filter_set_field (get_filter (self), NULL, NULL);
  else if (what == CHIP_RANGE)
    cue_feed_filter_set_range (get_filter (self), G_MININT64, G_MAXINT64);
  else if (what >= 0 && what < CUE_FEED_N_FACETS)
    cue_feed_filter_set_value (get_filter (self), (CueFeedFacet) what, NULL);

  /* The button that had the focus is gone. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
add_chip (CueFeedFilterBar *self, const char *name, const char *value, int what)
{
  GtkWidget *chip = cue_chip_new (name, value);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "i", what);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "filter.drop");
  gtk_box_append (self->chips, chip);
}

static char *
describe_range (CueFeedFilterBar *self, gint64 from_ns, gint64 to_ns)
{
  CueMomentZone    zone = cue_feed_view_get_zone (self->view);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (from_ns != G_MININT64 && to_ns != G_MAXINT64)
    return cue_moment_format_span (from_ns, to_ns, zone);

  from = cue_moment_format (from_ns, zone, CUE_MOMENT_SHORT);
  to = cue_moment_format (to_ns, zone, CUE_MOMENT_SHORT);
  /* Translators: %s is a time */
  return from_ns != G_MININT64 ? g_strdup_printf (_ ("from %s"), from)
                               /* Translators: %s is a time */
                               : g_strdup_printf (_ ("until %s"), to);
}

static void
update_chips (CueFeedFilterBar *self)
{
  CueFeedFilter *filter = get_filter (self);
  const char    *path = cue_feed_filter_get_field_path (filter);
  gint64         from_ns, to_ns;

  cue_chip_remove_all (self->chips);

  /* The type stands in its own choice. */
  for (CueFeedFacet facet = CUE_FEED_FACET_TYPE + 1; facet < CUE_FEED_N_FACETS; facet++) {
    const char *value = cue_feed_filter_get_value (filter, facet);

    if (value != NULL)
      add_chip (self, cue_feed_names_get_facet (facet), value, (int) facet);
  }

  if (path != NULL) {
    const char *value = cue_feed_filter_get_field_value (filter);

    /* Translators: stands for any value */
    add_chip (self, path, value != NULL ? value : _ ("any"), CHIP_FIELD);
  }

  cue_feed_filter_get_range (filter, &from_ns, &to_ns);

  if (from_ns != G_MININT64 || to_ns != G_MAXINT64) {
    g_autofree char *range = describe_range (self, from_ns, to_ns);

    add_chip (self, _ ("Time"), range, CHIP_RANGE);
  }

  gtk_widget_set_visible (GTK_WIDGET (self->chips_scroller),
                          gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

static void
select_type (CueFeedFilterBar *self)
{
  const char *type = cue_feed_filter_get_value (get_filter (self), CUE_FEED_FACET_TYPE);
  GListModel *types = gtk_drop_down_get_model (self->type);
  guint       selected = 0;

  for (guint i = 1; type != NULL && i < g_list_model_get_n_items (types); i++) {
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (types), i), type) == 0)
      selected = i;
  }

  gtk_drop_down_set_selected (self->type, selected);
}

static void
update_types (CueFeedFilterBar *self)
{
  g_autoptr (GPtrArray) types = cue_feed_log_get_types (cue_feed_view_get_log (self->view));
  g_autoptr (GtkStringList) names = NULL;

  if (types->len == self->n_types)
    return;

  self->n_types = types->len;
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("All Types"));

  for (guint i = 0; i < types->len; i++)
    gtk_string_list_append (names, types->pdata[i]);

  self->filling = TRUE;
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (names));
  select_type (self);
  self->filling = FALSE;
}

static gboolean
on_update_due (gpointer data)
{
  CueFeedFilterBar *self = data;

  self->update_id = 0;
  update_types (self);
  return G_SOURCE_REMOVE;
}

static void
update_later (CueFeedFilterBar *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (on_update_due, self);
}

static void
update_controls (CueFeedFilterBar *self)
{
  CueFeedFilter *filter = get_filter (self);
  const char    *text = cue_feed_filter_get_text (filter);

  self->filling = TRUE;

  if (g_strcmp0 (text != NULL ? text : "", gtk_editable_get_text (GTK_EDITABLE (self->search))) !=
      0)
    gtk_editable_set_text (GTK_EDITABLE (self->search), text != NULL ? text : "");

  gtk_toggle_button_set_active (self->failed, cue_feed_filter_get_only_failed (filter));
  select_type (self);
  self->filling = FALSE;
  update_chips (self);
}

static void
say_fault (CueFeedFilterBar *self, const char *words)
{
  gtk_label_set_label (self->message, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), words != NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);

  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->field), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->field), "error");
}

/* Nothing is filtered before Enter, and a value alone is none: say so while somebody writes. */
static void
on_field_changed (CueFeedFilterBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->field));

  say_fault (self, NULL);

  if (cue_text_is_blank (text))
    return;

  gtk_label_set_label (self->message,
                       strchr (text, '=') != NULL
                         ? _ ("Press Enter to filter by it.")
                         : _ ("This is taken for a field. Write a value behind it, as in "
                              "“data.userId=u-1”, then press Enter; other words go into the "
                              "search."));
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
on_field_activated (CueFeedFilterBar *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->field)));
  g_autoptr (GError) error = NULL;

  if (self->view == NULL || g_strstrip (text)[0] == '\0')
    return;

  if (!cue_feed_filter_set_field_from_text (get_filter (self), text, &error)) {
    say_fault (self, error->message);
    return;
  }

  /* From here on it is a chip. */
  gtk_editable_set_text (GTK_EDITABLE (self->field), "");
}

static void
on_search_changed (CueFeedFilterBar *self)
{
  if (self->view != NULL && !self->filling)
    cue_feed_filter_set_text (get_filter (self),
                              gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_search_stopped (CueFeedFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_type_chosen (CueFeedFilterBar *self)
{
  guint       selected = gtk_drop_down_get_selected (self->type);
  GListModel *types = gtk_drop_down_get_model (self->type);

  if (self->view == NULL || self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  cue_feed_filter_set_value (get_filter (self),
                             CUE_FEED_FACET_TYPE,
                             selected == 0
                               ? NULL
                               : gtk_string_list_get_string (GTK_STRING_LIST (types), selected));
}

static void
on_failed_toggled (CueFeedFilterBar *self)
{
  if (self->view != NULL && !self->filling)
    cue_feed_filter_set_only_failed (get_filter (self),
                                     gtk_toggle_button_get_active (self->failed));
}

static void
cue_feed_filter_bar_dispose (GObject *object)
{
  cue_feed_filter_bar_set_view (CUE_FEED_FILTER_BAR (object), NULL);

  G_OBJECT_CLASS (cue_feed_filter_bar_parent_class)->dispose (object);
}

static void
cue_feed_filter_bar_class_init (CueFeedFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_filter_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, type);
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, failed);
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, field);
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, message);
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, chips_scroller);
  gtk_widget_class_bind_template_child (widget_class, CueFeedFilterBar, chips);
  gtk_widget_class_install_action (widget_class, "filter.drop", "i", drop);
}

static void
cue_feed_filter_bar_init (CueFeedFilterBar *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A property since GTK 4.10 only; a text below it is as good. */
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  gtk_string_list_append (names, _ ("All Types"));
  gtk_drop_down_set_expression (self->type,
                                gtk_property_expression_new (GTK_TYPE_STRING_OBJECT,
                                                             NULL,
                                                             "string"));
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->chips_scroller), FALSE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (on_search_stopped), self);
  g_signal_connect_swapped (self->type, "notify::selected", G_CALLBACK (on_type_chosen), self);
  g_signal_connect_swapped (self->failed, "toggled", G_CALLBACK (on_failed_toggled), self);
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (on_field_changed), self);
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (on_field_activated), self);
}

/**
 * cue_feed_filter_bar_set_view:
 * @self: a bar
 * @view: (nullable): what it filters
 *
 * Chooses whose filter is shown.
 */
void
cue_feed_filter_bar_set_view (CueFeedFilterBar *self, CueFeedView *view)
{
  g_return_if_fail (CUE_IS_FEED_FILTER_BAR (self));

  if (self->view == view)
    return;

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (get_filter (self), self);
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_log (self->view), self);
    g_signal_handlers_disconnect_by_data (self->view, self);
  }

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  g_signal_connect_swapped (get_filter (self), "changed", G_CALLBACK (update_controls), self);
  g_signal_connect_swapped (cue_feed_view_get_log (view),
                            "items-changed",
                            G_CALLBACK (update_later),
                            self);
  g_signal_connect_swapped (view, "notify::zone", G_CALLBACK (update_chips), self);
  self->n_types = G_MAXUINT;
  update_types (self);
  update_controls (self);
}

/**
 * cue_feed_filter_bar_search:
 * @self: a bar
 *
 * Moves the focus to the search, with what is there selected for typing over it.
 */
void
cue_feed_filter_bar_search (CueFeedFilterBar *self)
{
  g_return_if_fail (CUE_IS_FEED_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}
