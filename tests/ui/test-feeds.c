// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feed.h"
#include "ui-fixture.h"
#include "ui-keys.h"

#include "cue-feed-columns-popover.h"
#include "cue-feed-details.h"
#include "cue-feed-drift-view.h"
#include "cue-feed-filter-bar.h"
#include "cue-feed-groups-view.h"
#include "cue-feed-list.h"
#include "cue-feed-range-popover.h"
#include "cue-feed-time-field.h"
#include "cue-json-tree.h"
#include "cue-line.h"

/* The parts of the page of feeds with a log that was made up. */

#define N_EVENTS 200

typedef struct {
  UiFixture    ui;
  CueFeedLog  *log;
  CueFeedView *view;
} UiFeed;

static void
set_up (UiFeed *f, gconstpointer data)
{
  ui_fixture_set_up (&f->ui, data);
  f->log = ui_feed_log_new (N_EVENTS);
  f->view = cue_feed_view_new (f->log);
  cue_feed_view_set_zone (f->view, CUE_MOMENT_UTC);
  ui_feed_view_settle (f->view);
}

static void
tear_down (UiFeed *f, gconstpointer data)
{
  ui_fixture_tear_down (&f->ui, data);
  g_object_unref (f->view);
  g_object_unref (f->log);
}

static GtkWidget *
show (UiFeed *f, GType type, int width, int height)
{
  GtkWidget *widget = g_object_new (type, NULL);

  ui_fixture_show (&f->ui, widget, width, height);
  return widget;
}

static void
settle (UiFeed *f)
{
  ui_feed_view_settle (f->view);
  ui_settle (f->ui.window);
  ui_wait_for_frame (f->ui.window);
}

static gboolean
shows_event (GtkWidget *widget, gpointer id)
{
  return CUE_IS_LINE (widget) && cue_line_get_item (CUE_LINE (widget)) != NULL &&
         g_strcmp0 (cue_feed_event_get_text (cue_line_get_item (CUE_LINE (widget)),
                                             CUE_FEED_TEXT_ID),
                    id) == 0;
}

static CueLine *
find_line (UiFeed *f, const char *id)
{
  GtkWidget *line = ui_find (f->ui.window, shows_event, (gpointer) id);

  g_assert_nonnull (line);
  return CUE_LINE (line);
}

static gboolean
line_says (UiFeed *f, const char *id, const char *words)
{
  g_autofree char *described = cue_line_describe (find_line (f, id));

  return strstr (described, words) != NULL;
}

static void
select_event (UiFeed *f, guint from_newest)
{
  CueIdRows *rows = cue_feed_view_get_rows (f->view);

  cue_id_rows_set_selected_id (rows, cue_id_rows_get_id_at (rows, from_newest));
}

static void
test_list (UiFeed *f, gconstpointer data)
{
  CueFeedList *list = CUE_FEED_LIST (show (f, CUE_TYPE_FEED_LIST, 1300, 500));

  g_assert_true (ui_shows (f->ui.window, "Nothing Was Asked For Yet"));
  cue_feed_list_set_view (list, f->view);
  settle (f);
  g_assert_true (cue_feed_list_is_following (list));

  /* What failed says so in words, when it came is said by the clock that was chosen. */
  g_assert_true (line_says (f, "e-197", "Failed"));
  g_assert_true (line_says (f, "e-197", "insufficientSeats"));
  g_assert_false (line_says (f, "e-199", "Failed"));
  g_assert_true (line_says (f, "e-199", "UserAuthenticated"));
  g_assert_true (line_says (f, "e-199", "2026-10-14 17:49:59.000"));
  g_assert_true (line_says (f, "e-199", "2026-10-14 17:49:58.750"));
  cue_feed_view_set_zone (f->view, CUE_MOMENT_RAW);
  settle (f);
  g_assert_true (line_says (f, "e-199", "1792000199000000000"));

  /* New ones appear at the top while it is there, and are counted while it is not. */
  ui_feed_log_add (f->log, N_EVENTS, 3);
  settle (f);
  g_assert_true (line_says (f, "e-202", "LicenseConsumed"));
  g_assert_cmpuint (cue_feed_list_get_n_new (list), ==, 0);
}

