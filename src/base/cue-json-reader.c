// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-reader.h"

#include "cue-json.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How much of a wrong value a diagnostic quotes. */
#define MAX_QUOTED_CHARS 60
/* Integers beyond are no longer exact in a double. */
#define MAX_EXACT 9007199254740992.0

/**
 * CueJsonReader:
 *
 * Typed reading of one JSON object from outside. Every getter returns %FALSE and leaves the output
 * alone when the member is absent, null or of another type; when it is of another type that is
 * added to the diagnostics with its JSON path and the value as it came. So a caller writes one line
 * for each field, never crashes on a wrong one, and nothing wrong goes unsaid.
 *
 * Values are read strictly (services reference 5.3): a boolean is only true or false, a number in
 * quotation marks is a text.
 */
struct _CueJsonReader {
  JsonObject *object;      /* owned */
  char       *path;        /* owned, for example "$.countdown" */
  GPtrArray  *diagnostics; /* owned, nullable, of CueDiagnostic */
};

/**
 * cue_json_reader_new:
 * @object: what to read
 * @path: its JSON path, `$` for the root
 * @diagnostics: (nullable) (element-type CueDiagnostic): where findings are added
 *
 * Returns: (transfer full): a reader
 */
CueJsonReader *
cue_json_reader_new (JsonObject *object, const char *path, GPtrArray *diagnostics)
{
  CueJsonReader *self;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (CueJsonReader, 1);
  self->object = json_object_ref (object);
  self->path = g_strdup (path);
  self->diagnostics = diagnostics != NULL ? g_ptr_array_ref (diagnostics) : NULL;
  return self;
}

/**
 * cue_json_reader_free:
 * @self: (transfer full): a reader
 */
void
cue_json_reader_free (CueJsonReader *self)
{
  g_return_if_fail (self != NULL);

  json_object_unref (self->object);
  g_free (self->path);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_free (self);
}

/**
 * cue_json_reader_get_json:
 * @self: a reader
 *
 * Returns: (transfer none): the object that is read
 */
JsonObject *
cue_json_reader_get_json (CueJsonReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->object;
}

/**
 * cue_json_reader_get_path:
 * @self: a reader
 *
 * Returns: (transfer none): where the object stands
 */
const char *
cue_json_reader_get_path (CueJsonReader *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->path;
}

/**
 * cue_json_reader_report:
 * @self: a reader
 * @severity: how bad
 * @name: (nullable): the member, or %NULL for the object itself
 * @format: printf format of a translated sentence
 * @...: its arguments
 *
 * Adds a finding of the caller's own about a member.
 */
void
cue_json_reader_report (CueJsonReader *self,
                        CueSeverity    severity,
                        const char    *name,
                        const char    *format,
                        ...)
{
  g_autofree char *where = NULL;
  g_autofree char *message = NULL;
  va_list          args;

  g_return_if_fail (self != NULL);

  if (self->diagnostics == NULL)
    return;
  where = name != NULL ? g_strdup_printf ("%s.%s", self->path, name) : g_strdup (self->path);
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->diagnostics, cue_diagnostic_new (severity, where, "%s", message));
}

static char *
quote_value (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("an object"));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (_ ("an array"));
  text = cue_json_to_text (node, FALSE);
  return cue_text_make_line (text, -1, MAX_QUOTED_CHARS);
}

static void
report_type (CueJsonReader *self, const char *name, JsonNode *node, const char *expected)
{
  g_autofree char *quoted = quote_value (node);

  /* Translators: the type that should stand there, then the value that does */
  cue_json_reader_report (self,
                          CUE_SEVERITY_WARNING,
                          name,
                          _ ("Expected %s, found %s."),
                          expected,
                          quoted);
}

/* The member unless absent or null. */
static JsonNode *
find_member (CueJsonReader *self, const char *name)
{
  JsonNode *node = json_object_get_member (self->object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

/**
 * cue_json_reader_get_diagnostics:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable) (element-type CueDiagnostic): where its findings go, for what
 *   reads a part by itself
 */
GPtrArray *
cue_json_reader_get_diagnostics (CueJsonReader *self)
{
  return self->diagnostics;
}

/**
 * cue_json_reader_has:
 * @self: a reader
 * @name: a member
 *
 * Returns: whether the member stands there, also as null
 */
gboolean
cue_json_reader_has (CueJsonReader *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return json_object_has_member (self->object, name);
}

static gboolean
holds_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * cue_json_reader_get_string:
 * @self: a reader
 * @name: a member
 * @out: (out) (transfer full): its text, exactly as sent
 *
 * Returns: whether it is a text
 */
gboolean
cue_json_reader_get_string (CueJsonReader *self, const char *name, char **out)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && out != NULL, FALSE);

  node = find_member (self, name);
  if (node == NULL)
    return FALSE;
  if (!holds_type (node, G_TYPE_STRING)) {
    report_type (self, name, node, _ ("a text"));
    return FALSE;
  }
  *out = json_node_dup_string (node);
  return TRUE;
}

/**
 * cue_json_reader_get_bool:
 * @self: a reader
 * @name: a member
 * @out: (out): its value
 *
 * Only true and false are booleans; `"false"`, 0 and 1 are not.
 *
 * Returns: whether it is a boolean
 */
