// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-acoustic-records.h"

// Where the lists of the user are.

#define HISTORY "acoustic-history"
#define FILES   "acoustic-files"

static char *
make_path (const char *folder, const char *profile_id)
{
  g_autofree char *name = g_strconcat (profile_id, ".json", NULL);

  return g_build_filename (g_get_user_data_dir (), "cuelight", folder, name, NULL);
}

// Paths that nothing is written to any more. Main thread.
static GHashTable *
get_forgotten (void)
{
  static GHashTable *forgotten;

  if (forgotten == NULL)
    forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return forgotten;
}

/**
 * cue_acoustic_records_is_forgotten:
 * @path: (type filename): of a list
 *
 * Returns: whether its event is no more, so that a list that is still held must not be written
 */
gboolean
cue_acoustic_records_is_forgotten (const char *path)
{
  return g_hash_table_contains (get_forgotten (), path);
}

static CueAcousticRecords *
make_records (const char *folder, const char *profile_id)
{
  g_autofree char *path = NULL;

  if (profile_id == NULL || !g_uuid_string_is_valid (profile_id))
    return cue_acoustic_records_new (NULL);
  path = make_path (folder, profile_id);
  // An event that was removed may come back.
  g_hash_table_remove (get_forgotten (), path);
  return cue_acoustic_records_new (path);
}

/**
 * cue_acoustic_records_new_history:
 * @profile_id: (nullable): of an event, a UUID; %NULL for one that is not saved
 *
 * Returns: (transfer full): what was sent for that event, in the user's data folder
 */
CueAcousticRecords *
cue_acoustic_records_new_history (const char *profile_id)
{
  return make_records (HISTORY, profile_id);
}

/**
 * cue_acoustic_records_new_files:
 * @profile_id: (nullable): of an event, a UUID; %NULL for one that is not saved
 *
 * Returns: (transfer full): which event files were saved for that event, in the user's data folder;
 *   see [class@AcousticSavedFiles]
 */
CueAcousticRecords *
cue_acoustic_records_new_files (const char *profile_id)
{
  return make_records (FILES, profile_id);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_warning ("%s", error->message);
}

/**
 * cue_acoustic_records_forget:
 * @profile_id: of an event that is no more
 *
 * Deletes what was written down of it, since the names of persons may be in it.
 */
void
cue_acoustic_records_forget (const char *profile_id)
{
  static const char *const folders[] = { HISTORY, FILES };

  g_return_if_fail (profile_id != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (folders) && g_uuid_string_is_valid (profile_id); i++) {
    g_autofree char *path = make_path (folders[i], profile_id);
    g_autoptr (GFile) file = g_file_new_for_path (path);

    g_hash_table_add (get_forgotten (), g_strdup (path));
    g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, on_forgotten, NULL);
  }
}

/**
 * cue_acoustic_records_new_templates:
 *
 * Returns: (transfer full): the templates of all events, in the user's data folder
 */
CueAcousticRecords *
cue_acoustic_records_new_templates (void)
{
  g_autofree char *path =
    g_build_filename (g_get_user_data_dir (), "cuelight", "acoustic-templates.json", NULL);

  return cue_acoustic_records_new (path);
}
