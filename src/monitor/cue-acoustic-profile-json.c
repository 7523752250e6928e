// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-profile.h"
#include "cue-json-reader.h"
#include "cue-profile-text.h"

// Connections to the Acoustic Exchange in a file. There is no member for a key, on purpose.

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static const struct {
  CueAcousticRole role;
  const char     *nick;
} roles[] = {
  { CUE_ACOUSTIC_ROLE_BOTH, "both" },
  { CUE_ACOUSTIC_ROLE_PUBLISHER, "publisher" },
  { CUE_ACOUSTIC_ROLE_SUBSCRIBER, "subscriber" },
};

static const char *
get_role_nick (CueAcousticRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (roles[i].role == role)
      return roles[i].nick;
  }
  return roles[0].nick;
}

/**
 * cue_acoustic_profile_to_json:
 *
 * Returns: (transfer full): the connections as a JSON object, without any key
 */
JsonNode *
cue_acoustic_profile_to_json (CueAcousticProfile *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_PROFILE (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self));
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "connections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueAcousticConnection) item = g_list_model_get_item (G_LIST_MODEL (self), i);

    json_builder_begin_object (builder);
    add_text (builder, "id", cue_acoustic_connection_get_id (item));
    add_text (builder, "label", cue_acoustic_connection_get_label (item));
    add_text (builder, "baseUrl", cue_acoustic_connection_get_base_url (item));
    add_text (builder, "role", get_role_nick (cue_acoustic_connection_get_role (item)));
    json_builder_set_member_name (builder, "production");
    json_builder_add_boolean_value (builder, cue_acoustic_connection_get_production (item));
    add_text (builder, "endpointId", cue_acoustic_connection_get_endpoint_id (item));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
read_role (CueAcousticConnection *connection, CueJsonReader *reader)
{
  g_autofree char *text = NULL;

  if (!cue_json_reader_has (reader, "role"))
    return;
  text = cue_profile_read_text (reader, "role", CUE_PROFILE_NAME_MAX_CHARS);
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (roles); i++) {
    if (g_str_equal (roles[i].nick, text)) {
      g_object_set (connection, "role", roles[i].role, NULL);
      return;
    }
  }
  if (text != NULL)
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "role",
                            _ ("This is none of the known values; the usual one is used."));
}

static void
read_connection (CueAcousticProfile *self, CueJsonReader *reader)
{
  static const struct {
    const char *member;
    const char *property;
    gsize       max_chars;
  } texts[] = {
    { "label", "label", CUE_PROFILE_NAME_MAX_CHARS },
    { "baseUrl", "base-url", CUE_PROFILE_TEXT_MAX },
    { "endpointId", "endpoint-id", CUE_PROFILE_NAME_MAX_CHARS },
  };
  g_autoptr (CueAcousticConnection) connection = NULL;
  g_autofree char *id = NULL;
  gboolean         production;

  if (cue_json_reader_get_string (reader, "id", &id) &&
      (!g_uuid_string_is_valid (id) || cue_acoustic_profile_find (self, id) != NULL)) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "id",
                            _ ("This is no UUID of its own; the connection was given a new one."));
    g_clear_pointer (&id, g_free);
  }
  connection = g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION, "id", id, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = NULL;

    if (!cue_json_reader_has (reader, texts[i].member))
      continue;
    text = cue_profile_read_text (reader, texts[i].member, texts[i].max_chars);
    if (text != NULL)
      g_object_set (connection, texts[i].property, text, NULL);
  }
  read_role (connection, reader);
  // Whoever cannot say what it is for is asked before it writes.
  if (cue_json_reader_has (reader, "production"))
    g_object_set (connection,
                  "production",
                  !cue_json_reader_get_bool (reader, "production", &production) || production,
                  NULL);
  cue_acoustic_profile_add (self, connection);
}

/**
 * cue_acoustic_profile_read_json:
 * @self: an empty profile
 * @node: what a file says
 * @path: where it stands in the file, for the findings
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 *
 * Reads the connections without trusting the file.
 */
void
cue_acoustic_profile_read_json (CueAcousticProfile *self,
                                JsonNode           *node,
                                const char         *path,
                                GPtrArray          *diagnostics)
{
  JsonNode  *list = NULL;
  JsonArray *array;

  g_return_if_fail (CUE_IS_ACOUSTIC_PROFILE (self));

  if (JSON_NODE_HOLDS_OBJECT (node))
    list = json_object_get_member (json_node_get_object (node), "connections");
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list)) {
    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         path,
                                         _ ("What is about the Acoustic Exchange is an object with "
                                            "a list of connections, but here is something else; "
                                            "it was left out.")));
    return;
  }
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode        *item = json_array_get_element (array, i);
    g_autofree char *where = g_strdup_printf ("%s.connections[%u]", path, i);
    g_autoptr (CueJsonReader) reader = NULL;

    if (i == CUE_ACOUSTIC_MAX_CONNECTIONS || !JSON_NODE_HOLDS_OBJECT (item)) {
      g_ptr_array_add (diagnostics,
                       cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                           where,
                                           _ ("Some of the connections could not be used and were "
                                              "left out.")));
      if (i == CUE_ACOUSTIC_MAX_CONNECTIONS)
        break;
      continue;
    }
    reader = cue_json_reader_new (json_node_get_object (item), where, diagnostics);
    read_connection (self, reader);
  }
}
