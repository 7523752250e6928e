// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-history-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"

/**
 * CueAssetHistory:
 *
 * When which asset of an event changed, kept in a folder of the event: a list of
 * [class@AssetChange], the newest first, and a thumbnail for each content.
 *
 * The file has one JSON object a line, so a damaged line costs one change. It is read in a worker
 * when the history is made, and `notify::loaded` says when that is done; changes that are added
 * before come on top. Writing happens in a worker too, in order. Main thread only.
 */
struct _CueAssetHistory {
  GObject parent_instance;

  char                *folder;      /* owned, nullable */
  GPtrArray           *changes;     /* owned; of CueAssetChange, oldest first */
  GCancellable        *cancellable; /* owned; cancelled in dispose */
  CueAssetHistoryDisk *disk;        /* owned; shared with the workers */
  char                *fault;       /* owned, nullable */
  gboolean             loaded;
  gboolean             working; /* a worker writes */
  gboolean             again;   /* and there is more by now */
};

typedef enum {
  PROP_LOADED = 1,
  PROP_FAULT,
} CueAssetHistoryProperty;

static GParamSpec *properties[PROP_FAULT + 1];

enum {
  SIGNAL_THUMBNAIL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void implement_list_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAssetHistory,
                               cue_asset_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, implement_list_model))

/* ---- the list --------------------------------------------------------------------------------*/

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_ASSET_CHANGE;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_ASSET_HISTORY (model)->changes->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *changes = CUE_ASSET_HISTORY (model)->changes;

  if (position >= changes->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (changes, changes->len - 1 - position));
}

static void
implement_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- the disk --------------------------------------------------------------------------------*/

static void
set_fault (CueAssetHistory *self, const GError *error)
{
  const char *fault = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->fault, fault) == 0)
    return;
  g_free (self->fault);
  self->fault = g_strdup (fault);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

