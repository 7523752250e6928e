// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-secret-store-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "cue-error.h"

// The keyring: looking a secret up, storing and clearing it, and what stands in for the keyring
// when there is none.

static const SecretSchema schema = {
  CUE_APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

// One call to the keyring, from its start to its answer.
typedef struct {
  char       *key;        // owned, of the memory table
  GHashTable *attributes; // owned
  GBytes     *secret;     // owned, nullable, what to store
} Operation;

static void
operation_free (Operation *operation)
{
  g_free (operation->key);
  g_clear_pointer (&operation->attributes, g_hash_table_unref);
  g_clear_pointer (&operation->secret, g_bytes_unref);
  g_free (operation);
}

// A session without D-Bus, a bus without a service and a service without an unlocked collection
// all come as errors of three domains; which one it is decides what the user can do about it.
static CueSecretReason
classify_error (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    return CUE_SECRET_REASON_LOCKED;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
      // What GIO says when there is no session bus to talk to at all.
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return CUE_SECRET_REASON_MISSING;
  return CUE_SECRET_REASON_FAILED;
}

static GTask *
start_operation (CueSecretStore     *self,
                 const char         *profile_id,
                 const char         *kind,
                 GBytes             *secret,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  GTask     *task = g_task_new (self, cancellable, callback, user_data);
  Operation *operation = g_new0 (Operation, 1);

  operation->key = g_strconcat (profile_id, "\n", kind, NULL);
  operation->attributes =
    secret_attributes_build (&schema, "profile", profile_id, "kind", kind, NULL);
  operation->secret = secret != NULL ? g_bytes_ref (secret) : NULL;
  g_task_set_task_data (task, operation, (GDestroyNotify) operation_free);
  return task;
}

static void
return_keyring_error (GTask *task, CueSecretReason reason)
{
  const char *text;

  if (reason == CUE_SECRET_REASON_LOCKED)
    text = _ ("The keyring is locked, so the secret cannot be read. Unlock the keyring, or enter "
              "the secret again.");
  else if (reason == CUE_SECRET_REASON_MISSING)
    text = _ ("This computer has no keyring that answers, so no secret can be read from it. Start "
              "a keyring, or enter the secret again.");
  else
    text = _ ("The keyring answered with an error. Check it with a program such as Passwords and "
              "Keys, or enter the secret again.");
  g_task_return_new_error (task, CUE_ERROR, CUE_ERROR_STORAGE, "%s", text);
}

static void
on_locked_items_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CueSecretStore *self = g_task_get_source_object (task);
  GList          *items = secret_password_search_finish (result, NULL);

  // An item that is found but whose secret did not come is behind a lock.
  if (items != NULL) {
    g_list_free_full (items, g_object_unref);
    cue_secret_store_set_reason (self, CUE_SECRET_REASON_LOCKED);
    return_keyring_error (task, CUE_SECRET_REASON_LOCKED);
    return;
  }
  g_task_return_pointer (task, NULL, NULL);
}

static void
on_secret_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue    *value = secret_password_lookup_binary_finish (result, &error);
  CueSecretStore *self = g_task_get_source_object (task);
  Operation      *operation = g_task_get_task_data (task);
  const char     *text;
  gsize           size = 0;

  if (value != NULL) {
    text = secret_value_get (value, &size);
    g_task_return_pointer (task, cue_secret_bytes_new (text, size), (GDestroyNotify) g_bytes_unref);
    secret_value_unref (value);
    cue_secret_store_set_reason (self, CUE_SECRET_REASON_NONE);
    return;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (error != NULL) {
    cue_secret_store_set_reason (self, classify_error (error));
    return_keyring_error (task, self->reason);
    return;
  }
  secret_password_searchv (&schema,
                           operation->attributes,
                           SECRET_SEARCH_NONE,
                           g_task_get_cancellable (task),
                           on_locked_items_searched,
                           g_object_ref (task));
}

/**
 * cue_secret_store_lookup_async:
 * @profile_id: the profile's id
 * @kind: `CUE_SECRET_KIND_…`
 *
 * Looks for a secret, first in memory and then in the keyring, which may ask the user to unlock it.
 */
void
cue_secret_store_lookup_async (CueSecretStore     *self,
                               const char         *profile_id,
                               const char         *kind,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Operation *operation;
  GBytes    *kept;

  g_return_if_fail (CUE_IS_SECRET_STORE (self));
  g_return_if_fail (profile_id != NULL && kind != NULL);

  task = start_operation (self, profile_id, kind, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_secret_store_lookup_async);
  operation = g_task_get_task_data (task);

  kept = g_hash_table_lookup (self->memory, operation->key);
  if (kept != NULL) {
    g_task_return_pointer (task, g_bytes_ref (kept), (GDestroyNotify) g_bytes_unref);
    return;
  }
  if (self->private) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  secret_password_lookupv (&schema,
                           operation->attributes,
                           cancellable,
                           on_secret_looked_up,
                           g_object_ref (task));
}

/**
 * cue_secret_store_lookup_finish:
 *
 * Returns: (transfer full) (nullable): the secret; %NULL without an error when none was ever
 *   stored, %NULL with a `CUE_ERROR_STORAGE` error when the keyring is missing, locked or broken
 */
