// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "cue-ctl-acoustic-private.h"
#include "cue-publish-csv.h"
#include "cue-publish-run.h"
#include "cue-run-header.h"
#include "cue-time.h"

// “event publish FILE”: one publication, or a table of events.

// More would only scroll away what matters.
#define MAX_SAID_ROWS    20
#define PROGRESS_EVERY_S 2

static gboolean
is_table (const char *path, const char *map_file)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return map_file != NULL || g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv");
}

static int
publish_body (CueCtlAcoustic *self, const char *path)
{
  g_autoptr (CuePublication) draft = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = cue_ctl_read_file (path, &error);
  int status;

  if (body == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (!cue_ctl_acoustic_check_draft (self, CUE_DRAFT (draft), body, &status))
    return status;
  request =
    cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (self->client), body);
  return cue_ctl_acoustic_write (self, request);
}

static CueCsvMapping *
read_mapping (CueCtlAcoustic *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (CueCsvTable) table = cue_csv_table_load (file, 0, NULL, error);
  g_autoptr (CueCsvMapping) mapping = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (table == NULL)
    return NULL;
  mapping = cue_csv_mapping_new (table);
  if (self->map_file != NULL) {
    bytes = cue_ctl_read_file (self->map_file, error);
    if (bytes == NULL)
      return NULL;
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    if (!cue_csv_mapping_apply_text (mapping, text, error))
      return NULL;
  }
  if (self->per_request > 0)
    cue_csv_mapping_set_events_per_request (mapping, (guint) self->per_request);
  return g_steal_pointer (&mapping);
}

static void
print_row (CueCtlAcoustic *self, CuePublishRow *row)
{
  CuePublishRowState state = cue_publish_row_get_state (row);

  if (self->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "type", "row");
    json_builder_set_member_name (builder, "line");
    json_builder_add_int_value (builder, cue_publish_row_get_number (row));
    cue_ctl_add_text (builder, "state", cue_publish_row_state_get_nick (state));
    json_builder_set_member_name (builder, "status");
    json_builder_add_int_value (builder, cue_publish_row_get_status (row));
    cue_ctl_add_text (builder, "message", cue_publish_row_get_words (row));
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
  } else if (state != CUE_PUBLISH_ROW_DONE) {
    // Translators: number of a line of a file, what became of it, why
    cue_ctl_note (_ ("line %u: %s: %s"),
                  cue_publish_row_get_number (row),
                  cue_publish_row_state_to_words (state),
                  cue_publish_row_get_words (row));
  }
}

static void
print_left_out (CueCtlAcoustic *self, CuePublishRun *run)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (run));
  guint n_said = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (CuePublishRow) row = g_list_model_get_item (G_LIST_MODEL (run), i);

    if (cue_publish_row_get_state (row) != CUE_PUBLISH_ROW_LEFT_OUT)
      continue;
    if (self->json || n_said++ < MAX_SAID_ROWS)
      print_row (self, row);
  }
}

typedef struct {
  CueCtlAcoustic *acoustic;
  CuePublishRun  *run;  // owned
  GMainLoop      *loop; // owned
  guint           n_said;
  gint64          said_at; // monotonic µs, of the last line of progress
  gboolean        stopped; // somebody wanted it
} Follow;

