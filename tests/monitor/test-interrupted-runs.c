// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Publications that nobody finished: how they go on, and how they are put away.

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-interrupted-runs.h"
#include "cue-publish-csv.h"
#include "cue-system-clock.h"
#include "desk-fixture.h"

#define N_ROWS 40

static char *
get_folder (void)
{
  g_autofree char *path = cue_run_journal_make_path ("", "");

  return g_path_get_dirname (path);
}

static void
set_up (DeskFixture *f, gconstpointer data)
{
  g_autofree char *folder = get_folder ();

  g_mkdir_with_parents (folder, 0700);
  desk_fixture_empty_folder (folder);
  desk_fixture_set_up (f, data);
}

static char *
write_table (guint first)
{
  GString *text = g_string_new ("email,code,timestamp,productID\n");
  char    *path = NULL;
  int      fd = g_file_open_tmp ("guests-XXXXXX.csv", &path, NULL);

  for (guint i = first; i < first + N_ROWS; i++)
    g_string_append_printf (text,
                            "v%u@example.com,ibmproductView,2026-11-20T08:15:30Z,SKU-%u\n",
                            i,
                            i);
  g_assert_cmpint (write (fd, text->str, text->len), ==, (gssize) text->len);
  close (fd);
  g_string_free (text, TRUE);
  return path;
}

static CueCsvMapping *
read_table (const char *path, guint per_request)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvTable) table = cue_csv_table_load (file, 0, NULL, &error);
  CueCsvMapping *mapping;

  g_assert_no_error (error);
  mapping = cue_csv_mapping_new (table);
  cue_csv_mapping_set_channel (mapping, "web");
  cue_csv_mapping_set_events_per_request (mapping, per_request);
  return mapping;
}

static JsonNode *
make_source (CueCsvMapping *mapping, const char *path)
{
  JsonObject      *object = json_object_new ();
  JsonNode        *node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = cue_csv_mapping_to_text (mapping);

  json_object_set_string_member (object, "kind", "csv");
  json_object_set_string_member (object, "path", path);
  json_object_set_string_member (object, "mapping", text);
  json_node_take_object (node, object);
  return node;
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->run =
    cue_acoustic_desk_prepare_run_finish (CUE_ACOUSTIC_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static CuePublishRun *
prepare (DeskFixture *f, const char *path, guint per_request)
{
  g_autoptr (CueCsvMapping) mapping = read_table (path, per_request);
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new_from_csv (mapping, NULL, NULL, NULL);
  g_autoptr (JsonNode) source = make_source (mapping, path);
  g_autofree char *name = g_path_get_basename (path);
  DeskAnswer       answer = { 0 };

  cue_acoustic_desk_prepare_run_async (desk_fixture_get_desk (f),
                                       desk_fixture_peek (f, 0),
                                       plan,
                                       name,
                                       source,
                                       FALSE,
                                       NULL,
                                       on_run_ready,
                                       &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
  return answer.run;
}

static void
on_resumed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->run =
    cue_acoustic_desk_resume_run_finish (CUE_ACOUSTIC_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static DeskAnswer
resume (DeskFixture *f, CueInterruptedRun *interrupted, const char *path)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  DeskAnswer answer = { 0 };

  cue_acoustic_desk_resume_run_async (desk_fixture_get_desk (f),
                                      desk_fixture_peek (f, 0),
                                      interrupted,
                                      file,
                                      NULL,
                                      on_resumed,
                                      &answer);
  WAIT_FOR (answer.done);
  return answer;
}

// As if the program ended here and was started again.
static void
restart (DeskFixture *f)
{
  g_clear_object (&f->monitor);
  // Workers that still write, or read for somebody who is gone, come to their end.
  while (g_main_context_iteration (NULL, FALSE))
    ;
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
}

static CueInterruptedRun *
wait_for_one (DeskFixture *f)
{
  GListModel *list = cue_acoustic_desk_connection_get_interrupted (desk_fixture_peek (f, 0));

  WAIT_FOR (g_list_model_get_n_items (list) == 1);
  g_assert_cmpuint (g_list_model_get_n_items (
                      cue_acoustic_desk_connection_get_interrupted (desk_fixture_peek (f, 2))),
                    ==,
                    0);
  return g_list_model_get_item (list, 0);
}

static gint64
count_at_service (DeskFixture *f, const char *member)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (f->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "acoustic"), member);
}

static CueInterruptedRun *
interrupt (DeskFixture *f, const char *path, guint per_request)
{
  g_autoptr (CuePublishRun) run = prepare (f, path, per_request);

  cue_publish_run_start (run);
  WAIT_FOR (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) >= 10);
  // While somebody works on it, it is not offered.
  g_assert_cmpuint (g_list_model_get_n_items (
                      cue_acoustic_desk_connection_get_interrupted (desk_fixture_peek (f, 0))),
                    ==,
                    0);
  g_clear_object (&run);
  restart (f);
  return wait_for_one (f);
}

