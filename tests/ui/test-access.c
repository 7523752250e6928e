// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The page of the doors: what its rows say, what filters, what stays selected, what is new. */

#include "ui-fixture.h"

#include <glib/gstdio.h>

#include "cue-access-alarms.h"
#include "cue-access-columns.h"
#include "cue-access-details.h"
#include "cue-access-doors-panel.h"
#include "cue-access-filter-bar.h"
#include "cue-access-health.h"
#include "cue-access-line.h"
#include "cue-access-link.h"
#include "cue-access-look.h"
#include "cue-access-menu.h"
#include "cue-access-page.h"
#include "cue-screenshot-crowd.h"
#include "cue-ticker.h"

#define N_ROWS 400
#define HINT_X 300 /* in a row, after the times */

typedef struct {
  UiFixture      ui;
  CueAccessLog  *log;
  CueCrowd      *crowd;
  GListStore    *links;
  CueAccessView *view;
  CueAccessPage *page;
} Fixture;

static gint64
get_now (Fixture *f)
{
  return cue_clock_get_wall (f->ui.clock);
}

static void
settle (Fixture *f)
{
  cue_access_log_flush (f->log);
  ui_settle (f->ui.window);
}

static void
arrive (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    cue_crowd_arrive (f->crowd, get_now (f) - (gint64) (n - i) * G_USEC_PER_SEC / 100);

  settle (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessDoors) doors = NULL;
  g_autoptr (CueAccessNotes) notes = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->log = cue_access_log_new (0, 0);
  f->crowd = cue_crowd_new (f->log);
  f->links = g_list_store_new (CUE_TYPE_ACCESS_LINK);
  doors = cue_access_doors_new (f->log, f->ui.clock);
  notes = cue_access_notes_new (f->ui.folder);
  f->view = cue_access_view_new (f->log, doors, notes, G_LIST_MODEL (f->links), f->ui.clock);
}

static void
show (Fixture *f, guint n)
{
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_settings (f->page, f->ui.settings);
  cue_access_page_set_view (f->page, f->view);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 748);
  arrive (f, n);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *notes = g_build_filename (f->ui.folder, "door-notes.json", NULL);
  CueAccessNotes  *kept = cue_access_view_get_notes (f->view);

  cue_access_notes_flush (kept, NULL);

  if (f->ui.window != NULL) {
    gtk_window_destroy (GTK_WINDOW (f->ui.window));
    f->ui.window = NULL;
  }

  g_object_add_weak_pointer (G_OBJECT (f->view), (gpointer *) &f->view);
  g_object_unref (f->view);
  g_assert_null (f->view);
  g_object_unref (f->links);
  cue_crowd_free (f->crowd);
  g_object_unref (f->log);
  g_unlink (notes);
  ui_fixture_tear_down (&f->ui, data);
}

static CueIdRows *
get_rows (Fixture *f)
{
  return cue_access_view_get_rows (f->view);
}

static guint
count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_rows (f)));
}

static gboolean
is_line_of (GtkWidget *widget, gpointer id)
{
  return CUE_IS_ACCESS_LINE (widget) && gtk_widget_get_mapped (widget) &&
         cue_access_line_get_row (CUE_ACCESS_LINE (widget)) != NULL &&
         cue_access_row_get_id (cue_access_line_get_row (CUE_ACCESS_LINE (widget))) ==
           *(guint64 *) id;
}

static CueAccessLine *
find_line (Fixture *f, guint position)
{
  guint64 id = cue_id_rows_get_id_at (get_rows (f), position);

  return CUE_ACCESS_LINE (ui_find (GTK_WIDGET (f->page), is_line_of, &id));
}

