// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-json.h"

#include "cue-diagnostic.h"
#include "cue-json.h"

#include <glib/gi18n-lib.h>

/**
 * cue_acoustic_json_value_to_text:
 * @node: any JSON value
 *
 * Returns: (transfer full): a string as it is, everything else as JSON text
 */
char *
cue_acoustic_json_value_to_text (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return cue_json_to_text (node, FALSE);
}

/**
 * cue_acoustic_json_describe_shape:
 * @node: any JSON value
 *
 * Returns: (transfer none): what it is, in words that go into a sentence
 */
const char *
cue_acoustic_json_describe_shape (JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return _ ("an object");
  case JSON_NODE_ARRAY:
    return _ ("an array");
  case JSON_NODE_NULL:
    return _ ("null");
  case JSON_NODE_VALUE:
  default:
    if (json_node_get_value_type (node) == G_TYPE_STRING)
      return _ ("a text");
    if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
      return _ ("true or false");
    return _ ("a number");
  }
}

/**
 * cue_acoustic_json_get_text:
 * @object: an object
 * @name: a member that should be a text
 * @path: where @object stands
 * @diagnostics: (nullable) (element-type CueDiagnostic): told when it is something else
 *
 * Ids and names are texts also where they arrive as numbers (services reference 5.3); an object or
 * array in their place is kept as its JSON, so that nothing is lost.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when the member is absent or null
 */
char *
cue_acoustic_json_get_text (JsonObject *object,
                            const char *name,
                            const char *path,
                            GPtrArray  *diagnostics)
{
  JsonNode        *node = json_object_get_member (object, name);
  g_autofree char *where = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (diagnostics != NULL) {
    where = g_strdup_printf ("%s.%s", path, name);
    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_INFO,
                                         where,
                                         /* Translators: what was found, such as “a number” */
                                         _ ("A text was expected, %s came; it is shown as it is."),
                                         cue_acoustic_json_describe_shape (node)));
  }
  return cue_json_to_text (node, FALSE);
}