// The program ends in the middle; started again it offers what is left, and goes on by itself.
static void
test_goes_on (DeskFixture *f, gconstpointer data)
{
  guint            per_request = GPOINTER_TO_UINT (data);
  g_autofree char *path = write_table (0);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (CueInterruptedRun) found = interrupt (f, path, per_request);
  g_autofree char *words = cue_interrupted_run_describe (found);
  guint            n_unknown = cue_interrupted_run_count (found, CUE_PUBLISH_ROW_UNKNOWN);
  guint            n_done = cue_interrupted_run_count (found, CUE_PUBLISH_ROW_DONE);
  DeskAnswer       answer;

  g_assert_true (cue_interrupted_run_get_in_rows (found));
  g_assert_cmpuint (n_done, >=, 10 - MIN (per_request, 10));
  g_assert_cmpuint (n_unknown, <=, per_request);
  g_assert_cmpuint (cue_interrupted_run_count (found, CUE_PUBLISH_ROW_PENDING),
                    ==,
                    N_ROWS - n_done - n_unknown);
  g_assert_cmpstr (cue_interrupted_run_get_title (found), ==, name);
  g_assert_cmpstr (cue_interrupted_run_get_file (found), ==, path);
  g_assert_cmpint (cue_interrupted_run_get_began (found), >, 0);
  g_assert_cmpint (cue_interrupted_run_get_changed (found), >, 0);
  g_assert_nonnull (strstr (words, "rows published"));

  answer = resume (f, found, NULL);
  g_assert_no_error (answer.error);
  // It is in the other list now.
  g_assert_cmpuint (g_list_model_get_n_items (
                      cue_acoustic_desk_connection_get_interrupted (desk_fixture_peek (f, 0))),
                    ==,
                    0);
  g_assert_cmpuint (cue_publish_run_count (answer.run, CUE_PUBLISH_ROW_DONE), ==, n_done);
  if (n_unknown > 0) {
    g_assert_cmpint (cue_publish_run_get_state (answer.run), ==, CUE_PUBLISH_RUN_ASKING);
    cue_publish_run_decide (answer.run, FALSE);
    WAIT_FOR (cue_publish_run_get_state (answer.run) != CUE_PUBLISH_RUN_ASKING);
  }
  cue_publish_run_start (answer.run);
  WAIT_FOR (!cue_publish_run_is_busy (answer.run));
  g_assert_cmpint (cue_publish_run_get_state (answer.run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (answer.run, CUE_PUBLISH_ROW_DONE),
                    ==,
                    N_ROWS - n_unknown);
  g_assert_cmpint (count_at_service (f, "eventsTwice"), ==, 0);
  g_assert_cmpint (count_at_service (f, "events"), >=, N_ROWS - n_unknown);
  clear_answer (&answer);
  g_unlink (path);
}

// A run that is taken from the list before its end can be gone on with, without a restart.
static void
test_put_away (DeskFixture *f, gconstpointer data)
{
  g_autofree char *path = write_table (100);
  g_autoptr (CuePublishRun) run = prepare (f, path, 1);
  g_autoptr (CueInterruptedRun) found = NULL;

  cue_publish_run_start (run);
  WAIT_FOR (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) >= 5);
  cue_publish_run_stop (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
  cue_acoustic_desk_remove_run (desk_fixture_get_desk (f), run);
  g_clear_object (&run);
  found = wait_for_one (f);
  g_assert_cmpuint (cue_interrupted_run_count (found, CUE_PUBLISH_ROW_UNKNOWN), ==, 0);
  g_unlink (path);
}

static void
test_file_is_needed (DeskFixture *f, gconstpointer data)
{
  g_autofree char *path = write_table (200);
  g_autofree char *moved = g_strconcat (path, ".moved.csv", NULL);
  g_autofree char *other = write_table (201);
  g_autoptr (CueInterruptedRun) found = interrupt (f, path, 1);
  DeskAnswer answer;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  answer = resume (f, found, NULL);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (answer.error->message, cue_interrupted_run_get_title (found)));
  clear_answer (&answer);
  // Another file is not believed, and nothing is sent.
  answer = resume (f, found, other);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  clear_answer (&answer);
  g_assert_cmpint (g_rename (other, path), ==, 0);
  answer = resume (f, found, NULL);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  clear_answer (&answer);
  answer = resume (f, found, moved);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (cue_publish_run_count (answer.run, CUE_PUBLISH_ROW_DONE), >=, 9);
  clear_answer (&answer);
  g_unlink (path);
  g_unlink (moved);
}

