// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-exchange-publication.h"

#include <string.h>

#define MAX_IDENTIFIERS  100
#define DEFAULT_PROVIDER "Acoustic"

/* What is read, and where. Everything below returns FALSE with the problem set. */
typedef struct {
  GPtrArray            *types; // of CueSimEventType: of the endpoint that publishes
  const char           *source;
  const CueSimSwitches *switches;
  gint64                now_us;
  GPtrArray            *deliveries;
  char                **problem;
} Reader;

/* What holds for an event from the levels above it. */
typedef struct {
  const char *channel;     // nullable
  const char *provider;    // nullable
  JsonArray  *identifiers; // nullable
} Above;

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (Reader *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  *self->problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return FALSE;
}

static void
free_delivery (CueSimDelivery *delivery)
{
  g_free (delivery->code);
  g_free (delivery->json);
  g_free (delivery->tsv);
  g_free (delivery);
}

static gboolean
read_channel (Reader *self, JsonObject *object, const char *where, Above *above)
{
  if (!json_object_has_member (object, "channel"))
    return TRUE;
  if (above->channel != NULL)
    return refuse (self,
                   "%schannel: specify the channel at the batch level or at the event level, but "
                   "not at both levels.",
                   where);
  above->channel = cue_sim_json_text (object, "channel");
  if (above->channel == NULL)
    return refuse (self, "%schannel must be a string that is not empty.", where);
  return TRUE;
}

static gboolean
check_identifier (Reader *self, JsonNode *node, const char *where, guint i)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return refuse (self, "%sidentifiers[%u] must be an object.", where, i);
  if (cue_sim_json_text (object, "name") == NULL)
    return refuse (self, "%sidentifiers[%u].name is required.", where, i);
  if (cue_sim_json_text (object, "value") == NULL)
    return refuse (self, "%sidentifiers[%u].value is required.", where, i);
  return TRUE;
}

static gboolean
read_identifiers (Reader *self, JsonObject *object, const char *where, Above *above)
{
  JsonNode  *node = json_object_get_member (object, "identifiers");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (above->identifiers != NULL)
    return refuse (self,
                   "%sidentifiers: specify identifiers at the batch level or at the event level, "
                   "but not at both levels.",
                   where);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, "%sidentifiers must be an array.", where);
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_IDENTIFIERS)
    return refuse (self, "%sidentifiers: at most %d.", where, MAX_IDENTIFIERS);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!check_identifier (self, json_array_get_element (array, i), where, i))
      return FALSE;
  }
  if (json_array_get_length (array) > 0)
    above->identifiers = array;
  return TRUE;
}

static const CueSimEventType *
find_type (Reader *self, const char *code)
{
  for (guint i = 0; i < self->types->len; i++) {
    const CueSimEventType *type = g_ptr_array_index (self->types, i);

    if (!type->subscribes && g_str_equal (type->code, code))
      return type;
  }
  return NULL;
}

static gboolean
check_time (Reader *self, const char *text, const char *where)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (text == NULL)
    return refuse (self, "%stimestamp is required.", where);
  if (time == NULL)
    return refuse (self, "%stimestamp must be a time in ISO-8601 format with a zone.", where);
  if (cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_EVENT_TIMES, "24h") &&
      g_date_time_to_unix (time) > self->now_us / G_USEC_PER_SEC + 86400)
    return refuse (self, "%stimestamp is more than 24 hours ahead.", where);
  return TRUE;
}

static gboolean
check_attribute (Reader                *self,
                 const CueSimEventType *type,
                 JsonNode              *node,
                 const char            *where,
                 guint                  i)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = object != NULL ? cue_sim_json_text (object, "name") : NULL;
  const char *data = object != NULL ? cue_sim_json_text (object, "type") : NULL;
  JsonNode   *value = object != NULL ? json_object_get_member (object, "value") : NULL;
  gboolean    any = cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_TYPE_NAMES, "any");

  if (object == NULL)
    return refuse (self, "%sattributes[%u] must be an object.", where, i);
  if (name == NULL)
    return refuse (self, "%sattributes[%u].name is required.", where, i);
  if (cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_ATTRIBUTES, "registered") &&
      !cue_sim_event_type_has_attribute (type, name))
    return refuse (self,
                   "%sattributes[%u].name: %s is not an attribute that this endpoint registered "
                   "for %s.",
                   where,
                   i,
                   name,
                   type->code);
  if (value == NULL)
    return refuse (self, "%sattributes[%u].value is required.", where, i);
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return refuse (self, "%sattributes[%u].value must be a string.", where, i);
  if (data == NULL && !any)
    return refuse (self, "%sattributes[%u].type is required.", where, i);
  if (data != NULL && !cue_sim_attribute_type_is_known (data, self->switches))
    return refuse (self,
                   "%sattributes[%u].type: %s is not one of string, number, boolean, date.",
                   where,
                   i,
                   data);
  return TRUE;
}

