// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Journals of publications that nobody finished: which are found in the folder, and what is left
// alone.

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cue-fake-clock.h"
#include "cue-interrupted-runs.h"
#include "cue-run-scan.h"
#include "desk-fixture.h"

static char *
write_journal (const char *folder, const char *fingerprint, guint n, const char *rest)
{
  g_autofree char *place = cue_run_journal_make_path (fingerprint, "account");
  g_autofree char *name = g_path_get_basename (place);
  char            *path = g_build_filename (folder, name, NULL);
  g_autofree char *text =
    g_strdup_printf ("{\"format\":\"cuelight-publish-run\",\"version\":1,\"requests\":%u,\"rows\":"
                     "%u,\"fingerprint\":\"%s\",\"account\":\"account\",\"title\":\"a\\nb.csv\"}\n"
                     "%s",
                     n,
                     n,
                     fingerprint,
                     rest);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
make_tmp_folder (void)
{
  return g_dir_make_tmp ("cuelight-journals-XXXXXX", NULL);
}

static void
drop_folder (char *folder)
{
  desk_fixture_empty_folder (folder);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static GPtrArray *
scan (const char *folder, gint64 now_us)
{
  g_autoptr (GError) error = NULL;
  guint      n_locked;
  GPtrArray *found = cue_run_scan (folder, now_us, &n_locked, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_locked, ==, 0);
  return found;
}

#define DONE(n) "{\"request\":" #n ",\"mark\":\"done\",\"status\":202}\n"

static void
test_half_a_line (void)
{
  char            *folder = make_tmp_folder ();
  g_autofree char *whole = write_journal (folder,
                                          "one",
                                          3,
                                          DONE (0) "{\"request\":1,\"mark\":\"begun\"}\n"
                                                   "{\"request\":1,\"mark\":\"do");
  g_autofree char *nothing = write_journal (folder, "two", 2, "");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gsize n_before;
  gsize n_after;

  g_assert_true (g_file_get_contents (whole, &before, &n_before, NULL));
  // Not even the first line is whole: nothing was begun.
  g_assert_cmpint (truncate (nothing, 20), ==, 0);
  found = scan (folder, g_get_real_time ());
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (cue_interrupted_run_count (found->pdata[0], CUE_PUBLISH_ROW_DONE), ==, 1);
  g_assert_cmpuint (cue_interrupted_run_count (found->pdata[0], CUE_PUBLISH_ROW_UNKNOWN), ==, 1);
  g_assert_cmpuint (cue_interrupted_run_count (found->pdata[0], CUE_PUBLISH_ROW_PENDING), ==, 1);
  g_assert_cmpstr (cue_interrupted_run_get_title (found->pdata[0]), ==, "a b.csv");
  g_assert_null (cue_interrupted_run_get_file (found->pdata[0]));
  // Looking changes nothing.
  g_assert_true (g_file_get_contents (whole, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  drop_folder (folder);
}

static char *
make_hex_path (const char *folder, char digit, const char *suffix)
{
  g_autofree char *stem = g_strnfill (64, digit);
  g_autofree char *name = g_strconcat (stem, suffix, NULL);

  return g_build_filename (folder, name, NULL);
}

static void
test_foreign_files (void)
{
  char            *folder = make_tmp_folder ();
  g_autofree char *ours = write_journal (folder, "ours", 2, DONE (0));
  g_autofree char *text = NULL;
  g_autofree char *copy = make_hex_path (folder, 'a', ".jsonl");
  g_autofree char *fifo = make_hex_path (folder, 'b', ".jsonl");
  g_autofree char *inner = make_hex_path (folder, 'c', ".jsonl");
  g_autofree char *link = make_hex_path (folder, 'd', ".jsonl");
  g_autofree char *garbage = make_hex_path (folder, 'e', ".jsonl");
  g_autofree char *noise = make_hex_path (folder, 'f', ".jsonl");
  g_autofree char *empty = make_hex_path (folder, '0', ".jsonl");
  g_autofree char *readme = g_build_filename (folder, "README", NULL);
  g_autofree char *long_line = g_strnfill (5 * 1024 * 1024, 'x');
  g_autoptr (GPtrArray) found = NULL;
  const char *paths[] = { copy, fifo, inner, link, garbage, noise, empty, readme, ours };

  g_assert_true (g_file_get_contents (ours, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (symlink (ours, link), ==, 0);
  g_assert_true (g_file_set_contents (garbage, "{\"format\":\"other\"}\n", -1, NULL));
  g_assert_true (g_file_set_contents (noise, long_line, -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", -1, NULL));
  g_assert_true (g_file_set_contents (readme, "Hello\n", -1, NULL));

  // All of them a hundred years old for it: what is foreign is not deleted all the same.
  found = scan (folder, g_get_real_time () + 100 * 366 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (cue_interrupted_run_get_path (found->pdata[0]), ==, ours);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    struct stat facts;

    g_assert_cmpint (lstat (paths[i], &facts), ==, 0);
  }
  drop_folder (folder);
}

// What is over goes when it is old; what is not over stays.
static void
test_prune (void)
{
  const gint64     day = G_TIME_SPAN_DAY;
  char            *folder = make_tmp_folder ();
  g_autofree char *finished = write_journal (folder, "finished", 1, DONE (0));
  g_autofree char *left =
    write_journal (folder, "left", 1, "{\"request\":0,\"mark\":\"left\",\"words\":\"Hm.\"}\n");
  g_autofree char *discarded = write_journal (folder, "discarded", 1, "{\"over\":\"discarded\"}\n");
  g_autofree char *open = write_journal (folder, "open", 1, "");
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), 0);
  g_autoptr (CueInterruptedRuns) runs = cue_interrupted_runs_new (folder, clock);
  g_autoptr (CueInterruptedRun) first = NULL;
  g_autoptr (CueInterruptedRun) same = NULL;

  cue_interrupted_runs_refresh (runs);
  WAIT_FOR (!cue_interrupted_runs_get_loading (runs));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (runs)), ==, 1);
  first = g_list_model_get_item (G_LIST_MODEL (runs), 0);
  g_assert_cmpstr (cue_interrupted_run_get_path (first), ==, open);
  g_assert_true (g_file_test (finished, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (discarded, G_FILE_TEST_EXISTS));

  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (clock), (CUE_RUN_SCAN_KEEP_DAYS + 1) * day);
  cue_interrupted_runs_refresh (runs);
  cue_interrupted_runs_refresh (runs);
  WAIT_FOR (!cue_interrupted_runs_get_loading (runs));
  g_assert_false (g_file_test (finished, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (discarded, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (open, G_FILE_TEST_EXISTS));
  // What says the same is the same object.
  same = g_list_model_get_item (G_LIST_MODEL (runs), 0);
  g_assert_true (first == same);
  drop_folder (folder);
}

// What another program has open is looked at when it is done with it.
static void
test_locked (void)
{
  char            *folder = make_tmp_folder ();
  g_autofree char *path = write_journal (folder, "locked", 2, DONE (0));
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), 0);
  g_autoptr (CueInterruptedRuns) runs = cue_interrupted_runs_new (folder, clock);
  int fd = g_open (path, O_RDWR, 0);

  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  cue_interrupted_runs_refresh (runs);
  WAIT_FOR (!cue_interrupted_runs_get_loading (runs));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (runs)), ==, 0);
  close (fd);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 2 * G_USEC_PER_SEC);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (runs)) == 1);
  drop_folder (folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_many_files (void)
{
  const guint n = 1500;
  char       *folder = make_tmp_folder ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_locked;

  for (guint i = 0; i < n; i++) {
    g_autofree char *print = g_strdup_printf ("print-%u", i);
    g_autofree char *path = write_journal (folder, print, 1, DONE (0));
  }
  found = scan (folder, g_get_real_time ());
  g_assert_cmpuint (found->len, ==, 0);
  // A thousand are looked at, and of those so many stay.
  g_assert_cmpuint (count_files (folder), ==, n - 1000 + CUE_RUN_SCAN_KEEP_N);
  g_cancellable_cancel (cancellable);
  g_assert_null (cue_run_scan (folder, g_get_real_time (), &n_locked, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  drop_folder (folder);
}

static void
test_no_folder (void)
{
  g_autoptr (GPtrArray) found = scan ("/nonexistent/cuelight", g_get_real_time ());

  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-scan/half-a-line", test_half_a_line);
  g_test_add_func ("/run-scan/foreign-files", test_foreign_files);
  g_test_add_func ("/run-scan/prune", test_prune);
  g_test_add_func ("/run-scan/locked", test_locked);
  g_test_add_func ("/run-scan/many-files", test_many_files);
  g_test_add_func ("/run-scan/no-folder", test_no_folder);
  return g_test_run ();
}