static void
test_newest_first (Fixture *f, gconstpointer data)
{
  CueAccessLine   *line;
  g_autofree char *words = NULL;

  show (f, N_ROWS);
  g_assert_cmpuint (count (f), ==, N_ROWS);
  g_assert_cmpuint (cue_id_rows_get_id_at (get_rows (f), 0),
                    ==,
                    cue_access_log_get_last_id (f->log));
  line = find_line (f, 0);
  words = cue_access_line_describe (line);
  g_assert_nonnull (strstr (words, "Opened"));
  /* The row says it to assistive technology, not what is drawn in it. */
  gtk_test_accessible_assert_property (gtk_widget_get_parent (GTK_WIDGET (line)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       words);
  /* Two hundred rows are kept, however many there are. */
  g_assert_null (find_line (f, N_ROWS - 1));
}

static void
test_selection_stays (Fixture *f, gconstpointer data)
{
  guint64 id;
  guint   position;

  show (f, N_ROWS);
  id = cue_id_rows_get_id_at (get_rows (f), 20);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (f)), 20, TRUE);
  g_assert_cmpuint (cue_id_rows_get_selected_id (get_rows (f)), ==, id);

  arrive (f, 5);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_rows (f)), 25));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_rows (f)), 20));

  cue_access_filter_set_text (cue_access_view_get_filter (f->view), "nothing has this");
  settle (f);
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpuint (cue_id_rows_get_selected_id (get_rows (f)), ==, id);
  g_assert_true (ui_shows (GTK_WIDGET (f->page), "The filter hides this row."));
  g_assert_true (ui_shows (GTK_WIDGET (f->page), "No Row Fits"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.clear-filter", NULL);
  settle (f);
  g_assert_true (cue_id_rows_find (get_rows (f), id, &position));
  g_assert_cmpuint (position, ==, 25);
  /* It is in sight again. */
  g_assert_nonnull (find_line (f, 25));
}

/* Also when it was chosen before the list was ever laid out. */
static void
test_selection_unseen (Fixture *f, gconstpointer data)
{
  cue_access_filter_set_text (cue_access_view_get_filter (f->view), "nothing has this");
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_view (f->page, f->view);
  arrive (f, N_ROWS);
  cue_access_filter_set_text (cue_access_view_get_filter (f->view), "");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (f)), 300, TRUE);
  settle (f);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 748);
  settle (f);
  g_assert_nonnull (find_line (f, 300));
  g_assert_false (cue_access_list_is_following (cue_access_page_get_list (f->page)));
}

static void
test_click_filters (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessRow) row = NULL;
  g_autofree char *door = NULL;
  g_autofree char *chip = NULL;
  guint            before;

  show (f, N_ROWS);
  before = count (f);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (f)), 3, TRUE);
  row = cue_access_view_dup_selected (f->view);
  door =
    cue_access_menu_describe_value (f->view, CUE_ACCESS_FACET_DOOR, cue_access_row_get_event (row));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.filter-by", "i", CUE_ACCESS_FACET_DOOR);
  settle (f);
  g_assert_cmpuint (count (f), <, before);
  g_assert_cmpuint (count (f), >, 0);
  chip = g_strdup_printf ("Door: %s", door);
  g_assert_true (ui_shows (GTK_WIDGET (f->page), chip));

  /* Two values are combined. */
  before = count (f);
  gtk_widget_activate_action (GTK_WIDGET (f->page),
                              "access.filter-by",
                              "i",
                              CUE_ACCESS_FACET_PERSON);
  settle (f);
  g_assert_cmpuint (count (f), <, before);
  cue_access_view_filter_by (f->view, CUE_ACCESS_FACET_PERSON, NULL);
  settle (f);
  g_assert_cmpuint (count (f), ==, before);
  cue_access_view_filter_by (f->view, CUE_ACCESS_FACET_DOOR, NULL);
  settle (f);
  g_assert_cmpuint (count (f), ==, N_ROWS);
  g_assert_false (ui_shows (GTK_WIDGET (f->page), chip));
}

