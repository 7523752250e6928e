// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-profile-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-json.h"
#include "cue-profile-migrate.h"
#include "cue-text.h"

// A path is told, not a screen of it.
#define MAX_SHOWN_PATH 300

static void
set_too_large (GError **error)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_TOO_LARGE,
               _ ("A file of events has at most %d MiB, and this one is larger. Choose a file "
                  "that Cuelight exported."),
               CUE_PROFILE_FILE_MAX_BYTES / 1024 / 1024);
}

/**
 * cue_profile_file_read:
 * @file: a file that somebody chose
 *
 * Reads a file of events, or what was taken for one: never more of it than such a file may have,
 * and only from an ordinary file, since a pipe may never end and a device never stop. Blocks; any
 * thread.
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL with a `CUE_ERROR_TOO_LARGE` or
 *   `CUE_ERROR_INVALID_INPUT` error, or one of GIO's when it cannot be read
 */
GBytes *
cue_profile_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  const gsize limit = CUE_PROFILE_FILE_MAX_BYTES + 1;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *data = NULL;
  gsize            size;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE,
                            cancellable,
                            error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("This is a folder, a device or a pipe, but no ordinary file. Choose a file "
                    "that Cuelight exported."));
    return NULL;
  }
  if (g_file_info_get_size (info) > CUE_PROFILE_FILE_MAX_BYTES) {
    set_too_large (error);
    return NULL;
  }

  // The size that was told may be wrong by now, or always was.
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  data = g_malloc (limit);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, limit, &size, cancellable, error))
    return NULL;
  if (size == limit) {
    set_too_large (error);
    return NULL;
  }
  return g_bytes_new (data, size);
}

// What GIO says names its own calls.
static GError *
explain_unreadable (GFile *file, const GError *cause)
{
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *shown = cue_text_make_line (path, -1, MAX_SHOWN_PATH);

  if (cause->domain == CUE_ERROR)
    return g_error_new (CUE_ERROR, cause->code, "%s: %s", shown, cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return g_error_new (CUE_ERROR, CUE_ERROR_STORAGE, _ ("There is no file “%s”."), shown);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_error_new (CUE_ERROR,
                        CUE_ERROR_STORAGE,
                        _ ("You are not allowed to read “%s”."),
                        shown);
  return g_error_new (CUE_ERROR,
                      CUE_ERROR_STORAGE,
                      // Translators: a file, and what the system says about it
                      _ ("“%s” cannot be read: %s"),
                      shown,
                      cause->message);
}

/**
 * cue_profile_file_read_chosen:
 * @file: a file that somebody named
 *
 * As [func@profile_file_read], with sentences for the person who named it.
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL with an error of ours, or
 *   `G_IO_ERROR_CANCELLED`
 */
GBytes *
cue_profile_file_read_chosen (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *bytes = cue_profile_file_read (file, cancellable, &cause);

  if (bytes == NULL)
    g_propagate_error (error, explain_unreadable (file, cause));
  return bytes;
}

// The document, brought to the newest version.
static JsonNode *
open_document (GBytes *bytes, CueProfileFileFault *fault, guint *old_version, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  gint64 version;

  if (g_bytes_get_size (bytes) > CUE_PROFILE_FILE_MAX_BYTES) {
    set_too_large (error);
    return NULL;
  }
  root = cue_json_parse (bytes, error);
  if (root == NULL)
    return NULL;
  version = cue_profile_migrate_find_version (root);
  if (version == CUE_PROFILE_VERSION_NONE && !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ (
                   "A file of events is a JSON object, but this one holds something else. Choose a "
                   "file that Cuelight exported."));
    return NULL;
  }
  if (version == CUE_PROFILE_VERSION_NONE) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("This is JSON, but no file of events: it should say “format”: “%s” and a "
                    "version. Choose a file that Cuelight exported."),
                 CUE_PROFILE_FILE_FORMAT);
    return NULL;
  }
  if (version > CUE_PROFILE_FILE_VERSION) {
    g_autofree char *given = g_strdup_printf ("%" G_GINT64_FORMAT, version);

    *fault = CUE_PROFILE_FILE_NEWER;
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The events were saved by a newer Cuelight (format version %s; this one knows "
                    "up to %d). They were left untouched. Install the newer version to use them."),
                 given,
                 CUE_PROFILE_FILE_VERSION);
    return NULL;
  }
  *old_version = (guint) version;
  return cue_profile_migrate (root, version);
}

/**
 * cue_profile_file_parse:
 * @bytes: a file of events, ours or one that somebody sent
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 * @fault: (out): what became of it
 * @version: (out) (optional): the version it was in
 *
 * Reads a file of events. The version decides first: a file of a newer version is refused as a
 * whole, because writing it back would lose what this version does not know; one of an older
 * version is migrated, in memory.
 *
 * Returns: (transfer full) (nullable) (element-type CueProfile): the profiles in their order
 */
