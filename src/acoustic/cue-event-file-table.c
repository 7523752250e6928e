// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-table-private.h"

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CELL_CHARS 2000
#define MAX_NAME_CHARS 120
/* All texts together: one long field before many events would stand in each of their rows. */
#define MAX_TEXT_BYTES (128 * (gsize) 1024 * 1024)

/**
 * CueEventFileTable:
 *
 * A file of events as a list of rows with named columns: one row for each event, whatever of JSON,
 * JSON lines or tab-separated text it is written in; of anything else, its lines. Nothing in a file
 * makes reading it fail: what is not as it should be is in the diagnostics. What is shown is
 * bounded, and says so.
 *
 * A [iface@Gio.ListModel] of [class@EventFileRow], read in a worker and immutable afterwards.
 */

static void cue_event_file_table_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueEventFileTable,
                               cue_event_file_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_event_file_table_list_model_init))

G_DEFINE_ENUM_TYPE (CueEventFileFormat,
                    cue_event_file_format,
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_FORMAT_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_FORMAT_JSON, "json"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_FORMAT_JSON_LINES, "json-lines"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_FORMAT_TSV, "tsv"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_FORMAT_TEXT, "text"))

static void
clear_cell (gpointer data)
{
  CueEventFileCell *cell = data;

  g_free (cell->text);
}

static void
cue_event_file_table_finalize (GObject *object)
{
  CueEventFileTable *self = CUE_EVENT_FILE_TABLE (object);

  g_clear_pointer (&self->column_index, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_free (self->words);

  G_OBJECT_CLASS (cue_event_file_table_parent_class)->finalize (object);
}

static void
cue_event_file_table_class_init (CueEventFileTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_event_file_table_finalize;
}

static void
cue_event_file_table_init (CueEventFileTable *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->column_index = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->diagnostics = cue_diagnostics_new ();
  self->words = g_strdup ("");
}

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_EVENT_FILE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_EVENT_FILE_TABLE (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueEventFileTable *self = CUE_EVENT_FILE_TABLE (model);

  return position < self->rows->len ? cue_event_file_row_new (self, position) : NULL;
}

static void
cue_event_file_table_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- while it is read ----------------------------------------------------------------------- */

/**
 * cue_event_file_table_report:
 * @where: which line or element
 * @message: a whole sentence
 *
 * Adds a diagnostic; the first thousand are enough.
 */
void
cue_event_file_table_report (CueEventFileTable *self, const char *where, const char *message)
{
  if (self->diagnostics->len < 1000)
    g_ptr_array_add (self->diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING, where, "%s", message));
}

/**
 * cue_event_file_table_add_row:
 *
 * Returns: (transfer none) (nullable): a row without cells, or %NULL when there are enough
 */
GArray *
cue_event_file_table_add_row (CueEventFileTable *self)
{
  GArray *row;

  if (self->rows->len >= CUE_EVENT_FILE_TABLE_MAX_ROWS || self->text_bytes > MAX_TEXT_BYTES) {
    self->truncated = TRUE;
    self->full = TRUE;
    return NULL;
  }
  row = g_array_new (FALSE, FALSE, sizeof (CueEventFileCell));
  g_array_set_clear_func (row, clear_cell);
  g_ptr_array_add (self->rows, row);
  return row;
}

/**
 * cue_event_file_table_add_column:
 * @name: its name, from outside
 *
 * Returns: its index, that of the one there is if there is one; %G_MAXUINT when there are enough
 */
guint
cue_event_file_table_add_column (CueEventFileTable *self, const char *name)
{
  g_autofree char *shown = cue_text_make_line (name, -1, MAX_NAME_CHARS);
  guint            known = GPOINTER_TO_UINT (g_hash_table_lookup (self->column_index, shown));

  if (known > 0)
    return known - 1;
  if (self->columns->len >= CUE_EVENT_FILE_TABLE_MAX_COLUMNS) {
    self->truncated = TRUE;
    return G_MAXUINT;
  }
  g_hash_table_insert (self->column_index, shown, GUINT_TO_POINTER (self->columns->len + 1));
  g_ptr_array_add (self->columns, g_steal_pointer (&shown));
  return self->columns->len - 1;
}

/**
 * cue_event_file_table_add_cell:
 * @row: a row
 * @column: the name of its column
 * @text: what stands there
 * @length: its bytes, or −1
 *
 * Adds a cell, cut to what can be shown.
 */
void
cue_event_file_table_add_cell (CueEventFileTable *self,
                               GArray            *row,
                               const char        *column,
                               const char        *text,
                               gssize             length)
{
  CueEventFileCell cell = { 0 };

  cell.column = cue_event_file_table_add_column (self, column);
  if (cell.column == G_MAXUINT)
    return;
  cell.text = cue_text_make_line (text, length, MAX_CELL_CHARS);
  self->text_bytes += strlen (cell.text) + sizeof cell;
  g_array_append_val (row, cell);
}