static gboolean
on_signal (gpointer user_data)
{
  Follow *follow = user_data;

  // Asked twice, it does not wait for the answer, which may never come.
  if (follow->stopped)
    cue_publish_run_cancel (follow->run);
  else
    cue_publish_run_stop (follow->run);
  follow->stopped = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
print_progress (Follow *follow)
{
  gint64           now = g_get_monotonic_time ();
  gint64           left = cue_publish_run_get_time_left (follow->run);
  g_autofree char *words = NULL;
  g_autofree char *duration = NULL;

  if (follow->acoustic->json || isatty (STDERR_FILENO) == 0 ||
      now - follow->said_at < CUE_SECONDS (PROGRESS_EVERY_S))
    return;
  follow->said_at = now;
  words = cue_publish_run_describe (follow->run);
  duration = cue_time_format_duration (left != CUE_TIME_INVALID ? left : 0, CUE_DURATION_WORDS);
  // Translators: how many rows are how, then how long the rest takes
  cue_ctl_note (_ ("%s, about %s left"), words, duration);
}

static void
on_progress (CuePublishRun *run, guint request, Follow *follow)
{
  CuePublishPlan *plan = cue_publish_run_get_plan (run);
  guint           first;
  guint           last;

  print_progress (follow);
  if (!cue_publish_plan_find_rows (plan, request, &first, &last))
    return;
  for (guint i = first; i <= last; i++) {
    g_autoptr (CuePublishRow) row = g_list_model_get_item (G_LIST_MODEL (run), i);
    CuePublishRowState state = cue_publish_row_get_state (row);

    if (cue_publish_plan_get_row_request (plan, i) != request || state == CUE_PUBLISH_ROW_PENDING)
      continue;
    if (follow->acoustic->json || state == CUE_PUBLISH_ROW_DONE || follow->n_said++ < MAX_SAID_ROWS)
      print_row (follow->acoustic, row);
  }
}

static void
on_state_changed (CuePublishRun *run, GParamSpec *pspec, Follow *follow)
{
  if (cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_WAITING)
    cue_ctl_note ("%s", cue_publish_run_get_words (run));
  if (!cue_publish_run_is_busy (run))
    g_main_loop_quit (follow->loop);
}

static void
follow_run (Follow *follow)
{
  guint signals[2];

  follow->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (follow->run, "progress", G_CALLBACK (on_progress), follow);
  g_signal_connect (follow->run, "notify::state", G_CALLBACK (on_state_changed), follow);
  signals[0] = g_unix_signal_add (SIGINT, on_signal, follow);
  signals[1] = g_unix_signal_add (SIGTERM, on_signal, follow);
  cue_publish_run_start (follow->run);
  if (cue_publish_run_is_busy (follow->run))
    g_main_loop_run (follow->loop);
  g_source_remove (signals[0]);
  g_source_remove (signals[1]);
  g_signal_handlers_disconnect_by_data (follow->run, follow);
  g_clear_pointer (&follow->loop, g_main_loop_unref);
}

static void
print_summary (CueCtlAcoustic *self, CuePublishRun *run)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (CUE_TYPE_PUBLISH_RUN_STATE);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *words = cue_publish_run_describe (run);

  if (!self->json) {
    cue_ctl_print (words);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "type", "run");
  cue_ctl_add_text (builder,
                    "state",
                    g_enum_get_value (states, cue_publish_run_get_state (run))->value_nick);
  json_builder_set_member_name (builder, "requests");
  json_builder_add_int_value (builder,
                              cue_publish_plan_get_n_requests (cue_publish_run_get_plan (run)));
  for (guint i = 0; i < CUE_PUBLISH_ROW_N_STATES; i++) {
    if (i == CUE_PUBLISH_ROW_SENDING)
      continue;
    json_builder_set_member_name (builder, cue_publish_row_state_get_nick ((CuePublishRowState) i));
    json_builder_add_int_value (builder, cue_publish_run_count (run, (CuePublishRowState) i));
  }
  cue_ctl_add_text (builder,
                    "journal",
                    cue_run_journal_get_path (cue_publish_run_get_journal (run)));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

static int
conclude (Follow *follow)
{
  CuePublishRun *run = follow->run;
  const GError  *error = cue_publish_run_get_error (run);

  print_summary (follow->acoustic, run);
  switch (cue_publish_run_get_state (run)) {
  case CUE_PUBLISH_RUN_FINISHED:
    return cue_publish_run_count (run, CUE_PUBLISH_ROW_REFUSED) > 0 ||
               cue_publish_run_count (run, CUE_PUBLISH_ROW_LEFT) > 0 ||
               cue_publish_run_count (run, CUE_PUBLISH_ROW_LEFT_OUT) > 0
             ? CUE_CTL_WARNING
             : CUE_CTL_FINE;
  case CUE_PUBLISH_RUN_ASKING:
    if (error != NULL)
      cue_ctl_note ("%s", error->message);
    return cue_ctl_fail (CUE_CTL_CRITICAL,
                         _ ("Nobody knows whether some rows were published. Go on with --resume "
                            "and either --unknown=leave, so that they may be missing, or "
                            "--unknown=send, so that they may be there twice."));
  case CUE_PUBLISH_RUN_READY:
  case CUE_PUBLISH_RUN_SENDING:
  case CUE_PUBLISH_RUN_WAITING:
  case CUE_PUBLISH_RUN_STOPPING:
  case CUE_PUBLISH_RUN_STOPPED:
    break;
  }
  if (error != NULL)
    cue_ctl_note ("%s", error->message);
  return cue_ctl_fail (follow->stopped ? CUE_CTL_WARNING : CUE_CTL_CRITICAL,
                       _ ("Not all rows were sent. Go on with --resume."));
}

typedef struct {
  gboolean done;
  gboolean worked;
  GError  *error;
} Opened;

static void
on_journal_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opened *opened = user_data;

  opened->worked = cue_run_journal_open_finish (CUE_RUN_JOURNAL (source), result, &opened->error);
  opened->done = TRUE;
}

