// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-drift-view.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-part.h"
#include "cue-list-stop.h"
#include "cue-text.h"

#define MAX_TEXT    200
#define TIME_DIGITS 18 /* “2026-11-20 22:15:07” */
#define NS_PER_S    G_GINT64_CONSTANT (1000000000)

enum {
  COLUMN_WHAT = 1,
  COLUMN_TYPE,
  COLUMN_PATH,
  COLUMN_COUNT,
  COLUMN_FIRST,
};

/**
 * CueFeedDriftView:
 *
 * Which types of events and which fields came since a day that were not there before it. What is
 * activated is shown: the events of that type. Main thread only.
 */
struct _CueFeedDriftView {
  AdwBin parent_instance;

  CueFeedView  *view;  /* owned; may be NULL */
  CueLineTable *table; /* owned */
  gboolean      filling;

  GtkMenuButton   *since;
  GtkPopover      *popover;
  GtkCalendar     *calendar;
  GtkLabel        *caption;
  GtkStack        *stack;
  CueLineHeadings *headings;
  GtkListView     *list;
};

G_DEFINE_FINAL_TYPE (CueFeedDriftView, cue_feed_drift_view, ADW_TYPE_BIN)

static CueFeedDrift *
get_drift (CueFeedDriftView *self)
{
  return cue_feed_view_get_drift (self->view);
}

static gboolean
is_type (CueFeedDriftItem *item)
{
  const char *path = cue_feed_drift_item_get_path (item);

  return path == NULL || path[0] == '\0';
}

static char *
make_line (const char *text)
{
  return text != NULL && text[0] != '\0' ? cue_text_make_line (text, -1, MAX_TEXT) : g_strdup ("–");
}

static char *
dup_text (gpointer item, const CueLineColumn *column, gpointer data)
{
  CueFeedDriftView *self = data;

  switch (column->id) {
  case COLUMN_WHAT:
    return g_strdup (is_type (item) ? _ ("New type") : _ ("New field"));
  case COLUMN_TYPE:
    return make_line (cue_feed_drift_item_get_event_type (item));
  case COLUMN_PATH:
    return make_line (cue_feed_drift_item_get_path (item));
  case COLUMN_COUNT:
    return g_strdup_printf ("%" G_GUINT64_FORMAT, cue_feed_drift_item_get_count (item));
  case COLUMN_FIRST:
  default:
    return cue_feed_part_format_time (self->view, cue_feed_drift_item_get_first_ns (item));
  }
}

static void
look_at (gpointer item, CueLineLook *look, gpointer data)
{
  look->icon = is_type (item) ? "cue-severity-warning-symbolic" : "cue-change-symbolic";
  look->colour = is_type (item) ? "warning_color" : "accent_color";
  look->tinted = COLUMN_WHAT;
}

static void
update (CueFeedDriftView *self)
{
  CueFeedDrift    *drift = get_drift (self);
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (drift));
  gboolean         before = cue_feed_drift_get_has_before (drift);
  gint64           since = cue_feed_drift_get_since_ns (drift);
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (since != G_MAXINT64)
    time = g_date_time_new_from_unix_local (since / NS_PER_S);

  day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("…");
  /* Translators: %s is a day */
  label = g_strdup_printf (_ ("Since %s"), day);
  gtk_menu_button_set_label (self->since, label);

  words = !before ? g_strdup ("")
                  : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                  "%u type or field was not there before",
                                                  "%u types and fields were not there before",
                                                  n),
                                     n);
  gtk_label_set_label (self->caption, words);
  gtk_stack_set_visible_child_name (self->stack,
                                    !before ? "no-before"
                                    : n > 0 ? "rows"
                                            : "nothing");
}

static void
on_day_selected (CueFeedDriftView *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (self->view == NULL || self->filling)
    return;

  day = gtk_calendar_get_date (self->calendar);
  midnight = g_date_time_new_local (g_date_time_get_year (day),
                                    g_date_time_get_month (day),
                                    g_date_time_get_day_of_month (day),
                                    0,
                                    0,
                                    0);

  if (midnight == NULL)
    return;

  cue_feed_drift_set_since_ns (get_drift (self), g_date_time_to_unix (midnight) * NS_PER_S);
  gtk_popover_popdown (self->popover);
}

static void
on_activated (CueFeedDriftView *self, guint position)
{
  CueFeedFilter *filter = cue_feed_view_get_filter (self->view);
  g_autoptr (CueFeedDriftItem)
    item = g_list_model_get_item (G_LIST_MODEL (get_drift (self)), position);

  if (item == NULL)
    return;

  cue_feed_filter_set_value (filter,
                             CUE_FEED_FACET_TYPE,
                             cue_feed_drift_item_get_event_type (item));

  if (!is_type (item)) {
    cue_feed_filter_set_field (filter, cue_feed_drift_item_get_path (item), NULL);
    cue_feed_view_add_column (self->view, cue_feed_drift_item_get_path (item));
  }

  gtk_widget_activate_action (GTK_WIDGET (self), "feeds.show-part", "s", "list");
}

