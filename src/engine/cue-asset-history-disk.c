// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cue-asset-history-private.h"
#include "cue-error.h"

/*
 * changes.jsonl has one change a line, in the order of time; it is appended to, and written anew
 * with its newest lines when it has twice as many as are kept, or is too large. thumbnails/ has a
 * file for each content, named by its SHA-256. Whatever a line or a file is, nothing worse comes of
 * it than that it is not used.
 */

#define MAX_LINES           (2 * CUE_ASSET_HISTORY_MAX_CHANGES)
#define MAX_FILE_BYTES      (16 * 1024 * 1024) /* as many changes with addresses of 8 kB fit */
#define MAX_THUMBNAIL_BYTES (256 * 1024)
#define MAX_THUMBNAILS      2000
#define MAX_HELD_THUMBNAILS 100

#define MAX_HOLD_TRIES 20
#define MAX_WORK_TRIES 400
#define HOLD_PAUSE_US  5000

/* A thumbnail may be there before the change that names it. */
#define SPARE_S (24 * 3600)

struct _CueAssetHistoryDisk {
  gatomicrefcount ref_count;
  char           *folder;     /* owned; NULL: nothing is written */
  char           *path;       /* owned */
  char           *thumbnails; /* owned */

  GMutex      work_lock; /* one worker at a time; it covers the files and the two numbers */
  guint       n_lines;
  gint64      n_bytes;
  GMutex      lock;     /* covers what follows; never held for long */
  GPtrArray  *changes;  /* owned; to be written, oldest first */
  GHashTable *pictures; /* owned; hash to GBytes, to be written */
};

CueAssetHistoryDisk *
cue_asset_history_disk_new (const char *folder)
{
  CueAssetHistoryDisk *self = g_new0 (CueAssetHistoryDisk, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->work_lock);
  g_mutex_init (&self->lock);
  if (folder != NULL) {
    self->folder = g_strdup (folder);
    self->path = g_build_filename (folder, "changes.jsonl", NULL);
    self->thumbnails = g_build_filename (folder, "thumbnails", NULL);
  }
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->pictures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return self;
}

CueAssetHistoryDisk *
cue_asset_history_disk_ref (CueAssetHistoryDisk *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cue_asset_history_disk_unref (CueAssetHistoryDisk *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->work_lock);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->thumbnails);
  g_ptr_array_unref (self->changes);
  g_hash_table_unref (self->pictures);
  g_free (self);
}

void
cue_asset_history_disk_push_change (CueAssetHistoryDisk *self, CueAssetChange *change)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->changes, g_object_ref (change));
}

/* Returns: whether there is anything to write. */
gboolean
cue_asset_history_disk_push_thumbnail (CueAssetHistoryDisk *self,
                                       const char          *sha256,
                                       GBytes              *picture)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!cue_asset_history_is_hash (sha256) || g_bytes_get_size (picture) == 0 ||
      g_bytes_get_size (picture) > MAX_THUMBNAIL_BYTES)
    return FALSE;
  locker = g_mutex_locker_new (&self->lock);
  /* Without a folder, or room on the disk, they stay here, so there are never many. */
  if (g_hash_table_size (self->pictures) >= MAX_HELD_THUMBNAILS)
    g_hash_table_remove_all (self->pictures);
  g_hash_table_replace (self->pictures, g_strdup (sha256), g_bytes_ref (picture));
  return TRUE;
}

/* Whether it is the folder that was made here, and no link to another one. */
static gboolean
is_folder (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static gboolean
set_failure (GError **error, const char *path, int code)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ ("The history of the assets could not be saved (%s). Check that the disk is not "
                  "full and that “%s” may be written."),
               g_strerror (code),
               path);
  return FALSE;
}

/* ---- thumbnails ------------------------------------------------------------------------------*/

static char *
get_thumbnail_path (CueAssetHistoryDisk *self, const char *sha256)
{
  return g_build_filename (self->thumbnails, sha256, NULL);
}

