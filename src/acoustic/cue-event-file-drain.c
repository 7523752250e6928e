// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-drain.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>

/*
 * Fetch all files and clean up:
 *
 *   list → for each file: save → is it whole? → delete → next
 *     ↑                                                  │
 *     └──── while the last round deleted something ──────┘
 *
 * A file is deleted only after it was saved, closed, written through to the disk, and found whole;
 * one that fails is left where it is and said so, and the next is tried. The service shows ten
 * files at a time, so the list is asked for again until it is empty or nothing moves any more.
 */

typedef struct {
  CueEventFileDrain *result; /* owned */
  guint64            max_bytes;
  GPtrArray         *files; /* owned, of CueEventFile: this round */
  guint              index;
  guint              n_deleted_in_round;
  gboolean           listed; /* at least once */
  GHashTable        *gone;   /* owned: names that were deleted */
  GHashTable        *left;   /* owned: names that were given up */
} Drain;

static void take_next (GTask *task);
static void start_round (GTask *task);

/**
 * cue_event_file_drain_free:
 * @self: (transfer full): what came of it
 */
void
cue_event_file_drain_free (CueEventFileDrain *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->words);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static void
free_drain (gpointer data)
{
  Drain *drain = data;

  g_clear_pointer (&drain->result, cue_event_file_drain_free);
  g_clear_pointer (&drain->files, g_ptr_array_unref);
  g_hash_table_unref (drain->gone);
  g_hash_table_unref (drain->left);
  g_free (drain);
}

static CueEventFile *
get_current (Drain *drain)
{
  return g_ptr_array_index (drain->files, drain->index);
}

/* ---- the end -------------------------------------------------------------------------------- */

static char *
describe_result (const CueEventFileDrain *result)
{
  g_autofree char *size = g_format_size (result->bytes);
  g_autofree char *saved = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u file was saved (%s).",
                                                         "%u files were saved (%s).",
                                                         result->n_saved),
                                            result->n_saved,
                                            size);
  g_autofree char *deleted = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                           "%u was deleted at the service.",
                                                           "%u were deleted at the service.",
                                                           result->n_deleted),
                                              result->n_deleted);
  g_autofree char *left = NULL;

  if (result->complete && result->n_deleted == 0)
    return g_strdup (_ ("No files wait at the service."));
  if (result->complete)
    /* Translators: two whole sentences */
    return g_strdup_printf (_ ("%s %s Nothing waits there any more."), saved, deleted);
  left = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u is still there.",
                                       "%u are still there.",
                                       result->n_left),
                          result->n_left);
  if (result->problems->len == 0)
    return g_strdup_printf ("%s %s %s", saved, deleted, left);
  return g_strdup_printf ("%s %s %s %s",
                          saved,
                          deleted,
                          left,
                          (const char *) g_ptr_array_index (result->problems, 0));
}

static guint
count_left (CueEventFileQueue *queue)
{
  GListModel *files = cue_event_file_queue_get_files (queue);
  guint       n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (files, i);

    if (cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_DELETED)
      n++;
  }
  return n;
}

/* Takes over @task. */
static void
finish (GTask *task)
{
  Drain             *drain = g_task_get_task_data (task);
  CueEventFileDrain *result = g_steal_pointer (&drain->result);

  result->n_left = count_left (g_task_get_source_object (task));
  result->complete = result->n_left == 0 && result->problems->len == 0;
  result->words = describe_result (result);
  g_task_return_pointer (task, result, (GDestroyNotify) cue_event_file_drain_free);
  g_object_unref (task);
}

/* What would fail the same way with every other file. */
static gboolean
ends_all (const GError *error)
{
  static const gint codes[] = {
    CUE_ERROR_NETWORK,   CUE_ERROR_TIMEOUT,      CUE_ERROR_TLS,     CUE_ERROR_AUTH,
    CUE_ERROR_FORBIDDEN, CUE_ERROR_RATE_LIMITED, CUE_ERROR_STORAGE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    if (g_error_matches (error, CUE_ERROR, codes[i]))
      return TRUE;
  }
  return FALSE;
}

static void
leave_current (Drain *drain, const char *why)
{
  const char      *name = cue_event_file_get_name (get_current (drain));
  g_autofree char *shown = NULL;

  g_object_get (get_current (drain), "display-name", &shown, NULL);
  g_hash_table_add (drain->left, g_strdup (name));
  g_ptr_array_add (drain->result->problems, g_strdup_printf ("%s: %s", shown, why));
}

/* Takes over @error. */
static void
fail_current (GTask *task, GError *error)
{
  Drain *drain = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  leave_current (drain, error->message);
  if (ends_all (error)) {
    finish (task);
  } else {
    drain->index++;
    take_next (task);
  }
  g_error_free (error);
}

/* ---- one file ------------------------------------------------------------------------------- */

static void
on_deleted (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  Drain  *drain = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cue_event_file_queue_delete_finish (CUE_EVENT_FILE_QUEUE (object), result, &error)) {
    fail_current (task, error);
    return;
  }
  g_hash_table_add (drain->gone, g_strdup (cue_event_file_get_name (get_current (drain))));
  drain->result->n_deleted++;
  drain->n_deleted_in_round++;
  drain->index++;
  take_next (task);
}

static void
delete_current (GTask *task)
{
  Drain *drain = g_task_get_task_data (task);

  cue_event_file_queue_delete_async (g_task_get_source_object (task),
                                     get_current (drain),
                                     FALSE,
                                     g_task_get_cancellable (task),
                                     on_deleted,
                                     task);
}

