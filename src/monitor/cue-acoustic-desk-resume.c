// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-desk-private.h"
#include "cue-error.h"
#include "cue-publish-csv.h"

// Runs that another program, or this one in an earlier life, did not finish: which there are for
// each connection, and how one of them goes on.

static void
share_out (CueAcousticDesk *self, CueAcousticDeskConnection *connection)
{
  GListModel *all = G_LIST_MODEL (self->interrupted);
  guint       before = g_list_model_get_n_items (G_LIST_MODEL (connection->interrupted));
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (CueInterruptedRun) run = g_list_model_get_item (all, i);

    if (g_str_equal (cue_interrupted_run_get_account (run),
                     cue_desk_connection_get_id (connection)))
      g_ptr_array_add (own, g_steal_pointer (&run));
  }
  same = own->len == before;
  for (guint i = 0; i < before && same; i++) {
    g_autoptr (CueInterruptedRun)
      run = g_list_model_get_item (G_LIST_MODEL (connection->interrupted), i);

    same = run == g_ptr_array_index (own, i);
  }
  if (!same)
    g_list_store_splice (connection->interrupted, 0, before, own->pdata, own->len);
}

static void
share_out_all (CueAcousticDesk *self)
{
  for (guint i = 0; i < cue_desk_get_connections (self)->len; i++)
    share_out (self, g_ptr_array_index (cue_desk_get_connections (self), i));
}

/**
 * cue_acoustic_desk_look_for_interrupted:
 *
 * For the files of the desk: the connections are others now.
 */
void
cue_acoustic_desk_look_for_interrupted (CueAcousticDesk *self)
{
  if (self->transient || cue_desk_get_connections (self)->len == 0)
    return;
  if (self->interrupted == NULL) {
    self->interrupted = cue_interrupted_runs_dup_shared ();
    g_signal_connect_object (self->interrupted,
                             "items-changed",
                             G_CALLBACK (share_out_all),
                             self,
                             G_CONNECT_SWAPPED);
  }
  share_out_all (self);
}

static void
on_run_gone (gpointer data, GObject *run)
{
  g_autoptr (CueInterruptedRuns) interrupted = data;

  cue_interrupted_runs_refresh (interrupted);
}

/**
 * cue_acoustic_desk_offer_when_gone:
 * @run: a run that the desk lets go of
 *
 * Once nobody holds its journal any more, it may be one to go on with. For the files of the desk.
 */
void
cue_acoustic_desk_offer_when_gone (CueAcousticDesk *self, CuePublishRun *run)
{
  if (self->interrupted != NULL)
    g_object_weak_ref (G_OBJECT (run), on_run_gone, g_object_ref (self->interrupted));
}

typedef struct {
  CueAcousticDeskConnection *connection;  // owned
  CueInterruptedRun         *interrupted; // owned
  GFile                     *file;        // owned
  gboolean                   chosen;      // by a person
} Resumption;

static void
resumption_free (gpointer data)
{
  Resumption *resumption = data;

  g_object_unref (resumption->connection);
  g_object_unref (resumption->interrupted);
  g_clear_object (&resumption->file);
  g_free (resumption);
}

static void
return_other_file (GTask *task, Resumption *resumption)
{
  g_autofree char *name = g_file_get_parse_name (resumption->file);

  if (resumption->chosen)
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             // Translators: the file that was chosen, the one that is needed
                             _ ("“%s” is not the file that was published, or it was changed: its "
                                "rows are others. Choose “%s” as it was then."),
                             name,
                             cue_interrupted_run_get_title (resumption->interrupted));
  else
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("“%s” was changed since it was published, so it is not known which "
                                "of its rows are sent already. Choose the file as it was then."),
                             name);
}

static void
on_planned (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CuePublishPlan) plan = NULL;
  g_autofree char        *fingerprint = NULL;
  CueAcousticDesk        *self = g_task_get_source_object (task);
  Resumption             *resumption = g_task_get_task_data (task);
  CueAcousticPreparation *preparation;
  GError                 *error = NULL;

  plan = cue_publish_plan_new_from_csv_finish (result, &error);
  if (plan == NULL) {
    g_task_return_error (task, error);
    return;
  }
  fingerprint = cue_publish_plan_make_fingerprint (plan);
  if (!g_str_equal (fingerprint, cue_interrupted_run_get_fingerprint (resumption->interrupted))) {
    return_other_file (task, resumption);
    return;
  }
  preparation = g_new0 (CueAcousticPreparation, 1);
  preparation->connection = g_object_ref (resumption->connection);
  preparation->plan = g_steal_pointer (&plan);
  preparation->title = g_strdup (cue_interrupted_run_get_title (resumption->interrupted));
  preparation->resume = TRUE;
  cue_acoustic_desk_prepare (self, g_steal_pointer (&task), preparation);
}