static GBytes *
read_end (const char *path, gint64 max_bytes, gboolean whole)
{
  struct stat info;
  int         fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  GByteArray *bytes;
  guint8      buffer[16 * 1024];
  gssize      n;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || (whole && info.st_size > max_bytes) ||
      (info.st_size > max_bytes && lseek (fd, info.st_size - max_bytes, SEEK_SET) < 0)) {
    close (fd);
    return NULL;
  }
  bytes = g_byte_array_new ();
  while ((gint64) bytes->len <= max_bytes && (n = read (fd, buffer, sizeof buffer)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  close (fd);
  return g_byte_array_free_to_bytes (bytes);
}

/* Blocks. Returns: (transfer full) (nullable): the thumbnail of a content */
GBytes *
cue_asset_history_disk_read_thumbnail (CueAssetHistoryDisk *self, const char *sha256)
{
  g_autofree char *path = NULL;
  GBytes          *pending;

  if (!cue_asset_history_is_hash (sha256))
    return NULL;
  g_mutex_lock (&self->lock);
  pending = g_hash_table_lookup (self->pictures, sha256);
  if (pending != NULL)
    g_bytes_ref (pending);
  g_mutex_unlock (&self->lock);
  if (pending != NULL)
    return pending;
  if (self->folder == NULL || !is_folder (self->folder) || !is_folder (self->thumbnails))
    return NULL;
  path = get_thumbnail_path (self, sha256);
  return read_end (path, MAX_THUMBNAIL_BYTES, TRUE);
}

static GHashTable *
list_hashes (GPtrArray *changes)
{
  GHashTable *hashes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++) {
    CueAssetChange *change = g_ptr_array_index (changes, i);
    const char     *before = cue_asset_change_get_sha256_before (change);
    const char     *after = cue_asset_change_get_sha256_after (change);

    if (before != NULL)
      g_hash_table_add (hashes, (gpointer) before);
    if (after != NULL)
      g_hash_table_add (hashes, (gpointer) after);
  }
  return hashes;
}

/* Also what is left of a thumbnail that was not written to its end. */
static gboolean
is_own_name (const char *name)
{
  return strspn (name, "0123456789abcdef") == 64 && (name[64] == '\0' || name[64] == '.');
}

/* Deletes the thumbnails that no change names, and nothing that was not written here. */
static void
prune_thumbnails (CueAssetHistoryDisk *self, GPtrArray *changes)
{
  g_autoptr (GHashTable) hashes = list_hashes (changes);
  g_autoptr (GDir) dir = is_folder (self->thumbnails) ? g_dir_open (self->thumbnails, 0, NULL)
                                                      : NULL;
  gint64      now = g_get_real_time () / G_USEC_PER_SEC;
  guint       n = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->thumbnails, name, NULL);
    GStatBuf         info;

    if (!is_own_name (name) || g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
      continue;
    n++;
    if (!g_hash_table_contains (hashes, name) &&
        (n > MAX_THUMBNAILS || now - info.st_mtime > SPARE_S))
      g_unlink (path);
  }
}

static gboolean
write_thumbnails (CueAssetHistoryDisk *self, GHashTable *pictures, GError **error)
{
  GHashTableIter iter;
  const char    *sha256;
  GBytes        *picture;

  if (g_hash_table_size (pictures) == 0)
    return TRUE;
  if (g_mkdir_with_parents (self->thumbnails, 0700) != 0)
    return set_failure (error, self->thumbnails, errno);
  if (!is_folder (self->thumbnails))
    return set_failure (error, self->thumbnails, ENOTDIR);
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, (gpointer *) &sha256, (gpointer *) &picture)) {
    g_autofree char *path = get_thumbnail_path (self, sha256);

    if (!g_file_set_contents_full (path,
                                   g_bytes_get_data (picture, NULL),
                                   (gssize) g_bytes_get_size (picture),
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600,
                                   NULL))
      return set_failure (error, path, errno);
  }
  return TRUE;
}

/* ---- changes ---------------------------------------------------------------------------------*/

