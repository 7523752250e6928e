// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-exchange-type.h"

#define MAX_ATTRIBUTES 500

/* S4:281: the only version of the catalogue there is. */
#define CATALOGUE_VERSION 1

/**
 * cue_sim_json_text:
 *
 * Returns: (transfer none) (nullable): the member if it is a text that is not blank
 */
const char *
cue_sim_json_text (JsonObject *object, const char *name)
{
  JsonNode   *node = json_object_get_member (object, name);
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = json_node_get_string (node);
  for (const char *c = text; *c != '\0'; c++) {
    if (!g_ascii_isspace (*c))
      return text;
  }
  return NULL;
}

static void
free_attribute (CueSimAttribute *attribute)
{
  g_free (attribute->name);
  g_free (attribute->type);
  g_free (attribute);
}

/**
 * cue_sim_attribute_new:
 *
 * Returns: (transfer full): for a list of cue_sim_attributes_new()
 */
CueSimAttribute *
cue_sim_attribute_new (const char *name, const char *type)
{
  CueSimAttribute *attribute = g_new0 (CueSimAttribute, 1);

  attribute->name = g_strdup (name);
  attribute->type = g_strdup (type);
  return attribute;
}

/**
 * cue_sim_attributes_new:
 *
 * Returns: (transfer full): an empty list of CueSimAttribute
 */
GPtrArray *
cue_sim_attributes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) free_attribute);
}

/**
 * cue_sim_attribute_type_is_known:
 *
 * Whether the service takes it for a type (ASSUME-14: the table on the vendor's page has lost the
 * separators between the words).
 */
gboolean
cue_sim_attribute_type_is_known (const char *type, const CueSimSwitches *switches)
{
  static const char *const known[] = { "string", "number", "boolean", "date", NULL };
  g_autofree char         *lower = g_ascii_strdown (type, -1);

  if (cue_sim_switches_is (switches, CUE_SIM_SWITCH_TYPE_NAMES, "any"))
    return TRUE;
  if (cue_sim_switches_is (switches, CUE_SIM_SWITCH_TYPE_NAMES, "lower"))
    return g_strv_contains (known, type);
  return g_strv_contains (known, lower);
}

static gboolean
has_name (GPtrArray *attributes, const char *name)
{
  for (guint i = 0; i < attributes->len; i++) {
    if (g_str_equal (((CueSimAttribute *) g_ptr_array_index (attributes, i))->name, name))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_sim_attributes_new_from_json:
 * @where: what a sentence calls @node
 * @problem: (out): why it is refused
 *
 * Returns: (transfer full) (nullable): the list `[{"name", "type"}]`
 */
GPtrArray *
cue_sim_attributes_new_from_json (JsonNode             *node,
                                  const char           *where,
                                  const CueSimSwitches *switches,
                                  char                **problem)
{
  g_autoptr (GPtrArray) attributes = cue_sim_attributes_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    *problem = g_strdup_printf ("%s must be an array of attributes.", where);
    return NULL;
  }
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_ATTRIBUTES) {
    *problem = g_strdup_printf ("%s: at most %d attributes.", where, MAX_ATTRIBUTES);
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode   *item = json_array_get_element (array, i);
    JsonObject *object = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
    const char *name = object != NULL ? cue_sim_json_text (object, "name") : NULL;
    const char *type = object != NULL ? cue_sim_json_text (object, "type") : NULL;

    if (object == NULL)
      *problem = g_strdup_printf ("%s[%u] must be an object.", where, i);
    else if (name == NULL)
      *problem = g_strdup_printf ("%s[%u].name is required.", where, i);
    else if (has_name (attributes, name))
      *problem = g_strdup_printf ("%s[%u].name: %s is there twice.", where, i, name);
    else if (type == NULL)
      *problem = g_strdup_printf ("%s[%u].type is required.", where, i);
    else if (!cue_sim_attribute_type_is_known (type, switches))
      *problem = g_strdup_printf ("%s[%u].type: %s is not one of string, number, boolean, date.",
                                  where,
                                  i,
                                  type);
    if (*problem != NULL)
      return NULL;
    g_ptr_array_add (attributes, cue_sim_attribute_new (name, type));
  }
  return g_steal_pointer (&attributes);
}

/**
 * cue_sim_event_type_free:
 *
 * Forgets the attributes too.
 */
