// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui-composition.h"
#include "ui-fixture.h"

#include "cue-player-state.h"

G_BEGIN_DECLS

// Pictures from the server of the engine, and where they and their findings stand on the page.

void ui_assets_paint_blue (cairo_t *cr, double width, double height);
void ui_assets_paint_red (cairo_t *cr, double width, double height);
void ui_assets_serve (UiFixture *f, const char *path, UiPainter painter, int width, int height);
GtkWidget *ui_assets_find_tile (GtkWidget *within, CuePlayerState state);
GtkWidget *ui_assets_find_finding (GtkWidget *within);

G_END_DECLS
