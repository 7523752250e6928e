// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* The page of assets, in the walk for screenshots. */

void     cue_screenshot_assets_prepare_none (CueWalk *walk);
gboolean cue_screenshot_assets_is_none (CueWalk *walk);
void     cue_screenshot_assets_prepare_overview (CueWalk *walk);
gboolean cue_screenshot_assets_is_ready (CueWalk *walk);
void     cue_screenshot_assets_prepare_findings (CueWalk *walk);
gboolean cue_screenshot_assets_has_findings (CueWalk *walk);
void     cue_screenshot_assets_prepare_detail (CueWalk *walk);
gboolean cue_screenshot_assets_is_detailed (CueWalk *walk);
void     cue_screenshot_assets_prepare_comparison (CueWalk *walk);
gboolean cue_screenshot_assets_is_compared (CueWalk *walk);

G_END_DECLS
