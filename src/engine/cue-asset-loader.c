// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-file-private.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"

/**
 * CueAssetLoader:
 *
 * Fetches the assets of an event: each address once, however many ask for it, a few at a time, what
 * is on air first, and with a memory on the disk. It hands out [class@AssetFile]s, which do nothing
 * until somebody holds them. Main thread only.
 */
struct _CueAssetLoader {
  GObject parent_instance;

  CueHttpClient *client;  /* owned */
  CueClock      *clock;   /* owned */
  CueAssetCache *cache;   /* owned; NULL without a folder */
  GHashTable    *files;   /* owned; key to CueAssetFile, which is not owned and forgets itself */
  GQueue         waiting; /* of CueAssetFile, not owned: each is held, and leaves */
  GPtrArray     *running; /* owned; of CueAssetFile, not owned */
  char          *fault;   /* owned, nullable */
};

typedef enum {
  PROP_FAULT = 1,
} CueAssetLoaderProperty;

static GParamSpec *properties[PROP_FAULT + 1];

G_DEFINE_FINAL_TYPE (CueAssetLoader, cue_asset_loader, G_TYPE_OBJECT)

static void
cue_asset_loader_finalize (GObject *object)
{
  CueAssetLoader *self = CUE_ASSET_LOADER (object);

  /* Every file has a reference to its loader, so there is none. */
  g_assert (g_hash_table_size (self->files) == 0);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_queue_clear (&self->waiting);
  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_pointer (&self->cache, cue_asset_cache_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_free (self->fault);

  G_OBJECT_CLASS (cue_asset_loader_parent_class)->finalize (object);
}

static void
cue_asset_loader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueAssetLoaderProperty) id) {
  case PROP_FAULT:
    g_value_set_string (value, CUE_ASSET_LOADER (object)->fault);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_asset_loader_class_init (CueAssetLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_asset_loader_finalize;
  object_class->get_property = cue_asset_loader_get_property;

  /**
   * CueAssetLoader:fault: (nullable)
   *
   * Why what is fetched cannot be kept on the disk.
   */
  properties[PROP_FAULT] =
    g_param_spec_string ("fault",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_asset_loader_init (CueAssetLoader *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->running = g_ptr_array_new ();
  g_queue_init (&self->waiting);
}

/**
 * cue_asset_loader_new:
 * @client: sends the requests, so that they are traced like any other
 * @clock: times retries and checks
 * @folder: (nullable): where contents are kept over restarts; %NULL to keep none
 *
 * Returns: (transfer full): a loader that fetches nothing yet
 */
CueAssetLoader *
cue_asset_loader_new (CueHttpClient *client, CueClock *clock, const char *folder)
{
  CueAssetLoader *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_ASSET_LOADER, NULL);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  if (folder != NULL)
    self->cache = cue_asset_cache_new (folder, CUE_ASSET_MAX_CACHE_BYTES);
  return self;
}

/**
 * cue_asset_loader_get_default_folder:
 *
 * Returns: (transfer full): where the contents of all events are kept, in the user's cache folder
 */
char *
cue_asset_loader_get_default_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "cuelight", "assets", NULL);
}

/**
 * cue_asset_loader_get_fault:
 * @self: a loader
 *
 * Returns: (nullable): why what was fetched last cannot be kept on the disk, a translated sentence.
 *   It is used all the same, and stays in memory
 */
const char *
cue_asset_loader_get_fault (CueAssetLoader *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_LOADER (self), NULL);

  return self->fault;
}

/* For the files: how keeping the last content went. */
void
cue_asset_loader_set_fault (CueAssetLoader *self, const GError *error)
{
  const char *fault = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->fault, fault) == 0)
    return;
  g_free (self->fault);
  self->fault = g_strdup (fault);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

CueHttpClient *
cue_asset_loader_get_client (CueAssetLoader *self)
{
  return self->client;
}

CueClock *
cue_asset_loader_get_clock (CueAssetLoader *self)
{
  return self->clock;
}

CueAssetCache *
cue_asset_loader_get_cache (CueAssetLoader *self)
{
  return self->cache;
}

/* What is named as an image and as a video is two files: their limits differ. */
static char *
make_key (const char *url, gboolean video)
{
  return g_strconcat (video ? "video " : "image ", url, NULL);
}

/**
 * cue_asset_loader_ref_file:
 * @self: a loader
 * @url: an address that the event gave, of any kind: what is not fetched says so
 * @video: whether it stands where a video is expected
 *
 * Returns: (transfer full): the file at that address, the same one for everybody
 */
