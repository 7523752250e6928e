// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-notes-file.h"

#include "cue-error.h"
#include "cue-json-reader.h"
#include "cue-json.h"
#include "cue-time.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT  "cuelight-door-notes"
#define VERSION 1

/**
 * cue_access_note_free:
 * @note: (transfer full): a note
 */
void
cue_access_note_free (CueAccessNote *note)
{
  g_free (note->text);
  g_free (note);
}

/**
 * cue_access_note_copy:
 * @note: a note
 *
 * Returns: (transfer full): another one that says the same
 */
CueAccessNote *
cue_access_note_copy (const CueAccessNote *note)
{
  CueAccessNote *copy = g_memdup2 (note, sizeof *note);

  copy->text = g_strdup (note->text);
  return copy;
}

/**
 * cue_access_notes_table_new:
 *
 * Returns: (transfer full): an empty table from the id of an event to what the user says about it;
 *   it owns both
 */
GHashTable *
cue_access_notes_table_new (void)
{
  return g_hash_table_new_full (g_str_hash,
                                g_str_equal,
                                g_free,
                                (GDestroyNotify) cue_access_note_free);
}

/* ---- reading ------------------------------------------------------------------------------- */

static gint64
read_time (CueJsonReader *reader, const char *name)
{
  g_autofree char *text = NULL;
  gint64           us;

  if (!cue_json_reader_has (reader, name) || !cue_json_reader_get_string (reader, name, &text) ||
      text == NULL || !cue_time_parse_iso8601 (text, &us, NULL))
    return 0;
  return us;
}

static void
read_note (JsonNode *node, GHashTable *notes)
{
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  g_autofree char *event = NULL;
  CueAccessNote   *note;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  reader = cue_json_reader_new (json_node_get_object (node), "$", diagnostics);
  if (!cue_json_reader_get_string (reader, "event", &event) || event == NULL || *event == '\0')
    return;
  note = g_new0 (CueAccessNote, 1);
  note->acknowledged_wall_us = read_time (reader, "acknowledged");
  note->changed_wall_us = read_time (reader, "changed");
  if (cue_json_reader_has (reader, "text"))
    cue_json_reader_get_string (reader, "text", &note->text);
  g_hash_table_insert (notes, g_steal_pointer (&event), note);
}

static GHashTable *
read_root (JsonNode *root, CueAccessNotesFault *fault, GError **error)
{
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  g_autofree char *format = NULL;
  GHashTable      *notes;
  JsonArray       *array;
  JsonNode        *member;
  gint64           version = 0;

  *fault = CUE_ACCESS_NOTES_DAMAGED;
  if (JSON_NODE_HOLDS_OBJECT (root)) {
    reader = cue_json_reader_new (json_node_get_object (root), "$", diagnostics);
    if (cue_json_reader_get_string (reader, "format", &format) && g_strcmp0 (format, FORMAT) == 0)
      cue_json_reader_get_int64 (reader, "version", &version);
  }
  if (version > VERSION) {
    *fault = CUE_ACCESS_NOTES_NEWER;
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_STORAGE,
                         _ ("The notes about doors are from a newer Cuelight. They were not read, "
                            "and nothing will be saved."));
    return NULL;
  }
  member = version > 0 ? json_object_get_member (json_node_get_object (root), "notes") : NULL;
  if (member == NULL || !JSON_NODE_HOLDS_ARRAY (member)) {
    g_set_error_literal (error, CUE_ERROR, CUE_ERROR_STORAGE, _ ("It is no file of notes."));
    return NULL;
  }
  array = json_node_get_array (member);
  notes = cue_access_notes_table_new ();
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (g_hash_table_size (notes) < CUE_ACCESS_NOTES_MAX)
      read_note (json_array_get_element (array, i), notes);
  }
  *fault = CUE_ACCESS_NOTES_FINE;
  return notes;
}

