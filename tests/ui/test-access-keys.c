// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The page of the doors with the keyboard alone, and what its details say about odd messages. */

#include "ui-fixture.h"

#include "cue-access-alarms.h"
#include "cue-access-details.h"
#include "cue-access-doors-panel.h"
#include "cue-access-line.h"
#include "cue-access-page.h"
#include "cue-screenshot-crowd.h"

#define N_ROWS 300

typedef struct {
  UiFixture      ui;
  CueAccessLog  *log;
  CueCrowd      *crowd;
  CueAccessView *view;
  CueAccessPage *page;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CueAccessDoors) doors = NULL;
  g_autoptr (GListStore) links = g_list_store_new (G_TYPE_OBJECT);

  ui_fixture_set_up (&f->ui, data);
  f->log = cue_access_log_new (0, 0);
  f->crowd = cue_crowd_new (f->log);
  doors = cue_access_doors_new (f->log, f->ui.clock);
  f->view = cue_access_view_new (f->log, doors, NULL, G_LIST_MODEL (links), f->ui.clock);
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_view (f->page, f->view);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 748);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->ui.window));
  f->ui.window = NULL;
  g_object_unref (f->view);
  cue_crowd_free (f->crowd);
  g_object_unref (f->log);
  ui_fixture_tear_down (&f->ui, data);
}

static gint64
get_now (Fixture *f)
{
  return cue_clock_get_wall (f->ui.clock);
}

static gboolean
is_line_of (GtkWidget *widget, gpointer id)
{
  return CUE_IS_ACCESS_LINE (widget) && gtk_widget_get_mapped (widget) &&
         cue_access_line_get_row (CUE_ACCESS_LINE (widget)) != NULL &&
         cue_access_row_get_id (cue_access_line_get_row (CUE_ACCESS_LINE (widget))) ==
           *(guint64 *) id;
}

/* The newest row is drawn, and so is all that came before it. */
static gboolean
is_drawn (gpointer data)
{
  Fixture *f = data;
  guint64  id = cue_access_log_get_last_id (f->log);

  return ui_find (GTK_WIDGET (f->page), is_line_of, &id) != NULL;
}

static void
arrive (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    cue_crowd_arrive (f->crowd, get_now (f) - (gint64) (n - i) * G_USEC_PER_SEC / 100);

  fake_engine_wait (is_drawn, f);
}

static gboolean
is_in (Fixture *f, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->ui.window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* How many stops it takes until the focus is in a widget. */
static guint
tab_to (Fixture *f, GtkWidget *widget, GtkDirectionType direction)
{
  for (guint n = 1; n < 40; n++) {
    gtk_widget_child_focus (f->ui.window, direction);

    if (is_in (f, widget))
      return n;
  }

  g_assert_not_reached ();
}

static guint64
get_focused_id (Fixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->ui.window));
  GtkWidget *line = gtk_widget_get_first_child (focus);

  g_assert_true (CUE_IS_ACCESS_LINE (line));
  return cue_access_row_get_id (cue_access_line_get_row (CUE_ACCESS_LINE (line)));
}

static void
test_tab (Fixture *f, gconstpointer data)
{
  CueIdRows *rows = cue_access_view_get_rows (f->view);
  GtkWidget *list = GTK_WIDGET (cue_access_page_get_list (f->page));
  GtkWidget *doors = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DOORS_PANEL);
  guint64    id;

  /* The first row was the newest once. */
  arrive (f, 1);
  arrive (f, N_ROWS);
  tab_to (f, list, GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (get_focused_id (f), ==, cue_access_log_get_last_id (f->log));

  /* It is one stop, and the doors are the next. */
  g_assert_cmpuint (tab_to (f, doors, GTK_DIR_TAB_FORWARD), ==, 1);
  gtk_widget_child_focus (f->ui.window, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_in (f, doors));
  g_assert_cmpuint (tab_to (f, doors, GTK_DIR_TAB_BACKWARD), ==, 1);
  g_assert_cmpuint (tab_to (f, list, GTK_DIR_TAB_BACKWARD), ==, 1);

  /* Back to the row that was chosen, however far from here it is. */
  id = cue_id_rows_get_id_at (rows, N_ROWS - 3);
  cue_id_rows_set_selected_id (rows, id);
  gtk_window_set_focus (GTK_WINDOW (f->ui.window), NULL);
  tab_to (f, list, GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (get_focused_id (f), ==, id);
}

static void
test_alarms (Fixture *f, gconstpointer data)
{
  GtkWidget *alarms = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_ALARMS);

  arrive (f, 3);
  cue_crowd_raise_alarm (f->crowd, get_now (f), "tamper_alarm", 4);
  fake_engine_wait (is_drawn, f);
  ui_wait_for_frame (f->ui.window);
  tab_to (f, alarms, GTK_DIR_TAB_FORWARD);
  g_assert_true (
    GTK_IS_LIST_VIEW (gtk_widget_get_parent (gtk_window_get_focus (GTK_WINDOW (f->ui.window)))));
}

/* Which value is not what it should be, and what was expected. */
static void
test_unexpected (Fixture *f, gconstpointer data)
{
  static const char json[] = "{\"id\":\"1\",\"event_category\":\"lock_opened\","
                             "\"exit_requested\":\"maybe\",\"lock_id\":7}";
  GtkWidget        *details = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_DETAILS);
  guint64           id;

  arrive (f, 1);
  id = cue_access_log_append (f->log, f->crowd->entries, json, strlen (json), get_now (f), NULL);
  fake_engine_wait (is_drawn, f);
  cue_id_rows_set_selected_id (cue_access_view_get_rows (f->view), id);
  ui_wait_for_frame (f->ui.window);
  g_assert_true (ui_shows (details, "Unexpected value"));
  g_assert_true (ui_shows (details, "Unexpected"));
  g_assert_true (
    ui_shows (details, "$.exit_requested – This is a text where true or false was expected."));
  g_assert_true (ui_shows (details, "$.lock_id – This is a number where a text was expected."));
}

/* Nobody looks at the doors of an event whose page is not shown. */
static void
test_unwatched (Fixture *f, gconstpointer data)
{
  CueAccessDoors *doors = cue_access_view_get_doors (f->view);

  arrive (f, 20);
  cue_access_doors_set_quiet_seconds (doors, 60);
  gtk_widget_set_visible (f->ui.window, FALSE);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (600));
  g_assert_cmpuint (cue_access_doors_get_n_quiet (doors), ==, 0);
  gtk_widget_set_visible (f->ui.window, TRUE);
  g_assert_cmpuint (cue_access_doors_get_n_quiet (doors), >, 0);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/ui/access-keys/tab", test_tab },
    { "/ui/access-keys/alarms", test_alarms },
    { "/ui/access-keys/unexpected", test_unexpected },
    { "/ui/access-keys/unwatched", test_unwatched },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
