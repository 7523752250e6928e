// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-groups-view.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-names.h"
#include "cue-feed-part.h"
#include "cue-list-stop.h"
#include "cue-text.h"

#define MAX_KEY     200
#define TIME_DIGITS 18 /* “2026-11-20 22:15:07” */

enum {
  COLUMN_KEY = 1,
  COLUMN_COUNT,
  COLUMN_FAILED,
  COLUMN_FIRST,
  COLUMN_LAST,
};

/**
 * CueFeedGroupsView:
 *
 * The events that are shown, counted by what they have in common: how many, how many failed, the
 * first and the last. A group that is activated becomes the filter. Main thread only.
 */
struct _CueFeedGroupsView {
  AdwBin parent_instance;

  CueFeedView  *view;  /* owned; may be NULL */
  CueLineTable *table; /* owned */

  GtkDropDown     *by;
  GtkSpinner      *spinner;
  GtkLabel        *caption;
  GtkStack        *stack;
  CueLineHeadings *headings;
  GtkListView     *list;
};

G_DEFINE_FINAL_TYPE (CueFeedGroupsView, cue_feed_groups_view, ADW_TYPE_BIN)

static CueFeedGroups *
get_groups (CueFeedGroupsView *self)
{
  return cue_feed_view_get_groups (self->view);
}

static char *
dup_text (gpointer item, const CueLineColumn *column, gpointer data)
{
  CueFeedGroupsView *self = data;
  const char        *key;

  switch (column->id) {
  case COLUMN_COUNT:
    return g_strdup_printf ("%u", cue_feed_group_get_count (item));
  case COLUMN_FAILED:
    return cue_feed_group_get_failed (item) > 0
             /* Translators: how many of the events of a group report a failure */
             ? g_strdup_printf (_ ("%u failed"), cue_feed_group_get_failed (item))
             : g_strdup ("–");
  case COLUMN_FIRST:
    return cue_feed_part_format_time (self->view, cue_feed_group_get_first_ns (item));
  case COLUMN_LAST:
    return cue_feed_part_format_time (self->view, cue_feed_group_get_last_ns (item));
  case COLUMN_KEY:
  default:
    key = cue_feed_group_get_key (item);
    return key != NULL && key[0] != '\0' ? cue_text_make_line (key, -1, MAX_KEY)
                                         /* Translators: the group of the events without a value */
                                         : g_strdup (_ ("(none)"));
  }
}

static void
look_at (gpointer item, CueLineLook *look, gpointer data)
{
  if (cue_feed_group_get_failed (item) == 0)
    return;

  look->icon = "cue-severity-error-symbolic";
  look->colour = "error_color";
  look->tinted = COLUMN_FAILED;
}

static void
update (CueFeedGroupsView *self)
{
  CueFeedGroups   *groups = get_groups (self);
  guint            n = cue_feed_groups_get_n_groups (groups);
  guint            n_listed = g_list_model_get_n_items (G_LIST_MODEL (groups));
  gboolean         filling = cue_feed_groups_get_filling (groups);
  g_autofree char *words =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u group", "%u groups", n), n);
  g_autofree char *all = NULL;

  if (n > n_listed && !filling)
    /* Translators: how many groups there are, and how many of these are listed */
    all = g_strdup_printf (_ ("%s, the largest %u below"), words, n_listed);

  gtk_spinner_set_spinning (self->spinner, filling);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), filling);
  gtk_label_set_label (self->caption, all != NULL ? all : words);
  gtk_stack_set_visible_child_name (self->stack, n_listed > 0 || filling ? "rows" : "empty");
}

static void
on_by_chosen (CueFeedGroupsView *self)
{
  guint by = gtk_drop_down_get_selected (self->by);

  if (self->view != NULL && by <= CUE_FEED_GROUP_BY_RESULT)
    cue_feed_groups_set_by (get_groups (self), (CueFeedGroupBy) by);
}

static void
on_activated (CueFeedGroupsView *self, guint position)
{
  CueFeedGroups *groups = get_groups (self);
  CueFeedFilter *filter = cue_feed_view_get_filter (self->view);
  g_autoptr (CueFeedGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), position);
  const char *key = group != NULL ? cue_feed_group_get_key (group) : NULL;

  if (key == NULL || key[0] == '\0')
    return;

  switch (cue_feed_groups_get_by (groups)) {
  case CUE_FEED_GROUP_BY_TYPE:
    cue_feed_filter_set_value (filter, CUE_FEED_FACET_TYPE, key);
    break;
  case CUE_FEED_GROUP_BY_USER:
    cue_feed_filter_set_value (filter, CUE_FEED_FACET_USER, key);
    break;
  case CUE_FEED_GROUP_BY_LICENCE:
    cue_feed_filter_set_value (filter, CUE_FEED_FACET_LICENCE, key);
    break;
  case CUE_FEED_GROUP_BY_RESULT:
    cue_feed_filter_set_value (filter, CUE_FEED_FACET_RESULT, key);
    break;
  case CUE_FEED_GROUP_BY_REQUEST:
  default:
    cue_feed_filter_set_field (filter, "data.requestId", key);
  }

  gtk_widget_activate_action (GTK_WIDGET (self), "feeds.show-part", "s", "list");
}