gboolean
cue_json_reader_get_bool (CueJsonReader *self, const char *name, gboolean *out)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && out != NULL, FALSE);

  node = find_member (self, name);
  if (node == NULL)
    return FALSE;
  if (!holds_type (node, G_TYPE_BOOLEAN)) {
    report_type (self, name, node, _ ("true or false"));
    return FALSE;
  }
  *out = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_int64 (CueJsonReader *self, const char *name, JsonNode *node, gint64 *out)
{
  double number;

  if (holds_type (node, G_TYPE_INT64)) {
    *out = json_node_get_int (node);
    return TRUE;
  }
  if (!holds_type (node, G_TYPE_DOUBLE))
    return FALSE;
  number = json_node_get_double (node);
  if (!(fabs (number) <= MAX_EXACT) || floor (number) != number)
    return FALSE;
  cue_json_reader_report (self,
                          CUE_SEVERITY_INFO,
                          name,
                          _ ("The whole number %.0f is written with a fraction or an exponent."),
                          number);
  *out = (gint64) number;
  return TRUE;
}

/**
 * cue_json_reader_get_int64:
 * @self: a reader
 * @name: a member
 * @out: (out): its value
 *
 * A whole number written as `5.0` counts, with a note; a number as text does not.
 *
 * Returns: whether it is a whole number within 64 bits
 */
gboolean
cue_json_reader_get_int64 (CueJsonReader *self, const char *name, gint64 *out)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && out != NULL, FALSE);

  node = find_member (self, name);
  if (node == NULL)
    return FALSE;
  if (!read_int64 (self, name, node, out)) {
    report_type (self, name, node, _ ("a whole number"));
    return FALSE;
  }
  return TRUE;
}

static void
collect_lines (CueJsonReader *self,
               const char    *name,
               JsonArray     *array,
               GPtrArray     *lines,
               gboolean       nested)
{
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n; i++) {
    JsonNode        *node = json_array_get_element (array, i);
    g_autofree char *element = g_strdup_printf ("%s[%u]", name, i);

    if (holds_type (node, G_TYPE_STRING)) {
      g_ptr_array_add (lines, json_node_dup_string (node));
    } else if (JSON_NODE_HOLDS_ARRAY (node) && !nested) {
      report_type (self, element, node, _ ("a text"));
      collect_lines (self, element, json_node_get_array (node), lines, TRUE);
    } else if (!JSON_NODE_HOLDS_NULL (node)) {
      report_type (self, element, node, _ ("a text"));
    }
  }
}

/**
 * cue_json_reader_get_strv:
 * @self: a reader
 * @name: a member
 * @out: (out) (transfer full): its texts
 *
 * Reads an array of texts. A single text counts as an array of one, and the texts of an array
 * inside the array count as its own, both with a diagnostic; anything else in it is left out and
 * reported, each with its place.
 *
 * Returns: whether it is an array (also an empty one) or a text
 */
gboolean
cue_json_reader_get_strv (CueJsonReader *self, const char *name, char ***out)
{
  JsonNode *node;
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && out != NULL, FALSE);

  node = find_member (self, name);
  if (node == NULL)
    return FALSE;
  lines = g_ptr_array_new_with_free_func (g_free);
  if (holds_type (node, G_TYPE_STRING)) {
    report_type (self, name, node, _ ("an array of texts"));
    g_ptr_array_add (lines, json_node_dup_string (node));
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    collect_lines (self, name, json_node_get_array (node), lines, FALSE);
  } else {
    report_type (self, name, node, _ ("an array of texts"));
    return FALSE;
  }
  g_ptr_array_add (lines, NULL);
  *out = (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
  return TRUE;
}

/**
 * cue_json_reader_get_object:
 * @self: a reader
 * @name: a member
 * @out: (out) (transfer none): the object, owned by the one it stands in
 *
 * Returns: whether it is an object
 */
gboolean
cue_json_reader_get_object (CueJsonReader *self, const char *name, JsonObject **out)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && out != NULL, FALSE);

  node = find_member (self, name);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    report_type (self, name, node, _ ("an object"));
    return FALSE;
  }
  *out = json_node_get_object (node);
  return TRUE;
}

/**
 * cue_json_reader_enter:
 * @self: a reader
 * @name: a member
 *
 * Returns: (transfer full) (nullable): a reader of the object that stands there, with its path and
 *   the same diagnostics; %NULL when absent or not an object
 */
CueJsonReader *
cue_json_reader_enter (CueJsonReader *self, const char *name)
{
  JsonObject      *object;
  g_autofree char *path = NULL;

  if (!cue_json_reader_get_object (self, name, &object))
    return NULL;
  path = g_strdup_printf ("%s.%s", self->path, name);
  return cue_json_reader_new (object, path, self->diagnostics);
}

/**
 * cue_json_reader_get_epoch_us:
 * @self: a reader
 * @name: a member
 * @out_us: (out): microseconds since 1970 UTC
 * @unit: (out) (optional): what the number counted
 *
 * Reads a “unix timestamp” of any unit ([func@time_from_epoch]). Zero and negative numbers are
 * not times; services send them for “not set”.
 *
 * Returns: whether it is a time
 */
gboolean
cue_json_reader_get_epoch_us (CueJsonReader *self,
                              const char    *name,
                              gint64        *out_us,
                              CueEpochUnit  *unit)
{
  JsonNode *node;
  gint64    value;

  g_return_val_if_fail (self != NULL && name != NULL && out_us != NULL, FALSE);

  node = find_member (self, name);
  if (node == NULL)
    return FALSE;
  if (!read_int64 (self, name, node, &value) || value <= 0) {
    report_type (self, name, node, _ ("a unix timestamp (a whole number above zero)"));
    return FALSE;
  }
  *out_us = cue_time_from_epoch (value, unit);
  return TRUE;
}
