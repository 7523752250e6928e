// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-acoustic-desk-private.h"
#include "cue-error.h"

// Where the key of a connection comes from.

static void
on_key_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CueAcousticDeskConnection *self = g_task_get_source_object (task);
  g_autoptr (GBytes) secret = cue_desk_connection_look_up_key_finish (self, result, &error);
  char *key;

  if (error != NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (secret == NULL) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_AUTH,
                             _ ("No key is stored for the connection “%s”. Edit the event and "
                                "enter it."),
                             cue_desk_connection_get_title (self));
    return;
  }
  key = g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
  cue_acoustic_client_set_key (self->client, key);
  explicit_bzero (key, strlen (key));
  g_free (key);
  cue_desk_connection_set_key_state (self, CUE_KEY_THERE);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_acoustic_desk_connection_open_async:
 *
 * Looks for the key, which may ask the user to unlock the keyring; nothing is sent.
 * [method@AcousticDeskConnection.send_async] does it by itself.
 */
void
cue_acoustic_desk_connection_open_async (CueAcousticDeskConnection *self,
                                         GCancellable              *cancellable,
                                         GAsyncReadyCallback        callback,
                                         gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_connection_open_async);
  if (cue_acoustic_client_has_key (self->client)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  cue_desk_connection_look_up_key (self, g_steal_pointer (&task), on_key_found);
}

/**
 * cue_acoustic_desk_connection_open_finish:
 * @error: %CUE_ERROR_AUTH when no key was ever stored, %CUE_ERROR_STORAGE when the keyring does
 *   not give it
 *
 * Returns: whether there is a key
 */
gboolean
cue_acoustic_desk_connection_open_finish (CueAcousticDeskConnection *self,
                                          GAsyncResult              *result,
                                          GError                   **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
