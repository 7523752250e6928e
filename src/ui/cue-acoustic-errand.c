// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-errand.h"

#include "cue-write-guard.h"

/* What all forms do with what they want to send: it is asked about when it writes to production or
 * loses something, then sent, and what became of it is said. */

typedef struct {
  CueAcousticDeskConnection *connection;  /* owned */
  CueAcousticRequest        *request;     /* owned */
  GCancellable              *cancellable; /* owned; may be NULL */
} Errand;

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->connection);
  g_object_unref (errand->request);
  g_clear_object (&errand->cancellable);
  g_free (errand);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Errand *errand = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                      result,
                                                      &error);

  /* The history has the answer; whoever asked may be gone. */
  if (reply != NULL && !g_cancellable_set_error_if_cancelled (errand->cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
send (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (errand->cancellable, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }

  /* What was broken off on its way is of unknown outcome: the answer is waited for although nobody
   * looks at the form any more, so that the history has it. */
  cue_acoustic_desk_connection_send_async (errand->connection,
                                           errand->request,
                                           cue_acoustic_call_is_writing (
                                             cue_acoustic_request_get_call (errand->request))
                                             ? NULL
                                             : errand->cancellable,
                                           on_sent,
                                           task);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;

  if (cue_write_guard_ask_finish (result)) {
    send (task);
    return;
  }

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user thought better of it");
  g_object_unref (task);
}

/**
 * cue_acoustic_errand_run_async:
 * @widget: what it is asked from, in a window
 * @errand: what is sent, and how it is asked about; copied
 * @cancellable: (nullable): stops waiting for the answer; a request that writes is not broken off
 * @callback: called when it was answered, or not sent
 * @data: for @callback
 *
 * Sends a request that writes. To a connection that is marked as production it is sent only after
 * somebody said so, and so is what loses something.
 */
void
cue_acoustic_errand_run_async (GtkWidget               *widget,
                               const CueAcousticErrand *errand,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 data)
{
  GTask           *task;
  Errand          *kept;
  CueWriteQuestion question;
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (errand != NULL && errand->connection != NULL && errand->request != NULL);

  task = g_task_new (widget, NULL, callback, data);
  g_task_set_source_tag (task, cue_acoustic_errand_run_async);
  kept = g_new0 (Errand, 1);
  kept->connection = g_object_ref (errand->connection);
  kept->request = g_object_ref (errand->request);
  g_set_object (&kept->cancellable, cancellable);
  g_task_set_task_data (task, kept, (GDestroyNotify) errand_free);

  if (!cue_desk_connection_get_production (errand->connection) && !errand->destructive &&
      errand->typed == NULL) {
    send (task);
    return;
  }

  text = cue_acoustic_request_describe (errand->request);
  question = (CueWriteQuestion){
    .heading = errand->heading,
    .body = errand->body,
    .action = errand->action,
    .connection = cue_desk_connection_get_title (errand->connection),
    .production = cue_desk_connection_get_production (errand->connection),
    .destructive = errand->destructive,
    .typed = errand->typed,
    .request = text,
  };
  cue_write_guard_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                             &question,
                             on_answered,
                             task);
}

/**
 * cue_acoustic_errand_run_finish:
 * @result: given to the callback
 * @error: %G_IO_ERROR_CANCELLED when somebody did not want it to be sent after all
 *
 * Returns: (transfer full) (nullable): what became of it, which need not be good
 */
CueAcousticReply *
cue_acoustic_errand_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_acoustic_errand_is_awaited:
 * @result: given to the callback
 *
 * Returns: whether somebody still waits for it: %FALSE when another connection was chosen since, or
 *   the form is gone, and what it shows is about something else
 */
gboolean
cue_acoustic_errand_is_awaited (GAsyncResult *result)
{
  Errand *errand = g_task_get_task_data (G_TASK (result));

  return errand->cancellable == NULL || !g_cancellable_is_cancelled (errand->cancellable);
}

/**
 * cue_acoustic_errand_show_dry_run:
 * @widget: what it is asked from, in a window
 * @connection: what it would be sent by
 * @request: what would be sent
 *
 * Shows the exact request, and sends nothing.
 */
void
cue_acoustic_errand_show_dry_run (GtkWidget                 *widget,
                                  CueAcousticDeskConnection *connection,
                                  CueAcousticRequest        *request)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));
  g_return_if_fail (CUE_IS_ACOUSTIC_REQUEST (request));

  text = cue_acoustic_request_describe (request);
  cue_write_guard_show_dry_run (GTK_WINDOW (gtk_widget_get_root (widget)),
                                cue_desk_connection_get_title (connection),
                                text);
}

/**
 * cue_acoustic_reply_show_at:
 * @label: where it is said
 * @reply: what became of a call
 *
 * Says what became of a call and what to do next; nothing when it was done.
 */
void
cue_acoustic_reply_show_at (CueFindingLabel *label, CueAcousticReply *reply)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CUE_IS_FINDING_LABEL (label));
  g_return_if_fail (CUE_IS_ACOUSTIC_REPLY (reply));

  if (cue_acoustic_reply_is_done (reply)) {
    cue_finding_label_clear (label);
    return;
  }

  words = g_strdup_printf ("%s. %s",
                           cue_acoustic_reply_get_title (reply),
                           cue_acoustic_reply_get_message (reply));
  cue_finding_label_show (label, CUE_SEVERITY_ERROR, words, NULL);
}