static gboolean
is_list (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "lines");
}

static GtkAdjustment *
get_adjustment (GtkWidget *root)
{
  GtkWidget *list = ui_find (root, is_list, NULL);

  g_assert_nonnull (list);
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
}

static void
test_list_stays (UiFeed *f, gconstpointer data)
{
  CueFeedList *list = CUE_FEED_LIST (show (f, CUE_TYPE_FEED_LIST, 700, 400));

  cue_feed_list_set_view (list, f->view);
  settle (f);
  gtk_adjustment_set_value (get_adjustment (GTK_WIDGET (list)), 900);
  settle (f);
  g_assert_false (cue_feed_list_is_following (list));

  ui_feed_log_add (f->log, N_EVENTS, 3);
  settle (f);
  g_assert_false (cue_feed_list_is_following (list));
  g_assert_cmpuint (cue_feed_list_get_n_new (list), ==, 3);
  g_assert_true (ui_shows (f->ui.window, "3 new"));

  /* Older events are not new. */
  ui_feed_log_add_text (f->log,
                        "{\"eventType\":\"Old\",\"eventReceived\":1791000000000000000,"
                        "\"data\":{}}");
  settle (f);
  g_assert_cmpuint (cue_feed_list_get_n_new (list), ==, 3);

  cue_feed_list_show_newest (list);
  settle (f);
  g_assert_true (cue_feed_list_is_following (list));
  g_assert_cmpuint (cue_feed_list_get_n_new (list), ==, 0);
}

static void
test_list_states (UiFeed *f, gconstpointer data)
{
  g_autoptr (CueFeedLog) empty = ui_feed_log_new (0);
  g_autoptr (CueFeedView) view = cue_feed_view_new (empty);
  CueFeedList *list = CUE_FEED_LIST (show (f, CUE_TYPE_FEED_LIST, 700, 400));

  cue_feed_list_set_view (list, view);
  cue_feed_list_set_state (list, CUE_FEED_LIST_ASKING, NULL);
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "Asking for events…"));
  /* What comes from outside is no markup. */
  cue_feed_list_set_state (list, CUE_FEED_LIST_FAILED, "<b>403</b> & more");
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "<b>403</b> & more"));
  cue_feed_list_set_state (list, CUE_FEED_LIST_ANSWERED, NULL);
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "No Events"));

  cue_feed_list_set_view (list, f->view);
  cue_feed_filter_set_text (cue_feed_view_get_filter (f->view), "nowhere to be found");
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "No Event Fits"));
}

