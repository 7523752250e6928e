// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-acoustic-records.h"

// Where the lists of the user are.

static char *
make_history_path (const char *profile_id)
{
  g_autofree char *name = g_strconcat (profile_id, ".json", NULL);

  return g_build_filename (g_get_user_data_dir (), "cuelight", "acoustic-history", name, NULL);
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
  g_autofree char *path = NULL;

  if (profile_id == NULL || !g_uuid_string_is_valid (profile_id))
    return cue_acoustic_records_new (NULL);
  path = make_history_path (profile_id);
  return cue_acoustic_records_new (path);
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
 * cue_acoustic_records_forget_history:
 * @profile_id: of an event that is no more
 *
 * Deletes what was sent for it, since the names of persons may be in it.
 */
void
cue_acoustic_records_forget_history (const char *profile_id)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (profile_id != NULL);

  if (!g_uuid_string_is_valid (profile_id))
    return;
  path = make_history_path (profile_id);
  file = g_file_new_for_path (path);
  g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, on_forgotten, NULL);
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
