// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-profile-store-private.h"

/**
 * CueProfileStore:
 *
 * The user's events, in their order, and the file that keeps them.
 *
 * A list model of [class@Profile] over `profiles.json` in the user's data folder. Every change, of
 * the list or of a profile in it, is saved by itself: changes of one turn of the main loop make one
 * write, in a worker thread, atomically. [method@ProfileStore.flush] waits for it, for the end of
 * the program. A failed write is not lost: it is in [property@ProfileStore:error] and the next
 * change tries again.
 *
 * A file of a newer version is left untouched and makes the store read-only. A damaged file is put
 * aside under another name, never deleted. Transient profiles are in the list but not in the file.
 *
 * Main thread only, apart from the writing itself.
 */

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueProfileStore,
                               cue_profile_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_READ_ONLY = 1,
  PROP_ERROR,
} CueProfileStoreProperty;

static GParamSpec *properties[PROP_ERROR + 1];

typedef enum {
  SIGNAL_REMOVED,
} CueProfileStoreSignal;

static guint signals[SIGNAL_REMOVED + 1];

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_PROFILE;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_PROFILE_STORE (model)->profiles->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueProfileStore *self = CUE_PROFILE_STORE (model);

  if (position >= self->profiles->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->profiles, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void on_profile_changed (CueProfile *profile, GParamSpec *pspec, CueProfileStore *self);

static void
drop_profile (CueProfileStore *self, CueProfile *profile)
{
  g_signal_handlers_disconnect_by_func (profile, on_profile_changed, self);
}

static void
cue_profile_store_init (CueProfileStore *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->diagnostics = cue_diagnostics_new ();
}

static void
cue_profile_store_dispose (GObject *object)
{
  CueProfileStore *self = CUE_PROFILE_STORE (object);

  if (self->save_source != 0)
    cue_profile_store_flush (self, NULL);
  for (guint i = 0; i < self->profiles->len; i++)
    drop_profile (self, g_ptr_array_index (self->profiles, i));
  g_ptr_array_set_size (self->profiles, 0);
  G_OBJECT_CLASS (cue_profile_store_parent_class)->dispose (object);
}

static void
cue_profile_store_finalize (GObject *object)
{
  CueProfileStore *self = CUE_PROFILE_STORE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->writer, cue_file_writer_unref);
  g_ptr_array_unref (self->profiles);
  g_ptr_array_unref (self->diagnostics);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cue_profile_store_parent_class)->finalize (object);
}

static void
cue_profile_store_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CueProfileStore *self = CUE_PROFILE_STORE (object);

  switch ((CueProfileStoreProperty) property_id) {
  case PROP_READ_ONLY:
    g_value_set_boolean (value, self->read_only);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_profile_store_class_init (CueProfileStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_profile_store_dispose;
  object_class->finalize = cue_profile_store_finalize;
  object_class->get_property = cue_profile_store_get_property;

  /**
   * CueProfileStore:read-only:
   *
   * Whether nothing is saved, because a newer version of the program wrote the file.
   */
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  /**
   * CueProfileStore:error: (nullable)
   *
   * Why the last load or write failed; %NULL when it did not.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueProfileStore::removed:
   * @profile: a profile that the user deleted
   *
   * Emitted after a profile has left the list, for those who keep something under its id.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed",
                                          CUE_TYPE_PROFILE_STORE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          CUE_TYPE_PROFILE);
}

/**
 * cue_profile_store_new:
 * @file: (nullable): a local file, or %NULL for the one in the user's data folder
 *
 * Returns: (transfer full): an empty store; fill it with [method@ProfileStore.load]
 */
CueProfileStore *
cue_profile_store_new (GFile *file)
{
  CueProfileStore *self = g_object_new (CUE_TYPE_PROFILE_STORE, NULL);
  g_autofree char *path = NULL;

  if (file != NULL)
    path = g_file_get_path (file);
  else
    path = g_build_filename (g_get_user_data_dir (), "cuelight", "profiles.json", NULL);
  self->file = g_file_new_for_path (path);
  self->writer = cue_file_writer_new (path);
  return self;
}

/**
 * cue_profile_store_get_file:
 *
 * Returns: (transfer none): where the profiles are kept
 */
GFile *
cue_profile_store_get_file (CueProfileStore *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);
  return self->file;
}

/**
 * cue_profile_store_get_read_only:
 *
 * Returns: whether nothing is saved, since the file cannot be read or is of a newer version
 */
gboolean
cue_profile_store_get_read_only (CueProfileStore *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), TRUE);
  return self->read_only;
}

/**
 * cue_profile_store_get_error:
 *
 * Returns: (transfer none) (nullable): why the file could not be read or written the last time
 */
const GError *
cue_profile_store_get_error (CueProfileStore *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);
  return self->error;
}

/**
 * cue_profile_store_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what the last load could not use
 */
GPtrArray *
cue_profile_store_get_diagnostics (CueProfileStore *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);
  return self->diagnostics;
}

/**
 * cue_profile_store_set_error:
 * @error: (nullable): why the last load or write failed
 */
void
cue_profile_store_set_error (CueProfileStore *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CueProfileStore *self = CUE_PROFILE_STORE (source);
  g_autoptr (GError) error = NULL;

  cue_file_writer_write_finish (result, &error);
  cue_profile_store_set_error (self, error);
}

