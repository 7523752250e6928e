// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_BRIEF_BIN (cue_brief_bin_get_type ())

G_DECLARE_FINAL_TYPE (CueBriefBin, cue_brief_bin, CUE, BRIEF_BIN, GtkWidget)

GtkWidget *cue_brief_bin_new (GtkWidget *full, GtkWidget *brief);

G_END_DECLS
