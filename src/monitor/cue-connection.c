// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-connection.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-profile-text.h"
#include "cue-property.h"
#include "cue-text.h"

/**
 * CueConnection:
 *
 * One way to an account of a service, as a user set it up. An event has several of a kind, in a
 * [class@ConnectionList].
 *
 * It holds no secret: that lives in a [class@SecretStore] under the id of the profile and the kind
 * that [func@connection_make_secret_kind] makes. Its properties are all there is to it; the id is
 * given when it is made, or a new one. Texts are never %NULL and setters accept anything;
 * [func@connection_validate] says what is wrong. Main thread only.
 */

typedef struct {
  char    *id;    // owned, a UUID, never changes
  char    *label; // owned
  gboolean production;
} CueConnectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CueConnection, cue_connection, G_TYPE_OBJECT)

typedef enum {
  PROP_ID = 1,
  PROP_LABEL,
  PROP_PRODUCTION,
} CueConnectionProperty;

static GParamSpec *properties[PROP_PRODUCTION + 1];

static CueConnectionPrivate *
get_private (gpointer self)
{
  return cue_connection_get_instance_private (self);
}

static void
cue_connection_init (CueConnection *self)
{
  get_private (self)->label = g_strdup ("");
}

static void
cue_connection_constructed (GObject *object)
{
  CueConnectionPrivate *priv = get_private (object);

  if (priv->id == NULL)
    priv->id = g_uuid_string_random ();
  G_OBJECT_CLASS (cue_connection_parent_class)->constructed (object);
}

static void
cue_connection_finalize (GObject *object)
{
  CueConnectionPrivate *priv = get_private (object);

  g_free (priv->id);
  g_free (priv->label);
  G_OBJECT_CLASS (cue_connection_parent_class)->finalize (object);
}

static void
cue_connection_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueConnectionPrivate *priv = get_private (object);

  switch ((CueConnectionProperty) property_id) {
  case PROP_ID:
    g_value_set_string (value, priv->id);
    break;
  case PROP_LABEL:
    g_value_set_string (value, priv->label);
    break;
  case PROP_PRODUCTION:
    g_value_set_boolean (value, priv->production);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_connection_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CueConnectionPrivate *priv = get_private (object);

  switch ((CueConnectionProperty) property_id) {
  case PROP_ID:
    priv->id = g_value_dup_string (value);
    break;
  case PROP_LABEL:
    cue_property_set_text (object, &priv->label, g_value_get_string (value), pspec);
    break;
  case PROP_PRODUCTION:
    if (priv->production != g_value_get_boolean (value)) {
      priv->production = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_connection_class_init (CueConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cue_connection_constructed;
  object_class->finalize = cue_connection_finalize;
  object_class->get_property = cue_connection_get_property;
  object_class->set_property = cue_connection_set_property;

  /**
   * CueConnection:id:
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
   * CueConnection:production:
   *
   * Whether real people, or the real product, are behind it: whatever is written or sent through it
   * is asked about before.
   */
  properties[PROP_PRODUCTION] = g_param_spec_boolean ("production", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_connection_get_id:
 * @self: (type CueConnection): a connection
 *
 * Returns: (transfer none): a UUID that never changes
 */
const char *
cue_connection_get_id (gpointer self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION (self), NULL);
  return get_private (self)->id;
}

/**
 * cue_connection_get_label:
 * @self: (type CueConnection): a connection
 *
 * Returns: (transfer none): what people call it; may be empty
 */
const char *
cue_connection_get_label (gpointer self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION (self), NULL);
  return get_private (self)->label;
}

/**
 * cue_connection_get_production:
 * @self: (type CueConnection): a connection
 *
 * Returns: whether real people, or the real product, are behind it
 */
gboolean
cue_connection_get_production (gpointer self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION (self), FALSE);
  return get_private (self)->production;
}

/**
 * cue_connection_make_title:
 * @self: (type CueConnection): a connection
 *
 * Returns: (transfer full): its label, or words for one that has none
 */
char *
cue_connection_make_title (gpointer self)
{
  const char *label = cue_connection_get_label (self);

  return g_strdup (cue_text_is_blank (label) ? _ ("Unnamed connection") : label);
}

/**
 * cue_connection_make_secret_kind:
 * @self: (type CueConnection): a connection
 *
 * Returns: (transfer full): the kind under which its key is kept in a [class@SecretStore]
 */
char *
cue_connection_make_secret_kind (gpointer self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION (self), NULL);

  return g_strconcat (CUE_CONNECTION_GET_CLASS (self)->secret_prefix,
                      cue_connection_get_id (self),
                      NULL);
}

// All properties but the id.
static GParamSpec **
list_fields (gpointer self, guint *n)
{
  GParamSpec **all = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), n);
  guint        kept = 0;

  for (guint i = 0; i < *n; i++) {
    if ((all[i]->flags & G_PARAM_CONSTRUCT_ONLY) == 0)
      all[kept++] = all[i];
  }
  *n = kept;
  return all;
}

