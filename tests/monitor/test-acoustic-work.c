// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done at the desk of the Acoustic Exchange, and what is kept of it.

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-profile-test.h"
#include "cue-publish-csv.h"
#include "cue-system-clock.h"
#include "desk-fixture.h"

static char *
read_history (DeskFixture *f)
{
  g_autofree char *name = g_strconcat (cue_profile_get_id (f->profile), ".json", NULL);
  g_autofree char *path =
    g_build_filename (g_get_user_data_dir (), "cuelight", "acoustic-history", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_history (DeskFixture *f, gconstpointer data)
{
  static const char notification[] =
    "{\"authentication\":{\"authType\":\"Basic\",\"userId\":\"demo\",\"password\":\"opensesame\"},"
    "\"notificationURL\":\"https://hooks.example.com/ubx\"}";
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  CueAcousticDeskConnection *both = desk_fixture_peek (f, 2);
  CueAcousticRecords        *history = cue_acoustic_desk_get_history (desk_fixture_get_desk (f));
  g_autoptr (GBytes) body = g_bytes_new_static (notification, sizeof notification - 1);
  g_autoptr (CueAcousticRecord) first = NULL;
  g_autoptr (CueAcousticRecord) second = NULL;
  g_autoptr (CueAcousticRecords) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  DeskAnswer       answer;

  answer = send_request (shop, make_list (shop));
  clear_answer (&answer);
  // Asking is no writing.
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  answer = send_request (shop, make_publish (shop, 1));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  clear_answer (&answer);
  answer = send_request (
    both,
    cue_acoustic_request_new_set_notification (cue_acoustic_client_get_base_url (
                                                 cue_acoustic_desk_connection_get_client (both)),
                                               body));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  clear_answer (&answer);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (history), 1);
  g_assert_cmpstr (cue_acoustic_record_get_kind (first), ==, "publish");
  g_assert_cmpstr (cue_acoustic_record_get_connection (first), ==, "Shop");
  g_assert_cmpstr (cue_acoustic_record_get_outcome (first), ==, "done");
  g_assert_cmpstr (cue_acoustic_record_get_request (first), ==, "POST /v1/event");
  g_assert_nonnull (strstr (cue_acoustic_record_get_body (first), "SKU-1"));
  second = g_list_model_get_item (G_LIST_MODEL (history), 0);
  g_assert_cmpstr (cue_acoustic_record_get_body (second), ==, "");

  WAIT_FOR (cue_acoustic_records_get_loaded (history));
  g_assert_true (cue_acoustic_records_flush (history, &error));
  g_assert_no_error (error);
  text = read_history (f);
  g_assert_null (strstr (text, "opensesame"));
  g_assert_null (strstr (text, desk_fixture_get (f, "publisherKey")));
  g_assert_null (strstr (text, desk_fixture_get (f, "bothKey")));
  again = cue_acoustic_records_new_history (cue_profile_get_id (f->profile));
  cue_acoustic_records_load (again);
  WAIT_FOR (cue_acoustic_records_get_loaded (again));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
  g_assert_nonnull (cue_acoustic_records_find (again, cue_acoustic_record_get_id (first)));

  // It goes with the event.
  path = g_build_filename (g_get_user_data_dir (),
                           "cuelight",
                           "acoustic-history",
                           cue_profile_get_id (f->profile),
                           NULL);
  file = g_strconcat (path, ".json", NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  cue_acoustic_records_forget (cue_profile_get_id (f->profile));
  WAIT_FOR (!g_file_test (file, G_FILE_TEST_EXISTS));
  // Whoever still holds the list does not bring it back.
  cue_acoustic_records_clear (history);
  g_assert_true (cue_acoustic_records_flush (history, &error));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_records (DeskFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-records-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *huge = g_strnfill (CUE_ACOUSTIC_RECORD_MAX_BODY + 1, 'x');
  g_autoptr (CueAcousticRecords) list = cue_acoustic_records_new (path);
  g_autoptr (CueAcousticRecords) damaged = NULL;
  g_autoptr (CueAcousticRecords) untouched = NULL;
  g_autoptr (CueAcousticRecord) late = NULL;
  g_autoptr (GDir) dir = NULL;
  guint       n_files = 0;
  const char *name;

  for (guint i = 0; i < CUE_ACOUSTIC_RECORDS_MAX + 5; i++) {
    g_autofree char *title = g_strdup_printf ("No. %u", i);
    g_autoptr (CueAcousticRecord)
      record = cue_acoustic_record_new ("kind", "template", "name", title, "body", huge, NULL);

    // Too long to be kept.
    g_assert_cmpstr (cue_acoustic_record_get_body (record), ==, "");
    cue_acoustic_records_add (list, record);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, CUE_ACOUSTIC_RECORDS_MAX);
  g_assert_null (cue_acoustic_records_find_by_name (list, "template", "No. 4"));
  g_assert_nonnull (cue_acoustic_records_find_by_name (list, "template", "No. 5"));
  WAIT_FOR (cue_acoustic_records_get_loaded (list));
  g_assert_true (cue_acoustic_records_flush (list, NULL));
  g_clear_object (&list);

  // What cannot be read is put aside; what is newer is left alone.
  g_assert_true (g_file_set_contents (path, "{\"format\":\"other\"}", -1, NULL));
  damaged = cue_acoustic_records_new (path);
  cue_acoustic_records_load (damaged);
  WAIT_FOR (cue_acoustic_records_get_loaded (damaged));
  g_assert_nonnull (cue_acoustic_records_get_error (damaged));
  newer = g_strdup ("{\"format\":\"cuelight-acoustic-records\",\"version\":99,\"records\":[]}");
  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  untouched = cue_acoustic_records_new (path);
  late = cue_acoustic_record_new ("name", "late", NULL);
  cue_acoustic_records_add (untouched, late);
  WAIT_FOR (cue_acoustic_records_get_loaded (untouched));
  g_assert_true (cue_acoustic_records_flush (untouched, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, newer);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (folder, name, NULL);

    n_files++;
    g_unlink (child);
  }
  g_assert_cmpuint (n_files, ==, 2);
  g_rmdir (folder);
}

// Its program ended in the middle: what became of it is not known, and it says so.
static void
test_cut_records (DeskFixture *f, gconstpointer data)
{
  static const char text[] =
    "{\"format\":\"cuelight-acoustic-records\",\"version\":1,\"records\":["
    "{\"kind\":\"publish\",\"outcome\":\"sending\",\"words\":\"\"},"
    "{\"kind\":\"run\",\"outcome\":\"sending\",\"words\":\"3 rows published\"},"
    "{\"kind\":\"publish\",\"outcome\":\"done\",\"words\":\"It was taken.\"}]}";
  static const char *const outcomes[] = { "unknown", "stopped", "done" };
  static const char *const words[] = { "not known", "gone on with", "It was taken." };
  g_autofree char         *folder = g_dir_make_tmp ("cuelight-records-XXXXXX", NULL);
  g_autofree char         *path = g_build_filename (folder, "list.json", NULL);
  g_autoptr (CueAcousticRecords) list = cue_acoustic_records_new (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  cue_acoustic_records_load (list);
  WAIT_FOR (cue_acoustic_records_get_loaded (list));
  g_assert_no_error (cue_acoustic_records_get_error (list));
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    g_autoptr (CueAcousticRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_assert_cmpstr (cue_acoustic_record_get_outcome (record), ==, outcomes[i]);
    g_assert_nonnull (strstr (cue_acoustic_record_get_words (record), words[i]));
  }
  g_unlink (path);
  g_rmdir (folder);
}

// What cannot be read at all is kept under another name, and said.
static void
test_unreadable_records (DeskFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-records-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.json", NULL);
  g_autofree char *inner = g_build_filename (path, "inner", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *kept_inner = NULL;
  g_autoptr (CueAcousticRecords) list = cue_acoustic_records_new (path);
  g_autoptr (CueAcousticRecord) record = cue_acoustic_record_new ("name", "new", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  // A folder cannot be read by anybody, not even by root.
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inner, "x", 1, NULL));
  cue_acoustic_records_add (list, record);
  WAIT_FOR (cue_acoustic_records_get_loaded (list));
  g_assert_error (cue_acoustic_records_get_error (list), CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_true (cue_acoustic_records_flush (list, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (strstr (name, ".damaged-") != NULL)
      kept = g_build_filename (folder, name, NULL);
  }
  g_assert_nonnull (kept);
  kept_inner = g_build_filename (kept, "inner", NULL);
  g_assert_true (g_file_test (kept_inner, G_FILE_TEST_EXISTS));
  g_unlink (kept_inner);
  g_rmdir (kept);
  g_unlink (path);
  g_rmdir (folder);
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->run =
    cue_acoustic_desk_prepare_run_finish (CUE_ACOUSTIC_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static DeskAnswer
prepare (DeskFixture *f, CuePublishPlan *plan, gboolean anew)
{
  DeskAnswer answer = { 0 };

  cue_acoustic_desk_prepare_run_async (desk_fixture_get_desk (f),
                                       desk_fixture_peek (f, 0),
                                       plan,
                                       "rows.csv",
                                       NULL,
                                       anew,
                                       NULL,
                                       on_run_ready,
                                       &answer);
  WAIT_FOR (answer.done);
  return answer;
}

static void
test_run (DeskFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new ();
  CueRing            *messages = cue_monitor_get_messages (f->monitor);
  CueAcousticRecords *history = cue_acoustic_desk_get_history (desk_fixture_get_desk (f));
  g_autoptr (CueAcousticRecord) record = NULL;
  g_autofree char *path = NULL;
  DeskAnswer       first;
  DeskAnswer       busy;
  DeskAnswer       second;
  DeskAnswer       third;
  DeskAnswer       damaged;

  for (guint i = 0; i < 7; i++) {
    g_autoptr (GBytes) body = make_publication (i);

    cue_publish_plan_add_row (plan, i + 2, cue_publish_plan_add_request (plan, body));
  }
  first = prepare (f, plan, TRUE);
  g_assert_no_error (first.error);
  g_assert_cmpint (cue_publish_run_get_state (first.run), ==, CUE_PUBLISH_RUN_READY);
  g_assert_cmpstr (cue_acoustic_desk_get_run_title (desk_fixture_get_desk (f), first.run),
                   ==,
                   "rows.csv");
  g_assert_true (cue_acoustic_desk_get_run_connection (desk_fixture_get_desk (f), first.run) ==
                 desk_fixture_peek (f, 0));
  busy = prepare (f, plan, FALSE);
  g_assert_error (busy.error, CUE_ERROR, CUE_ERROR_STORAGE);
  clear_answer (&busy);

  cue_publish_run_start (first.run);
  WAIT_FOR (!cue_publish_run_is_busy (first.run));
  g_assert_cmpint (cue_publish_run_get_state (first.run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (messages)), ==, 7);
  record = g_list_model_get_item (G_LIST_MODEL (history), 0);
  g_assert_cmpstr (cue_acoustic_record_get_kind (record), ==, "run");
  g_assert_cmpstr (cue_acoustic_record_get_outcome (record), ==, "finished");
  g_assert_nonnull (strstr (cue_acoustic_record_get_words (record), "7 rows published"));
  path = g_strdup (cue_run_journal_get_path (cue_publish_run_get_journal (first.run)));
  cue_acoustic_desk_remove_run (desk_fixture_get_desk (f), first.run);
  g_assert_cmpuint (g_list_model_get_n_items (
                      cue_acoustic_desk_get_runs (desk_fixture_get_desk (f))),
                    ==,
                    0);
  clear_answer (&first);

  // The very same rows: it says that they were sent.
  second = prepare (f, plan, FALSE);
  g_assert_no_error (second.error);
  g_assert_cmpint (cue_publish_run_get_state (second.run), ==, CUE_PUBLISH_RUN_FINISHED);
  cue_acoustic_desk_remove_run (desk_fixture_get_desk (f), second.run);
  clear_answer (&second);
  third = prepare (f, plan, TRUE);
  g_assert_cmpint (cue_publish_run_get_state (third.run), ==, CUE_PUBLISH_RUN_READY);
  cue_acoustic_desk_remove_run (desk_fixture_get_desk (f), third.run);
  clear_answer (&third);

  // A journal of that name that is about another number of requests is not believed.
  g_assert_true (
    g_file_set_contents (path,
                         "{\"format\":\"cuelight-publish-run\",\"version\":1,\"requests\":3}\n",
                         -1,
                         NULL));
  damaged = prepare (f, plan, FALSE);
  g_assert_error (damaged.error, CUE_ERROR, CUE_ERROR_STORAGE);
  clear_answer (&damaged);
  g_unlink (path);
}

// Nobody knows what became of a row: a problem until somebody decides.
static void
test_run_asks (DeskFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = make_publication (1);
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new_for_body (body);
  g_autofree char *path = NULL;
  DeskAnswer       answer = prepare (f, plan, TRUE);

  desk_fixture_fault (f, "AB-12", "cut-lost", "publish");
  cue_publish_run_start (answer.run);
  WAIT_FOR (!cue_publish_run_is_busy (answer.run));
  g_assert_cmpint (cue_publish_run_get_state (answer.run), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_nonnull (desk_fixture_find_problem (f, "acoustic.run"));
  cue_publish_run_decide (answer.run, FALSE);
  WAIT_FOR (cue_publish_run_get_state (answer.run) == CUE_PUBLISH_RUN_FINISHED);
  g_assert_null (desk_fixture_find_problem (f, "acoustic.run"));
  path = g_strdup (cue_run_journal_get_path (cue_publish_run_get_journal (answer.run)));
  clear_answer (&answer);
  g_unlink (path);
}

static void
test_profile_test (DeskFixture *f, gconstpointer data)
{
  gboolean wrong = GPOINTER_TO_INT (data);
  g_autoptr (CueProfileTest)
    test = cue_profile_test_new (f->profile, cue_system_clock_get_default (), f->secrets, NULL);
  g_autoptr (CueTestStep) step = NULL;
  const char *key = desk_fixture_get (f, "revokedKey");
  g_autoptr (GBytes) typed = cue_secret_bytes_new (key, strlen (key));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (test));

  if (wrong)
    cue_profile_test_set_connection_key (test,
                                         cue_desk_connection_get_id (desk_fixture_peek (f, 1)),
                                         typed);
  cue_profile_test_start (test);
  WAIT_FOR (!cue_profile_test_get_running (test));
  step = g_list_model_get_item (G_LIST_MODEL (test), n - 1);
  g_assert_cmpstr (cue_test_step_get_id (step), ==, "acoustic");
  g_assert_cmpint (cue_test_step_get_state (step),
                   ==,
                   wrong ? CUE_TEST_STATE_FAILED : CUE_TEST_STATE_PASSED);
  g_assert_nonnull (
    strstr (cue_test_step_get_words (step), wrong ? "Mailer" : "3 connections answer"));
  g_assert_nonnull (strstr (cue_test_step_get_detail (step), "Shop: "));
  g_assert_null (strstr (cue_test_step_get_detail (step), key));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)         \
  g_test_add ("/acoustic-work/" name, \
              DeskFixture,            \
              data,                   \
              desk_fixture_set_up,    \
              func,                   \
              desk_fixture_tear_down)
  ADD ("history", NULL, test_history);
  ADD ("records", NULL, test_records);
  ADD ("cut-records", NULL, test_cut_records);
  ADD ("unreadable-records", NULL, test_unreadable_records);
  ADD ("run", NULL, test_run);
  ADD ("run-asks", NULL, test_run_asks);
  ADD ("profile-test", GINT_TO_POINTER (FALSE), test_profile_test);
  ADD ("profile-test-refused", GINT_TO_POINTER (TRUE), test_profile_test);
#undef ADD
  return g_test_run ();
}
