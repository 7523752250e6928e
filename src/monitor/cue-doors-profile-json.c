// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-doors-profile.h"
#include "cue-json-reader.h"
#include "cue-profile-text.h"

// What the fields about doors may hold, and their form in a file. There is no member for a secret,
// on purpose.

/**
 * cue_doors_profile_validate:
 * @found: (element-type CueDiagnostic): gets the findings, each about the property it names
 *
 * Checks the fields that watching needs; nothing when doors are not watched. Tokens are looked at
 * when they are used. Apart from [method@Profile.validate], since an event can be watched without
 * its doors.
 */
void
cue_doors_profile_validate (CueDoorsProfile *self, GPtrArray *found)
{
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) sites = NULL;
  CueTokenSourceKind kind;

  g_return_if_fail (CUE_IS_DOORS_PROFILE (self));

  if (!cue_doors_profile_get_enabled (self))
    return;
  own = cue_diagnostics_new ();
  kind = cue_doors_profile_get_token_source (self);
  cue_salto_check_hub_url (own,
                           cue_doors_profile_get_environment (self),
                           cue_doors_profile_get_hub_url (self));
  sites = cue_doors_profile_list_sites (self);
  if (sites->len == 0)
    cue_salto_check_site (own, NULL);
  for (guint i = 0; i < sites->len; i++)
    cue_salto_check_site (own, ((CueDoorsSite *) g_ptr_array_index (sites, i))->id);
  if (sites->len > CUE_DOORS_MAX_SITES)
    g_ptr_array_add (own,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         CUE_SALTO_FIELD_SITE,
                                         _ ("At most %u sites can be watched for one event."),
                                         CUE_DOORS_MAX_SITES));
  cue_salto_check_streams (own,
                           cue_doors_profile_get_entries (self),
                           cue_doors_profile_get_incidents (self));
  if (*cue_doors_profile_get_user_id (self) != '\0')
    cue_salto_check_user (own, cue_doors_profile_get_user_id (self));
  if (kind != CUE_TOKEN_SOURCE_PASTED) {
    cue_salto_check_identity_url (own, cue_doors_profile_find_identity_url (self));
    cue_salto_check_client (own, cue_doors_profile_get_client_id (self));
  }
  for (guint i = 0; i < own->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (own, i);
    const char          *field = cue_diagnostic_get_where (finding);

    if (g_str_equal (field, CUE_SALTO_FIELD_SITE))
      field = "sites";
    else if (g_str_equal (field, CUE_SALTO_FIELD_STREAMS))
      field = "entries";
    else if (g_str_equal (field, CUE_SALTO_FIELD_USER))
      field = "user-id";
    g_ptr_array_add (found,
                     cue_diagnostic_new (cue_diagnostic_get_severity (finding),
                                         field,
                                         "%s",
                                         cue_diagnostic_get_message (finding)));
  }
}

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static void
add_flag (JsonBuilder *builder, const char *member, gboolean flag)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, flag);
}

/**
 * cue_doors_profile_to_json:
 *
 * Returns: (transfer full): the fields as a JSON object, without any secret
 */
JsonNode *
cue_doors_profile_to_json (CueDoorsProfile *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) sites = NULL;
  CueSaltoOverrides overrides;

  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);

  overrides = cue_doors_profile_get_overrides (self);
  json_builder_begin_object (builder);
  add_flag (builder, "enabled", cue_doors_profile_get_enabled (self));
  add_text (builder,
            "environment",
            get_nick (CUE_TYPE_SALTO_ENVIRONMENT, cue_doors_profile_get_environment (self)));
  add_text (builder, "hubUrl", cue_doors_profile_get_hub_url (self));
  add_text (builder, "identityUrl", cue_doors_profile_get_identity_url (self));
  json_builder_set_member_name (builder, "sites");
  json_builder_begin_array (builder);
  sites = cue_doors_profile_list_sites (self);
  for (guint i = 0; i < sites->len; i++) {
    const CueDoorsSite *site = g_ptr_array_index (sites, i);

    json_builder_begin_object (builder);
    add_text (builder, "id", site->id);
    add_text (builder, "name", site->name);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  add_flag (builder, "entries", cue_doors_profile_get_entries (self));
  add_flag (builder, "incidents", cue_doors_profile_get_incidents (self));
  add_text (builder, "userId", cue_doors_profile_get_user_id (self));
  add_flag (builder, "tokenInQuery", cue_doors_profile_get_token_in_query (self));
  add_text (builder,
            "tokenSource",
            get_nick (CUE_TYPE_TOKEN_SOURCE_KIND, cue_doors_profile_get_token_source (self)));
  add_text (builder, "clientId", cue_doors_profile_get_client_id (self));
  add_flag (builder, "ignoreLife", (overrides & CUE_SALTO_OVERRIDE_LIFE) != 0);
  add_flag (builder, "ignoreScope", (overrides & CUE_SALTO_OVERRIDE_SCOPE) != 0);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
read_flag (CueDoorsProfile *self, CueJsonReader *reader, const char *member, const char *property)
{
  gboolean flag;

  if (cue_json_reader_has (reader, member) && cue_json_reader_get_bool (reader, member, &flag))
    g_object_set (self, property, flag, NULL);
}

static void
read_choice (CueDoorsProfile *self,
             CueJsonReader   *reader,
             const char      *member,
             const char      *property,
             GType            type)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *text = NULL;
  GEnumValue      *value;

  if (!cue_json_reader_has (reader, member))
    return;
  text = cue_profile_read_text (reader, member, CUE_PROFILE_NAME_MAX_CHARS);
  if (text == NULL)
    return;
  value = g_enum_get_value_by_nick (klass, text);
  if (value != NULL)
    g_object_set (self, property, value->value, NULL);
  else
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            member,
                            _ ("This is none of the known values; the usual one is used."));
}

