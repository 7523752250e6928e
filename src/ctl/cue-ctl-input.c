// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cue-ctl.h"
#include "cue-error.h"
#include "cue-finding.h"
#include "cue-secret-bytes.h"

// What subcommands are given: secrets from files, and the user's events.

#define MAX_SECRET_BYTES (64 * 1024)

/**
 * cue_ctl_read_secret:
 * @path: a file, or `-` for standard input
 *
 * Reads a secret. One line break at the end is left out, since every editor and `echo` put one
 * there; everything else is kept as it is.
 *
 * Returns: (transfer full) (nullable): the secret
 */
GBytes *
cue_ctl_read_secret (const char *path, GError **error)
{
  g_autofree char *text = g_malloc (MAX_SECRET_BYTES + 1);
  GBytes          *secret;
  FILE            *file;
  gsize            size;

  file = g_str_equal (path, "-") ? stdin : fopen (path, "re");
  if (file == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The secret cannot be read from “%s”: %s."),
                 path,
                 g_strerror (errno));
    return NULL;
  }
  size = fread (text, 1, MAX_SECRET_BYTES + 1, file);
  if (ferror (file) != 0 || size > MAX_SECRET_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 size > MAX_SECRET_BYTES ? _ ("“%s” is too large to be a secret.")
                                         : _ ("The secret cannot be read from “%s”."),
                 path);
    size = 0;
  } else {
    if (size > 0 && text[size - 1] == '\n')
      size--;
    if (size > 0 && text[size - 1] == '\r')
      size--;
    if (size == 0)
      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_INVALID_INPUT,
                   _ ("“%s” is empty; it should hold a secret or a key."),
                   path);
  }
  if (file != stdin)
    fclose (file);
  secret = size > 0 ? cue_secret_bytes_new (text, size) : NULL;
  explicit_bzero (text, MAX_SECRET_BYTES + 1);
  return secret;
}

/**
 * cue_ctl_note_secret:
 * @secret: the secret of an API key
 * @is_base64: whether it is given in base64
 *
 * Says on standard error what is odd about a secret that can be used all the same: that it is
 * shorter than RFC 7518 section 3.2 asks for, or has a blank at an end.
 */
void
cue_ctl_note_secret (GBytes *secret, gboolean is_base64)
{
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (GPtrArray) found = NULL;

  cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_API_KEY);
  cue_profile_set_secret_is_base64 (profile, is_base64);
  found = cue_profile_validate_secret (profile, secret);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    // What cannot be used is an error of the one who uses it.
    if (cue_diagnostic_get_severity (finding) != CUE_SEVERITY_ERROR)
      cue_ctl_note ("%s", cue_diagnostic_get_message (finding));
  }
}

/**
 * cue_ctl_load_profiles:
 *
 * Returns: (transfer full) (nullable): the user's events
 */
CueProfileStore *
cue_ctl_load_profiles (GError **error)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (NULL);
  g_autoptr (GError) local = NULL;

  if (cue_profile_store_load (store, &local)) {
    GPtrArray *found = cue_profile_store_get_diagnostics (store);

    for (guint i = 0; i < found->len; i++)
      cue_ctl_note ("%s", cue_diagnostic_get_message (g_ptr_array_index (found, i)));
    return g_steal_pointer (&store);
  }
  // What could be read is still of use; only a store that may not be written is none.
  if (cue_profile_store_get_read_only (store)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  cue_ctl_note ("%s", local->message);
  return g_steal_pointer (&store);
}

// How many events have this name, written exactly so or in any case.
static guint
count_named (CueProfileStore *store, const char *name, gboolean exactly)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  guint            count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), i);
    g_autofree char *other = g_utf8_casefold (cue_profile_get_name (profile), -1);

    count += exactly ? g_str_equal (cue_profile_get_name (profile), name)
                     : g_str_equal (folded, other);
  }
  return count;
}

/**
 * cue_ctl_find_profile:
 * @store: the user's events
 * @name: a name or an id
 * @error: %CUE_ERROR_INVALID_INPUT when there is no event of that name, or more than one
 *
 * Two events may have one name; then only the id says which is meant.
 *
 * Returns: (transfer none) (nullable): the event of that name
 */
CueProfile *
cue_ctl_find_profile (CueProfileStore *store, const char *name, GError **error)
{
  CueProfile *profile = cue_profile_store_find_by_name (store, name);
  gboolean    by_id = profile != NULL && g_str_equal (cue_profile_get_id (profile), name);

  if (!by_id && (count_named (store, name, TRUE) > 1 ||
                 (profile == NULL && count_named (store, name, FALSE) > 1))) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("More than one event is named “%s”. Give the ID of the one you mean; "
                    "“cuelightctl profiles --json” lists them."),
                 name);
    return NULL;
  }
  if (profile == NULL)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("There is no event named “%s”. “cuelightctl profiles” lists those there are."),
                 name);
  return profile;
}

/**
 * cue_ctl_read_file:
 * @path: a file, or `-` for standard input
 *
 * Returns: (transfer full) (nullable): what it holds, which is never more than a person edits
 */
GBytes *
cue_ctl_read_file (const char *path, GError **error)
{
  g_autofree char *data = g_malloc (CUE_CTL_MAX_FILE_BYTES + 1);
  FILE            *file = g_str_equal (path, "-") ? stdin : fopen (path, "re");
  gsize            size;
  gboolean         failed;

  if (file == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("“%s” cannot be read: %s"),
                 path,
                 g_strerror (errno));
    return NULL;
  }
  size = fread (data, 1, CUE_CTL_MAX_FILE_BYTES + 1, file);
  failed = ferror (file) != 0;
  if (file != stdin)
    fclose (file);
  if (failed || size > CUE_CTL_MAX_FILE_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 failed ? _ ("“%s” cannot be read.") : _ ("“%s” is larger than 4 MiB."),
                 path);
    return NULL;
  }
  return g_bytes_new (data, size);
}

/**
 * cue_ctl_note_findings:
 * @findings: (element-type CueFinding): what the rules say
 *
 * Says all of them on standard error, with their places and sources.
 *
 * Returns: whether one of them forbids to send
 */
gboolean
cue_ctl_note_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const CueFinding *finding = g_ptr_array_index (findings, i);

    if (*cue_finding_get_path (finding) == '\0') {
      // Translators: level of a finding, the finding, where the rule is from
      cue_ctl_note (_ ("%s: %s (%s)"),
                    cue_finding_level_get_name (cue_finding_get_level (finding)),
                    cue_finding_get_words (finding),
                    cue_finding_get_source (finding));
      continue;
    }
    // Translators: level of a finding, the place in the file, the finding, where the rule is from
    cue_ctl_note (_ ("%s: %s: %s (%s)"),
                  cue_finding_level_get_name (cue_finding_get_level (finding)),
                  cue_finding_get_path (finding),
                  cue_finding_get_words (finding),
                  cue_finding_get_source (finding));
  }
  return cue_findings_block (findings);
}
