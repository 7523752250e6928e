// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-table.h"

#include "cue-csv-reader.h"
#include "cue-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueCsvTable:
 *
 * A CSV file in memory: one row of titles, and the rows below it. Immutable, of any thread.
 *
 * All texts stand in one buffer, so that a file of some hundred thousand rows costs little more
 * than its size. Larger files are refused in words before they are read.
 */
struct _CueCsvTable {
  GObject parent_instance;

  char     separator;
  GString *texts;   /* owned: fields, each ended by NUL */
  GArray  *offsets; /* owned, of guint32: where each field begins */
  GArray  *rows;    /* owned, of Row; the first one is the titles */
  char    *digest;  /* owned */
};

typedef struct {
  guint32 first; /* in the offsets */
  guint32 count;
  guint32 line;
} Row;

G_DEFINE_FINAL_TYPE (CueCsvTable, cue_csv_table, G_TYPE_OBJECT)

static void
cue_csv_table_init (CueCsvTable *self)
{
  self->texts = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
}

static void
cue_csv_table_finalize (GObject *object)
{
  CueCsvTable *self = CUE_CSV_TABLE (object);

  g_string_free (self->texts, TRUE);
  g_array_unref (self->offsets);
  g_array_unref (self->rows);
  g_free (self->digest);
  G_OBJECT_CLASS (cue_csv_table_parent_class)->finalize (object);
}

static void
cue_csv_table_class_init (CueCsvTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_csv_table_finalize;
}

static gboolean
refuse_size (guint64 size, GError **error)
{
  g_autofree char *has = g_format_size (size);
  g_autofree char *limit = g_format_size_full (CUE_CSV_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_TOO_LARGE,
               _ ("The CSV has %s; at most %s are read at once. Split it into several files."),
               has,
               limit);
  return FALSE;
}

static gboolean
check_limits (CueCsvTable *self, const Row *row, GError **error)
{
  if (row->count > CUE_CSV_MAX_COLUMNS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("Line %u has more than %d fields."),
                 row->line,
                 CUE_CSV_MAX_COLUMNS);
    return FALSE;
  }
  if (self->rows->len > CUE_CSV_MAX_ROWS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The CSV has more than %d rows. Split it into several files."),
                 CUE_CSV_MAX_ROWS);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_all (CueCsvTable *self, CueCsvReader *reader, GError **error)
{
  Row row = { 0, 0, 1 };

  for (;;) {
    gsize      offset = 0;
    CueCsvStep step = cue_csv_reader_next (reader, &offset, error);
    guint32    place = (guint32) offset;

    if (step == CUE_CSV_ERROR)
      return FALSE;
    if (step == CUE_CSV_END)
      return TRUE;
    if (row.count == 0)
      row.line = reader->line;
    g_array_append_val (self->offsets, place);
    row.count++;
    if (!check_limits (self, &row, error))
      return FALSE;
    if (step == CUE_CSV_LAST_FIELD) {
      g_array_append_val (self->rows, row);
      row = (Row){ self->offsets->len, 0, reader->line };
    }
  }
}

/**
 * cue_csv_table_new:
 * @bytes: the content of a file
 * @separator: `,`, `;` or a tabulator; NUL: the one that the first line has most of
 * @error: %CUE_ERROR_INVALID_INPUT or %CUE_ERROR_TOO_LARGE, in words with the line
 *
 * Reads strictly: what is ambiguous is refused, because a row that is read wrongly would be
 * published wrongly. Rows may have fewer or more fields than there are titles; that is for the
 * mapping to say at the row.
 *
 * Returns: (transfer full): the table; %NULL with @error set
 */
CueCsvTable *
cue_csv_table_new (GBytes *bytes, char separator, GError **error)
{
  g_autoptr (CueCsvTable) self = NULL;
  CueCsvReader reader;
  gsize        length;
  const char  *text;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (length > CUE_CSV_MAX_BYTES)
    return refuse_size (length, error), NULL;
  self = g_object_new (CUE_TYPE_CSV_TABLE, NULL);
  if (!cue_csv_reader_init (&reader,
                            text != NULL ? text : "",
                            length,
                            separator,
                            self->texts,
                            error) ||
      !read_all (self, &reader, error))
    return NULL;
  if (self->rows->len == 0) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The CSV is empty. Its first line must be the titles of the columns."));
    return NULL;
  }
  self->separator = reader.separator;
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return g_steal_pointer (&self);
}

/* ---- files --------------------------------------------------------------------------------- */

/* The size is looked at first, and again while reading: a pipe or a growing file has none. */
static GBytes *
read_bounded (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) input = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree guint8 *piece = NULL;
  const gsize        piece_size = 256 * 1024;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE,
                            cancellable,
                            error);
  if (info == NULL)
    return NULL;
  if (g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE) &&
      g_file_info_get_size (info) > CUE_CSV_MAX_BYTES)
    return refuse_size ((guint64) g_file_info_get_size (info), error), NULL;
  input = g_file_read (file, cancellable, error);
  if (input == NULL)
    return NULL;
  bytes = g_byte_array_new ();
  piece = g_malloc (piece_size);
  for (;;) {
    gssize got =
      g_input_stream_read (G_INPUT_STREAM (input), piece, piece_size, cancellable, error);

    if (got < 0)
      return NULL;
    if (got == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    if (bytes->len + (gsize) got > CUE_CSV_MAX_BYTES)
      return refuse_size (bytes->len + (gsize) got, error), NULL;
    g_byte_array_append (bytes, piece, (guint) got);
  }
}