void
cue_sim_event_type_free (CueSimEventType *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->description);
  g_free (self->namespace);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_integer (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

/* Members that may be missing or null, but not of another kind. */
static gboolean
check_optional_texts (JsonObject *object, char **problem)
{
  static const char *const names[] = { "description", "namespace" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    JsonNode *node = json_object_get_member (object, names[i]);

    if (node != NULL && !JSON_NODE_HOLDS_NULL (node) &&
        (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)) {
      *problem = g_strdup_printf ("%s must be a string.", names[i]);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_members (JsonObject *object, char **problem)
{
  JsonNode   *version = json_object_get_member (object, "version");
  JsonNode   *registration = json_object_get_member (object, "registrationType");
  const char *type = cue_sim_json_text (object, "registrationType");

  if (cue_sim_json_text (object, "code") == NULL)
    *problem = g_strdup ("code is required.");
  else if (cue_sim_json_text (object, "name") == NULL)
    *problem = g_strdup ("name is required.");
  else if (version != NULL && !is_integer (version))
    *problem = g_strdup ("version must be a number.");
  else if (version != NULL && json_node_get_int (version) != CATALOGUE_VERSION)
    *problem = g_strdup ("version: 1 is the only version of the catalog.");
  else if (registration != NULL && g_strcmp0 (type, "PUBLISH") != 0 &&
           g_strcmp0 (type, "SUBSCRIBE") != 0)
    *problem = g_strdup ("registrationType must be PUBLISH or SUBSCRIBE.");
  return *problem == NULL && check_optional_texts (object, problem);
}

/**
 * cue_sim_event_type_new_from_json:
 * @object: the body of POST /v1/eventtype
 * @problem: (out): why it is refused
 *
 * Returns: (transfer full) (nullable)
 */
CueSimEventType *
cue_sim_event_type_new_from_json (JsonObject           *object,
                                  const CueSimSwitches *switches,
                                  char                **problem)
{
  g_autoptr (CueSimEventType) self = g_new0 (CueSimEventType, 1);
  JsonNode *attributes = json_object_get_member (object, "attributes");

  if (!check_members (object, problem))
    return NULL;
  self->code = g_strdup (cue_sim_json_text (object, "code"));
  self->name = g_strdup (cue_sim_json_text (object, "name"));
  self->description = g_strdup (cue_sim_json_text (object, "description"));
  self->namespace = g_strdup (cue_sim_json_text (object, "namespace"));
  self->version = CATALOGUE_VERSION;
  self->subscribes = g_strcmp0 (cue_sim_json_text (object, "registrationType"), "SUBSCRIBE") == 0;
  self->attributes =
    attributes != NULL && !JSON_NODE_HOLDS_NULL (attributes)
      ? cue_sim_attributes_new_from_json (attributes, "attributes", switches, problem)
      : cue_sim_attributes_new ();
  return self->attributes != NULL ? g_steal_pointer (&self) : NULL;
}

static void
set_nullable (CueSimDoc *doc, const char *name, const char *text)
{
  if (text != NULL)
    cue_sim_doc_set_string (doc, name, text);
  else
    cue_sim_doc_set_raw (doc, name, "null");
}

/**
 * cue_sim_event_type_write:
 * @doc: gets the members, in the order of the vendor's page
 */
void
cue_sim_event_type_write (const CueSimEventType *self, CueSimDoc *doc)
{
  CueSimDoc *attributes;

  cue_sim_doc_set_string (doc, "code", self->code);
  cue_sim_doc_set_int (doc, "version", self->version);
  set_nullable (doc, "namespace", self->namespace);
  cue_sim_doc_set_string (doc, "name", self->name);
  set_nullable (doc, "description", self->description);
  attributes = cue_sim_doc_add_list (doc, "attributes");
  for (guint i = 0; i < self->attributes->len; i++) {
    const CueSimAttribute *attribute = g_ptr_array_index (self->attributes, i);
    CueSimDoc             *item = cue_sim_doc_add_child (attributes, NULL);

    cue_sim_doc_set_string (item, "name", attribute->name);
    cue_sim_doc_set_string (item, "type", attribute->type);
  }
  cue_sim_doc_set_string (doc, "registrationType", self->subscribes ? "SUBSCRIBE" : "PUBLISH");
}

/**
 * cue_sim_event_type_has_attribute:
 *
 * Returns: whether an event of this type may carry @name; anything goes when it was registered
 *   without attributes
 */
gboolean
cue_sim_event_type_has_attribute (const CueSimEventType *self, const char *name)
{
  return self->attributes->len == 0 || has_name (self->attributes, name);
}

/**
 * cue_sim_event_type_is_same:
 *
 * Returns: whether registering @other takes the place of @self: code, namespace and direction
 */
gboolean
cue_sim_event_type_is_same (const CueSimEventType *self, const CueSimEventType *other)
{
  return g_str_equal (self->code, other->code) &&
         g_strcmp0 (self->namespace, other->namespace) == 0 &&
         self->subscribes == other->subscribes;
}
