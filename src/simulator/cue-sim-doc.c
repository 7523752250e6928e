// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-doc.h"

typedef struct {
  char      *name;  // NULL in a list
  char      *raw;   // NULL when there is a child
  CueSimDoc *child; // NULL when there is a raw text
} Field;

struct _CueSimDoc {
  GPtrArray *fields;  // of Field
  gboolean   is_list; // an array: its fields have no names
};

static void
free_field (Field *field)
{
  g_free (field->name);
  g_free (field->raw);
  g_clear_pointer (&field->child, cue_sim_doc_free);
  g_free (field);
}

static Field *
find_field (CueSimDoc *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);

    if (g_strcmp0 (field->name, name) == 0)
      return field;
  }
  return NULL;
}

/**
 * cue_sim_doc_new:
 *
 * Returns: (transfer full): an empty JSON object, whose members stay in the order in which they are
 *   set
 */
CueSimDoc *
cue_sim_doc_new (void)
{
  CueSimDoc *self = g_new0 (CueSimDoc, 1);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) free_field);
  return self;
}

/**
 * cue_sim_doc_new_list:
 *
 * Returns: (transfer full): a JSON array in place of an object
 */
CueSimDoc *
cue_sim_doc_new_list (void)
{
  CueSimDoc *self = cue_sim_doc_new ();

  self->is_list = TRUE;
  return self;
}

/**
 * cue_sim_doc_free:
 * @self: (transfer full): an object
 */
void
cue_sim_doc_free (CueSimDoc *self)
{
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/**
 * cue_sim_doc_append_raw:
 * @name: (nullable): %NULL in a list
 * @raw: JSON text, sent as it stands
 *
 * Adds a member at the end, also when one of that name is there already (duplicate names).
 */
void
cue_sim_doc_append_raw (CueSimDoc *self, const char *name, const char *raw)
{
  Field *field = g_new0 (Field, 1);

  field->name = g_strdup (name);
  field->raw = g_strdup (raw);
  g_ptr_array_add (self->fields, field);
}

/**
 * cue_sim_doc_set_raw:
 * @raw: JSON text, sent as it stands
 *
 * Replaces the member in its place, or adds it at the end.
 */
void
cue_sim_doc_set_raw (CueSimDoc *self, const char *name, const char *raw)
{
  Field *field = find_field (self, name);

  if (field == NULL) {
    cue_sim_doc_append_raw (self, name, raw);
    return;
  }
  g_clear_pointer (&field->child, cue_sim_doc_free);
  g_free (field->raw);
  field->raw = g_strdup (raw);
}

/**
 * cue_sim_doc_set_string:
 * @self: an object
 * @name: of a member, set or replaced in its place
 * @text: its value, UTF-8
 */
void
cue_sim_doc_set_string (CueSimDoc *self, const char *name, const char *text)
{
  g_autofree char *raw = cue_sim_json_quote (text);

  cue_sim_doc_set_raw (self, name, raw);
}

/**
 * cue_sim_doc_set_int:
 * @self: an object
 * @name: of a member, set or replaced in its place
 * @number: its value
 */
void
cue_sim_doc_set_int (CueSimDoc *self, const char *name, gint64 number)
{
  g_autofree char *raw = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  cue_sim_doc_set_raw (self, name, raw);
}

/**
 * cue_sim_doc_set_bool:
 * @self: an object
 * @name: of a member, set or replaced in its place
 * @value: its value
 */
void
cue_sim_doc_set_bool (CueSimDoc *self, const char *name, gboolean value)
{
  cue_sim_doc_set_raw (self, name, value ? "true" : "false");
}

/**
 * cue_sim_doc_set_strv:
 * @self: an object
 * @name: of a member, set or replaced in its place
 * @lines: (nullable): its value, a list of texts
 */
void
cue_sim_doc_set_strv (CueSimDoc *self, const char *name, const char *const *lines)
{
  g_autoptr (GString) raw = g_string_new ("[");

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++) {
    g_autofree char *quoted = cue_sim_json_quote (lines[i]);

    g_string_append_printf (raw, "%s%s", i > 0 ? "," : "", quoted);
  }
  g_string_append_c (raw, ']');
  cue_sim_doc_set_raw (self, name, raw->str);
}

/**
 * cue_sim_doc_add_child:
 * @name: (nullable): %NULL in a list
 *
 * Returns: (transfer none): a new nested object, the last member of @self
 */
CueSimDoc *
cue_sim_doc_add_child (CueSimDoc *self, const char *name)
{
  Field *field = g_new0 (Field, 1);

  field->name = g_strdup (name);
  field->child = cue_sim_doc_new ();
  g_ptr_array_add (self->fields, field);
  return field->child;
}

/**
 * cue_sim_doc_add_list:
 * @name: (nullable): %NULL in a list
 *
 * Returns: (transfer none): a new nested array, the last member of @self
 */
CueSimDoc *
cue_sim_doc_add_list (CueSimDoc *self, const char *name)
{
  CueSimDoc *child = cue_sim_doc_add_child (self, name);

  child->is_list = TRUE;
  return child;
}

/**
 * cue_sim_doc_is_list:
 *
 * Returns: whether it is a JSON array
 */
gboolean
cue_sim_doc_is_list (CueSimDoc *self)
{
  return self->is_list;
}

/**
 * cue_sim_doc_get_length:
 *
 * Returns: how many members or items it has
 */
guint
cue_sim_doc_get_length (CueSimDoc *self)
{
  return self->fields->len;
}

