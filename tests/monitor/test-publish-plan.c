// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What is to be published, and what is written down of it.

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cue-error.h"
#include "cue-run-journal-file.h"
#include "publish-fixture.h"

static void
test_plan (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) a = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishPlan) b = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishPlan) c = make_plan (3, "ibmpageView", 1);
  g_autofree char *print_a = cue_publish_plan_make_fingerprint (a);
  g_autofree char *print_b = cue_publish_plan_make_fingerprint (b);
  g_autofree char *print_c = cue_publish_plan_make_fingerprint (c);
  g_autofree char *print_d = NULL;
  guint            first;
  guint            last;

  g_assert_cmpstr (print_a, ==, print_b);
  g_assert_cmpstr (print_a, !=, print_c);
  cue_publish_plan_leave_out (a, 5, "It has no code.");
  print_d = cue_publish_plan_make_fingerprint (a);
  g_assert_cmpstr (print_a, !=, print_d);
  g_assert_cmpuint (cue_publish_plan_get_n_rows (a), ==, 4);
  g_assert_cmpuint (cue_publish_plan_get_n_requests (a), ==, 3);
  g_assert_cmpuint (cue_publish_plan_get_n_left_out (a), ==, 1);
  g_assert_cmpuint (cue_publish_plan_get_row_request (a, 3), ==, CUE_PUBLISH_LEFT_OUT);
  g_assert_cmpstr (cue_publish_plan_get_row_words (a, 3), ==, "It has no code.");
  g_assert_true (cue_publish_plan_find_rows (a, 1, &first, &last));
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (last, ==, 1);
}

static const char table[] = "email,code,timestamp,orderTotal\n"
                            "a@example.com,ibmcartPurchase,2026-11-20T08:20:00Z,1.5\n"
                            "b@example.com,ibmcartPurchase,2026-11-20T08:21:00Z,2\n"
                            "c@example.com,,2026-11-20T08:22:00Z,3\n"
                            "d@example.com,ibmcartPurchase,yesterday,4\n"
                            "e@example.com,ibmcartPurchase,2026-11-20T08:24:00Z,5\n";

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(CuePublishPlan **) user_data = cue_publish_plan_new_from_csv_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_csv (PublishFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, sizeof table - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvTable) csv = cue_csv_table_new (bytes, 0, &error);
  g_autoptr (CueCsvMapping) mapping = NULL;
  g_autoptr (CuePublishPlan) plan = NULL;
  g_autoptr (CuePublishPlan) again = NULL;
  g_autoptr (CuePublishRun) run = NULL;
  g_autofree char *print = NULL;
  g_autofree char *print_again = NULL;

  g_assert_no_error (error);
  mapping = cue_csv_mapping_new (csv);
  cue_csv_mapping_set_channel (mapping, "web");
  cue_csv_mapping_set_events_per_request (mapping, 2);
  plan = cue_publish_plan_new_from_csv (mapping, NULL, NULL, &error);
  g_assert_no_error (error);
  // Two rows together, two that break a rule, and one alone.
  g_assert_cmpuint (cue_publish_plan_get_n_rows (plan), ==, 5);
  g_assert_cmpuint (cue_publish_plan_get_n_requests (plan), ==, 2);
  g_assert_cmpuint (cue_publish_plan_get_n_left_out (plan), ==, 2);
  g_assert_cmpuint (cue_publish_plan_get_row_number (plan, 0), ==, 2);
  g_assert_cmpuint (cue_publish_plan_get_row_request (plan, 1), ==, 0);
  g_assert_nonnull (cue_publish_plan_get_row_words (plan, 2));
  g_assert_nonnull (cue_publish_plan_get_row_words (plan, 3));
  g_assert_cmpuint (cue_publish_plan_get_row_request (plan, 4), ==, 1);

  cue_publish_plan_new_from_csv_async (mapping, NULL, NULL, on_planned, &again);
  WAIT_FOR (again != NULL);
  print = cue_publish_plan_make_fingerprint (plan);
  print_again = cue_publish_plan_make_fingerprint (again);
  g_assert_cmpstr (print, ==, print_again);

  run = cue_publish_run_new (f->client, plan, NULL);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE), ==, 3);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_LEFT_OUT), ==, 2);
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, 3);
}

