// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* The scenes of the feeds; for cue-screenshot-scenes.c alone. */

void     cue_screenshot_feeds_prepare_none (CueWalk *walk);
gboolean cue_screenshot_feeds_is_none (CueWalk *walk);
void     cue_screenshot_feeds_prepare_events (CueWalk *walk);
void     cue_screenshot_feeds_prepare_details (CueWalk *walk);
void     cue_screenshot_feeds_prepare_tree (CueWalk *walk);
void     cue_screenshot_feeds_prepare_histogram (CueWalk *walk);
void     cue_screenshot_feeds_prepare_groups (CueWalk *walk);
void     cue_screenshot_feeds_prepare_drift (CueWalk *walk);
gboolean cue_screenshot_feeds_is_ready (CueWalk *walk);
void     cue_screenshot_feeds_prepare_empty (CueWalk *walk);
gboolean cue_screenshot_feeds_is_empty (CueWalk *walk);
void     cue_screenshot_feeds_prepare_error (CueWalk *walk);
gboolean cue_screenshot_feeds_is_failed (CueWalk *walk);

G_END_DECLS
