// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-reader.h"

#include "cue-csv-table.h"
#include "cue-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * CSV as RFC 4180 has it: quotation marks around a field, doubled inside, line breaks allowed
 * there. Besides: a byte order mark, semicolons or tabulators as spreadsheets write them, LF and CR
 * alone at the end of a line, empty lines. What is ambiguous is refused with its line, because a
 * row that is read wrongly is published wrongly.
 *
 * Written here because no maintained library for it is packaged for C.
 */

static gboolean
refuse (GError **error, guint line, const char *words)
{
  /* Translators: a line of a file, and what is wrong there */
  g_set_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, _ ("Line %u: %s"), line, words);
  return FALSE;
}

/* Of the separators that are known, the one that stands most often in the first line. */
static char
guess_separator (const char *bytes, gsize length)
{
  static const char known[] = { ',', ';', '\t' };
  gsize             counts[G_N_ELEMENTS (known)] = { 0 };
  gboolean          quoted = FALSE;
  guint             best = 0;

  for (gsize i = 0; i < length; i++) {
    if (bytes[i] == '"')
      quoted = !quoted;
    else if (!quoted && (bytes[i] == '\n' || bytes[i] == '\r')) {
      if (counts[0] + counts[1] + counts[2] > 0 || i > CUE_CSV_MAX_FIELD)
        break;
    } else if (!quoted) {
      for (guint j = 0; j < G_N_ELEMENTS (known); j++)
        counts[j] += bytes[i] == known[j];
    }
  }
  for (guint j = 1; j < G_N_ELEMENTS (known); j++) {
    if (counts[j] > counts[best])
      best = j;
  }
  return known[best];
}

static gboolean
check_encoding (const char *bytes, gsize length, GError **error)
{
  const char *end;
  guint       line = 1;

  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The file is UTF-16. Save it as CSV in UTF-8."));
    return FALSE;
  }
  if (g_utf8_validate (bytes, (gssize) length, &end))
    return TRUE;
  for (const char *p = bytes; p < end; p++)
    line += *p == '\n';
  return refuse (error,
                 line,
                 *end == '\0' ? _ ("there is a NUL byte. This is no text.")
                              : _ ("there is a byte that is not UTF-8. Save the file as CSV in "
                                   "UTF-8."));
}

/**
 * cue_csv_reader_init:
 * @self: (out caller-allocates): the reader
 * @bytes: the whole text, which must stay
 * @length: its length
 * @separator: what stands between fields; NUL: guess
 * @fields: receives the texts
 * @error: %CUE_ERROR_INVALID_INPUT when it is not UTF-8
 *
 * Returns: whether it can be read
 */
gboolean
cue_csv_reader_init (CueCsvReader *self,
                     const char   *bytes,
                     gsize         length,
                     char          separator,
                     GString      *fields,
                     GError      **error)
{
  if (!check_encoding (bytes, length, error))
    return FALSE;
  *self = (CueCsvReader){ .bytes = bytes, .length = length, .line = 1, .fields = fields };
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;
  self->separator = separator != '\0' ? separator
                                      : guess_separator (bytes + self->at, length - self->at);
  return TRUE;
}

static gboolean
is_line_end (CueCsvReader *self)
{
  return self->at < self->length &&
         (self->bytes[self->at] == '\n' || self->bytes[self->at] == '\r');
}

static void
skip_line_end (CueCsvReader *self)
{
  if (self->bytes[self->at] == '\r' && self->at + 1 < self->length &&
      self->bytes[self->at + 1] == '\n')
    self->at++;
  self->at++;
  self->line++;
}

static gboolean
take_quoted (CueCsvReader *self, GError **error)
{
  guint first_line = self->line;

  self->at++;
  for (;;) {
    const char *start = self->bytes + self->at;
    const char *end = memchr (start, '"', self->length - self->at);

    if (end == NULL)
      return refuse (error, first_line, _ ("a quotation mark opens here and is never closed."));
    for (const char *p = start; p < end; p++)
      self->line += *p == '\n' || (*p == '\r' && p[1] != '\n');
    g_string_append_len (self->fields, start, end - start);
    self->at += (gsize) (end - start) + 1;
    if (self->at >= self->length || self->bytes[self->at] != '"')
      break;
    g_string_append_c (self->fields, '"');
    self->at++;
  }
  if (self->at < self->length && !is_line_end (self) && self->bytes[self->at] != self->separator)
    return refuse (error,
                   self->line,
                   _ ("behind a closing quotation mark there is more. A quotation mark inside a "
                      "field is written twice."));
  return TRUE;
}

static gboolean
take_plain (CueCsvReader *self, GError **error)
{
  gsize start = self->at;

  for (; self->at < self->length; self->at++) {
    char c = self->bytes[self->at];

    if (c == self->separator || c == '\n' || c == '\r')
      break;
    if (c == '"')
      return refuse (error,
                     self->line,
                     _ ("a quotation mark stands inside a field that does not begin with one."));
  }
  g_string_append_len (self->fields, self->bytes + start, (gssize) (self->at - start));
  return TRUE;
}

/**
 * cue_csv_reader_next:
 * @self: a reader
 * @offset: (out): where the field begins in the buffer
 * @error: %CUE_ERROR_INVALID_INPUT or %CUE_ERROR_TOO_LARGE
 *
 * Reads the next field. Empty lines between rows are no rows.
 *
 * Returns: what was read
 */
CueCsvStep
cue_csv_reader_next (CueCsvReader *self, gsize *offset, GError **error)
{
  gboolean read;

  while (!self->in_row && is_line_end (self))
    skip_line_end (self);
  if (!self->in_row && self->at >= self->length)
    return CUE_CSV_END;

  *offset = self->fields->len;
  if (self->at < self->length && self->bytes[self->at] == '"')
    read = take_quoted (self, error);
  else
    read = take_plain (self, error);
  if (!read)
    return CUE_CSV_ERROR;
  if (self->fields->len - *offset > CUE_CSV_MAX_FIELD) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("Line %u: a field has more than %d bytes."),
                 self->line,
                 CUE_CSV_MAX_FIELD);
    return CUE_CSV_ERROR;
  }
  g_string_append_c (self->fields, '\0');
  if (self->at < self->length && self->bytes[self->at] == self->separator) {
    self->at++;
    self->in_row = TRUE;
    return CUE_CSV_FIELD;
  }
  self->in_row = FALSE;
  return CUE_CSV_LAST_FIELD;
}
