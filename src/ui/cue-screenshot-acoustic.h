// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* The scenes of Acoustic Exchange; for cue-screenshot-scenes.c alone. */

void     cue_screenshot_acoustic_prepare_empty (CueWalk *walk);
void     cue_screenshot_acoustic_prepare_types (CueWalk *walk);
void     cue_screenshot_acoustic_prepare_details (CueWalk *walk);
void     cue_screenshot_acoustic_prepare_errors (CueWalk *walk);
void     cue_screenshot_acoustic_prepare_difference (CueWalk *walk);
void     cue_screenshot_acoustic_prepare_guard (CueWalk *walk);
void     cue_screenshot_acoustic_prepare_attributes (CueWalk *walk);
gboolean cue_screenshot_acoustic_is_ready (CueWalk *walk);
gboolean cue_screenshot_acoustic_is_empty (CueWalk *walk);
gboolean cue_screenshot_acoustic_is_asked (CueWalk *walk);

G_END_DECLS