/* The keyboard comes to the newest event in one stop, and leaves in one. */
static void
test_list_keys (UiFeed *f, gconstpointer data)
{
  GtkWidget   *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget   *before = gtk_button_new_with_label ("before");
  GtkWidget   *after = gtk_button_new_with_label ("after");
  CueFeedList *list = g_object_new (CUE_TYPE_FEED_LIST, "vexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  gtk_box_append (GTK_BOX (box), after);
  ui_fixture_show (&f->ui, box, 700, 400);
  cue_feed_list_set_view (list, f->view);
  settle (f);
  gtk_widget_grab_focus (before);
  gtk_widget_child_focus (f->ui.window, GTK_DIR_TAB_FORWARD);
  g_assert_true (ui_holds_focus (f->ui.window, GTK_WIDGET (list)));
  g_assert_true (gtk_widget_get_first_child (gtk_window_get_focus (GTK_WINDOW (f->ui.window))) ==
                 GTK_WIDGET (find_line (f, "e-199")));
  gtk_widget_child_focus (f->ui.window, GTK_DIR_TAB_FORWARD);
  g_assert_true (ui_holds_focus (f->ui.window, after));
  gtk_widget_child_focus (f->ui.window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (ui_holds_focus (f->ui.window, GTK_WIDGET (list)));
  gtk_widget_child_focus (f->ui.window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (ui_holds_focus (f->ui.window, before));
}

static void
test_columns (UiFeed *f, gconstpointer data)
{
  CueFeedList *list = CUE_FEED_LIST (show (f, CUE_TYPE_FEED_LIST, 900, 400));

  cue_feed_list_set_view (list, f->view);
  settle (f);
  g_assert_false (line_says (f, "e-199", "l-99"));
  g_assert_true (cue_feed_view_add_column (f->view, "$.data.leaseId"));
  g_assert_true (cue_feed_view_add_column (f->view, "data.leaseId"));
  g_assert_false (cue_feed_view_add_column (f->view, "data..leaseId["));
  settle (f);
  g_assert_true (line_says (f, "e-199", "l-99"));
  g_assert_true (ui_shows (f->ui.window, "data.leaseId"));
  g_assert_cmpuint (g_strv_length ((GStrv) cue_feed_view_get_columns (f->view)), ==, 1);

  cue_feed_view_remove_column (f->view, "data.leaseId");
  settle (f);
  g_assert_false (line_says (f, "e-199", "l-99"));
  g_assert_false (ui_shows (f->ui.window, "data.leaseId"));

  for (guint i = 0; i < CUE_FEED_VIEW_MAX_OWN; i++) {
    g_autofree char *path = g_strdup_printf ("data.field%u", i);

    g_assert_true (cue_feed_view_add_column (f->view, path));
  }

  g_assert_false (cue_feed_view_add_column (f->view, "data.oneMore"));
  settle (f);
}

static void
test_filter (UiFeed *f, gconstpointer data)
{
  CueFeedFilterBar *bar = CUE_FEED_FILTER_BAR (show (f, CUE_TYPE_FEED_FILTER_BAR, 800, 120));
  CueFeedFilter    *filter = cue_feed_view_get_filter (f->view);
  GtkWidget        *type, *field;
  GListModel       *types;

  cue_feed_filter_bar_set_view (bar, f->view);
  settle (f);
  type = ui_find_type (f->ui.window, GTK_TYPE_DROP_DOWN);
  types = gtk_drop_down_get_model (GTK_DROP_DOWN (type));
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (type), 2);
  g_assert_cmpstr (cue_feed_filter_get_value (filter, CUE_FEED_FACET_TYPE),
                   ==,
                   gtk_string_list_get_string (GTK_STRING_LIST (types), 2));
  settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_feed_view_get_rows (f->view))),
                    ==,
                    N_EVENTS / 5);

  /* What is wrong is said where it was written, and what is right becomes a chip. */
  field = ui_find_type (f->ui.window, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (field), "data..userId=u-4");
  g_signal_emit_by_name (field, "activate");
  g_assert_true (gtk_widget_has_css_class (field, "error"));
  gtk_editable_set_text (GTK_EDITABLE (field), "data.userId=u-4");
  g_signal_emit_by_name (field, "activate");
  settle (f);
  g_assert_false (gtk_widget_has_css_class (field, "error"));
  g_assert_cmpstr (cue_feed_filter_get_field_value (filter), ==, "u-4");
  g_assert_true (ui_shows (f->ui.window, "data.userId: u-4"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_feed_view_get_rows (f->view))),
                    ==,
                    N_EVENTS / 40);
  gtk_widget_activate_action (GTK_WIDGET (bar), "filter.drop", "i", CUE_FEED_N_FACETS);
  settle (f);
  g_assert_null (cue_feed_filter_get_field_path (filter));
  g_assert_false (ui_shows (f->ui.window, "data.userId: u-4"));

  /* A new type is offered when it comes. */
  ui_feed_log_add_text (f->log,
                        "{\"eventType\":\"Brand new\",\"eventReceived\":1792000500000000000,"
                        "\"data\":{}}");
  settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (type))),
                    ==,
                    4);
  g_assert_nonnull (cue_feed_filter_get_value (filter, CUE_FEED_FACET_TYPE));
}