static gboolean
on_save_due (gpointer user_data)
{
  CueProfileStore *self = user_data;
  g_autoptr (GBytes) bytes = cue_profile_file_format (self->profiles);

  self->save_source = 0;
  cue_file_writer_write_async (self->writer, self, bytes, self->generation, on_written, NULL);
  return G_SOURCE_REMOVE;
}

static void
save_soon (CueProfileStore *self)
{
  if (self->read_only)
    return;
  self->generation++;
  if (self->save_source == 0)
    self->save_source = g_idle_add (on_save_due, self);
}

/**
 * cue_profile_store_flush:
 *
 * Writes what is not yet in the file, and waits for it. For the end of a program; blocks for as
 * long as the disk takes.
 *
 * Returns: %FALSE with a `CUE_ERROR_STORAGE` error when the file could not be written
 */
gboolean
cue_profile_store_flush (CueProfileStore *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), FALSE);

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->read_only || self->generation == 0)
    return TRUE;
  bytes = cue_profile_file_format (self->profiles);
  return cue_file_writer_write (self->writer, bytes, self->generation, error);
}

static void
on_profile_changed (CueProfile *profile, GParamSpec *pspec, CueProfileStore *self)
{
  save_soon (self);
}

/**
 * cue_profile_store_set_read_only:
 *
 * From now on nothing is saved, because writing would lose something.
 */
void
cue_profile_store_set_read_only (CueProfileStore *self)
{
  self->read_only = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

/**
 * cue_profile_store_insert:
 *
 * Puts a profile at the end and listens to it, without telling anybody yet.
 */
void
cue_profile_store_insert (CueProfileStore *self, CueProfile *profile)
{
  g_signal_connect (profile, "notify", G_CALLBACK (on_profile_changed), self);
  g_ptr_array_add (self->profiles, g_object_ref (profile));
}

/**
 * cue_profile_store_add:
 * @profile: a new event
 *
 * Adds an event at the end.
 */
void
cue_profile_store_add (CueProfileStore *self, CueProfile *profile)
{
  g_return_if_fail (CUE_IS_PROFILE_STORE (self));
  g_return_if_fail (CUE_IS_PROFILE (profile));
  g_return_if_fail (cue_profile_store_find (self, cue_profile_get_id (profile)) == NULL);

  cue_profile_store_insert (self, profile);
  g_list_model_items_changed (G_LIST_MODEL (self), self->profiles->len - 1, 0, 1);
  save_soon (self);
}

static gboolean
find_position (CueProfileStore *self, CueProfile *profile, guint *position)
{
  return g_ptr_array_find (self->profiles, profile, position);
}

/**
 * cue_profile_store_duplicate:
 * @profile: an event of the list
 *
 * Adds a copy right after the event, under a name that says so. The copy has a new id and no
 * secret: whoever owns the secrets decides whether to copy it.
 *
 * Returns: (transfer none): the copy
 */
CueProfile *
cue_profile_store_duplicate (CueProfileStore *self, CueProfile *profile)
{
  g_autoptr (CueProfile) copy = NULL;
  g_autofree char *name = NULL;
  guint            position;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (find_position (self, profile, &position), NULL);

  copy = cue_profile_duplicate (profile);
  // Translators: the name of a copied event
  name = g_strdup_printf (_ ("%s (copy)"), cue_profile_get_name (profile));
  for (guint i = 2; cue_profile_store_find_by_name (self, name) != NULL && i < 1000; i++) {
    g_free (name);
    // Translators: the name of the second, third … copy of an event
    name = g_strdup_printf (_ ("%s (copy %u)"), cue_profile_get_name (profile), i);
  }
  cue_profile_set_name (copy, name);

  g_signal_connect (copy, "notify", G_CALLBACK (on_profile_changed), self);
  g_ptr_array_insert (self->profiles, position + 1, g_object_ref (copy));
  g_list_model_items_changed (G_LIST_MODEL (self), position + 1, 0, 1);
  save_soon (self);
  return copy;
}

/**
 * cue_profile_store_remove:
 * @profile: an event of the list
 *
 * Deletes an event, then emits [signal@ProfileStore::removed].
 *
 * Returns: whether it was there
 */
gboolean
cue_profile_store_remove (CueProfileStore *self, CueProfile *profile)
{
  g_autoptr (CueProfile) kept = NULL;
  guint position;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (CUE_IS_PROFILE (profile), FALSE);

  if (!find_position (self, profile, &position))
    return FALSE;
  kept = g_object_ref (profile);
  drop_profile (self, profile);
  g_ptr_array_remove_index (self->profiles, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  save_soon (self);
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, kept);
  return TRUE;
}

/**
 * cue_profile_store_move:
 * @profile: an event of the list
 * @position: where it should stand; past the end means last
 *
 * Returns: whether the order changed
 */
gboolean
cue_profile_store_move (CueProfileStore *self, CueProfile *profile, guint position)
{
  guint old;
  guint first;
  guint n;

  g_return_val_if_fail (CUE_IS_PROFILE_STORE (self), FALSE);

  if (!find_position (self, profile, &old))
    return FALSE;
  position = MIN (position, self->profiles->len - 1);
  if (position == old)
    return FALSE;
  g_ptr_array_insert (self->profiles, position, g_ptr_array_steal_index (self->profiles, old));
  first = MIN (old, position);
  n = MAX (old, position) - first + 1;
  g_list_model_items_changed (G_LIST_MODEL (self), first, n, n);
  save_soon (self);
  return TRUE;
}
