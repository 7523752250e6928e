// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-access-look.h"

G_BEGIN_DECLS

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
void cue_access_drawing_append_mark (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *layout);

G_END_DECLS
