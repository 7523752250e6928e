// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gstdio.h>

#include "cue-asset-watch-private.h"
#include "cue-redact.h"

// What became of the assets over time, for the history of the event. An address that changes is
// written down when the answer says so, and where the new file is fetched anyway, when its content
// is known. No secret of a signed address is in it.

static void
tell (CueAssetTold *told, const char *url, const char *sha256)
{
  told->known = TRUE;
  g_free (told->url);
  told->url = g_strdup (url);
  g_free (told->sha256);
  told->sha256 = g_strdup (sha256);
  told->pictured = FALSE;
}

/**
 * cue_asset_watch_clear_told:
 *
 * Forgets what the history says.
 */
void
cue_asset_watch_clear_told (CueAssetWatch *self)
{
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_clear_pointer (&self->told[i].url, g_free);
    g_clear_pointer (&self->told[i].sha256, g_free);
    self->told[i] = (CueAssetTold){ 0 };
  }
}

static gboolean
read_history (CueAssetWatch *self)
{
  CueAssetHistory *history = cue_asset_watch_get_history (self);

  if (self->read_history)
    return TRUE;
  if (!cue_asset_history_get_loaded (history))
    return FALSE;
  self->read_history = TRUE;
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetChange *last = cue_asset_history_get_last (history, i);

    if (last == NULL)
      continue;
    tell (&self->told[i],
          cue_asset_change_get_url_after (last),
          cue_asset_change_get_sha256_after (last));
    self->told[i].written = TRUE;
  }
  return TRUE;
}

static void
write_change (CueAssetWatch *self, guint index, const char *url, const char *sha256, gboolean news)
{
  CueAssetTold *told = &self->told[index];
  g_autoptr (CueAssetChange) change = NULL;

  if (!news && !told->written)
    change = cue_asset_change_new_first (cue_clock_get_wall (self->clock), index, url, sha256);
  else
    change = cue_asset_change_new (cue_clock_get_wall (self->clock),
                                   index,
                                   told->url,
                                   url,
                                   told->sha256,
                                   sha256);
  tell (told, url, sha256);
  told->written = TRUE;
  cue_asset_history_add (cue_asset_watch_get_history (self), change);
  if (news)
    cue_asset_watch_emit_happened (self, self->items[index], change);
}

static void
record_item (CueAssetWatch *self, guint index)
{
  CueAssetItem    *item = self->items[index];
  CueAssetTold    *told = &self->told[index];
  CueAssetFacts   *facts = cue_asset_item_get_facts (item);
  const char      *raw_url = cue_asset_item_get_url (item);
  const char      *sha256 = NULL;
  gboolean         failed = FALSE;
  g_autofree char *url = raw_url != NULL ? cue_redact_url (raw_url) : NULL;

  if (facts != NULL && cue_asset_watch_is_same_path (raw_url, cue_asset_facts_get_url (facts))) {
    sha256 = cue_asset_facts_get_sha256 (facts);
    failed = cue_asset_facts_get_error (facts) != NULL;
  }
  if (!told->known) {
    // Seen for the first time: the beginning of the history, no change.
    if (url != NULL && sha256 != NULL)
      write_change (self, index, url, sha256, FALSE);
    else
      tell (told, url, NULL);
  } else if (!cue_asset_watch_is_same_path (told->url, url)) {
    if (url == NULL || sha256 != NULL || failed || !cue_asset_item_get_held (item))
      write_change (self, index, url, sha256, TRUE);
  } else if (sha256 != NULL && g_strcmp0 (told->sha256, sha256) != 0) {
    if (told->sha256 != NULL || !told->written)
      write_change (self, index, url, sha256, told->sha256 != NULL);
    else {
      tell (told, url, sha256);
      told->written = TRUE;
      cue_asset_history_complete (cue_asset_watch_get_history (self), index, sha256);
    }
  }
}

