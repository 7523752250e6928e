// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_SIDEBAR_ROW (cue_sidebar_row_get_type ())

G_DECLARE_FINAL_TYPE (CueSidebarRow, cue_sidebar_row, CUE, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget       *cue_sidebar_row_new (CueEventSession *session);
CueEventSession *cue_sidebar_row_get_session (CueSidebarRow *self);

G_END_DECLS
