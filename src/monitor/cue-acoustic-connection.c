// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-acoustic-request.h"
#include "cue-diagnostic.h"
#include "cue-profile-text.h"
#include "cue-property.h"
#include "cue-secret-store.h"

/**
 * CueAcousticConnection:
 *
 * A [class@Connection] to an Acoustic Exchange account: where it is, what its key is for, and
 * whether real people are behind it. Its secret is the endpoint authentication key.
 */

struct _CueAcousticConnection {
  CueConnection parent_instance;

  char           *base_url;    // owned
  char           *endpoint_id; // owned, may be empty
  CueAcousticRole role;
};

G_DEFINE_FINAL_TYPE (CueAcousticConnection, cue_acoustic_connection, CUE_TYPE_CONNECTION)

typedef enum {
  PROP_BASE_URL = 1,
  PROP_ROLE,
  PROP_ENDPOINT_ID,
} CueAcousticConnectionProperty;

static GParamSpec *properties[PROP_ENDPOINT_ID + 1];

static void
cue_acoustic_connection_init (CueAcousticConnection *self)
{
  self->base_url = g_strdup ("");
  self->endpoint_id = g_strdup ("");
  self->role = CUE_ACOUSTIC_ROLE_BOTH;
}

static void
cue_acoustic_connection_finalize (GObject *object)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (object);

  g_free (self->base_url);
  g_free (self->endpoint_id);
  G_OBJECT_CLASS (cue_acoustic_connection_parent_class)->finalize (object);
}

static void
cue_acoustic_connection_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (object);

  switch ((CueAcousticConnectionProperty) property_id) {
  case PROP_BASE_URL:
    g_value_set_string (value, self->base_url);
    break;
  case PROP_ROLE:
    g_value_set_flags (value, self->role);
    break;
  case PROP_ENDPOINT_ID:
    g_value_set_string (value, self->endpoint_id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_acoustic_connection_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (object);
  gboolean               changed = FALSE;

  switch ((CueAcousticConnectionProperty) property_id) {
  case PROP_BASE_URL:
    cue_property_set_text (self, &self->base_url, g_value_get_string (value), pspec);
    break;
  case PROP_ROLE:
    changed = self->role != (CueAcousticRole) g_value_get_flags (value);
    self->role = g_value_get_flags (value);
    break;
  case PROP_ENDPOINT_ID:
    cue_property_set_text (self, &self->endpoint_id, g_value_get_string (value), pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

/**
 * cue_acoustic_connection_get_base_url:
 *
 * Returns: (transfer none): the address of the account; may be empty
 */
const char *
cue_acoustic_connection_get_base_url (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);
  return self->base_url;
}

/**
 * cue_acoustic_connection_get_role:
 *
 * Returns: what its key is for
 */
CueAcousticRole
cue_acoustic_connection_get_role (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), CUE_ACOUSTIC_ROLE_BOTH);
  return self->role;
}

/**
 * cue_acoustic_connection_get_endpoint_id:
 *
 * Returns: (transfer none): the number of the endpoint; may be empty
 */
const char *
cue_acoustic_connection_get_endpoint_id (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);
  return self->endpoint_id;
}

static void
add (GPtrArray *found, CueSeverity severity, const char *field, const char *text)
{
  g_ptr_array_add (found, cue_diagnostic_new (severity, field, "%s", text));
}

static void
validate_base_url (CueAcousticConnection *self, GPtrArray *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  if (!cue_acoustic_base_url_check (self->base_url, &error)) {
    add (found, CUE_SEVERITY_ERROR, "base-url", error->message);
    return;
  }
  uri = g_uri_parse (self->base_url, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_ascii_strncasecmp (g_uri_get_host (uri), "exchange-", 9) == 0)
    add (found,
         CUE_SEVERITY_WARNING,
         "base-url",
         _ ("This looks like the address of the web pages. The address of the API begins with "
            "“api-exchange-”."));
}

// What a call needs; see services.md 2.5.
static void
validate (CueConnection *connection, GPtrArray *found)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (connection);
  const char            *id = self->endpoint_id;

  validate_base_url (self, found);
  if (id[strspn (id, "0123456789")] != '\0')
    add (found,
         CUE_SEVERITY_WARNING,
         "endpoint-id",
         _ ("The ID of an endpoint is a number in all that is known."));
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

static void
write_json (CueConnection *connection, JsonBuilder *builder)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (connection);

  json_builder_set_member_name (builder, "baseUrl");
  json_builder_add_string_value (builder, self->base_url);
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, get_role_nick (self->role));
  json_builder_set_member_name (builder, "production");
  json_builder_add_boolean_value (builder, cue_connection_get_production (self));
  json_builder_set_member_name (builder, "endpointId");
  json_builder_add_string_value (builder, self->endpoint_id);
}

static void
read_role (CueAcousticConnection *self, CueJsonReader *reader)
{
  g_autofree char *text = NULL;

  if (!cue_json_reader_has (reader, "role"))
    return;
  text = cue_profile_read_text (reader, "role", CUE_PROFILE_NAME_MAX_CHARS);
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (roles); i++) {
    if (g_str_equal (roles[i].nick, text)) {
      g_object_set (self, "role", roles[i].role, NULL);
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
read_json (CueConnection *connection, CueJsonReader *reader)
{
  cue_profile_read_field (connection, "base-url", reader, "baseUrl", CUE_PROFILE_TEXT_MAX);
  cue_profile_read_field (connection,
                          "endpoint-id",
                          reader,
                          "endpointId",
                          CUE_PROFILE_NAME_MAX_CHARS);
  read_role (CUE_ACOUSTIC_CONNECTION (connection), reader);
  cue_profile_read_production (connection, reader);
}

static void
cue_acoustic_connection_class_init (CueAcousticConnectionClass *klass)
{
  GObjectClass       *object_class = G_OBJECT_CLASS (klass);
  CueConnectionClass *connection_class = CUE_CONNECTION_CLASS (klass);
  GParamFlags         flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_acoustic_connection_finalize;
  object_class->get_property = cue_acoustic_connection_get_property;
  object_class->set_property = cue_acoustic_connection_set_property;
  connection_class->secret_prefix = CUE_SECRET_KIND_ACOUSTIC_PREFIX;
  connection_class->validate = validate;
  connection_class->write_json = write_json;
  connection_class->read_json = read_json;

  /**
   * CueAcousticConnection:base-url:
   *
   * The address that is assigned to the Exchange account, without a path of ours.
   */
  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, "", flags);
  properties[PROP_ROLE] =
    g_param_spec_flags ("role", NULL, NULL, CUE_TYPE_ACOUSTIC_ROLE, CUE_ACOUSTIC_ROLE_BOTH, flags);
  /**
   * CueAcousticConnection:endpoint-id:
   *
   * The number of the endpoint, for the calls that name it; may be empty.
   */
  properties[PROP_ENDPOINT_ID] = g_param_spec_string ("endpoint-id", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_acoustic_connection_new:
 *
 * Returns: (transfer full): an empty connection with a new id
 */
CueAcousticConnection *
cue_acoustic_connection_new (void)
{
  return g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION, NULL);
}