CueAssetFile *
cue_asset_loader_ref_file (CueAssetLoader *self, const char *url, gboolean video)
{
  g_autofree char *key = NULL;
  CueAssetFile    *file;

  g_return_val_if_fail (CUE_IS_ASSET_LOADER (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  key = make_key (url, video);
  file = g_hash_table_lookup (self->files, key);
  if (file != NULL)
    return g_object_ref (file);
  file = cue_asset_file_new (self, url, video);
  g_hash_table_insert (self->files, g_steal_pointer (&key), file);
  return file;
}

void
cue_asset_loader_forget (CueAssetLoader *self, CueAssetFile *file)
{
  g_autofree char *key = make_key (cue_asset_file_get_url (file), cue_asset_file_get_video (file));

  g_hash_table_remove (self->files, key);
}

/* The last place is kept for what the audience sees now: a few slow files of other states must not
 * stand in its way. */
static gboolean
has_place (CueAssetLoader *self, CueAssetUrgency urgency)
{
  guint n_others = 0;

  for (guint i = 0; i < self->running->len; i++) {
    CueAssetFile *file = g_ptr_array_index (self->running, i);

    if (file->urgency != CUE_ASSET_URGENCY_ON_AIR)
      n_others++;
  }
  return self->running->len < CUE_ASSET_MAX_DOWNLOADS &&
         (urgency == CUE_ASSET_URGENCY_ON_AIR || n_others < CUE_ASSET_MAX_DOWNLOADS - 1);
}

/* Returns: (transfer none) (nullable): what has waited longest of the most urgent ones */
static GList *
find_next (CueAssetLoader *self)
{
  GList *best = self->waiting.head;

  for (GList *l = best; l != NULL; l = l->next) {
    if (((CueAssetFile *) l->data)->urgency > ((CueAssetFile *) best->data)->urgency)
      best = l;
  }
  return best;
}

/* Whoever waits may have become more urgent. Also called by a file that starts at once and ends
 * before start() returns. */
void
cue_asset_loader_go_on (CueAssetLoader *self)
{
  GList *next;

  while ((next = find_next (self)) != NULL &&
         has_place (self, ((CueAssetFile *) next->data)->urgency)) {
    CueAssetFile *file = next->data;

    g_queue_delete_link (&self->waiting, next);
    g_ptr_array_add (self->running, file);
    cue_asset_file_start (file);
  }
}

/* @file waits for its turn; it leaves when it is done, or no longer wanted. */
void
cue_asset_loader_enqueue (CueAssetLoader *self, CueAssetFile *file)
{
  g_queue_push_tail (&self->waiting, file);
  cue_asset_loader_go_on (self);
}

void
cue_asset_loader_leave (CueAssetLoader *self, CueAssetFile *file)
{
  if (g_ptr_array_remove (self->running, file))
    cue_asset_loader_go_on (self);
  else
    g_queue_remove (&self->waiting, file);
}

/**
 * cue_asset_loader_get_n_running:
 * @self: a loader
 *
 * Returns: how many downloads are on their way, at most %CUE_ASSET_MAX_DOWNLOADS
 */
guint
cue_asset_loader_get_n_running (CueAssetLoader *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_LOADER (self), 0);

  return self->running->len;
}

/**
 * cue_asset_loader_get_n_waiting:
 * @self: a loader
 *
 * Returns: how many files wait for their turn
 */
guint
cue_asset_loader_get_n_waiting (CueAssetLoader *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_LOADER (self), 0);

  return g_queue_get_length (&self->waiting);
}

/**
 * cue_asset_loader_check_failed:
 * @self: a loader
 *
 * Asks again at once for what is held and could not be had: for when a network came back.
 */
void
cue_asset_loader_check_failed (CueAssetLoader *self)
{
  g_autoptr (GList) files = NULL;

  g_return_if_fail (CUE_IS_ASSET_LOADER (self));

  files = g_hash_table_get_values (self->files);
  g_list_foreach (files, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *l = files; l != NULL; l = l->next) {
    CueAssetFacts *facts = cue_asset_file_get_facts (l->data);

    if (facts != NULL && cue_asset_facts_get_error (facts) != NULL)
      cue_asset_file_check (l->data);
    g_object_unref (l->data);
  }
}

/* ---- contents by their hash ------------------------------------------------------------------*/

typedef struct {
  CueAssetCache *cache;  /* owned */
  char          *sha256; /* owned */
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  cue_asset_cache_unref (looking->cache);
  g_free (looking->sha256);
  g_free (looking);
}

static void
return_not_here (GTask *task)
{
  g_task_return_new_error (task,
                           CUE_ERROR,
                           CUE_ERROR_STORAGE,
                           _ ("This version of the file is no longer kept on this computer."));
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Looking *looking = data;
  GBytes  *bytes = cue_asset_cache_read_content (looking->cache, looking->sha256);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    return_not_here (task);
}

/**
 * cue_asset_loader_load_content_async:
 * @self: a loader
 * @sha256: the hash of a content that was fetched once
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is over
 * @user_data: given to @callback
 *
 * Reads a content that is still kept on the disk, also one that no address has any more: the
 * version before a change.
 */
void
cue_asset_loader_load_content_async (CueAssetLoader     *self,
                                     const char         *sha256,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GHashTableIter iter;
  CueAssetFile  *file;
  Looking       *looking;

  g_return_if_fail (CUE_IS_ASSET_LOADER (self));
  g_return_if_fail (sha256 != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_asset_loader_load_content_async);
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &file)) {
    CueAssetFacts *facts = cue_asset_file_get_facts (file);
    GBytes        *content = cue_asset_file_get_content (file);

    if (content != NULL && facts != NULL &&
        g_strcmp0 (cue_asset_facts_get_sha256 (facts), sha256) == 0) {
      g_task_return_pointer (task, g_bytes_ref (content), (GDestroyNotify) g_bytes_unref);
      return;
    }
  }
  if (self->cache == NULL) {
    return_not_here (task);
    return;
  }
  looking = g_new0 (Looking, 1);
  looking->cache = cue_asset_cache_ref (self->cache);
  looking->sha256 = g_strdup (sha256);
  g_task_set_task_data (task, looking, looking_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * cue_asset_loader_load_content_finish:
 * @self: a loader
 * @result: what the callback was given
 * @error: %CUE_ERROR_STORAGE when it is no longer kept; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the content
 */
GBytes *
cue_asset_loader_load_content_finish (CueAssetLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CUE_IS_ASSET_LOADER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