static void
on_zone_changed (CueFeedGroupsView *self)
{
  cue_line_table_redress (self->table);
}

/* The list is one stop of the Tab key. */
static gboolean
cue_feed_groups_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueFeedGroupsView *self = CUE_FEED_GROUPS_VIEW (widget);

  if (!cue_list_stop_is_leaving (self->list, direction))
    return GTK_WIDGET_CLASS (cue_feed_groups_view_parent_class)->focus (widget, direction);

  return direction == GTK_DIR_TAB_BACKWARD && gtk_widget_grab_focus (GTK_WIDGET (self->by));
}

static void
cue_feed_groups_view_dispose (GObject *object)
{
  CueFeedGroupsView *self = CUE_FEED_GROUPS_VIEW (object);

  cue_feed_groups_view_set_view (self, NULL);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (cue_feed_groups_view_parent_class)->dispose (object);
}

static void
cue_feed_groups_view_class_init (CueFeedGroupsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_groups_view_dispose;
  widget_class->focus = cue_feed_groups_view_focus;

  g_type_ensure (CUE_TYPE_LINE_HEADINGS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-groups-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedGroupsView, by);
  gtk_widget_class_bind_template_child (widget_class, CueFeedGroupsView, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueFeedGroupsView, caption);
  gtk_widget_class_bind_template_child (widget_class, CueFeedGroupsView, stack);
  gtk_widget_class_bind_template_child (widget_class, CueFeedGroupsView, headings);
  gtk_widget_class_bind_template_child (widget_class, CueFeedGroupsView, list);
}

static CueLineTable *
make_table (CueFeedGroupsView *self)
{
  static const CueLineDresser dresser = { dup_text, NULL, look_at };
  const CueLineColumn         columns[] = {
            /* Translators: heading of a column: what the events of a group have in common */
    { .id = COLUMN_KEY, .title = _ ("Group"), .weight = 1 },
    { .id = COLUMN_COUNT, .title = _ ("Events"), .digits = 8, .figures = TRUE },
    { .id = COLUMN_FAILED, .title = C_ ("events", "Failed"), .digits = 13, .figures = TRUE },
    { .id = COLUMN_FIRST,
              .title = C_ ("time", "First"),
              .digits = TIME_DIGITS,
              .from_width = 620,
              .figures = TRUE,
              .dim = TRUE },
    { .id = COLUMN_LAST,
              .title = C_ ("time", "Last"),
              .digits = TIME_DIGITS,
              .from_width = 480,
              .figures = TRUE,
              .dim = TRUE },
  };
  CueLineTable *table = cue_line_table_new (&dresser, self);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    cue_line_table_add (table, &columns[i]);

  return table;
}

static void
cue_feed_groups_view_init (CueFeedGroupsView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = make_table (self);

  for (CueFeedGroupBy by = 0; by <= CUE_FEED_GROUP_BY_RESULT; by++)
    gtk_string_list_append (names, cue_feed_names_get_group_by (by));

  gtk_drop_down_set_model (self->by, G_LIST_MODEL (names));
  cue_feed_part_dress (self->list, self->headings, self->table);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (on_by_chosen), self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
}

/**
 * cue_feed_groups_view_set_view:
 * @self: a view of groups
 * @view: (nullable): whose events are counted
 *
 * Chooses whose events are counted.
 */
void
cue_feed_groups_view_set_view (CueFeedGroupsView *self, CueFeedView *view)
{
  g_return_if_fail (CUE_IS_FEED_GROUPS_VIEW (self));

  if (self->view == view)
    return;

  if (self->view != NULL)
    cue_feed_part_leave (GTK_WIDGET (self),
                         self->list,
                         self->view,
                         G_LIST_MODEL (get_groups (self)));

  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  cue_feed_part_follow (GTK_WIDGET (self),
                        self->list,
                        view,
                        G_LIST_MODEL (get_groups (self)),
                        G_CALLBACK (update),
                        G_CALLBACK (on_zone_changed));
  gtk_drop_down_set_selected (self->by, cue_feed_groups_get_by (get_groups (self)));
  update (self);
}

/**
 * cue_feed_groups_view_set_by:
 * @self: a view of groups
 * @by: what the events of a group have in common
 *
 * Groups by something else.
 */
void
cue_feed_groups_view_set_by (CueFeedGroupsView *self, CueFeedGroupBy by)
{
  g_return_if_fail (CUE_IS_FEED_GROUPS_VIEW (self));

  gtk_drop_down_set_selected (self->by, by);
}
