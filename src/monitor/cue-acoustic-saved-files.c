// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-acoustic-saved-files.h"

#include "cue-json-reader.h"
#include "cue-json.h"

#include <string.h>

#define KIND "file"

/**
 * CueAcousticSavedFiles:
 *
 * Which event files of an event were saved where, so that after a restart they are not new again.
 * It writes down what a [class@EventFileQueue] saves, forgets what is deleted at the service, and
 * tells a queue what was saved before, as far as it still lies where it was put and is as long as
 * it was. A file belongs to a connection and to its base URL: another address is another account.
 * Main thread; files are looked at asynchronously.
 */
struct _CueAcousticSavedFiles {
  GObject parent_instance;

  CueAcousticRecords *records; // owned
  CueClock           *clock;   // owned
  GPtrArray          *waiting; // owned, of Follow: queues that are told once the list is read
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (CueAcousticSavedFiles, cue_acoustic_saved_files, G_TYPE_OBJECT)

// A queue, and the connection that it is of.
typedef struct {
  GWeakRef queue;
  char    *connection; // owned, an id
} Follow;

static void
follow_free (gpointer data)
{
  Follow *follow = data;

  g_weak_ref_clear (&follow->queue);
  g_free (follow->connection);
  g_free (follow);
}

static void
cue_acoustic_saved_files_init (CueAcousticSavedFiles *self)
{
  self->waiting = g_ptr_array_new_with_free_func (follow_free);
  self->cancellable = g_cancellable_new ();
}

static void
cue_acoustic_saved_files_dispose (GObject *object)
{
  g_cancellable_cancel (CUE_ACOUSTIC_SAVED_FILES (object)->cancellable);
  G_OBJECT_CLASS (cue_acoustic_saved_files_parent_class)->dispose (object);
}

static void
cue_acoustic_saved_files_finalize (GObject *object)
{
  CueAcousticSavedFiles *self = CUE_ACOUSTIC_SAVED_FILES (object);

  g_ptr_array_unref (self->waiting);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cue_acoustic_saved_files_parent_class)->finalize (object);
}

static void
cue_acoustic_saved_files_class_init (CueAcousticSavedFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_saved_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = cue_acoustic_saved_files_finalize;
}

// One file on its way from the list to a queue.
typedef struct {
  CueEventFileQueue *queue; // owned
  char              *name;  // owned
  gint64             size;
  gint64             listed;
  CueEventFileProof  proof;
} Known;

static void
known_free (Known *known)
{
  g_object_unref (known->queue);
  g_free (known->name);
  g_free (known);
}

static void
on_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Known *known = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, NULL);

  // What was moved, changed or thrown away is no longer saved as far as we know.
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) == known->size)
    cue_event_file_queue_add_known (known->queue,
                                    known->name,
                                    G_FILE (object),
                                    (guint64) known->size,
                                    known->listed,
                                    known->proof);
  known_free (known);
}

static gboolean
read_known (CueAcousticRecord *record, Known *known, char **uri)
{
  const char *body = cue_acoustic_record_get_body (record);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (JsonNode) root = cue_json_parse (bytes, NULL);
  g_autoptr (GPtrArray) odd = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  g_autoptr (GEnumClass) proofs = g_type_class_ref (CUE_TYPE_EVENT_FILE_PROOF);
  g_autofree char *proof = NULL;
  GEnumValue      *value;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  reader = cue_json_reader_new (json_node_get_object (root), "$", odd);
  if (!cue_json_reader_get_string (reader, "uri", uri) || *uri == NULL ||
      !cue_json_reader_get_int64 (reader, "size", &known->size) ||
      !cue_json_reader_get_int64 (reader, "listed", &known->listed) ||
      !cue_json_reader_get_string (reader, "proof", &proof) || proof == NULL)
    return FALSE;
  value = g_enum_get_value_by_nick (proofs, proof);
  if (value == NULL || known->size < 0 || !g_str_has_prefix (*uri, "file:///"))
    return FALSE;
  known->proof = value->value;
  return TRUE;
}

static gboolean
is_about (CueAcousticRecord *record, const char *connection, const char *base_url)
{
  return g_str_equal (cue_acoustic_record_get_kind (record), KIND) &&
         g_str_equal (cue_acoustic_record_get_connection (record), connection) &&
         (base_url == NULL || g_str_equal (cue_acoustic_record_get_request (record), base_url));
}

static const char *
get_base_url (CueEventFileQueue *queue)
{
  return cue_acoustic_client_get_base_url (cue_event_file_queue_get_client (queue));
}

static void
tell_queue (CueAcousticSavedFiles *self, const Follow *follow)
{
  GListModel *records = G_LIST_MODEL (self->records);
  g_autoptr (CueEventFileQueue) queue = g_weak_ref_get ((GWeakRef *) &follow->queue);

  for (guint i = 0; queue != NULL && i < g_list_model_get_n_items (records); i++) {
    g_autoptr (CueAcousticRecord) record = g_list_model_get_item (records, i);
    g_autoptr (GFile) file = NULL;
    g_autofree char *uri = NULL;
    Known           *known;

    if (!is_about (record, follow->connection, get_base_url (queue)))
      continue;
    known = g_new0 (Known, 1);
    known->queue = g_object_ref (queue);
    known->name = g_strdup (cue_acoustic_record_get_name (record));
    if (!read_known (record, known, &uri)) {
      known_free (known);
      continue;
    }
    file = g_file_new_for_uri (uri);
    g_file_query_info_async (file,
                             G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                             G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                             G_PRIORITY_DEFAULT,
                             self->cancellable,
                             on_looked_at,
                             known);
  }
}

