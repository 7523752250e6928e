// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attributes-paste.h"

#include "cue-acoustic-rules.h"
#include "cue-csv-table.h"
#include "cue-draft-attribute.h"
#include "cue-draft-json.h"
#include "cue-draft-private.h"
#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables of attributes as people have them: JSON of an event type or an event, CSV, cells of a
 * spreadsheet. */

typedef struct {
  char *name;  /* owned */
  char *type;  /* owned, nullable */
  char *value; /* owned, nullable */
} Pasted;

static void
free_pasted (gpointer data)
{
  Pasted *pasted = data;

  g_free (pasted->name);
  g_free (pasted->type);
  g_free (pasted->value);
  g_free (pasted);
}

static void
add_pasted (GPtrArray *found, const char *name, const char *type, const char *value)
{
  Pasted *pasted;

  if (cue_text_is_blank (name))
    return;
  pasted = g_new0 (Pasted, 1);
  pasted->name = g_strstrip (g_strdup (name));
  pasted->type = cue_text_is_blank (type) ? NULL : g_strstrip (g_ascii_strdown (type, -1));
  pasted->value = g_strdup (value);
  g_ptr_array_add (found, pasted);
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, words);
  return FALSE;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

/* What a list of attributes stands in: an event type, an event, a publication. */
static JsonNode *
look_inside (JsonNode *node)
{
  static const char *const inside[] = { "attributes", "events", "eventbatch" };

  for (guint i = 0; i < G_N_ELEMENTS (inside) && JSON_NODE_HOLDS_OBJECT (node); i++) {
    JsonNode *found = json_object_get_member (json_node_get_object (node), inside[i]);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The list may be the whole, or that of the first thing that has one. */
static JsonArray *
find_list (JsonNode *node)
{
  while (node != NULL) {
    JsonArray *array;
    JsonNode  *first;

    if (!JSON_NODE_HOLDS_ARRAY (node)) {
      node = look_inside (node);
      continue;
    }
    array = json_node_get_array (node);
    first = json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
    if (first == NULL || look_inside (first) == NULL)
      return array;
    node = look_inside (first);
  }
  return NULL;
}

static gboolean
read_json (const char *text, GPtrArray *found, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = cue_draft_json_parse (bytes, NULL, error);
  JsonArray *list;

  if (node == NULL)
    return FALSE;
  list = find_list (node);
  if (list == NULL)
    return refuse (error, _ ("No list of attributes stands in this JSON."));
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonNode        *item = json_array_get_element (list, i);
    JsonObject      *object;
    g_autofree char *name = NULL;
    g_autofree char *type = NULL;
    g_autofree char *value = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (item))
      return refuse (error, _ ("Each attribute must be an object with name and type."));
    object = json_node_get_object (item);
    if (!cue_draft_read_text (object, "name", NULL, &name, NULL, error) ||
        !cue_draft_read_text (object, "type", NULL, &type, NULL, error) ||
        !cue_draft_read_text (object, "value", NULL, &value, NULL, error))
      return FALSE;
    add_pasted (found, name, type, value);
  }
  return TRUE;
}

/* ---- CSV ----------------------------------------------------------------------------------- */

static gboolean
is_title (const char *text, const char *title)
{
  g_autofree char *bare = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return bare != NULL && g_ascii_strcasecmp (bare, title) == 0;
}

static guint
find_column (CueCsvTable *table, const char *title, guint otherwise)
{
  for (guint i = 0; i < cue_csv_table_get_n_columns (table); i++) {
    if (is_title (cue_csv_table_get_title (table, i), title))
      return i;
  }
  return otherwise;
}

