// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-columns.h"
#include "cue-access-look.h"

G_BEGIN_DECLS

PangoLayout *cue_access_drawing_new_mark_layout (GtkWidget *widget);

void cue_access_drawing_append_shape (GtkWidget     *widget,
                                      GtkSnapshot   *snapshot,
                                      CueAccessLook  look,
                                      int            height,
                                      const GdkRGBA *colour);
void cue_access_drawing_append_sign (GtkWidget     *widget,
                                     GtkSnapshot   *snapshot,
                                     int            x,
                                     int            height,
                                     const GdkRGBA *colour);
void cue_access_drawing_append_mark (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *layout);
int  cue_access_drawing_get_mark_height (PangoLayout *layout);

CueAccessWidths cue_access_drawing_get_widths (GtkWidget *widget, gboolean several_zones);

G_END_DECLS
