// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-judge.h"
#include "cue-asset-watch-private.h"

// What the facts of all assets mean.

static void
fill_evidence (CueAssetWatch *self, CueAssetEvidence *evidence)
{
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetItem  *item = self->items[i];
    CueAssetFacts *before = cue_asset_item_get_before (item);
    const char    *url = cue_asset_item_get_url (item);

    evidence->facts[i] = url != NULL ? cue_asset_item_get_facts (item) : NULL;
    // What is signed anew all the time is no new address.
    if (before != NULL && !cue_asset_watch_is_same_path (cue_asset_facts_get_url (before), url))
      evidence->before[i] = before;
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return cue_asset_finding_compare (*(CueAssetFinding *const *) a, *(CueAssetFinding *const *) b);
}

static CueHealth
work_out_health (CueAssetWatch *self)
{
  CueHealth health = CUE_HEALTH_IDLE;

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (cue_asset_item_get_on_air (self->items[i]))
      health = MAX (health, cue_asset_item_get_health (self->items[i]));
  }
  return health;
}

/**
 * cue_asset_watch_judge:
 *
 * Works out the findings of all assets, and says so when they changed.
 */
void
cue_asset_watch_judge (CueAssetWatch *self)
{
  static const CueAssetLimits limits = CUE_ASSET_LIMITS_INIT;
  CueAssetEvidence            evidence = { 0 };
  g_autoptr (GPtrArray) all = NULL;
  gboolean changed;

  self->judged_us = cue_clock_get_monotonic (self->clock);
  fill_evidence (self, &evidence);
  evidence.ahead_us = self->ahead_us;
  if (self->state != NULL)
    all = cue_asset_judge (self->state, &evidence, &limits, cue_clock_get_wall (self->clock));
  else
    all = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_sort (all, compare);
  changed = cue_asset_findings_replace (self->findings, all);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_autoptr (GPtrArray) own = g_ptr_array_new ();

    for (guint j = 0; j < all->len; j++) {
      if (cue_asset_finding_get_slot (g_ptr_array_index (all, j)) == i)
        g_ptr_array_add (own, g_ptr_array_index (all, j));
    }
    cue_asset_item_set_findings (self->items[i], own);
  }
  cue_asset_watch_set_health (self, work_out_health (self));
  if (changed || self->judged_on_air != self->on_air) {
    self->judged_on_air = self->on_air;
    cue_asset_watch_emit_changed (self);
  }
}

static gboolean
is_about (CueAssetWatch *self, CueAssetFinding *finding, gboolean on_air)
{
  return (cue_asset_finding_get_state (finding) == self->on_air) == on_air;
}

/**
 * cue_asset_watch_get_worst:
 * @on_air: whether it is about the state on air, or about all others
 *
 * Returns: (transfer none) (nullable): the worst finding of those
 */
CueAssetFinding *
cue_asset_watch_get_worst (CueAssetWatch *self, gboolean on_air)
{
  GListModel *findings;

  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);

  findings = G_LIST_MODEL (self->findings);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (findings, i);

    if (is_about (self, finding, on_air))
      return finding; // the list holds it
  }
  return NULL;
}

/**
 * cue_asset_watch_count:
 * @on_air: whether they are about the state on air, or about all others
 * @severity: how bad at least
 *
 * Returns: how many findings there are of those
 */
guint
cue_asset_watch_count (CueAssetWatch *self, gboolean on_air, CueSeverity severity)
{
  GListModel *findings;
  guint       n = 0;

  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), 0);

  findings = G_LIST_MODEL (self->findings);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (findings, i);

    n += is_about (self, finding, on_air) && cue_asset_finding_get_severity (finding) >= severity;
  }
  return n;
}
