// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-feed-desk-private.h"

// Where the private key of a connection comes from, what is signed with it, and what of a
// connection can be asked for.

static void
on_key_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueSigningKey) key = NULL;
  CueFeedDeskConnection *self = g_task_get_source_object (task);
  g_autoptr (GBytes) secret = cue_desk_connection_look_up_key_finish (self, result, &error);
  guint64 *turn = g_task_get_task_data (task);

  if (error != NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (secret == NULL) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_AUTH,
                             _ ("No private key is stored for the connection “%s”. Edit the event, "
                                "and import or generate one."),
                             cue_desk_connection_get_title (self));
    return;
  }
  key = cue_signing_key_new_from_pem (secret, &error);
  if (key == NULL) {
    cue_desk_connection_set_key_state (self, CUE_KEY_REFUSED);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  // It was replaced while this one was looked for.
  if (*turn != self->key_turn) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_AUTH,
                             _ ("Another private key was stored meanwhile. Try again."));
    return;
  }
  cue_read_token_source_set_key (self->tokens, key);
  cue_desk_connection_set_key_state (self, CUE_KEY_THERE);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_feed_desk_connection_open_async:
 *
 * Looks for the key, which may ask the user to unlock the keyring; nothing is sent. What asks or
 * sends does it by itself.
 */
void
cue_feed_desk_connection_open_async (CueFeedDeskConnection *self,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_FEED_DESK_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_desk_connection_open_async);
  if (cue_read_token_source_get_key (self->tokens) != NULL) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_task_set_task_data (task, g_memdup2 (&self->key_turn, sizeof self->key_turn), g_free);
  cue_desk_connection_look_up_key (self, g_steal_pointer (&task), on_key_found);
}

/**
 * cue_feed_desk_connection_open_finish:
 * @error: %CUE_ERROR_AUTH when no key was ever stored, %CUE_ERROR_STORAGE when the keyring does
 *   not give it, %CUE_ERROR_INVALID_INPUT when it is no key
 *
 * Returns: whether there is a key
 */
gboolean
cue_feed_desk_connection_open_finish (CueFeedDeskConnection *self,
                                      GAsyncResult          *result,
                                      GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_signed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  CueFeedEnvelope *envelope = cue_feed_envelope_new_finish (result, &error);

  if (envelope != NULL)
    g_task_return_pointer (task, envelope, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_opened_to_seal (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask                 *task = user_data;
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (object);
  GError                *error = NULL;

  if (!cue_feed_desk_connection_open_finish (self, result, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  cue_feed_envelope_new_async (g_task_get_task_data (task),
                               cue_read_token_source_get_key (self->tokens),
                               g_task_get_cancellable (task),
                               on_signed,
                               task);
}

/**
 * cue_feed_desk_connection_seal_async:
 * @draft: events without blocking findings
 * @cancellable: (nullable): ends the wait for the keyring
 * @callback: called with the envelope
 *
 * Looks for the key where that is needed, and signs in a worker. Nothing is sent.
 */
void
cue_feed_desk_connection_seal_async (CueFeedDeskConnection *self,
                                     CueFeedDraft          *draft,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_FEED_DESK_CONNECTION (self));
  g_return_if_fail (CUE_IS_FEED_DRAFT (draft));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_desk_connection_seal_async);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  cue_feed_desk_connection_open_async (self, cancellable, on_opened_to_seal, task);
}

/**
 * cue_feed_desk_connection_seal_finish:
 * @error: there is no key, or the draft must not be sent like this
 *
 * Returns: (transfer full) (nullable): the signed events, exactly as they will leave
 */
CueFeedEnvelope *
cue_feed_desk_connection_seal_finish (CueFeedDeskConnection *self,
                                      GAsyncResult          *result,
                                      GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- getters -------------------------------------------------------------------------------- */

/**
 * cue_feed_desk_connection_get_key:
 *
 * Returns: (transfer none) (nullable): the private key, or %NULL until it was looked for
 */
CueSigningKey *
cue_feed_desk_connection_get_key (CueFeedDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (self), NULL);
  return cue_read_token_source_get_key (self->tokens);
}

/**
 * cue_feed_desk_connection_get_sources:
 *
 * Returns: (transfer none): a list model of [class@FeedSource]
 */
GListModel *
cue_feed_desk_connection_get_sources (CueFeedDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (self), NULL);
  return G_LIST_MODEL (self->sources);
}

/**
 * cue_feed_desk_connection_get_client:
 *
 * Returns: (transfer none) (nullable): what sends; %NULL while the host is none
 */
CueFeedClient *
cue_feed_desk_connection_get_client (CueFeedDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (self), NULL);
  return self->client;
}