// A program that ended while it wrote the first line had sent nothing: these rows are not barred.
static void
test_cut_beginning (DeskFixture *f, gconstpointer data)
{
  g_autofree char *path = write_table (400);
  g_autoptr (CueCsvMapping) mapping = read_table (path, 1);
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new_from_csv (mapping, NULL, NULL, NULL);
  g_autofree char *fingerprint = cue_publish_plan_make_fingerprint (plan);
  g_autofree char *journal =
    cue_run_journal_make_path (fingerprint, cue_desk_connection_get_id (desk_fixture_peek (f, 0)));
  g_autofree char *text = NULL;
  g_autoptr (CuePublishRun) run = NULL;

  g_assert_true (g_file_set_contents (journal, "{\"time\":\"2026", -1, NULL));
  run = prepare (f, path, 1);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_READY);
  g_assert_true (g_file_get_contents (journal, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "cuelight-publish-run"));
  g_unlink (path);
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_acoustic_desk_discard_run_finish (CUE_ACOUSTIC_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static void
test_discard (DeskFixture *f, gconstpointer data)
{
  g_autofree char *path = write_table (300);
  g_autoptr (CueInterruptedRun) found = interrupt (f, path, 1);
  g_autoptr (CueInterruptedRuns) shared = cue_interrupted_runs_dup_shared ();
  g_autoptr (CuePublishRun) again = NULL;
  GListModel *list = cue_acoustic_desk_connection_get_interrupted (desk_fixture_peek (f, 0));
  DeskAnswer  answer = { 0 };

  cue_acoustic_desk_discard_run_async (desk_fixture_get_desk (f),
                                       found,
                                       NULL,
                                       on_discarded,
                                       &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
  g_assert_true (answer.worked);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  cue_interrupted_runs_refresh (shared);
  WAIT_FOR (!cue_interrupted_runs_get_loading (shared));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  // Who publishes the same rows is still told that some were published.
  again = prepare (f, path, 1);
  g_assert_cmpuint (cue_publish_run_count (again, CUE_PUBLISH_ROW_DONE), >=, 9);
  // Whoever goes on with it all the same wants it back.
  if (cue_publish_run_get_state (again) == CUE_PUBLISH_RUN_ASKING) {
    cue_publish_run_decide (again, FALSE);
    WAIT_FOR (cue_publish_run_get_state (again) != CUE_PUBLISH_RUN_ASKING);
  }
  cue_publish_run_start (again);
  WAIT_FOR (cue_publish_run_count (again, CUE_PUBLISH_ROW_DONE) >= 15);
  cue_publish_run_stop (again);
  WAIT_FOR (!cue_publish_run_is_busy (again));
  cue_acoustic_desk_remove_run (desk_fixture_get_desk (f), again);
  g_clear_object (&again);
  WAIT_FOR (g_list_model_get_n_items (list) == 1);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("cuelight-state-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (state, "cuelight", NULL);
  g_autofree char *journals = g_build_filename (ours, "acoustic-runs", NULL);
  int              status;

  setlocale (LC_ALL, "");
  // Other programs keep their journals meanwhile, and this one empties the folder.
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) \
  g_test_add ("/interrupted-runs/" name, DeskFixture, data, set_up, func, desk_fixture_tear_down)
  ADD ("goes-on", GUINT_TO_POINTER (1), test_goes_on);
  ADD ("goes-on-in-batches", GUINT_TO_POINTER (7), test_goes_on);
  ADD ("put-away", NULL, test_put_away);
  ADD ("file-is-needed", NULL, test_file_is_needed);
  ADD ("cut-beginning", NULL, test_cut_beginning);
  ADD ("discard", NULL, test_discard);
#undef ADD
  status = g_test_run ();
  desk_fixture_empty_folder (journals);
  g_rmdir (journals);
  g_rmdir (ours);
  g_rmdir (state);
  return status;
}
