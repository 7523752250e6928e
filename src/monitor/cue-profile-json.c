// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-diagnostic.h"
#include "cue-json-reader.h"
#include "cue-profile-text.h"
#include "cue-profile.h"

// One profile in a file. There is no member for a secret, on purpose.

#define NAME_MAX_CHARS CUE_PROFILE_NAME_MAX_CHARS

/**
 * cue_profile_to_json:
 *
 * Returns: (transfer full): the profile as a JSON object, without any secret; fields that the
 *   chosen source does not use are kept, so that a user may change their mind
 */
JsonNode *
cue_profile_to_json (CueProfile *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GEnumClass) kinds = g_type_class_ref (CUE_TYPE_PROFILE_SOURCE);
  GEnumValue *kind;

  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);

  kind = g_enum_get_value (kinds, cue_profile_get_source_kind (self));
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, cue_profile_get_id (self));
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, cue_profile_get_name (self));
  if (cue_profile_get_colour (self) != NULL) {
    json_builder_set_member_name (builder, "colour");
    json_builder_add_string_value (builder, cue_profile_get_colour (self));
  }
  json_builder_set_member_name (builder, "source");
  json_builder_add_string_value (builder, kind->value_nick);
  json_builder_set_member_name (builder, "endpoint");
  json_builder_add_string_value (builder, cue_profile_get_endpoint (self));
  json_builder_set_member_name (builder, "iss");
  json_builder_add_string_value (builder, cue_profile_get_iss (self));
  json_builder_set_member_name (builder, "aud");
  json_builder_add_string_value (builder, cue_profile_get_aud (self));
  json_builder_set_member_name (builder, "ttl");
  json_builder_add_int_value (builder, cue_profile_get_ttl (self));
  json_builder_set_member_name (builder, "secretIsBase64");
  json_builder_add_boolean_value (builder, cue_profile_get_secret_is_base64 (self));
  json_builder_set_member_name (builder, "backendUrl");
  json_builder_add_string_value (builder, cue_profile_get_backend_url (self));
  json_builder_set_member_name (builder, "stateUrl");
  json_builder_add_string_value (builder, cue_profile_get_state_url (self));
  json_builder_set_member_name (builder, "pollInterval");
  json_builder_add_int_value (builder, cue_profile_get_poll_interval (self));
  json_builder_set_member_name (builder, "doors");
  json_builder_add_value (builder, cue_doors_profile_to_json (cue_profile_get_doors (self)));
  json_builder_set_member_name (builder, "acoustic");
  json_builder_add_value (builder, cue_connection_list_to_json (cue_profile_get_acoustic (self)));
  json_builder_set_member_name (builder, "tenduke");
  json_builder_add_value (builder, cue_connection_list_to_json (cue_profile_get_tenduke (self)));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * cue_profile_read_text:
 * @reader: an object of a file
 * @member: one of its members
 * @max_chars: how long it may be
 *
 * Reads a text from a file that anybody may have written: bounded, and without characters that are
 * not seen on screen, since an address is later shown to a person who decides by it. What is not
 * used is reported.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
cue_profile_read_text (CueJsonReader *reader, const char *member, gsize max_chars)
{
  g_autofree char *text = NULL;

  if (!cue_json_reader_get_string (reader, member, &text))
    return NULL;
  if (strlen (text) > max_chars * 4 || g_utf8_strlen (text, -1) > (glong) max_chars) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            member,
                            _ ("This text has more than %u characters and was left out."),
                            (guint) max_chars);
    return NULL;
  }
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    GUnicodeType type = g_unichar_type (g_utf8_get_char (c));

    if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
        type == G_UNICODE_PARAGRAPH_SEPARATOR) {
      cue_json_reader_report (reader,
                              CUE_SEVERITY_WARNING,
                              member,
                              _ ("This text has characters that cannot be seen and was left out."));
      return NULL;
    }
  }
  return g_steal_pointer (&text);
}

/**
 * cue_profile_read_field:
 * @object: what is read
 * @property: one of its texts
 * @reader: an object of a file
 * @member: one of its members
 * @max_chars: how long it may be
 *
 * Sets a property from a file, if the member is there and can be used.
 */
void
cue_profile_read_field (gpointer       object,
                        const char    *property,
                        CueJsonReader *reader,
                        const char    *member,
                        gsize          max_chars)
{
  g_autofree char *text = NULL;

  if (!cue_json_reader_has (reader, member))
    return;
  text = cue_profile_read_text (reader, member, max_chars);
  if (text != NULL)
    g_object_set (object, property, text, NULL);
}

/**
 * cue_profile_read_production:
 * @object: a connection
 * @reader: what a file says about it
 *
 * Whether real people are behind it. Whoever cannot say what it is for is asked before it writes.
 */
void
cue_profile_read_production (gpointer object, CueJsonReader *reader)
{
  gboolean production;

  if (cue_json_reader_has (reader, "production"))
    g_object_set (object,
                  "production",
                  !cue_json_reader_get_bool (reader, "production", &production) || production,
                  NULL);
}