/**
 * cue_connection_copy:
 * @self: (type CueConnection): a connection
 *
 * Returns: (transfer full): a connection with the same id and fields
 */
gpointer
cue_connection_copy (gpointer self)
{
  gpointer copy;

  g_return_val_if_fail (CUE_IS_CONNECTION (self), NULL);

  copy = g_object_new (G_OBJECT_TYPE (self), "id", cue_connection_get_id (self), NULL);
  cue_connection_assign (copy, self);
  return copy;
}

/**
 * cue_connection_assign:
 * @self: (type CueConnection): a connection
 * @from: (type CueConnection): one of the same type, where the fields come from
 *
 * Takes over every field but the id, with one notification per field that changed.
 */
void
cue_connection_assign (gpointer self, gpointer from)
{
  g_autofree GParamSpec **fields = NULL;
  guint                   n;

  g_return_if_fail (CUE_IS_CONNECTION (self));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (from));

  fields = list_fields (self, &n);
  cue_property_assign_all (self, from, fields, n);
}

/**
 * cue_connection_equal:
 * @self: (type CueConnection): a connection
 * @other: (type CueConnection): another of the same type
 *
 * Returns: whether both have the same fields; ids are not looked at
 */
gboolean
cue_connection_equal (gpointer self, gpointer other)
{
  g_autofree GParamSpec **fields = NULL;
  guint                   n;

  g_return_val_if_fail (CUE_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other), FALSE);

  fields = list_fields (self, &n);
  return cue_property_equal_all (self, other, fields, n);
}

/**
 * cue_connection_validate:
 * @self: (type CueConnection): a connection
 * @found: (element-type CueDiagnostic): gets the findings, each about the property it names
 *
 * Checks what a call needs. The key is looked at when it is used.
 */
void
cue_connection_validate (gpointer self, GPtrArray *found)
{
  g_return_if_fail (CUE_IS_CONNECTION (self));

  if (cue_text_is_blank (cue_connection_get_label (self)))
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         "label",
                                         _ ("Give the connection a name.")));
  CUE_CONNECTION_GET_CLASS (self)->validate (self, found);
}

/**
 * cue_connection_write_json:
 * @self: (type CueConnection): a connection
 * @builder: where an object was begun
 *
 * Adds all members. There is none for a key, on purpose.
 */
void
cue_connection_write_json (gpointer self, JsonBuilder *builder)
{
  g_return_if_fail (CUE_IS_CONNECTION (self));

  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, cue_connection_get_id (self));
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, cue_connection_get_label (self));
  CUE_CONNECTION_GET_CLASS (self)->write_json (self, builder);
}

/**
 * cue_connection_read_json:
 * @self: (type CueConnection): a new connection, which has its id
 * @reader: what a file says
 *
 * Takes over its fields without trusting the file.
 */
void
cue_connection_read_json (gpointer self, CueJsonReader *reader)
{
  g_autofree char *label = NULL;

  g_return_if_fail (CUE_IS_CONNECTION (self));

  if (cue_json_reader_has (reader, "label"))
    label = cue_profile_read_text (reader, "label", CUE_PROFILE_NAME_MAX_CHARS);
  if (label != NULL)
    g_object_set (self, "label", label, NULL);
  CUE_CONNECTION_GET_CLASS (self)->read_json (self, reader);
}
