// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-list.h"
#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_PAGE (cue_access_page_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessPage, cue_access_page, CUE, ACCESS_PAGE, AdwBin)

void           cue_access_page_set_settings (CueAccessPage *self, GSettings *settings);
CueAccessView *cue_access_page_get_view (CueAccessPage *self);
void           cue_access_page_set_view (CueAccessPage *self, CueAccessView *view);
CueAccessList *cue_access_page_get_list (CueAccessPage *self);

G_END_DECLS
