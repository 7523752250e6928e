// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-queue-private.h"

#include "cue-error.h"
#include "cue-event-file-private.h"

#include <glib/gi18n-lib.h>

/* What is done with one file of the queue: it is saved, then deleted at the service. */

/**
 * cue_event_file_queue_add_known:
 * @name: a name
 * @saved: where its file was saved before, and still is
 * @size: its bytes
 * @listed: how long the service's list said it was then, or −1
 * @proof: how it was known to be whole
 *
 * Tells of a file that was saved in an earlier session. When the service names it, it is one that
 * was downloaded and not a new one, unless it is of another size now.
 */
void
cue_event_file_queue_add_known (CueEventFileQueue *self,
                                const char        *name,
                                GFile             *saved,
                                guint64            size,
                                gint64             listed,
                                CueEventFileProof  proof)
{
  CueEventFile *file;

  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));
  g_return_if_fail (name != NULL && G_IS_FILE (saved));

  file = cue_event_file_queue_find (self, name);
  if (file != NULL) {
    // What was done with it since counts for more.
    if (cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_NEW)
      return;
    cue_event_file_set_earlier (file, saved, size, listed, proof);
    cue_event_file_queue_describe (self);
    return;
  }
  file = cue_event_file_new (name);
  cue_event_file_set_earlier (file, saved, size, listed, proof);
  g_hash_table_replace (self->known, g_strdup (name), file);
}

static void
on_file_progress (guint64 received, gint64 expected, gpointer data)
{
  cue_event_file_set_progress (g_task_get_task_data (data), received, expected);
}

static void
on_file_saved (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueEventFileQueue *self = g_task_get_source_object (task);
  CueEventFile      *file = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (CueSavedEventFile) saved = cue_event_file_download_finish (result, &error);

  cue_event_file_queue_change_busy (self, -1);
  if (saved == NULL) {
    gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    cue_event_file_set_saved (file, NULL, 0, CUE_EVENT_FILE_PROOF_NONE);
    cue_event_file_set_state (file,
                              cancelled ? CUE_EVENT_FILE_STATE_NEW : CUE_EVENT_FILE_STATE_FAILED,
                              cancelled ? _ ("The download was cancelled.") : error->message);
    cue_event_file_queue_describe (self);
    g_task_return_error (task, error);
    return;
  }
  cue_event_file_set_saved (file, saved->file, saved->size, saved->proof);
  cue_event_file_set_state (file, CUE_EVENT_FILE_STATE_DOWNLOADED, saved->words);
  g_signal_emit_by_name (self, "kept", file);
  cue_event_file_queue_describe (self);
  g_task_return_boolean (task, TRUE);
}

static gboolean
check_idle (CueEventFile *file, GError **error)
{
  CueEventFileState state = cue_event_file_get_state (file);

  if (state == CUE_EVENT_FILE_STATE_UNSAFE) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         cue_event_file_get_words (file));
    return FALSE;
  }
  if (state == CUE_EVENT_FILE_STATE_DOWNLOADING || state == CUE_EVENT_FILE_STATE_DELETING) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("Something is under way with this file already. Wait for its end."));
    return FALSE;
  }
  if (state == CUE_EVENT_FILE_STATE_DELETED) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The file is no longer at the service."));
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_event_file_queue_download_async:
 * @file: a file of this queue
 * @max_bytes: how large it may be; 0 for %CUE_EVENT_FILE_DEFAULT_MAX_BYTES
 * @cancellable: (nullable): ends it
 * @callback: finish with [method@EventFileQueue.download_finish]
 *
 * Saves a file in the folder of the queue. It stays at the service.
 */
void
cue_event_file_queue_download_async (CueEventFileQueue  *self,
                                     CueEventFile       *file,
                                     guint64             max_bytes,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));
  g_return_if_fail (CUE_IS_EVENT_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_event_file_queue_download_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (!check_idle (file, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (self->folder == NULL) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("Choose the folder first in which files are saved."));
    return;
  }
  cue_event_file_queue_change_busy (self, 1);
  cue_event_file_set_state (file, CUE_EVENT_FILE_STATE_DOWNLOADING, "");
  cue_event_file_download_async (self->client,
                                 cue_event_file_get_name (file),
                                 self->folder,
                                 // The same once more needs no second file.
                                 cue_event_file_get_earlier (file) ? cue_event_file_get_saved (file)
                                                                   : NULL,
                                 max_bytes,
                                 on_file_progress,
                                 task,
                                 cancellable,
                                 on_file_saved,
                                 g_object_ref (task));
}

/**
 * cue_event_file_queue_download_finish:
 *
 * Errors: as cue_event_file_download_finish().
 *
 * Returns: whether the file was saved
 */
gboolean
cue_event_file_queue_download_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_file_deleted (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueEventFileQueue *self = g_task_get_source_object (task);
  CueEventFile      *file = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_client_send_finish (CUE_ACOUSTIC_CLIENT (object), result, &error);
  CueEventFileState before = cue_event_file_get_saved (file) != NULL
                               ? CUE_EVENT_FILE_STATE_DOWNLOADED
                               : CUE_EVENT_FILE_STATE_NEW;

  cue_event_file_queue_change_busy (self, -1);
  if (reply != NULL) {
    g_set_object (&self->last_reply, reply);
    cue_acoustic_reply_check (reply, &error);
  }
  if (error != NULL) {
    cue_event_file_set_state (file, before, error->message);
    cue_event_file_queue_describe (self);
    g_task_return_error (task, error);
    return;
  }
  cue_event_file_set_state (file,
                            CUE_EVENT_FILE_STATE_DELETED,
                            cue_acoustic_reply_get_message (reply));
  g_signal_emit_by_name (self, "kept", file);
  cue_event_file_queue_describe (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_event_file_queue_delete_async:
 * @file: a file of this queue
 * @confirmed: whether a person said that it may go although it is not known to be saved whole
 * @cancellable: (nullable): ends it
 * @callback: finish with [method@EventFileQueue.delete_finish]
 *
 * Deletes a file at the service (AC-12). Refused for one that was not saved completely, unless that
 * was confirmed.
 */
void
cue_event_file_queue_delete_async (CueEventFileQueue  *self,
                                   CueEventFile       *file,
                                   gboolean            confirmed,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (CueAcousticRequest) request = NULL;
  GError *error = NULL;

  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));
  g_return_if_fail (CUE_IS_EVENT_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_event_file_queue_delete_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (!check_idle (file, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (!confirmed && (cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_DOWNLOADED ||
                     cue_event_file_get_proof (file) == CUE_EVENT_FILE_PROOF_NONE)) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("The file is not known to be saved completely, so it was not "
                                "deleted. "
                                "Download it first, or confirm that it may be lost."));
    return;
  }
  cue_event_file_queue_change_busy (self, 1);
  cue_event_file_set_state (file, CUE_EVENT_FILE_STATE_DELETING, "");
  request = cue_acoustic_request_new_delete_file (cue_acoustic_client_get_base_url (self->client),
                                                  cue_event_file_get_name (file));
  cue_acoustic_client_send_async (self->client,
                                  request,
                                  cancellable,
                                  on_file_deleted,
                                  g_object_ref (task));
}

/**
 * cue_event_file_queue_delete_finish:
 *
 * Errors: %CUE_ERROR_INVALID_INPUT when it was not tried, what the service answered,
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether the file is no longer at the service
 */
gboolean
cue_event_file_queue_delete_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
