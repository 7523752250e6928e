// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-records-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-acoustic-records.h"
#include "cue-error.h"
#include "cue-json-reader.h"
#include "cue-profile-file.h"

// The file of a list of records. Any thread.

#define FORMAT  "cuelight-acoustic-records"
#define VERSION 1
// All bodies, and what escapes make of them.
#define MAX_BYTES (32 * 1024 * 1024)

/**
 * cue_acoustic_records_file_format:
 * @records: (element-type CueAcousticRecord): the newest first
 *
 * Returns: (transfer full): the file that holds them
 */
GBytes *
cue_acoustic_records_file_format (GPtrArray *records)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray  *array = json_array_sized_new (records->len);
  char       *text;

  for (guint i = 0; i < records->len; i++)
    json_array_add_element (array, cue_acoustic_record_to_json (g_ptr_array_index (records, i)));
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_array_member (object, "records", array);
  json_node_take_object (root, object);
  text = cue_json_to_text (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * cue_acoustic_records_found_free:
 * @data: (transfer full): what was found
 */
void
cue_acoustic_records_found_free (gpointer data)
{
  CueAcousticRecordsFound *found = data;

  g_ptr_array_unref (found->records);
  g_clear_error (&found->error);
  g_free (found);
}

static gboolean
read_root (JsonNode *root, CueAcousticRecordsFound *found, GError **error)
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
  list = version == VERSION ? json_object_get_member (json_node_get_object (root), "records")
                            : NULL;
  if (version > VERSION) {
    found->read_only = TRUE;
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_STORAGE,
                         _ ("This list was saved by a newer Cuelight. It was left alone, and "
                            "nothing is added to it."));
    return FALSE;
  }
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list)) {
    g_set_error_literal (error, CUE_ERROR, CUE_ERROR_STORAGE, _ ("it is no such list"));
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

// What is there must not be written over, whatever it is: it is kept under another name, or nothing
// is written at all.
static GError *
keep_aside (const char *path, GBytes *bytes, CueAcousticRecordsFound *found, const char *why)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *aside = cue_profile_file_keep_aside (path, bytes, &local);

  found->read_only = aside == NULL;
  if (aside == NULL)
    return g_error_new (CUE_ERROR,
                        CUE_ERROR_STORAGE,
                        // Translators: why it could not be read, and why not be kept
                        _ ("This list could not be read (%s), nor be kept under another name (%s). "
                           "It was left alone, and nothing is added to it."),
                        why,
                        local->message);
  return g_error_new (CUE_ERROR,
                      CUE_ERROR_STORAGE,
                      // Translators: why it could not be read, and the name of a file
                      _ ("This list could not be read (%s). What was there is kept as “%s”, and a "
                         "new list was begun."),
                      why,
                      aside);
}

// Never more of it than such a list may have.
static GBytes *
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo)
    info = g_file_query_info (file,
                              G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                              G_FILE_QUERY_INFO_NONE,
                              cancellable,
                              error);
  char *text = NULL;
  gsize size;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MAX_BYTES) {
    g_set_error_literal (error, CUE_ERROR, CUE_ERROR_STORAGE, _ ("it is no such list"));
    return NULL;
  }
  if (!g_file_load_contents (file, cancellable, &text, &size, NULL, error))
    return NULL;
  return g_bytes_new_take (text, size);
}

/**
 * cue_acoustic_records_file_read:
 * @path: (type filename): the file
 * @cancellable: (nullable): to end it early
 *
 * Reads a list, or what was taken for one. Blocks; any thread. A list that cannot be read is an
 * empty one and a sentence, not a failure.
 *
 * Returns: (transfer full): what is in it
 */
CueAcousticRecordsFound *
cue_acoustic_records_file_read (const char *path, GCancellable *cancellable)
{
  CueAcousticRecordsFound *found = g_new0 (CueAcousticRecordsFound, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  found->records = g_ptr_array_new_with_free_func (g_object_unref);
  bytes = read_file (path, cancellable, &error);
  if (bytes != NULL)
    root = cue_json_parse (bytes, &error);
  if ((root != NULL && read_root (root, found, &error)) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return found;
  if (found->read_only)
    found->error = g_steal_pointer (&error);
  else
    found->error = keep_aside (path, bytes, found, error->message);
  return found;
}
