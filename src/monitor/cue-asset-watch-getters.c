// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-watch-private.h"

// What is asked of the watch over what phones show.

/**
 * cue_asset_watch_get_state:
 *
 * Returns: (transfer none) (nullable): the answer that the items are of
 */
CueEngineState *
cue_asset_watch_get_state (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);
  return self->state;
}

/**
 * cue_asset_watch_get_item:
 * @slot: the index of a slot
 *
 * Returns: (transfer none): the asset at that place
 */
CueAssetItem *
cue_asset_watch_get_item (CueAssetWatch *self, guint slot)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);
  g_return_val_if_fail (slot < CUE_N_ASSET_SLOTS, NULL);
  return self->items[slot];
}

/**
 * cue_asset_watch_get_file:
 * @slot: the index of a slot
 *
 * Returns: (transfer none) (nullable): the file at that place; whoever draws it holds it
 */
CueAssetFile *
cue_asset_watch_get_file (CueAssetWatch *self, guint slot)
{
  CueAssetItem *item = cue_asset_watch_get_item (self, slot);

  return item != NULL ? cue_asset_item_get_file (item) : NULL;
}

/**
 * cue_asset_watch_get_findings:
 *
 * Returns: (transfer none): a list model of [class@AssetFinding] of all states, the worst first
 */
GListModel *
cue_asset_watch_get_findings (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);
  return G_LIST_MODEL (self->findings);
}

/**
 * cue_asset_watch_get_on_air:
 *
 * Returns: what the audience sees now
 */
CuePlayerState
cue_asset_watch_get_on_air (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), CUE_PLAYER_STATE_UNKNOWN);
  return self->on_air;
}

/**
 * cue_asset_watch_get_next:
 *
 * Returns: whose pictures it probably sees next, a guess; unknown when there is nothing to guess
 */
CuePlayerState
cue_asset_watch_get_next (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), CUE_PLAYER_STATE_UNKNOWN);
  return self->next;
}

/**
 * cue_asset_watch_get_health:
 *
 * Returns: the worst that was found about the state on air
 */
CueHealth
cue_asset_watch_get_health (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), CUE_HEALTH_IDLE);
  return self->health;
}

/**
 * cue_asset_watch_get_storage_fault:
 *
 * Returns: (nullable): why something about the assets cannot be saved or kept on this computer, a
 *   whole sentence
 */
const char *
cue_asset_watch_get_storage_fault (CueAssetWatch *self)
{
  const char *fault = NULL;

  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);

  // What is lost when the program ends comes first.
  if (self->history != NULL)
    fault = cue_asset_history_get_fault (self->history);
  if (fault == NULL && self->loader != NULL)
    fault = cue_asset_loader_get_fault (self->loader);
  return fault;
}

/**
 * cue_asset_watch_get_fault:
 *
 * Returns: (nullable): why nothing can be looked into here, a whole sentence; no fault of an asset
 */
const char *
cue_asset_watch_get_fault (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);
  return cue_asset_prober_get_fault (self->prober);
}

/**
 * cue_asset_watch_get_n_probes:
 *
 * Returns: how often a content was looked into, ever
 */
guint
cue_asset_watch_get_n_probes (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), 0);
  return cue_asset_prober_get_n_probes (self->prober);
}
