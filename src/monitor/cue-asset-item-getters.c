// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-item-private.h"

// What is asked of an asset of an event.

/**
 * cue_asset_item_get_index:
 *
 * Returns: the index of its slot, below `CUE_N_ASSET_SLOTS`
 */
guint
cue_asset_item_get_index (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), 0);
  return self->index;
}

/**
 * cue_asset_item_get_state:
 *
 * Returns: the state of the event that it belongs to
 */
CuePlayerState
cue_asset_item_get_state (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), CUE_PLAYER_STATE_UNKNOWN);
  return cue_asset_slot_index_to_state (self->index);
}

/**
 * cue_asset_item_get_kind:
 *
 * Returns: which layer it is
 */
CueAssetKind
cue_asset_item_get_kind (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), CUE_ASSET_BG_IMAGE);
  return cue_asset_slot_index_to_kind (self->index);
}

/**
 * cue_asset_item_get_field:
 *
 * Returns: the name of the field of the API, such as `customBgImg916`
 */
const char *
cue_asset_item_get_field (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return cue_asset_slot_index_to_field (self->index);
}

/**
 * cue_asset_item_get_words:
 *
 * Returns: what it is, in words
 */
const char *
cue_asset_item_get_words (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return self->words;
}

/**
 * cue_asset_item_get_slot:
 *
 * Returns: (transfer none) (nullable): what the last answer says about this place
 */
CueAssetSlot *
cue_asset_item_get_slot (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return self->slot;
}

/**
 * cue_asset_item_get_url:
 *
 * Returns: (nullable): its address, http or https
 */
const char *
cue_asset_item_get_url (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return self->slot != NULL ? cue_asset_slot_get_url (self->slot) : NULL;
}

/**
 * cue_asset_item_get_file:
 *
 * Returns: (transfer none) (nullable): its file, held or not
 */
CueAssetFile *
cue_asset_item_get_file (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return self->file;
}

/**
 * cue_asset_item_get_facts:
 *
 * Returns: (transfer none) (nullable): what is known of its file, if it was looked at
 */
CueAssetFacts *
cue_asset_item_get_facts (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return self->facts;
}

/**
 * cue_asset_item_get_findings:
 *
 * Returns: (transfer none): a list model of [class@AssetFinding], the worst first
 */
GListModel *
cue_asset_item_get_findings (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), NULL);
  return G_LIST_MODEL (self->findings);
}

/**
 * cue_asset_item_get_health:
 *
 * Returns: how it is with it; see [property@AssetItem:health]
 */
CueHealth
cue_asset_item_get_health (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), CUE_HEALTH_IDLE);
  return self->health;
}

/**
 * cue_asset_item_get_on_air:
 *
 * Returns: whether the audience sees its state now
 */
gboolean
cue_asset_item_get_on_air (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), FALSE);
  return self->on_air;
}

/**
 * cue_asset_item_get_next:
 *
 * Returns: whether its state is probably the next one with pictures; a guess
 */
gboolean
cue_asset_item_get_next (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), FALSE);
  return self->next;
}

/**
 * cue_asset_item_get_busy:
 *
 * Returns: whether it is fetched or looked into now
 */
gboolean
cue_asset_item_get_busy (CueAssetItem *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_ITEM (self), FALSE);
  return self->busy;
}