static JsonNode *
make_header (CueCtlAcoustic *self, CuePublishPlan *plan, CueCsvMapping *mapping, const char *path)
{
  JsonObject      *object = json_object_new ();
  JsonNode        *source = json_node_new (JSON_NODE_OBJECT);
  JsonNode        *header;
  g_autofree char *text = cue_csv_mapping_to_text (mapping);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_filename_display_basename (path);

  json_object_set_string_member (object, "kind", "csv");
  json_object_set_string_member (object, "path", whole);
  json_object_set_string_member (object, "mapping", text);
  json_node_take_object (source, object);
  header = cue_run_header_make (plan, name, source, g_get_real_time ());
  json_object_set_string_member (json_node_get_object (header), "account", self->account);
  json_node_unref (source);
  return header;
}

static gboolean
create_journal (CueCtlAcoustic *self,
                CueRunJournal  *journal,
                CuePublishPlan *plan,
                CueCsvMapping  *mapping,
                const char     *path,
                GError        **error)
{
  g_autoptr (JsonNode) header = make_header (self, plan, mapping, path);
  Opened opened = { 0 };

  cue_run_journal_create_async (journal,
                                header,
                                cue_publish_plan_get_n_requests (plan),
                                NULL,
                                on_journal_open,
                                &opened);
  while (!opened.done)
    g_main_context_iteration (NULL, TRUE);
  if (!opened.worked)
    g_propagate_error (error, opened.error);
  return opened.worked;
}

static gboolean
open_journal (CueRunJournal *journal, GError **error)
{
  Opened opened = { 0 };

  cue_run_journal_open_async (journal, NULL, on_journal_open, &opened);
  while (!opened.done)
    g_main_context_iteration (NULL, TRUE);
  if (!opened.worked)
    g_propagate_error (error, opened.error);
  return opened.worked;
}

// The journal of these rows: that of an earlier run, or a new one.
static CueRunJournal *
find_journal (CueCtlAcoustic *self,
              CuePublishPlan *plan,
              CueCsvMapping  *mapping,
              const char     *path,
              gboolean       *is_new,
              int            *status)
{
  g_autofree char *fingerprint = cue_publish_plan_make_fingerprint (plan);
  g_autofree char *place = self->journal != NULL
                             ? g_strdup (self->journal)
                             : cue_run_journal_make_path (fingerprint, self->account);
  g_autoptr (CueRunJournal) journal = cue_run_journal_new (place);
  g_autoptr (GError) error = NULL;

  *is_new = self->again || !g_file_test (place, G_FILE_TEST_EXISTS);
  if (!*is_new && !open_journal (journal, &error)) {
    // It was not even begun, so nothing was sent.
    *is_new = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    if (*is_new)
      g_clear_error (&error);
  }
  if (*is_new)
    create_journal (self, journal, plan, mapping, path, &error);
  if (error != NULL) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    return NULL;
  }
  if (*is_new)
    return g_steal_pointer (&journal);
  if (cue_run_journal_get_n_requests (journal) != cue_publish_plan_get_n_requests (plan) ||
      g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (
                                                               cue_run_journal_get_header (
                                                                 journal)),
                                                             "fingerprint",
                                                             NULL),
                 fingerprint) != 0) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                            _ ("“%s” is the journal of other rows, or of other columns, than "
                               "these. Name another one with --journal, or begin anew with "
                               "--again."),
                            place);
    return NULL;
  }
  return g_steal_pointer (&journal);
}