static guint
read_seconds (CueJsonReader *reader, const char *member, guint min, guint max, guint fallback)
{
  g_autofree char *given = NULL;
  gint64           value;

  if (!cue_json_reader_get_int64 (reader, member, &value))
    return fallback;
  if (value >= min && value <= max)
    return value;
  given = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  cue_json_reader_report (reader,
                          CUE_SEVERITY_WARNING,
                          member,
                          _ ("%s is not between %u and %u seconds; %u is used."),
                          given,
                          min,
                          max,
                          fallback);
  return fallback;
}

static gboolean
is_colour (const char *text)
{
  if (strlen (text) != 7 || text[0] != '#')
    return FALSE;
  for (int i = 1; i < 7; i++) {
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  }
  return TRUE;
}

static void
read_connections (CueConnectionList *list,
                  CueJsonReader     *reader,
                  const char        *member,
                  const char        *path)
{
  g_autofree char *where = g_strconcat (path, ".", member, NULL);

  if (cue_json_reader_has (reader, member))
    cue_connection_list_read_json (list,
                                   json_object_get_member (cue_json_reader_get_json (reader),
                                                           member),
                                   where,
                                   cue_json_reader_get_diagnostics (reader));
}

/**
 * cue_profile_new_from_json:
 * @node: what a file says
 * @path: where it stands in the file, for the findings
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 *
 * Reads a profile without trusting the file: a field that is missing, has the wrong type or an
 * impossible value takes its default. Addresses are not judged here but by
 * [method@Profile.validate], so that the user sees and can mend them.
 *
 * Returns: (transfer full) (nullable): a profile, or %NULL when @node is no object
 */
CueProfile *
cue_profile_new_from_json (JsonNode *node, const char *path, GPtrArray *diagnostics)
{
  static const struct {
    const char *member;
    const char *property;
    gsize       max_chars;
  } texts[] = {
    { "name", "name", NAME_MAX_CHARS },
    { "endpoint", "endpoint", CUE_PROFILE_TEXT_MAX },
    { "iss", "iss", CUE_PROFILE_TEXT_MAX },
    { "aud", "aud", CUE_PROFILE_TEXT_MAX },
    { "backendUrl", "backend-url", CUE_PROFILE_TEXT_MAX },
    { "stateUrl", "state-url", CUE_PROFILE_TEXT_MAX },
  };
  g_autoptr (CueJsonReader) reader = NULL;
  g_autoptr (CueProfile) self = NULL;
  g_autofree char *id = NULL;
  g_autofree char *colour = NULL;
  g_autofree char *source = NULL;
  gboolean         flag;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         path,
                                         _ ("An event is an object, but here is something else; it "
                                            "was left out.")));
    return NULL;
  }
  reader = cue_json_reader_new (json_node_get_object (node), path, diagnostics);

  if (cue_json_reader_get_string (reader, "id", &id) && !g_uuid_string_is_valid (id)) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "id",
                            _ ("This is no UUID; the event was given a new one."));
    g_clear_pointer (&id, g_free);
  }
  self = g_object_new (CUE_TYPE_PROFILE, "id", id, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = cue_profile_read_text (reader, texts[i].member, texts[i].max_chars);

    if (text != NULL)
      g_object_set (self, texts[i].property, text, NULL);
  }

  colour = cue_profile_read_text (reader, "colour", NAME_MAX_CHARS);
  if (colour != NULL && is_colour (colour))
    cue_profile_set_colour (self, colour);
  else if (colour != NULL)
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "colour",
                            _ ("A colour is written as #rrggbb; this one was left out."));

  source = cue_profile_read_text (reader, "source", NAME_MAX_CHARS);
  if (source != NULL) {
    g_autoptr (GEnumClass) kinds = g_type_class_ref (CUE_TYPE_PROFILE_SOURCE);
    GEnumValue *kind = g_enum_get_value_by_nick (kinds, source);

    if (kind != NULL)
      cue_profile_set_source_kind (self, kind->value);
    else
      cue_json_reader_report (reader,
                              CUE_SEVERITY_WARNING,
                              "source",
                              _ ("This is neither “api-key”, “backend” nor “state-url”; “api-key” "
                                 "is "
                                 "used."));
  }

  if (cue_json_reader_get_bool (reader, "secretIsBase64", &flag))
    cue_profile_set_secret_is_base64 (self, flag);
  cue_profile_set_ttl (self,
                       read_seconds (reader,
                                     "ttl",
                                     CUE_PROFILE_TTL_MIN,
                                     CUE_PROFILE_TTL_MAX,
                                     CUE_PROFILE_TTL_MAX));
  cue_profile_set_poll_interval (self,
                                 read_seconds (reader,
                                               "pollInterval",
                                               CUE_PROFILE_POLL_MIN,
                                               CUE_PROFILE_POLL_MAX,
                                               CUE_PROFILE_POLL_MIN));
  if (cue_json_reader_has (reader, "doors")) {
    g_autofree char *where = g_strconcat (path, ".doors", NULL);

    cue_doors_profile_read_json (cue_profile_get_doors (self),
                                 json_object_get_member (json_node_get_object (node), "doors"),
                                 where,
                                 diagnostics);
  }
  read_connections (cue_profile_get_acoustic (self), reader, "acoustic", path);
  read_connections (cue_profile_get_tenduke (self), reader, "tenduke", path);
  return g_steal_pointer (&self);
}
