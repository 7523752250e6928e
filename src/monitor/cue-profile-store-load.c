// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-profile-store-private.h"

// The beginning of a CueProfileStore: what becomes of a file that is fine, old, newer, damaged,
// or none that can be read.

static gboolean
keep_aside (CueProfileStore *self, GBytes *bytes, const char *why, GError **error)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *aside = NULL;
  g_autoptr (GError) local = NULL;

  aside = cue_profile_file_keep_aside (path, bytes, &local);
  if (aside == NULL) {
    // Without a copy the only one there is must not be written over.
    cue_profile_store_set_read_only (self);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("%s The file could not be kept aside either (%s), so nothing will be saved."),
                 why,
                 local->message);
    return FALSE;
  }
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ ("%s What it held is kept in “%s”."),
               why,
               aside);
  return FALSE;
}

static char *
describe_damage (const GError *error)
{
  return g_strdup_printf (_ ("The file of events is damaged and was not used: %s"), error->message);
}

// The next write is in the form of today, so the file of the older version is kept before it.
static gboolean
keep_old (CueProfileStore *self, GBytes *bytes, guint version, GError **error)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *aside = NULL;
  g_autoptr (GError) local = NULL;

  aside = cue_profile_file_keep_old (path, bytes, version, &local);
  if (aside == NULL) {
    cue_profile_store_set_read_only (self);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The events are from an older Cuelight. Their file could not be kept beside "
                    "itself (%s), so nothing will be saved."),
                 local->message);
    return FALSE;
  }
  g_ptr_array_add (self->diagnostics,
                   cue_diagnostic_new (CUE_SEVERITY_INFO,
                                       "$",
                                       _ ("The events are from an older Cuelight (format version "
                                          "%u) and were brought up to date. What it wrote is kept "
                                          "in “%s”."),
                                       version,
                                       aside));
  return TRUE;
}

static gboolean
load_file (CueProfileStore *self, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char    *why = NULL;
  CueProfileFileFault fault;
  guint               version;

  bytes = cue_profile_file_read (self->file, NULL, &local);
  if (bytes == NULL) {
    if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      return TRUE;
    if (g_error_matches (local, CUE_ERROR, CUE_ERROR_TOO_LARGE)) {
      why = describe_damage (local);
      return keep_aside (self, NULL, why, error);
    }
    // It may hold events all the same, so it must not be written over.
    cue_profile_store_set_read_only (self);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ (
                   "The file of events could not be read (%s), so nothing will be saved. Check its "
                   "permissions and start Cuelight again."),
                 local->message);
    return FALSE;
  }

  profiles = cue_profile_file_parse (bytes, self->diagnostics, &fault, &version, &local);
  if (profiles == NULL && fault == CUE_PROFILE_FILE_NEWER) {
    cue_profile_store_set_read_only (self);
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (profiles == NULL) {
    why = describe_damage (local);
    return keep_aside (self, bytes, why, error);
  }

  for (guint i = 0; i < profiles->len; i++)
    cue_profile_store_insert (self, g_ptr_array_index (profiles, i));
  if (profiles->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, profiles->len);
  if (version < CUE_PROFILE_FILE_VERSION && !keep_old (self, bytes, version, error))
    return FALSE;
  if (cue_diagnostics_get_worst (self->diagnostics) != CUE_SEVERITY_INFO)
    return keep_aside (self, bytes, _ ("Parts of the file of events could not be used."), error);
  return TRUE;
}

/**
 * cue_profile_store_load:
 *
 * Reads the file, once, at the start of the program. A file that does not exist is no error. After
 * an error the store works: it holds what could be read, and is read-only where writing would lose
 * something. The error is kept in [property@ProfileStore:error] too.
 *
 * Returns: %FALSE with a sentence for the user when the file is newer, damaged or unreadable
 */
gboolean
cue_profile_store_load (CueProfileStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (self->profiles->len == 0, FALSE);

  if (load_file (self, &local))
    return TRUE;
  cue_profile_store_set_error (self, local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