static GPtrArray *
read_changes (CueAssetHistoryDisk *self)
{
  g_autoptr (GBytes) bytes = read_end (self->path, MAX_FILE_BYTES, FALSE);
  gsize       size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  GPtrArray  *changes = cue_asset_history_read (text != NULL ? text : "", size);

  self->n_lines = 0;
  for (gsize i = 0; i < size; i++)
    self->n_lines += text[i] == '\n';
  if (changes->len > CUE_ASSET_HISTORY_MAX_CHANGES)
    g_ptr_array_remove_range (changes, 0, changes->len - CUE_ASSET_HISTORY_MAX_CHANGES);
  return changes;
}

static gboolean
rewrite (CueAssetHistoryDisk *self, GError **error)
{
  g_autoptr (GPtrArray) changes = read_changes (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    cue_asset_history_append_line (text, g_ptr_array_index (changes, i));
  if (!g_file_set_contents_full (self->path,
                                 text->str,
                                 (gssize) text->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 NULL))
    return set_failure (error, self->path, errno);
  self->n_lines = changes->len;
  self->n_bytes = (gint64) text->len;
  prune_thumbnails (self, changes);
  return TRUE;
}

static gboolean
write_all (int fd, const char *data, gsize size)
{
  while (size > 0) {
    gssize n = write (fd, data, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    data += n;
    size -= (gsize) n;
  }
  return TRUE;
}

static gboolean
append (CueAssetHistoryDisk *self, GPtrArray *changes, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char  last;
  int   fd;
  int   code;
  off_t end;

  if (changes->len == 0)
    return TRUE;
  fd = g_open (self->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return set_failure (error, self->path, errno);
  /* A line that was cut off stays alone. */
  end = lseek (fd, 0, SEEK_END);
  if (end > 0 && pread (fd, &last, 1, end - 1) == 1 && last != '\n')
    g_string_append_c (text, '\n');
  for (guint i = 0; i < changes->len; i++)
    cue_asset_history_append_line (text, g_ptr_array_index (changes, i));
  if (!write_all (fd, text->str, text->len)) {
    code = errno;
    /* They are written once more when there is room, and should stand there once. */
    if (ftruncate (fd, end) != 0)
      g_debug ("Cannot cut %s: %s", self->path, g_strerror (errno));
    close (fd);
    return set_failure (error, self->path, code);
  }
  close (fd);
  self->n_lines += changes->len;
  self->n_bytes = end + (gint64) text->len;
  return TRUE;
}

/* Another program that looks at the same event may write the file anew, and then what is appended
 * to the one before is lost: so one of them does anything at a time. Whoever may not wait for long
 * waits a tenth of a second, which is longer than that takes. Returns: a descriptor to be closed,
 * or −1 */
static int
hold_folder (CueAssetHistoryDisk *self, gboolean waits, GError **error)
{
  int fd;

  if (g_mkdir_with_parents (self->folder, 0700) != 0) {
    set_failure (error, self->folder, errno);
    return -1;
  }
  fd = g_open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, 0);
  if (fd < 0)
    set_failure (error, self->folder, errno);
  else if (waits)
    flock (fd, LOCK_EX);
  else
    for (guint i = 0; i < MAX_HOLD_TRIES && flock (fd, LOCK_EX | LOCK_NB) != 0; i++)
      g_usleep (HOLD_PAUSE_US);
  return fd;
}

/* What is written is taken out of @changes; what is not stays out of @pictures. */
static gboolean
write_down (CueAssetHistoryDisk *self,
            GPtrArray           *changes,
            GHashTable          *pictures,
            gboolean             tidies,
            GError             **error)
{
  int      held;
  gboolean written;

  if (changes->len == 0 && g_hash_table_size (pictures) == 0)
    return TRUE;
  held = hold_folder (self, tidies, error);
  if (held < 0) {
    g_hash_table_remove_all (pictures);
    return FALSE;
  }
  written = write_thumbnails (self, pictures, error);
  if (!written)
    g_hash_table_remove_all (pictures);
  if (append (self, changes, written ? error : NULL)) {
    g_ptr_array_set_size (changes, 0);
    if (tidies && (self->n_lines > MAX_LINES || self->n_bytes > MAX_FILE_BYTES) &&
        !rewrite (self, written ? error : NULL))
      written = FALSE;
  } else
    written = FALSE;
  close (held);
  return written;
}

/* They can be read until they are on the disk. Call with the lock held. */
static GHashTable *
copy_pictures (CueAssetHistoryDisk *self)
{
  GHashTable *pictures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer       sha256, picture;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &sha256, &picture))
    g_hash_table_insert (pictures, g_strdup (sha256), g_bytes_ref (picture));
  return pictures;
}

