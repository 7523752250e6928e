// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean cue_list_stop_is_tab (GtkDirectionType direction);
gboolean cue_list_stop_is_inside (GtkListView *list);
gboolean cue_list_stop_is_leaving (GtkListView *list, GtkDirectionType direction);
gboolean cue_list_stop_enter (GtkListView *list);

G_END_DECLS
