// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-table-private.h"

#include "cue-acoustic-json.h"

#include <string.h>

/* More than a cell shows. */
#define MAX_READ_BYTES (16 * 1024)

/*
 * From JSON to rows. What subscribers are given are publications with a few members more (services
 * reference A-11): each of their events becomes a row, with the channel, the source and the
 * identifiers that stand around it. Any other object is a row of its members.
 */

/* What stands around an event, from outside to inside. */
typedef struct {
  JsonObject *outer; /* nullable */
  JsonObject *group;
} Surroundings;

static void
add_member (CueEventFileTable *self, GArray *row, const char *column, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    // The same long text may stand in thousands of rows: it is neither copied nor read to its end.
    const char *string = json_node_get_string (node);

    cue_event_file_table_add_cell (self,
                                   row,
                                   column,
                                   string,
                                   (gssize) strnlen (string, MAX_READ_BYTES));
    return;
  }
  text = cue_acoustic_json_value_to_text (node);
  cue_event_file_table_add_cell (self, row, column, text, -1);
}

/* The innermost that has it. */
static void
add_nearest (CueEventFileTable  *self,
             GArray             *row,
             const Surroundings *around,
             JsonObject         *event,
             const char         *name)
{
  JsonObject *places[] = { event, around->group, around->outer };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    JsonNode *node = places[i] != NULL ? json_object_get_member (places[i], name) : NULL;

    if (node != NULL && !JSON_NODE_HOLDS_NULL (node)) {
      add_member (self, row, name, node);
      return;
    }
  }
}

static gboolean
is_taken (const char *name)
{
  static const char *const taken[] = {
    "code", "timestamp", "channel", "provider", "source", "namespace", "version",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++) {
    if (g_str_equal (name, taken[i]))
      return TRUE;
  }
  return FALSE;
}

/* A list of {name, value}, one column for each name. */
static void
add_pairs (CueEventFileTable *self,
           GArray            *row,
           JsonObject        *object,
           const char        *member,
           const char        *kind,
           gboolean           always_named)
{
  JsonNode  *node = object != NULL ? json_object_get_member (object, member) : NULL;
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    add_member (self, row, member, node);
    return;
  }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode        *element = json_array_get_element (array, i);
    g_autofree char *name = NULL;
    g_autofree char *column = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (element)) {
      add_member (self, row, member, element);
      continue;
    }
    name = cue_acoustic_json_get_text (json_node_get_object (element), "name", member, NULL);
    if (name == NULL || always_named || is_taken (name))
      column = g_strdup_printf ("%s %s", kind, name != NULL ? name : "?");
    add_member (self,
                row,
                column != NULL ? column : name,
                json_object_get_member (json_node_get_object (element), "value"));
  }
}

static void
add_event (CueEventFileTable *self, const Surroundings *around, JsonNode *node)
{
  GArray     *row = cue_event_file_table_add_row (self);
  JsonObject *event;

  if (row == NULL)
    return;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    add_member (self, row, "value", node);
    return;
  }
  event = json_node_get_object (node);
  add_member (self, row, "code", json_object_get_member (event, "code"));
  add_member (self, row, "timestamp", json_object_get_member (event, "timestamp"));
  add_nearest (self, row, around, event, "channel");
  add_nearest (self, row, around, event, "source");
  add_nearest (self, row, around, event, "provider");
  add_nearest (self, row, around, event, "namespace");
  add_nearest (self, row, around, event, "version");
  add_pairs (self, row, around->group, "identifiers", "identifier", TRUE);
  add_pairs (self, row, event, "identifiers", "identifier", TRUE);
  add_pairs (self, row, event, "attributes", "attribute", FALSE);
}

static gboolean
add_events (CueEventFileTable *self, const Surroundings *around)
{
  JsonNode  *node = json_object_get_member (around->group, "events");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array) && !self->full; i++)
    add_event (self, around, json_array_get_element (array, i));
  return json_array_get_length (array) > 0;
}

static gboolean
add_batch (CueEventFileTable *self, JsonObject *object)
{
  JsonNode  *node = json_object_get_member (object, "eventbatch");
  JsonArray *array;
  gboolean   any = FALSE;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array) && !self->full; i++) {
    JsonNode *group = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (group)) {
      const Surroundings around = { object, json_node_get_object (group) };

      any = add_events (self, &around) || any;
    }
  }
  return any;
}

static void
add_object (CueEventFileTable *self, JsonObject *object)
{
  const Surroundings around = { NULL, object };
  GArray            *row;
  JsonObjectIter     iter;
  const char        *name;
  JsonNode          *node;

  if (add_events (self, &around) | add_batch (self, object))
    return;
  row = cue_event_file_table_add_row (self);
  if (row == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    add_member (self, row, name, node);
}

static void
add_value (CueEventFileTable *self, JsonNode *node)
{
  GArray *row;

  if (JSON_NODE_HOLDS_OBJECT (node)) {
    add_object (self, json_node_get_object (node));
    return;
  }
  row = cue_event_file_table_add_row (self);
  if (row != NULL)
    add_member (self, row, "value", node);
}

/**
 * cue_event_file_table_read_json:
 * @node: a JSON value
 *
 * Adds the rows of a JSON value.
 */
void
cue_event_file_table_read_json (CueEventFileTable *self, JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    add_value (self, node);
    return;
  }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array) && !self->full; i++)
    add_value (self, json_array_get_element (array, i));
}
