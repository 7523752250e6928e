// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-judge.h"

G_BEGIN_DECLS

/* What the files of cue_asset_judge() share; nobody else includes this. */

typedef struct {
  GPtrArray              *findings; /* what was found so far */
  CueEngineState         *state;
  GPtrArray              *slots; /* all of them */
  const CueAssetEvidence *evidence;
  const CueAssetLimits   *limits;
  gint64                  now_us;

  guint          index;
  CueAssetSlot  *slot;
  CueAssetFacts *facts;  /* NULL for what was not looked at yet */
  gboolean       on_air; /* its state is the one of the event */
} CueAssetJudging;

void cue_asset_judging_add (CueAssetJudging *self,
                            const char      *code,
                            CueSeverity      severity,
                            const char      *words,
                            const char      *cause,
                            const char      *next_step,
                            char            *measured,
                            char            *limit);

void cue_asset_judging_add_too_long (CueAssetJudging *self, const char *words);

char *cue_asset_judging_format_time (gint64 wall_us);

CueAssetSlot *
cue_asset_judging_get_slot (CueAssetJudging *self, CuePlayerState state, CueAssetKind kind);
CueAssetFacts *
cue_asset_judging_get_shown (CueAssetJudging *self, CuePlayerState state, CueAssetKind kind);

gboolean cue_asset_judging_is_elsewhere (CueAssetJudging *self);
gboolean cue_asset_judging_answer (CueAssetJudging *self);
void     cue_asset_judging_content (CueAssetJudging *self);
void     cue_asset_judging_picture (CueAssetJudging *self);
void     cue_asset_judging_contrast (CueAssetJudging *self);

G_END_DECLS