/* A damaged file holds what somebody wrote, so it is never written over. */
static void
put_aside (const char *path, CueAccessNotesFault *fault, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *why = g_strdup (error != NULL && *error != NULL ? (*error)->message : "");

  for (guint i = 1; i <= 100; i++) {
    g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", path, i);
    g_autoptr (GFile) target = g_file_new_for_path (aside);
    g_autoptr (GError) local = NULL;

    if (g_file_move (file, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &local)) {
      g_clear_error (error);
      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_STORAGE,
                   _ ("The file of notes about doors is damaged and was not used: %s What it held "
                      "is kept in “%s”."),
                   why,
                   aside);
      return;
    }
    if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
      break;
  }
  *fault = CUE_ACCESS_NOTES_UNREADABLE;
  g_clear_error (error);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ (
                 "The file of notes about doors is damaged and could not be kept aside, so nothing "
                 "will be saved: %s"),
               why);
}

/**
 * cue_access_notes_file_load:
 * @path: the file
 * @fault: (out): how it was
 * @error: %CUE_ERROR_STORAGE when it could not be used
 *
 * Any thread.
 *
 * Returns: (transfer full): the notes; empty when there are none that can be read
 */
GHashTable *
cue_access_notes_file_load (const char *path, CueAccessNotesFault *fault, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local = NULL;
  GHashTable *notes = NULL;
  gsize       length;

  if (!g_file_get_contents (path, &text, &length, &local)) {
    *fault = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT)
               ? CUE_ACCESS_NOTES_NONE
               : CUE_ACCESS_NOTES_UNREADABLE;
    if (*fault == CUE_ACCESS_NOTES_UNREADABLE)
      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_STORAGE,
                   _ ("The notes about doors could not be read, so nothing will be saved: %s"),
                   local->message);
    return cue_access_notes_table_new ();
  }
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  root = cue_json_parse (bytes, &local);
  *fault = CUE_ACCESS_NOTES_DAMAGED;
  if (root != NULL)
    notes = read_root (root, fault, &local);
  if (*fault == CUE_ACCESS_NOTES_DAMAGED)
    put_aside (path, fault, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return notes != NULL ? notes : cue_access_notes_table_new ();
}

/* ---- writing ------------------------------------------------------------------------------- */

static void
add_time (JsonBuilder *builder, const char *name, gint64 wall_us)
{
  g_autofree char *text = NULL;

  if (wall_us <= 0)
    return;
  text = cue_time_format_iso8601 (wall_us);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/**
 * cue_access_notes_file_format:
 * @notes: a table of notes
 *
 * The same notes always are the same bytes. Any thread.
 *
 * Returns: (transfer full): the JSON of the file `door-notes.json`
 */
GBytes *
cue_access_notes_file_format (GHashTable *notes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GList) events = g_list_sort (g_hash_table_get_keys (notes), (GCompareFunc) strcmp);
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (GList *at = events; at != NULL; at = at->next) {
    const CueAccessNote *note = g_hash_table_lookup (notes, at->data);

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "event");
    json_builder_add_string_value (builder, at->data);
    add_time (builder, "acknowledged", note->acknowledged_wall_us);
    add_time (builder, "changed", note->changed_wall_us);
    if (note->text != NULL) {
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, note->text);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = cue_json_to_text (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * cue_access_notes_file_save:
 * @path: where the file is, or will be; its folder is made if it is not there
 * @bytes: what stands in it
 * @error: %CUE_ERROR_STORAGE, in a sentence for people
 *
 * Any thread; it waits for the disk. The file is whole at any moment: the old one or the new one.
 *
 * Returns: whether it is on the disk
 */
gboolean
cue_access_notes_file_save (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local = NULL;
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path,
                                text,
                                (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                &local))
    return TRUE;
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ ("The notes about doors could not be saved in “%s”: %s"),
               path,
               local != NULL ? local->message : g_strerror (errno));
  return FALSE;
}
