// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-shelf.h"

/**
 * CueSimHlsShelf:
 *
 * Everything that is served at the moment, by path, in memory. The encoding threads put and take
 * away; the main thread looks up and never waits for a disk.
 *
 * Changes happen between cue_sim_hls_shelf_lock() and cue_sim_hls_shelf_unlock(), so that a segment
 * and the playlists which list it appear at the same moment in all variants.
 */
struct _CueSimHlsShelf {
  GMutex      lock;
  GHashTable *files; // path → GBytes, both owned
};

/**
 * cue_sim_hls_shelf_new:
 *
 * Returns: (transfer full): an empty shelf
 */
CueSimHlsShelf *
cue_sim_hls_shelf_new (void)
{
  CueSimHlsShelf *self = g_new0 (CueSimHlsShelf, 1);

  g_mutex_init (&self->lock);
  self->files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * cue_sim_hls_shelf_free:
 * @self: (transfer full): a shelf that no thread uses any more
 */
void
cue_sim_hls_shelf_free (CueSimHlsShelf *self)
{
  g_hash_table_unref (self->files);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * cue_sim_hls_shelf_lock:
 * @self: a shelf
 *
 * What is put and removed until cue_sim_hls_shelf_unlock() is seen by others all at once. Any
 * thread.
 */
void
cue_sim_hls_shelf_lock (CueSimHlsShelf *self)
{
  g_mutex_lock (&self->lock);
}

/**
 * cue_sim_hls_shelf_unlock:
 * @self: a shelf that this thread has locked
 */
void
cue_sim_hls_shelf_unlock (CueSimHlsShelf *self)
{
  g_mutex_unlock (&self->lock);
}

/**
 * cue_sim_hls_shelf_put:
 * @path: what a client asks for
 * @bytes: (transfer none): the body
 *
 * Adds or replaces a file. The shelf is locked.
 */
void
cue_sim_hls_shelf_put (CueSimHlsShelf *self, const char *path, GBytes *bytes)
{
  g_hash_table_replace (self->files, g_strdup (path), g_bytes_ref (bytes));
}

/**
 * cue_sim_hls_shelf_remove:
 * @self: a shelf that this thread has locked
 * @path: of a file, which need not be there
 */
void
cue_sim_hls_shelf_remove (CueSimHlsShelf *self, const char *path)
{
  g_hash_table_remove (self->files, path);
}

/**
 * cue_sim_hls_shelf_look_up:
 *
 * Locks by itself; any thread.
 *
 * Returns: (transfer full) (nullable): the body
 */
GBytes *
cue_sim_hls_shelf_look_up (CueSimHlsShelf *self, const char *path)
{
  GBytes *bytes;

  g_mutex_lock (&self->lock);
  bytes = g_hash_table_lookup (self->files, path);
  if (bytes != NULL)
    g_bytes_ref (bytes);
  g_mutex_unlock (&self->lock);
  return bytes;
}

/**
 * cue_sim_hls_get_content_type:
 *
 * Returns: (transfer none): the media type for the ending of @path; for playlists and transport
 *   streams as in RFC 8216, 4 and 10
 */
const char *
cue_sim_hls_get_content_type (const char *path)
{
  static const char *const types[][2] = {
    { ".m3u8", "application/vnd.apple.mpegurl" },
    { ".ts", "video/mp2t" },
    { ".m4s", "video/iso.segment" },
    { ".mp4", "video/mp4" },
    { ".jpg", "image/jpeg" },
    { ".png", "image/png" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (path, types[i][0]))
      return types[i][1];
  return "application/octet-stream";
}
