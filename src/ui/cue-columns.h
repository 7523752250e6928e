// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CueColumnsMode:
 * @CUE_COLUMNS_MODE_STACKED: one column: main, side, log
 * @CUE_COLUMNS_MODE_PAIR: main and side beside each other, the log below both
 * @CUE_COLUMNS_MODE_WIDE: three columns
 *
 * How the three parts of a page are arranged.
 */
typedef enum {
  CUE_COLUMNS_MODE_STACKED,
  CUE_COLUMNS_MODE_PAIR,
  CUE_COLUMNS_MODE_WIDE,
} CueColumnsMode;

#define CUE_TYPE_COLUMNS (cue_columns_get_type ())

G_DECLARE_FINAL_TYPE (CueColumns, cue_columns, CUE, COLUMNS, GtkWidget)

CueColumnsMode cue_columns_get_mode_for_width (int width);

G_END_DECLS
