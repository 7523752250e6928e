// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-desk-private.h"
#include "cue-error.h"
#include "cue-run-header.h"

// The runs of a desk: how they get their key and their journal, and what is written down of them.

/**
 * cue_acoustic_run_info_free:
 * @data: what a run does not know about itself
 *
 * For the files of the desk.
 */
void
cue_acoustic_run_info_free (gpointer data)
{
  CueAcousticRunInfo *info = data;

  g_object_unref (info->connection);
  g_free (info->title);
  g_free (info->id);
  g_free (info);
}

static void
keep_run (CueAcousticDesk *self, CuePublishRun *run, const CueAcousticRunInfo *info)
{
  g_autofree char *words = cue_publish_run_describe (run);
  g_autoptr (GEnumClass) states = g_type_class_ref (CUE_TYPE_PUBLISH_RUN_STATE);
  g_autoptr (CueAcousticRecord) record =
    cue_acoustic_record_new ("id",
                             info->id,
                             "time",
                             info->time,
                             "kind",
                             "run",
                             "name",
                             info->title,
                             "connection",
                             cue_desk_connection_get_title (info->connection),
                             "outcome",
                             g_enum_get_value (states, cue_publish_run_get_state (run))->value_nick,
                             "words",
                             words,
                             NULL);

  cue_acoustic_records_add (self->history, record);
}

static void
on_run_state_changed (CuePublishRun *run, GParamSpec *pspec, CueAcousticDesk *self)
{
  const CueAcousticRunInfo *info = g_hash_table_lookup (self->about, run);
  const GError             *error = cue_publish_run_get_error (run);

  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_AUTH) ||
      g_error_matches (error, CUE_ERROR, CUE_ERROR_FORBIDDEN))
    cue_acoustic_desk_connection_take_refusal (info->connection, error->message);
  if (cue_publish_run_get_state (run) != CUE_PUBLISH_RUN_WAITING)
    keep_run (self, run, info);
  cue_acoustic_desk_tell_run (self, info->connection, run);
}

static void
on_run_progress (CuePublishRun *run, guint request, CueAcousticDesk *self)
{
  const CueAcousticRunInfo *info = g_hash_table_lookup (self->about, run);

  cue_acoustic_desk_tell_row (self, info->connection, run, request);
}

static void
preparation_free (gpointer data)
{
  CueAcousticPreparation *preparation = data;

  g_object_unref (preparation->connection);
  g_object_unref (preparation->plan);
  g_clear_object (&preparation->journal);
  g_free (preparation->title);
  g_clear_pointer (&preparation->source, json_node_unref);
  g_free (preparation);
}

static void
return_run (GTask *task)
{
  CueAcousticDesk        *self = g_task_get_source_object (task);
  CueAcousticPreparation *preparation = g_task_get_task_data (task);
  CueAcousticRunInfo     *info = g_new0 (CueAcousticRunInfo, 1);
  CuePublishRun          *run =
    cue_publish_run_new (cue_acoustic_desk_connection_get_client (preparation->connection),
                         preparation->plan,
                         preparation->journal);

  info->connection = g_object_ref (preparation->connection);
  info->title = g_strdup (preparation->title);
  info->id = g_uuid_string_random ();
  info->time = cue_clock_get_wall (cue_http_client_get_clock (cue_desk_get_http (self)));
  g_hash_table_insert (self->about, run, info);
  g_signal_connect_object (run, "notify::state", G_CALLBACK (on_run_state_changed), self, 0);
  g_signal_connect_object (run, "progress", G_CALLBACK (on_run_progress), self, 0);
  g_list_store_append (self->runs, run);
  if (self->interrupted != NULL && preparation->journal != NULL)
    cue_interrupted_runs_remove (self->interrupted,
                                 cue_run_journal_get_path (preparation->journal));
  g_task_return_pointer (task, run, g_object_unref);
}

static JsonNode *
make_header (CueAcousticDesk *self, CueAcousticPreparation *preparation)
{
  JsonNode *node =
    cue_run_header_make (preparation->plan,
                         preparation->title,
                         preparation->source,
                         cue_clock_get_wall (cue_http_client_get_clock (cue_desk_get_http (self))));
  JsonObject *object = json_node_get_object (node);

  json_object_set_string_member (object, "profile", cue_desk_get_profile_id (self));
  json_object_set_string_member (object,
                                 "connection",
                                 cue_desk_connection_get_id (preparation->connection));
  return node;
}

static void on_journal_open (GObject *object, GAsyncResult *result, gpointer user_data);

// Takes over @task.
static void
create_journal (CueAcousticDesk *self, GTask *task)
{
  CueAcousticPreparation *preparation = g_task_get_task_data (task);
  g_autoptr (JsonNode) header = make_header (self, preparation);

  preparation->anew = TRUE;
  cue_run_journal_create_async (preparation->journal,
                                header,
                                cue_publish_plan_get_n_requests (preparation->plan),
                                g_task_get_cancellable (task),
                                on_journal_open,
                                task);
}

