// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-mapping-private.h"

#include "cue-acoustic-catalogue.h"
#include "cue-acoustic-rules.h"
#include "cue-draft-attribute.h"
#include "cue-text.h"

#include <string.h>

/* What the columns of a file probably are, by their titles and by what stands in them. */

#define ROWS_LOOKED_AT 200

/* Titles without case, spaces and punctuation. */
static const char *const code_titles[] = { "code", "eventcode", "event", "eventtype", NULL };
static const char *const time_titles[] = {
  "timestamp", "time", "date", "datetime", "eventtime", "eventtimestamp", NULL,
};
static const char *const channel_titles[] = { "channel", "eventchannel", NULL };

static char *
simplify (const char *title)
{
  GString *simple = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p))
      g_string_append_c (simple, g_ascii_tolower (*p));
  }
  return g_string_free (simple, FALSE);
}

/* `identifier:email` and `id:email` say it themselves. */
static const char *
find_identifier (const char *title)
{
  static const char *const prefixes[] = { "identifier:", "id:" };
  const char *const       *known = cue_acoustic_catalogue_get_identifiers ();

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
    if (g_ascii_strncasecmp (title, prefixes[i], strlen (prefixes[i])) == 0)
      return title + strlen (prefixes[i]);
  }
  for (guint i = 0; known[i] != NULL; i++) {
    if (g_ascii_strcasecmp (known[i], title) == 0)
      return known[i];
  }
  return NULL;
}

/* The narrowest type that all looked-at values have. */
static const char *
guess_type (CueCsvTable *table, guint column)
{
  static const char *const narrow[] = { "number", "boolean", "date" };
  guint                    rows = MIN (cue_csv_table_get_n_rows (table), ROWS_LOOKED_AT);

  for (guint i = 0; i < G_N_ELEMENTS (narrow); i++) {
    gboolean seen = FALSE, fits = TRUE;

    for (guint row = 0; row < rows && fits; row++) {
      const char *value = cue_csv_table_get (table, row, column);

      if (value == NULL || value[0] == '\0')
        continue;
      seen = TRUE;
      fits = cue_acoustic_value_fits (value, narrow[i]);
    }
    if (seen && fits)
      return narrow[i];
  }
  return "string";
}

/* `orderTotal:number` says its type itself. */
static void
guess_attribute (CueCsvMapping *self, CueCsvColumn *column, guint position)
{
  const char *title = cue_csv_column_get_title (column);
  const char *colon = strrchr (title, ':');

  cue_csv_column_set_target (column, CUE_CSV_TARGET_ATTRIBUTE);
  if (colon != NULL && colon > title && cue_acoustic_type_is_known (colon + 1)) {
    g_autofree char *name = g_strndup (title, (gsize) (colon - title));

    cue_csv_column_set_name (column, name);
    cue_csv_column_set_attribute_type (column, colon + 1);
  } else {
    cue_csv_column_set_name (column, title);
    cue_csv_column_set_attribute_type (column,
                                       guess_type (cue_csv_mapping_get_table (self), position));
  }
}

/**
 * cue_csv_mapping_guess:
 * @self: a new mapping
 *
 * Sets what each column probably becomes; each of code, time and channel once.
 */
void
cue_csv_mapping_guess (CueCsvMapping *self)
{
  gboolean has_code = FALSE, has_time = FALSE, has_channel = FALSE;

  for (guint i = 0; i < cue_csv_table_get_n_columns (cue_csv_mapping_get_table (self)); i++) {
    CueCsvColumn    *column = cue_csv_mapping_get_column (self, i);
    const char      *title = cue_csv_column_get_title (column);
    g_autofree char *simple = simplify (title);
    const char      *identifier = find_identifier (title);

    if (!has_code && g_strv_contains (code_titles, simple)) {
      has_code = TRUE;
      cue_csv_column_set_target (column, CUE_CSV_TARGET_CODE);
    } else if (!has_time && g_strv_contains (time_titles, simple)) {
      has_time = TRUE;
      cue_csv_column_set_target (column, CUE_CSV_TARGET_TIMESTAMP);
    } else if (!has_channel && g_strv_contains (channel_titles, simple)) {
      has_channel = TRUE;
      cue_csv_column_set_target (column, CUE_CSV_TARGET_CHANNEL);
    } else if (identifier != NULL && identifier[0] != '\0') {
      cue_csv_column_set_target (column, CUE_CSV_TARGET_IDENTIFIER);
      cue_csv_column_set_name (column, identifier);
    } else if (!cue_text_is_blank (title)) {
      guess_attribute (self, column, i);
    }
  }
}
