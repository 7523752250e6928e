// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-file-writer.h"
#include "cue-json-reader.h"
#include "cue-profile-file.h"

#define FORMAT  "cuelight-acoustic-records"
#define VERSION 1

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

static GBytes *
format_file (CueAcousticRecords *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray  *array = json_array_sized_new (self->records->len);
  char       *text;

  for (guint i = 0; i < self->records->len; i++)
    json_array_add_element (array,
                            cue_acoustic_record_to_json (g_ptr_array_index (self->records, i)));
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_array_member (object, "records", array);
  json_node_take_object (root, object);
  text = cue_json_to_text (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  cue_file_writer_write_finish (result, &error);
  take_error (CUE_ACOUSTIC_RECORDS (source), error);
}

static gboolean
on_save_due (gpointer user_data)
{
  CueAcousticRecords *self = user_data;
  g_autoptr (GBytes) bytes = format_file (self);

  self->save_source = 0;
  cue_file_writer_write_async (self->writer, self, bytes, self->generation, on_written, NULL);
  return G_SOURCE_REMOVE;
}

static void
save_soon (CueAcousticRecords *self)
{
  if (self->writer == NULL || self->read_only)
    return;
  self->generation++;
  // What stands in the file already must not be lost.
  if (!self->loaded)
    cue_acoustic_records_load (self);
  else if (self->save_source == 0)
    self->save_source = g_idle_add (on_save_due, self);
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
  if (self->writer == NULL || self->read_only || !self->loaded || self->generation == 0)
    return TRUE;
  bytes = format_file (self);
  return cue_file_writer_write (self->writer, bytes, self->generation, error);
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

// What a worker found in the file.
typedef struct {
  GPtrArray *records; // owned, of CueAcousticRecord
  gboolean   newer;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->records);
  g_free (found);
}

static gboolean
read_root (JsonNode *root, Found *found, GError **error)
{
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  g_autofree char *format = NULL;
  JsonNode        *list;
  gint64           version = 0;

  if (JSON_NODE_HOLDS_OBJECT (root)) {
    reader = cue_json_reader_new (json_node_get_object (root), "$", diagnostics);
    if (cue_json_reader_get_string (reader, "format", &format) && g_strcmp0 (format, FORMAT) == 0)
      cue_json_reader_get_int64 (reader, "version", &version);
  }
  found->newer = version > VERSION;
  list = version == VERSION ? json_object_get_member (json_node_get_object (root), "records")
                            : NULL;
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_STORAGE,
                         found->newer
                           ? _ ("This list was saved by a newer Cuelight. It was left alone, and "
                                "nothing is added to it.")
                           : _ ("This list could not be read and was put aside."));
    return FALSE;
  }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++) {
    CueAcousticRecord *record =
      cue_acoustic_record_new_from_json (json_array_get_element (json_node_get_array (list), i));

    if (record != NULL && found->records->len < CUE_ACOUSTIC_RECORDS_MAX)
      g_ptr_array_add (found->records, record);
    else
      g_clear_object (&record);
  }
  return TRUE;
}

// A list that cannot be read is an empty one and a sentence, not a failure.
static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Found *found = g_new0 (Found, 1);
  g_autoptr (GFile) file = g_file_new_for_path (data);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize            size;

  found->records = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, found, found_free);
  if (!g_file_load_contents (file, cancellable, &text, &size, NULL, &error)) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      g_task_return_boolean (task, TRUE);
    else
      g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  root = cue_json_parse (bytes, &error);
  if (root != NULL && read_root (root, found, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  if (!found->newer) {
    g_autofree char *path = g_file_get_path (file);
    g_autofree char *aside = cue_profile_file_keep_aside (path, bytes, NULL);
  }
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CueAcousticRecords *self = CUE_ACOUSTIC_RECORDS (object);
  Found              *found = g_task_get_task_data (G_TASK (result));
  GError             *error = NULL;
  guint               before;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free (error);
    return;
  }
  self->loading = FALSE;
  self->loaded = TRUE;
  self->read_only = found->newer;
  before = self->records->len;
  for (guint i = 0; i < found->records->len; i++)
    g_ptr_array_add (self->records, g_object_ref (g_ptr_array_index (found->records, i)));
  if (found->records->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, found->records->len);
  take_error (self, error);
  trim (self);
  if (before > 0)
    save_soon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
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
  task = g_task_new (self, self->cancellable, on_loaded, NULL);
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
