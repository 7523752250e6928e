// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-state-private.h"

#include <string.h>

#include "cue-diagnostic.h"
#include "cue-field-change.h"
#include "cue-json.h"
#include "cue-time.h"

// Changes with every answer; it is no change of the event.
#define SERVER_TIME "countdown.serverTime"

/**
 * CueEngineState:
 *
 * What the state URL answered at one moment: player state, manifest, countdown and assets (Event
 * Engine State API, "get State"). Immutable; main thread only.
 *
 * Nothing in an answer is fatal once it is a JSON object with at least one documented field:
 * what cannot be used is left out and said in the diagnostics, unknown fields and unknown player
 * states are kept as they came. Assets are read from the root and from an `assets` object, since
 * the documentation leaves open where they stand (ASSUME-31); the root wins.
 */

G_DEFINE_FINAL_TYPE (CueEngineState, cue_engine_state, G_TYPE_OBJECT)

/**
 * cue_engine_state_get_player_state:
 *
 * Returns: the player state; %CUE_PLAYER_STATE_UNKNOWN when missing or not documented
 */
CuePlayerState
cue_engine_state_get_player_state (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), CUE_PLAYER_STATE_UNKNOWN);

  return self->player_state;
}

/**
 * cue_engine_state_get_player_state_text:
 *
 * Returns: (nullable): the player state as it came, made visible; %NULL when missing
 */
const char *
cue_engine_state_get_player_state_text (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  return self->player_state_text;
}

/**
 * cue_engine_state_get_manifest:
 *
 * Returns: (nullable): the URL of the HLS manifest, http(s); %NULL when missing, empty or
 *   not usable
 */
const char *
cue_engine_state_get_manifest (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  return self->manifest;
}

/**
 * cue_engine_state_has_countdown:
 *
 * Returns: whether `end` and `serverTime` are both usable times of the same unit
 */
gboolean
cue_engine_state_has_countdown (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), FALSE);

  return self->has_countdown;
}

/**
 * cue_engine_state_get_countdown_visible:
 *
 * Returns: whether the audience sees the countdown: only the boolean true counts
 */
gboolean
cue_engine_state_get_countdown_visible (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), FALSE);

  return self->countdown_visible;
}

/**
 * cue_engine_state_get_countdown_end:
 *
 * Returns: when the countdown ends, in the server's time (µs since 1970 UTC); %CUE_TIME_INVALID
 *   when not usable
 */
gint64
cue_engine_state_get_countdown_end (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), CUE_TIME_INVALID);

  return self->countdown_end;
}

/**
 * cue_engine_state_get_server_time:
 *
 * Returns: the server's time in the answer (µs since 1970 UTC); %CUE_TIME_INVALID when not usable
 */
gint64
cue_engine_state_get_server_time (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), CUE_TIME_INVALID);

  return self->server_time;
}

/**
 * cue_engine_state_get_server_time_step:
 *
 * Servers cut their time to whole seconds even where they write milliseconds, so the step is taken
 * from the number and not from its unit.
 *
 * Returns: the smallest step that the server time seems to have, in microseconds
 */
gint64
cue_engine_state_get_server_time_step (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), G_USEC_PER_SEC);

  if (self->server_time % G_USEC_PER_SEC == 0)
    return G_USEC_PER_SEC;
  return self->server_time % 1000 == 0 ? 1000 : 1;
}

/**
 * cue_engine_state_get_custom_text:
 *
 * Returns: (transfer none): the lines of the `custom` state's text as they came, at most 100; not
 *   escaped; empty when there are none
 */
const char *const *
cue_engine_state_get_custom_text (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  return (const char *const *) self->custom_text;
}

/**
 * cue_engine_state_get_custom_text_is_dark:
 *
 * Returns: whether that text is dark
 */
gboolean
cue_engine_state_get_custom_text_is_dark (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), FALSE);

  return self->custom_text_is_dark;
}

/**
 * cue_engine_state_get_logo:
 *
 * Returns: (nullable): the URL of the logo of the `custom` state, http(s)
 */
const char *
cue_engine_state_get_logo (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  return self->logo;
}

/**
 * cue_engine_state_get_asset:
 * @state: a player state; `live` and `replay` have no assets
 * @kind: which of its assets
 *
 * Returns: (nullable): the asset's URL, http(s)
 */
const char *
cue_engine_state_get_asset (CueEngineState *self, CuePlayerState state, CueAssetKind kind)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);
  g_return_val_if_fail ((guint) state < CUE_N_PLAYER_STATES, NULL);
  g_return_val_if_fail ((guint) kind <= CUE_ASSET_LOGO, NULL);

  if (kind == CUE_ASSET_LOGO)
    return state == CUE_PLAYER_STATE_CUSTOM ? self->logo : NULL;
  return self->assets[state][kind];
}

/**
 * cue_engine_state_get_use_video:
 * @state: a player state
 *
 * Returns: the hint that the state's background video is available; the URL decides
 */
gboolean
cue_engine_state_get_use_video (CueEngineState *self, CuePlayerState state)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), FALSE);
  g_return_val_if_fail ((guint) state < CUE_N_PLAYER_STATES, FALSE);

  return self->use_video[state];
}

/**
 * cue_engine_state_get_unknown:
 *
 * Returns: (transfer none) (nullable): fields that are not documented, with dots between
 *   levels in their names; %NULL when there are none
 */
JsonObject *
cue_engine_state_get_unknown (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  return self->unknown;
}

/**
 * cue_engine_state_get_raw:
 *
 * Returns: the whole answer as indented JSON
 */
const char *
cue_engine_state_get_raw (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  if (self->raw == NULL)
    self->raw = cue_json_to_text (self->node, TRUE);
  return self->raw;
}

/**
 * cue_engine_state_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what could not be used, and why
 */
