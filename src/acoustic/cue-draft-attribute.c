// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-attribute.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-private.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/**
 * CueDraftAttribute:
 *
 * One attribute: of an event, with a value, or of an event type, without (S4:226-228, 288-289).
 *
 * The value is %NULL until one was given: an empty text can be meant, a missing value cannot.
 */
struct _CueDraftAttribute {
  CueDraft parent_instance;

  gboolean in_event;
  char    *name;  /* owned */
  char    *value; /* owned, nullable */
  char    *type;  /* owned */
};

G_DEFINE_FINAL_TYPE (CueDraftAttribute, cue_draft_attribute, CUE_TYPE_DRAFT)

/**
 * cue_draft_attribute_types: (array zero-terminated=1)
 *
 * The types that may be sent, as the vendor's own example writes them: small letters (S4:228).
 */
const char *const cue_draft_attribute_types[] = { "string", "number", "boolean", "date", NULL };

typedef enum {
  PROP_NAME = 1,
  PROP_VALUE,
  PROP_ATTRIBUTE_TYPE,
} CueDraftAttributeProperty;

static GParamSpec *properties[PROP_ATTRIBUTE_TYPE + 1];

static void
cue_draft_attribute_init (CueDraftAttribute *self)
{
  self->name = g_strdup ("");
  self->type = g_strdup ("string");
}

static void
cue_draft_attribute_finalize (GObject *object)
{
  CueDraftAttribute *self = CUE_DRAFT_ATTRIBUTE (object);

  g_free (self->name);
  g_free (self->value);
  g_free (self->type);
  G_OBJECT_CLASS (cue_draft_attribute_parent_class)->finalize (object);
}

