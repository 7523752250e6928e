// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Publishing a table through the simulator: what is sent, what is not sent twice, and who is asked.

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-publish-csv.h"
#include "cue-publish-run.h"
#include "cue-simulator.h"
#include "cue-system-clock.h"

#define LIMIT_S 120

typedef struct {
  CueSimulator      *simulator;
  CueRedactor       *redactor;
  CueTrace          *trace;
  CueHttpClient     *http;
  CueAcousticClient *client;
  char              *folder;
  char              *path;
} Fixture;

static gboolean
on_too_late (gpointer user_data)
{
  g_error ("This takes more than %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                           \
  G_STMT_START                                                        \
  {                                                                   \
    guint limit = g_timeout_add_seconds (LIMIT_S, on_too_late, NULL); \
    while (!(condition))                                              \
      g_main_context_iteration (NULL, TRUE);                          \
    g_source_remove (limit);                                          \
  }                                                                   \
  G_STMT_END

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *account;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (f->simulator);
  account = json_object_get_object_member (json_node_get_object (node), "acoustic");
  f->redactor = cue_redactor_new ();
  f->trace = cue_trace_new_bounded (50, 1024 * 1024);
  f->http = cue_http_client_new (cue_system_clock_get_default (), f->trace, f->redactor);
  f->client = cue_acoustic_client_new (f->http,
                                       json_object_get_string_member (account, "baseUrl"),
                                       CUE_ACOUSTIC_ROLE_PUBLISHER);
  cue_acoustic_client_set_key (f->client, json_object_get_string_member (account, "publisherKey"));
  f->folder = g_dir_make_tmp ("cuelight-run-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sub", "run.jsonl", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *sub = g_path_get_dirname (f->path);

  g_clear_object (&f->client);
  g_clear_object (&f->http);
  g_clear_object (&f->trace);
  g_clear_pointer (&f->redactor, cue_redactor_unref);
  cue_simulator_stop (f->simulator);
  g_clear_object (&f->simulator);
  g_unlink (f->path);
  g_rmdir (sub);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static GBytes *
make_body (const char *code, guint number)
{
  char *text = g_strdup_printf ("{\"channel\":\"web\",\"identifiers\":[{\"name\":\"cookieId\","
                                "\"value\":\"c-%u\"}],\"events\":[{\"code\":\"%s\",\"timestamp\":"
                                "\"2026-11-20T08:15:30Z\",\"attributes\":[{\"name\":\"productID\","
                                "\"value\":\"SKU-%u\",\"type\":\"string\"}]}]}",
                                number,
                                code,
                                number);

  return g_bytes_new_take (text, strlen (text));
}

static CuePublishPlan *
make_plan (guint n, const char *bad_code, guint bad_row)
{
  CuePublishPlan *plan = cue_publish_plan_new ();

  for (guint i = 0; i < n; i++) {
    g_autoptr (GBytes) body = make_body (i == bad_row ? bad_code : "ibmproductView", i);

    cue_publish_plan_add_row (plan, i + 2, cue_publish_plan_add_request (plan, body));
  }
  return plan;
}

static gint64
count (Fixture *f, const char *member)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (f->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "acoustic"), member);
}

static void
set_fault (Fixture *f, const char *id, const char *variant, int seconds, int times)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  json_object_set_string_member (params, "target", "publish");
  if (seconds > 0)
    json_object_set_int_member (params, "seconds", seconds);
  if (times > 0)
    json_object_set_int_member (params, "times", times);
  cue_simulator_set_fault (f->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
}

typedef struct {
  gboolean done;
  gboolean worked;
  GError  *error;
} Opened;

static void
on_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opened *opened = user_data;

  opened->worked = cue_run_journal_open_finish (CUE_RUN_JOURNAL (source), result, &opened->error);
  opened->done = TRUE;
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opened *opened = user_data;

  opened->worked = cue_run_journal_sync_finish (CUE_RUN_JOURNAL (source), result, &opened->error);
  opened->done = TRUE;
}

static CueRunJournal *
create_journal (Fixture *f, guint n)
{
  CueRunJournal *journal = cue_run_journal_new (f->path);
  g_autoptr (JsonNode) header = json_from_string ("{\"title\":\"table.csv\"}", NULL);
  Opened opened = { 0 };

  cue_run_journal_create_async (journal, header, n, NULL, on_open, &opened);
  WAIT_FOR (opened.done);
  g_assert_no_error (opened.error);
  g_assert_true (opened.worked);
  return journal;
}

static CueRunJournal *
open_journal (Fixture *f, GError **error)
{
  g_autoptr (CueRunJournal) journal = cue_run_journal_new (f->path);
  Opened opened = { 0 };

  cue_run_journal_open_async (journal, NULL, on_open, &opened);
  WAIT_FOR (opened.done);
  if (opened.worked)
    return g_steal_pointer (&journal);
  g_propagate_error (error, opened.error);
  return NULL;
}

