// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-assets.h"

#include "cue-assets-finding-row.h"
#include "cue-assets-tile.h"

void
ui_assets_paint_blue (cairo_t *cr, double width, double height)
{
  cairo_set_source_rgb (cr, 0.1, 0.2, 0.8);
  cairo_paint (cr);
}

void
ui_assets_paint_red (cairo_t *cr, double width, double height)
{
  cairo_set_source_rgb (cr, 0.8, 0.2, 0.1);
  cairo_paint (cr);
}

void
ui_assets_serve (UiFixture *f, const char *path, UiPainter painter, int width, int height)
{
  g_autoptr (GdkTexture) texture = ui_composition_paint (painter, width, height);
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);

  fake_engine_set_bytes (f->engine, path, "image/png", png);
}

static gboolean
is_tile (GtkWidget *widget, gpointer state)
{
  return CUE_IS_ASSETS_TILE (widget) &&
         cue_assets_tile_get_state (CUE_ASSETS_TILE (widget)) == GPOINTER_TO_UINT (state);
}

GtkWidget *
ui_assets_find_tile (GtkWidget *within, CuePlayerState state)
{
  return ui_find (within, is_tile, GUINT_TO_POINTER (state));
}

static gboolean
is_finding (GtkWidget *widget, gpointer data)
{
  return CUE_IS_ASSETS_FINDING_ROW (widget) && gtk_widget_get_mapped (widget);
}

GtkWidget *
ui_assets_find_finding (GtkWidget *within)
{
  return ui_find (within, is_finding, NULL);
}