static void
on_journal_open (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CueAcousticDesk        *self = g_task_get_source_object (task);
  CueRunJournal          *journal = CUE_RUN_JOURNAL (object);
  CueAcousticPreparation *preparation = g_task_get_task_data (task);
  GError                 *error = NULL;

  if (!cue_run_journal_open_finish (journal, result, &error)) {
    // It was not even begun, so nothing was sent.
    if (!preparation->anew && !preparation->resume &&
        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
      g_error_free (error);
      create_journal (self, g_object_ref (task));
      return;
    }
    g_task_return_error (task, error);
  } else if (cue_run_journal_get_n_requests (journal) !=
             cue_publish_plan_get_n_requests (preparation->plan))
    // The name of the file says what was sent, so somebody or something changed what is in it.
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_STORAGE,
                             _ ("“%s” is no journal of ours, or is damaged at its beginning."),
                             cue_run_journal_get_path (journal));
  else
    return_run (task);
}

static void
on_key_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char        *fingerprint = NULL;
  g_autofree char        *path = NULL;
  CueAcousticDesk        *self = g_task_get_source_object (task);
  CueAcousticPreparation *preparation = g_task_get_task_data (task);
  GError                 *error = NULL;

  if (!cue_acoustic_desk_connection_open_finish (CUE_ACOUSTIC_DESK_CONNECTION (object),
                                                 result,
                                                 &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (self->transient) {
    return_run (task);
    return;
  }
  fingerprint = cue_publish_plan_make_fingerprint (preparation->plan);
  path =
    cue_run_journal_make_path (fingerprint, cue_desk_connection_get_id (preparation->connection));
  preparation->journal = cue_run_journal_new (path);
  if (preparation->resume || (!preparation->anew && g_file_test (path, G_FILE_TEST_EXISTS)))
    cue_run_journal_open_async (preparation->journal,
                                g_task_get_cancellable (task),
                                on_journal_open,
                                g_object_ref (task));
  else
    create_journal (self, g_object_ref (task));
}

/**
 * cue_acoustic_desk_prepare:
 * @task: (transfer full): of the desk; gets the run
 * @whole: (transfer full): what to prepare
 *
 * For the files of the desk.
 */
void
cue_acoustic_desk_prepare (CueAcousticDesk *self, GTask *task, CueAcousticPreparation *whole)
{
  g_task_set_task_data (task, whole, preparation_free);
  cue_acoustic_desk_connection_open_async (whole->connection,
                                           g_task_get_cancellable (task),
                                           on_key_ready,
                                           task);
}

/**
 * cue_acoustic_desk_prepare_run_async:
 * @connection: one of this desk
 * @plan: what to publish
 * @title: what it is, for people: the name of a file
 * @source: (nullable): how to make the same plan again; no key
 * @anew: whether to forget that these very bytes were sent through this connection before
 *
 * Makes a run, with its key and its journal. Where there is a journal of the same bytes, the run
 * begins where that one ended: look at its state before starting it.
 */
void
cue_acoustic_desk_prepare_run_async (CueAcousticDesk           *self,
                                     CueAcousticDeskConnection *connection,
                                     CuePublishPlan            *plan,
                                     const char                *title,
                                     JsonNode                  *source,
                                     gboolean                   anew,
                                     GCancellable              *cancellable,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data)
{
  CueAcousticPreparation *preparation;
  GTask                  *task;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));
  g_return_if_fail (CUE_IS_PUBLISH_PLAN (plan));

  preparation = g_new0 (CueAcousticPreparation, 1);
  preparation->connection = g_object_ref (connection);
  preparation->plan = g_object_ref (plan);
  preparation->title = g_strdup (title);
  preparation->anew = anew;
  preparation->source = source != NULL ? json_node_copy (source) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_prepare_run_async);
  cue_acoustic_desk_prepare (self, task, preparation);
}

/**
 * cue_acoustic_desk_prepare_run_finish:
 * @error: no key, or no journal can be kept
 *
 * Returns: (transfer full) (nullable): a run, which is in the list of runs as well
 */
CuePublishRun *
cue_acoustic_desk_prepare_run_finish (CueAcousticDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_acoustic_desk_remove_run:
 * @run: a run; stopped if it is busy
 *
 * Takes a run from the list.
 */
void
cue_acoustic_desk_remove_run (CueAcousticDesk *self, CuePublishRun *run)
{
  guint position;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK (self));

  if (!g_list_store_find (self->runs, run, &position))
    return;
  cue_publish_run_stop (run);
  cue_acoustic_desk_offer_when_gone (self, run);
  g_signal_handlers_disconnect_by_data (run, self);
  g_hash_table_remove (self->about, run);
  g_list_store_remove (self->runs, position);
}

/**
 * cue_acoustic_desk_get_run_connection:
 * @run: a run of this desk
 *
 * Returns: (transfer none) (nullable): where it is sent
 */
CueAcousticDeskConnection *
cue_acoustic_desk_get_run_connection (CueAcousticDesk *self, CuePublishRun *run)
{
  const CueAcousticRunInfo *info;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK (self), NULL);

  info = g_hash_table_lookup (self->about, run);
  return info != NULL ? info->connection : NULL;
}

/**
 * cue_acoustic_desk_get_run_title:
 * @run: a run of this desk
 *
 * Returns: (transfer none) (nullable): what it is, for people
 */
const char *
cue_acoustic_desk_get_run_title (CueAcousticDesk *self, CuePublishRun *run)
{
  const CueAcousticRunInfo *info;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK (self), NULL);

  info = g_hash_table_lookup (self->about, run);
  return info != NULL ? info->title : NULL;
}
