// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_ASSETS_SIDE_LAYOUT (cue_assets_side_layout_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsSideLayout,
                      cue_assets_side_layout,
                      CUE,
                      ASSETS_SIDE_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