GBytes *
cue_secret_store_lookup_finish (CueSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_secret_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean        stored = secret_password_store_finish (result, &error);
  CueSecretStore *self = g_task_get_source_object (task);
  Operation      *operation = g_task_get_task_data (task);

  if (stored) {
    // A newer secret may have come meanwhile, and the keyring may yet refuse that one.
    if (g_hash_table_lookup (self->memory, operation->key) == operation->secret)
      g_hash_table_remove (self->memory, operation->key);
    cue_secret_store_set_reason (self, CUE_SECRET_REASON_NONE);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  } else {
    cue_secret_store_set_reason (self,
                                 error != NULL ? classify_error (error) : CUE_SECRET_REASON_LOCKED);
  }
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_secret_store_store_async:
 * @profile_id: the profile's id
 * @kind: `CUE_SECRET_KIND_…`
 * @label: what the user reads in a program that shows the keyring
 * @secret: the secret, kept byte by byte
 *
 * Stores a secret in the keyring, and in memory when the keyring does not take it.
 */
void
cue_secret_store_store_async (CueSecretStore     *self,
                              const char         *profile_id,
                              const char         *kind,
                              const char         *label,
                              GBytes             *secret,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Operation   *operation;
  SecretValue *value;
  const char  *data;
  gsize        size;

  g_return_if_fail (CUE_IS_SECRET_STORE (self));
  g_return_if_fail (profile_id != NULL && kind != NULL && secret != NULL);

  task = start_operation (self, profile_id, kind, secret, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_secret_store_store_async);
  operation = g_task_get_task_data (task);

  // Until the keyring has it, so that it can be used at once.
  cue_secret_store_keep (self, profile_id, kind, secret);
  if (self->private) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  data = g_bytes_get_data (secret, &size);
  value = secret_value_new (data != NULL ? data : "",
                            size,
                            g_utf8_validate_len (data, size, NULL) ? "text/plain"
                                                                   : "application/octet-stream");
  secret_password_storev_binary (&schema,
                                 operation->attributes,
                                 SECRET_COLLECTION_DEFAULT,
                                 label,
                                 value,
                                 cancellable,
                                 on_secret_stored,
                                 g_object_ref (task));
  secret_value_unref (value);
}

/**
 * cue_secret_store_store_finish:
 *
 * Returns: %TRUE when the secret is kept, in the keyring or in memory;
 *   [property@SecretStore:persistent] says which. %FALSE only when cancelled.
 */
gboolean
cue_secret_store_store_finish (CueSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_secret_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CueSecretReason reason;

  secret_password_clear_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  reason = error != NULL ? classify_error (error) : CUE_SECRET_REASON_NONE;
  // Without a keyring nothing was ever kept in one.
  if (reason == CUE_SECRET_REASON_NONE || reason == CUE_SECRET_REASON_MISSING) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_task_return_new_error (task,
                           CUE_ERROR,
                           CUE_ERROR_STORAGE,
                           _ ("The keyring did not let the secret be deleted. Delete it in a "
                              "program such as Passwords and Keys; its name begins with "
                              "“Cuelight”."));
}

/**
 * cue_secret_store_clear_async:
 * @profile_id: the profile's id
 * @kind: `CUE_SECRET_KIND_…`
 *
 * Forgets a secret, in memory and in the keyring. A secret that was never stored is no error.
 */
void
cue_secret_store_clear_async (CueSecretStore     *self,
                              const char         *profile_id,
                              const char         *kind,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Operation *operation;

  g_return_if_fail (CUE_IS_SECRET_STORE (self));
  g_return_if_fail (profile_id != NULL && kind != NULL);

  task = start_operation (self, profile_id, kind, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_secret_store_clear_async);
  operation = g_task_get_task_data (task);

  g_hash_table_remove (self->memory, operation->key);
  if (self->private) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  secret_password_clearv (&schema,
                          operation->attributes,
                          cancellable,
                          on_secret_cleared,
                          g_object_ref (task));
}

/**
 * cue_secret_store_clear_finish:
 *
 * Returns: whether the secret is gone; %FALSE with @error when the keyring failed
 */
gboolean
cue_secret_store_clear_finish (CueSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cue_secret_store_keep:
 * @profile_id: the profile's id
 * @kind: `CUE_SECRET_KIND_…`
 * @secret: (nullable): the secret, kept byte by byte, or %NULL to forget what was kept
 *
 * Keeps a secret in memory only and does not ask the keyring: for the demo, and for a secret that
 * came from a file of the user's.
 */
void
cue_secret_store_keep (CueSecretStore *self,
                       const char     *profile_id,
                       const char     *kind,
                       GBytes         *secret)
{
  g_autofree char *key = NULL;

  g_return_if_fail (CUE_IS_SECRET_STORE (self));
  g_return_if_fail (profile_id != NULL && kind != NULL);

  key = g_strconcat (profile_id, "\n", kind, NULL);
  if (secret == NULL)
    g_hash_table_remove (self->memory, key);
  else
    g_hash_table_replace (self->memory, g_steal_pointer (&key), g_bytes_ref (secret));
  cue_secret_store_emit_changed (self, profile_id, kind);
}
