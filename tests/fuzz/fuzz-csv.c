// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-mapping.h"

#include "fuzz.h"

#include <string.h>

/* Writes a table as RFC 4180 has it; every field in quotation marks. */
static GBytes *
write_table (CueCsvTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row <= cue_csv_table_get_n_rows (table); row++) {
    guint count = row == 0 ? cue_csv_table_get_n_columns (table)
                           : cue_csv_table_get_n_fields (table, row - 1);

    for (guint i = 0; i < count; i++) {
      const char *field = row == 0 ? cue_csv_table_get_title (table, i)
                                   : cue_csv_table_get (table, row - 1, i);
      g_auto (GStrv) parts = g_strsplit (field, "\"", -1);
      g_autofree char *doubled = g_strjoinv ("\"\"", parts);

      g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "", doubled);
    }
    g_string_append (text, "\r\n");
  }
  return g_string_free_to_bytes (text);
}

static void
assert_equal (CueCsvTable *one, CueCsvTable *two)
{
  g_assert_cmpuint (cue_csv_table_get_n_rows (one), ==, cue_csv_table_get_n_rows (two));
  for (guint row = 0; row < cue_csv_table_get_n_rows (one); row++) {
    g_assert_cmpuint (cue_csv_table_get_n_fields (one, row),
                      ==,
                      cue_csv_table_get_n_fields (two, row));
    for (guint i = 0; i < cue_csv_table_get_n_fields (one, row); i++)
      g_assert_cmpstr (cue_csv_table_get (one, row, i), ==, cue_csv_table_get (two, row, i));
  }
}

/* Any bytes as CSV: refused in words, or read; then it survives being written, and every row can be
 * made an event of. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvTable) table = cue_csv_table_new (bytes, '\0', &error);
  g_autoptr (CueCsvTable) again = NULL;
  g_autoptr (CueCsvMapping) mapping = NULL;
  g_autoptr (CuePublication) publication = NULL;
  g_autofree char *text = NULL;

  if (table == NULL) {
    g_assert_nonnull (error);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return 0;
  }
  written = write_table (table);
  again = cue_csv_table_new (written, ',', &error);
  g_assert_no_error (error);
  assert_equal (table, again);

  mapping = cue_csv_mapping_new (table);
  for (guint row = 0; row < MIN (cue_csv_table_get_n_rows (table), 50); row++) {
    g_autoptr (GPtrArray) findings = cue_csv_mapping_check_row (mapping, row, NULL);

    g_assert_nonnull (findings);
  }
  publication = cue_csv_mapping_map (mapping, 0, 3);
  g_free (cue_draft_to_text (CUE_DRAFT (publication)));
  text = cue_csv_mapping_to_text (mapping);
  cue_csv_mapping_apply_text (mapping, text, &error);
  g_clear_error (&error);
  return 0;
}
