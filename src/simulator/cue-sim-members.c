// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-members.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
refuse_type (const char *where, const char *name, const char *expected, GError **error)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               /* Translators: place in a file, then what is expected there */
               _ ("%s.%s: expected %s."),
               where,
               name,
               expected);
  return FALSE;
}

/* What people see of a name they typed: at most 40 characters, and always printable. */
static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = g_strescape (valid, NULL);

  if (strlen (escaped) > 40)
    escaped[40] = '\0';
  return g_steal_pointer (&escaped);
}

/**
 * cue_sim_members_check:
 * @known: every name that may stand in @object
 *
 * Returns: %FALSE when @object has a member nobody would read
 */
gboolean
cue_sim_members_check (JsonObject        *object,
                       const char        *where,
                       const char *const *known,
                       GError           **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    if (!g_strv_contains (known, l->data)) {
      g_autofree char *list = g_strjoinv (", ", (char **) known);
      g_autofree char *name = shorten (l->data);

      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_INVALID_INPUT,
                   _ ("%s: there is no member “%s” here. Known are: %s."),
                   where,
                   name,
                   list);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * cue_sim_members_get_number:
 * @object: an object
 * @where: where the object stands, for the error
 * @name: of a member; when it is not there nothing happens
 * @least: the smallest number that may be
 * @most: the largest
 * @out: (inout): stays as it is when the member is not there
 * @error: which member is wrong and why
 *
 * Returns: %FALSE when the member is there and is no such number
 */
gboolean
cue_sim_members_get_number (JsonObject *object,
                            const char *where,
                            const char *name,
                            double      least,
                            double      most,
                            double     *out,
                            GError    **error)
{
  JsonNode *node = json_object_get_member (object, name);
  double    value;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                                        json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return refuse_type (where, name, _ ("a number"), error);
  value = json_node_get_value_type (node) == G_TYPE_INT64 ? (double) json_node_get_int (node)
                                                          : json_node_get_double (node);
  if (!isfinite (value) || value < least || value > most) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("%s.%s: expected a number from %.15g to %.15g."),
                 where,
                 name,
                 least,
                 most);
    return FALSE;
  }
  *out = value;
  return TRUE;
}

/**
 * cue_sim_members_get_bool:
 * @object: an object
 * @where: where the object stands, for the error
 * @name: of a member; when it is not there nothing happens
 * @out: (inout): stays as it is when the member is not there
 * @error: which member is wrong and why
 *
 * Returns: %FALSE when the member is there and is neither `true` nor `false`
 */
gboolean
cue_sim_members_get_bool (JsonObject *object,
                          const char *where,
                          const char *name,
                          gboolean   *out,
                          GError    **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse_type (where, name, _ ("true or false"), error);
  *out = json_node_get_boolean (node);
  return TRUE;
}

/**
 * cue_sim_members_get_string:
 * @object: an object
 * @where: where the object stands, for the error
 * @name: of a member; when it is not there nothing happens
 * @out: (inout) (transfer none): stays as it is when the member is not there
 * @error: which member is wrong and why
 *
 * Returns: %FALSE when the member is there and is no text
 */
gboolean
cue_sim_members_get_string (JsonObject  *object,
                            const char  *where,
                            const char  *name,
                            const char **out,
                            GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse_type (where, name, _ ("a text"), error);
  *out = json_node_get_string (node);
  return TRUE;
}

/**
 * cue_sim_members_get_strv:
 * @out: (inout) (transfer full): replaced when the member is there
 */
gboolean
cue_sim_members_get_strv (JsonObject *object,
                          const char *where,
                          const char *name,
                          char     ***out,
                          GError    **error)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse_type (where, name, _ ("a list of texts"), error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *item = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
      return refuse_type (where, name, _ ("a list of texts"), error);
    g_strv_builder_add (lines, json_node_get_string (item));
  }
  g_strfreev (*out);
  *out = g_strv_builder_end (lines);
  return TRUE;
}

/**
 * cue_sim_members_get_object:
 * @out: (out) (transfer none)
 */
gboolean
cue_sim_members_get_object (JsonObject  *object,
                            const char  *where,
                            const char  *name,
                            JsonObject **out,
                            GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_type (where, name, _ ("an object"), error);
  *out = json_node_get_object (node);
  return TRUE;
}

/**
 * cue_sim_members_get_choice:
 * @choices: the texts that are allowed
 * @out: (out) (transfer none): one of @choices
 */
gboolean
cue_sim_members_get_choice (JsonObject        *object,
                            const char        *where,
                            const char        *name,
                            const char *const *choices,
                            const char       **out,
                            GError           **error)
{
  const char      *text = NULL;
  g_autofree char *list = NULL;

  if (!cue_sim_members_get_string (object, where, name, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; choices[i] != NULL; i++) {
    if (g_str_equal (choices[i], text)) {
      *out = choices[i];
      return TRUE;
    }
  }
  list = g_strjoinv (", ", (char **) choices);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("%s.%s: expected one of %s."),
               where,
               name,
               list);
  return FALSE;
}