static char *
describe (CueEventFileTable *self)
{
  const char      *format = "";
  g_autofree char *rows = NULL;

  switch (self->format) {
  case CUE_EVENT_FILE_FORMAT_EMPTY:
    return g_strdup (_ ("The file is empty."));
  case CUE_EVENT_FILE_FORMAT_JSON:
    format = _ ("JSON");
    break;
  case CUE_EVENT_FILE_FORMAT_JSON_LINES:
    format = _ ("JSON, line by line");
    break;
  case CUE_EVENT_FILE_FORMAT_TSV:
    format = _ ("Columns with tabs");
    break;
  case CUE_EVENT_FILE_FORMAT_TEXT:
  default:
    format = _ ("Text of no known form");
    break;
  }
  rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", self->rows->len),
                          self->rows->len);
  if (self->truncated)
    /* Translators: a form such as “JSON”; a number of rows such as “7 rows” */
    return g_strdup_printf (_ ("%s, %s. There is more in the file than can be shown here; open it "
                               "in another program to see all of it."),
                            format,
                            rows);
  /* Translators: a form such as “JSON”; a number of rows such as “7 rows” */
  return g_strdup_printf (_ ("%s, %s."), format, rows);
}

/**
 * cue_event_file_table_new_from_bytes:
 * @bytes: the content of a file
 *
 * Reads a file at once; for a worker.
 *
 * Errors: %CUE_ERROR_TOO_LARGE beyond %CUE_EVENT_FILE_TABLE_MAX_BYTES.
 *
 * Returns: (transfer full): its rows
 */
CueEventFileTable *
cue_event_file_table_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (CueEventFileTable) self = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > CUE_EVENT_FILE_TABLE_MAX_BYTES) {
    size = g_format_size_full (CUE_EVENT_FILE_TABLE_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ (
                   "The file is larger than the %s that are shown here. It is saved whole; open it "
                   "in another program."),
                 size);
    return NULL;
  }
  self = g_object_new (CUE_TYPE_EVENT_FILE_TABLE, NULL);
  cue_event_file_table_read (self, bytes);
  g_free (self->words);
  self->words = describe (self);
  g_ptr_array_add (self->columns, NULL);
  return g_steal_pointer (&self);
}

/* ---- from a file ---------------------------------------------------------------------------- */

static GError *
explain (const GError *cause)
{
  return g_error_new (CUE_ERROR,
                      CUE_ERROR_STORAGE,
                      /* Translators: what the operating system says */
                      _ ("The file cannot be read: %s."),
                      cause->message);
}

/* One byte more than is shown tells that there is more. */
static GBytes *
read_bounded (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *data = NULL;
  gsize            size = CUE_EVENT_FILE_TABLE_MAX_BYTES + 1;
  gsize            length = 0;
  g_autoptr (GFileInfo) info = NULL;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL)
    size = MIN (size, (gsize) g_file_info_get_size (info) + 1);
  data = g_malloc (size);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, size, &length, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_bounded (data, cancellable, &error);
  CueEventFileTable *table = NULL;

  if (bytes != NULL)
    table = cue_event_file_table_new_from_bytes (bytes, &error);
  if (table != NULL)
    g_task_return_pointer (task, table, g_object_unref);
  else if (error->domain == CUE_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_error (task, explain (error));
}

/**
 * cue_event_file_table_load_async:
 * @file: a file that was saved
 * @cancellable: (nullable): ends it
 * @callback: finish with cue_event_file_table_load_finish()
 *
 * Reads a file in a worker.
 */
void
cue_event_file_table_load_async (GFile              *file,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_event_file_table_load_async);
  g_task_set_name (task, "read event file");
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * cue_event_file_table_load_finish:
 * @result: what the callback was given
 *
 * Errors: %CUE_ERROR_STORAGE, %CUE_ERROR_TOO_LARGE, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): its rows
 */
CueEventFileTable *
cue_event_file_table_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what it is ----------------------------------------------------------------------------- */

/**
 * cue_event_file_table_get_format:
 *
 * Returns: how the file is written
 */
CueEventFileFormat
cue_event_file_table_get_format (CueEventFileTable *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_TABLE (self), CUE_EVENT_FILE_FORMAT_EMPTY);

  return self->format;
}

/**
 * cue_event_file_table_get_columns:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the columns, fit to be shown, in
 *   the order in which they first appear
 */
const char *const *
cue_event_file_table_get_columns (CueEventFileTable *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_TABLE (self), NULL);

  return (const char *const *) self->columns->pdata;
}

/**
 * cue_event_file_table_get_n_columns:
 *
 * Returns: how many columns there are
 */
guint
cue_event_file_table_get_n_columns (CueEventFileTable *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_TABLE (self), 0);

  return self->columns->len - 1;
}

/**
 * cue_event_file_table_get_truncated:
 *
 * Returns: whether the file has more rows, columns or text than are here
 */
gboolean
cue_event_file_table_get_truncated (CueEventFileTable *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_TABLE (self), FALSE);

  return self->truncated;
}

/**
 * cue_event_file_table_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what was not as it should be, and where
 */
GPtrArray *
cue_event_file_table_get_diagnostics (CueEventFileTable *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_TABLE (self), NULL);

  return self->diagnostics;
}

/**
 * cue_event_file_table_get_words:
 *
 * Returns: (transfer none): how it is written, and how many rows it has
 */
const char *
cue_event_file_table_get_words (CueEventFileTable *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_TABLE (self), NULL);

  return self->words;
}