/* A worker waits for another program as long as that takes, which is for ever where it was stopped.
 * Whoever may not wait for long waits two seconds for the worker. */
static gboolean
begin_work (CueAssetHistoryDisk *self, gboolean waits)
{
  if (waits) {
    g_mutex_lock (&self->work_lock);
    return TRUE;
  }
  for (guint i = 0; i < MAX_WORK_TRIES; i++) {
    if (g_mutex_trylock (&self->work_lock))
      return TRUE;
    g_usleep (HOLD_PAUSE_US);
  }
  return FALSE;
}

/* The oldest first, and no more than are kept. Call with the lock held. */
static void
put_back (CueAssetHistoryDisk *self, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_insert (self->changes, (int) i, g_object_ref (g_ptr_array_index (changes, i)));
  if (self->changes->len > CUE_ASSET_HISTORY_MAX_CHANGES)
    g_ptr_array_remove_range (self->changes, 0, self->changes->len - CUE_ASSET_HISTORY_MAX_CHANGES);
}

/* Returns: whether something could not be written, or was not yet */
gboolean
cue_asset_history_disk_has_rest (CueAssetHistoryDisk *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->folder != NULL && (self->changes->len > 0 || g_hash_table_size (self->pictures) > 0);
}

/* Blocks. What cannot be written is said, and comes first the next time. Without @tidies,
 * what has grown too long stays so for now: that takes as long as the disk does. */
gboolean
cue_asset_history_disk_work (CueAssetHistoryDisk *self, gboolean tidies, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GHashTable) pictures = NULL;
  GHashTableIter iter;
  gpointer       sha256;
  gboolean       written;

  if (!begin_work (self, tidies))
    return set_failure (error, self->folder, EBUSY);
  g_mutex_lock (&self->lock);
  changes = g_steal_pointer (&self->changes);
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->folder == NULL) {
    g_mutex_unlock (&self->lock);
    g_mutex_unlock (&self->work_lock);
    return TRUE;
  }
  pictures = copy_pictures (self);
  g_mutex_unlock (&self->lock);

  written = write_down (self, changes, pictures, tidies, error);

  g_mutex_lock (&self->lock);
  put_back (self, changes);
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &sha256, NULL)) {
    if (g_hash_table_lookup (self->pictures, sha256) == g_hash_table_lookup (pictures, sha256))
      g_hash_table_remove (self->pictures, sha256);
  }
  g_mutex_unlock (&self->lock);
  g_mutex_unlock (&self->work_lock);
  return written;
}

/* Blocks. Returns: (transfer full) (element-type CueAssetChange): what is there, oldest first */
GPtrArray *
cue_asset_history_disk_load (CueAssetHistoryDisk *self, GError **error)
{
  g_autoptr (GMutexLocker) work = g_mutex_locker_new (&self->work_lock);
  g_autoptr (GPtrArray) changes = NULL;

  if (g_access (self->path, F_OK) == 0 && g_access (self->path, R_OK) != 0) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The history of the assets in “%s” cannot be read (%s)."),
                 self->path,
                 g_strerror (errno));
    return NULL;
  }
  if (!is_folder (self->folder))
    return g_ptr_array_new_with_free_func (g_object_unref);
  changes = read_changes (self);
  prune_thumbnails (self, changes);
  return g_steal_pointer (&changes);
}
