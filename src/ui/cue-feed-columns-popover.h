// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_COLUMNS_POPOVER (cue_feed_columns_popover_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedColumnsPopover,
                      cue_feed_columns_popover,
                      CUE,
                      FEED_COLUMNS_POPOVER,
                      GtkPopover)

void cue_feed_columns_popover_set_view (CueFeedColumnsPopover *self, CueFeedView *view);

G_END_DECLS
