// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-state-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-asset-slot.h"
#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-json-reader.h"
#include "cue-json.h"
#include "cue-text.h"
#include "cue-time.h"

/* From an answer of the state URL to a CueEngineState. */

#define MAX_URL_CHARS   8192
#define MAX_SHOWN_CHARS 500
#define MAX_TEXT_LINES  100
#define MAX_STATE_CHARS 60

static const CuePlayerState states_with_assets[] = {
  CUE_PLAYER_STATE_CUSTOM,
  CUE_PLAYER_STATE_PRELIVE,
  CUE_PLAYER_STATE_POSTLIVE,
  CUE_PLAYER_STATE_INTERRUPTION,
};

// In the order of CueAssetKind.
static const char *const asset_suffixes[CUE_N_ASSET_KINDS] = {
  "BgVideo916",
  "BgImg916",
  "FgImg916",
};

/* Where the documented fields are looked for. */
typedef struct {
  CueEngineState *state;  // not owned
  CueJsonReader  *root;   // owned
  CueJsonReader  *assets; // owned, nullable
  GHashTable     *known;  // owned, set of full names that were read
  guint           n_documented;
} Reading;

/* The text of a value for people: a text without its quotes, anything else as JSON. */
static char *
make_field_text (const char *name, JsonNode *value, const char *json)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return cue_text_make_line (json_node_get_string (value), -1, MAX_SHOWN_CHARS);

  if (g_str_has_prefix (name, "countdown.") && JSON_NODE_HOLDS_VALUE (value) &&
      json_node_get_value_type (value) == G_TYPE_INT64) {
    gint64           us = cue_time_from_epoch (json_node_get_int (value), NULL);
    g_autofree char *when = us != CUE_TIME_INVALID ? cue_time_format_iso8601 (us) : NULL;

    if (when != NULL)
      return g_strdup_printf ("%s (%s)", json, when);
  }
  return cue_text_make_line (json, -1, MAX_SHOWN_CHARS);
}

static void
add_field (Reading *reading, CueJsonReader *reader, const char *prefix, const char *member)
{
  JsonNode      *value = json_object_get_member (cue_json_reader_get_json (reader), member);
  CueEngineField field;

  if (value == NULL)
    return;
  field.name = g_strconcat (prefix, member, NULL);
  if (!g_hash_table_add (reading->known, g_strdup (field.name))) {
    g_free (field.name);
    return;
  }
  field.json = cue_json_to_text (value, FALSE);
  field.text = make_field_text (field.name, value, field.json);
  g_array_append_val (reading->state->fields, field);
}

/* Where an asset field stands: the root, or the nested object. Absent and null are the same. */
static CueJsonReader *
find_asset_reader (Reading *reading, const char *name)
{
  JsonObject *root = cue_json_reader_get_json (reading->root);

  add_field (reading, reading->root, "", name);
  if (reading->assets != NULL)
    add_field (reading, reading->assets, "assets.", name);

  if (reading->assets == NULL ||
      (json_object_has_member (root, name) && !json_object_get_null_member (root, name)))
    return reading->root;
  return reading->assets;
}

static gboolean
has_space_or_control (const char *text)
{
  for (; *text != '\0'; text++) {
    if ((guchar) *text <= ' ' || *text == '\x7f')
      return TRUE;
  }
  return FALSE;
}

/* An absolute http(s) URL or NULL; anything else that stands there is said. What only browsers
 * fetch is read as they do. */
static char *
read_url (CueJsonReader *reader, const char *name, gboolean is_for_browsers)
{
  g_autofree char *text = NULL;
  g_autofree char *read = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;
  const char *host;

  if (!cue_json_reader_get_string (reader, name, &text) || *text == '\0')
    return NULL;
  if (strlen (text) > MAX_URL_CHARS) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            name,
                            _ ("The address is too long to be used."));
    return NULL;
  }
  // GUri takes spaces in a host; no client sends them.
  read = is_for_browsers ? cue_asset_address_read (text) : g_strdup (text);
  if (read != NULL && !has_space_or_control (read))
    uri = g_uri_parse (read, G_URI_FLAGS_ENCODED, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (scheme != NULL && (strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) &&
      host != NULL && *host != '\0')
    return g_steal_pointer (&read);

  shown = cue_text_make_line (text, -1, 80);
  cue_json_reader_report (reader,
                          CUE_SEVERITY_WARNING,
                          name,
                          _ ("“%s” is not used: only full http and https addresses are."),
                          shown);
  return NULL;
}

