// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_FEEDS_PAGE (cue_feeds_page_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedsPage, cue_feeds_page, CUE, FEEDS_PAGE, AdwBin)

void cue_feeds_page_show_section (CueFeedsPage *self, const char *name);

G_END_DECLS
