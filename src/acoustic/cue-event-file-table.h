// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-file-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is shown of one file. */
#define CUE_EVENT_FILE_TABLE_MAX_BYTES   (64 * 1024 * 1024)
#define CUE_EVENT_FILE_TABLE_MAX_ROWS    100000
#define CUE_EVENT_FILE_TABLE_MAX_COLUMNS 300

/**
 * CueEventFileFormat:
 * @CUE_EVENT_FILE_FORMAT_EMPTY: nothing in it
 * @CUE_EVENT_FILE_FORMAT_JSON: one JSON value
 * @CUE_EVENT_FILE_FORMAT_JSON_LINES: a JSON value in each line
 * @CUE_EVENT_FILE_FORMAT_TSV: columns with tabs between them, names in the first line
 * @CUE_EVENT_FILE_FORMAT_TEXT: none of these: lines
 *
 * How a file of events is written. The vendor's text does not say (ASSUME-12).
 */
typedef enum {
  CUE_EVENT_FILE_FORMAT_EMPTY,
  CUE_EVENT_FILE_FORMAT_JSON,
  CUE_EVENT_FILE_FORMAT_JSON_LINES,
  CUE_EVENT_FILE_FORMAT_TSV,
  CUE_EVENT_FILE_FORMAT_TEXT,
} CueEventFileFormat;

#define CUE_TYPE_EVENT_FILE_FORMAT (cue_event_file_format_get_type ())
GType cue_event_file_format_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_EVENT_FILE_TABLE (cue_event_file_table_get_type ())

G_DECLARE_FINAL_TYPE (CueEventFileTable, cue_event_file_table, CUE, EVENT_FILE_TABLE, GObject)

CueEventFileTable *cue_event_file_table_new_from_bytes (GBytes *bytes, GError **error);
void               cue_event_file_table_load_async (GFile              *file,
                                                    GCancellable       *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer            user_data);
CueEventFileTable *cue_event_file_table_load_finish (GAsyncResult *result, GError **error);

CueEventFileFormat cue_event_file_table_get_format (CueEventFileTable *self);
const char *const *cue_event_file_table_get_columns (CueEventFileTable *self);
guint              cue_event_file_table_get_n_columns (CueEventFileTable *self);
gboolean           cue_event_file_table_get_truncated (CueEventFileTable *self);
GPtrArray         *cue_event_file_table_get_diagnostics (CueEventFileTable *self);
const char        *cue_event_file_table_get_words (CueEventFileTable *self);

G_END_DECLS
