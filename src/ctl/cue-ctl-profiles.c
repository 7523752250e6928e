// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-profiles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl.h"
#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-profile-file.h"
#include "cue-redact.h"

static const char *
get_kind_id (CueProfile *profile)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (CUE_TYPE_PROFILE_SOURCE);

  return g_enum_get_value (kinds, cue_profile_get_source_kind (profile))->value_nick;
}

static const char *
get_address (CueProfile *profile)
{
  switch (cue_profile_get_source_kind (profile)) {
  case CUE_PROFILE_SOURCE_BACKEND:
    return cue_profile_get_backend_url (profile);
  case CUE_PROFILE_SOURCE_STATE_URL:
    return cue_profile_get_state_url (profile);
  case CUE_PROFILE_SOURCE_API_KEY:
    break;
  }
  return cue_profile_get_endpoint (profile);
}

static void
print_profile (CueProfile *profile, gboolean json)
{
  g_autofree char *address = cue_redact_url (get_address (profile));

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "id", cue_profile_get_id (profile));
    cue_ctl_add_text (builder, "name", cue_profile_get_name (profile));
    cue_ctl_add_text (builder, "source", get_kind_id (profile));
    cue_ctl_add_text (builder, "address", address);
    json_builder_set_member_name (builder, "complete");
    json_builder_add_boolean_value (builder, cue_profile_is_complete (profile));
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
  } else {
    g_autofree char *name = cue_ctl_clean (cue_profile_get_name (profile));
    g_autofree char *clean = cue_ctl_clean (address);
    g_autofree char *line = NULL;

    line = g_strdup_printf ("%s\t%s\t%s\t%s",
                            cue_profile_get_id (profile),
                            get_kind_id (profile),
                            name,
                            clean);
    cue_ctl_print (line);
  }
}

static void
note_findings (GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (diagnostic) != CUE_SEVERITY_INFO)
      cue_ctl_note ("%s: %s",
                    cue_diagnostic_get_where (diagnostic),
                    cue_diagnostic_get_message (diagnostic));
  }
}

static int
list_profiles (CueProfileStore *store, gboolean json)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), i);

    print_profile (profile, json);
  }
  if (n == 0 && !json)
    cue_ctl_note (_ ("There are no events yet. Add one in Cuelight, or with “cuelightctl profiles "
                     "import FILE”."));
  return CUE_CTL_FINE;
}

static int
export_profiles (CueProfileStore *store, const char *path)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GBytes) bytes = cue_profile_store_export (store, NULL, found);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  note_findings (found);
  if (path == NULL || g_str_equal (path, "-")) {
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_strchomp (text);
    cue_ctl_print (text);
  } else if (!g_file_set_contents (path,
                                   g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes),
                                   &error)) {
    return cue_ctl_fail (CUE_CTL_CRITICAL,
                         _ ("The events could not be written to “%s”: %s"),
                         path,
                         error->message);
  }
  return found->len > 0 ? CUE_CTL_WARNING : CUE_CTL_FINE;
}

static int
import_profiles (CueProfileStore *store, const char *path, gboolean json)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GPtrArray) added = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = cue_profile_file_read_chosen (file, NULL, &error);
  if (bytes == NULL)
    return cue_ctl_fail (g_error_matches (error, CUE_ERROR, CUE_ERROR_STORAGE) ? CUE_CTL_UNKNOWN
                                                                               : CUE_CTL_CRITICAL,
                         "%s",
                         error->message);
  added = cue_profile_store_import (store, bytes, found, &error);
  if (added == NULL)
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  note_findings (found);
  if (!cue_profile_store_flush (store, &error))
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  for (guint i = 0; i < added->len; i++)
    print_profile (g_ptr_array_index (added, i), json);
  return cue_diagnostics_get_worst (found) == CUE_SEVERITY_INFO ? CUE_CTL_FINE : CUE_CTL_WARNING;
}

/**
 * cue_ctl_profiles:
 *
 * `cuelightctl profiles`: lists, exports and imports the user's events.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_profiles (int argc, char **argv)
{
  g_autoptr (CueProfileStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gboolean json = FALSE;
  int      status;

  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object a line"), NULL },
    { 0 },
  };

  if (!cue_ctl_parse ("profiles",
                      "[list | export [FILE] | import FILE]",
                      _ ("Lists the events, or writes them to a file without their secrets, or "
                         "adds those of a file.\nClose Cuelight before you import: it keeps its "
                         "own list while it runs."),
                      entries,
                      &argc,
                      &argv,
                      &status))
    return status;
  store = cue_ctl_load_profiles (&error);
  if (store == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);

  if (argc == 1 || (argc == 2 && g_str_equal (argv[1], "list")))
    return list_profiles (store, json);
  if (g_str_equal (argv[1], "export") && argc <= 3)
    return export_profiles (store, argc == 3 ? argv[2] : NULL);
  if (g_str_equal (argv[1], "import") && argc == 3)
    return import_profiles (store, argv[2], json);
  return cue_ctl_fail (CUE_CTL_UNKNOWN,
                       _ ("This should be “cuelightctl profiles list”, “… export [FILE]” or “… "
                          "import "
                          "FILE”."));
}