static void
keep_thumbnail (CueAssetWatch *self, guint index)
{
  CueAssetTold    *told = &self->told[index];
  CueAssetFacts   *facts = cue_asset_item_get_facts (self->items[index]);
  CuePictureFacts *picture = facts != NULL ? cue_asset_facts_get_picture (facts) : NULL;

  if (told->pictured || picture == NULL || picture->thumbnail == NULL ||
      g_strcmp0 (told->sha256, cue_asset_facts_get_sha256 (facts)) != 0)
    return;
  told->pictured = TRUE;
  cue_asset_history_add_thumbnail (cue_asset_watch_get_history (self),
                                   told->sha256,
                                   picture->thumbnail);
}

/**
 * cue_asset_watch_record:
 *
 * Writes down what changed since the history was last written.
 */
void
cue_asset_watch_record (CueAssetWatch *self)
{
  if (!self->running || self->state == NULL || !read_history (self))
    return;
  for (guint i = 0; i < CUE_N_ASSET_SLOTS && self->running; i++) {
    record_item (self, i);
    keep_thumbnail (self, i);
  }
  cue_asset_history_save_again (cue_asset_watch_get_history (self));
}

// Takes over @history.
static void
take_history (CueAssetWatch *self, CueAssetHistory *history)
{
  self->history = history;
  g_signal_connect_object (history,
                           "notify::loaded",
                           G_CALLBACK (cue_asset_watch_schedule),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history,
                           "notify::fault",
                           G_CALLBACK (cue_asset_watch_emit_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * cue_asset_watch_get_history:
 *
 * Returns: (transfer none): what changed when, read from the disk when it is first asked for
 */
CueAssetHistory *
cue_asset_watch_get_history (CueAssetWatch *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);

  if (self->history == NULL) {
    if (self->profile_id != NULL)
      folder = cue_asset_history_get_default_folder (self->profile_id);
    take_history (self, cue_asset_history_new (folder));
  }
  return self->history;
}

/**
 * cue_asset_watch_inherit:
 * @before: the watch whose place it takes, stopped
 *
 * Takes over what is known of the time before, for the same event.
 */
void
cue_asset_watch_inherit (CueAssetWatch *self, CueAssetWatch *before)
{
  g_return_if_fail (CUE_IS_ASSET_WATCH (self));
  g_return_if_fail (CUE_IS_ASSET_WATCH (before));
  g_return_if_fail (self->history == NULL);

  if (before->history == NULL)
    return;
  take_history (self, g_object_ref (before->history));
  self->read_history = before->read_history;
  cue_asset_watch_clear_told (self);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    self->told[i] = before->told[i];
    self->told[i].url = g_strdup (before->told[i].url);
    self->told[i].sha256 = g_strdup (before->told[i].sha256);
  }
}

// The history and what is below it, nothing else and never behind a symbolic link.
static void
delete_folder (const char *path, guint depth)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *inside = g_build_filename (path, name, NULL);

    if (!g_file_test (inside, G_FILE_TEST_IS_SYMLINK) && g_file_test (inside, G_FILE_TEST_IS_DIR)) {
      if (depth > 0)
        delete_folder (inside, depth - 1);
    } else {
      g_unlink (inside);
    }
  }
  g_rmdir (path);
}

static void
forget_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  // What a link leads to is not ours.
  if (g_file_test (data, G_FILE_TEST_IS_SYMLINK))
    g_unlink (data);
  else
    delete_folder (data, 1);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_asset_watch_forget:
 * @profile_id: of an event that is no more
 *
 * Deletes the history of its assets, in a worker.
 */
void
cue_asset_watch_forget (const char *profile_id)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (profile_id != NULL);

  if (!g_uuid_string_is_valid (profile_id))
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, cue_asset_watch_forget);
  g_task_set_task_data (task, cue_asset_history_get_default_folder (profile_id), g_free);
  g_task_run_in_thread (task, forget_in_thread);
}
