// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-engine-state.h"

G_BEGIN_DECLS

/* Four states with a background video, a background image and a foreground image each, and the
 * logo of `custom`. */
#define CUE_N_ASSET_SLOTS 13

#define CUE_TYPE_ASSET_SLOT (cue_asset_slot_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetSlot, cue_asset_slot, CUE, ASSET_SLOT, GObject)

GPtrArray *cue_asset_slots_new (CueEngineState *state);

guint          cue_asset_slot_find (CuePlayerState state, CueAssetKind kind);
gboolean       cue_asset_slot_state_has_assets (CuePlayerState state);
CuePlayerState cue_asset_slot_index_to_state (guint index);
CueAssetKind   cue_asset_slot_index_to_kind (guint index);
const char    *cue_asset_slot_index_to_field (guint index);
char          *cue_asset_slot_index_to_words (guint index);
const char    *cue_asset_kind_to_words (CueAssetKind kind);

guint          cue_asset_slot_get_index (CueAssetSlot *self);
CuePlayerState cue_asset_slot_get_state (CueAssetSlot *self);
CueAssetKind   cue_asset_slot_get_kind (CueAssetSlot *self);
const char    *cue_asset_slot_get_field (CueAssetSlot *self);
const char    *cue_asset_slot_get_words (CueAssetSlot *self);
const char    *cue_asset_slot_get_url (CueAssetSlot *self);
const char    *cue_asset_slot_get_given (CueAssetSlot *self);
gboolean       cue_asset_slot_get_refused (CueAssetSlot *self);
gboolean       cue_asset_slot_get_flagged (CueAssetSlot *self);
gboolean       cue_asset_slot_get_shown (CueAssetSlot *self);
gboolean       cue_asset_slot_get_sloppy (CueAssetSlot *self);
gboolean       cue_asset_slot_get_too_long (CueAssetSlot *self);

gboolean cue_asset_address_is_sloppy (const char *text);
char    *cue_asset_address_read (const char *text);

G_END_DECLS