static void
read_sites (CueDoorsProfile *self, CueJsonReader *reader, GPtrArray *diagnostics)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  JsonNode  *node = json_object_get_member (cue_json_reader_get_json (reader), "sites");
  JsonArray *array;

  if (node == NULL)
    return;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "sites",
                            _ ("Sites are a list; this was left out."));
    return;
  }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode        *item = json_array_get_element (array, i);
    g_autofree char *path = g_strdup_printf ("%s.sites[%u]", cue_json_reader_get_path (reader), i);
    g_autoptr (CueJsonReader) site = NULL;
    g_autofree char *id = NULL;
    g_autofree char *name = NULL;

    if (i == CUE_DOORS_MAX_SITES || !JSON_NODE_HOLDS_OBJECT (item)) {
      cue_json_reader_report (reader,
                              CUE_SEVERITY_WARNING,
                              "sites",
                              _ ("Some of the sites could not be used and were left out."));
      break;
    }
    site = cue_json_reader_new (json_node_get_object (item), path, diagnostics);
    id = cue_profile_read_text (site, "id", CUE_PROFILE_NAME_MAX_CHARS);
    if (cue_json_reader_has (site, "name"))
      name = cue_profile_read_text (site, "name", CUE_PROFILE_NAME_MAX_CHARS);
    if (id == NULL || *id == '\0' || strpbrk (id, " \t") != NULL)
      continue;
    g_string_append_printf (lines,
                            "%s%s%s%s",
                            lines->len > 0 ? "\n" : "",
                            id,
                            name != NULL && *name != '\0' ? " " : "",
                            name != NULL ? name : "");
  }
  g_object_set (self, "sites", lines->str, NULL);
}

/**
 * cue_doors_profile_read_json:
 * @node: what a file says
 * @path: where it stands in the file, for the findings
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 *
 * Reads the fields without trusting the file: what is missing or impossible stays as it is.
 */
void
cue_doors_profile_read_json (CueDoorsProfile *self,
                             JsonNode        *node,
                             const char      *path,
                             GPtrArray       *diagnostics)
{
  static const struct {
    const char *member;
    const char *property;
  } texts[] = {
    { "hubUrl", "hub-url" },
    { "identityUrl", "identity-url" },
    { "userId", "user-id" },
    { "clientId", "client-id" },
  };
  static const struct {
    const char *member;
    const char *property;
  } flags[] = {
    { "enabled", "enabled" },        { "entries", "entries" },
    { "incidents", "incidents" },    { "tokenInQuery", "token-in-query" },
    { "ignoreLife", "ignore-life" }, { "ignoreScope", "ignore-scope" },
  };
  g_autoptr (CueJsonReader) reader = NULL;

  g_return_if_fail (CUE_IS_DOORS_PROFILE (self));

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         path,
                                         _ ("What is about doors is an object, but here is "
                                            "something else; it was left out.")));
    return;
  }
  reader = cue_json_reader_new (json_node_get_object (node), path, diagnostics);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = NULL;

    if (!cue_json_reader_has (reader, texts[i].member))
      continue;
    text = cue_profile_read_text (reader, texts[i].member, CUE_PROFILE_TEXT_MAX);
    if (text != NULL)
      g_object_set (self, texts[i].property, text, NULL);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    read_flag (self, reader, flags[i].member, flags[i].property);
  read_choice (self, reader, "environment", "environment", CUE_TYPE_SALTO_ENVIRONMENT);
  read_choice (self, reader, "tokenSource", "token-source", CUE_TYPE_TOKEN_SOURCE_KIND);
  read_sites (self, reader, diagnostics);
}
