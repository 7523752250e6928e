// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_TITLE_LAYOUT (cue_title_layout_get_type ())

G_DECLARE_FINAL_TYPE (CueTitleLayout, cue_title_layout, CUE, TITLE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *cue_title_layout_new (void);

G_END_DECLS
