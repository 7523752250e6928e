// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-table-private.h"

/**
 * CueEventFileRow:
 *
 * One row of a [class@EventFileTable], while somebody holds it. Immutable.
 */
struct _CueEventFileRow {
  GObject parent_instance;

  CueEventFileTable *table; /* owned */
  guint              index;
};

G_DEFINE_FINAL_TYPE (CueEventFileRow, cue_event_file_row, G_TYPE_OBJECT)

static void
cue_event_file_row_finalize (GObject *object)
{
  CueEventFileRow *self = CUE_EVENT_FILE_ROW (object);

  g_clear_object (&self->table);

  G_OBJECT_CLASS (cue_event_file_row_parent_class)->finalize (object);
}

static void
cue_event_file_row_class_init (CueEventFileRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_event_file_row_finalize;
}

static void
cue_event_file_row_init (CueEventFileRow *self)
{
}

/**
 * cue_event_file_row_new:
 * @table: whose row it is
 * @index: which
 *
 * Returns: (transfer full): a row
 */
CueEventFileRow *
cue_event_file_row_new (CueEventFileTable *table, guint index)
{
  CueEventFileRow *self = g_object_new (CUE_TYPE_EVENT_FILE_ROW, NULL);

  self->table = g_object_ref (table);
  self->index = index;
  return self;
}

static GArray *
get_cells (CueEventFileRow *self)
{
  return g_ptr_array_index (self->table->rows, self->index);
}

/**
 * cue_event_file_row_get_cell:
 * @column: a column of the table
 *
 * Returns: (transfer none): what stands there, fit to be shown; empty when nothing does
 */
const char *
cue_event_file_row_get_cell (CueEventFileRow *self, guint column)
{
  GArray *cells;

  g_return_val_if_fail (CUE_IS_EVENT_FILE_ROW (self), NULL);

  cells = get_cells (self);
  for (guint i = 0; i < cells->len; i++) {
    const CueEventFileCell *cell = &g_array_index (cells, CueEventFileCell, i);

    if (cell->column == column)
      return cell->text;
  }
  return "";
}

/**
 * cue_event_file_row_to_text:
 *
 * Returns: (transfer full): all of it, a line for each cell
 */
char *
cue_event_file_row_to_text (CueEventFileRow *self)
{
  GString *text;
  GArray  *cells;

  g_return_val_if_fail (CUE_IS_EVENT_FILE_ROW (self), NULL);

  text = g_string_new (NULL);
  cells = get_cells (self);
  for (guint i = 0; i < cells->len; i++) {
    const CueEventFileCell *cell = &g_array_index (cells, CueEventFileCell, i);

    g_string_append_printf (text,
                            "%s: %s\n",
                            (const char *) g_ptr_array_index (self->table->columns, cell->column),
                            cell->text);
  }
  return g_string_free (text, FALSE);
}