/**
 * cue_sim_doc_get_nth_child:
 *
 * Returns: (transfer none) (nullable): the nested object or array at that place; %NULL when
 *   something else stands there, or nothing
 */
CueSimDoc *
cue_sim_doc_get_nth_child (CueSimDoc *self, guint n)
{
  return n < self->fields->len ? ((Field *) g_ptr_array_index (self->fields, n))->child : NULL;
}

/**
 * cue_sim_doc_get_nth_raw:
 *
 * Returns: (transfer full): the member or item at that place, written out
 */
char *
cue_sim_doc_get_nth_raw (CueSimDoc *self, guint n)
{
  Field *field = g_ptr_array_index (self->fields, n);

  return field->child != NULL ? cue_sim_doc_to_text (field->child) : g_strdup (field->raw);
}

/**
 * cue_sim_doc_insert_raw:
 * @self: an array
 * @n: before which item; at the end when there are fewer
 * @raw: JSON text, sent as it stands
 */
void
cue_sim_doc_insert_raw (CueSimDoc *self, guint n, const char *raw)
{
  Field *field = g_new0 (Field, 1);

  field->raw = g_strdup (raw);
  g_ptr_array_insert (self->fields, (gint) MIN (n, self->fields->len), field);
}

/**
 * cue_sim_doc_remove_nth:
 * @self: an object or an array
 * @n: a member or item, which has to be there
 */
void
cue_sim_doc_remove_nth (CueSimDoc *self, guint n)
{
  g_ptr_array_remove_index (self->fields, n);
}

/**
 * cue_sim_doc_reverse_part:
 * @self: an object or an array
 * @first: a member or item
 * @length: how many from there on; they have to be there
 *
 * Turns the order of a part round.
 */
void
cue_sim_doc_reverse_part (CueSimDoc *self, guint first, guint length)
{
  gpointer *fields = self->fields->pdata + first;

  for (guint i = 0; i < length / 2; i++) {
    gpointer swap = fields[i];

    fields[i] = fields[length - 1 - i];
    fields[length - 1 - i] = swap;
  }
}

/**
 * cue_sim_doc_reverse:
 *
 * Turns the order of the members or items round.
 */
void
cue_sim_doc_reverse (CueSimDoc *self)
{
  cue_sim_doc_reverse_part (self, 0, self->fields->len);
}

/**
 * cue_sim_doc_get_child:
 *
 * Returns: (transfer none) (nullable): the nested object of that name
 */
CueSimDoc *
cue_sim_doc_get_child (CueSimDoc *self, const char *name)
{
  Field *field = find_field (self, name);

  return field != NULL ? field->child : NULL;
}

/**
 * cue_sim_doc_get_raw:
 * @self: an object
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): its value as JSON text, or whatever a fault put there
 */
const char *
cue_sim_doc_get_raw (CueSimDoc *self, const char *name)
{
  Field *field = find_field (self, name);

  return field != NULL ? field->raw : NULL;
}

/**
 * cue_sim_doc_remove:
 * @self: an object
 * @name: of a member, which need not be there
 */
void
cue_sim_doc_remove (CueSimDoc *self, const char *name)
{
  Field *field = find_field (self, name);

  if (field != NULL)
    g_ptr_array_remove (self->fields, field);
}

/**
 * cue_sim_doc_replace_suffix:
 *
 * Replaces every plain member whose name ends with @suffix, in nested objects too.
 */
void
cue_sim_doc_replace_suffix (CueSimDoc *self, const char *suffix, const char *raw)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);

    if (field->child != NULL) {
      cue_sim_doc_replace_suffix (field->child, suffix, raw);
    } else if (field->name != NULL && g_str_has_suffix (field->name, suffix)) {
      g_free (field->raw);
      field->raw = g_strdup (raw);
    }
  }
}

static void
append_text (CueSimDoc *self, GString *text)
{
  g_string_append_c (text, self->is_list ? '[' : '{');
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);

    if (i > 0)
      g_string_append_c (text, ',');
    if (!self->is_list) {
      g_autofree char *name = cue_sim_json_quote (field->name);

      g_string_append_printf (text, "%s:", name);
    }
    if (field->child != NULL)
      append_text (field->child, text);
    else
      g_string_append (text, field->raw);
  }
  g_string_append_c (text, self->is_list ? ']' : '}');
}

/**
 * cue_sim_doc_to_text:
 * @self: an object
 *
 * Returns: (transfer full): its text, on one line
 */
char *
cue_sim_doc_to_text (CueSimDoc *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_text (self, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cue_sim_json_quote:
 *
 * Returns: (transfer full): @text as a JSON string with its quotes; bytes above 127 stay as they
 *   are, whether they are UTF-8 or not
 */
char *
cue_sim_json_quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_printf (quoted, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (quoted, "\\u%04x", (guint) *c);
    else
      g_string_append_c (quoted, *c);
  }
  g_string_append_c (quoted, '"');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static char *
to_camel_case (const char *name)
{
  g_autoptr (GString) camel = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++) {
    if (*c == '_' && c[1] != '\0')
      g_string_append_c (camel, g_ascii_toupper (*++c));
    else
      g_string_append_c (camel, *c);
  }
  return g_string_free (g_steal_pointer (&camel), FALSE);
}

/**
 * cue_sim_doc_rename_to_camel_case:
 *
 * Writes the names of the members as `eventCategory` in place of `event_category`.
 */
void
cue_sim_doc_rename_to_camel_case (CueSimDoc *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);
    char  *camel = field->name != NULL ? to_camel_case (field->name) : NULL;

    g_free (field->name);
    field->name = camel;
  }
}
