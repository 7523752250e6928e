// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-read.h"

#include "cue-acoustic-json.h"
#include "cue-diagnostic.h"
#include "cue-error.h"

#include <glib/gi18n-lib.h>

/* More names than this in one answer are no longer a list of at most ten. */
#define MAX_FILE_NAMES 1000

/*
 * What the reading calls answer, from JSON to values. Each reader says in words when the shape is
 * another than the documented one, and never repairs: the raw answer stays with the reply.
 */

static void
set_shape_error (GError **error, JsonNode *node, const char *expected)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               /* Translators: what was expected, such as “a list of event types”, and what came,
                * such as “an object” */
               _ (
                 "The answer has an unexpected shape: %s was expected, and %s came. The raw answer "
                 "shows all of it."),
               expected,
               cue_acoustic_json_describe_shape (node));
}

static void
report (GPtrArray *diagnostics, const char *where, const char *message)
{
  if (diagnostics != NULL)
    g_ptr_array_add (diagnostics, cue_diagnostic_new (CUE_SEVERITY_WARNING, where, "%s", message));
}

/* The list itself, or the only list in an object. An object without one is no list (AB-4). */
static JsonArray *
find_list (JsonNode   *node,
           const char *member,
           const char *expected,
           GPtrArray  *diagnostics,
           GError    **error)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
    JsonNode *inner = json_object_get_member (json_node_get_object (node), member);

    if (inner != NULL && JSON_NODE_HOLDS_ARRAY (inner)) {
      report (diagnostics, "$", _ ("The list stands inside an object."));
      return json_node_get_array (inner);
    }
  }
  set_shape_error (error, node, expected);
  return NULL;
}

/**
 * cue_acoustic_event_types_from_json:
 * @node: what AC-3, AC-5 or AC-6 answered
 * @origin: which list it is
 * @diagnostics: (nullable) (element-type CueDiagnostic): told about elements that are no event
 * types
 *
 * Errors: %CUE_ERROR_PROTOCOL when it is no list.
 *
 * Returns: (transfer full) (element-type CueEventType): the event types, in their order
 */
GPtrArray *
cue_acoustic_event_types_from_json (JsonNode          *node,
                                    CueEventTypeOrigin origin,
                                    GPtrArray         *diagnostics,
                                    GError           **error)
{
  GPtrArray *types;
  JsonArray *array;
  guint      n;

  g_return_val_if_fail (node != NULL, NULL);

  array = find_list (node, NULL, _ ("a list of event types"), diagnostics, error);
  if (array == NULL)
    return NULL;
  n = json_array_get_length (array);
  types = g_ptr_array_new_full (MIN (n, CUE_ACOUSTIC_MAX_TYPES), g_object_unref);
  for (guint i = 0; i < MIN (n, CUE_ACOUSTIC_MAX_TYPES); i++) {
    g_autofree char *path = g_strdup_printf ("$[%u]", i);
    CueEventType    *type = cue_event_type_new_from_json (json_array_get_element (array, i), path);

    if (type == NULL) {
      report (diagnostics, path, _ ("This element of the list is no event type."));
      continue;
    }
    cue_event_type_set_origin (type, origin);
    g_ptr_array_add (types, type);
  }
  if (n > CUE_ACOUSTIC_MAX_TYPES) {
    g_autofree char *message =
      g_strdup_printf (_ ("The list has %u event types; %u are shown."), n, CUE_ACOUSTIC_MAX_TYPES);

    report (diagnostics, "$", message);
  }
  return types;
}

/* What an element says of the size of its file, or −1. */
static gint64
read_size (JsonNode *element)
{
  static const char *const members[] = { "size", "fileSize", "length" };

  for (gsize i = 0; JSON_NODE_HOLDS_OBJECT (element) && i < G_N_ELEMENTS (members); i++) {
    JsonNode *node = json_object_get_member (json_node_get_object (element), members[i]);

    if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
        json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) >= 0)
      return json_node_get_int (node);
  }
  return -1;
}

/* Texts out of a list of texts, or of objects with one of two names. */
static GStrv
read_texts (JsonArray  *array,
            guint       max,
            const char *name,
            const char *other_name,
            const char *complaint,
            GArray     *sizes,
            GPtrArray  *diagnostics)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = json_array_get_length (array);

  for (guint i = 0; i < MIN (n, max); i++) {
    JsonNode        *element = json_array_get_element (array, i);
    g_autofree char *path = g_strdup_printf ("$[%u]", i);
    g_autofree char *text = NULL;

    if (JSON_NODE_HOLDS_OBJECT (element)) {
      JsonObject *object = json_node_get_object (element);

      text = cue_acoustic_json_get_text (object, name, path, diagnostics);
      if (text == NULL)
        text = cue_acoustic_json_get_text (object, other_name, path, diagnostics);
    } else if (JSON_NODE_HOLDS_VALUE (element) &&
               json_node_get_value_type (element) != G_TYPE_BOOLEAN) {
      text = cue_acoustic_json_value_to_text (element);
    }
    if (text != NULL) {
      gint64 size = read_size (element);

      g_strv_builder_add (builder, text);
      if (sizes != NULL)
        g_array_append_val (sizes, size);
    } else {
      report (diagnostics, path, complaint);
    }
  }
  if (n > max) {
    g_autofree char *message =
      g_strdup_printf (_ ("The list has %u elements; %u are read."), n, max);

    report (diagnostics, "$", message);
  }
  return g_strv_builder_end (builder);
}