static void
cue_draft_attribute_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueDraftAttribute *self = CUE_DRAFT_ATTRIBUTE (object);

  switch ((CueDraftAttributeProperty) property_id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_VALUE:
    g_value_set_string (value, self->value);
    break;
  case PROP_ATTRIBUTE_TYPE:
    g_value_set_string (value, self->type);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_draft_attribute_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  CueDraftAttribute *self = CUE_DRAFT_ATTRIBUTE (object);

  switch ((CueDraftAttributeProperty) property_id) {
  case PROP_NAME:
    cue_draft_attribute_set_name (self, g_value_get_string (value));
    break;
  case PROP_VALUE:
    cue_draft_attribute_set_value (self, g_value_get_string (value));
    break;
  case PROP_ATTRIBUTE_TYPE:
    cue_draft_attribute_set_attribute_type (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static JsonNode *
cue_draft_attribute_to_json (CueDraft *draft)
{
  CueDraftAttribute *self = CUE_DRAFT_ATTRIBUTE (draft);
  JsonObject        *object = json_object_new ();
  JsonNode          *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "name", self->name);
  if (self->in_event && self->value != NULL)
    json_object_set_string_member (object, "value", self->value);
  json_object_set_string_member (object, "type", self->type);
  cue_draft_add_extras (draft, object);
  json_node_take_object (node, object);
  return node;
}

static gboolean
cue_draft_attribute_read_json (CueDraft              *draft,
                               JsonNode              *node,
                               const CueAcousticPath *path,
                               GPtrArray             *findings,
                               GError               **error)
{
  static const char *const of_event[] = { "name", "value", "type", NULL };
  static const char *const of_type[] = { "name", "type", NULL };
  CueDraftAttribute       *self = CUE_DRAFT_ATTRIBUTE (draft);
  JsonObject              *object = cue_draft_read_object (node, path, findings, error);
  g_autofree char         *name = NULL;
  g_autofree char         *value = NULL;
  g_autofree char         *type = NULL;

  if (object == NULL || !cue_draft_read_text (object, "name", path, &name, findings, error) ||
      !cue_draft_read_text (object, "type", path, &type, findings, error))
    return FALSE;
  if (self->in_event && !cue_draft_read_text (object, "value", path, &value, findings, error))
    return FALSE;
  cue_draft_attribute_set_name (self, name);
  cue_draft_attribute_set_value (self, value);
  cue_draft_attribute_set_attribute_type (self, type);
  cue_draft_keep_extras (draft, object, self->in_event ? of_event : of_type);
  return TRUE;
}

static void
check_value (CueDraftAttribute *self, const CueAcousticPath *path, GPtrArray *findings)
{
  if (self->value == NULL) {
    cue_acoustic_path_add (CUE_PATH_AT (path, "value"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:227",
                           _ ("The attribute has no value."));
    return;
  }
  if (cue_acoustic_value_fits (self->value, self->type))
    return;
  if (g_str_equal (self->type, "number"))
    cue_acoustic_path_add (CUE_PATH_AT (path, "value"),
                           findings,
                           CUE_FINDING_WARN,
                           "S4:227",
                           _ ("This is no number like 125.53."));
  else if (g_str_equal (self->type, "boolean"))
    cue_acoustic_path_add (CUE_PATH_AT (path, "value"),
                           findings,
                           CUE_FINDING_WARN,
                           "S4:227",
                           _ ("A boolean is true or false, in small letters."));
  else
    cue_acoustic_path_add (CUE_PATH_AT (path, "value"),
                           findings,
                           CUE_FINDING_WARN,
                           "S4:228",
                           _ ("This is no date of ISO 8601 like 2015-02-28T20:16:12Z."));
}

static void
check_type (CueDraftAttribute *self, const CueAcousticPath *path, GPtrArray *findings)
{
  const char      *source = self->in_event ? "S4:228" : "S4:289";
  g_autofree char *lower = NULL;

  if (cue_acoustic_type_is_known (self->type))
    return;
  lower = g_ascii_strdown (self->type, -1);
  if (cue_text_is_blank (self->type))
    cue_acoustic_path_add (CUE_PATH_AT (path, "type"),
                           findings,
                           CUE_FINDING_BLOCK,
                           source,
                           _ ("The attribute has no type."));
  else if (cue_acoustic_type_is_known (lower))
    cue_acoustic_path_add (CUE_PATH_AT (path, "type"),
                           findings,
                           CUE_FINDING_BLOCK,
                           source,
                           _ ("Types are written in small letters: %s."),
                           lower);
  else
    cue_acoustic_path_add (CUE_PATH_AT (path, "type"),
                           findings,
                           CUE_FINDING_BLOCK,
                           source,
                           _ ("“%s” is no type. It may be string, number, boolean or date."),
                           self->type);
}

static void
cue_draft_attribute_check (CueDraft              *draft,
                           const CueAcousticPath *path,
                           CueAcousticContext    *context,
                           GPtrArray             *findings)
{
  CueDraftAttribute *self = CUE_DRAFT_ATTRIBUTE (draft);

  if (cue_text_is_blank (self->name))
    cue_acoustic_path_add (CUE_PATH_AT (path, "name"),
                           findings,
                           CUE_FINDING_BLOCK,
                           self->in_event ? "S4:226" : "S4:288",
                           _ ("The attribute has no name."));
  check_type (self, path, findings);
  if (self->in_event)
    check_value (self, path, findings);
}

static void
cue_draft_attribute_class_init (CueDraftAttributeClass *klass)
{
  GObjectClass  *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_draft_attribute_finalize;
  object_class->get_property = cue_draft_attribute_get_property;
  object_class->set_property = cue_draft_attribute_set_property;
  draft_class->to_json = cue_draft_attribute_to_json;
  draft_class->read_json = cue_draft_attribute_read_json;
  draft_class->check = cue_draft_attribute_check;

  properties[PROP_NAME] =
    g_param_spec_string ("name",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] =
    g_param_spec_string ("value",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ATTRIBUTE_TYPE] =
    g_param_spec_string ("attribute-type",
                         NULL,
                         NULL,
                         "string",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_draft_attribute_new:
 *
 * Returns: (transfer full): an attribute of an event type: a name and a type
 */
CueDraftAttribute *
cue_draft_attribute_new (void)
{
  return g_object_new (CUE_TYPE_DRAFT_ATTRIBUTE, NULL);
}

/**
 * cue_draft_attribute_new_for_event:
 *
 * Returns: (transfer full): an attribute of an event: a name, a value and a type
 */
CueDraftAttribute *
cue_draft_attribute_new_for_event (void)
{
  CueDraftAttribute *self = cue_draft_attribute_new ();

  self->in_event = TRUE;
  return self;
}

/**
 * cue_draft_attribute_get_in_event:
 * @self: an attribute
 *
 * Returns: whether it has a value
 */
gboolean
cue_draft_attribute_get_in_event (CueDraftAttribute *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self), FALSE);

  return self->in_event;
}

/**
 * cue_draft_attribute_get_name:
 * @self: an attribute
 *
 * Returns: its name, perhaps empty
 */
const char *
cue_draft_attribute_get_name (CueDraftAttribute *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self), NULL);

  return self->name;
}

/**
 * cue_draft_attribute_set_name:
 * @self: an attribute
 * @name: (nullable): its name
 */
void
cue_draft_attribute_set_name (CueDraftAttribute *self, const char *name)
{
  g_return_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->name, name, properties[PROP_NAME]);
}

/**
 * cue_draft_attribute_get_value:
 * @self: an attribute
 *
 * Returns: (nullable): its value as the text that is sent; %NULL when none was given
 */
const char *
cue_draft_attribute_get_value (CueDraftAttribute *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self), NULL);

  return self->value;
}

/**
 * cue_draft_attribute_set_value:
 * @self: an attribute
 * @value: (nullable): the text that is sent; %NULL: none
 */
void
cue_draft_attribute_set_value (CueDraftAttribute *self, const char *value)
{
  char *before;

  g_return_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self));

  if (g_strcmp0 (self->value, value) == 0)
    return;
  before = self->value;
  self->value = g_strdup (value);
  g_free (before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_draft_attribute_get_attribute_type:
 * @self: an attribute
 *
 * Returns: its type as it is sent
 */
const char *
cue_draft_attribute_get_attribute_type (CueDraftAttribute *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self), NULL);

  return self->type;
}

/**
 * cue_draft_attribute_set_attribute_type:
 * @self: an attribute
 * @type: (nullable): one of [const@draft_attribute_types]; others are kept and blocked
 */
void
cue_draft_attribute_set_attribute_type (CueDraftAttribute *self, const char *type)
{
  g_return_if_fail (CUE_IS_DRAFT_ATTRIBUTE (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->type, type, properties[PROP_ATTRIBUTE_TYPE]);
}
