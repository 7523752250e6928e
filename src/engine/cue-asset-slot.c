// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-slot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-redact.h"
#include "cue-text.h"
#include "cue-url.h"

#define MAX_GIVEN_CHARS 300

/**
 * CueAssetSlot:
 *
 * One place for an asset in the answer of the state URL, as it is filled there: a player state and
 * which of its layers (Event Engine State API, “assets properties”). There are always
 * %CUE_N_ASSET_SLOTS of them, in the same order, filled or not. Immutable; main thread only.
 */
struct _CueAssetSlot {
  GObject parent_instance;

  guint    index;
  char    *words;  /* owned */
  char    *url;    /* owned; NULL when there is none that may be fetched */
  char    *given;  /* owned; NULL when nothing stands there */
  gboolean sloppy; /* browsers have to correct it */
  gboolean too_long;
  gboolean flagged; /* …UseVideo */
  gboolean shown;
};

typedef struct {
  CuePlayerState state;
  CueAssetKind   kind;
  const char    *field;
} Place;

static const Place places[CUE_N_ASSET_SLOTS] = {
  { CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_VIDEO, "customBgVideo916" },
  { CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_IMAGE, "customBgImg916" },
  { CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_FG_IMAGE, "customFgImg916" },
  { CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_LOGO, "logoImg" },
  { CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_VIDEO, "preliveBgVideo916" },
  { CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_IMAGE, "preliveBgImg916" },
  { CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_FG_IMAGE, "preliveFgImg916" },
  { CUE_PLAYER_STATE_POSTLIVE, CUE_ASSET_BG_VIDEO, "postliveBgVideo916" },
  { CUE_PLAYER_STATE_POSTLIVE, CUE_ASSET_BG_IMAGE, "postliveBgImg916" },
  { CUE_PLAYER_STATE_POSTLIVE, CUE_ASSET_FG_IMAGE, "postliveFgImg916" },
  { CUE_PLAYER_STATE_INTERRUPTION, CUE_ASSET_BG_VIDEO, "interruptionBgVideo916" },
  { CUE_PLAYER_STATE_INTERRUPTION, CUE_ASSET_BG_IMAGE, "interruptionBgImg916" },
  { CUE_PLAYER_STATE_INTERRUPTION, CUE_ASSET_FG_IMAGE, "interruptionFgImg916" },
};

G_DEFINE_FINAL_TYPE (CueAssetSlot, cue_asset_slot, G_TYPE_OBJECT)

static void
cue_asset_slot_finalize (GObject *object)
{
  CueAssetSlot *self = CUE_ASSET_SLOT (object);

  g_free (self->words);
  g_free (self->url);
  g_free (self->given);

  G_OBJECT_CLASS (cue_asset_slot_parent_class)->finalize (object);
}

static void
cue_asset_slot_class_init (CueAssetSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_asset_slot_finalize;
}

static void
cue_asset_slot_init (CueAssetSlot *self)
{
}

/* @json: a string of the answer, whole; what the state keeps of it for people is shortened */
static void
read_given (CueAssetSlot *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  const char *text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                       ? json_node_get_string (node)
                       : NULL;

  if (text == NULL)
    return;
  self->sloppy = cue_asset_address_is_sloppy (text);
  self->too_long = strlen (text) > CUE_URL_MAX_BYTES && g_ascii_strncasecmp (text, "http", 4) == 0;
}

/* What stands in the answer, in the root or in `assets`, as the reader of the state looks there. */
static void
find_given (CueAssetSlot *self, CueEngineState *state, const char *field)
{
  g_autofree char *nested = g_strconcat ("assets.", field, NULL);

  for (guint i = 0; i < cue_engine_state_get_n_fields (state); i++) {
    const char *name = cue_engine_state_get_field_name (state, i);
    const char *text = cue_engine_state_get_field_text (state, i);
    const char *json = cue_engine_state_get_field_json (state, i);

    if (!g_str_equal (name, field) && !g_str_equal (name, nested))
      continue;
    if (*text != '\0' && !g_str_equal (json, "null")) {
      g_autofree char *safe = cue_redact_url (text);

      self->given = cue_text_make_line (safe, -1, MAX_GIVEN_CHARS);
      read_given (self, json);
      return;
    }
  }
}