/* Texts of people must not break the line. */
static void
append_cell (GString *line, const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    g_string_append_c (line, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
}

static void
append_pairs (GString *line, JsonArray *pairs)
{
  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++) {
    JsonObject *pair = json_array_get_object_element (pairs, i);

    if (i > 0)
      g_string_append (line, "; ");
    append_cell (line, json_object_get_string_member (pair, "name"));
    g_string_append_c (line, '=');
    append_cell (line, json_object_get_string_member (pair, "value"));
  }
}

static void
set_text (CueSimDoc *doc, JsonObject *object, const char *name)
{
  cue_sim_doc_set_string (doc, name, json_object_get_string_member (object, name));
}

static char *
write_json (Reader                *self,
            const CueSimEventType *type,
            const Above           *above,
            JsonObject            *event,
            JsonArray             *attributes)
{
  g_autoptr (CueSimDoc) doc = cue_sim_doc_new ();
  CueSimDoc *list;
  CueSimDoc *item;

  cue_sim_doc_set_raw (doc, "eventbatch", "null");
  cue_sim_doc_set_string (doc, "version", "1");
  cue_sim_doc_set_string (doc,
                          "provider",
                          above->provider != NULL ? above->provider : DEFAULT_PROVIDER);
  cue_sim_doc_set_string (doc, "source", self->source);
  cue_sim_doc_set_string (doc, "channel", above->channel);
  cue_sim_doc_set_raw (doc, "x1Id", "null");
  list = cue_sim_doc_add_list (doc, "identifiers");
  for (guint i = 0; above->identifiers != NULL && i < json_array_get_length (above->identifiers);
       i++) {
    JsonObject *identifier = json_array_get_object_element (above->identifiers, i);

    item = cue_sim_doc_add_child (list, NULL);
    set_text (item, identifier, "name");
    set_text (item, identifier, "value");
    cue_sim_doc_set_bool (item, "isOriginal", TRUE);
  }
  item = cue_sim_doc_add_child (cue_sim_doc_add_list (doc, "events"), NULL);
  cue_sim_doc_set_string (item, "code", type->code);
  set_text (item, event, "timestamp");
  if (type->namespace != NULL)
    cue_sim_doc_set_string (item, "namespace", type->namespace);
  else
    cue_sim_doc_set_raw (item, "namespace", "null");
  cue_sim_doc_set_string (item, "version", "1");
  list = cue_sim_doc_add_list (item, "attributes");
  for (guint i = 0; attributes != NULL && i < json_array_get_length (attributes); i++) {
    JsonObject *attribute = json_array_get_object_element (attributes, i);
    const char *data = cue_sim_json_text (attribute, "type");

    item = cue_sim_doc_add_child (list, NULL);
    set_text (item, attribute, "name");
    set_text (item, attribute, "value");
    cue_sim_doc_set_string (item, "type", data != NULL ? data : "string");
    cue_sim_doc_set_string (item, "isSync", "false");
  }
  return cue_sim_doc_to_text (doc);
}

static char *
write_tsv (Reader *self, const Above *above, JsonObject *event, JsonArray *attributes)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *cells[] = { json_object_get_string_member (event, "code"),
                          json_object_get_string_member (event, "timestamp"),
                          above->channel,
                          above->provider != NULL ? above->provider : DEFAULT_PROVIDER,
                          self->source };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++) {
    append_cell (line, cells[i]);
    g_string_append_c (line, '\t');
  }
  append_pairs (line, above->identifiers);
  g_string_append_c (line, '\t');
  append_pairs (line, attributes);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