GPtrArray *
cue_profile_file_parse (GBytes              *bytes,
                        GPtrArray           *diagnostics,
                        CueProfileFileFault *fault,
                        guint               *version,
                        GError             **error)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonNode) root = NULL;
  JsonNode  *list;
  JsonArray *array;
  guint      old_version = 0;

  *fault = CUE_PROFILE_FILE_DAMAGED;
  root = open_document (bytes, fault, &old_version, error);
  if (root == NULL)
    return NULL;
  if (version != NULL)
    *version = old_version;

  list = json_object_get_member (json_node_get_object (root), "profiles");
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("This file of events has no list of “profiles”. Choose a file that Cuelight "
                    "exported."));
    return NULL;
  }

  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *path = g_strdup_printf ("$.profiles[%u]", i);
    g_autoptr (CueProfile) profile = NULL;

    if (profiles->len >= CUE_PROFILE_FILE_MAX) {
      g_ptr_array_add (diagnostics,
                       cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                           path,
                                           _ ("A file of events has at most %d of them; the rest "
                                              "was left out."),
                                           CUE_PROFILE_FILE_MAX));
      break;
    }
    profile = cue_profile_new_from_json (json_array_get_element (array, i), path, diagnostics);
    if (profile == NULL)
      continue;
    if (g_hash_table_contains (ids, cue_profile_get_id (profile))) {
      CueProfile *copy = cue_profile_duplicate (profile);

      // Two events must not share their secret.
      g_ptr_array_add (diagnostics,
                       cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                           path,
                                           _ ("Another event has the same id; this one was given a "
                                              "new one.")));
      g_set_object (&profile, copy);
      g_object_unref (copy);
    }
    g_hash_table_add (ids, (gpointer) cue_profile_get_id (profile));
    g_ptr_array_add (profiles, g_steal_pointer (&profile));
  }
  *fault = CUE_PROFILE_FILE_FINE;
  return g_steal_pointer (&profiles);
}

/**
 * cue_profile_file_format:
 * @profiles: (element-type CueProfile): what to write
 *
 * Returns: (transfer full): a file of events, without secrets and without transient profiles
 */
GBytes *
cue_profile_file_format (GPtrArray *profiles)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, CUE_PROFILE_FILE_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, CUE_PROFILE_FILE_VERSION);
  json_builder_set_member_name (builder, "profiles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < profiles->len; i++) {
    CueProfile *profile = g_ptr_array_index (profiles, i);

    if (!cue_profile_get_transient (profile))
      json_builder_add_value (builder, cue_profile_to_json (profile));
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = cue_json_to_text (root, TRUE);
  line = g_strconcat (text, "\n", NULL);
  return g_bytes_new (line, strlen (line));
}

// A name that no file has yet; a second copy must not replace the first.
static char *
make_free_path (const char *wanted)
{
  char *free_path = g_strdup (wanted);

  for (guint i = 2; g_file_test (free_path, G_FILE_TEST_EXISTS) && i < 1000; i++) {
    g_free (free_path);
    free_path = g_strdup_printf ("%s-%u", wanted, i);
  }
  return free_path;
}

static gboolean
write_copy (const char *path, GBytes *bytes, GError **error)
{
  return g_file_set_contents_full (path,
                                   g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

/**
 * cue_profile_file_keep_aside:
 * @path: a file of events that is damaged
 * @bytes: (nullable): what it holds; %NULL when that is too much to be read
 *
 * Keeps a damaged file beside itself, under a name that no other file has: a copy of it, or the
 * file as it is when it is too large to copy.
 *
 * Returns: (transfer full) (nullable): the path of what was kept
 */
char *
cue_profile_file_keep_aside (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *wanted = g_strdup_printf ("%s.damaged-%s", path, stamp);
  g_autofree char *aside = make_free_path (wanted);

  if (bytes != NULL && !write_copy (aside, bytes, error))
    return NULL;
  if (bytes == NULL && g_rename (path, aside) != 0) {
    int code = errno;

    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
    return NULL;
  }
  return g_steal_pointer (&aside);
}

static gboolean
holds (const char *path, GBytes *bytes)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) there = cue_profile_file_read (file, NULL, NULL);

  return there != NULL && g_bytes_equal (there, bytes);
}

/**
 * cue_profile_file_keep_old:
 * @path: a file of events
 * @bytes: what it holds
 * @version: its version, an older one than is written
 *
 * Keeps a copy of a file as the older version wrote it, beside it as `….v0` and so on. Where that
 * copy was made before, it is made only once.
 *
 * Returns: (transfer full) (nullable): the path of the copy
 */
char *
cue_profile_file_keep_old (const char *path, GBytes *bytes, guint version, GError **error)
{
  g_autofree char *wanted = g_strdup_printf ("%s.v%u", path, version);
  g_autofree char *aside = NULL;

  if (holds (wanted, bytes))
    return g_steal_pointer (&wanted);
  aside = make_free_path (wanted);
  if (!write_copy (aside, bytes, error))
    return NULL;
  return g_steal_pointer (&aside);
}
