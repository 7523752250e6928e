// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-csv-mapping.h"

G_BEGIN_DECLS

#define CUE_TYPE_CSV_COLUMN_ROW (cue_csv_column_row_get_type ())

G_DECLARE_FINAL_TYPE (CueCsvColumnRow, cue_csv_column_row, CUE, CSV_COLUMN_ROW, GtkListBoxRow)

GtkWidget *cue_csv_column_row_new (CueCsvMapping *mapping, guint position);
void       cue_csv_column_row_show (CueCsvColumnRow *self, GPtrArray *findings);

G_END_DECLS
