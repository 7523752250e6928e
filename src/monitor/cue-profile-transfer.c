// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-diagnostic.h"
#include "cue-profile-file.h"
#include "cue-profile-store.h"
#include "cue-redact.h"

// The part of CueProfileStore that needs nothing of its inside: looking for events by their names,
// and what leaves the computer or comes in from somebody else.

/**
 * cue_profile_store_find:
 *
 * Returns: (transfer none) (nullable): the profile of that id
 */
CueProfile *
cue_profile_store_find (CueProfileStore *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (self), i);

    if (g_strcmp0 (cue_profile_get_id (profile), id) == 0)
      return profile;
  }
  return NULL;
}

/**
 * cue_profile_store_find_by_name:
 * @name: a name, or an id
 *
 * Returns: (transfer none) (nullable): the first profile of exactly that name or id, or else the
 *   only one whose name is the same but for upper and lower case
 */
CueProfile *
cue_profile_store_find_by_name (CueProfileStore *self, const char *name)
{
  g_autofree char *folded = NULL;
  CueProfile      *match = NULL;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (self), i);

    if (g_str_equal (cue_profile_get_name (profile), name) ||
        g_str_equal (cue_profile_get_id (profile), name))
      return profile;
  }
  folded = g_utf8_casefold (name, -1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (self), i);
    g_autofree char *other = g_utf8_casefold (cue_profile_get_name (profile), -1);

    if (!g_str_equal (folded, other))
      continue;
    if (match != NULL)
      return NULL;
    match = profile;
  }
  return match;
}

static void
drop_secret_address (CueProfile *profile,
                     gpointer    object,
                     const char *property,
                     const char *url,
                     GPtrArray  *diagnostics)
{
  g_autofree char *redacted = NULL;

  redacted = cue_redact_url (url);
  if (g_str_equal (redacted, url))
    return;
  g_object_set (object, property, "", NULL);
  g_ptr_array_add (diagnostics,
                   cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                       property,
                                       _ ("An address of “%s” carries what looks like a secret and "
                                          "was left out."),
                                       cue_profile_get_name (profile)));
}

static void
drop_secret_addresses (CueProfile        *profile,
                       CueConnectionList *connections,
                       const char        *property,
                       GPtrArray         *diagnostics)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (connections)); i++) {
    g_autoptr (CueConnection) connection = g_list_model_get_item (G_LIST_MODEL (connections), i);
    g_autofree char *url = NULL;

    g_object_get (connection, property, &url, NULL);
    // The name of a tenant or a host has no place for a secret.
    if (strstr (url, "://") != NULL)
      drop_secret_address (profile, connection, property, url, diagnostics);
  }
}

/**
 * cue_profile_store_export:
 * @profiles: (nullable) (element-type CueProfile): what to export, or %NULL for all
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was left out
 *
 * Makes a file to give to somebody else: no secrets, no addresses that carry one, no transient
 * events.
 *
 * Returns: (transfer full): the file
 */
GBytes *
cue_profile_store_export (CueProfileStore *self, GPtrArray *profiles, GPtrArray *diagnostics)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_all;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);

  n_all = g_list_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < (profiles != NULL ? profiles->len : n_all); i++) {
    g_autoptr (CueProfile) profile = profiles != NULL
                                       ? g_object_ref (g_ptr_array_index (profiles, i))
                                       : g_list_model_get_item (G_LIST_MODEL (self), i);
    CueProfile *copy = cue_profile_copy (profile);

    CueDoorsProfile *doors = cue_profile_get_doors (copy);

    drop_secret_address (copy, copy, "endpoint", cue_profile_get_endpoint (copy), diagnostics);
    drop_secret_address (copy,
                         copy,
                         "backend-url",
                         cue_profile_get_backend_url (copy),
                         diagnostics);
    drop_secret_address (copy, copy, "state-url", cue_profile_get_state_url (copy), diagnostics);
    drop_secret_address (copy,
                         doors,
                         "hub-url",
                         cue_doors_profile_get_hub_url (doors),
                         diagnostics);
    drop_secret_address (copy,
                         doors,
                         "identity-url",
                         cue_doors_profile_get_identity_url (doors),
                         diagnostics);
    drop_secret_addresses (copy, cue_profile_get_acoustic (copy), "base-url", diagnostics);
    drop_secret_addresses (copy, cue_profile_get_tenduke (copy), "host", diagnostics);
    g_ptr_array_add (copies, copy);
  }
  return cue_profile_file_format (copies);
}

/**
 * cue_profile_store_import:
 * @bytes: a file, possibly a hostile one
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 *
 * Adds the events of a file at the end. Each gets a new id, so that a file can never put its own
 * address before a secret that is kept under an id it guessed or once knew.
 *
 * Returns: (transfer full) (nullable) (element-type CueProfile): the new events, or %NULL with an
 *   error when the file is none of ours
 */
GPtrArray *
cue_profile_store_import (CueProfileStore *self,
                          GBytes          *bytes,
                          GPtrArray       *diagnostics,
                          GError         **error)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) profiles = NULL;
  CueProfileFileFault fault;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);

  profiles = cue_profile_file_parse (bytes, diagnostics, &fault, NULL, error);
  if (profiles == NULL)
    return NULL;

  for (guint i = 0; i < profiles->len; i++) {
    CueProfile *copy = cue_profile_duplicate (g_ptr_array_index (profiles, i));

    cue_profile_store_add (self, copy);
    g_ptr_array_add (added, copy);
  }
  return g_steal_pointer (&added);
}

static void
run_import_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = cue_profile_file_read_chosen (data, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_profile_store_import_file_async:
 * @file: a file, possibly a hostile one: huge, a device, a pipe
 *
 * Reads a file in a worker, never more of it than a file of events may have. The store changes in
 * [method@ProfileStore.import_file_finish].
 */
void
cue_profile_store_import_file_async (CueProfileStore    *self,
                                     GFile              *file,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_PROFILE_STORE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_profile_store_import_file_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  // A file on a share that does not answer must not hold up the end of the program.
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, run_import_read);
}

/**
 * cue_profile_store_import_file_finish:
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 *
 * Adds the events that were read, as [method@ProfileStore.import].
 *
 * Returns: (transfer full) (nullable) (element-type CueProfile): the new events, or %NULL with an
 *   error when the file cannot be read or is none of ours
 */
GPtrArray *
cue_profile_store_import_file_finish (CueProfileStore *self,
                                      GAsyncResult    *result,
                                      GPtrArray       *diagnostics,
                                      GError         **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  bytes = g_task_propagate_pointer (G_TASK (result), error);
  return bytes != NULL ? cue_profile_store_import (self, bytes, diagnostics, error) : NULL;
}
