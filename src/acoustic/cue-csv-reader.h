// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One pass over CSV. The fields come one by one, each ended by NUL in a buffer of the caller. */
typedef struct {
  const char *bytes; /* unowned */
  gsize       length;
  gsize       at;
  guint       line; /* from 1 */
  char        separator;
  gboolean    in_row; /* a separator was read: a field must come, perhaps an empty one */
  GString    *fields; /* unowned: the texts, one after another */
} CueCsvReader;

/**
 * CueCsvStep:
 * @CUE_CSV_FIELD: a field, more follow in this row
 * @CUE_CSV_LAST_FIELD: the last field of a row
 * @CUE_CSV_END: nothing is left
 * @CUE_CSV_ERROR: the text breaks the rules
 *
 * What was read.
 */
typedef enum {
  CUE_CSV_FIELD,
  CUE_CSV_LAST_FIELD,
  CUE_CSV_END,
  CUE_CSV_ERROR,
} CueCsvStep;

gboolean   cue_csv_reader_init (CueCsvReader *self,
                                const char   *bytes,
                                gsize         length,
                                char          separator,
                                GString      *fields,
                                GError      **error);
CueCsvStep cue_csv_reader_next (CueCsvReader *self, gsize *offset, GError **error);

G_END_DECLS
