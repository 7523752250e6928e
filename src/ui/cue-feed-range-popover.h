// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-range.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_RANGE_POPOVER (cue_feed_range_popover_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedRangePopover,
                      cue_feed_range_popover,
                      CUE,
                      FEED_RANGE_POPOVER,
                      GtkPopover)

void cue_feed_range_popover_set_form (CueFeedRangePopover *self, CueFeedTimeForm form);
void cue_feed_range_popover_set_range (CueFeedRangePopover *self, const CueFeedRange *range);

G_END_DECLS
