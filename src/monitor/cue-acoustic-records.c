// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-records.h"

#include <string.h>

#include "cue-acoustic-records-file.h"
#include "cue-file-writer.h"

/**
 * CueAcousticRecords:
 *
 * A list of [class@AcousticRecord] in a file of the user's, the newest first: the history of what
 * was sent for an event, or the templates of all events. Only so many are kept, and only so many
 * bytes of them; the oldest go.
 *
 * The file is read in a worker when somebody first looks ([method@AcousticRecords.load]), and
 * written in a worker after each change, whole at any moment. A file that cannot be read is put
 * aside; one of a newer version is left alone, and then nothing is written. Main thread.
 */
struct _CueAcousticRecords {
  GObject parent_instance;

  GPtrArray     *records; // owned, of CueAcousticRecord, the newest first
  char          *path;    // owned, nullable: nothing is kept on disk
  CueFileWriter *writer;  // owned, nullable
  GError        *error;   // owned, nullable, of the last reading or writing
  GCancellable  *cancellable;
  guint64        generation;
  guint          save_source;
  gboolean       loading;
  gboolean       loaded;
  gboolean       read_only;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAcousticRecords,
                               cue_acoustic_records,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_LOADED = 1,
  PROP_ERROR,
} CueAcousticRecordsProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_ACOUSTIC_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_ACOUSTIC_RECORDS (model)->records->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueAcousticRecords *self = CUE_ACOUSTIC_RECORDS (model);

  if (position >= self->records->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->records, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_acoustic_records_init (CueAcousticRecords *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

static void
cue_acoustic_records_dispose (GObject *object)
{
  CueAcousticRecords *self = CUE_ACOUSTIC_RECORDS (object);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (self->cancellable);
  if (!cue_acoustic_records_flush (self, &error))
    g_warning ("%s", error->message);
  G_OBJECT_CLASS (cue_acoustic_records_parent_class)->dispose (object);
}

static void
cue_acoustic_records_finalize (GObject *object)
{
  CueAcousticRecords *self = CUE_ACOUSTIC_RECORDS (object);

  g_ptr_array_unref (self->records);
  g_free (self->path);
  g_clear_pointer (&self->writer, cue_file_writer_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cue_acoustic_records_parent_class)->finalize (object);
}

static void
cue_acoustic_records_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CueAcousticRecords *self = CUE_ACOUSTIC_RECORDS (object);

  switch ((CueAcousticRecordsProperty) property_id) {
  case PROP_LOADED:
    g_value_set_boolean (value, self->loaded);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_acoustic_records_class_init (CueAcousticRecordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_acoustic_records_dispose;
  object_class->finalize = cue_acoustic_records_finalize;
  object_class->get_property = cue_acoustic_records_get_property;

  /**
   * CueAcousticRecords:loaded:
   *
   * Whether the file was read, or there is none.
   */
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  /**
   * CueAcousticRecords:error: (nullable)
   *
   * Why the list could not be read or saved, in a sentence.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_acoustic_records_new:
 * @path: (nullable): the file; %NULL when nothing is to be kept on disk
 *
 * Returns: (transfer full): a list that is empty until [method@AcousticRecords.load]
 */
CueAcousticRecords *
cue_acoustic_records_new (const char *path)
{
  CueAcousticRecords *self = g_object_new (CUE_TYPE_ACOUSTIC_RECORDS, NULL);

  self->path = g_strdup (path);
  self->loaded = path == NULL;
  if (path != NULL)
    self->writer = cue_file_writer_new (path);
  return self;
}

static void
take_error (CueAcousticRecords *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
weak_ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

// A worker does not hold the list: whoever lets go of it waits for what is still to be written.
static GWeakRef *
make_weak_ref (CueAcousticRecords *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  return ref;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueAcousticRecords) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  cue_file_writer_write_finish (result, &error);
  if (self != NULL)
    take_error (self, g_steal_pointer (&error));
  weak_ref_free (user_data);
}

static gboolean
may_write (CueAcousticRecords *self)
{
  return self->writer != NULL && !self->read_only &&
         !cue_acoustic_records_is_forgotten (self->path);
}

static gboolean
on_save_due (gpointer user_data)
{
  CueAcousticRecords *self = user_data;
  g_autoptr (GBytes) bytes = NULL;

  self->save_source = 0;
  if (!may_write (self))
    return G_SOURCE_REMOVE;
  bytes = cue_acoustic_records_file_format (self->records);
  cue_file_writer_write_async (self->writer,
                               NULL,
                               bytes,
                               self->generation,
                               on_written,
                               make_weak_ref (self));
  return G_SOURCE_REMOVE;
}

static void
save_soon (CueAcousticRecords *self)
{
  if (!may_write (self))
    return;
  self->generation++;
  // What stands in the file already must not be lost.
  if (!self->loaded)
    cue_acoustic_records_load (self);
  else if (self->save_source == 0)
    self->save_source = g_idle_add (on_save_due, self);
}

static void
trim (CueAcousticRecords *self)
{
  gsize size = 0;
  guint keep = 0;
  guint n = self->records->len;

  for (; keep < MIN (n, CUE_ACOUSTIC_RECORDS_MAX); keep++) {
    size += strlen (cue_acoustic_record_get_body (g_ptr_array_index (self->records, keep)));
    if (size > CUE_ACOUSTIC_RECORDS_MAX_BYTES)
      break;
  }
  if (keep == n)
    return;
  g_ptr_array_set_size (self->records, (int) keep);
  g_list_model_items_changed (G_LIST_MODEL (self), keep, n - keep, 0);
}

// Takes over @found.
static void
take_found (CueAcousticRecords *self, CueAcousticRecordsFound *found)
{
  guint before = self->records->len;

  self->loading = FALSE;
  self->loaded = TRUE;
  self->read_only = found->read_only;
  for (guint i = 0; i < found->records->len; i++)
    g_ptr_array_add (self->records, g_object_ref (g_ptr_array_index (found->records, i)));
  if (found->records->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, found->records->len);
  take_error (self, g_steal_pointer (&found->error));
  trim (self);
  if (before > 0)
    save_soon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  cue_acoustic_records_found_free (found);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueAcousticRecords) self = g_weak_ref_get (user_data);
  CueAcousticRecordsFound *found = g_task_propagate_pointer (G_TASK (result), NULL);

  // Whoever could not wait has read it already.
  if (self != NULL && found != NULL && !self->loaded)
    take_found (self, found);
  else if (found != NULL)
    cue_acoustic_records_found_free (found);
  weak_ref_free (user_data);
}

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task,
                         cue_acoustic_records_file_read (data, cancellable),
                         cue_acoustic_records_found_free);
}

/**
 * cue_acoustic_records_flush:
 *
 * Writes what is not yet in the file, and waits for it. For the end of a program.
 *
 * Returns: %FALSE with a %CUE_ERROR_STORAGE error when the file could not be written
 */
gboolean
cue_acoustic_records_flush (CueAcousticRecords *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORDS (self), FALSE);

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!may_write (self) || self->generation == 0)
    return TRUE;
  // Neither what stands in the file nor what came since may be lost.
  if (!self->loaded)
    take_found (self, cue_acoustic_records_file_read (self->path, NULL));
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!may_write (self))
    return TRUE;
  bytes = cue_acoustic_records_file_format (self->records);
  return cue_file_writer_write (self->writer, bytes, self->generation, error);
}

