// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_HEADINGS (cue_access_headings_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessHeadings, cue_access_headings, CUE, ACCESS_HEADINGS, GtkWidget)

void cue_access_headings_set_several_zones (CueAccessHeadings *self, gboolean several);

G_END_DECLS
