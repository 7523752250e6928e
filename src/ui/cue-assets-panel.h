// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CueAssetsBindFunc:
 * @row: a widget of the type that was given
 * @item: what it has to show, or %NULL when it shows nothing any more
 * @data: as it was given
 *
 * Lets a row show an item.
 */
typedef void (*CueAssetsBindFunc) (GtkWidget *row, gpointer item, gpointer data);

#define CUE_TYPE_ASSETS_PANEL (cue_assets_panel_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsPanel, cue_assets_panel, CUE, ASSETS_PANEL, AdwBin)

void
cue_assets_panel_set_row (CueAssetsPanel *self, GType row, CueAssetsBindFunc bind, gpointer data);
void cue_assets_panel_set_model (CueAssetsPanel *self, GListModel *model);
void cue_assets_panel_set_empty (CueAssetsPanel *self, const char *icon, const char *words);

G_END_DECLS
