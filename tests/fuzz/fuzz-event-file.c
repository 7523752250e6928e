// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Any bytes as a file of events that was downloaded. */

#include "cue-diagnostic.h"
#include "cue-event-file-table.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (CueEventFileTable) table = cue_event_file_table_new_from_bytes (bytes, NULL);
  guint n_columns = cue_event_file_table_get_n_columns (table);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (table));

  g_assert_cmpuint (n_columns, <=, CUE_EVENT_FILE_TABLE_MAX_COLUMNS);
  g_assert_cmpuint (n_rows, <=, CUE_EVENT_FILE_TABLE_MAX_ROWS);
  g_assert_true (g_utf8_validate (cue_event_file_table_get_words (table), -1, NULL));
  for (guint i = 0; i < n_columns; i++)
    g_assert_true (g_utf8_validate (cue_event_file_table_get_columns (table)[i], -1, NULL));
  for (guint i = 0; i < n_rows && i < 50; i++) {
    g_autoptr (CueEventFileRow) row = g_list_model_get_item (G_LIST_MODEL (table), i);
    g_autofree char *text = cue_event_file_row_to_text (row);

    g_assert_true (g_utf8_validate (text, -1, NULL));
    for (guint j = 0; j <= n_columns; j++)
      g_assert_true (g_utf8_validate (cue_event_file_row_get_cell (row, j), -1, NULL));
  }
  for (guint i = 0; i < cue_event_file_table_get_diagnostics (table)->len; i++)
    g_assert_true (
      g_utf8_validate (cue_diagnostic_get_message (
                         g_ptr_array_index (cue_event_file_table_get_diagnostics (table), i)),
                       -1,
                       NULL));
  return 0;
}
