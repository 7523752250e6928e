// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The page of the doors: what its rows say, what filters, what stays selected, what is new. */

#include "ui-access.h"

#include "cue-access-columns.h"
#include "cue-access-details.h"
#include "cue-access-menu.h"

#define N_ROWS 400

static void
test_newest_first (UiAccess *f, gconstpointer data)
{
  CueAccessLine   *line;
  g_autofree char *words = NULL;

  ui_access_show (f, N_ROWS);
  g_assert_cmpuint (ui_access_count (f), ==, N_ROWS);
  g_assert_cmpuint (cue_id_rows_get_id_at (ui_access_get_rows (f), 0),
                    ==,
                    cue_access_log_get_last_id (f->log));
  line = ui_access_find_line (f, 0);
  words = cue_access_line_describe (line);
  g_assert_nonnull (strstr (words, "Opened"));
  /* The row says it to assistive technology, not what is drawn in it. */
  gtk_test_accessible_assert_property (gtk_widget_get_parent (GTK_WIDGET (line)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       words);
  /* Two hundred rows are kept, however many there are. */
  g_assert_null (ui_access_find_line (f, N_ROWS - 1));
}

static void
test_selection_stays (UiAccess *f, gconstpointer data)
{
  guint64 id;
  guint   position;

  ui_access_show (f, N_ROWS);
  id = cue_id_rows_get_id_at (ui_access_get_rows (f), 20);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (ui_access_get_rows (f)), 20, TRUE);
  g_assert_cmpuint (cue_id_rows_get_selected_id (ui_access_get_rows (f)), ==, id);

  ui_access_arrive (f, 5);
  g_assert_true (
    gtk_selection_model_is_selected (GTK_SELECTION_MODEL (ui_access_get_rows (f)), 25));
  g_assert_false (
    gtk_selection_model_is_selected (GTK_SELECTION_MODEL (ui_access_get_rows (f)), 20));

  cue_access_filter_set_text (cue_access_view_get_filter (f->view), "nothing has this");
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), ==, 0);
  g_assert_cmpuint (cue_id_rows_get_selected_id (ui_access_get_rows (f)), ==, id);
  g_assert_true (ui_shows (GTK_WIDGET (f->page), "The filter hides this row."));
  g_assert_true (ui_shows (GTK_WIDGET (f->page), "No Row Fits"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.clear-filter", NULL);
  ui_access_settle (f);
  g_assert_true (cue_id_rows_find (ui_access_get_rows (f), id, &position));
  g_assert_cmpuint (position, ==, 25);
  /* It is in sight again. */
  g_assert_nonnull (ui_access_find_line (f, 25));
}

/* Also when it was chosen before the list was ever laid out. */
static void
test_selection_unseen (UiAccess *f, gconstpointer data)
{
  cue_access_filter_set_text (cue_access_view_get_filter (f->view), "nothing has this");
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_view (f->page, f->view);
  ui_access_arrive (f, N_ROWS);
  cue_access_filter_set_text (cue_access_view_get_filter (f->view), "");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (ui_access_get_rows (f)), 300, TRUE);
  ui_access_settle (f);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 748);
  ui_access_settle (f);
  g_assert_nonnull (ui_access_find_line (f, 300));
  g_assert_false (cue_access_list_is_following (cue_access_page_get_list (f->page)));
}

static void
test_click_filters (UiAccess *f, gconstpointer data)
{
  g_autoptr (CueAccessRow) row = NULL;
  g_autofree char *door = NULL;
  g_autofree char *chip = NULL;
  guint            before;

  ui_access_show (f, N_ROWS);
  before = ui_access_count (f);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (ui_access_get_rows (f)), 3, TRUE);
  row = cue_access_view_dup_selected (f->view);
  door =
    cue_access_menu_describe_value (f->view, CUE_ACCESS_FACET_DOOR, cue_access_row_get_event (row));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.filter-by", "i", CUE_ACCESS_FACET_DOOR);
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), <, before);
  g_assert_cmpuint (ui_access_count (f), >, 0);
  chip = g_strdup_printf ("Door: %s", door);
  g_assert_true (ui_shows (GTK_WIDGET (f->page), chip));

  /* Two values are combined. */
  before = ui_access_count (f);
  gtk_widget_activate_action (GTK_WIDGET (f->page),
                              "access.filter-by",
                              "i",
                              CUE_ACCESS_FACET_PERSON);
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), <, before);
  cue_access_view_filter_by (f->view, CUE_ACCESS_FACET_PERSON, NULL);
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), ==, before);
  cue_access_view_filter_by (f->view, CUE_ACCESS_FACET_DOOR, NULL);
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), ==, N_ROWS);
  g_assert_false (ui_shows (GTK_WIDGET (f->page), chip));
}

