// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-monitor.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_KEYS_VIEW (cue_feed_keys_view_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedKeysView, cue_feed_keys_view, CUE, FEED_KEYS_VIEW, AdwBin)

void
cue_feed_keys_view_set_event (CueFeedKeysView *self, CueMonitor *monitor, CueSecretStore *secrets);
void cue_feed_keys_view_expand (CueFeedKeysView *self, guint position);

G_END_DECLS