static void
test_names_hidden (Fixture *f, gconstpointer data)
{
  g_autofree char *raw = NULL;
  g_autofree char *open = NULL;
  GtkWidget       *details;

  show (f, 0);
  cue_crowd_send_hostile (f->crowd, get_now (f));
  settle (f);
  details = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DETAILS);
  cue_id_rows_set_selected_id (get_rows (f), cue_access_log_get_first_id (f->log));
  g_assert_true (ui_shows (details, "<b>Bold</b> & <i>co</i>"));
  open = cue_access_details_get_raw (CUE_ACCESS_DETAILS (details));
  g_assert_nonnull (strstr (open, "Bold"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.toggle-names", NULL);
  g_assert_true (g_settings_get_boolean (f->ui.settings, "hide-names"));
  settle (f);
  g_assert_false (ui_shows (details, "<b>Bold</b> & <i>co</i>"));
  raw = cue_access_details_get_raw (CUE_ACCESS_DETAILS (details));
  g_assert_null (strstr (raw, "Bold"));

  for (guint i = 0; i < count (f); i++) {
    g_autofree char *words = cue_access_line_describe (find_line (f, i));

    g_assert_null (strstr (words, "Bold"));
    g_assert_null (strstr (words, "WWWW"));
  }

  /* The preference holds for the next one too. */
  g_settings_set_boolean (f->ui.settings, "hide-names", FALSE);
  g_assert_false (cue_access_view_get_hide_names (f->view));
}

static void
test_hostile (Fixture *f, gconstpointer data)
{
  int height = 0;

  show (f, 0);
  cue_crowd_send_hostile (f->crowd, get_now (f));
  settle (f);

  /* Neither a line break nor another script nor a name without end makes a row another row. */
  for (guint i = 0; i < count (f); i++) {
    GtkWidget *line = GTK_WIDGET (find_line (f, i));

    if (i == 0)
      height = gtk_widget_get_height (line);

    g_assert_cmpint (gtk_widget_get_height (line), ==, height);
    g_assert_cmpint (gtk_widget_get_width (line), <, 1040);
  }

  g_assert_cmpint (gtk_widget_get_width (f->ui.window), ==, 1040);
}

static void
test_pause (Fixture *f, gconstpointer data)
{
  CueAccessList *list;

  show (f, N_ROWS);
  list = cue_access_page_get_list (f->page);
  g_assert_true (cue_access_list_is_following (list));
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.toggle-pause", NULL);
  arrive (f, 7);
  g_assert_cmpuint (count (f), ==, N_ROWS);
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, 7);
  g_assert_true (ui_shows (GTK_WIDGET (list), "7 held back"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.show-newest", NULL);
  settle (f);
  g_assert_cmpuint (count (f), ==, N_ROWS + 7);
  g_assert_true (cue_access_list_is_following (list));
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, 0);
  g_assert_nonnull (find_line (f, 0));
}

static void
test_scrolled_away (Fixture *f, gconstpointer data)
{
  CueAccessList   *list;
  GtkAdjustment   *adjustment;
  guint64          id;
  guint            n_new;
  graphene_rect_t  before, after;
  g_autofree char *words = NULL;

  show (f, N_ROWS);
  list = cue_access_page_get_list (f->page);
  adjustment = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (ui_find_type (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW)));
  /* Also while rows come: they are there, but not laid out yet. */
  cue_crowd_arrive (f->crowd, get_now (f));
  cue_access_log_flush (f->log);
  gtk_adjustment_set_value (adjustment, 1400);
  settle (f);
  g_assert_false (cue_access_list_is_following (list));
  n_new = cue_access_list_get_n_new (list);
  id = cue_id_rows_get_id_at (get_rows (f), 55);
  g_assert_true (gtk_widget_compute_bounds (ui_find (GTK_WIDGET (f->page), is_line_of, &id),
                                            f->ui.window,
                                            &before));

  arrive (f, 9);
  g_assert_cmpuint (cue_access_list_get_n_new (list), ==, n_new + 9);
  words = g_strdup_printf ("%u new", n_new + 9);
  g_assert_true (ui_shows (GTK_WIDGET (list), words));
  /* What is read stays where it is. */
  g_assert_true (gtk_widget_compute_bounds (ui_find (GTK_WIDGET (f->page), is_line_of, &id),
                                            f->ui.window,
                                            &after));
  g_assert_cmpfloat_with_epsilon (before.origin.y, after.origin.y, 1.5);

  gtk_widget_activate_action (GTK_WIDGET (f->page), "access.show-newest", NULL);
  settle (f);
  g_assert_true (cue_access_list_is_following (list));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 8);
}