/* With both an image and a video the flag decides; with one of them it is that one. */
static gboolean
is_shown (CueEngineState *state, const Place *place)
{
  gboolean has_video = cue_engine_state_get_asset (state, place->state, CUE_ASSET_BG_VIDEO) != NULL;
  gboolean has_image = cue_engine_state_get_asset (state, place->state, CUE_ASSET_BG_IMAGE) != NULL;

  if (cue_engine_state_get_asset (state, place->state, place->kind) == NULL)
    return FALSE;
  if (place->kind == CUE_ASSET_BG_VIDEO)
    return !has_image || cue_engine_state_get_use_video (state, place->state);
  if (place->kind == CUE_ASSET_BG_IMAGE)
    return !has_video || !cue_engine_state_get_use_video (state, place->state);
  return TRUE;
}

static CueAssetSlot *
slot_new (CueEngineState *state, guint index)
{
  CueAssetSlot *self = g_object_new (CUE_TYPE_ASSET_SLOT, NULL);
  const Place  *place = &places[index];

  self->index = index;
  self->words = cue_asset_slot_index_to_words (index);
  if (state == NULL)
    return self;
  self->url = g_strdup (cue_engine_state_get_asset (state, place->state, place->kind));
  find_given (self, state, place->field);
  self->flagged = cue_engine_state_get_use_video (state, place->state);
  self->shown = is_shown (state, place);
  return self;
}

/**
 * cue_asset_slots_new:
 * @state: (nullable): an answer
 *
 * Returns: (transfer full) (element-type CueAssetSlot): all slots in their order, as @state fills
 *   them; empty ones without an answer
 */
GPtrArray *
cue_asset_slots_new (CueEngineState *state)
{
  GPtrArray *slots = g_ptr_array_new_full (CUE_N_ASSET_SLOTS, g_object_unref);

  g_return_val_if_fail (state == NULL || CUE_IS_ENGINE_STATE (state), slots);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    g_ptr_array_add (slots, slot_new (state, i));
  return slots;
}

/**
 * cue_asset_slot_find:
 * @state: a player state
 * @kind: one of its layers
 *
 * Returns: the index of that slot, %CUE_N_ASSET_SLOTS when there is none
 */
guint
cue_asset_slot_find (CuePlayerState state, CueAssetKind kind)
{
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (places[i].state == state && places[i].kind == kind)
      return i;
  }
  return CUE_N_ASSET_SLOTS;
}

/**
 * cue_asset_slot_state_has_assets:
 * @state: a player state
 *
 * Returns: whether the API knows assets for it: `live` and `replay` have none
 */
gboolean
cue_asset_slot_state_has_assets (CuePlayerState state)
{
  return cue_asset_slot_find (state, CUE_ASSET_BG_IMAGE) < CUE_N_ASSET_SLOTS;
}

/**
 * cue_asset_slot_index_to_state:
 * @index: of a slot
 *
 * Returns: its player state
 */
CuePlayerState
cue_asset_slot_index_to_state (guint index)
{
  g_return_val_if_fail (index < CUE_N_ASSET_SLOTS, CUE_PLAYER_STATE_UNKNOWN);

  return places[index].state;
}

/**
 * cue_asset_slot_index_to_kind:
 * @index: of a slot
 *
 * Returns: which layer it is
 */
CueAssetKind
cue_asset_slot_index_to_kind (guint index)
{
  g_return_val_if_fail (index < CUE_N_ASSET_SLOTS, CUE_ASSET_BG_IMAGE);

  return places[index].kind;
}

/**
 * cue_asset_slot_index_to_field:
 * @index: of a slot
 *
 * Returns: its field as the API writes it, such as `preliveBgImg916`
 */
const char *
cue_asset_slot_index_to_field (guint index)
{
  g_return_val_if_fail (index < CUE_N_ASSET_SLOTS, "");

  return places[index].field;
}

/**
 * cue_asset_slot_index_to_words:
 * @index: of a slot
 *
 * Returns: (transfer full): state and layer for people, translated
 */
char *
cue_asset_slot_index_to_words (guint index)
{
  g_return_val_if_fail (index < CUE_N_ASSET_SLOTS, NULL);

  /* Translators: a player state, then a layer: “Pre-live: background image” */
  return g_strdup_printf (_ ("%s: %s"),
                          cue_player_state_to_words (places[index].state),
                          cue_asset_kind_to_words (places[index].kind));
}

