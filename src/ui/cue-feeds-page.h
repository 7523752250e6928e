// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-desk.h"
#include "cue-feed-keys-view.h"
#include "cue-feed-send-form.h"
#include "cue-feeds-view.h"
#include "cue-monitor.h"
#include "cue-token-bench.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEEDS_PAGE (cue_feeds_page_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedsPage, cue_feeds_page, CUE, FEEDS_PAGE, AdwBin)

void cue_feeds_page_set_desk (CueFeedsPage *self, CueFeedDesk *desk);
void cue_feeds_page_set_event (CueFeedsPage *self, CueMonitor *monitor, CueSecretStore *secrets);
CueFeedsView    *cue_feeds_page_get_events (CueFeedsPage *self);
CueFeedSendForm *cue_feeds_page_get_send_form (CueFeedsPage *self);
CueFeedKeysView *cue_feeds_page_get_keys (CueFeedsPage *self);
CueTokenBench   *cue_feeds_page_get_bench (CueFeedsPage *self);
void cue_feeds_page_choose (CueFeedsPage *self, const char *connection, const char *source);
void cue_feeds_page_show_section (CueFeedsPage *self, const char *name);
void cue_feeds_page_search (CueFeedsPage *self);

G_END_DECLS