static void
test_last_look (Fixture *f, gconstpointer data)
{
  guint64          last;
  g_autofree char *words = NULL;

  show (f, 30);
  cue_access_last_look_set_looking (cue_access_view_get_last_look (f->view), TRUE);
  last = cue_access_log_get_last_id (f->log);
  cue_access_last_look_set_looking (cue_access_view_get_last_look (f->view), FALSE);
  g_assert_cmpuint (cue_access_last_look_get_id (cue_access_view_get_last_look (f->view)),
                    ==,
                    last);

  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (60));
  arrive (f, 4);
  g_assert_true (cue_access_last_look_is_new (cue_access_view_get_last_look (f->view),
                                              cue_id_rows_get_id_at (get_rows (f), 0)));
  g_assert_true (cue_access_view_is_mark_below (f->view, 3));
  g_assert_false (cue_access_view_is_mark_below (f->view, 2));
  g_assert_false (cue_access_view_is_mark_below (f->view, 4));
  words = cue_access_line_describe (find_line (f, 0));
  g_assert_true (g_str_has_prefix (words, "new, "));
}

static gboolean
is_noted (gpointer data)
{
  Fixture *f = data;

  return cue_access_notes_get_n_notes (cue_access_view_get_notes (f->view)) == 1;
}

static void
test_alarms (Fixture *f, gconstpointer data)
{
  GtkWidget       *alarms;
  g_autofree char *words = NULL;

  show (f, 20);
  alarms = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_ALARMS);
  g_assert_false (gtk_widget_get_visible (alarms));

  cue_crowd_raise_alarm (f->crowd, get_now (f), "door_left_open_alarm", 4);
  settle (f);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (65));
  cue_ticker_tick ();
  g_assert_true (gtk_widget_get_visible (alarms));
  g_assert_true (ui_shows (alarms, "1 open alarm"));
  g_assert_true (ui_shows (alarms, "01:05"));

  /* Somebody takes care of it: it stays open, and the row says so. */
  gtk_widget_activate (ui_find_type (alarms, GTK_TYPE_TOGGLE_BUTTON));
  fake_engine_wait (is_noted, f);
  settle (f);
  g_assert_true (ui_shows (alarms, "Acknowledged"));
  words = cue_access_line_describe (find_line (f, 0));
  g_assert_nonnull (strstr (words, "acknowledged"));

  cue_crowd_raise_alarm (f->crowd, get_now (f), "end_of_door_left_open_alarm", 4);
  settle (f);
  g_assert_false (gtk_widget_get_visible (alarms));
}

static void
test_note (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessRow) row = NULL;
  g_autofree char *words = NULL;

  show (f, 20);
  cue_id_rows_set_selected_id (get_rows (f), cue_id_rows_get_id_at (get_rows (f), 2));
  row = cue_access_view_dup_selected (f->view);
  cue_access_view_annotate (f->view, cue_access_row_get_event (row), TRUE, "the caterer");
  settle (f);
  words = cue_access_line_describe (find_line (f, 2));
  g_assert_nonnull (strstr (words, "acknowledged: the caterer"));
}

/* Each character is kept as it is typed, and what is kept has no blank at its end. */
static void
test_note_typed (Fixture *f, gconstpointer data)
{
  static const char typed[] = "the  caterer ";
  g_autofree char  *words = NULL;
  GtkEditable      *note;
  int               position = 0;

  show (f, 20);
  cue_id_rows_set_selected_id (get_rows (f), cue_id_rows_get_id_at (get_rows (f), 2));
  note = GTK_EDITABLE (
    ui_find_type (ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DETAILS), GTK_TYPE_ENTRY));

  for (gsize i = 0; i < strlen (typed); i++)
    gtk_editable_insert_text (note, typed + i, 1, &position);

  g_assert_cmpstr (gtk_editable_get_text (note), ==, typed);
  settle (f);
  words = cue_access_line_describe (find_line (f, 2));
  g_assert_true (g_str_has_suffix (words, "note: the  caterer"));
  gtk_editable_delete_text (note, 3, -1);
  g_assert_cmpstr (gtk_editable_get_text (note), ==, "the");
}