static void
test_names_hidden (UiAccess *f, gconstpointer data)
{
  g_autofree char *raw = NULL;
  g_autofree char *open = NULL;
  GtkWidget       *details;

  ui_access_show (f, 0);
  cue_crowd_send_hostile (f->crowd, ui_access_get_now (f));
  ui_access_settle (f);
  details = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DETAILS);
  cue_id_rows_set_selected_id (ui_access_get_rows (f), cue_access_log_get_first_id (f->log));
  g_assert_true (ui_shows (details, "<b>Bold</b> & <i>co</i>"));
  open = cue_access_details_get_raw (CUE_ACCESS_DETAILS (details));
  g_assert_nonnull (strstr (open, "Bold"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.toggle-names", NULL);
  g_assert_true (g_settings_get_boolean (f->ui.settings, "hide-names"));
  ui_access_settle (f);
  g_assert_false (ui_shows (details, "<b>Bold</b> & <i>co</i>"));
  raw = cue_access_details_get_raw (CUE_ACCESS_DETAILS (details));
  g_assert_null (strstr (raw, "Bold"));

  for (guint i = 0; i < ui_access_count (f); i++) {
    g_autofree char *words = cue_access_line_describe (ui_access_find_line (f, i));

    g_assert_null (strstr (words, "Bold"));
    g_assert_null (strstr (words, "WWWW"));
  }

  /* The preference holds for the next one too. */
  g_settings_set_boolean (f->ui.settings, "hide-names", FALSE);
  g_assert_false (cue_access_view_get_hide_names (f->view));
}

static void
test_hostile (UiAccess *f, gconstpointer data)
{
  int height = 0;

  ui_access_show (f, 0);
  cue_crowd_send_hostile (f->crowd, ui_access_get_now (f));
  ui_access_settle (f);

  /* Neither a line break nor another script nor a name without end makes a row another row. */
  for (guint i = 0; i < ui_access_count (f); i++) {
    GtkWidget *line = GTK_WIDGET (ui_access_find_line (f, i));

    if (i == 0)
      height = gtk_widget_get_height (line);

    g_assert_cmpint (gtk_widget_get_height (line), ==, height);
    g_assert_cmpint (gtk_widget_get_width (line), <, 1040);
  }

  g_assert_cmpint (gtk_widget_get_width (f->ui.window), ==, 1040);
}

static void
test_pause (UiAccess *f, gconstpointer data)
{
  CueAccessList *list;

  ui_access_show (f, N_ROWS);
  list = cue_access_page_get_list (f->page);
  g_assert_true (cue_access_list_is_following (list));
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.toggle-pause", NULL);
  ui_access_arrive (f, 7);
  g_assert_cmpuint (ui_access_count (f), ==, N_ROWS);
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, 7);
  g_assert_true (ui_shows (GTK_WIDGET (list), "7 held back"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.show-newest", NULL);
  ui_access_settle (f);
  g_assert_cmpuint (ui_access_count (f), ==, N_ROWS + 7);
  g_assert_true (cue_access_list_is_following (list));
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, 0);
  g_assert_nonnull (ui_access_find_line (f, 0));
}

static void
test_scrolled_away (UiAccess *f, gconstpointer data)
{
  CueAccessList   *list;
  GtkAdjustment   *adjustment;
  guint64          id;
  guint            n_new;
  graphene_rect_t  before, after;
  g_autofree char *words = NULL;

  ui_access_show (f, N_ROWS);
  list = cue_access_page_get_list (f->page);
  adjustment = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (ui_find_type (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW)));
  /* Also while rows come: they are there, but not laid out yet. */
  cue_crowd_arrive (f->crowd, ui_access_get_now (f));
  cue_access_log_flush (f->log);
  gtk_adjustment_set_value (adjustment, 1400);
  ui_access_settle (f);
  g_assert_false (cue_access_list_is_following (list));
  n_new = cue_access_list_get_n_new (list);
  id = cue_id_rows_get_id_at (ui_access_get_rows (f), 55);
  g_assert_true (
    gtk_widget_compute_bounds (ui_find (GTK_WIDGET (f->page), ui_access_is_line_of, &id),
                               f->ui.window,
                               &before));

  ui_access_arrive (f, 9);
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, n_new + 9);
  words = g_strdup_printf ("%u new", n_new + 9);
  g_assert_true (ui_shows (GTK_WIDGET (list), words));
  /* What is read stays where it is. */
  g_assert_true (
    gtk_widget_compute_bounds (ui_find (GTK_WIDGET (f->page), ui_access_is_line_of, &id),
                               f->ui.window,
                               &after));
  g_assert_cmpfloat_with_epsilon (before.origin.y, after.origin.y, 1.5);

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.show-newest", NULL);
  ui_access_settle (f);
  g_assert_true (cue_access_list_is_following (list));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 8);
}

