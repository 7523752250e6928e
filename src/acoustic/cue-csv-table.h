// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Enough for some hundred thousand events; what is larger is refused before it is read. */
#define CUE_CSV_MAX_BYTES   (64 * 1024 * 1024)
#define CUE_CSV_MAX_ROWS    500000
#define CUE_CSV_MAX_COLUMNS 200
#define CUE_CSV_MAX_FIELD   (64 * 1024)

#define CUE_TYPE_CSV_TABLE (cue_csv_table_get_type ())
G_DECLARE_FINAL_TYPE (CueCsvTable, cue_csv_table, CUE, CSV_TABLE, GObject)

CueCsvTable *cue_csv_table_new (GBytes *bytes, char separator, GError **error);
void         cue_csv_table_load_async (GFile              *file,
                                       char                separator,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
CueCsvTable *cue_csv_table_load_finish (GAsyncResult *result, GError **error);
CueCsvTable *
cue_csv_table_load (GFile *file, char separator, GCancellable *cancellable, GError **error);

char        cue_csv_table_get_separator (CueCsvTable *self);
guint       cue_csv_table_get_n_columns (CueCsvTable *self);
guint       cue_csv_table_get_n_rows (CueCsvTable *self);
const char *cue_csv_table_get_title (CueCsvTable *self, guint column);
const char *cue_csv_table_get (CueCsvTable *self, guint row, guint column);
guint       cue_csv_table_get_n_fields (CueCsvTable *self, guint row);
guint       cue_csv_table_get_line (CueCsvTable *self, guint row);
const char *cue_csv_table_get_digest (CueCsvTable *self);

G_END_DECLS