static char *
read_asset_url (Reading *reading, const char *name)
{
  return read_url (find_asset_reader (reading, name), name, TRUE);
}

static void
read_player_state (Reading *reading)
{
  CueEngineState *self = reading->state;
  JsonObject     *root = cue_json_reader_get_json (reading->root);
  JsonNode       *value = json_object_get_member (root, "playerState");

  add_field (reading, reading->root, "", "playerState");
  if (value == NULL || JSON_NODE_HOLDS_NULL (value)) {
    cue_json_reader_report (reading->root,
                            CUE_SEVERITY_WARNING,
                            "playerState",
                            _ ("The player state is missing."));
    return;
  }
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING) {
    const char *text = json_node_get_string (value);

    self->player_state = cue_player_state_from_id (text);
    self->player_state_text = cue_text_make_line (text, -1, MAX_STATE_CHARS);
  } else {
    g_autofree char *json = cue_json_to_text (value, FALSE);

    self->player_state_text = cue_text_make_line (json, -1, MAX_STATE_CHARS);
  }
  if (self->player_state == CUE_PLAYER_STATE_UNKNOWN)
    cue_json_reader_report (reading->root,
                            CUE_SEVERITY_WARNING,
                            "playerState",
                            _ ("“%s” is not a documented player state."),
                            self->player_state_text);
}

static void
read_countdown (Reading *reading)
{
  CueEngineState *self = reading->state;
  g_autoptr (CueJsonReader) countdown = cue_json_reader_enter (reading->root, "countdown");
  CueEpochUnit end_unit;
  CueEpochUnit server_unit;

  if (countdown == NULL) {
    add_field (reading, reading->root, "", "countdown");
    return;
  }
  g_hash_table_add (reading->known, g_strdup ("countdown"));
  add_field (reading, countdown, "countdown.", "visible");
  add_field (reading, countdown, "countdown.", "end");
  add_field (reading, countdown, "countdown.", "serverTime");

  cue_json_reader_get_bool (countdown, "visible", &self->countdown_visible);
  if (!cue_json_reader_get_epoch_us (countdown, "serverTime", &self->server_time, &server_unit)) {
    self->server_time = CUE_TIME_INVALID;
    return;
  }
  if (!cue_json_reader_get_epoch_us (countdown, "end", &self->countdown_end, &end_unit)) {
    self->countdown_end = CUE_TIME_INVALID;
    return;
  }
  if (end_unit != server_unit) {
    cue_json_reader_report (countdown,
                            CUE_SEVERITY_WARNING,
                            "end",
                            _ ("“end” and “serverTime” count in different units, so there is no "
                               "countdown."));
    return;
  }
  self->has_countdown = TRUE;
}

static void
read_custom_text (Reading *reading)
{
  CueJsonReader *reader = find_asset_reader (reading, "customText");
  JsonNode      *value = json_object_get_member (cue_json_reader_get_json (reader), "customText");
  g_auto (GStrv) lines = NULL;

  if (value != NULL && JSON_NODE_HOLDS_ARRAY (value) &&
      json_array_get_length (json_node_get_array (value)) > MAX_TEXT_LINES) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "customText",
                            _ ("More than %d lines of text are not used."),
                            MAX_TEXT_LINES);
    return;
  }
  if (!cue_json_reader_get_strv (reader, "customText", &lines))
    return;
  // A nested array may still bring more.
  if (g_strv_length (lines) > MAX_TEXT_LINES) {
    for (guint i = MAX_TEXT_LINES; lines[i] != NULL; i++)
      g_clear_pointer (&lines[i], g_free);
  }
  g_strfreev (reading->state->custom_text);
  reading->state->custom_text = g_steal_pointer (&lines);
}