static void
on_zone_changed (CueFeedDriftView *self)
{
  cue_line_table_redress (self->table);
}

/* The list is one stop of the Tab key. */
static gboolean
cue_feed_drift_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueFeedDriftView *self = CUE_FEED_DRIFT_VIEW (widget);

  if (!cue_list_stop_is_leaving (self->list, direction))
    return GTK_WIDGET_CLASS (cue_feed_drift_view_parent_class)->focus (widget, direction);

  return direction == GTK_DIR_TAB_BACKWARD &&
         gtk_widget_child_focus (GTK_WIDGET (self->since), direction);
}

static void
cue_feed_drift_view_dispose (GObject *object)
{
  CueFeedDriftView *self = CUE_FEED_DRIFT_VIEW (object);

  cue_feed_drift_view_set_view (self, NULL);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (cue_feed_drift_view_parent_class)->dispose (object);
}

static void
cue_feed_drift_view_class_init (CueFeedDriftViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_drift_view_dispose;
  widget_class->focus = cue_feed_drift_view_focus;

  g_type_ensure (CUE_TYPE_LINE_HEADINGS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-drift-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, since);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, popover);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, calendar);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, caption);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, stack);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, headings);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDriftView, list);
}

static CueLineTable *
make_table (CueFeedDriftView *self)
{
  static const CueLineDresser dresser = { dup_text, NULL, look_at };
  const CueLineColumn         columns[] = {
            { .id = COLUMN_WHAT, .title = _ ("What"), .weight = 12 },
            { .id = COLUMN_TYPE, .title = _ ("Type"), .weight = 24 },
            /* Translators: heading of a column: where in a JSON text a value stands */
            { .id = COLUMN_PATH, .title = _ ("Field"), .weight = 30 },
            { .id = COLUMN_COUNT, .title = _ ("Events"), .digits = 8, .from_width = 520, .figures = TRUE },
            { .id = COLUMN_FIRST,
              .title = C_ ("time", "First"),
              .digits = TIME_DIGITS,
              .from_width = 620,
              .figures = TRUE,
              .dim = TRUE },
  };
  CueLineTable *table = cue_line_table_new (&dresser, self);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    cue_line_table_add (table, &columns[i]);

  return table;
}

static void
cue_feed_drift_view_init (CueFeedDriftView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = make_table (self);
  cue_feed_part_dress (self->list, self->headings, self->table);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
}

/* At first the day of the newest event: what is new today. */
static void
choose_first_day (CueFeedDriftView *self)
{
  gint64 newest = cue_feed_log_get_newest_ns (cue_feed_view_get_log (self->view));
  gint64 since = cue_feed_drift_get_since_ns (get_drift (self));
  g_autoptr (GDateTime) day = NULL;

  if (since == G_MAXINT64)
    since = newest;

  day = since > 0 ? g_date_time_new_from_unix_local (since / NS_PER_S)
                  : g_date_time_new_now_local ();

  if (day == NULL)
    return;

  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->filling = FALSE;
  on_day_selected (self);
}

/**
 * cue_feed_drift_view_set_view:
 * @self: a view of what is new
 * @view: (nullable): whose events are compared
 *
 * Chooses whose events are compared.
 */
void
cue_feed_drift_view_set_view (CueFeedDriftView *self, CueFeedView *view)
{
  g_return_if_fail (CUE_IS_FEED_DRIFT_VIEW (self));

  if (self->view == view)
    return;

  if (self->view != NULL)
    cue_feed_part_leave (GTK_WIDGET (self),
                         self->list,
                         self->view,
                         G_LIST_MODEL (get_drift (self)));

  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  cue_feed_part_follow (GTK_WIDGET (self),
                        self->list,
                        view,
                        G_LIST_MODEL (get_drift (self)),
                        G_CALLBACK (update),
                        G_CALLBACK (on_zone_changed));
  choose_first_day (self);
  update (self);
}

/**
 * cue_feed_drift_view_set_since:
 * @self: a view of what is new
 * @since_ns: nanoseconds since 1970 UTC
 *
 * Compares what came since then with what came before.
 */
void
cue_feed_drift_view_set_since (CueFeedDriftView *self, gint64 since_ns)
{
  g_return_if_fail (CUE_IS_FEED_DRIFT_VIEW (self));

  if (self->view != NULL)
    cue_feed_drift_set_since_ns (get_drift (self), since_ns);
}