static gboolean
has_related (gpointer data)
{
  return ui_shows (data, "Of the Same Request (2)") && ui_shows (data, "Of the Same User (4)");
}

static void
test_details (UiFeed *f, gconstpointer data)
{
  CueFeedDetails  *details = CUE_FEED_DETAILS (show (f, CUE_TYPE_FEED_DETAILS, 400, 700));
  g_autofree char *raw = NULL;

  cue_feed_details_set_view (details, f->view);
  g_assert_null (cue_feed_details_dup_raw (details));
  select_event (f, 2);
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "insufficientSeats"));
  g_assert_true (ui_shows (f->ui.window, "No free seat"));
  g_assert_true (ui_shows (f->ui.window, "2026-10-14 17:49:57.000 UTC"));
  g_assert_true (ui_shows (f->ui.window, "1792000197000000000 (nanoseconds)"));

  while (!has_related (f->ui.window))
    g_main_context_iteration (NULL, TRUE);

  cue_feed_details_show (details, "tree");
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "licensedItemName"));
  g_assert_true (ui_shows (f->ui.window, "2026-10-14 17:49:56.750 UTC (ms)"));
  cue_feed_details_show (details, "raw");
  raw = cue_feed_details_dup_raw (details);
  g_assert_nonnull (strstr (raw, "\"eventReceived\":1792000197000000000"));

  /* An event that the filter hides is still there, and it is said. */
  cue_feed_filter_set_text (cue_feed_view_get_filter (f->view), "UserAuthenticated");
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "The filter hides this event."));
  cue_id_rows_set_selected_id (cue_feed_view_get_rows (f->view), 0);
  settle (f);
  g_assert_null (cue_feed_details_dup_raw (details));
}

static void
test_groups (UiFeed *f, gconstpointer data)
{
  CueFeedGroupsView *groups = CUE_FEED_GROUPS_VIEW (show (f, CUE_TYPE_FEED_GROUPS_VIEW, 900, 400));
  GtkWidget         *list;

  cue_feed_groups_view_set_view (groups, f->view);
  cue_feed_groups_settle (cue_feed_view_get_groups (f->view));
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "2 groups"));
  cue_feed_groups_view_set_by (groups, CUE_FEED_GROUP_BY_USER);
  cue_feed_groups_settle (cue_feed_view_get_groups (f->view));
  settle (f);
  g_assert_true (ui_shows (f->ui.window, "40 groups"));

  list = ui_find (f->ui.window, is_list, NULL);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_nonnull (
    cue_feed_filter_get_value (cue_feed_view_get_filter (f->view), CUE_FEED_FACET_USER));
}

static void
test_drift (UiFeed *f, gconstpointer data)
{
  CueFeedDriftView *view = CUE_FEED_DRIFT_VIEW (show (f, CUE_TYPE_FEED_DRIFT_VIEW, 900, 400));
  CueFeedDrift     *drift;

  cue_feed_drift_view_set_view (view, f->view);
  drift = cue_feed_view_get_drift (f->view);
  cue_feed_drift_settle (drift);
  settle (f);
  /* A day before the first event there is nothing. */
  g_assert_true (ui_shows (f->ui.window, "Nothing to Compare With"));

  ui_feed_log_add_text (f->log,
                        "{\"eventType\":\"SeatMoved\",\"eventReceived\":1792086400000000000,"
                        "\"data\":{\"to\":\"B7\"}}");
  cue_feed_drift_view_set_since (view, UI_FEED_START_NS + 3600 * UI_FEED_NS_PER_S);
  cue_feed_drift_settle (drift);
  settle (f);
  g_assert_false (ui_shows (f->ui.window, "Nothing to Compare With"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (drift)), >, 0);
  g_signal_emit_by_name (ui_find (f->ui.window, is_list, NULL), "activate", 0);
  g_assert_cmpstr (cue_feed_filter_get_value (cue_feed_view_get_filter (f->view),
                                              CUE_FEED_FACET_TYPE),
                   ==,
                   "SeatMoved");
}

