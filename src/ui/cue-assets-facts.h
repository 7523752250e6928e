// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-facts.h"

G_BEGIN_DECLS

/**
 * CueAssetsFact:
 * @name: what it is, translated
 * @value: for people; may come from outside
 *
 * One line of what is known of an asset.
 */
typedef struct {
  const char *name;
  char       *value;
} CueAssetsFact;

GPtrArray *cue_assets_facts_list (CueAssetFacts *facts);
char      *cue_assets_facts_summarize (CueAssetFacts *facts);
char      *cue_assets_facts_to_text (CueAssetFacts *facts);

G_END_DECLS