/**
 * cue_csv_table_load:
 * @file: a CSV file
 * @separator: what stands between fields; NUL: guess
 * @cancellable: (nullable): to give up
 * @error: %CUE_ERROR_STORAGE, %CUE_ERROR_INVALID_INPUT, %CUE_ERROR_TOO_LARGE or
 *   %G_IO_ERROR_CANCELLED
 *
 * Reads a file and waits for it: for workers and programs without a window.
 *
 * Returns: (transfer full): the table; %NULL with @error set
 */
CueCsvTable *
cue_csv_table_load (GFile *file, char separator, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = read_bounded (file, cancellable, &local);
  if (bytes != NULL)
    return cue_csv_table_new (bytes, separator, error);
  if (local->domain == CUE_ERROR || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The CSV could not be read: %s"),
                 local->message);
  return NULL;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile       *file = data;
  GError      *error = NULL;
  CueCsvTable *table =
    cue_csv_table_load (file,
                        (char) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "separator")),
                        cancellable,
                        &error);

  if (table != NULL)
    g_task_return_pointer (task, table, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_csv_table_load_async:
 * @file: a CSV file
 * @separator: what stands between fields; NUL: guess
 * @cancellable: (nullable): to give up
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads a file in a worker.
 */
void
cue_csv_table_load_async (GFile              *file,
                          char                separator,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_csv_table_load_async);
  g_task_set_name (task, "cuelight-csv");
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_object_set_data (G_OBJECT (task), "separator", GINT_TO_POINTER ((int) separator));
  g_task_run_in_thread (task, load_in_worker);
}

/**
 * cue_csv_table_load_finish:
 * @result: what the callback got
 * @error: as for [func@CsvTable.load]
 *
 * Returns: (transfer full): the table; %NULL with @error set
 */
CueCsvTable *
cue_csv_table_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- content ------------------------------------------------------------------------------- */

/**
 * cue_csv_table_get_separator:
 * @self: a table
 *
 * Returns: what stood between its fields
 */
char
cue_csv_table_get_separator (CueCsvTable *self)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), '\0');

  return self->separator;
}

/**
 * cue_csv_table_get_n_columns:
 * @self: a table
 *
 * Returns: how many titles it has
 */
guint
cue_csv_table_get_n_columns (CueCsvTable *self)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), 0);

  return g_array_index (self->rows, Row, 0).count;
}

/**
 * cue_csv_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows there are below the titles
 */
guint
cue_csv_table_get_n_rows (CueCsvTable *self)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), 0);

  return self->rows->len - 1;
}

static const char *
get_field (CueCsvTable *self, const Row *row, guint column)
{
  if (column >= row->count)
    return NULL;
  return self->texts->str + g_array_index (self->offsets, guint32, row->first + column);
}

/**
 * cue_csv_table_get_title:
 * @self: a table
 * @column: which, from 0
 *
 * Returns: (nullable): the title of a column
 */
const char *
cue_csv_table_get_title (CueCsvTable *self, guint column)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), NULL);

  return get_field (self, &g_array_index (self->rows, Row, 0), column);
}

/**
 * cue_csv_table_get:
 * @self: a table
 * @row: which row below the titles, from 0
 * @column: which column, from 0
 *
 * Returns: (nullable): the text there; %NULL when the row has no such field
 */
const char *
cue_csv_table_get (CueCsvTable *self, guint row, guint column)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), NULL);

  if (row >= self->rows->len - 1)
    return NULL;
  return get_field (self, &g_array_index (self->rows, Row, row + 1), column);
}

/**
 * cue_csv_table_get_n_fields:
 * @self: a table
 * @row: which row below the titles, from 0
 *
 * Returns: how many fields this row has
 */
guint
cue_csv_table_get_n_fields (CueCsvTable *self, guint row)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), 0);

  return row < self->rows->len - 1 ? g_array_index (self->rows, Row, row + 1).count : 0;
}

/**
 * cue_csv_table_get_line:
 * @self: a table
 * @row: which row below the titles, from 0
 *
 * Returns: the line of the file on which the first field of the row ends, from 1
 */
guint
cue_csv_table_get_line (CueCsvTable *self, guint row)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), 0);

  return row < self->rows->len - 1 ? g_array_index (self->rows, Row, row + 1).line : 0;
}

/**
 * cue_csv_table_get_digest:
 * @self: a table
 *
 * Returns: the SHA-256 of the file, so that a run that is resumed can tell whether it is the same
 */
const char *
cue_csv_table_get_digest (CueCsvTable *self)
{
  g_return_val_if_fail (CUE_IS_CSV_TABLE (self), NULL);

  return self->digest;
}
