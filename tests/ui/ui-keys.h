// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Keys, as a user presses them: what the focus and all around it do with a key is done.
void        ui_press (GtkWidget *window, guint key, GdkModifierType state);
void        ui_type (GtkWidget *window, const char *text);
guint       ui_tab_to (GtkWidget *window, GtkWidget *widget);
void        ui_check_walk (GtkWidget *window);
gboolean    ui_holds_focus (GtkWidget *window, GtkWidget *widget);
const char *ui_get_focused_text (GtkWidget *window);

G_END_DECLS
