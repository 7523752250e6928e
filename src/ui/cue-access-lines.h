// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-line.h"

G_BEGIN_DECLS

GtkWidget     *cue_access_lines_find_item (GtkListView *rows, guint64 id);
CueAccessLine *cue_access_lines_pick (GtkListView *rows, double x, double y);
void           cue_access_lines_scroll_to (GtkListView *rows, guint position);
gboolean       cue_access_lines_focus (GtkListView *rows, guint position, guint64 id);

G_END_DECLS