/**
 * cue_asset_kind_to_words:
 * @kind: a layer
 *
 * Returns: its name for people, translated, fit for the middle of a sentence
 */
const char *
cue_asset_kind_to_words (CueAssetKind kind)
{
  switch (kind) {
  case CUE_ASSET_BG_VIDEO:
    return _ ("background video");
  case CUE_ASSET_BG_IMAGE:
    return _ ("background image");
  case CUE_ASSET_FG_IMAGE:
    return _ ("foreground image");
  case CUE_ASSET_LOGO:
    return _ ("logo");
  default:
    g_return_val_if_reached ("");
  }
}

/**
 * cue_asset_slot_get_index:
 * @self: a slot
 *
 * Returns: its place in the order, below %CUE_N_ASSET_SLOTS
 */
guint
cue_asset_slot_get_index (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), 0);

  return self->index;
}

/**
 * cue_asset_slot_get_state:
 * @self: a slot
 *
 * Returns: the player state it belongs to
 */
CuePlayerState
cue_asset_slot_get_state (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), CUE_PLAYER_STATE_UNKNOWN);

  return places[self->index].state;
}

/**
 * cue_asset_slot_get_kind:
 * @self: a slot
 *
 * Returns: which layer it is
 */
CueAssetKind
cue_asset_slot_get_kind (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), CUE_ASSET_BG_IMAGE);

  return places[self->index].kind;
}

/**
 * cue_asset_slot_get_field:
 * @self: a slot
 *
 * Returns: the field as the API writes it, such as `preliveBgImg916`
 */
const char *
cue_asset_slot_get_field (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), NULL);

  return places[self->index].field;
}

/**
 * cue_asset_slot_get_words:
 * @self: a slot
 *
 * Returns: state and layer for people, translated
 */
const char *
cue_asset_slot_get_words (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), NULL);

  return self->words;
}

/**
 * cue_asset_slot_get_url:
 * @self: a slot
 *
 * Returns: (nullable): the http or https address that stands there; it may hold a signature, so
 *   show the one of [method@AssetSlot.get_given]
 */
const char *
cue_asset_slot_get_url (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), NULL);

  return self->url;
}

/**
 * cue_asset_slot_get_given:
 * @self: a slot
 *
 * Returns: (nullable): what stands in the answer, usable or not, redacted and made visible on one
 *   line; %NULL when nothing does
 */
const char *
cue_asset_slot_get_given (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), NULL);

  return self->given;
}

/**
 * cue_asset_slot_get_refused:
 * @self: a slot
 *
 * Returns: whether something stands there that is never fetched: `data:`, `file:`, `javascript:`,
 *   half an address, or none at all
 */
gboolean
cue_asset_slot_get_refused (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), FALSE);

  return self->given != NULL && self->url == NULL;
}

/**
 * cue_asset_slot_get_sloppy:
 * @self: a slot
 *
 * Returns: whether what stands there is an address only as browsers read it, with blanks at its
 *   ends or something in it that has to be encoded; [method@AssetSlot.get_url] is correct
 */
gboolean
cue_asset_slot_get_sloppy (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), FALSE);

  return self->url != NULL && self->sloppy;
}

/**
 * cue_asset_slot_get_too_long:
 * @self: a slot
 *
 * Returns: whether what stands there is longer than any address that is asked for here,
 *   %CUE_URL_MAX_BYTES
 */
gboolean
cue_asset_slot_get_too_long (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), FALSE);

  return self->too_long;
}

/**
 * cue_asset_slot_get_flagged:
 * @self: a slot
 *
 * Returns: whether the answer says that its state uses a video (`…UseVideo`)
 */
gboolean
cue_asset_slot_get_flagged (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), FALSE);

  return self->flagged;
}

/**
 * cue_asset_slot_get_shown:
 * @self: a slot
 *
 * Returns: whether a phone in that state would show it: of a background video and a background
 *   image that are both there, the flag chooses one
 */
gboolean
cue_asset_slot_get_shown (CueAssetSlot *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_SLOT (self), FALSE);

  return self->shown;
}
