// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_LINE_ICON_SIZE 16

PangoLayout *cue_line_drawing_new_layout (GtkWidget *widget, const char *text, gboolean figures);

void cue_line_drawing_append_text (GtkWidget     *widget,
                                   GtkSnapshot   *snapshot,
                                   PangoLayout   *layout,
                                   int            x,
                                   int            width,
                                   int            height,
                                   const GdkRGBA *colour);
void cue_line_drawing_append_icon (GtkWidget     *widget,
                                   GtkSnapshot   *snapshot,
                                   const char    *name,
                                   int            x,
                                   int            height,
                                   const GdkRGBA *colour);

G_END_DECLS
