// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-table-private.h"

#include "cue-error.h"
#include "cue-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From the bytes of a file to rows: what they are compressed with, which characters, which form. */

/* ---- compression and characters ------------------------------------------------------------- */

static gboolean
starts_with (GBytes *bytes, const char *magic, gsize length)
{
  return g_bytes_get_size (bytes) >= length &&
         memcmp (g_bytes_get_data (bytes, NULL), magic, length) == 0;
}

/* Up to what is shown; a bomb costs no more. */
static GBytes *
unpack (CueEventFileTable *self, GBytes *bytes)
{
  g_autoptr (GConverter)
    gzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, gzip);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint8 piece[16 * 1024];

  for (;;) {
    gssize n = g_input_stream_read (stream, piece, sizeof piece, NULL, &error);

    if (n < 0)
      cue_event_file_table_report (self,
                                   "gzip",
                                   _ ("The file is compressed, and damaged or cut off."));
    if (n <= 0)
      break;
    if (plain->len + (gsize) n > CUE_EVENT_FILE_TABLE_MAX_BYTES) {
      self->truncated = TRUE;
      break;
    }
    g_byte_array_append (plain, piece, (guint) n);
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

static GBytes *
convert_utf16 (CueEventFileTable *self, GBytes *bytes, const char *charset)
{
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = NULL;
  gsize            written = 0;

  text = g_convert (data + 2, (gssize) (length - 2), "UTF-8", charset, NULL, &written, NULL);
  if (text == NULL) {
    cue_event_file_table_report (self, charset, _ ("The characters of the file are damaged."));
    return g_bytes_ref (bytes);
  }
  return g_bytes_new_take (g_steal_pointer (&text), written);
}

static GBytes *
decode (CueEventFileTable *self, GBytes *bytes)
{
  g_autoptr (GBytes) plain = starts_with (bytes, "\x1f\x8b", 2) ? unpack (self, bytes)
                                                                : g_bytes_ref (bytes);

  if (starts_with (plain, "\xef\xbb\xbf", 3))
    return g_bytes_new_from_bytes (plain, 3, g_bytes_get_size (plain) - 3);
  if (starts_with (plain, "\xff\xfe", 2))
    return convert_utf16 (self, plain, "UTF-16LE");
  if (starts_with (plain, "\xfe\xff", 2))
    return convert_utf16 (self, plain, "UTF-16BE");
  return g_steal_pointer (&plain);
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* The line at @at, without its end. @next gets where the following one begins, %NULL at the end. */
static gsize
measure_line (const char *at, const char *end, const char **next)
{
  const char *stop = memchr (at, '\n', (gsize) (end - at));
  gsize       length = (gsize) ((stop != NULL ? stop : end) - at);

  *next = stop != NULL && stop + 1 < end ? stop + 1 : NULL;
  if (length > 0 && at[length - 1] == '\r')
    length--;
  return length;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  }
  return TRUE;
}

static void
read_text (CueEventFileTable *self, const char *data, gsize size)
{
  const char *end = data + size;

  self->format = CUE_EVENT_FILE_FORMAT_TEXT;
  for (const char *at = data, *next; at != NULL && at < end; at = next) {
    gsize   length = measure_line (at, end, &next);
    GArray *row = cue_event_file_table_add_row (self);

    if (row == NULL)
      return;
    cue_event_file_table_add_cell (self, row, _ ("Line"), at, (gssize) length);
  }
}

static gboolean
read_json_lines (CueEventFileTable *self, const char *data, gsize size)
{
  const char *end = data + size;
  guint       number = 0;
  guint       n_read = 0;

  for (const char *at = data, *next; at != NULL && at < end; at = next) {
    gsize length = measure_line (at, end, &next);
    g_autoptr (GBytes) line = NULL;
    g_autoptr (JsonNode) node = NULL;
    g_autoptr (GError) error = NULL;

    number++;
    if (is_blank (at, length))
      continue;
    if (self->full)
      break;
    line = g_bytes_new_static (at, length);
    node = cue_json_parse (line, &error);
    if (node != NULL) {
      cue_event_file_table_read_json (self, node);
      n_read++;
    } else {
      g_autofree char *where = NULL;
      GArray          *row;

      // Not a single line is JSON: then it is something else.
      if (n_read == 0)
        return FALSE;
      where = g_strdup_printf (_ ("line %u"), number);
      cue_event_file_table_report (self, where, error->message);
      row = cue_event_file_table_add_row (self);
      if (row != NULL)
        cue_event_file_table_add_cell (self, row, _ ("Line"), at, (gssize) length);
    }
  }
  return n_read > 0;
}

/* ---- tabs ----------------------------------------------------------------------------------- */

static GPtrArray *
split_tabs (const char *text, gsize length)
{
  GPtrArray  *fields = g_ptr_array_new_with_free_func (g_free);
  const char *end = text + length;

  for (;;) {
    const char *tab = memchr (text, '\t', (gsize) (end - text));

    g_ptr_array_add (fields, g_strndup (text, (gsize) ((tab != NULL ? tab : end) - text)));
    // Far more than are shown: the rest of the line is of no use.
    if (tab == NULL || fields->len > CUE_EVENT_FILE_TABLE_MAX_COLUMNS)
      return fields;
    text = tab + 1;
  }
}

static void
read_tabs (CueEventFileTable *self, const char *data, gsize size)
{
  const char *end = data + size;
  const char *at;
  g_autoptr (GPtrArray) names = NULL;
  gsize length = measure_line (data, end, &at);
  guint number = 1;

  self->format = CUE_EVENT_FILE_FORMAT_TSV;
  names = split_tabs (data, length);
  for (guint i = 0; i < names->len; i++) {
    // Two columns of one name would share their cells.
    for (guint j = 0; j < i; j++) {
      if (g_str_equal (g_ptr_array_index (names, i), g_ptr_array_index (names, j))) {
        char *name = g_strdup_printf ("%s (%u)", (char *) g_ptr_array_index (names, i), i + 1);

        g_free (g_ptr_array_index (names, i));
        g_ptr_array_index (names, i) = name;
        break;
      }
    }
    cue_event_file_table_add_column (self, g_ptr_array_index (names, i));
  }
  for (const char *next; at != NULL && at < end; at = next) {
    g_autoptr (GPtrArray) fields = NULL;
    GArray *row;

    length = measure_line (at, end, &next);
    number++;
    if (is_blank (at, length) && memchr (at, '\t', length) == NULL)
      continue;
    row = cue_event_file_table_add_row (self);
    if (row == NULL)
      return;
    fields = split_tabs (at, length);
    for (guint i = 0; i < fields->len; i++) {
      g_autofree char *extra = g_strdup_printf (_ ("Column %u"), i + 1);

      cue_event_file_table_add_cell (self,
                                     row,
                                     i < names->len ? g_ptr_array_index (names, i) : extra,
                                     g_ptr_array_index (fields, i),
                                     -1);
    }
    if (fields->len != names->len) {
      g_autofree char *where = g_strdup_printf (_ ("line %u"), number);
      g_autofree char *message =
        g_strdup_printf (_ ("The line has %u fields, the first line names %u."),
                         fields->len,
                         names->len);

      cue_event_file_table_report (self, where, message);
    }
  }
}

/* ---- which form ----------------------------------------------------------------------------- */

static gboolean
has_tab_in_first_line (const char *data, gsize size)
{
  const char *next;
  gsize       length = measure_line (data, data + size, &next);

  return memchr (data, '\t', length) != NULL;
}

static void
read_json (CueEventFileTable *self, GBytes *bytes, const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, &error);

  if (node != NULL) {
    self->format = CUE_EVENT_FILE_FORMAT_JSON;
    cue_event_file_table_read_json (self, node);
    return;
  }
  self->format = CUE_EVENT_FILE_FORMAT_JSON_LINES;
  if (read_json_lines (self, data, size))
    return;
  cue_event_file_table_report (self, "JSON", error->message);
  read_text (self, data, size);
}

/**
 * cue_event_file_table_read:
 * @bytes: the content of a file
 *
 * Fills a new table.
 */
void
cue_event_file_table_read (CueEventFileTable *self, GBytes *bytes)
{
  g_autoptr (GBytes) plain = decode (self, bytes);
  gsize       size;
  const char *data = g_bytes_get_data (plain, &size);
  gsize       start = 0;

  while (start < size && g_ascii_isspace (data[start]))
    start++;
  if (start == size)
    return;
  if (data[start] == '[' || data[start] == '{')
    read_json (self, plain, data, size);
  else if (has_tab_in_first_line (data, size))
    read_tabs (self, data, size);
  else
    read_text (self, data, size);
}
