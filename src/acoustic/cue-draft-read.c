// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-json.h"
#include "cue-draft-private.h"
#include "cue-error.h"

#include <glib/gi18n-lib.h>

/* Where a rule is, and how members of JSON are read for a form. */

static void
append_path (GString *text, const CueAcousticPath *path)
{
  if (path == NULL)
    return;
  append_path (text, path->parent);
  if (text->len > 0)
    g_string_append_c (text, '/');
  if (path->name != NULL)
    g_string_append (text, path->name);
  else
    g_string_append_printf (text, "%u", path->index);
}

/**
 * cue_acoustic_path_to_text:
 * @self: (nullable): a place; %NULL is the whole
 *
 * Returns: (transfer full): like `events/0/attributes/2/value`
 */
char *
cue_acoustic_path_to_text (const CueAcousticPath *self)
{
  GString *text = g_string_new (NULL);

  append_path (text, self);
  return g_string_free (text, FALSE);
}

static void
add_at (const CueAcousticPath *self,
        GPtrArray             *findings,
        CueFindingLevel        level,
        const char            *source,
        const char            *words)
{
  g_autofree char *path = cue_acoustic_path_to_text (self);

  cue_findings_add (findings, level, path, source, "%s", words);
}

/**
 * cue_acoustic_path_add:
 * @self: (nullable): where it is
 * @findings: (nullable): where to add it
 * @level: what it means for sending
 * @source: (nullable): the line of the vendor's text
 * @format: a translated sentence
 * @...: for @format
 */
void
cue_acoustic_path_add (const CueAcousticPath *self,
                       GPtrArray             *findings,
                       CueFindingLevel        level,
                       const char            *source,
                       const char            *format,
                       ...)
{
  g_autofree char *words = NULL;
  va_list          arguments;

  if (findings == NULL)
    return;
  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_at (self, findings, level, source, words);
}

/**
 * cue_acoustic_path_fail:
 * @self: (nullable): where it is
 * @findings: (nullable): where to add it too
 * @error: receives the same words
 * @source: (nullable): the line of the vendor's text
 * @format: a translated sentence
 * @...: for @format
 *
 * Returns: %FALSE
 */
gboolean
cue_acoustic_path_fail (const CueAcousticPath *self,
                        GPtrArray             *findings,
                        GError               **error,
                        const char            *source,
                        const char            *format,
                        ...)
{
  g_autofree char *words = NULL;
  va_list          arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_at (self, findings, CUE_FINDING_BLOCK, source, words);
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, words);
  return FALSE;
}

/**
 * cue_draft_read_object:
 * @node: a value
 * @path: (nullable): where it stands
 * @findings: (nullable): for the remark
 * @error: %CUE_ERROR_INVALID_INPUT when it is none
 *
 * Returns: (transfer none) (nullable): the object that @node is
 */
JsonObject *
cue_draft_read_object (JsonNode              *node,
                       const CueAcousticPath *path,
                       GPtrArray             *findings,
                       GError               **error)
{
  g_autofree char *place = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  place = cue_acoustic_path_to_text (path);
  if (place[0] == '\0')
    cue_acoustic_path_fail (path, findings, error, NULL, _ ("The JSON must be an object {…}."));
  else
    cue_acoustic_path_fail (path, findings, error, NULL, _ ("“%s” must be an object {…}."), place);
  return NULL;
}

/**
 * cue_draft_read_text:
 * @object: what is read
 * @name: a member
 * @path: (nullable): where @object stands
 * @out: (out) (transfer full) (nullable): its text; %NULL when it is missing or null
 * @findings: (nullable): for remarks
 * @error: %CUE_ERROR_INVALID_INPUT when it is an object or an array
 *
 * Reads a member that is sent as text. A number or a boolean becomes the text it is written with,
 * and that is said.
 *
 * Returns: whether it can be shown in a form
 */
gboolean
cue_draft_read_text (JsonObject            *object,
                     const char            *name,
                     const CueAcousticPath *path,
                     char                 **out,
                     GPtrArray             *findings,
                     GError               **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *out = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return cue_acoustic_path_fail (CUE_PATH_AT (path, name),
                                   findings,
                                   error,
                                   NULL,
                                   _ ("“%s” must be a text, not an object or an array."),
                                   name);
  if (json_node_get_value_type (node) == G_TYPE_STRING) {
    *out = g_strdup (json_node_get_string (node));
    return TRUE;
  }
  *out = cue_draft_json_print (node);
  cue_acoustic_path_add (CUE_PATH_AT (path, name),
                         findings,
                         CUE_FINDING_HINT,
                         "S4:227",
                         _ ("“%s” is always sent as a text, so %s becomes \"%s\"."),
                         name,
                         *out,
                         *out);
  return TRUE;
}
