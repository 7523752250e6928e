// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_FIGURE (cue_figure_get_type ())

G_DECLARE_FINAL_TYPE (CueFigure, cue_figure, CUE, FIGURE, GtkWidget)

GtkWidget  *cue_figure_new (void);
const char *cue_figure_get_text (CueFigure *self);
void        cue_figure_set_text (CueFigure *self, const char *text);
void        cue_figure_set_spoken (CueFigure *self, const char *spoken);

G_END_DECLS