read_event (Reader *self, JsonNode *node, const Above *batch, const char *where)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode   *attributes = NULL;
  JsonArray  *array = NULL;
  const CueSimEventType *type;
  Above                  above = *batch;
  const char            *code;
  CueSimDelivery        *delivery;

  if (object == NULL)
    return refuse (self, "%.*s must be an object.", (int) strlen (where) - 1, where);
  if (!read_channel (self, object, where, &above) ||
      !read_identifiers (self, object, where, &above))
    return FALSE;
  if (above.channel == NULL)
    return refuse (self,
                   "%schannel: the channel must be specified either at the batch level or at the "
                   "event level.",
                   where);
  if (above.identifiers == NULL &&
      cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_NO_IDENTIFIERS, "400"))
    return refuse (self,
                   "%sidentifiers: identifiers must be specified either at the batch level or at "
                   "the event level.",
                   where);
  code = cue_sim_json_text (object, "code");
  if (code == NULL)
    return refuse (self, "%scode is required.", where);
  type = find_type (self, code);
  if (type == NULL)
    return refuse (self,
                   "%scode: this endpoint has not registered the event type %s as PUBLISH.",
                   where,
                   code);
  if (!check_time (self, cue_sim_json_text (object, "timestamp"), where))
    return FALSE;
  attributes = json_object_get_member (object, "attributes");
  if (attributes != NULL && !JSON_NODE_HOLDS_ARRAY (attributes))
    return refuse (self, "%sattributes must be an array.", where);
  array = attributes != NULL ? json_node_get_array (attributes) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!check_attribute (self, type, json_array_get_element (array, i), where, i))
      return FALSE;
  }
  delivery = g_new0 (CueSimDelivery, 1);
  delivery->code = g_strdup (code);
  delivery->json = write_json (self, type, &above, object, array);
  delivery->tsv = write_tsv (self, &above, object, array);
  g_ptr_array_add (self->deliveries, delivery);
  return TRUE;
}

static gboolean
read_events (Reader *self, JsonObject *object, const Above *batch, const char *where)
{
  JsonNode   *node = json_object_get_member (object, "events");
  JsonArray  *array;
  const char *most =
    cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_BATCH_LIMIT); // "none" is read as 0
  guint64 limit = g_ascii_strtoull (most, NULL, 10);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, "%sevents must be an array.", where);
  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0)
    return refuse (self, "%sevents: there must be at least one event.", where);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *place = g_strdup_printf ("%sevents[%u].", where, i);

    if (limit > 0 && self->deliveries->len >= limit)
      return refuse (self, "%sevents: at most %s events in one call.", where, most);
    if (!read_event (self, json_array_get_element (array, i), batch, place))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_groups (Reader *self, JsonNode *node, const Above *batch)
{
  JsonArray *groups;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, "eventbatch must be an array.");
  groups = json_node_get_array (node);
  if (json_array_get_length (groups) == 0)
    return refuse (self, "eventbatch: there must be at least one group of events.");
  for (guint i = 0; i < json_array_get_length (groups); i++) {
    JsonNode        *group = json_array_get_element (groups, i);
    g_autofree char *where = g_strdup_printf ("eventbatch[%u].", i);
    Above            above = *batch;

    if (!JSON_NODE_HOLDS_OBJECT (group))
      return refuse (self, "eventbatch[%u] must be an object.", i);
    if (!read_identifiers (self, json_node_get_object (group), where, &above) ||
        !read_events (self, json_node_get_object (group), &above, where))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_root (Reader *self, JsonObject *object)
{
  JsonNode *groups = json_object_get_member (object, "eventbatch");
  Above     above = { .provider = cue_sim_json_text (object, "provider") };

  if (groups != NULL && json_object_has_member (object, "events"))
    return refuse (self, "events and eventbatch must not be specified together.");
  if (groups == NULL && !json_object_has_member (object, "events"))
    return refuse (self, "events or eventbatch is required.");
  if (!read_channel (self, object, "", &above) || !read_identifiers (self, object, "", &above))
    return FALSE;
  return groups != NULL ? read_groups (self, groups, &above)
                        : read_events (self, object, &above, "");
}

/**
 * cue_sim_publication_read:
 * @root: the body of POST /v1/event in one of its three forms
 * @types: (element-type CueSimEventType): what the endpoint has registered
 * @source: name of the endpoint, for the event files
 * @problem: (out): why all of it is refused; begins with the path of the member
 *
 * The rules are those of S4:206-228 and the three errors of S4:231-234.
 *
 * Returns: (transfer full) (nullable) (element-type CueSimDelivery): the events
 */
GPtrArray *
cue_sim_publication_read (JsonNode             *root,
                          GPtrArray            *types,
                          const char           *source,
                          const CueSimSwitches *switches,
                          gint64                now_us,
                          char                **problem)
{
  g_autoptr (GPtrArray)
    deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_delivery);
  Reader self = { types, source, switches, now_us, deliveries, problem };

  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    refuse (&self, "The body must be an object.");
    return NULL;
  }
  return read_root (&self, json_node_get_object (root)) ? g_steal_pointer (&deliveries) : NULL;
}
