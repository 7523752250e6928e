// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-doc.h"

typedef struct {
  char      *name;
  char      *raw;   // NULL when there is a child
  CueSimDoc *child; // NULL when there is a raw text
} Field;

struct _CueSimDoc {
  GPtrArray *fields; // of Field
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

    if (g_str_equal (field->name, name))
      return field;
  }
  return NULL;
}

CueSimDoc *
cue_sim_doc_new (void)
{
  CueSimDoc *self = g_new0 (CueSimDoc, 1);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) free_field);
  return self;
}

void
cue_sim_doc_free (CueSimDoc *self)
{
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/**
 * cue_sim_doc_append_raw:
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

void
cue_sim_doc_set_string (CueSimDoc *self, const char *name, const char *text)
{
  g_autofree char *raw = cue_sim_json_quote (text);

  cue_sim_doc_set_raw (self, name, raw);
}

void
cue_sim_doc_set_int (CueSimDoc *self, const char *name, gint64 number)
{
  g_autofree char *raw = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  cue_sim_doc_set_raw (self, name, raw);
}

void
cue_sim_doc_set_bool (CueSimDoc *self, const char *name, gboolean value)
{
  cue_sim_doc_set_raw (self, name, value ? "true" : "false");
}

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

const char *
cue_sim_doc_get_raw (CueSimDoc *self, const char *name)
{
  Field *field = find_field (self, name);

  return field != NULL ? field->raw : NULL;
}

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
    } else if (g_str_has_suffix (field->name, suffix)) {
      g_free (field->raw);
      field->raw = g_strdup (raw);
    }
  }
}

static void
append_text (CueSimDoc *self, GString *text)
{
  g_string_append_c (text, '{');
  for (guint i = 0; i < self->fields->len; i++) {
    Field           *field = g_ptr_array_index (self->fields, i);
    g_autofree char *name = cue_sim_json_quote (field->name);

    g_string_append_printf (text, "%s%s:", i > 0 ? "," : "", name);
    if (field->child != NULL)
      append_text (field->child, text);
    else
      g_string_append (text, field->raw);
  }
  g_string_append_c (text, '}');
}

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
    char  *camel = to_camel_case (field->name);

    g_free (field->name);
    field->name = camel;
  }
}
