// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-desk-private.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"

// The event types of a connection as a file: what is registered now, and how the difference to a
// document is applied.

static void
on_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueEventTypeDocument) document = NULL;
  g_autoptr (CueAcousticReply) reply = NULL;
  GError *error = NULL;

  reply = cue_acoustic_desk_connection_send_finish (CUE_ACOUSTIC_DESK_CONNECTION (object),
                                                    result,
                                                    &error);
  if (reply != NULL)
    document = cue_event_type_document_new_from_reply (reply, diagnostics, &error);
  if (document != NULL)
    g_task_return_pointer (task, g_steal_pointer (&document), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_acoustic_desk_connection_read_document_async:
 * @cancellable: (nullable): ends the wait
 * @callback: called with what is registered
 *
 * Asks what is registered now: a list that was read before may be old by a change of somebody else.
 */
void
cue_acoustic_desk_connection_read_document_async (CueAcousticDeskConnection *self,
                                                  GCancellable              *cancellable,
                                                  GAsyncReadyCallback        callback,
                                                  gpointer                   user_data)
{
  g_autoptr (CueAcousticRequest) request = NULL;
  GTask *task;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));

  request = cue_acoustic_request_new_list_types (cue_acoustic_client_get_base_url (self->client));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_connection_read_document_async);
  cue_acoustic_desk_connection_send_async (self, request, cancellable, on_listed, task);
}

/**
 * cue_acoustic_desk_connection_read_document_finish:
 * @error: the key is missing, the service refused, or it was cancelled
 *
 * Returns: (transfer full) (nullable): what is registered, as a document
 */
CueEventTypeDocument *
cue_acoustic_desk_connection_read_document_finish (CueAcousticDeskConnection *self,
                                                   GAsyncResult              *result,
                                                   GError                   **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void apply_next (CueAcousticDeskConnection *self);

static void
on_applied (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);
  g_autoptr (CueEventTypeApplying) applying = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (self, result, &error);

  if (reply != NULL)
    cue_event_type_applying_take (applying,
                                  cue_acoustic_reply_get_outcome (reply),
                                  cue_acoustic_reply_get_message (reply));
  else
    cue_event_type_applying_take (applying, CUE_OUTCOME_NOT_SENT, error->message);
  apply_next (self);
}

// The account may be another one by now, and what was compared was the one before.
static gboolean
is_same_account (CueAcousticDeskConnection *self)
{
  return g_str_equal (cue_acoustic_client_get_base_url (self->client),
                      cue_event_type_applying_get_base_url (self->applying));
}

static void
apply_next (CueAcousticDeskConnection *self)
{
  g_autoptr (CueAcousticRequest) request = cue_event_type_applying_next (self->applying);

  if (request == NULL) {
    // What is shown of the event types is old now.
    cue_acoustic_desk_connection_refresh_async (self, NULL, NULL, NULL);
    return;
  }
  if (!is_same_account (self)) {
    cue_event_type_applying_take (self->applying,
                                  CUE_OUTCOME_NOT_SENT,
                                  _ ("The connection leads to another place now."));
    apply_next (self);
    return;
  }
  // What was broken off on its way is of unknown outcome, so nothing is.
  cue_acoustic_desk_connection_send_async (self,
                                           request,
                                           NULL,
                                           on_applied,
                                           g_object_ref (self->applying));
}

/**
 * cue_acoustic_desk_connection_apply:
 * @applying: was not begun yet, made with the base URL of the client of this connection
 *
 * Applies a difference, one call after the other, whoever looks; then the event types are read
 * again. Nothing happens while another one is being applied.
 */
void
cue_acoustic_desk_connection_apply (CueAcousticDeskConnection *self, CueEventTypeApplying *applying)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));
  g_return_if_fail (CUE_IS_EVENT_TYPE_APPLYING (applying));

  if (self->applying != NULL && cue_event_type_applying_is_busy (self->applying))
    return;
  g_set_object (&self->applying, applying);
  apply_next (self);
}

/**
 * cue_acoustic_desk_connection_stop_applying:
 *
 * What is being applied, if anything is, ends as soon as no event type is half changed.
 */
void
cue_acoustic_desk_connection_stop_applying (CueAcousticDeskConnection *self)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));

  if (self->applying != NULL)
    cue_event_type_applying_stop (self->applying);
}

/**
 * cue_acoustic_desk_connection_get_applying:
 *
 * Returns: (transfer none) (nullable): the difference that was applied last, or is being applied
 */
CueEventTypeApplying *
cue_acoustic_desk_connection_get_applying (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->applying;
}