static void
test_last_look (UiAccess *f, gconstpointer data)
{
  guint64          last;
  g_autofree char *words = NULL;

  ui_access_show (f, 30);
  cue_access_last_look_set_looking (cue_access_view_get_last_look (f->view), TRUE);
  last = cue_access_log_get_last_id (f->log);
  cue_access_last_look_set_looking (cue_access_view_get_last_look (f->view), FALSE);
  g_assert_cmpuint (cue_access_last_look_get_id (cue_access_view_get_last_look (f->view)),
                    ==,
                    last);

  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (60));
  ui_access_arrive (f, 4);
  g_assert_true (cue_access_last_look_is_new (cue_access_view_get_last_look (f->view),
                                              cue_id_rows_get_id_at (ui_access_get_rows (f), 0)));
  g_assert_true (cue_access_view_is_mark_below (f->view, 3));
  g_assert_false (cue_access_view_is_mark_below (f->view, 2));
  g_assert_false (cue_access_view_is_mark_below (f->view, 4));
  words = cue_access_line_describe (ui_access_find_line (f, 0));
  g_assert_true (g_str_has_prefix (words, "new, "));
}

static void
test_right_to_left (UiAccess *f, gconstpointer data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ui_access_show (f, 50);
  cue_crowd_send_hostile (f->crowd, ui_access_get_now (f));
  ui_access_settle (f);
  g_assert_nonnull (ui_access_find_line (f, 0));
  g_assert_cmpint (cue_access_line_find_column (ui_access_find_line (f, 0),
                                                gtk_widget_get_width (
                                                  GTK_WIDGET (ui_access_find_line (f, 0))) -
                                                  40),
                   ==,
                   CUE_ACCESS_COLUMN_SITE_TIME);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAccess *f, gconstpointer data);
  } tests[] = {
    { "/ui/access/newest-first", test_newest_first },
    { "/ui/access/selection-stays", test_selection_stays },
    { "/ui/access/selection-unseen", test_selection_unseen },
    { "/ui/access/click-filters", test_click_filters },
    { "/ui/access/names-hidden", test_names_hidden },
    { "/ui/access/hostile", test_hostile },
    { "/ui/access/pause", test_pause },
    { "/ui/access/scrolled-away", test_scrolled_away },
    { "/ui/access/last-look", test_last_look },
    { "/ui/access/right-to-left", test_right_to_left },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                UiAccess,
                NULL,
                ui_access_set_up,
                tests[i].test,
                ui_access_tear_down);

  return g_test_run ();
}
