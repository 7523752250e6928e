// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* The page of assets, in the walk for screenshots. */

void     cue_screenshot_assets_prepare_overview (CueWalk *walk);
gboolean cue_screenshot_assets_is_ready (CueWalk *walk);

G_END_DECLS