GPtrArray *
cue_engine_state_get_diagnostics (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);

  return self->diagnostics;
}

/**
 * cue_engine_state_get_received_wall:
 *
 * Returns: when the answer came, µs since 1970 UTC by this computer's clock
 */
gint64
cue_engine_state_get_received_wall (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), 0);

  return self->received_wall;
}

/**
 * cue_engine_state_get_received_monotonic:
 *
 * Returns: when the answer came, on the monotonic clock
 */
gint64
cue_engine_state_get_received_monotonic (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), 0);

  return self->received_monotonic;
}

/**
 * cue_engine_state_get_n_fields:
 *
 * Returns: the number of members of the answer, documented ones first
 */
guint
cue_engine_state_get_n_fields (CueEngineState *self)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), 0);

  return self->fields->len;
}

/**
 * cue_engine_state_get_field_name:
 * @index: below cue_engine_state_get_n_fields()
 *
 * Returns: its JSON name with dots between levels
 */
const char *
cue_engine_state_get_field_name (CueEngineState *self, guint index)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);
  g_return_val_if_fail (index < self->fields->len, NULL);

  return g_array_index (self->fields, CueEngineField, index).name;
}

/**
 * cue_engine_state_get_field_text:
 * @index: below cue_engine_state_get_n_fields()
 *
 * Returns: its value for people, safe to show, at most 500 characters
 */
const char *
cue_engine_state_get_field_text (CueEngineState *self, guint index)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);
  g_return_val_if_fail (index < self->fields->len, NULL);

  return g_array_index (self->fields, CueEngineField, index).text;
}

/**
 * cue_engine_state_get_field_json:
 * @index: below cue_engine_state_get_n_fields()
 *
 * Returns: its value as compact JSON
 */
const char *
cue_engine_state_get_field_json (CueEngineState *self, guint index)
{
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (self), NULL);
  g_return_val_if_fail (index < self->fields->len, NULL);

  return g_array_index (self->fields, CueEngineField, index).json;
}

static const CueEngineField *
find_field (CueEngineState *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++) {
    const CueEngineField *field = &g_array_index (self->fields, CueEngineField, i);

    if (strcmp (field->name, name) == 0)
      return field;
  }
  return NULL;
}

static void
add_change (GPtrArray *changes, const CueEngineField *before, const CueEngineField *after)
{
  g_ptr_array_add (changes,
                   cue_field_change_new (before != NULL ? before->name : after->name,
                                         before != NULL ? before->text : NULL,
                                         after != NULL ? after->text : NULL));
}

/**
 * cue_engine_state_diff:
 * @before: (nullable): the older answer; %NULL makes every field new
 * @after: the newer answer
 *
 * Compares two answers field by field. The server time is left out: it changes with every answer.
 *
 * Returns: (transfer full) (element-type CueFieldChange): the changes in the order of @after, gone
 *   fields last; empty when nothing changed
 */
GPtrArray *
cue_engine_state_diff (CueEngineState *before, CueEngineState *after)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (before == NULL || CUE_IS_ENGINE_STATE (before), NULL);
  g_return_val_if_fail (CUE_IS_ENGINE_STATE (after), NULL);

  for (guint i = 0; i < after->fields->len; i++) {
    const CueEngineField *now = &g_array_index (after->fields, CueEngineField, i);
    const CueEngineField *then = NULL;

    if (strcmp (now->name, SERVER_TIME) == 0)
      continue;
    // Answers mostly have the same members in the same order.
    if (before != NULL && i < before->fields->len &&
        strcmp (g_array_index (before->fields, CueEngineField, i).name, now->name) == 0)
      then = &g_array_index (before->fields, CueEngineField, i);
    else if (before != NULL)
      then = find_field (before, now->name);
    if (then == NULL || strcmp (then->json, now->json) != 0)
      add_change (changes, then, now);
  }
  for (guint i = 0; before != NULL && i < before->fields->len; i++) {
    const CueEngineField *then = &g_array_index (before->fields, CueEngineField, i);
    gboolean              in_place =
      i < after->fields->len &&
      strcmp (g_array_index (after->fields, CueEngineField, i).name, then->name) == 0;

    if (strcmp (then->name, SERVER_TIME) != 0 && !in_place &&
        find_field (after, then->name) == NULL)
      add_change (changes, then, NULL);
  }
  return g_steal_pointer (&changes);
}

static void
clear_field (gpointer data)
{
  CueEngineField *field = data;

  g_free (field->name);
  g_free (field->json);
  g_free (field->text);
}

static void
cue_engine_state_finalize (GObject *object)
{
  CueEngineState *self = CUE_ENGINE_STATE (object);

  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->raw, g_free);
  g_clear_pointer (&self->player_state_text, g_free);
  g_clear_pointer (&self->manifest, g_free);
  g_clear_pointer (&self->custom_text, g_strfreev);
  g_clear_pointer (&self->logo, g_free);
  for (guint state = 0; state < CUE_N_PLAYER_STATES; state++) {
    for (guint kind = 0; kind < CUE_N_ASSET_KINDS; kind++)
      g_clear_pointer (&self->assets[state][kind], g_free);
  }
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);

  G_OBJECT_CLASS (cue_engine_state_parent_class)->finalize (object);
}

static void
cue_engine_state_class_init (CueEngineStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_engine_state_finalize;
}

static void
cue_engine_state_init (CueEngineState *self)
{
  self->countdown_end = CUE_TIME_INVALID;
  self->server_time = CUE_TIME_INVALID;
  self->custom_text = g_new0 (char *, 1);
  self->diagnostics = cue_diagnostics_new ();
  self->fields = g_array_new (FALSE, FALSE, sizeof (CueEngineField));
  g_array_set_clear_func (self->fields, clear_field);
}
