// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-json.h"

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-json-scan.h"
#include "cue-json.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * JSON as it is sent and as it is edited by hand. The layout is for reading, and the same bytes are
 * sent, so that nobody looks at something else than what goes out: two spaces, objects and arrays
 * of plain values on one line while they fit.
 */

#define LINE_WIDTH 100

/* ---- printing ------------------------------------------------------------------------------ */

static void
append_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    switch (*p) {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    case '\b':
      g_string_append (out, "\\b");
      break;
    case '\f':
      g_string_append (out, "\\f");
      break;
    default:
      if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (out, *p);
      break;
    }
  }
  g_string_append_c (out, '"');
}

static void
append_scalar (GString *out, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    append_text (out, json_node_get_string (node));
  } else {
    g_autofree char *text = cue_json_to_text (node, FALSE);

    g_string_append (out, text);
  }
}

static gboolean
is_scalar (JsonNode *node)
{
  return !JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node);
}

/* Whether it is plain enough for one line; the width is another matter. */
static gboolean
is_plain (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    JsonNode      *member;

    json_object_iter_init (&iter, json_node_get_object (node));
    while (json_object_iter_next (&iter, NULL, &member)) {
      if (!is_scalar (member))
        return FALSE;
    }
    return TRUE;
  }
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    guint      length = json_array_get_length (array);

    /* One object in a list may share the line, several read better below each other. */
    if (length == 1)
      return is_plain (json_array_get_element (array, 0));
    for (guint i = 0; i < length; i++) {
      if (!is_scalar (json_array_get_element (array, i)))
        return FALSE;
    }
  }
  return TRUE;
}

static void
append_plain (GString *out, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char    *name;
    JsonNode      *member;
    const char    *between = "";

    g_string_append_c (out, '{');
    json_object_iter_init_ordered (&iter, json_node_get_object (node));
    while (json_object_iter_next_ordered (&iter, &name, &member)) {
      g_string_append (out, between);
      append_text (out, name);
      g_string_append (out, ": ");
      append_plain (out, member);
      between = ", ";
    }
    g_string_append_c (out, '}');
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    g_string_append_c (out, '[');
    for (guint i = 0; i < json_array_get_length (array); i++) {
      if (i > 0)
        g_string_append (out, ", ");
      append_plain (out, json_array_get_element (array, i));
    }
    g_string_append_c (out, ']');
  } else {
    append_scalar (out, node);
  }
}

static glong
measure_line (GString *out)
{
  const char *line = memrchr (out->str, '\n', out->len);

  return g_utf8_strlen (line != NULL ? line + 1 : out->str, -1);
}

static void
begin_line (GString *out, guint indent)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < indent; i++)
    g_string_append_c (out, ' ');
}

/* Not deeper than what was parsed or built here: CUE_JSON_MAX_DEPTH. */
static void
append_node (GString *out, JsonNode *node, guint indent)
{
  gsize       start = out->len;
  const char *between = "";

  if (is_plain (node)) {
    append_plain (out, node);
    if (is_scalar (node) || measure_line (out) <= LINE_WIDTH)
      return;
    g_string_truncate (out, start);
  }
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char    *name;
    JsonNode      *member;

    g_string_append_c (out, '{');
    json_object_iter_init_ordered (&iter, json_node_get_object (node));
    while (json_object_iter_next_ordered (&iter, &name, &member)) {
      g_string_append (out, between);
      begin_line (out, indent + 2);
      append_text (out, name);
      g_string_append (out, ": ");
      append_node (out, member, indent + 2);
      between = ",";
    }
    begin_line (out, indent);
    g_string_append_c (out, '}');
  } else {
    JsonArray *array = json_node_get_array (node);

    g_string_append_c (out, '[');
    for (guint i = 0; i < json_array_get_length (array); i++) {
      g_string_append (out, between);
      begin_line (out, indent + 2);
      append_node (out, json_array_get_element (array, i), indent + 2);
      between = ",";
    }
    begin_line (out, indent);
    g_string_append_c (out, ']');
  }
}

/**
 * cue_draft_json_print:
 * @node: a value that was built here or passed the strict scan
 *
 * Lays JSON out for reading and sending. Members keep their order.
 *
 * Returns: (transfer full): the text, without a line break at its end
 */
char *
cue_draft_json_print (JsonNode *node)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);

  out = g_string_sized_new (512);
  append_node (out, node, 0);
  return g_string_free (out, FALSE);
}

/* ---- reading ------------------------------------------------------------------------------- */

static gboolean
has_typographic_quotes (const char *text, gsize length)
{
  static const char *const quotes[] = { "“", "”", "„", "‟", "«", "»", "″" };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++) {
    if (g_strstr_len (text, (gssize) length, quotes[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_text (const char *text, gsize length, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) duplicates = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  CueJsonScan scan = { .duplicates = duplicates };

  if (!cue_json_scan (text, length, &scan, &local)) {
    /* Where the text is good they are just letters of it. */
    if (has_typographic_quotes (text, length)) {
      /* Translators: %s says what is wrong with the JSON, and where */
      g_set_error (error,
                   CUE_ERROR,
                   local->code,
                   _ ("%s Typographic quotation marks (“ ”) stand where JSON wants \"."),
                   local->message);
      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        NULL,
                        "S4:25",
                        _ ("%s Typographic quotation marks (“ ”) stand where JSON wants "
                           "\"."),
                        local->message);
      return FALSE;
    }
    cue_findings_add (findings, CUE_FINDING_BLOCK, NULL, NULL, "%s", local->message);
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (duplicates->len > 0) {
    g_autofree char *shown = cue_text_make_line (g_ptr_array_index (duplicates, 0), -1, 60);

    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      NULL,
                      NULL,
                      _ ("The key “%s” stands twice in one object; only one of them could "
                         "be sent."),
                      shown);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The key “%s” stands twice in one object; only one of them could be sent."),
                 shown);
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_draft_json_parse:
 * @bytes: JSON as written by a person
 * @findings: (nullable) (element-type CueFinding): receives what @error says, and what is
 *   valid but suspicious
 * @error: %CUE_ERROR_PROTOCOL, %CUE_ERROR_TOO_LARGE or %CUE_ERROR_INVALID_INPUT
 *
 * Reads strictly, and refuses a key that stands twice: what is shown must be what is sent.
 *
 * Returns: (transfer full): the value; %NULL with @error set
 */
JsonNode *
cue_draft_json_parse (GBytes *bytes, GPtrArray *findings, GError **error)
{
  gsize       length;
  const char *text;
  JsonNode   *node;
  g_autoptr (GPtrArray) diagnostics = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  /* Nothing at all has no address. */
  if (!check_text (text != NULL ? text : "", length, findings, error))
    return NULL;
  diagnostics = cue_diagnostics_new ();
  node = cue_json_parse_full (bytes, diagnostics, error);
  for (guint i = 0; node != NULL && i < diagnostics->len; i++)
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      NULL,
                      NULL,
                      "%s",
                      cue_diagnostic_get_message (g_ptr_array_index (diagnostics, i)));
  return node;
}