/**
 * cue_acoustic_records_load:
 *
 * Reads the file in a worker, once. What was added meanwhile stays on top.
 */
void
cue_acoustic_records_load (CueAcousticRecords *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_RECORDS (self));

  if (self->loading || self->loaded)
    return;
  self->loading = TRUE;
  task = g_task_new (NULL, self->cancellable, on_loaded, make_weak_ref (self));
  g_task_set_source_tag (task, cue_acoustic_records_load);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, run_load);
}

/**
 * cue_acoustic_records_get_loaded:
 *
 * Returns: whether the file was read, or there is none
 */
gboolean
cue_acoustic_records_get_loaded (CueAcousticRecords *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORDS (self), FALSE);
  return self->loaded;
}

/**
 * cue_acoustic_records_get_error:
 *
 * Returns: (transfer none) (nullable): why the list could not be read or saved
 */
const GError *
cue_acoustic_records_get_error (CueAcousticRecords *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORDS (self), NULL);
  return self->error;
}

/**
 * cue_acoustic_records_add:
 * @record: a record; one with the same id makes place for it
 *
 * Puts a record on top.
 */
void
cue_acoustic_records_add (CueAcousticRecords *self, CueAcousticRecord *record)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_RECORDS (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_RECORD (record));

  cue_acoustic_records_remove (self, cue_acoustic_record_get_id (record));
  g_ptr_array_insert (self->records, 0, g_object_ref (record));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  trim (self);
  save_soon (self);
}

/**
 * cue_acoustic_records_remove:
 * @id: of a record
 *
 * Returns: whether there was one
 */
gboolean
cue_acoustic_records_remove (CueAcousticRecords *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORDS (self), FALSE);

  for (guint i = 0; i < self->records->len; i++) {
    if (!g_str_equal (cue_acoustic_record_get_id (g_ptr_array_index (self->records, i)), id))
      continue;
    g_ptr_array_remove_index (self->records, i);
    g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
    save_soon (self);
    return TRUE;
  }
  return FALSE;
}

/**
 * cue_acoustic_records_clear:
 *
 * Forgets all of it.
 */
void
cue_acoustic_records_clear (CueAcousticRecords *self)
{
  guint n;

  g_return_if_fail (CUE_IS_ACOUSTIC_RECORDS (self));

  n = self->records->len;
  if (n == 0)
    return;
  g_ptr_array_set_size (self->records, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  save_soon (self);
}

/**
 * cue_acoustic_records_find:
 * @id: of a record
 *
 * Returns: (transfer none) (nullable): the record of that id
 */
CueAcousticRecord *
cue_acoustic_records_find (CueAcousticRecords *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORDS (self), NULL);

  for (guint i = 0; i < self->records->len; i++) {
    if (g_strcmp0 (cue_acoustic_record_get_id (g_ptr_array_index (self->records, i)), id) == 0)
      return g_ptr_array_index (self->records, i);
  }
  return NULL;
}

/**
 * cue_acoustic_records_find_by_name:
 * @kind: what it is of
 * @name: its name
 *
 * Returns: (transfer none) (nullable): the newest record of that kind and name
 */
CueAcousticRecord *
cue_acoustic_records_find_by_name (CueAcousticRecords *self, const char *kind, const char *name)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORDS (self), NULL);

  for (guint i = 0; i < self->records->len; i++) {
    CueAcousticRecord *record = g_ptr_array_index (self->records, i);

    if (g_strcmp0 (cue_acoustic_record_get_kind (record), kind) == 0 &&
        g_strcmp0 (cue_acoustic_record_get_name (record), name) == 0)
      return record;
  }
  return NULL;
}
