// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-judge.h"

#include <glib/gi18n-lib.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  return cue_asset_finding_compare (*(CueAssetFinding *const *) a, *(CueAssetFinding *const *) b);
}

static void
judge_presence (GPtrArray *findings, CueEngineState *state, guint index)
{
  CuePlayerState player_state = cue_asset_slot_index_to_state (index);

  if (cue_asset_slot_index_to_kind (index) != CUE_ASSET_BG_VIDEO ||
      !cue_engine_state_get_use_video (state, player_state) ||
      cue_engine_state_get_asset (state, player_state, CUE_ASSET_BG_VIDEO) != NULL)
    return;
  g_ptr_array_add (
    findings,
    cue_asset_finding_new (CUE_ASSET_FINDING_VIDEO_MISSING,
                           CUE_SEVERITY_ERROR,
                           index,
                           _ ("A video is announced, but there is no address of one."),
                           _ ("The event says that this state uses a video; without an address "
                              "phones show what is behind it."),
                           _ ("Give the address of the video, or switch the use of a video off."),
                           NULL,
                           NULL));
}

static void
judge_slot (GPtrArray              *findings,
            CueEngineState         *state,
            const CueAssetEvidence *evidence,
            guint                   index,
            const CueAssetLimits   *limits,
            gint64                  now_wall_us)
{
  judge_presence (findings, state, index);
}

/**
 * cue_asset_judge_slot:
 * @state: what the event answered
 * @evidence: what is known about the files
 * @index: of the slot to judge
 * @limits: (nullable): where findings begin; %NULL for the usual ones
 * @now_wall_us: the time now (µs since 1970 UTC)
 *
 * Returns: (transfer full) (element-type CueAssetFinding): what is wrong with one slot, worst first
 */
GPtrArray *
cue_asset_judge_slot (CueEngineState         *state,
                      const CueAssetEvidence *evidence,
                      guint                   index,
                      const CueAssetLimits   *limits,
                      gint64                  now_wall_us)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  judge_slot (findings, state, evidence, index, limits, now_wall_us);
  g_ptr_array_sort (findings, compare);
  return findings;
}

/**
 * cue_asset_judge:
 * @state: what the event answered
 * @evidence: what is known about the files
 * @limits: (nullable): where findings begin; %NULL for the usual ones
 * @now_wall_us: the time now (µs since 1970 UTC)
 *
 * Returns: (transfer full) (element-type CueAssetFinding): what is wrong with all slots, worst
 * first
 */
GPtrArray *
cue_asset_judge (CueEngineState         *state,
                 const CueAssetEvidence *evidence,
                 const CueAssetLimits   *limits,
                 gint64                  now_wall_us)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    judge_slot (all, state, evidence, i, limits, now_wall_us);
  g_ptr_array_sort (all, compare);
  return all;
}