static void
on_downloaded (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  Drain  *drain = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cue_event_file_queue_download_finish (CUE_EVENT_FILE_QUEUE (object), result, &error)) {
    fail_current (task, error);
    return;
  }
  drain->result->n_saved++;
  drain->result->bytes += cue_event_file_get_size (get_current (drain));
  if (cue_event_file_get_proof (get_current (drain)) == CUE_EVENT_FILE_PROOF_NONE) {
    leave_current (drain, cue_event_file_get_words (get_current (drain)));
    drain->index++;
    take_next (task);
    return;
  }
  delete_current (task);
}

static void
download_current (GTask *task)
{
  Drain *drain = g_task_get_task_data (task);

  cue_event_file_queue_download_async (g_task_get_source_object (task),
                                       get_current (drain),
                                       drain->max_bytes,
                                       g_task_get_cancellable (task),
                                       on_downloaded,
                                       task);
}

/* Saved earlier: still there, and as long as it was? */
static void
on_looked_at (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Drain *drain = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);
  guint64 size = cue_event_file_get_size (get_current (drain));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    fail_current (task, g_steal_pointer (&error));
    return;
  }
  if (info != NULL && (size == 0 || (guint64) g_file_info_get_size (info) == size))
    delete_current (task);
  else
    download_current (task);
}

static void
take_next (GTask *task)
{
  Drain        *drain = g_task_get_task_data (task);
  CueEventFile *file;

  for (; drain->index < drain->files->len; drain->index++) {
    file = get_current (drain);
    if (cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DELETED ||
        g_hash_table_contains (drain->left, cue_event_file_get_name (file)))
      continue;
    if (g_hash_table_contains (drain->gone, cue_event_file_get_name (file))) {
      leave_current (drain, _ ("The service said that it is deleted, and names it again."));
      continue;
    }
    switch (cue_event_file_get_state (file)) {
    case CUE_EVENT_FILE_STATE_NEW:
    case CUE_EVENT_FILE_STATE_FAILED:
      download_current (task);
      return;
    case CUE_EVENT_FILE_STATE_DOWNLOADED:
      // It may be another file of the same name.
      if (cue_event_file_get_earlier (file)) {
        download_current (task);
        return;
      }
      if (cue_event_file_get_proof (file) == CUE_EVENT_FILE_PROOF_NONE) {
        leave_current (drain, cue_event_file_get_words (file));
        break;
      }
      g_file_query_info_async (cue_event_file_get_saved (file),
                               G_FILE_ATTRIBUTE_STANDARD_SIZE,
                               G_FILE_QUERY_INFO_NONE,
                               G_PRIORITY_DEFAULT,
                               g_task_get_cancellable (task),
                               on_looked_at,
                               task);
      return;
    case CUE_EVENT_FILE_STATE_UNSAFE:
      leave_current (drain, cue_event_file_get_words (file));
      break;
    case CUE_EVENT_FILE_STATE_DOWNLOADING:
    case CUE_EVENT_FILE_STATE_DELETING:
      leave_current (drain, _ ("Something else is under way with it."));
      break;
    case CUE_EVENT_FILE_STATE_DELETED:
    default:
      break;
    }
  }
  if (drain->n_deleted_in_round > 0)
    start_round (task);
  else
    finish (task);
}

/* ---- a round -------------------------------------------------------------------------------- */

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer data)
{
  CueEventFileQueue *queue = CUE_EVENT_FILE_QUEUE (object);
  GTask             *task = data;
  Drain             *drain = g_task_get_task_data (task);
  GListModel        *files = cue_event_file_queue_get_files (queue);
  GError            *error = NULL;

  if (!cue_event_file_queue_refresh_finish (queue, result, &error)) {
    if (!drain->listed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
    g_ptr_array_add (drain->result->problems, g_strdup (error->message));
    g_error_free (error);
    finish (task);
    return;
  }
  drain->listed = TRUE;
  drain->index = 0;
  drain->n_deleted_in_round = 0;
  g_ptr_array_set_size (drain->files, 0);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (drain->files, g_list_model_get_item (files, i));
  take_next (task);
}

static void
start_round (GTask *task)
{
  cue_event_file_queue_refresh_async (g_task_get_source_object (task),
                                      CUE_ACOUSTIC_MAX_FILES,
                                      g_task_get_cancellable (task),
                                      on_refreshed,
                                      task);
}

/**
 * cue_event_file_queue_drain_async:
 * @self: a queue with a folder
 * @max_bytes: how large each file may be; 0 for %CUE_EVENT_FILE_DEFAULT_MAX_BYTES
 * @cancellable: (nullable): ends it; what was saved stays, and the files say what they are
 * @callback: finish with [method@EventFileQueue.drain_finish]
 *
 * Saves all files of the queue and deletes each at the service once it is whole on this computer.
 */
void
cue_event_file_queue_drain_async (CueEventFileQueue  *self,
                                  guint64             max_bytes,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask *task;
  Drain *drain;

  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_event_file_queue_drain_async);
  if (cue_event_file_queue_get_folder (self) == NULL) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("Choose the folder first in which files are saved."));
    g_object_unref (task);
    return;
  }
  drain = g_new0 (Drain, 1);
  drain->result = g_new0 (CueEventFileDrain, 1);
  drain->result->problems = g_ptr_array_new_with_free_func (g_free);
  drain->max_bytes = max_bytes;
  drain->files = g_ptr_array_new_with_free_func (g_object_unref);
  drain->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  drain->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, drain, free_drain);
  start_round (task);
}

/**
 * cue_event_file_queue_drain_finish:
 *
 * Errors: why not even the list came; %G_IO_ERROR_CANCELLED. What fails later is in the result.
 *
 * Returns: (transfer full): what came of it
 */
CueEventFileDrain *
cue_event_file_queue_drain_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
