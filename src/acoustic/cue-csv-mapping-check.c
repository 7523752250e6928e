// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-mapping-private.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-json.h"
#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the rules say about a mapping and about each row, and the mapping as a text. */

/* ---- the mapping itself -------------------------------------------------------------------- */

static void
check_once (CueCsvMapping *self, CueCsvTarget target, GPtrArray *findings)
{
  gboolean seen = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (cue_csv_mapping_get_columns (self)); i++) {
    g_autofree char *path = g_strdup_printf ("columns/%u/target", i);

    if (cue_csv_column_get_target (cue_csv_mapping_get_column (self, i)) != target)
      continue;
    if (seen)
      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        path,
                        NULL,
                        _ ("Another column is “%s” already."),
                        cue_csv_target_get_title (target));
    seen = TRUE;
  }
}

static gboolean
has_target (CueCsvMapping *self, CueCsvTarget target)
{
  for (guint i = 0; i < g_list_model_get_n_items (cue_csv_mapping_get_columns (self)); i++) {
    if (cue_csv_column_get_target (cue_csv_mapping_get_column (self, i)) == target)
      return TRUE;
  }
  return FALSE;
}

static void
check_names (CueCsvMapping *self, GPtrArray *findings)
{
  for (guint i = 0; i < g_list_model_get_n_items (cue_csv_mapping_get_columns (self)); i++) {
    CueCsvColumn    *column = cue_csv_mapping_get_column (self, i);
    CueCsvTarget     target = cue_csv_column_get_target (column);
    g_autofree char *path = g_strdup_printf ("columns/%u/name", i);

    if (target != CUE_CSV_TARGET_IDENTIFIER && target != CUE_CSV_TARGET_ATTRIBUTE)
      continue;
    if (cue_text_is_blank (cue_csv_column_get_name (column)))
      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        path,
                        target == CUE_CSV_TARGET_IDENTIFIER ? "S4:218" : "S4:226",
                        _ ("The column needs a name to be sent with."));
    if (target == CUE_CSV_TARGET_ATTRIBUTE &&
        !cue_acoustic_type_is_known (cue_csv_column_get_attribute_type (column))) {
      g_autofree char *type_path = g_strdup_printf ("columns/%u/type", i);

      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        type_path,
                        "S4:228",
                        _ ("“%s” is no type. It may be string, number, boolean or date."),
                        cue_csv_column_get_attribute_type (column));
    }
  }
}

static void
check_given (CueCsvMapping *self,
             CueCsvTarget   target,
             const char    *otherwise,
             const char    *path,
             const char    *source,
             const char    *words,
             GPtrArray     *findings)
{
  if (!has_target (self, target) && cue_text_is_blank (otherwise))
    cue_findings_add (findings, CUE_FINDING_BLOCK, path, source, "%s", words);
}

/**
 * cue_csv_mapping_check:
 * @self: a mapping
 *
 * What can be said before any row is looked at. Paths are `code`, `timestamp`, `channel`,
 * `identifiers`, `zone`, and `columns/2/target`, `…/name`, `…/type`.
 *
 * Returns: (transfer full) (element-type CueFinding): what is wrong with the mapping
 */
GPtrArray *
cue_csv_mapping_check (CueCsvMapping *self)
{
  GPtrArray       *findings = cue_findings_new ();
  const char      *zone;
  g_autofree char *sample = NULL;

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), findings);

  zone = cue_csv_mapping_get_zone (self);
  sample = g_strconcat ("2026-01-01T00:00:00", zone, NULL);
  check_once (self, CUE_CSV_TARGET_CODE, findings);
  check_once (self, CUE_CSV_TARGET_TIMESTAMP, findings);
  check_once (self, CUE_CSV_TARGET_CHANNEL, findings);
  check_names (self, findings);
  check_given (self,
               CUE_CSV_TARGET_CODE,
               cue_csv_mapping_get_code (self),
               "code",
               "S4:224",
               _ ("No column is the event code. Choose one, or enter one code for all rows."),
               findings);
  check_given (self,
               CUE_CSV_TARGET_TIMESTAMP,
               cue_csv_mapping_get_timestamp (self),
               "timestamp",
               "S4:225",
               _ ("No column is the time. Choose one, or enter one time for all rows."),
               findings);
  check_given (self,
               CUE_CSV_TARGET_CHANNEL,
               cue_csv_mapping_get_channel (self),
               "channel",
               "S4:233",
               _ ("No column is the channel. Choose one, or enter one channel for all rows."),
               findings);
  check_given (self,
               CUE_CSV_TARGET_IDENTIFIER,
               NULL,
               "identifiers",
               "S4:231",
               _ ("No column is an identifier. Choose at least one."),
               findings);
  if (zone[0] != '\0' && !cue_acoustic_parse_timestamp (sample, NULL))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      "zone",
                      "S4:225",
                      _ ("The zone must be Z or like +01:00."));
  return findings;
}

