// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-acoustic.h"

#include "cue-acoustic-import-view.h"
#include "cue-csv-column-row.h"
#include "cue-csv-preview.h"
#include "cue-publish-run-view.h"
#include "cue-write-guard.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The rows of a file: what its columns become, what is sent, and how it goes on. */

#define N_ROWS 20

static CueAcousticImportView *
find_view (UiAcoustic *f)
{
  return CUE_ACOUSTIC_IMPORT_VIEW (ui_find_type (f->ui.window, CUE_TYPE_ACOUSTIC_IMPORT_VIEW));
}

static CuePublishRun *
get_run (UiAcoustic *f)
{
  GtkWidget *view = ui_find_type (f->ui.window, CUE_TYPE_PUBLISH_RUN_VIEW);

  return cue_publish_run_view_get_run (CUE_PUBLISH_RUN_VIEW (view));
}

static gboolean
is_mapped_with (GtkWidget *widget, gpointer text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : NULL;

  return own != NULL && gtk_widget_get_mapped (widget) && strstr (own, text) != NULL;
}

typedef struct {
  UiAcoustic *f;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;

  return ui_find (shown->f->ui.window, is_mapped_with, (gpointer) shown->text) != NULL;
}

static void
wait_for (UiAcoustic *f, const char *text)
{
  Shown shown = { f, text };

  fake_engine_wait (is_shown, &shown);
}

static void
activate (UiAcoustic *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (find_view (f)), action, NULL));
}

static void
activate_run (UiAcoustic *f, const char *action)
{
  GtkWidget *view = ui_find_type (f->ui.window, CUE_TYPE_PUBLISH_RUN_VIEW);

  g_assert_true (gtk_widget_activate_action (view, action, NULL));
}

static void
open_text (UiAcoustic *f, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (f->ui.folder, "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.import", NULL);
  cue_acoustic_import_view_open (find_view (f), file);
}

static char *
make_rows (const char *wrong_time)
{
  GString *text = g_string_new ("eventcode,time,channel,email,doorName\n");

  for (guint i = 0; i < N_ROWS; i++) {
    g_autofree char *time = g_strdup_printf ("2026-11-20T08:%02u:00Z", i);

    g_string_append_printf (text,
                            "ibmpageView,%s,Web,guest%u@example.org,North %u\n",
                            wrong_time != NULL && i == 4 ? wrong_time : time,
                            i,
                            i);
  }

  return g_string_free (text, FALSE);
}

/* The form, with a file that was read and all of whose rows were looked at. */
static void
open_rows (UiAcoustic *f, gboolean production, const char *wrong_time)
{
  g_autofree char *text = make_rows (wrong_time);

  /* A column becomes an attribute that the type was registered without. */
  cue_simulator_set_switch (f->simulator, "acoustic-attributes", "any", NULL);
  ui_acoustic_choose (f, production);
  cue_acoustic_page_show_section (f->page, "publish");
  open_text (f, text, -1);
  wait_for (f, wrong_time != NULL ? "Publish 19 Events" : "Publish 20 Events");
}

static gboolean
is_quiet (gpointer data)
{
  CuePublishRun *run = get_run (data);

  return run != NULL && cue_publish_run_get_state (run) != CUE_PUBLISH_RUN_READY &&
         !cue_publish_run_is_busy (run);
}

static GtkWidget *
find_guard (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (CUE_IS_WRITE_GUARD (window) && gtk_widget_get_visible (window))
      return window;
  }

  return NULL;
}

static gboolean
has_guard (gpointer data)
{
  return find_guard () != NULL;
}

static gboolean
is_column (GtkWidget *widget, gpointer title)
{
  return CUE_IS_CSV_COLUMN_ROW (widget) && ui_find_text (widget, title) != NULL;
}

static gboolean
is_target (GtkWidget *widget, gpointer data)
{
  return GTK_IS_DROP_DOWN (widget) &&
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), "What the column becomes") == 0;
}

/* A row that breaks a rule is shown with its reason, and a column that is not sent any more takes
 * its part out of all events. */
static void
test_map (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *row, *target;

  open_rows (f, FALSE, "yesterday");
  wait_for (f, "20 rows · 19 requests");
  wait_for (f, "1 row breaks a rule and is left out");
  wait_for (f, "Left out: ");

  row = ui_find (f->ui.window, is_column, (gpointer) "email");
  g_assert_nonnull (row);
  target = ui_find (row, is_target, NULL);
  g_assert_nonnull (target);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (target), CUE_CSV_TARGET_NOTHING);
  wait_for (f, "No column is an identifier. Choose at least one.");
  wait_for (f, "20 rows break a rule and are left out");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

