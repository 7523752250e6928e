// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-look.h"

G_BEGIN_DECLS

PangoLayout *cue_access_drawing_new_layout (GtkWidget *widget, const char *text, gboolean figures);
PangoLayout *cue_access_drawing_new_mark_layout (GtkWidget *widget);

void cue_access_drawing_append_text (GtkWidget     *widget,
                                     GtkSnapshot   *snapshot,
                                     PangoLayout   *layout,
                                     int            x,
                                     int            width,
                                     const GdkRGBA *colour);
void cue_access_drawing_append_shape (GtkWidget     *widget,
                                      GtkSnapshot   *snapshot,
                                      CueAccessLook  look,
                                      const GdkRGBA *colour);
void cue_access_drawing_append_sign (GtkWidget     *widget,
                                     GtkSnapshot   *snapshot,
                                     int            x,
                                     const GdkRGBA *colour);
int  cue_access_drawing_get_time_width (GtkWidget *widget);
void cue_access_drawing_append_mark (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *layout);

G_END_DECLS