static void
on_chosen (CueFeedRange *range, gint64 after, gint64 before)
{
  range->after = after;
  range->before = before;
}

static void
test_time_field (UiFeed *f, gconstpointer data)
{
  CueFeedTimeField *field = CUE_FEED_TIME_FIELD (show (f, CUE_TYPE_FEED_TIME_FIELD, 400, 200));
  GtkEditable      *entry = GTK_EDITABLE (cue_feed_time_field_get_entry (field));
  gint64            ns;

  cue_feed_time_field_set_form (field, CUE_FEED_TIME_UTC);
  g_assert_true (cue_feed_time_field_read (field, &ns));
  g_assert_cmpint (ns, ==, 0);
  gtk_editable_set_text (entry, "2026-10-14 17:46:40");
  g_assert_true (cue_feed_time_field_read (field, &ns));
  g_assert_cmpint (ns, ==, UI_FEED_START_NS);
  g_assert_true (
    ui_shows (f->ui.window, "Is 1\u00a0792\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0ns"));

  /* The same time in another form. */
  cue_feed_time_field_set_form (field, CUE_FEED_TIME_RAW);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "1792000000000000000");

  /* Thirteen digits are milliseconds: not what is sent, but what may be meant. */
  gtk_editable_set_text (entry, "1792000000123");
  g_assert_false (cue_feed_time_field_read (field, &ns));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_signal_emit_by_name (ui_find_type (GTK_WIDGET (field), GTK_TYPE_BUTTON), "clicked");
  gtk_editable_set_text (entry, "tomorrow");
  g_assert_false (cue_feed_time_field_read (field, &ns));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
}

static void
test_range (UiFeed *f, gconstpointer data)
{
  GtkWidget   *button = show (f, GTK_TYPE_MENU_BUTTON, 400, 200);
  GtkWidget   *popover = g_object_new (CUE_TYPE_FEED_RANGE_POPOVER, NULL);
  CueFeedRange range = { 0 }, proposed = { UI_FEED_START_NS, UI_FEED_START_NS - 1 };

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_signal_connect_swapped (popover, "chosen", G_CALLBACK (on_chosen), &range);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_settle (f->ui.window);

  /* Neither side is no range, and a range does not end before it begins. */
  g_signal_emit_by_name (ui_find_type (popover, CUE_TYPE_FEED_TIME_FIELD), "activate");
  g_assert_cmpint (range.after, ==, 0);
  cue_feed_range_popover_set_range (CUE_FEED_RANGE_POPOVER (popover), &proposed);
  g_signal_emit_by_name (ui_find_type (popover, CUE_TYPE_FEED_TIME_FIELD), "activate");
  g_assert_cmpint (range.after, ==, 0);
  g_assert_true (ui_shows (popover, "The end is not after the beginning."));
  proposed.before = 0;
  cue_feed_range_popover_set_range (CUE_FEED_RANGE_POPOVER (popover), &proposed);
  g_signal_emit_by_name (ui_find_type (popover, CUE_TYPE_FEED_TIME_FIELD), "activate");
  g_assert_cmpint (range.after, ==, UI_FEED_START_NS);
  g_assert_cmpint (range.before, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (UiFeed *f, gconstpointer data);
  } tests[] = {
    { "/feeds/list", test_list },
    { "/feeds/list-stays", test_list_stays },
    { "/feeds/list-states", test_list_states },
    { "/feeds/list-keys", test_list_keys },
    { "/feeds/columns", test_columns },
    { "/feeds/filter", test_filter },
    { "/feeds/details", test_details },
    { "/feeds/groups", test_groups },
    { "/feeds/drift", test_drift },
    { "/feeds/time-field", test_time_field },
    { "/feeds/range", test_range },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, UiFeed, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
