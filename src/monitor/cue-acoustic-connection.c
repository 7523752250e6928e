// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-acoustic-request.h"
#include "cue-diagnostic.h"
#include "cue-property.h"
#include "cue-secret-store.h"

/**
 * CueAcousticConnection:
 *
 * One way to an Acoustic Exchange account, as a user set it up: where it is, what its key is for,
 * and whether real people are behind it.
 *
 * It holds no secret. The endpoint authentication key lives in a [class@SecretStore] under the id
 * of the profile and the kind that [method@AcousticConnection.make_secret_kind] makes.
 *
 * Part of a [class@AcousticProfile]. As in the profile, texts are never %NULL and setters accept
 * anything; [method@AcousticConnection.validate] says what is wrong. Main thread only.
 */

struct _CueAcousticConnection {
  GObject parent_instance;

  char           *id;          // owned, a UUID, never changes
  char           *label;       // owned
  char           *base_url;    // owned
  char           *endpoint_id; // owned, may be empty
  CueAcousticRole role;
  gboolean        production;
};

G_DEFINE_FINAL_TYPE (CueAcousticConnection, cue_acoustic_connection, G_TYPE_OBJECT)

typedef enum {
  PROP_ID = 1,
  PROP_LABEL,
  PROP_BASE_URL,
  PROP_ROLE,
  PROP_PRODUCTION,
  PROP_ENDPOINT_ID,
} CueAcousticConnectionProperty;

static GParamSpec *properties[PROP_ENDPOINT_ID + 1];

static void
cue_acoustic_connection_init (CueAcousticConnection *self)
{
  self->label = g_strdup ("");
  self->base_url = g_strdup ("");
  self->endpoint_id = g_strdup ("");
  self->role = CUE_ACOUSTIC_ROLE_BOTH;
}

static void
cue_acoustic_connection_constructed (GObject *object)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  G_OBJECT_CLASS (cue_acoustic_connection_parent_class)->constructed (object);
}

static void
cue_acoustic_connection_finalize (GObject *object)
{
  CueAcousticConnection *self = CUE_ACOUSTIC_CONNECTION (object);

  g_free (self->id);
  g_free (self->label);
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
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_BASE_URL:
    g_value_set_string (value, self->base_url);
    break;
  case PROP_ROLE:
    g_value_set_flags (value, self->role);
    break;
  case PROP_PRODUCTION:
    g_value_set_boolean (value, self->production);
    break;
  case PROP_ENDPOINT_ID:
    g_value_set_string (value, self->endpoint_id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static gboolean
take_text (char **field, const GValue *value)
{
  const char *text = g_value_get_string (value);
  char       *old = *field;

  if (g_str_equal (old, text != NULL ? text : ""))
    return FALSE;
  *field = g_strdup (text != NULL ? text : "");
  g_free (old);
  return TRUE;
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
  case PROP_ID:
    self->id = g_value_dup_string (value);
    break;
  case PROP_LABEL:
    changed = take_text (&self->label, value);
    break;
  case PROP_BASE_URL:
    changed = take_text (&self->base_url, value);
    break;
  case PROP_ROLE:
    changed = self->role != (CueAcousticRole) g_value_get_flags (value);
    self->role = g_value_get_flags (value);
    break;
  case PROP_PRODUCTION:
    changed = self->production != g_value_get_boolean (value);
    self->production = g_value_get_boolean (value);
    break;
  case PROP_ENDPOINT_ID:
    changed = take_text (&self->endpoint_id, value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
cue_acoustic_connection_class_init (CueAcousticConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cue_acoustic_connection_constructed;
  object_class->finalize = cue_acoustic_connection_finalize;
  object_class->get_property = cue_acoustic_connection_get_property;
  object_class->set_property = cue_acoustic_connection_set_property;

  /**
   * CueAcousticConnection:id:
   *
   * A UUID; part of the kind of its secret in the keyring.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  /**
   * CueAcousticConnection:base-url:
   *
   * The address that is assigned to the Exchange account, without a path of ours.
   */
  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, "", flags);
  properties[PROP_ROLE] =
    g_param_spec_flags ("role", NULL, NULL, CUE_TYPE_ACOUSTIC_ROLE, CUE_ACOUSTIC_ROLE_BOTH, flags);
  /**
   * CueAcousticConnection:production:
   *
   * Whether real people are behind it: whatever is written through it is asked about before.
   */
  properties[PROP_PRODUCTION] = g_param_spec_boolean ("production", NULL, NULL, FALSE, flags);
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

/**
 * cue_acoustic_connection_copy:
 *
 * Returns: (transfer full): a connection with the same id and fields
 */
CueAcousticConnection *
cue_acoustic_connection_copy (CueAcousticConnection *self)
{
  CueAcousticConnection *copy;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);

  copy = g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION, "id", self->id, NULL);
  cue_acoustic_connection_assign (copy, self);
  return copy;
}

/**
 * cue_acoustic_connection_assign:
 * @from: where the fields come from
 *
 * Takes over every field but the id, with one notification per field that changed.
 */
void
cue_acoustic_connection_assign (CueAcousticConnection *self, CueAcousticConnection *from)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_CONNECTION (from));

  cue_property_assign_all (self,
                           from,
                           properties + PROP_LABEL,
                           G_N_ELEMENTS (properties) - PROP_LABEL);
}

