// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_PAGE (cue_assets_page_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsPage, cue_assets_page, CUE, ASSETS_PAGE, AdwBin)

void     cue_assets_page_set_session (CueAssetsPage *self, CueEventSession *session);
void     cue_assets_page_open (CueAssetsPage *self, CuePlayerState state);
void     cue_assets_page_compare (CueAssetsPage *self, CueAssetChange *change);
gboolean cue_assets_page_is_settled (CueAssetsPage *self);
gboolean cue_assets_page_is_compared (CueAssetsPage *self);
gboolean cue_assets_page_show_full_screen (CueAssetsPage *self);

G_END_DECLS