static void start_work (CueAssetHistory *self);

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CueAssetHistory *self;

  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_ASSET_HISTORY (data);
  self->working = FALSE;
  if (self->again)
    start_work (self);
  else
    set_fault (self, error);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (cue_asset_history_disk_work (data, TRUE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_work (CueAssetHistory *self, GTask *task)
{
  g_task_set_source_tag (task, run_work);
  g_task_set_task_data (task,
                        cue_asset_history_disk_ref (self->disk),
                        (GDestroyNotify) cue_asset_history_disk_unref);
  g_task_run_in_thread (task, work_in_thread);
}

/* One worker at a time; it takes whatever is to be done when it comes to it, in order. */
static void
start_work (CueAssetHistory *self)
{
  g_autoptr (GTask) task = NULL;

  self->again = self->working;
  if (self->working)
    return;
  if (self->folder == NULL) {
    cue_asset_history_disk_work (self->disk, TRUE, NULL);
    return;
  }
  self->working = TRUE;
  task = g_task_new (NULL, self->cancellable, on_worked, self);
  run_work (self, task);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = g_task_propagate_pointer (G_TASK (result), &error);
  CueAssetHistory *self;
  guint            n_read;
  guint            n_here;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_ASSET_HISTORY (data);
  n_here = self->changes->len;
  n_read = read != NULL ? read->len : 0;
  if (n_here + n_read > CUE_ASSET_HISTORY_MAX_CHANGES)
    n_read = n_here > CUE_ASSET_HISTORY_MAX_CHANGES ? 0 : CUE_ASSET_HISTORY_MAX_CHANGES - n_here;
  for (guint i = 0; i < n_read; i++)
    g_ptr_array_insert (self->changes,
                        (int) i,
                        g_object_ref (g_ptr_array_index (read, read->len - n_read + i)));
  if (n_read > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_here, 0, n_read);
  if (error != NULL)
    set_fault (self, error);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *changes = cue_asset_history_disk_load (data, &error);

  if (changes != NULL)
    g_task_return_pointer (task, changes, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
load (CueAssetHistory *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_loaded, self);

  g_task_set_source_tag (task, load);
  g_task_set_task_data (task,
                        cue_asset_history_disk_ref (self->disk),
                        (GDestroyNotify) cue_asset_history_disk_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/* ---- GObject ---------------------------------------------------------------------------------*/

static void
cue_asset_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAssetHistory *self = CUE_ASSET_HISTORY (object);

  switch ((CueAssetHistoryProperty) id) {
  case PROP_LOADED:
    g_value_set_boolean (value, self->loaded);
    break;
  case PROP_FAULT:
    g_value_set_string (value, self->fault);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_asset_history_dispose (GObject *object)
{
  CueAssetHistory *self = CUE_ASSET_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  /* What came while a worker wrote, or had no room, is still written; nobody waits for it. */
  if (self->again || cue_asset_history_disk_has_rest (self->disk)) {
    g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

    self->again = FALSE;
    run_work (self, task);
  }

  G_OBJECT_CLASS (cue_asset_history_parent_class)->dispose (object);
}

static void
cue_asset_history_finalize (GObject *object)
{
  CueAssetHistory *self = CUE_ASSET_HISTORY (object);

  g_clear_pointer (&self->disk, cue_asset_history_disk_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self->fault);

  G_OBJECT_CLASS (cue_asset_history_parent_class)->finalize (object);
}

static void
cue_asset_history_class_init (CueAssetHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cue_asset_history_get_property;
  object_class->dispose = cue_asset_history_dispose;
  object_class->finalize = cue_asset_history_finalize;

  /**
   * CueAssetHistory:loaded:
   *
   * Whether what was kept before is in the list.
   */
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);

  /**
   * CueAssetHistory:fault:
   *
   * Why it could not be read or saved.
   */
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAssetHistory::thumbnail-added:
   *
   * With the hash of a content: there is a thumbnail of it that was not there when the change was
   * added, for a file is looked into only after that.
   */
  signals[SIGNAL_THUMBNAIL_ADDED] = g_signal_new ("thumbnail-added",
                                                  CUE_TYPE_ASSET_HISTORY,
                                                  G_SIGNAL_RUN_LAST,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL,
                                                  G_TYPE_NONE,
                                                  1,
                                                  G_TYPE_STRING);
}

static void
cue_asset_history_init (CueAssetHistory *self)
{
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * cue_asset_history_new:
 * @folder: (nullable): of one event; made when something is written. %NULL for one of which nothing
 *   is kept
 *
 * Begins to read what is there.
 *
 * Returns: (transfer full): a history, empty until it was read
 */
CueAssetHistory *
cue_asset_history_new (const char *folder)
{
  CueAssetHistory *self;

  self = g_object_new (CUE_TYPE_ASSET_HISTORY, NULL);
  self->folder = g_strdup (folder);
  self->disk = cue_asset_history_disk_new (folder);
  if (folder != NULL)
    load (self);
  else
    self->loaded = TRUE;
  return self;
}

/**
 * cue_asset_history_get_default_folder:
 * @profile_id: of the event
 *
 * Returns: (transfer full): where the history of that event is kept, in the user's data folder
 */
char *
cue_asset_history_get_default_folder (const char *profile_id)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (profile_id != NULL, NULL);

  /* An id may come from an imported file. */
  name = g_uri_escape_string (profile_id, NULL, FALSE);
  return g_build_filename (g_get_user_data_dir (),
                           "cuelight",
                           "assets",
                           *name != '\0' && *name != '.' ? name : "event",
                           NULL);
}

/**
 * cue_asset_history_get_loaded:
 * @self: a history
 *
 * Returns: whether what was kept before is in the list
 */
gboolean
cue_asset_history_get_loaded (CueAssetHistory *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_HISTORY (self), FALSE);

  return self->loaded;
}

/**
 * cue_asset_history_get_fault:
 * @self: a history
 *
 * Returns: (nullable): why it could not be read or saved, a translated sentence
 */
const char *
cue_asset_history_get_fault (CueAssetHistory *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_HISTORY (self), NULL);

  return self->fault;
}

/**
 * cue_asset_history_add:
 * @self: a history
 * @change: the newest change
 *
 * Puts it first, and saves it.
 */
void
cue_asset_history_add (CueAssetHistory *self, CueAssetChange *change)
{
  g_return_if_fail (CUE_IS_ASSET_HISTORY (self));
  g_return_if_fail (CUE_IS_ASSET_CHANGE (change));

  g_ptr_array_add (self->changes, g_object_ref (change));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  if (self->changes->len > CUE_ASSET_HISTORY_MAX_CHANGES) {
    g_ptr_array_remove_index (self->changes, 0);
    g_list_model_items_changed (G_LIST_MODEL (self), CUE_ASSET_HISTORY_MAX_CHANGES, 1, 0);
  }
  cue_asset_history_disk_push_change (self->disk, change);
  start_work (self);
}

/**
 * cue_asset_history_complete:
 * @self: a history
 * @slot: index of a slot
 * @sha256: the content at its address
 *
 * Adds to the newest change of that slot what nobody knew when it was seen, and saves it: the
 * address of a state that is not on air changes without anybody fetching it.
 */
void
cue_asset_history_complete (CueAssetHistory *self, guint slot, const char *sha256)
{
  g_return_if_fail (CUE_IS_ASSET_HISTORY (self));
  g_return_if_fail (sha256 != NULL);

  for (guint i = self->changes->len; i-- > 0;) {
    CueAssetChange *change = g_ptr_array_index (self->changes, i);
    CueAssetChange *whole;

    if (cue_asset_change_get_slot (change) != slot)
      continue;
    if (cue_asset_change_get_url_after (change) == NULL ||
        cue_asset_change_get_sha256_after (change) != NULL)
      return;
    whole = cue_asset_change_new_complete (change, sha256);
    g_ptr_array_index (self->changes, i) = whole;
    g_object_unref (change);
    g_list_model_items_changed (G_LIST_MODEL (self), self->changes->len - 1 - i, 1, 1);
    cue_asset_history_disk_push_change (self->disk, whole);
    start_work (self);
    return;
  }
}

/**
 * cue_asset_history_get_last:
 * @self: a history
 * @slot: index of a slot
 *
 * Returns: (transfer none) (nullable): the newest change of that slot: what stood there when
 *   somebody looked last
 */
CueAssetChange *
cue_asset_history_get_last (CueAssetHistory *self, guint slot)
{
  g_return_val_if_fail (CUE_IS_ASSET_HISTORY (self), NULL);

  for (guint i = self->changes->len; i-- > 0;) {
    CueAssetChange *change = g_ptr_array_index (self->changes, i);

    if (cue_asset_change_get_slot (change) == slot)
      return change;
  }
  return NULL;
}

/**
 * cue_asset_history_add_thumbnail:
 * @self: a history
 * @sha256: of a content
 * @picture: a small JPEG or PNG of it
 *
 * Keeps a thumbnail for the changes to that content. It is kept as long as a change names it.
 */
void
cue_asset_history_add_thumbnail (CueAssetHistory *self, const char *sha256, GBytes *picture)
{
  g_return_if_fail (CUE_IS_ASSET_HISTORY (self));
  g_return_if_fail (sha256 != NULL && picture != NULL);

  if (!cue_asset_history_disk_push_thumbnail (self->disk, sha256, picture))
    return;
  start_work (self);
  g_signal_emit (self, signals[SIGNAL_THUMBNAIL_ADDED], 0, sha256);
}

/* ---- thumbnails ------------------------------------------------------------------------------*/

typedef struct {
  CueAssetHistoryDisk *disk;   /* owned */
  char                *sha256; /* owned */
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  cue_asset_history_disk_unref (looking->disk);
  g_free (looking->sha256);
  g_free (looking);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Looking *looking = data;
  GBytes  *bytes = cue_asset_history_disk_read_thumbnail (looking->disk, looking->sha256);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_STORAGE,
                             _ ("There is no thumbnail of this version."));
}

/**
 * cue_asset_history_load_thumbnail_async:
 * @self: a history
 * @sha256: of a content
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is over
 * @user_data: given to @callback
 *
 * Reads a thumbnail. It is decoded like anything that came from outside.
 */
void
cue_asset_history_load_thumbnail_async (CueAssetHistory    *self,
                                        const char         *sha256,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Looking *looking;

  g_return_if_fail (CUE_IS_ASSET_HISTORY (self));
  g_return_if_fail (sha256 != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  looking = g_new0 (Looking, 1);
  looking->disk = cue_asset_history_disk_ref (self->disk);
  looking->sha256 = g_strdup (sha256);
  g_task_set_source_tag (task, cue_asset_history_load_thumbnail_async);
  g_task_set_task_data (task, looking, looking_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * cue_asset_history_load_thumbnail_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: %CUE_ERROR_STORAGE when there is none; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the thumbnail
 */
GBytes *
cue_asset_history_load_thumbnail_finish (CueAssetHistory *self,
                                         GAsyncResult    *result,
                                         GError         **error)
{
  g_return_val_if_fail (CUE_IS_ASSET_HISTORY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_asset_history_save_again:
 * @self: a history
 *
 * Tries again, in a worker, to save what could not be saved.
 */
void
cue_asset_history_save_again (CueAssetHistory *self)
{
  g_return_if_fail (CUE_IS_ASSET_HISTORY (self));

  if (self->fault != NULL && cue_asset_history_disk_has_rest (self->disk))
    start_work (self);
}

/**
 * cue_asset_history_flush:
 * @self: a history
 *
 * Writes at once whatever is not written yet. Blocks: for the end of the program and for tests.
 */
void
cue_asset_history_flush (CueAssetHistory *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CUE_IS_ASSET_HISTORY (self));

  cue_asset_history_disk_work (self->disk, FALSE, &error);
  set_fault (self, error);
}
