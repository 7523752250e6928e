// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-private.h"

#include "cue-acoustic-json.h"
#include "cue-diagnostic.h"
#include "cue-json.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* From JSON to an event type; and from two to one. */

/* Nobody describes an event with more; the rest stays in the raw JSON. */
#define MAX_ATTRIBUTES  2000
#define MAX_SUBSCRIBERS 2000

static void
report (CueEventType *self,
        CueSeverity   severity,
        const char   *path,
        const char   *name,
        const char   *message)
{
  g_autofree char *where = name != NULL ? g_strdup_printf ("%s.%s", path, name) : g_strdup (path);

  g_ptr_array_add (self->diagnostics, cue_diagnostic_new (severity, where, "%s", message));
}

static void
replace_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

/* 1, 1.0 and "1" are all the same version; the text stays as it came. */
static void
read_version (CueEventType *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "version");
  double    number;
  char     *end;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  replace_text (&self->version_text, cue_acoustic_json_value_to_text (node));
  number = g_ascii_strtod (self->version_text, &end);
  if (end != self->version_text && *end == '\0' && number >= 0 && number < 1e9 &&
      floor (number) == number)
    self->version = (gint64) number;
}

static void
read_registration_type (CueEventType *self, JsonObject *object, const char *path)
{
  replace_text (&self->registration_text,
                cue_acoustic_json_get_text (object, "registrationType", path, self->diagnostics));
  if (self->registration_text == NULL)
    return;
  if (g_ascii_strcasecmp (self->registration_text, "PUBLISH") == 0)
    self->registration_type = CUE_REGISTRATION_TYPE_PUBLISH;
  else if (g_ascii_strcasecmp (self->registration_text, "SUBSCRIBE") == 0)
    self->registration_type = CUE_REGISTRATION_TYPE_SUBSCRIBE;
  else
    report (self,
            CUE_SEVERITY_WARNING,
            path,
            "registrationType",
            _ ("The registration type is neither PUBLISH nor SUBSCRIBE."));
}

static void
read_attribute (CueEventType *self, JsonNode *node, const char *path)
{
  g_autoptr (CueEventTypeAttribute) attribute = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);

    name = cue_acoustic_json_get_text (object, "name", path, self->diagnostics);
    type = cue_acoustic_json_get_text (object, "type", path, self->diagnostics);
  } else if (JSON_NODE_HOLDS_VALUE (node)) {
    name = cue_acoustic_json_value_to_text (node);
  }
  if (name == NULL) {
    report (self, CUE_SEVERITY_WARNING, path, NULL, _ ("An attribute has no name."));
    name = JSON_NODE_HOLDS_OBJECT (node) ? g_strdup ("") : cue_json_to_text (node, FALSE);
  }
  attribute = cue_event_type_attribute_new (name, type);
  g_list_store_append (self->attributes, attribute);
}

static void
read_attributes (CueEventType *self, JsonObject *object, const char *path)
{
  JsonNode  *node = json_object_get_member (object, "attributes");
  JsonArray *array;
  guint      n;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    report (self,
            CUE_SEVERITY_WARNING,
            path,
            "attributes",
            _ ("The attributes are not a list; they are in the raw answer."));
    return;
  }
  array = json_node_get_array (node);
  n = json_array_get_length (array);
  for (guint i = 0; i < MIN (n, MAX_ATTRIBUTES); i++) {
    g_autofree char *where = g_strdup_printf ("%s.attributes[%u]", path, i);

    read_attribute (self, json_array_get_element (array, i), where);
  }
  if (n > MAX_ATTRIBUTES)
    report (self,
            CUE_SEVERITY_WARNING,
            path,
            "attributes",
            _ ("There are more attributes than are shown; all are in the raw answer."));
}

/* Who subscribes: names, or objects with one. The vendor's text promises them and shows none. */
static void
read_subscribers (CueEventType *self, JsonObject *object, const char *path)
{
  static const char *const names[] = { "name", "endpointName", "subscriber", "endpointId", "id" };
  JsonNode                *node = json_object_get_member (object, "subscribers");
  g_autoptr (GStrvBuilder) builder = NULL;
  JsonArray *array;
  guint      n;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  n = MIN (json_array_get_length (array), MAX_SUBSCRIBERS);
  builder = g_strv_builder_new ();
  for (guint i = 0; i < n; i++) {
    JsonNode        *element = json_array_get_element (array, i);
    g_autofree char *text = NULL;

    for (gsize j = 0; JSON_NODE_HOLDS_OBJECT (element) && text == NULL && j < G_N_ELEMENTS (names);
         j++)
      text = cue_acoustic_json_get_text (json_node_get_object (element), names[j], path, NULL);
    if (text == NULL)
      text = cue_acoustic_json_value_to_text (element);
    g_strv_builder_add (builder, text);
  }
  g_strfreev (self->subscribers);
  self->subscribers = g_strv_builder_end (builder);
}