/* Without titles the columns are name, type, value. */
static gboolean
read_csv (const char *text, GPtrArray *found, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (CueCsvTable) table = cue_csv_table_new (bytes, '\0', error);
  guint    name, type, value;
  gboolean has_titles;

  if (table == NULL)
    return FALSE;
  has_titles = find_column (table, "name", G_MAXUINT) != G_MAXUINT;
  name = has_titles ? find_column (table, "name", 0) : 0;
  type = has_titles ? find_column (table, "type", G_MAXUINT) : 1;
  value = has_titles ? find_column (table, "value", G_MAXUINT) : 2;
  if (!has_titles)
    add_pasted (found,
                cue_csv_table_get_title (table, name),
                cue_csv_table_get_title (table, type),
                cue_csv_table_get_title (table, value));
  for (guint i = 0; i < cue_csv_table_get_n_rows (table); i++)
    add_pasted (found,
                cue_csv_table_get (table, i, name),
                cue_csv_table_get (table, i, type),
                cue_csv_table_get (table, i, value));
  return TRUE;
}

/* ---- taking over --------------------------------------------------------------------------- */

static CueDraftAttribute *
find_attribute (CueDraftList *attributes, const char *name)
{
  for (guint i = 0; i < cue_draft_list_get_n_items (attributes); i++) {
    CueDraftAttribute *attribute = cue_draft_list_get (attributes, i);

    if (g_str_equal (cue_draft_attribute_get_name (attribute), name))
      return attribute;
  }
  return NULL;
}

static void
take_over (CueDraftList *attributes, GPtrArray *found, CueAttributesPaste how)
{
  if (how == CUE_ATTRIBUTES_PASTE_REPLACE)
    cue_draft_list_resize (attributes, found->len);
  for (guint i = 0; i < found->len; i++) {
    const Pasted      *pasted = g_ptr_array_index (found, i);
    CueDraftAttribute *attribute;

    if (how == CUE_ATTRIBUTES_PASTE_REPLACE)
      attribute = cue_draft_list_get (attributes, i);
    else
      attribute = find_attribute (attributes, pasted->name);
    if (attribute == NULL)
      attribute = cue_draft_list_append (attributes);
    cue_draft_attribute_set_name (attribute, pasted->name);
    cue_draft_attribute_set_attribute_type (attribute,
                                            pasted->type != NULL ? pasted->type : "string");
    if (cue_draft_attribute_get_in_event (attribute) &&
        (pasted->value != NULL || how == CUE_ATTRIBUTES_PASTE_REPLACE))
      cue_draft_attribute_set_value (attribute, pasted->value);
  }
}

/**
 * cue_attributes_paste:
 * @attributes: of [class@DraftAttribute]
 * @text: what was pasted: JSON with a list of attributes somewhere, CSV, or cells of a spreadsheet
 *   with the columns name, type and value, with titles or without
 * @how: what becomes of those that were there
 * @n_pasted: (out) (optional): how many attributes were found
 * @error: %CUE_ERROR_INVALID_INPUT, %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE
 *
 * Takes over a table of attributes. Types are written in small letters; one that is missing is
 * `string`. Rows without a name are left out.
 *
 * Returns: whether anything was found; otherwise nothing is changed
 */
gboolean
cue_attributes_paste (CueDraftList      *attributes,
                      const char        *text,
                      CueAttributesPaste how,
                      guint             *n_pasted,
                      GError           **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_pasted);
  const char *start;

  g_return_val_if_fail (CUE_IS_DRAFT_LIST (attributes) && text != NULL, FALSE);

  start = text + strspn (text, " \t\r\n");
  if (strlen (text) > CUE_DRAFT_MAX_BYTES)
    return refuse (error, _ ("This is too much for a table of attributes."));
  if (*start == '{' || *start == '[' ? !read_json (text, found, error)
                                     : !read_csv (text, found, error))
    return FALSE;
  if (found->len == 0)
    return refuse (error, _ ("There are no attributes in what was pasted."));
  if (found->len > CUE_DRAFT_LIST_MAX)
    return refuse (error, _ ("This is too much for a table of attributes."));
  cue_draft_begin (CUE_DRAFT (attributes));
  take_over (attributes, found, how);
  cue_draft_end (CUE_DRAFT (attributes));
  if (n_pasted != NULL)
    *n_pasted = found->len;
  return TRUE;
}
