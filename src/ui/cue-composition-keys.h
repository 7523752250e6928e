// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     cue_composition_keys_bind (GtkWidgetClass *widget_class);
gboolean cue_composition_keys_press (GtkWidget *view, guint key, GdkModifierType state);

G_END_DECLS