static void
test_journal (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CueRunJournal) journal = create_journal (f, 4);
  g_autoptr (CueRunJournal) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *torn = NULL;
  g_autofree char *after = NULL;

  cue_run_journal_mark (journal, 0, CUE_RUN_MARK_BEGUN, 0, NULL);
  cue_run_journal_mark (journal, 0, CUE_RUN_MARK_DONE, 200, NULL);
  cue_run_journal_mark (journal, 1, CUE_RUN_MARK_BEGUN, 0, NULL);
  cue_run_journal_mark (journal, 1, CUE_RUN_MARK_REFUSED, 400, "No “channel”.");
  cue_run_journal_mark (journal, 2, CUE_RUN_MARK_BEGUN, 0, NULL);
  sync_journal (journal);

  // Two at once would send everything twice.
  g_assert_null (open_journal (f, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "another Cuelight"));
  g_clear_error (&error);
  cue_run_journal_close (journal);

  g_assert_true (g_file_get_contents (f->path, &before, NULL, NULL));
  torn = g_strconcat (before, "{\"request\":3,\"mark\":\"do", NULL);
  g_assert_true (g_file_set_contents (f->path, torn, -1, NULL));
  second = open_journal (f, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cue_run_journal_get_n_requests (second), ==, 4);
  g_assert_cmpint (cue_run_journal_get_mark (second, 0), ==, CUE_RUN_MARK_DONE);
  g_assert_cmpint (cue_run_journal_get_mark (second, 1), ==, CUE_RUN_MARK_REFUSED);
  g_assert_cmpuint (cue_run_journal_get_status (second, 1), ==, 400);
  g_assert_cmpstr (cue_run_journal_get_words (second, 1), ==, "No “channel”.");
  g_assert_cmpint (cue_run_journal_get_mark (second, 2), ==, CUE_RUN_MARK_BEGUN);
  g_assert_cmpint (cue_run_journal_get_mark (second, 3), ==, CUE_RUN_MARK_NONE);
  g_assert_cmpuint (cue_run_journal_count (second, CUE_RUN_MARK_NONE), ==, 1);
  // What was cut off is gone, so that the next line is one.
  cue_run_journal_mark (second, 3, CUE_RUN_MARK_LEFT, 0, NULL);
  sync_journal (second);
  g_assert_true (g_file_get_contents (f->path, &after, NULL, NULL));
  g_assert_true (g_str_has_prefix (after, before));
  g_assert_cmpstr (after + strlen (before), ==, "{\"request\":3,\"mark\":\"left\"}\n");
}

static void
test_bad_journals (PublishFixture *f, gconstpointer data)
{
  // A program that ended before it was begun; it may be begun again.
  static const char *const cut[] = { "", "{\"tim", "{\"time\":\"2026-11-20T08:15:30Z\",\"ti" };
  // What is written over would be lost.
  static const char *const texts[] = {
    "no journal\n",
    "no journal",
    "{\"my\":\"notes\"}",
    "{}\n",
    "{\"format\":\"cuelight-publish-run\",\"version\":2,\"requests\":1}\n",
    "{\"format\":\"cuelight-publish-run\",\"version\":1}\n",
    "{\"format\":\"cuelight-publish-run\",\"version\":1,\"requests\":-1}\n",
    "{\"format\":\"cuelight-publish-run\",\"version\":1,\"requests\":99999999999}\n",
    "{\"format\":\"cuelight-publish-run\",\"version\":1,\"requests\":1}",
  };
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (CueRunJournal) odd = NULL;
  g_autoptr (GError) none = NULL;

  g_mkdir_with_parents (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (f->path, cut[i], -1, NULL));
    g_assert_null (open_journal (f, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (f->path, texts[i], -1, NULL));
    g_assert_null (open_journal (f, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  }
  // Lines that say nothing we know are passed over.
  g_assert_true (
    g_file_set_contents (f->path,
                         "{\"format\":\"cuelight-publish-run\",\"version\":1,\"requests\":1}\n"
                         "7\n\n{\"request\":9,\"mark\":\"done\"}\n{\"request\":0,\"mark\":\"x\"}\n"
                         "{\"request\":\"0\",\"mark\":\"done\"}\n",
                         -1,
                         NULL));
  odd = open_journal (f, &none);
  g_assert_no_error (none);
  g_assert_cmpint (cue_run_journal_get_mark (odd, 0), ==, CUE_RUN_MARK_NONE);
}

static void
limit_files (rlim_t size, struct rlimit *before)
{
  struct rlimit small;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, before), ==, 0);
  small = *before;
  small.rlim_cur = size;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
}

// A disk that is full in the middle of a line: what is written later stands on lines of its own.
static void
test_half_a_line (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CueRunJournal) journal = create_journal (f, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct rlimit    before;
  int              fd;

  cue_run_journal_close (journal);
  fd = g_open (f->path, O_RDWR | O_TRUNC | O_APPEND | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  g_assert_true (cue_run_journal_file_write (fd, f->path, "first\n", &error));
  limit_files (10, &before);
  g_assert_false (cue_run_journal_file_write (fd, f->path, "too long\n", &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_true (cue_run_journal_file_write (fd, f->path, "second\n", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "first\nsecond\n");
  close (fd);
}

// What could not be written is written as soon as there is room, in its order.
static void
test_no_room (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CueRunJournal) journal = create_journal (f, 2);
  g_autoptr (CueRunJournal) second = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;

  cue_run_journal_mark (journal, 0, CUE_RUN_MARK_DONE, 202, NULL);
  limit_files (10, &before);
  g_assert_false (try_sync_journal (journal, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_clear_error (&error);
  cue_run_journal_mark (journal, 1, CUE_RUN_MARK_BEGUN, 0, NULL);
  sync_journal (journal);
  g_clear_object (&journal);
  second = open_journal (f, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cue_run_journal_get_mark (second, 0), ==, CUE_RUN_MARK_DONE);
  g_assert_cmpint (cue_run_journal_get_mark (second, 1), ==, CUE_RUN_MARK_BEGUN);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)         \
  g_test_add ("/publish-plan/" name,  \
              PublishFixture,         \
              data,                   \
              publish_fixture_set_up, \
              func,                   \
              publish_fixture_tear_down)
  ADD ("plan", NULL, test_plan);
  ADD ("csv", NULL, test_csv);
  ADD ("journal", NULL, test_journal);
  ADD ("bad-journals", NULL, test_bad_journals);
  ADD ("half-a-line", NULL, test_half_a_line);
  ADD ("no-room", NULL, test_no_room);
#undef ADD
  return g_test_run ();
}
