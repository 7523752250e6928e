// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The rows of a file that were not all sent at once: what is asked, and how it goes on. */

#include "ui-import.h"

static gboolean
has_sent (gpointer data)
{
  CuePublishRun *run = ui_import_get_run (data);

  return run != NULL && cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) >= 3;
}

static void
test_stop (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ui_import_open_rows (f, FALSE, NULL);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", &error);
  g_assert_no_error (error);
  ui_import_activate (f, "import.publish");
  fake_engine_wait (has_sent, f);
  ui_import_activate_run (f, "run.stop");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_PENDING), >, 0);
  ui_acoustic_wait_for_words (f, "Stopped");

  /* It is offered to whoever comes back, and goes on from there. */
  ui_import_activate (f, "import.back");
  ui_import_activate (f, "import.back");
  ui_acoustic_wait_for_words (f, "rows not sent yet");
  ui_import_activate_run (f, "run.go-on");
  ui_import_wait_until_quiet (f);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS);
}

static gboolean
is_on_its_way (gpointer data)
{
  CuePublishRun *run = ui_import_get_run (data);

  return run != NULL && cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_SENDING &&
         ui_acoustic_count_writes (data) > 0;
}

/* A request whose answer does not come is broken off, and what became of it is asked about. */
static void
test_break_off (UiAcoustic *f, gconstpointer data)
{
  ui_import_open_rows (f, FALSE, NULL);
  ui_acoustic_fault (f, "AB-12", "lost", "publish");
  ui_import_activate (f, "import.publish");
  fake_engine_wait (is_on_its_way, f);
  g_assert_false (ui_acoustic_shows (f->ui.window, "Break Off Now"));
  ui_import_activate_run (f, "run.stop");
  ui_acoustic_wait_for_words (f, "Broken off before that, nobody knows");
  g_assert_true (ui_acoustic_shows (f->ui.window, "Break Off Now"));
  ui_import_activate_run (f, "run.break-off");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_UNKNOWN), ==, 1);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_PENDING),
                    ==,
                    UI_IMPORT_N_ROWS - 1);
  ui_acoustic_wait_for_words (f, "Nobody knows whether 1 row was published");
}

static void
set_lost (UiAcoustic *f, gboolean on)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", "cut-taken");
  cue_simulator_set_fault (f->simulator, "AB-12", on, on ? params : NULL, &error);
  g_assert_no_error (error);
}

/* A row without an answer is somebody's decision, and what follows from each is said. */
static void
test_unknown (UiAcoustic *f, gconstpointer data)
{
  ui_import_open_rows (f, FALSE, NULL);
  set_lost (f, TRUE);
  ui_import_activate (f, "import.publish");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  ui_acoustic_wait_for_words (f, "Sent again it may be there twice; left it may be missing.");
  set_lost (f, FALSE);
  ui_import_activate_run (f, "run.leave");
  ui_acoustic_wait_for_words (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_LEFT), ==, 1);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS - 1);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS);
}

/* Sent once more, a row may be there twice. */
static void
test_send_again (UiAcoustic *f, gconstpointer data)
{
  ui_import_open_rows (f, FALSE, NULL);
  set_lost (f, TRUE);
  ui_import_activate (f, "import.publish");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  set_lost (f, FALSE);
  ui_import_activate_run (f, "run.send-again");
  ui_acoustic_wait_for_words (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS + 1);
}

static void
accept_guard (void)
{
  gtk_widget_activate_action (ui_import_wait_for_guard (), "guard.accept", NULL);
}

static void
refuse_guard (UiAcoustic *f, const char *heading)
{
  guint      n = ui_acoustic_count_writes (f);
  GtkWidget *guard = ui_import_wait_for_guard ();

  g_assert_true (ui_acoustic_shows (guard, heading));
  gtk_window_close (GTK_WINDOW (guard));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, n);
}

/* Each time that something goes to production it is asked. */
static void
test_production_again (UiAcoustic *f, gconstpointer data)
{
  ui_import_open_rows (f, FALSE, NULL);
  /* The one that may publish this event, marked. */
  g_object_set (cue_desk_connection_get_settings (cue_acoustic_page_get_connection (f->page)),
                "production",
                TRUE,
                NULL);
  set_lost (f, TRUE);
  ui_import_activate (f, "import.publish");
  accept_guard ();
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  set_lost (f, FALSE);
  ui_acoustic_wait_for_words (f, "Your Decision Is Needed");

  ui_import_activate_run (f, "run.send-again");
  refuse_guard (f, "Publish 1 Event Again?");
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  ui_import_activate_run (f, "run.send-again");
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", NULL);
  accept_guard ();
  fake_engine_wait (has_sent, f);
  ui_import_activate_run (f, "run.stop");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);

  cue_simulator_set_switch (f->simulator, "acoustic-delay", "0", NULL);
  ui_import_activate_run (f, "run.go-on");
  refuse_guard (f, "More Events?");
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);
  ui_import_activate_run (f, "run.go-on");
  accept_guard ();
  ui_acoustic_wait_for_words (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS);
}

