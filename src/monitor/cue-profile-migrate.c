// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-profile-migrate.h"

#include "cue-profile-file.h"

// Files of events of older versions. One step leads from each version to the next, so a new version
// adds one function and one line of the table, and the reader itself only ever knows the newest.

typedef JsonNode *(*Step) (JsonNode *root);

static gboolean
is_list_of_profiles (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *item = json_array_get_element (array, i);
    JsonNode *name = NULL;

    if (JSON_NODE_HOLDS_OBJECT (item))
      name = json_object_get_member (json_node_get_object (item), "name");
    // Any list may be a list of objects; the name is what makes them events.
    if (name == NULL || json_node_get_value_type (name) != G_TYPE_STRING)
      return FALSE;
  }
  return TRUE;
}

static gboolean
has_our_format (JsonNode *format)
{
  return json_node_get_value_type (format) == G_TYPE_STRING &&
         g_str_equal (json_node_get_string (format), CUE_PROFILE_FILE_FORMAT);
}

/**
 * cue_profile_migrate_find_version:
 * @root: a JSON document
 *
 * Tells the version of a file of events from its form. Version 0 did not say it: it was a list of
 * events with their names, bare or as `profiles` in an object.
 *
 * Returns: the version, possibly a newer one than this program knows, or
 *   `CUE_PROFILE_VERSION_NONE` when this is no file of events
 */
gint64
cue_profile_migrate_find_version (JsonNode *root)
{
  JsonObject *object;
  JsonNode   *format;
  JsonNode   *version;
  JsonNode   *profiles;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return is_list_of_profiles (root) ? 0 : CUE_PROFILE_VERSION_NONE;

  object = json_node_get_object (root);
  format = json_object_get_member (object, "format");
  version = json_object_get_member (object, "version");
  if (format != NULL && !has_our_format (format))
    return CUE_PROFILE_VERSION_NONE;
  if (version == NULL) {
    profiles = json_object_get_member (object, "profiles");
    return profiles != NULL && is_list_of_profiles (profiles) ? 0 : CUE_PROFILE_VERSION_NONE;
  }
  if (format == NULL || json_node_get_value_type (version) != G_TYPE_INT64 ||
      json_node_get_int (version) < 1)
    return CUE_PROFILE_VERSION_NONE;
  return json_node_get_int (version);
}

// 0 → 1: the list goes into an object that says what it is. The events themselves are the same.
static JsonNode *
migrate_from_0 (JsonNode *root)
{
  JsonObject *object = json_object_new ();
  JsonNode   *list = root;
  JsonNode   *result;

  if (JSON_NODE_HOLDS_OBJECT (root))
    list = json_object_get_member (json_node_get_object (root), "profiles");
  json_object_set_string_member (object, "format", CUE_PROFILE_FILE_FORMAT);
  json_object_set_int_member (object, "version", 1);
  json_object_set_member (object, "profiles", json_node_copy (list));
  result = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (result, object);
  return result;
}

static JsonNode *
change_version (JsonNode *root, gint64 version)
{
  JsonObject *before = json_node_get_object (root);
  JsonObject *object = json_object_new ();
  JsonNode   *profiles = json_object_dup_member (before, "profiles");
  JsonNode   *result;

  json_object_set_string_member (object, "format", CUE_PROFILE_FILE_FORMAT);
  json_object_set_int_member (object, "version", version);
  if (profiles != NULL)
    json_object_set_member (object, "profiles", profiles);
  result = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (result, object);
  return result;
}

// 1 → 2: events have doors, which nobody had; they are not watched. A program that does not know of
// them would drop them when it saves, so it must not take the file for its own.
static JsonNode *
migrate_from_1 (JsonNode *root)
{
  return change_version (root, 2);
}

// 2 → 3: events have connections to the Acoustic Exchange, which nobody had.
static JsonNode *
migrate_from_2 (JsonNode *root)
{
  return change_version (root, 3);
}

// 3 → 4: events have connections to Event Data Services of 10Duke, which nobody had.
static JsonNode *
migrate_from_3 (JsonNode *root)
{
  return change_version (root, 4);
}

static const Step steps[] = {
  [0] = migrate_from_0,
  [1] = migrate_from_1,
  [2] = migrate_from_2,
  [3] = migrate_from_3,
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == CUE_PROFILE_FILE_VERSION);

/**
 * cue_profile_migrate:
 * @root: a file of events
 * @version: its version, at most `CUE_PROFILE_FILE_VERSION`
 *
 * Returns: (transfer full): the same events in the form of `CUE_PROFILE_FILE_VERSION`
 */
JsonNode *
cue_profile_migrate (JsonNode *root, gint64 version)
{
  JsonNode *current = json_node_ref (root);

  g_return_val_if_fail (version >= 0 && version <= CUE_PROFILE_FILE_VERSION, current);

  for (; version < CUE_PROFILE_FILE_VERSION; version++) {
    JsonNode *next = steps[version](current);

    json_node_unref (current);
    current = next;
  }
  return current;
}