static gboolean
may_go_on (CueCtlAcoustic *self, CuePublishRun *run, gboolean is_new, int *status)
{
  g_autofree char *words = cue_publish_run_describe (run);

  if (self->again || self->resume || is_new)
    return TRUE;
  *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                          cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_FINISHED
                            // Translators: %s says how many rows are how
                            ? _ ("These very rows were published before: %s. Add --again to "
                                 "publish them another time.")
                            : _ ("Publishing these very rows began before: %s. Go on with "
                                 "--resume, or begin anew with --again."),
                          words);
  return FALSE;
}

static void
settle_unknown (CueCtlAcoustic *self, CuePublishRun *run)
{
  if (cue_publish_run_get_state (run) != CUE_PUBLISH_RUN_ASKING || self->unknown == NULL ||
      g_str_equal (self->unknown, "stop"))
    return;
  cue_publish_run_decide (run, g_str_equal (self->unknown, "send"));
  while (cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_ASKING)
    g_main_context_iteration (NULL, TRUE);
}

static int
show_plan (CueCtlAcoustic *self, CuePublishPlan *plan)
{
  g_autoptr (CuePublishRun) run = cue_publish_run_new (self->client, plan, NULL);

  print_left_out (self, run);
  if (cue_publish_plan_get_n_requests (plan) > 0) {
    g_autoptr (CueAcousticRequest)
      first = cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (self->client),
                                                cue_publish_plan_get_body (plan, 0));
    g_autofree char *text = cue_acoustic_request_describe (first);

    cue_ctl_print (text);
  }
  cue_ctl_note (_ ("%u rows in %u requests, %u left out. This is the first request; nothing was "
                   "sent."),
                cue_publish_plan_get_n_rows (plan) - cue_publish_plan_get_n_left_out (plan),
                cue_publish_plan_get_n_requests (plan),
                cue_publish_plan_get_n_left_out (plan));
  return CUE_CTL_FINE;
}

static int
publish_table (CueCtlAcoustic *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvMapping) mapping = read_mapping (self, path, &error);
  g_autoptr (CueAcousticContext) context = NULL;
  g_autoptr (CuePublishPlan) plan = NULL;
  g_autoptr (CueRunJournal) journal = NULL;
  g_autoptr (CuePublishRun) run = NULL;
  g_autoptr (GPtrArray) found = NULL;
  Follow   follow = { .acoustic = self };
  gboolean is_new;
  int      status;

  if (mapping == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  found = cue_csv_mapping_check (mapping);
  if (cue_ctl_note_findings (found))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Nothing was sent."));
  context =
    cue_acoustic_context_new (cue_acoustic_client_get_role (self->client), g_get_real_time ());
  plan = cue_publish_plan_new_from_csv (mapping, context, NULL, &error);
  if (self->dry_run)
    return show_plan (self, plan);
  if (!cue_ctl_acoustic_may_write (self, &status))
    return status;
  journal = find_journal (self, plan, mapping, path, &is_new, &status);
  if (journal == NULL)
    return status;
  run = cue_publish_run_new (self->client, plan, journal);
  if (!may_go_on (self, run, is_new, &status))
    return status;
  print_left_out (self, run);
  settle_unknown (self, run);
  follow.run = run;
  follow_run (&follow);
  return conclude (&follow);
}

/**
 * cue_ctl_acoustic_publish:
 *
 * `event publish FILE`: a publication as JSON, whose bytes are sent as they are, or a table whose
 * rows are events.
 *
 * Returns: how to end: a warning when some rows were not published
 */
int
cue_ctl_acoustic_publish (CueCtlAcoustic *self, char **arguments)
{
  const char *path = arguments[1];

  if (self->unknown != NULL && !g_str_equal (self->unknown, "stop") &&
      !g_str_equal (self->unknown, "leave") && !g_str_equal (self->unknown, "send"))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--unknown is “stop”, “leave” or “send”."));
  if (self->per_request < 0 || self->per_request > CUE_CSV_MAX_EVENTS_PER_REQUEST)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("--per-request is from 1 to %d."),
                         CUE_CSV_MAX_EVENTS_PER_REQUEST);
  if (self->resume && self->again)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --resume or --again."));
  return is_table (path, self->map_file) ? publish_table (self, path) : publish_body (self, path);
}
