// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publish-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cue-system-clock.h"

typedef struct {
  gboolean done;
  gboolean worked;
  GError  *error;
} Opened;

gboolean
publish_fixture_too_late (gpointer user_data)
{
  g_error ("This takes more than %d s", PUBLISH_LIMIT_S);
  return G_SOURCE_REMOVE;
}

void
publish_fixture_set_up (PublishFixture *f, gconstpointer data)
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

void
publish_fixture_tear_down (PublishFixture *f, gconstpointer data)
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

GBytes *
make_publication (const char *code, guint number)
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

CuePublishPlan *
make_plan (guint n, const char *bad_code, guint bad_row)
{
  CuePublishPlan *plan = cue_publish_plan_new ();

  for (guint i = 0; i < n; i++) {
    g_autoptr (GBytes) body = make_publication (i == bad_row ? bad_code : "ibmproductView", i);

    cue_publish_plan_add_row (plan, i + 2, cue_publish_plan_add_request (plan, body));
  }
  return plan;
}

gint64
publish_fixture_count (PublishFixture *f, const char *member)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (f->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "acoustic"), member);
}

void
publish_fixture_fault (PublishFixture *f,
                       const char     *id,
                       const char     *variant,
                       int             seconds,
                       int             times)
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

CueRunJournal *
create_journal (PublishFixture *f, guint n)
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

CueRunJournal *
open_journal (PublishFixture *f, GError **error)
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

gboolean
try_sync_journal (CueRunJournal *journal, GError **error)
{
  Opened opened = { 0 };

  cue_run_journal_sync_async (journal, on_synced, &opened);
  WAIT_FOR (opened.done);
  if (opened.error != NULL)
    g_propagate_error (error, opened.error);
  return opened.worked;
}

void
sync_journal (CueRunJournal *journal)
{
  g_autoptr (GError) error = NULL;

  try_sync_journal (journal, &error);
  g_assert_no_error (error);
}

void
run_to_its_end (CuePublishRun *run)
{
  cue_publish_run_start (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
}

CuePublishRowState
get_row_state (CuePublishRun *run, guint position)
{
  g_autoptr (CuePublishRow) row = g_list_model_get_item (G_LIST_MODEL (run), position);

  return cue_publish_row_get_state (row);
}
