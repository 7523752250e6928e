// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-assets.h"

/* The page of assets with the event of the demo. */

static CueAssetsPage *
get_page (CueWalk *walk)
{
  return cue_window_pages_get_assets (cue_window_get_pages (walk->window));
}

void
cue_screenshot_assets_prepare_overview (CueWalk *walk)
{
  cue_window_show_page (walk->window, "assets");
}

gboolean
cue_screenshot_assets_is_ready (CueWalk *walk)
{
  return gtk_widget_get_mapped (GTK_WIDGET (get_page (walk)));
}