static void
on_loaded (CueAcousticRecords *records, GParamSpec *pspec, CueAcousticSavedFiles *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    tell_queue (self, g_ptr_array_index (self->waiting, i));
  g_ptr_array_set_size (self->waiting, 0);
}

/**
 * cue_acoustic_saved_files_new:
 * @records: where it is written down; read from now on
 * @clock: says when something was saved
 *
 * Returns: (transfer full): what was saved
 */
CueAcousticSavedFiles *
cue_acoustic_saved_files_new (CueAcousticRecords *records, CueClock *clock)
{
  CueAcousticSavedFiles *self = g_object_new (CUE_TYPE_ACOUSTIC_SAVED_FILES, NULL);

  self->records = g_object_ref (records);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (records, "notify::loaded", G_CALLBACK (on_loaded), self, 0);
  cue_acoustic_records_load (records);
  return self;
}

static char *
format_known (CueEventFile *file)
{
  g_autoptr (GEnumClass) proofs = g_type_class_ref (CUE_TYPE_EVENT_FILE_PROOF);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *uri = g_file_get_uri (cue_event_file_get_saved (file));
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "uri", uri);
  json_object_set_int_member (object, "size", (gint64) cue_event_file_get_size (file));
  json_object_set_int_member (object, "listed", cue_event_file_get_listed_size (file));
  json_object_set_string_member (object,
                                 "proof",
                                 g_enum_get_value (proofs, cue_event_file_get_proof (file))
                                   ->value_nick);
  json_node_take_object (node, object);
  return cue_json_to_text (node, FALSE);
}

// Any of that name, or all of them.
static void
remove_records (CueAcousticSavedFiles *self,
                const char            *connection,
                const char            *base_url,
                const char            *name)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->records)); i > 0; i--) {
    g_autoptr (CueAcousticRecord)
      record = g_list_model_get_item (G_LIST_MODEL (self->records), i - 1);

    if (is_about (record, connection, base_url) &&
        (name == NULL || g_str_equal (cue_acoustic_record_get_name (record), name)))
      cue_acoustic_records_remove (self->records, cue_acoustic_record_get_id (record));
  }
}

static void
on_kept (CueEventFileQueue *queue, CueEventFile *file, CueAcousticSavedFiles *self)
{
  const char *connection = g_object_get_data (G_OBJECT (queue), "cue-connection");
  const char *base_url = get_base_url (queue);
  g_autoptr (CueAcousticRecord) record = NULL;
  g_autofree char *body = NULL;

  remove_records (self, connection, base_url, cue_event_file_get_name (file));
  if (cue_event_file_get_state (file) != CUE_EVENT_FILE_STATE_DOWNLOADED ||
      cue_event_file_get_saved (file) == NULL)
    return;
  body = format_known (file);
  record = cue_acoustic_record_new ("time",
                                    cue_clock_get_wall (self->clock),
                                    "kind",
                                    KIND,
                                    "name",
                                    cue_event_file_get_name (file),
                                    "connection",
                                    connection,
                                    "request",
                                    base_url,
                                    "body",
                                    body,
                                    NULL);
  cue_acoustic_records_add (self->records, record);
}

/**
 * cue_acoustic_saved_files_follow:
 * @queue: the files of a connection; a new one
 * @connection_id: of which it is
 *
 * Tells a queue what was saved before, and remembers what it saves.
 */
void
cue_acoustic_saved_files_follow (CueAcousticSavedFiles *self,
                                 CueEventFileQueue     *queue,
                                 const char            *connection_id)
{
  Follow *follow;

  g_return_if_fail (CUE_IS_ACOUSTIC_SAVED_FILES (self));
  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (queue));

  follow = g_new0 (Follow, 1);
  g_weak_ref_init (&follow->queue, queue);
  follow->connection = g_strdup (connection_id);
  g_object_set_data_full (G_OBJECT (queue), "cue-connection", g_strdup (connection_id), g_free);
  g_signal_connect_object (queue, "kept", G_CALLBACK (on_kept), self, 0);
  if (cue_acoustic_records_get_loaded (self->records)) {
    tell_queue (self, follow);
    follow_free (follow);
  } else {
    g_ptr_array_add (self->waiting, follow);
  }
}

/**
 * cue_acoustic_saved_files_forget:
 * @connection_id: of a connection that is gone
 *
 * Forgets what was saved through it; the files stay where they are.
 */
void
cue_acoustic_saved_files_forget (CueAcousticSavedFiles *self, const char *connection_id)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_SAVED_FILES (self));

  remove_records (self, connection_id, NULL, NULL);
}
