// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cue-asset-file.h"
#include "cue-error.h"
#include "cue-text.h"

/*
 * Two folders: `content` has each content once, named by its SHA-256; `addresses` has for each
 * address, named by the SHA-256 of its text, what was answered there and which content it was. So
 * no address stands on the disk (it may hold a signature), and the same picture under ten addresses
 * is kept once. Whatever is damaged is as if it were not there: a content is checked against its
 * name, and a record is read strictly.
 *
 * Nothing is lost when all of it is deleted, so nothing is synced. No
 * link that somebody put there is followed: neither in place of one of the two folders nor in them.
 */

#define MAX_RECORD_BYTES (64 * 1024)
#define MAX_RECORDS      2000

struct _CueAssetCache {
  gatomicrefcount ref_count;
  GMutex          lock; /* one worker at a time changes the folder */
  char           *content;
  char           *addresses;
  gint64          max_bytes;
};

/**
 * cue_asset_cache_new:
 * @folder: of this program alone; made when something is written
 * @max_bytes: how much content is kept
 *
 * Returns: (transfer full): a cache, for any thread
 */
CueAssetCache *
cue_asset_cache_new (const char *folder, gint64 max_bytes)
{
  CueAssetCache *self = g_new0 (CueAssetCache, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->content = g_build_filename (folder, "content", NULL);
  self->addresses = g_build_filename (folder, "addresses", NULL);
  self->max_bytes = max_bytes;
  return self;
}

/**
 * cue_asset_cache_ref:
 * @self: a cache
 *
 * Returns: (transfer full): @self
 */
CueAssetCache *
cue_asset_cache_ref (CueAssetCache *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_asset_cache_unref:
 * @self: (transfer full): a cache
 */
void
cue_asset_cache_unref (CueAssetCache *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->lock);
  g_free (self->content);
  g_free (self->addresses);
  g_free (self);
}

static gboolean
is_hash (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* Also what is left of a file that was not written to its end. Whoever has put anything else into
 * the folder, or a link to another one in its place, keeps it. */
static gboolean
is_own_name (const char *name)
{
  return strspn (name, "0123456789abcdef") == 64 && (name[64] == '\0' || name[64] == '.');
}

static char *
get_content_path (CueAssetCache *self, const char *sha256)
{
  return g_build_filename (self->content, sha256, NULL);
}

static char *
get_record_path (CueAssetCache *self, const char *url)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (self->addresses, name, NULL);
}

/* Whether it is one that was made here, and not a link to somewhere else. */
static gboolean
is_folder (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static gboolean
is_file (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode);
}

/* What was used last goes last. */
static void
touch (const char *path)
{
  utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
}

static GBytes *
read_file (const char *folder, const char *path, gsize max_bytes)
{
  int         fd;
  struct stat info;
  char       *data;
  gsize       size = 0;
  gssize      n = 0;

  if (!is_folder (folder))
    return NULL;
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || (guint64) info.st_size > max_bytes) {
    close (fd);
    return NULL;
  }
  /* Somebody may write to it meanwhile; what is read is checked. */
  data = g_malloc (MAX ((gsize) info.st_size, 1));
  while (size < (gsize) info.st_size &&
         (n = read (fd, data + size, (gsize) info.st_size - size)) > 0)
    size += (gsize) n;
  close (fd);
  return g_bytes_new_take (data, size);
}

/**
 * cue_asset_cache_read_content:
 * @self: a cache
 * @sha256: of the content
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): the content; %NULL when it is not here, or no longer what it
 *   was
 */
GBytes *
cue_asset_cache_read_content (CueAssetCache *self, const char *sha256)
{
  g_autofree char *path = NULL;
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!is_hash (sha256))
    return NULL;
  path = get_content_path (self, sha256);
  bytes = read_file (self->content, path, CUE_ASSET_MAX_VIDEO_BYTES);
  if (bytes == NULL)
    return NULL;
  actual = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!g_str_equal (actual, sha256)) {
    g_unlink (path);
    return NULL;
  }
  touch (path);
  return g_steal_pointer (&bytes);
}

/**
 * cue_asset_cache_read:
 * @self: a cache
 * @url: an address
 * @content: (out) (transfer full) (nullable): what was there
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): what is remembered of the address; without @content the
 *   record alone
 */
