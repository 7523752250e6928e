// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// A pointer that moves over the virtual display as the one of a user does. It needs the XTEST
// library, which most desktops have; nothing else of it is needed to build.
gboolean ui_pointer_init (void);
void     ui_pointer_move (GtkWidget *widget, double x, double y);
void     ui_pointer_press (void);
void     ui_pointer_release (void);

G_END_DECLS
