// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* The scenes of what is sent to feeds and of tokens; for cue-screenshot-scenes.c alone. */

void     cue_screenshot_tokens_prepare_send (CueWalk *walk);
gboolean cue_screenshot_tokens_is_composed (CueWalk *walk);
void     cue_screenshot_tokens_prepare_sent (CueWalk *walk);
gboolean cue_screenshot_tokens_is_seen (CueWalk *walk);
void     cue_screenshot_tokens_prepare_verified (CueWalk *walk);
gboolean cue_screenshot_tokens_is_verified (CueWalk *walk);
void     cue_screenshot_tokens_prepare_failed (CueWalk *walk);
gboolean cue_screenshot_tokens_is_failed (CueWalk *walk);
void     cue_screenshot_tokens_prepare_expired (CueWalk *walk);
void     cue_screenshot_tokens_prepare_keys (CueWalk *walk);
gboolean cue_screenshot_tokens_is_there (CueWalk *walk);

G_END_DECLS