/* It waits as long as the service asks, says so, and can be stopped meanwhile. */
static void
test_too_many (UiAcoustic *f, gconstpointer data)
{
  ui_import_open_rows (f, FALSE, NULL);
  ui_acoustic_fault (f, "AB-17", "seconds", "publish");
  ui_import_activate (f, "import.publish");
  ui_acoustic_wait_for_words (f, "Waiting, as the Service Asked");
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE), ==, 0);
  ui_import_activate_run (f, "run.stop");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_UNKNOWN), ==, 0);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_PENDING),
                    ==,
                    UI_IMPORT_N_ROWS);
}

static gboolean
is_offered (gpointer data)
{
  return ui_shows (((UiAcoustic *) data)->ui.window, "Interrupted");
}

static gboolean
is_not_offered (gpointer data)
{
  return !is_offered (data);
}

/* Sends some rows, and lets go of the run as the end of the program does. */
static void
interrupt (UiAcoustic *f)
{
  g_autoptr (CuePublishRun) run = NULL;

  ui_acoustic_keep (f);
  ui_import_open_rows (f, FALSE, NULL);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", NULL);
  ui_import_activate (f, "import.publish");
  fake_engine_wait (has_sent, f);
  run = g_object_ref (ui_import_get_run (f));
  ui_import_activate_run (f, "run.stop");
  ui_import_wait_until_quiet (f);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "0", NULL);
  ui_import_activate (f, "import.back");
  ui_import_activate (f, "import.back");
  cue_acoustic_desk_remove_run (f->desk, run);
  g_clear_object (&run);
  /* The view lets go of it too. */
  ui_acoustic_choose (f, TRUE);
  ui_acoustic_choose (f, FALSE);
  fake_engine_wait (is_offered, f);
}

/* What was interrupted is offered, and goes on where it ended. */
static void
test_interrupted (UiAcoustic *f, gconstpointer data)
{
  guint n;

  interrupt (f);
  n = ui_acoustic_count_writes (f);
  g_assert_true (ui_shows (f->ui.window, "guests.csv"));
  g_signal_emit_by_name (ui_acoustic_find_button (f->ui.window, "Go On…"), "clicked");
  ui_acoustic_wait_for_words (f, "Not Sent to the End Yet");
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, n);
  ui_import_activate_run (f, "run.go-on");
  ui_acoustic_wait_for_words (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS);
}

static gboolean
is_import_shown (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (ui_import_find_view (data))) && is_offered (data);
}

static GtkWidget *
find_stopped (GtkWidget *popover)
{
  GtkWidget *label = ui_find_text (popover, "Go on…");

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

static gboolean
has_stopped (gpointer popover)
{
  return find_stopped (popover) != NULL;
}

/* What was stopped stands in the history, and leads to where it is gone on with. */
static void
test_history (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *button, *menu, *popover;

  interrupt (f);
  ui_import_activate (f, "import.back");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (ui_import_find_view (f))));
  button = ui_acoustic_find_button (f->ui.window, "History");
  menu = gtk_widget_get_ancestor (button, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)));
  fake_engine_wait (has_stopped, popover);
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_stopped (popover))));
  g_signal_emit_by_name (ui_find_type (popover, GTK_TYPE_LIST_BOX),
                         "row-activated",
                         find_stopped (popover));
  fake_engine_wait (is_import_shown, f);
}

static void
test_interrupted_discard (UiAcoustic *f, gconstpointer data)
{
  guint n;

  interrupt (f);
  n = ui_acoustic_count_writes (f);
  g_signal_emit_by_name (ui_acoustic_find_button (f->ui.window, "Discard…"), "clicked");
  ui_acoustic_answer (FALSE);
  g_assert_true (is_offered (f));
  g_signal_emit_by_name (ui_acoustic_find_button (f->ui.window, "Discard…"), "clicked");
  ui_acoustic_answer (TRUE);
  fake_engine_wait (is_not_offered, f);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, n);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic-interrupted/stop", test_stop },
    { "/ui/acoustic-interrupted/break-off", test_break_off },
    { "/ui/acoustic-interrupted/unknown", test_unknown },
    { "/ui/acoustic-interrupted/send-again", test_send_again },
    { "/ui/acoustic-interrupted/production-again", test_production_again },
    { "/ui/acoustic-interrupted/too-many", test_too_many },
    { "/ui/acoustic-interrupted/interrupted", test_interrupted },
    { "/ui/acoustic-interrupted/history", test_history },
    { "/ui/acoustic-interrupted/interrupted-discard", test_interrupted_discard },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                UiAcoustic,
                NULL,
                ui_acoustic_set_up,
                tests[i].test,
                ui_acoustic_tear_down);

  return g_test_run ();
}