static void
return_no_file (GTask *task, Resumption *resumption, const char *why)
{
  g_task_return_new_error (task,
                           CUE_ERROR,
                           CUE_ERROR_INVALID_INPUT,
                           // Translators: the name of a file, why it cannot be read
                           _ ("To go on, “%s” is needed, which cannot be read (%s). Choose where "
                              "it is now."),
                           cue_interrupted_run_get_title (resumption->interrupted),
                           why);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvTable) table = cue_csv_table_load_finish (result, &error);
  g_autoptr (CueCsvMapping) mapping = NULL;
  g_autoptr (CueAcousticContext) context = NULL;
  Resumption *resumption = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (table == NULL) {
    return_no_file (task, resumption, error->message);
    return;
  }
  mapping = cue_csv_mapping_new (table);
  if (!cue_csv_mapping_apply_text (mapping,
                                   cue_interrupted_run_get_mapping (resumption->interrupted),
                                   &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  context = cue_acoustic_desk_connection_make_context (resumption->connection);
  cue_publish_plan_new_from_csv_async (mapping,
                                       context,
                                       g_task_get_cancellable (task),
                                       on_planned,
                                       g_object_ref (task));
}

/**
 * cue_acoustic_desk_resume_run_async:
 * @connection: the one whose list has it
 * @interrupted: one of its [method@AcousticDeskConnection.get_interrupted]
 * @file: (nullable): where the file is that was published; %NULL where it was then
 *
 * Makes the run again that was interrupted, from the same file and the same columns. It is sent
 * through nothing yet: look at its state, which may ask about rows of unknown outcome, and start
 * it. Nothing is sent again that is known to be taken, and a file with other rows is refused.
 */
void
cue_acoustic_desk_resume_run_async (CueAcousticDesk           *self,
                                    CueAcousticDeskConnection *connection,
                                    CueInterruptedRun         *interrupted,
                                    GFile                     *file,
                                    GCancellable              *cancellable,
                                    GAsyncReadyCallback        callback,
                                    gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;
  Resumption *resumption;
  const char *path;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));
  g_return_if_fail (CUE_IS_INTERRUPTED_RUN (interrupted));

  path = cue_interrupted_run_get_file (interrupted);
  resumption = g_new0 (Resumption, 1);
  resumption->connection = g_object_ref (connection);
  resumption->interrupted = g_object_ref (interrupted);
  resumption->chosen = file != NULL;
  if (file != NULL)
    resumption->file = g_object_ref (file);
  else if (path != NULL)
    resumption->file = g_file_new_for_path (path);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_resume_run_async);
  g_task_set_task_data (task, resumption, resumption_free);
  if (cue_interrupted_run_get_mapping (interrupted) == NULL)
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("It was not written down what the columns of “%s” become. Choose "
                                "the file and its columns as they were; then it goes on by "
                                "itself."),
                             cue_interrupted_run_get_title (interrupted));
  else if (resumption->file == NULL)
    // Translators: why a file cannot be read
    return_no_file (task, resumption, _ ("it was not written down where it is"));
  else
    cue_csv_table_load_async (resumption->file, 0, cancellable, on_read, g_object_ref (task));
}

/**
 * cue_acoustic_desk_resume_run_finish:
 * @error: %CUE_ERROR_INVALID_INPUT when a file has to be chosen, which may be tried again with it;
 *   %CUE_ERROR_STORAGE when another program works on it; no key
 *
 * Returns: (transfer full) (nullable): a run, which is in the list of runs as well
 */
CuePublishRun *
cue_acoustic_desk_resume_run_finish (CueAcousticDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_discarded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cue_interrupted_runs_discard_finish (CUE_INTERRUPTED_RUNS (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cue_acoustic_desk_discard_run_async:
 * @interrupted: one that a connection of this desk has
 *
 * Nobody goes on with it, and it is no longer offered. Who publishes the same rows again is told
 * what was published.
 */
void
cue_acoustic_desk_discard_run_async (CueAcousticDesk    *self,
                                     CueInterruptedRun  *interrupted,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK (self));
  g_return_if_fail (CUE_IS_INTERRUPTED_RUN (interrupted));
  g_return_if_fail (self->interrupted != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_discard_run_async);
  g_task_set_check_cancellable (task, FALSE);
  cue_interrupted_runs_discard_async (self->interrupted,
                                      interrupted,
                                      cancellable,
                                      on_discarded,
                                      task);
}

/**
 * cue_acoustic_desk_discard_run_finish:
 * @error: %CUE_ERROR_STORAGE: another program works on it, or it cannot be written
 *
 * Returns: whether it is discarded
 */
gboolean
cue_acoustic_desk_discard_run_finish (CueAcousticDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