static void
sync_journal (CueRunJournal *journal)
{
  Opened opened = { 0 };

  cue_run_journal_sync_async (journal, on_synced, &opened);
  WAIT_FOR (opened.done);
  g_assert_no_error (opened.error);
}

static void
run_to_its_end (CuePublishRun *run)
{
  cue_publish_run_start (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
}

static CuePublishRowState
get_row_state (CuePublishRun *run, guint position)
{
  g_autoptr (CuePublishRow) row = g_list_model_get_item (G_LIST_MODEL (run), position);

  return cue_publish_row_get_state (row);
}

static void
test_plan (Fixture *f, gconstpointer data)
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
test_csv (Fixture *f, gconstpointer data)
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
  g_assert_cmpint (count (f, "events"), ==, 3);
}

static void
test_journal (Fixture *f, gconstpointer data)
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
test_bad_journals (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "no journal\n",
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
on_progress (CuePublishRun *run, guint request, guint *n)
{
  (*n)++;
}

static void
test_all_well (Fixture *f, gconstpointer data)
{
  const guint n = 120;
  g_autoptr (CuePublishPlan) plan = make_plan (n, NULL, G_MAXUINT);
  g_autoptr (CueRunJournal) journal = create_journal (f, n);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, journal);
  g_autofree char *words = NULL;
  guint            n_progress = 0;

  g_signal_connect (run, "progress", G_CALLBACK (on_progress), &n_progress);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_READY);
  g_assert_cmpfloat (cue_publish_run_get_fraction (run), ==, 0);
  run_to_its_end (run);
  g_assert_no_error (cue_publish_run_get_error (run));
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE), ==, n);
  g_assert_cmpuint (n_progress, ==, n);
  g_assert_cmpfloat (cue_publish_run_get_fraction (run), ==, 1);
  words = cue_publish_run_describe (run);
  g_assert_cmpstr (words, ==, "120 published");
  g_assert_cmpint (count (f, "events"), ==, n);
  g_assert_cmpint (count (f, "eventsTwice"), ==, 0);
  g_assert_cmpuint (cue_run_journal_count (journal, CUE_RUN_MARK_DONE), ==, n);
  // It does not begin anew.
  cue_publish_run_start (run);
  g_assert_false (cue_publish_run_is_busy (run));
}

// Somebody lets go of a run in the middle; another program goes on.
static void
test_dropped (Fixture *f, gconstpointer data)
{
  const guint n = 60;
  g_autoptr (CuePublishPlan) plan = make_plan (n, NULL, G_MAXUINT);
  CueRunJournal *journal = create_journal (f, n);
  CueRunJournal *watched = journal;
  CuePublishRun *run = cue_publish_run_new (f->client, plan, journal);
  g_autoptr (CueRunJournal) second_journal = NULL;
  g_autoptr (CuePublishRun) second = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done;
  guint n_unknown;

  cue_publish_run_start (run);
  WAIT_FOR (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) >= 20);
  g_object_add_weak_pointer (G_OBJECT (journal), (gpointer *) &watched);
  g_object_unref (run);
  g_object_unref (journal);
  // A worker may still write; then nobody is left to send anything more.
  WAIT_FOR (watched == NULL && cue_acoustic_client_get_n_busy (f->client) == 0);
  g_assert_cmpint (count (f, "events"), <, n);

  second_journal = open_journal (f, &error);
  g_assert_no_error (error);
  second = cue_publish_run_new (f->client, plan, second_journal);
  n_done = cue_publish_run_count (second, CUE_PUBLISH_ROW_DONE);
  n_unknown = cue_publish_run_count (second, CUE_PUBLISH_ROW_UNKNOWN);
  g_assert_cmpuint (n_done, >=, 19);
  g_assert_cmpuint (n_unknown, <=, 1);
  if (n_unknown > 0) {
    g_assert_cmpint (cue_publish_run_get_state (second), ==, CUE_PUBLISH_RUN_ASKING);
    // Nothing goes on before somebody decides.
    cue_publish_run_start (second);
    g_assert_cmpint (cue_publish_run_get_state (second), ==, CUE_PUBLISH_RUN_ASKING);
    cue_publish_run_decide (second, FALSE);
    WAIT_FOR (cue_publish_run_get_state (second) != CUE_PUBLISH_RUN_ASKING);
  }
  run_to_its_end (second);
  g_assert_cmpint (cue_publish_run_get_state (second), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (second, CUE_PUBLISH_ROW_DONE), ==, n - n_unknown);
  g_assert_cmpint (count (f, "eventsTwice"), ==, 0);
  g_assert_cmpint (count (f, "events"), >=, n - n_unknown);
}

static void
test_refused_row (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (6, "nobodyKnowsThis", 2);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);
  g_autoptr (CuePublishRow) row = NULL;

  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE), ==, 5);
  g_assert_cmpint (get_row_state (run, 2), ==, CUE_PUBLISH_ROW_REFUSED);
  row = g_list_model_get_item (G_LIST_MODEL (run), 2);
  g_assert_cmpuint (cue_publish_row_get_number (row), ==, 4);
  g_assert_cmpuint (cue_publish_row_get_status (row), ==, 400);
  g_assert_cmpstr (cue_publish_row_get_words (row), !=, "");
}

