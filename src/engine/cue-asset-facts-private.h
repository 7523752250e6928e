// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-facts.h"

G_BEGIN_DECLS

/* For CueAssetFile alone. */
CueAssetFacts *cue_asset_facts_with_picture_of (CueAssetFacts *self, CueAssetFacts *other);

G_END_DECLS
