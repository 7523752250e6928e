// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Pictures of compositions, and whether they look as they should.

typedef void (*UiPainter) (cairo_t *cr, double width, double height);

GdkTexture   *ui_composition_paint (UiPainter painter, int width, int height);
PangoContext *ui_composition_create_context (void);
void          ui_composition_choose_font (GtkWidget *widget);
GdkTexture   *ui_composition_draw_widget (GtkWidget *widget);
gboolean      ui_composition_check (GdkTexture *texture, const char *name);
gboolean      ui_composition_references_differ (void);

G_END_DECLS