/**
 * cue_acoustic_connection_equal:
 *
 * Returns: whether both have the same fields; ids are not looked at
 */
gboolean
cue_acoustic_connection_equal (CueAcousticConnection *self, CueAcousticConnection *other)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), FALSE);
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (other), FALSE);

  return cue_property_equal_all (self,
                                 other,
                                 properties + PROP_LABEL,
                                 G_N_ELEMENTS (properties) - PROP_LABEL);
}

/**
 * cue_acoustic_connection_get_id:
 *
 * Returns: (transfer none): a UUID that never changes
 */
const char *
cue_acoustic_connection_get_id (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);
  return self->id;
}

/**
 * cue_acoustic_connection_get_label:
 *
 * Returns: (transfer none): what people call it; may be empty
 */
const char *
cue_acoustic_connection_get_label (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);
  return self->label;
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
 * cue_acoustic_connection_get_production:
 *
 * Returns: whether real people are behind it
 */
gboolean
cue_acoustic_connection_get_production (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), FALSE);
  return self->production;
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

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/**
 * cue_acoustic_connection_make_title:
 *
 * Returns: (transfer full): its label, or words for one that has none
 */
char *
cue_acoustic_connection_make_title (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);

  return g_strdup (is_blank (self->label) ? _ ("Unnamed connection") : self->label);
}

/**
 * cue_acoustic_connection_make_secret_kind:
 *
 * Returns: (transfer full): the kind under which its key is kept in a [class@SecretStore]
 */
char *
cue_acoustic_connection_make_secret_kind (CueAcousticConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self), NULL);

  return g_strconcat (CUE_SECRET_KIND_ACOUSTIC_PREFIX, self->id, NULL);
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

/**
 * cue_acoustic_connection_validate:
 * @found: (element-type CueDiagnostic): gets the findings, each about the property it names
 *
 * Checks what a call needs; see services.md 2.5. The key is looked at when it is used.
 */
void
cue_acoustic_connection_validate (CueAcousticConnection *self, GPtrArray *found)
{
  const char *id;

  g_return_if_fail (CUE_IS_ACOUSTIC_CONNECTION (self));

  if (is_blank (self->label))
    add (found, CUE_SEVERITY_ERROR, "label", _ ("Give the connection a name."));
  validate_base_url (self, found);
  id = self->endpoint_id;
  if (id[strspn (id, "0123456789")] != '\0')
    add (found,
         CUE_SEVERITY_WARNING,
         "endpoint-id",
         _ ("The ID of an endpoint is a number in all that is known."));
}
