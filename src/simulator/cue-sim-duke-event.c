// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-duke-event.h"

#include "cue-json.h"

#include <string.h>

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/**
 * cue_sim_duke_event_new_text:
 * @text: (transfer full): an event in JSON, with `eventId` and without `eventReceived`
 * @source: (nullable): what it says of the feed
 * @object_type: (nullable): and of the object
 * @object_id: (nullable): and of the object
 *
 * Kept as text, since most events are never asked for.
 *
 * Returns: (transfer full): an event for the store
 */
CueSimDukeEvent *
cue_sim_duke_event_new_text (char       *text,
                             const char *source,
                             const char *object_type,
                             const char *object_id)
{
  CueSimDukeEvent *self = g_new0 (CueSimDukeEvent, 1);

  self->text = text;
  self->source = source != NULL ? g_ref_string_new_intern (source) : NULL;
  self->object_type = object_type != NULL ? g_ref_string_new_intern (object_type) : NULL;
  self->object_id = object_id != NULL ? g_ref_string_new_intern (object_id) : NULL;
  return self;
}

/**
 * cue_sim_duke_event_new:
 * @object: the event; an `eventReceived` in it is the sender's and taken out, an `eventId` is made
 *   when there is none
 *
 * Returns: (transfer full): an event for the store
 */
CueSimDukeEvent *
cue_sim_duke_event_new (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_remove_member (object, "eventReceived");
  if (get_text (object, "eventId") == NULL) {
    g_autofree char *id = g_uuid_string_random ();

    json_object_set_string_member (object, "eventId", id);
  }
  json_node_set_object (node, object);
  return cue_sim_duke_event_new_text (cue_json_to_text (node, FALSE),
                                      get_text (object, "eventSourceId"),
                                      get_text (object, "eventObjectType"),
                                      get_text (object, "eventObjectId"));
}

/**
 * cue_sim_duke_event_free:
 * @self: (transfer full): an event
 */
void
cue_sim_duke_event_free (CueSimDukeEvent *self)
{
  g_clear_pointer (&self->source, g_ref_string_release);
  g_clear_pointer (&self->object_type, g_ref_string_release);
  g_clear_pointer (&self->object_id, g_ref_string_release);
  g_free (self->text);
  g_free (self);
}

static void write_members (JsonObject *object, CueSimDoc *doc);
static void write_items (JsonArray *array, CueSimDoc *doc);

/* @name: nullable, in an array */
static void
write_node (JsonNode *node, const char *name, CueSimDoc *doc)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    write_members (json_node_get_object (node), cue_sim_doc_add_child (doc, name));
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    write_items (json_node_get_array (node), cue_sim_doc_add_list (doc, name));
  } else {
    g_autofree char *raw = cue_json_to_text (node, FALSE);

    cue_sim_doc_append_raw (doc, name, raw);
  }
}

static void
write_members (JsonObject *object, CueSimDoc *doc)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (const GList *l = names; l != NULL; l = l->next)
    write_node (json_object_get_member (object, l->data), l->data, doc);
}

static void
write_items (JsonArray *array, CueSimDoc *doc)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    write_node (json_array_get_element (array, i), NULL, doc);
}

/**
 * cue_sim_duke_event_write:
 * @self: an event
 * @doc: an empty object
 *
 * Writes it as a feed shows it: with `eventReceived`, in nanoseconds.
 */
void
cue_sim_duke_event_write (const CueSimDukeEvent *self, CueSimDoc *doc)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->text, strlen (self->text));
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  JsonObject *object;
  g_autoptr (GList) names = NULL;

  if (node == NULL)
    return;
  object = json_node_get_object (node);
  names = json_object_get_members (object);
  for (const GList *l = names; l != NULL; l = l->next) {
    if (g_str_equal (l->data, "version") || g_str_equal (l->data, "data"))
      continue;
    write_node (json_object_get_member (object, l->data), l->data, doc);
  }
  cue_sim_doc_set_int (doc, "eventReceived", self->received_ns);
  if (json_object_has_member (object, "version"))
    write_node (json_object_get_member (object, "version"), "version", doc);
  if (json_object_has_member (object, "data"))
    write_node (json_object_get_member (object, "data"), "data", doc);
}

static gboolean
add_event (GPtrArray *list, JsonNode *node, guint n, char **problem)
{
  const char *source;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    *problem = g_strdup_printf ("[%u]: expected an object.", n);
    return FALSE;
  }
  object = json_node_get_object (node);
  source = get_text (object, "eventSourceId");
  if (source == NULL || *source == '\0') {
    *problem = g_strdup_printf ("[%u].eventSourceId is missing.", n);
    return FALSE;
  }
  if ((get_text (object, "eventObjectId") == NULL) !=
      (get_text (object, "eventObjectType") == NULL)) {
    *problem = g_strdup_printf ("[%u]: eventObjectId and eventObjectType belong together.", n);
    return FALSE;
  }
  g_ptr_array_add (list, json_object_ref (object));
  return TRUE;
}

/**
 * cue_sim_duke_events_read:
 * @payload: of a JWS that was verified
 * @problem: (out): what is wrong with it, when %NULL is returned
 *
 * Returns: (transfer full) (nullable) (element-type JsonObject): the events in it: all, or none
 */
GPtrArray *
cue_sim_duke_events_read (GBytes *payload, char **problem)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = cue_json_parse (payload, &error);
  JsonArray *array;

  if (root == NULL) {
    *problem = g_strdup_printf ("The payload is not valid JSON: %s", error->message);
    return NULL;
  }
  if (!JSON_NODE_HOLDS_ARRAY (root))
    return add_event (list, root, 0, problem) ? g_steal_pointer (&list) : NULL;
  array = json_node_get_array (root);
  if (json_array_get_length (array) == 0) {
    *problem = g_strdup ("The payload is an empty array.");
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!add_event (list, json_array_get_element (array, i), i, problem))
      return NULL;
  }
  return g_steal_pointer (&list);
}