static void
test_gap (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autofree char *hint = NULL;

  show (f, 0);
  cue_access_log_append_gap (f->log,
                             f->crowd->entries,
                             get_now (f) - UI_SECONDS (95),
                             get_now (f) - UI_SECONDS (5));
  settle (f);
  g_assert_cmpuint (count (f), ==, 1);
  words = cue_access_line_describe (find_line (f, 0));
  g_assert_nonnull (strstr (words, "Not connected for 1 min 30 s"));

  /* Where there is no room for all of it, all of the row says it when it is pointed at. */
  gtk_window_set_default_size (GTK_WINDOW (f->ui.window), 440, 700);
  settle (f);
  hint = cue_access_line_get_hint (find_line (f, 0), HINT_X);
  g_assert_nonnull (hint);
  g_assert_nonnull (strstr (hint, "messages may be missing"));
}

static void
set_link (CueAccessLink *link, CueHealth health, const char *words, const char *advice, gint64 now)
{
  CueAccessLinkFacts facts = {
    .name = "Entries · Hall",
    .health = health,
    .words = words,
    .advice = advice,
    .last_message_wall_us = now - UI_SECONDS (40),
    .last_ping_wall_us = now - UI_SECONDS (12),
    .reconnects = 3,
    .token_expiry_wall_us = now + UI_SECONDS (4 * 60),
  };

  cue_access_link_set_facts (link, &facts);
}

static void
test_health (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessLink) one = cue_access_link_new ();
  g_autoptr (CueAccessLink) other = cue_access_link_new ();
  GtkWidget *health;

  show (f, 1);
  health = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_HEALTH);
  g_assert_false (gtk_widget_get_visible (health));

  set_link (one, CUE_HEALTH_OK, "Connected", NULL, get_now (f));
  set_link (other, CUE_HEALTH_OK, "Connected", NULL, get_now (f));
  g_list_store_append (f->links, one);
  g_list_store_append (f->links, other);
  g_assert_true (ui_shows (health, "Connected"));
  g_assert_true (ui_shows (health, "All 2 connections"));
  g_assert_true (ui_shows (health, "40 s ago"));
  g_assert_true (ui_shows (health, "12 s ago"));
  g_assert_true (ui_shows (health, "6"));
  g_assert_true (ui_shows (health, "in 4 min"));

  set_link (other, CUE_HEALTH_ERROR, "Not allowed (403)", "Three causes", get_now (f));
  g_assert_true (ui_shows (health, "Not allowed (403)"));
  g_assert_true (ui_shows (health, "Three causes"));
  g_assert_true (ui_shows (health, "Entries · Hall · 1 of 2 connected"));

  /* An event without doors says how to get some. */
  cue_access_page_set_view (f->page, NULL);
  g_assert_true (ui_shows (GTK_WIDGET (f->page), "No Doors Yet"));
}

static void
test_not_heard (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessLink) link = cue_access_link_new ();
  GtkWidget *panel, *health;

  show (f, 20);
  panel = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DOORS_PANEL);
  health = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_HEALTH);
  set_link (link, CUE_HEALTH_OK, "Connected", NULL, get_now (f));
  g_list_store_append (f->links, link);
  cue_ticker_tick ();
  g_assert_true (ui_shows (panel, "Last used now"));
  g_assert_false (ui_shows (health, "Connect Now"));

  /* A door that nobody hears is neither well nor quiet. */
  set_link (link, CUE_HEALTH_ERROR, "The connection was lost", NULL, get_now (f));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (3600));
  cue_ticker_tick ();
  g_assert_true (ui_shows (panel, "Unknown, last used 1 h ago"));
  g_assert_false (ui_shows (panel, "Quiet for 1 h"));
  g_assert_true (ui_shows (panel, "–"));
}

static void
test_right_to_left (Fixture *f, gconstpointer data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  show (f, 50);
  cue_crowd_send_hostile (f->crowd, get_now (f));
  settle (f);
  g_assert_nonnull (find_line (f, 0));
  g_assert_cmpint (cue_access_line_find_column (find_line (f, 0),
                                                gtk_widget_get_width (
                                                  GTK_WIDGET (find_line (f, 0))) -
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
    void (*test) (Fixture *f, gconstpointer data);
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
    { "/ui/access/alarms", test_alarms },
    { "/ui/access/note", test_note },
    { "/ui/access/note-typed", test_note_typed },
    { "/ui/access/gap", test_gap },
    { "/ui/access/health", test_health },
    { "/ui/access/not-heard", test_not_heard },
    { "/ui/access/right-to-left", test_right_to_left },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
