// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-csv-column.h"
#include "cue-csv-table.h"
#include "cue-publication.h"

G_BEGIN_DECLS

/* More events in one request than this are refused: a batch that fails fails as one. */
#define CUE_CSV_MAX_EVENTS_PER_REQUEST 1000

#define CUE_TYPE_CSV_MAPPING (cue_csv_mapping_get_type ())
G_DECLARE_FINAL_TYPE (CueCsvMapping, cue_csv_mapping, CUE, CSV_MAPPING, GObject)

CueCsvMapping *cue_csv_mapping_new (CueCsvTable *table);
CueCsvTable   *cue_csv_mapping_get_table (CueCsvMapping *self);
GListModel    *cue_csv_mapping_get_columns (CueCsvMapping *self);
CueCsvColumn  *cue_csv_mapping_get_column (CueCsvMapping *self, guint position);
const char    *cue_csv_mapping_get_code (CueCsvMapping *self);
void           cue_csv_mapping_set_code (CueCsvMapping *self, const char *code);
const char    *cue_csv_mapping_get_timestamp (CueCsvMapping *self);
void           cue_csv_mapping_set_timestamp (CueCsvMapping *self, const char *timestamp);
const char    *cue_csv_mapping_get_channel (CueCsvMapping *self);
void           cue_csv_mapping_set_channel (CueCsvMapping *self, const char *channel);
const char    *cue_csv_mapping_get_zone (CueCsvMapping *self);
void           cue_csv_mapping_set_zone (CueCsvMapping *self, const char *zone);
gboolean       cue_csv_mapping_get_send_empty (CueCsvMapping *self);
void           cue_csv_mapping_set_send_empty (CueCsvMapping *self, gboolean send_empty);
guint          cue_csv_mapping_get_events_per_request (CueCsvMapping *self);
void           cue_csv_mapping_set_events_per_request (CueCsvMapping *self, guint events);

GPtrArray      *cue_csv_mapping_check (CueCsvMapping *self);
guint           cue_csv_mapping_count_requests (CueCsvMapping *self);
void            cue_csv_mapping_fill (CueCsvMapping  *self,
                                      guint           first_row,
                                      guint           n_rows,
                                      CuePublication *publication);
CuePublication *cue_csv_mapping_map (CueCsvMapping *self, guint first_row, guint n_rows);
GPtrArray *cue_csv_mapping_check_row (CueCsvMapping *self, guint row, CueAcousticContext *context);
GPtrArray *cue_csv_mapping_check_rows (CueCsvMapping      *self,
                                       CueAcousticContext *context,
                                       guint              *n_blocked,
                                       guint              *n_warned);

char    *cue_csv_mapping_to_text (CueCsvMapping *self);
gboolean cue_csv_mapping_apply_text (CueCsvMapping *self, const char *text, GError **error);

G_END_DECLS