/* What would be sent is shown, and nothing is sent. */
static void
test_dry_run (UiAcoustic *f, gconstpointer data)
{
  GtkWidget       *guard;
  GtkTextBuffer   *buffer;
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  open_rows (f, FALSE, NULL);
  activate (f, "import.dry-run");
  fake_engine_wait (has_guard, NULL);
  guard = find_guard ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_type (guard, GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_nonnull (strstr (text, "POST "));
  g_assert_nonnull (strstr (text, "guest0@example.org"));
  g_assert_null (strstr (text, "guest1@example.org"));
  gtk_window_close (GTK_WINDOW (guard));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static void
test_publish (UiAcoustic *f, gconstpointer data)
{
  open_rows (f, FALSE, "yesterday");
  activate (f, "import.publish");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS - 1);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_LEFT_OUT), ==, 1);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS - 1);
  wait_for (f, "Finished");
  wait_for (f, "19 rows published · 1 row left out");

  /* The same rows are not sent another time without a question. */
  activate (f, "import.back");
  activate (f, "import.publish");
  ui_acoustic_answer (FALSE);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS - 1);
}

/* Nothing goes to production before somebody said so. */
static void
test_production (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *guard;

  open_rows (f, TRUE, NULL);
  activate (f, "import.publish");
  fake_engine_wait (has_guard, NULL);
  guard = find_guard ();
  g_assert_true (ui_shows (guard, "Publish 20 Events?"));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  gtk_window_close (GTK_WINDOW (guard));
  wait_for (f, "20 rows · 20 requests");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static gboolean
has_sent (gpointer data)
{
  CuePublishRun *run = get_run (data);

  return run != NULL && cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) >= 3;
}

static void
test_stop (UiAcoustic *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_rows (f, FALSE, NULL);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", &error);
  g_assert_no_error (error);
  activate (f, "import.publish");
  fake_engine_wait (has_sent, f);
  activate_run (f, "run.stop");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_PENDING), >, 0);
  wait_for (f, "Stopped");

  /* It is offered to whoever comes back, and goes on from there. */
  activate (f, "import.back");
  activate (f, "import.back");
  wait_for (f, "rows not sent yet");
  activate_run (f, "run.go-on");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS);
}

static gboolean
is_on_its_way (gpointer data)
{
  CuePublishRun *run = get_run (data);

  return run != NULL && cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_SENDING &&
         ui_acoustic_count_writes (data) > 0;
}

/* A request whose answer does not come is broken off, and what became of it is asked about. */
static void
test_break_off (UiAcoustic *f, gconstpointer data)
{
  open_rows (f, FALSE, NULL);
  ui_acoustic_fault (f, "AB-12", "lost", "publish");
  activate (f, "import.publish");
  fake_engine_wait (is_on_its_way, f);
  g_assert_false (ui_acoustic_shows (f->ui.window, "Break Off Now"));
  activate_run (f, "run.stop");
  wait_for (f, "Broken off before that, nobody knows");
  g_assert_true (ui_acoustic_shows (f->ui.window, "Break Off Now"));
  activate_run (f, "run.break-off");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_UNKNOWN), ==, 1);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_PENDING), ==, N_ROWS - 1);
  wait_for (f, "Nobody knows whether 1 row was published");
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
  open_rows (f, FALSE, NULL);
  set_lost (f, TRUE);
  activate (f, "import.publish");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  wait_for (f, "Sent again it may be there twice; left it may be missing.");
  set_lost (f, FALSE);
  activate_run (f, "run.leave");
  wait_for (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_LEFT), ==, 1);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS - 1);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS);
}

/* Files that cannot be published say why. */
static gboolean
is_begun_anew (gpointer data)
{
  return is_quiet (data) && ui_acoustic_count_writes (data) == 2 * N_ROWS;
}

/* What was published as a whole is published once more only when somebody says so. */
static void
test_again (UiAcoustic *f, gconstpointer data)
{
  open_rows (f, FALSE, NULL);
  activate (f, "import.publish");
  fake_engine_wait (is_quiet, f);
  activate (f, "import.back");
  activate (f, "import.publish");
  ui_acoustic_answer (FALSE);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS);
  wait_for (f, "Finished");

  activate (f, "import.back");
  activate (f, "import.publish");
  ui_acoustic_answer (TRUE);
  fake_engine_wait (is_begun_anew, f);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS);
}

/* Sent once more, a row may be there twice. */
static void
test_send_again (UiAcoustic *f, gconstpointer data)
{
  open_rows (f, FALSE, NULL);
  set_lost (f, TRUE);
  activate (f, "import.publish");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  set_lost (f, FALSE);
  activate_run (f, "run.send-again");
  wait_for (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS + 1);
}

static void
accept_guard (void)
{
  fake_engine_wait (has_guard, NULL);
  gtk_widget_activate_action (find_guard (), "guard.accept", NULL);
}

static void
refuse_guard (UiAcoustic *f, const char *heading)
{
  guint n = ui_acoustic_count_writes (f);

  fake_engine_wait (has_guard, NULL);
  g_assert_true (ui_acoustic_shows (find_guard (), heading));
  gtk_window_close (GTK_WINDOW (find_guard ()));
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, n);
}