/**
 * cue_acoustic_codes_from_json:
 * @node: what AC-4 answered
 * @diagnostics: (nullable) (element-type CueDiagnostic): told about elements that are no codes
 *
 * Errors: %CUE_ERROR_PROTOCOL when it is no list.
 *
 * Returns: (transfer full): the codes, in their order
 */
GStrv
cue_acoustic_codes_from_json (JsonNode *node, GPtrArray *diagnostics, GError **error)
{
  JsonArray *array;

  g_return_val_if_fail (node != NULL, NULL);

  array = find_list (node, NULL, _ ("a list of event codes"), diagnostics, error);
  if (array == NULL)
    return NULL;
  return read_texts (array,
                     CUE_ACOUSTIC_MAX_CODES,
                     "code",
                     "eventTypeCode",
                     _ ("This element of the list is no event code."),
                     NULL,
                     diagnostics);
}

/**
 * cue_acoustic_file_names_from_json:
 * @node: what AC-10 answered: a list of names, of objects with a `name` or `fileName`, or an object
 *   with such a list as `files` (ASSUME-11, AB-8)
 * @sizes: (nullable) (element-type gint64): told for each name how long the file is, −1 where the
 *   list does not say it
 * @diagnostics: (nullable) (element-type CueDiagnostic): told about elements that are no names
 *
 * The names are as they came, also those that cannot be asked for: see
 * [func@event_file_name_check].
 *
 * Errors: %CUE_ERROR_PROTOCOL when it is no list.
 *
 * Returns: (transfer full): the names, in their order
 */
GStrv
cue_acoustic_file_names_from_json (JsonNode  *node,
                                   GArray    *sizes,
                                   GPtrArray *diagnostics,
                                   GError   **error)
{
  JsonArray *array;

  g_return_val_if_fail (node != NULL, NULL);

  array = find_list (node, "files", _ ("a list of file names"), diagnostics, error);
  if (array == NULL)
    return NULL;
  return read_texts (array,
                     MAX_FILE_NAMES,
                     "name",
                     "fileName",
                     _ ("This element of the list is no file name."),
                     sizes,
                     diagnostics);
}

/**
 * cue_acoustic_browser_key_from_json:
 * @node: what AC-13 answered
 * @endpoint_id: (out) (transfer full) (optional) (nullable): the endpoint it is for
 * @key: (out) (transfer full): the key, a secret
 *
 * Numbers are taken as texts (AB-6).
 *
 * Errors: %CUE_ERROR_PROTOCOL when there is no key in it.
 *
 * Returns: whether there is a key
 */
gboolean
cue_acoustic_browser_key_from_json (JsonNode *node, char **endpoint_id, char **key, GError **error)
{
  JsonObject      *object;
  g_autofree char *found = NULL;

  g_return_val_if_fail (node != NULL && key != NULL, FALSE);

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    set_shape_error (error, node, _ ("an object with “eventAuthKey”"));
    return FALSE;
  }
  object = json_node_get_object (node);
  found = cue_acoustic_json_get_text (object, "eventAuthKey", "$", NULL);
  if (found == NULL || *found == '\0') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer has no “eventAuthKey”, so there is no browser key. Check "
                            "the "
                            "endpoint ID, and that the key of this connection belongs to it."));
    return FALSE;
  }
  if (endpoint_id != NULL)
    *endpoint_id = cue_acoustic_json_get_text (object, "endpointId", "$", NULL);
  *key = g_steal_pointer (&found);
  return TRUE;
}

/* The JSON of a reply that has some. */
static JsonNode *
check_reply (CueAcousticReply *reply, GError **error)
{
  JsonNode *node;

  if (!cue_acoustic_reply_check (reply, error))
    return NULL;
  node = cue_acoustic_reply_get_json (reply);
  if (node == NULL)
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer is empty; JSON was expected."));
  return node;
}

/**
 * cue_acoustic_read_event_types:
 * @reply: the reply to AC-3, AC-5 or AC-6
 * @origin: which list it is
 * @diagnostics: (nullable) (element-type CueDiagnostic): told about elements that are no event
 * types
 *
 * Errors: why there is no list: that of [method@AcousticReply.check], or %CUE_ERROR_PROTOCOL.
 *
 * Returns: (transfer full) (element-type CueEventType): the event types
 */