static void
read_assets (Reading *reading)
{
  CueEngineState *self = reading->state;

  read_custom_text (reading);
  cue_json_reader_get_bool (find_asset_reader (reading, "customTextIsDark"),
                            "customTextIsDark",
                            &self->custom_text_is_dark);
  self->logo = read_asset_url (reading, "logoImg");

  for (guint i = 0; i < G_N_ELEMENTS (states_with_assets); i++) {
    CuePlayerState   state = states_with_assets[i];
    const char      *id = cue_player_state_to_id (state);
    g_autofree char *use_video = g_strconcat (id, "UseVideo", NULL);

    cue_json_reader_get_bool (find_asset_reader (reading, use_video),
                              use_video,
                              &self->use_video[state]);
    for (guint kind = 0; kind < CUE_N_ASSET_KINDS; kind++) {
      g_autofree char *name = g_strconcat (id, asset_suffixes[kind], NULL);

      self->assets[state][kind] = read_asset_url (reading, name);
    }
  }
}

/* Keeps what is not documented, for people and for whoever extends this. */
static void
keep_unknown (Reading *reading, CueJsonReader *reader, const char *prefix)
{
  CueEngineState *self = reading->state;
  JsonObject     *object = cue_json_reader_get_json (reader);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next) {
    const char      *member = l->data;
    g_autofree char *name = g_strconcat (prefix, member, NULL);

    if (g_hash_table_contains (reading->known, name))
      continue;
    if (self->unknown == NULL)
      self->unknown = json_object_new ();
    json_object_set_member (self->unknown,
                            name,
                            json_node_copy (json_object_get_member (object, member)));
    add_field (reading, reader, prefix, member);
  }
}

static void
read_all (Reading *reading)
{
  JsonObject *root = cue_json_reader_get_json (reading->root);
  JsonNode   *assets = json_object_get_member (root, "assets");
  JsonNode   *countdown = json_object_get_member (root, "countdown");
  g_autoptr (CueJsonReader) countdown_reader = NULL;

  if (assets != NULL && JSON_NODE_HOLDS_OBJECT (assets)) {
    reading->assets = cue_json_reader_enter (reading->root, "assets");
    g_hash_table_add (reading->known, g_strdup ("assets"));
  }

  read_player_state (reading);
  add_field (reading, reading->root, "", "playerManifest");
  reading->state->manifest = read_url (reading->root, "playerManifest", FALSE);
  read_countdown (reading);
  read_assets (reading);
  reading->n_documented = reading->state->fields->len;

  keep_unknown (reading, reading->root, "");
  if (countdown != NULL && JSON_NODE_HOLDS_OBJECT (countdown)) {
    countdown_reader = cue_json_reader_enter (reading->root, "countdown");
    keep_unknown (reading, countdown_reader, "countdown.");
  }
  if (reading->assets != NULL)
    keep_unknown (reading, reading->assets, "assets.");
}

/**
 * cue_engine_state_new_from_json:
 * @node: the answer
 * @received_wall_us: when its first byte arrived, by the wall clock
 * @received_monotonic_us: the same moment on the monotonic clock
 *
 * Reads an answer of the state URL.
 *
 * Errors: %CUE_ERROR_PROTOCOL when @node is no object or has not one documented field.
 *
 * Returns: (transfer full): the state
 */
CueEngineState *
cue_engine_state_new_from_json (JsonNode *node,
                                gint64    received_wall_us,
                                gint64    received_monotonic_us,
                                GError  **error)
{
  g_autoptr (CueEngineState) self = NULL;
  Reading reading = { 0 };

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer is JSON, but not an object as an event state must be."));
    return NULL;
  }

  self = g_object_new (CUE_TYPE_ENGINE_STATE, NULL);
  self->node = json_node_ref (node);
  self->received_wall = received_wall_us;
  self->received_monotonic = received_monotonic_us;

  reading.state = self;
  reading.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.root = cue_json_reader_new (json_node_get_object (node), "$", self->diagnostics);
  read_all (&reading);
  g_clear_pointer (&reading.assets, cue_json_reader_free);
  g_clear_pointer (&reading.root, cue_json_reader_free);
  g_clear_pointer (&reading.known, g_hash_table_unref);

  if (reading.n_documented == 0) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer is a JSON object, but without any field of an event state. "
                            "Is this the right state URL?"));
    return NULL;
  }
  return g_steal_pointer (&self);
}
