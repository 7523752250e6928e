// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The rows of a file: what its columns become, what is shown before, and what is sent. */

#include "ui-import.h"

#include "cue-csv-column-row.h"
#include "cue-csv-preview.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

  ui_import_open_rows (f, FALSE, "yesterday");
  ui_acoustic_wait_for_words (f, "20 rows · 19 requests");
  ui_acoustic_wait_for_words (f, "1 row breaks a rule and is left out");
  ui_acoustic_wait_for_words (f, "Left out: ");

  row = ui_find (f->ui.window, is_column, (gpointer) "email");
  g_assert_nonnull (row);
  target = ui_find (row, is_target, NULL);
  g_assert_nonnull (target);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (target), CUE_CSV_TARGET_NOTHING);
  ui_acoustic_wait_for_words (f, "No column is an identifier. Choose at least one.");
  ui_acoustic_wait_for_words (f, "20 rows break a rule and are left out");
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

  ui_import_open_rows (f, FALSE, NULL);
  ui_import_activate (f, "import.dry-run");
  guard = ui_import_wait_for_guard ();
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
  ui_import_open_rows (f, FALSE, "yesterday");
  ui_import_activate (f, "import.publish");
  ui_import_wait_until_quiet (f);
  g_assert_cmpint (cue_publish_run_get_state (ui_import_get_run (f)), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS - 1);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_LEFT_OUT), ==, 1);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS - 1);
  ui_acoustic_wait_for_words (f, "Finished");
  ui_acoustic_wait_for_words (f, "19 rows published · 1 row left out");

  /* The same rows are not sent another time without a question. */
  ui_import_activate (f, "import.back");
  ui_import_activate (f, "import.publish");
  ui_acoustic_answer (FALSE);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS - 1);
}

/* Nothing goes to production before somebody said so. */
static void
test_production (UiAcoustic *f, gconstpointer data)
{
  GtkWidget *guard;

  ui_import_open_rows (f, TRUE, NULL);
  ui_import_activate (f, "import.publish");
  guard = ui_import_wait_for_guard ();
  g_assert_true (ui_shows (guard, "Publish 20 Events?"));
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
  gtk_window_close (GTK_WINDOW (guard));
  ui_acoustic_wait_for_words (f, "20 rows · 20 requests");
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, 0);
}

static gboolean
is_begun_anew (gpointer data)
{
  return ui_import_is_quiet (data) && ui_acoustic_count_writes (data) == 2 * UI_IMPORT_N_ROWS;
}

/* What was published as a whole is published once more only when somebody says so. */
static void
test_again (UiAcoustic *f, gconstpointer data)
{
  ui_import_open_rows (f, FALSE, NULL);
  ui_import_activate (f, "import.publish");
  ui_import_wait_until_quiet (f);
  ui_import_activate (f, "import.back");
  ui_import_activate (f, "import.publish");
  ui_acoustic_answer (FALSE);
  g_assert_cmpuint (ui_acoustic_count_writes (f), ==, UI_IMPORT_N_ROWS);
  ui_acoustic_wait_for_words (f, "Finished");

  ui_import_activate (f, "import.back");
  ui_import_activate (f, "import.publish");
  ui_acoustic_answer (TRUE);
  fake_engine_wait (is_begun_anew, f);
  g_assert_cmpuint (cue_publish_run_count (ui_import_get_run (f), CUE_PUBLISH_ROW_DONE),
                    ==,
                    UI_IMPORT_N_ROWS);
}

/* Files that cannot be published say why. */
static void
test_bad_files (UiAcoustic *f, gconstpointer data)
{
  static const char invalid[] = "eventcode,time\nibmpageView,\xff\xfe\n";

  ui_acoustic_choose (f, FALSE);
  cue_acoustic_page_show_section (f->page, "publish");
  ui_import_open_text (f, "", 0);
  ui_acoustic_wait_for_words (f, "The CSV is empty");
  ui_import_open_text (f, "eventcode,time,email\n", -1);
  ui_acoustic_wait_for_words (f, "no row below them");
  ui_import_open_text (f, invalid, sizeof invalid - 1);
  ui_acoustic_wait_for_words (f, "UTF-8");
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
  cue_acoustic_import_view_open (ui_import_find_view (f), file);
  ui_acoustic_wait_for_words (f, "Split it into several files");
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
    { "/ui/acoustic-import/again", test_again },
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
