// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUE_TYPE_RATIO_BIN (cue_ratio_bin_get_type ())

G_DECLARE_FINAL_TYPE (CueRatioBin, cue_ratio_bin, CUE, RATIO_BIN, GtkWidget)

G_END_DECLS
