// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* The scenes of the doors; for cue-screenshot-scenes.c alone. */

void     cue_screenshot_doors_prepare_full (CueWalk *walk);
void     cue_screenshot_doors_prepare_details (CueWalk *walk);
void     cue_screenshot_doors_prepare_hidden (CueWalk *walk);
void     cue_screenshot_doors_prepare_disconnected (CueWalk *walk);
void     cue_screenshot_doors_prepare_forbidden (CueWalk *walk);
void     cue_screenshot_doors_prepare_empty (CueWalk *walk);
gboolean cue_screenshot_doors_is_ready (CueWalk *walk);

G_END_DECLS