static void
test_hopeless (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new ();
  g_autoptr (CuePublishRun) run = NULL;

  for (guint i = 0; i < 30; i++) {
    g_autoptr (GBytes) body = make_body ("nobodyKnowsThis", i);

    cue_publish_plan_add_row (plan, i + 2, cue_publish_plan_add_request (plan, body));
  }
  run = cue_publish_run_new (f->client, plan, NULL);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_error (cue_publish_run_get_error (run), CUE_ERROR, CUE_ERROR_CLIENT);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_REFUSED), ==, 10);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 20);
}

static void
on_waiting (CuePublishRun *run, GParamSpec *pspec, guint *n)
{
  *n += cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_WAITING;
}

static void
test_asked_to_wait (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);
  guint n_waits = 0;

  set_fault (f, "AB-17", "seconds", 1, 1);
  g_signal_connect (run, "notify::state", G_CALLBACK (on_waiting), &n_waits);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (n_waits, ==, 1);
  g_assert_cmpint (count (f, "events"), ==, 3);
  g_assert_cmpint (count (f, "eventsTwice"), ==, 0);
}

static void
test_stopped_while_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  set_fault (f, "AB-17", "seconds", 600, 0);
  cue_publish_run_start (run);
  WAIT_FOR (cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_WAITING);
  g_assert_cmpint (cue_publish_run_get_wait_until (run),
                   >,
                   cue_clock_get_monotonic (cue_system_clock_get_default ()));
  cue_publish_run_stop (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 3);
}

static void
test_refused_key (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  set_fault (f, "AB-13", "401", 0, 0);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_error (cue_publish_run_get_error (run), CUE_ERROR, CUE_ERROR_AUTH);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 3);
  // With another key it goes on.
  cue_simulator_clear_faults (f->simulator);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpint (count (f, "events"), ==, 3);
}

// Taken, but nobody says so.
static void
test_unknown (Fixture *f, gconstpointer data)
{
  gboolean send_again = GPOINTER_TO_INT (data);
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  set_fault (f, "AB-12", "cut-taken", 0, 1);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_nonnull (cue_publish_run_get_error (run));
  g_assert_cmpint (get_row_state (run, 0), ==, CUE_PUBLISH_ROW_UNKNOWN);
  g_assert_cmpint (get_row_state (run, 1), ==, CUE_PUBLISH_ROW_PENDING);
  g_assert_cmpint (count (f, "events"), ==, 1);

  cue_publish_run_decide (run, send_again);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpint (get_row_state (run, 0),
                   ==,
                   send_again ? CUE_PUBLISH_ROW_DONE : CUE_PUBLISH_ROW_LEFT);
  g_assert_cmpint (count (f, "eventsTwice"), ==, send_again ? 1 : 0);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  set_fault (f, "AB-12", "lost", 0, 0);
  cue_publish_run_start (run);
  WAIT_FOR (cue_simulator_get_requests (f->simulator, "publish") > 0);
  cue_publish_run_cancel (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_cmpint (get_row_state (run, 0), ==, CUE_PUBLISH_ROW_UNKNOWN);
  g_assert_cmpint (count (f, "events"), ==, 0);
}

static void
test_nobody_there (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (2, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  cue_simulator_stop (f->simulator);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 2);
  g_assert_nonnull (cue_publish_run_get_error (run));
}

// No journal, no sending.
static void
test_no_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (2, NULL, G_MAXUINT);
  g_autoptr (CueRunJournal) journal = create_journal (f, 2);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, journal);

  cue_run_journal_close (journal);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_error (cue_publish_run_get_error (run), CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_cmpint (count (f, "events"), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) \
  g_test_add ("/publish-run/" name, Fixture, data, set_up, func, tear_down)
  ADD ("plan", NULL, test_plan);
  ADD ("csv", NULL, test_csv);
  ADD ("journal", NULL, test_journal);
  ADD ("bad-journals", NULL, test_bad_journals);
  ADD ("all-well", NULL, test_all_well);
  ADD ("dropped", NULL, test_dropped);
  ADD ("refused-row", NULL, test_refused_row);
  ADD ("hopeless", NULL, test_hopeless);
  ADD ("asked-to-wait", NULL, test_asked_to_wait);
  ADD ("stopped-while-waiting", NULL, test_stopped_while_waiting);
  ADD ("refused-key", NULL, test_refused_key);
  ADD ("unknown-left", GINT_TO_POINTER (FALSE), test_unknown);
  ADD ("unknown-again", GINT_TO_POINTER (TRUE), test_unknown);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("nobody-there", NULL, test_nobody_there);
  ADD ("no-disk", NULL, test_no_disk);
#undef ADD
  return g_test_run ();
}
