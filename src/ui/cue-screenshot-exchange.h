// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-screenshot-scenes.h"

G_BEGIN_DECLS

/* What is sent and fetched through Acoustic Exchange; for cue-screenshot-scenes.c alone. */

void     cue_screenshot_exchange_prepare_document (CueWalk *walk);
gboolean cue_screenshot_exchange_is_compared (CueWalk *walk);
void     cue_screenshot_exchange_prepare_publish (CueWalk *walk);
void     cue_screenshot_exchange_prepare_publish_errors (CueWalk *walk);
void     cue_screenshot_exchange_prepare_publish_sent (CueWalk *walk);
void     cue_screenshot_exchange_prepare_groups (CueWalk *walk);
gboolean cue_screenshot_exchange_is_quiet (CueWalk *walk);
void     cue_screenshot_exchange_prepare_import (CueWalk *walk);
gboolean cue_screenshot_exchange_is_surveyed (CueWalk *walk);
void     cue_screenshot_exchange_prepare_import_result (CueWalk *walk);
gboolean cue_screenshot_exchange_is_published (CueWalk *walk);
void     cue_screenshot_exchange_prepare_files (CueWalk *walk);
gboolean cue_screenshot_exchange_has_files (CueWalk *walk);
void     cue_screenshot_exchange_prepare_sheet (CueWalk *walk);
gboolean cue_screenshot_exchange_has_sheet (CueWalk *walk);
void     cue_screenshot_exchange_prepare_drained (CueWalk *walk);
gboolean cue_screenshot_exchange_is_drained (CueWalk *walk);
void     cue_screenshot_exchange_prepare_notification (CueWalk *walk);
void     cue_screenshot_exchange_prepare_notification_errors (CueWalk *walk);
void     cue_screenshot_exchange_prepare_key (CueWalk *walk);
void     cue_screenshot_exchange_prepare_key_shown (CueWalk *walk);
gboolean cue_screenshot_exchange_has_key (CueWalk *walk);
void     cue_screenshot_exchange_prepare_sending (CueWalk *walk);
gboolean cue_screenshot_exchange_is_sending (CueWalk *walk);

G_END_DECLS