CueAssetRecord *
cue_asset_cache_read (CueAssetCache *self, const char *url, GBytes **content)
{
  g_autofree char *path = get_record_path (self, url);
  g_autoptr (GBytes) bytes = read_file (self->addresses, path, MAX_RECORD_BYTES);
  g_autoptr (CueAssetRecord) record = bytes != NULL ? cue_asset_record_read (bytes) : NULL;

  *content = NULL;
  if (record == NULL)
    return NULL;
  *content = cue_asset_cache_read_content (self, record->sha256);
  touch (path);
  return g_steal_pointer (&record);
}

typedef struct {
  char  *path;
  gint64 size;
  gint64 used; /* µs: two of one second are still told apart */
} Kept;

static void
kept_clear (gpointer data)
{
  Kept *kept = data;

  g_free (kept->path);
}

static int
compare_used (gconstpointer a, gconstpointer b)
{
  const Kept *one = a;
  const Kept *two = b;

  return one->used < two->used ? 1 : one->used > two->used ? -1 : 0;
}

static GArray *
list_folder (const char *folder)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (files, kept_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    Kept     kept = { .path = g_build_filename (folder, name, NULL) };
    GStatBuf info;

    if (!is_own_name (name) || g_lstat (kept.path, &info) != 0 || !S_ISREG (info.st_mode)) {
      g_free (kept.path);
      continue;
    }
    kept.size = info.st_size;
    kept.used = info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
    g_array_append_val (files, kept);
  }
  g_array_sort (files, compare_used);
  return files;
}

/* Keeps what was used last; never what was written just now. */
static void
prune (const char *folder, gint64 max_bytes, guint max_files, const char *spared)
{
  g_autoptr (GArray) files = list_folder (folder);
  gint64 bytes = 0;

  for (guint i = 0; i < files->len; i++) {
    Kept *kept = &g_array_index (files, Kept, i);

    bytes += kept->size;
    if ((bytes > max_bytes || i >= max_files) && !g_str_equal (kept->path, spared))
      g_unlink (kept->path);
  }
}

static gboolean
set_failure (GError **error, const char *path, int code)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ (
                 "The pictures of events cannot be kept on this computer (%s), so they are fetched "
                 "again at each start, and an earlier version cannot be shown beside a new one. "
                 "Check that the disk is not full and that “%s” may be written."),
               g_strerror (code),
               path);
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) != 0)
    return set_failure (error, path, errno);
  return is_folder (path) || set_failure (error, path, ENOTDIR);
}

static gboolean
write_file (const char *folder, const char *path, gconstpointer data, gsize size, GError **error)
{
  return g_file_set_contents_full (path,
                                   data,
                                   (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600,
                                   NULL) ||
         set_failure (error, folder, errno);
}

/**
 * cue_asset_cache_write:
 * @self: a cache
 * @url: an address
 * @record: what to remember of it
 * @content: (nullable): its content, where it is not here yet
 * @error: %CUE_ERROR_STORAGE
 *
 * Blocks. The oldest contents go when there are too many bytes.
 *
 * Returns: whether the content can be read again
 */
gboolean
cue_asset_cache_write (CueAssetCache        *self,
                       const char           *url,
                       const CueAssetRecord *record,
                       GBytes               *content,
                       GError              **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *record_path = get_record_path (self, url);
  g_autofree char *content_path = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (is_hash (record->sha256), FALSE);

  if (!make_folder (self->content, error) || !make_folder (self->addresses, error))
    return FALSE;
  content_path = get_content_path (self, record->sha256);
  if (content != NULL) {
    if ((gint64) g_bytes_get_size (content) > self->max_bytes)
      return set_failure (error, self->content, EFBIG);
    if (!is_file (content_path) && !write_file (self->content,
                                                content_path,
                                                g_bytes_get_data (content, NULL),
                                                g_bytes_get_size (content),
                                                error))
      return FALSE;
    touch (content_path);
    prune (self->content, self->max_bytes, G_MAXUINT, content_path);
  }
  text = cue_asset_record_to_text (record);
  if (!write_file (self->addresses, record_path, text, strlen (text), error))
    return FALSE;
  if (content != NULL)
    prune (self->addresses, G_MAXINT64, MAX_RECORDS, record_path);
  return TRUE;
}