GPtrArray *
cue_acoustic_read_event_types (CueAcousticReply  *reply,
                               CueEventTypeOrigin origin,
                               GPtrArray         *diagnostics,
                               GError           **error)
{
  JsonNode *node = check_reply (reply, error);

  return node != NULL ? cue_acoustic_event_types_from_json (node, origin, diagnostics, error)
                      : NULL;
}

/* Owned by a worker. */
typedef struct {
  CueAcousticReply  *reply; /* owned */
  CueEventTypeOrigin origin;
  GPtrArray         *diagnostics; /* owned, of CueDiagnostic */
} TypesReading;

static void
types_reading_free (gpointer data)
{
  TypesReading *reading = data;

  g_object_unref (reading->reply);
  g_ptr_array_unref (reading->diagnostics);
  g_free (reading);
}

static void
read_types_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TypesReading *reading = data;
  GError       *error = NULL;
  GPtrArray    *types =
    cue_acoustic_read_event_types (reading->reply, reading->origin, reading->diagnostics, &error);

  if (types != NULL)
    g_task_return_pointer (task, types, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_acoustic_read_event_types_async:
 * @reply: the reply to AC-3, AC-5 or AC-6
 * @origin: which list it is
 * @cancellable: (nullable): ends it
 * @callback: finish with cue_acoustic_read_event_types_finish()
 *
 * [func@acoustic_read_event_types] in a worker: there may be twenty thousand of them.
 */
void
cue_acoustic_read_event_types_async (CueAcousticReply   *reply,
                                     CueEventTypeOrigin  origin,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  TypesReading *reading;

  g_return_if_fail (CUE_IS_ACOUSTIC_REPLY (reply));

  reading = g_new0 (TypesReading, 1);
  reading->reply = g_object_ref (reply);
  reading->origin = origin;
  reading->diagnostics = cue_diagnostics_new ();
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_read_event_types_async);
  g_task_set_name (task, "read event types");
  g_task_set_task_data (task, reading, types_reading_free);
  g_task_run_in_thread (task, read_types_in_thread);
}

/**
 * cue_acoustic_read_event_types_finish:
 * @result: what the callback was given
 * @diagnostics: (element-type CueDiagnostic): told about elements that are no event types
 *
 * Errors: as [func@acoustic_read_event_types]; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type CueEventType): the event types
 */
GPtrArray *
cue_acoustic_read_event_types_finish (GAsyncResult *result, GPtrArray *diagnostics, GError **error)
{
  GPtrArray          *types;
  const TypesReading *reading;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  types = g_task_propagate_pointer (G_TASK (result), error);
  reading = g_task_get_task_data (G_TASK (result));
  // One that was ended early may still be at work.
  if (types != NULL)
    g_ptr_array_extend (diagnostics,
                        reading->diagnostics,
                        (GCopyFunc) (void (*) (void)) cue_diagnostic_ref,
                        NULL);
  return types;
}

/**
 * cue_acoustic_read_codes:
 * @reply: the reply to AC-4
 * @diagnostics: (nullable) (element-type CueDiagnostic): told about elements that are no codes
 *
 * Errors: as [func@acoustic_read_event_types].
 *
 * Returns: (transfer full): the codes
 */
GStrv
cue_acoustic_read_codes (CueAcousticReply *reply, GPtrArray *diagnostics, GError **error)
{
  JsonNode *node = check_reply (reply, error);

  return node != NULL ? cue_acoustic_codes_from_json (node, diagnostics, error) : NULL;
}

/**
 * cue_acoustic_read_file_names:
 * @reply: the reply to AC-10
 * @sizes: (nullable) (element-type gint64): told for each name how long the file is, or −1
 * @diagnostics: (nullable) (element-type CueDiagnostic): told about elements that are no names
 *
 * Errors: as [func@acoustic_read_event_types].
 *
 * Returns: (transfer full): the names as they came
 */
GStrv
cue_acoustic_read_file_names (CueAcousticReply *reply,
                              GArray           *sizes,
                              GPtrArray        *diagnostics,
                              GError          **error)
{
  JsonNode *node = check_reply (reply, error);

  return node != NULL ? cue_acoustic_file_names_from_json (node, sizes, diagnostics, error) : NULL;
}

/**
 * cue_acoustic_read_browser_key:
 * @reply: the reply to AC-13
 * @endpoint_id: (out) (transfer full) (optional) (nullable): the endpoint it is for
 * @key: (out) (transfer full): the key, a secret; free it with care
 *
 * Errors: as [func@acoustic_read_event_types].
 *
 * Returns: whether there is a key
 */
gboolean
cue_acoustic_read_browser_key (CueAcousticReply *reply,
                               char            **endpoint_id,
                               char            **key,
                               GError          **error)
{
  JsonNode *node = check_reply (reply, error);

  return node != NULL && cue_acoustic_browser_key_from_json (node, endpoint_id, key, error);
}