/* ---- rows ---------------------------------------------------------------------------------- */

/**
 * cue_csv_mapping_check_row:
 * @self: a mapping
 * @row: which row, from 0
 * @context: (nullable): what the rules must know besides
 *
 * Returns: (transfer full) (element-type CueFinding): what the rules say about the event of
 *   this row, with the paths of individual events
 */
GPtrArray *
cue_csv_mapping_check_row (CueCsvMapping *self, guint row, CueAcousticContext *context)
{
  CuePublication *scratch;
  GPtrArray      *findings;
  CueCsvTable    *table;

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), cue_findings_new ());

  table = cue_csv_mapping_get_table (self);
  scratch = cue_csv_mapping_get_scratch (self);
  cue_csv_mapping_fill (self, row, 1, scratch);
  findings = cue_draft_check (CUE_DRAFT (scratch), context);
  if (row < cue_csv_table_get_n_rows (table) &&
      cue_csv_table_get_n_fields (table, row) != cue_csv_table_get_n_columns (table))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      NULL,
                      NULL,
                      _ ("The row has %u fields, but there are %u titles."),
                      cue_csv_table_get_n_fields (table, row),
                      cue_csv_table_get_n_columns (table));
  return findings;
}

static void
free_nullable (gpointer array)
{
  g_clear_pointer ((GPtrArray **) &array, g_ptr_array_unref);
}

/**
 * cue_csv_mapping_check_rows:
 * @self: a mapping
 * @context: (nullable): what the rules must know besides
 * @n_blocked: (out) (optional): how many rows must not be sent
 * @n_warned: (out) (optional): how many others have a warning
 *
 * The dry run: every row passes the rules.
 *
 * Returns: (transfer full) (element-type GPtrArray): for each row the list of its findings, or
 *   %NULL when there are none
 */
GPtrArray *
cue_csv_mapping_check_rows (CueCsvMapping      *self,
                            CueAcousticContext *context,
                            guint              *n_blocked,
                            guint              *n_warned)
{
  guint      blocked = 0, warned = 0;
  GPtrArray *all = g_ptr_array_new_with_free_func (free_nullable);

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), all);

  for (guint i = 0; i < cue_csv_table_get_n_rows (cue_csv_mapping_get_table (self)); i++) {
    g_autoptr (GPtrArray) findings = cue_csv_mapping_check_row (self, i, context);

    if (cue_findings_block (findings))
      blocked++;
    else if (cue_findings_count (findings, CUE_FINDING_WARN) > 0)
      warned++;
    g_ptr_array_add (all, findings->len > 0 ? g_steal_pointer (&findings) : NULL);
  }
  if (n_blocked != NULL)
    *n_blocked = blocked;
  if (n_warned != NULL)
    *n_warned = warned;
  return all;
}

/* ---- as a text ----------------------------------------------------------------------------- */

static const char *
get_target_nick (CueCsvTarget target)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CUE_TYPE_CSV_TARGET);

  return g_enum_get_value (klass, (gint) target)->value_nick;
}

static JsonNode *
build_columns (CueCsvMapping *self)
{
  JsonNode  *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (cue_csv_mapping_get_columns (self)); i++) {
    CueCsvColumn *column = cue_csv_mapping_get_column (self, i);
    JsonObject   *object = json_object_new ();

    json_object_set_string_member (object, "title", cue_csv_column_get_title (column));
    json_object_set_string_member (object,
                                   "target",
                                   get_target_nick (cue_csv_column_get_target (column)));
    json_object_set_string_member (object, "name", cue_csv_column_get_name (column));
    json_object_set_string_member (object, "type", cue_csv_column_get_attribute_type (column));
    json_array_add_object_element (array, object);
  }
  json_node_take_array (node, array);
  return node;
}

/**
 * cue_csv_mapping_to_text:
 * @self: a mapping
 *
 * Returns: (transfer full): the mapping as JSON, for templates and for a run that is resumed;
 * nothing of the file's content but the titles stands in it
 */