/* Each time that something goes to production it is asked. */
static void
test_production_again (UiAcoustic *f, gconstpointer data)
{
  open_rows (f, FALSE, NULL);
  /* The one that may publish this event, marked. */
  g_object_set (cue_acoustic_desk_connection_get_settings (
                  cue_acoustic_page_get_connection (f->page)),
                "production",
                TRUE,
                NULL);
  set_lost (f, TRUE);
  activate (f, "import.publish");
  accept_guard ();
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  set_lost (f, FALSE);
  wait_for (f, "Your Decision Is Needed");

  activate_run (f, "run.send-again");
  refuse_guard (f, "Publish 1 Event Again?");
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_ASKING);
  activate_run (f, "run.send-again");
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", NULL);
  accept_guard ();
  fake_engine_wait (has_sent, f);
  activate_run (f, "run.stop");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);

  cue_simulator_set_switch (f->simulator, "acoustic-delay", "0", NULL);
  activate_run (f, "run.go-on");
  refuse_guard (f, "More Events?");
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);
  activate_run (f, "run.go-on");
  accept_guard ();
  wait_for (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS);
}

/* It waits as long as the service asks, says so, and can be stopped meanwhile. */
static void
test_too_many (UiAcoustic *f, gconstpointer data)
{
  open_rows (f, FALSE, NULL);
  ui_acoustic_fault (f, "AB-17", "seconds", "publish");
  activate (f, "import.publish");
  wait_for (f, "Waiting, as the Service Asked");
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, 0);
  activate_run (f, "run.stop");
  fake_engine_wait (is_quiet, f);
  g_assert_cmpint (cue_publish_run_get_state (get_run (f)), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_UNKNOWN), ==, 0);
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_PENDING), ==, N_ROWS);
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
  open_rows (f, FALSE, NULL);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "100", NULL);
  activate (f, "import.publish");
  fake_engine_wait (has_sent, f);
  run = g_object_ref (get_run (f));
  activate_run (f, "run.stop");
  fake_engine_wait (is_quiet, f);
  cue_simulator_set_switch (f->simulator, "acoustic-delay", "0", NULL);
  activate (f, "import.back");
  activate (f, "import.back");
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
  wait_for (f, "Not Sent to the End Yet");
  fake_engine_settle ();
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, n);
  activate_run (f, "run.go-on");
  wait_for (f, "Finished");
  g_assert_cmpuint (cue_publish_run_count (get_run (f), CUE_PUBLISH_ROW_DONE), ==, N_ROWS);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, N_ROWS);
}

static gboolean
is_import_shown (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (find_view (data))) && is_offered (data);
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
  activate (f, "import.back");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (find_view (f))));
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

static void
test_bad_files (UiAcoustic *f, gconstpointer data)
{
  static const char invalid[] = "eventcode,time\nibmpageView,\xff\xfe\n";

  ui_acoustic_choose (f, FALSE);
  cue_acoustic_page_show_section (f->page, "publish");
  open_text (f, "", 0);
  wait_for (f, "The CSV is empty");
  open_text (f, "eventcode,time,email\n", -1);
  wait_for (f, "no row below them");
  open_text (f, invalid, sizeof invalid - 1);
  wait_for (f, "UTF-8");
}

/* More than is read at once: refused before it is read. */
static void
test_large_file (UiAcoustic *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->ui.folder, "large.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  int fd;

  fd = g_open (path, O_CREAT | O_WRONLY, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 200 * 1024 * 1024), ==, 0);
  g_close (fd, NULL);
  ui_acoustic_choose (f, FALSE);
  cue_acoustic_page_show_section (f->page, "publish");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.import", NULL);
  cue_acoustic_import_view_open (find_view (f), file);
  wait_for (f, "Split it into several files");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (UiAcoustic *f, gconstpointer data);
  } tests[] = {
    { "/ui/acoustic-import/map", test_map },
    { "/ui/acoustic-import/dry-run", test_dry_run },
    { "/ui/acoustic-import/publish", test_publish },
    { "/ui/acoustic-import/production", test_production },
    { "/ui/acoustic-import/stop", test_stop },
    { "/ui/acoustic-import/break-off", test_break_off },
    { "/ui/acoustic-import/unknown", test_unknown },
    { "/ui/acoustic-import/again", test_again },
    { "/ui/acoustic-import/send-again", test_send_again },
    { "/ui/acoustic-import/production-again", test_production_again },
    { "/ui/acoustic-import/too-many", test_too_many },
    { "/ui/acoustic-import/interrupted", test_interrupted },
    { "/ui/acoustic-import/history", test_history },
    { "/ui/acoustic-import/interrupted-discard", test_interrupted_discard },
    { "/ui/acoustic-import/bad-files", test_bad_files },
    { "/ui/acoustic-import/large-file", test_large_file },
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