/* AB-18: new fields may come, and are no fault. */
static void
report_unknown (CueEventType *self, JsonObject *object, const char *path)
{
  static const char *const known[] = {
    "code",       "version",          "namespace", "name",     "description",
    "attributes", "registrationType", "publisher", "provider", "subscribers",
  };
  JsonObjectIter iter;
  const char    *name;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *shown = NULL;
  g_autofree char *message = NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL)) {
    gboolean is_known = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS (known) && !is_known; i++)
      is_known = g_str_equal (name, known[i]);
    if (!is_known)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
  }
  if (list->len == 0)
    return;
  shown = cue_text_make_line (list->str, (gssize) list->len, 200);
  /* Translators: names of fields, separated by commas */
  message = g_strdup_printf (_ ("Fields that are not documented: %s."), shown);
  report (self, CUE_SEVERITY_INFO, path, NULL, message);
}

/**
 * cue_event_type_new_from_json:
 * @node: an object that describes an event type; a text is taken for a code
 * @path: where it stands in the answer, such as `$[3]`
 *
 * Reads whatever can be read and keeps the rest (services reference AB-5, 18, 19, 20).
 *
 * Returns: (transfer full) (nullable): an event type, or %NULL when @node is nothing of the kind
 */
CueEventType *
cue_event_type_new_from_json (JsonNode *node, const char *path)
{
  g_autoptr (CueEventType) self = NULL;
  JsonObject *object;
  char       *code;

  g_return_val_if_fail (node != NULL && path != NULL, NULL);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    self = cue_event_type_new_for_code (json_node_get_string (node));
    self->raw = cue_json_to_text (node, TRUE);
    report (self,
            CUE_SEVERITY_WARNING,
            path,
            NULL,
            _ ("Only a code came where a description was expected."));
    return g_steal_pointer (&self);
  }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  self = g_object_new (CUE_TYPE_EVENT_TYPE, NULL);
  self->raw = cue_json_to_text (node, TRUE);
  code = cue_acoustic_json_get_text (object, "code", path, self->diagnostics);
  if (code != NULL)
    replace_text (&self->code, code);
  if (*self->code == '\0')
    report (self,
            CUE_SEVERITY_ERROR,
            path,
            "code",
            _ ("The event type has no code; nothing can be done with it."));
  self->name = cue_acoustic_json_get_text (object, "name", path, self->diagnostics);
  self->description = cue_acoustic_json_get_text (object, "description", path, self->diagnostics);
  self->namespace = cue_acoustic_json_get_text (object, "namespace", path, self->diagnostics);
  self->publisher = cue_acoustic_json_get_text (object, "publisher", path, self->diagnostics);
  self->provider = cue_acoustic_json_get_text (object, "provider", path, self->diagnostics);
  read_version (self, object);
  read_registration_type (self, object, path);
  read_attributes (self, object, path);
  read_subscribers (self, object, path);
  report_unknown (self, object, path);
  return g_steal_pointer (&self);
}

static char *
first_text (const char *one, const char *two)
{
  return g_strdup (one != NULL && *one != '\0' ? one : two);
}

static void
copy_attributes (GListStore *to, GListModel *from)
{
  for (guint i = 0; i < g_list_model_get_n_items (from); i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (from, i);

    g_list_store_append (to, attribute);
  }
}

/**
 * cue_event_type_merge:
 * @other: the same type from another list
 *
 * Returns: (transfer full): what both say: the fields of @self, those it lacks from @other, and the
 *   origins of both
 */
CueEventType *
cue_event_type_merge (CueEventType *self, CueEventType *other)
{
  CueEventType *merged;
  gboolean      more;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self) && CUE_IS_EVENT_TYPE (other), NULL);

  merged = cue_event_type_new_for_code (self->code);
  merged->name = first_text (self->name, other->name);
  merged->description = first_text (self->description, other->description);
  merged->namespace = first_text (self->namespace, other->namespace);
  merged->publisher = first_text (self->publisher, other->publisher);
  merged->provider = first_text (self->provider, other->provider);
  more = self->version_text == NULL;
  merged->version_text = g_strdup (more ? other->version_text : self->version_text);
  merged->version = more ? other->version : self->version;
  more = self->registration_text == NULL;
  merged->registration_text = g_strdup (more ? other->registration_text : self->registration_text);
  merged->registration_type = more ? other->registration_type : self->registration_type;
  more = g_list_model_get_n_items (G_LIST_MODEL (self->attributes)) == 0;
  copy_attributes (merged->attributes, G_LIST_MODEL (more ? other->attributes : self->attributes));
  more = *self->subscribers == NULL;
  g_strfreev (merged->subscribers);
  merged->subscribers = g_strdupv (more ? other->subscribers : self->subscribers);
  merged->raw = first_text (self->raw, other->raw);
  g_ptr_array_extend (merged->diagnostics,
                      self->diagnostics,
                      (GCopyFunc) (void (*) (void)) cue_diagnostic_ref,
                      NULL);
  merged->origin = self->origin | other->origin;
  return merged;
}