char *
cue_csv_mapping_to_text (CueCsvMapping *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  json_node_take_object (node, object);
  json_object_set_string_member (object, "code", cue_csv_mapping_get_code (self));
  json_object_set_string_member (object, "timestamp", cue_csv_mapping_get_timestamp (self));
  json_object_set_string_member (object, "channel", cue_csv_mapping_get_channel (self));
  json_object_set_string_member (object, "zone", cue_csv_mapping_get_zone (self));
  json_object_set_boolean_member (object, "sendEmpty", cue_csv_mapping_get_send_empty (self));
  json_object_set_int_member (object,
                              "eventsPerRequest",
                              cue_csv_mapping_get_events_per_request (self));
  json_object_set_member (object, "columns", build_columns (self));
  return cue_draft_json_print (node);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

/* A file may have a title twice, so what stands at the same place comes first. */
static gboolean
is_meant (CueCsvMapping *self, guint column, guint position, const char *title)
{
  CueCsvColumn *same = cue_csv_mapping_get_column (self, position);

  if (same != NULL && g_str_equal (cue_csv_column_get_title (same), title))
    return column == position;
  return g_str_equal (cue_csv_column_get_title (cue_csv_mapping_get_column (self, column)), title);
}

static void
apply_column (CueCsvMapping *self, JsonObject *object, guint position)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CUE_TYPE_CSV_TARGET);
  GEnumValue *target = g_enum_get_value_by_nick (klass, get_text (object, "target"));

  if (target == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (cue_csv_mapping_get_columns (self)); i++) {
    CueCsvColumn *column = cue_csv_mapping_get_column (self, i);

    if (!is_meant (self, i, position, get_text (object, "title")))
      continue;
    cue_csv_column_set_target (column, target->value);
    cue_csv_column_set_name (column, get_text (object, "name"));
    cue_csv_column_set_attribute_type (column, get_text (object, "type"));
  }
}

static gint64
get_number (JsonObject *object, const char *name, gint64 otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_INT64
           ? json_node_get_int (node)
           : otherwise;
}

static void
apply_columns (CueCsvMapping *self, JsonObject *object)
{
  JsonNode *columns = json_object_get_member (object, "columns");

  if (columns == NULL || !JSON_NODE_HOLDS_ARRAY (columns))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (columns)); i++) {
    JsonNode *column = json_array_get_element (json_node_get_array (columns), i);

    if (JSON_NODE_HOLDS_OBJECT (column))
      apply_column (self, json_node_get_object (column), i);
  }
}

/**
 * cue_csv_mapping_apply_text:
 * @self: a mapping
 * @text: what [method@CsvMapping.to_text] wrote
 * @error: %CUE_ERROR_PROTOCOL, %CUE_ERROR_TOO_LARGE or %CUE_ERROR_INVALID_INPUT
 *
 * Sets the mapping as it was written. Columns are found by their titles, since another file may
 * have them in another order; those that are not named stay as they are.
 *
 * Returns: whether it could be read; otherwise nothing is changed
 */
gboolean
cue_csv_mapping_apply_text (CueCsvMapping *self, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonNode   *send_empty;

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self) && text != NULL, FALSE);

  bytes = g_bytes_new (text, strlen (text));
  node = cue_draft_json_parse (bytes, NULL, error);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("This is no mapping of columns."));
    return FALSE;
  }
  object = json_node_get_object (node);
  cue_csv_mapping_set_code (self, get_text (object, "code"));
  cue_csv_mapping_set_timestamp (self, get_text (object, "timestamp"));
  cue_csv_mapping_set_channel (self, get_text (object, "channel"));
  cue_csv_mapping_set_zone (self, get_text (object, "zone"));
  send_empty = json_object_get_member (object, "sendEmpty");
  cue_csv_mapping_set_send_empty (self,
                                  send_empty != NULL && JSON_NODE_HOLDS_VALUE (send_empty) &&
                                    json_node_get_value_type (send_empty) == G_TYPE_BOOLEAN &&
                                    json_node_get_boolean (send_empty));
  cue_csv_mapping_set_events_per_request (self,
                                          (guint) CLAMP (get_number (object, "eventsPerRequest", 1),
                                                         1,
                                                         CUE_CSV_MAX_EVENTS_PER_REQUEST));
  apply_columns (self, object);
  return TRUE;
}
