// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-line-table.h"

#include "cue-signal.h"

#define START   36 /* after the shape */
#define END     10
#define SPACING 12
#define LEAST   24 /* pixels: a column that would get less is left out */

/**
 * CueLineTable:
 *
 * The columns of a table whose rows draw themselves, and what is said in them. It holds no rows:
 * its [class@CueLine]s and [class@CueLineHeadings] ask it. Every row of the same width and font
 * gets the same columns, by arithmetic, so nothing has to be measured over rows. Main thread only.
 */
struct _CueLineTable {
  GObject parent_instance;

  CueLineDresser dresser;
  gpointer       data;    /* not owned */
  GArray        *columns; /* owned; of CueLineColumn, whose texts are owned too */
};

G_DEFINE_FINAL_TYPE (CueLineTable, cue_line_table, G_TYPE_OBJECT)

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_REDRESSED,
  N_SIGNALS,
} CueLineTableSignal;

static guint signals[N_SIGNALS];

static void
clear_column (gpointer data)
{
  CueLineColumn *column = data;

  g_free ((char *) column->key);
  g_free ((char *) column->title);
}

static void
cue_line_table_finalize (GObject *object)
{
  g_array_unref (CUE_LINE_TABLE (object)->columns);

  G_OBJECT_CLASS (cue_line_table_parent_class)->finalize (object);
}

static guint
make_signal (CueLineTableClass *klass, const char *name)
{
  return cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), name);
}

static void
cue_line_table_class_init (CueLineTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_line_table_finalize;

  /**
   * CueLineTable::changed:
   *
   * There are other columns.
   */
  signals[SIGNAL_CHANGED] = make_signal (klass, "changed");

  /**
   * CueLineTable::redressed:
   *
   * The same rows are said otherwise.
   */
  signals[SIGNAL_REDRESSED] = make_signal (klass, "redressed");
}

static void
cue_line_table_init (CueLineTable *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (CueLineColumn));
  g_array_set_clear_func (self->columns, clear_column);
}

/**
 * cue_line_table_new:
 * @dresser: what is said of a row; copied
 * @data: given to it; has to live as long as the table is shown
 *
 * Returns: (transfer full): a table without columns
 */
CueLineTable *
cue_line_table_new (const CueLineDresser *dresser, gpointer data)
{
  CueLineTable *self;

  g_return_val_if_fail (dresser != NULL && dresser->dup_text != NULL, NULL);

  self = g_object_new (CUE_TYPE_LINE_TABLE, NULL);
  self->dresser = *dresser;
  self->data = data;
  return self;
}

/**
 * cue_line_table_add:
 * @self: a table
 * @column: a column; copied
 *
 * Adds a column at the end.
 *
 * Returns: whether there was room for one more
 */
gboolean
cue_line_table_add (CueLineTable *self, const CueLineColumn *column)
{
  CueLineColumn copy;

  g_return_val_if_fail (CUE_IS_LINE_TABLE (self), FALSE);

  if (self->columns->len == CUE_LINE_MAX_COLUMNS)
    return FALSE;

  copy = *column;
  copy.key = g_strdup (column->key);
  copy.title = g_strdup (column->title);
  g_array_append_val (self->columns, copy);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/**
 * cue_line_table_remove:
 * @self: a table
 * @id: of a column
 *
 * Removes a column, if it is there.
 */
void
cue_line_table_remove (CueLineTable *self, guint id)
{
  g_return_if_fail (CUE_IS_LINE_TABLE (self));

  for (guint i = 0; i < self->columns->len; i++) {
    if (g_array_index (self->columns, CueLineColumn, i).id == id) {
      g_array_remove_index (self->columns, i);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  }
}

/**
 * cue_line_table_redress:
 * @self: a table
 *
 * Has all rows that are shown say anew what they are.
 */
void
cue_line_table_redress (CueLineTable *self)
{
  g_return_if_fail (CUE_IS_LINE_TABLE (self));

  g_signal_emit (self, signals[SIGNAL_REDRESSED], 0);
}

/**
 * cue_line_table_get_n_columns:
 * @self: a table
 *
 * Returns: how many columns there are, those without room included
 */
guint
cue_line_table_get_n_columns (CueLineTable *self)
{
  g_return_val_if_fail (CUE_IS_LINE_TABLE (self), 0);

  return self->columns->len;
}

/**
 * cue_line_table_get_column:
 * @self: a table
 * @place: less than their number
 *
 * Returns: (transfer none): a column
 */
const CueLineColumn *
cue_line_table_get_column (CueLineTable *self, guint place)
{
  g_return_val_if_fail (CUE_IS_LINE_TABLE (self) && place < self->columns->len, NULL);

  return &g_array_index (self->columns, CueLineColumn, place);
}

static int
get_digit_width (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
    pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int digit = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return digit;
}

/**
 * cue_line_table_share:
 * @self: a table
 * @widget: a widget with the font of the rows
 * @width: pixels of a row
 * @cells: (out): the place of each column
 *
 * Shares out the width of a row.
 */
void
cue_line_table_share (CueLineTable *self,
                      GtkWidget    *widget,
                      int           width,
                      CueLineCell   cells[CUE_LINE_MAX_COLUMNS])
{
  int      room = MAX (width, CUE_LINE_MIN_WIDTH) - START - END + SPACING;
  int      digit = get_digit_width (widget), weights = 0, x = START;
  gboolean shown[CUE_LINE_MAX_COLUMNS];

  g_return_if_fail (CUE_IS_LINE_TABLE (self));

  for (guint i = 0; i < self->columns->len; i++) {
    const CueLineColumn *column = cue_line_table_get_column (self, i);

    shown[i] = width >= column->from_width;
    cells[i] = (CueLineCell){ 0, 0 };

    if (!shown[i])
      continue;

    room -= SPACING;

    if (column->weight == 0)
      room -= cells[i].width = PANGO_PIXELS_CEIL (digit * column->digits);
    else
      weights += column->weight;
  }

  for (guint i = 0; i < self->columns->len; i++) {
    const CueLineColumn *column = cue_line_table_get_column (self, i);

    if (!shown[i])
      continue;

    if (column->weight > 0)
      cells[i].width = MAX (room * column->weight / weights, LEAST);

    /* What is left out is in the details, and in the words of the row. */
    if (x + cells[i].width > MAX (width, CUE_LINE_MIN_WIDTH))
      cells[i].width = MAX (MAX (width, CUE_LINE_MIN_WIDTH) - END - x, 0);

    cells[i].x = x;
    x += cells[i].width + SPACING;
  }
}

/**
 * cue_line_table_find:
 * @self: a table
 * @widget: a row
 * @x: pixels from its left edge
 *
 * Returns: the place of the column there, or -1 between columns
 */
int
cue_line_table_find (CueLineTable *self, GtkWidget *widget, int x)
{
  int         width = gtk_widget_get_width (widget);
  CueLineCell cells[CUE_LINE_MAX_COLUMNS];

  g_return_val_if_fail (CUE_IS_LINE_TABLE (self), -1);

  cue_line_table_share (self, widget, width, cells);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x;

  for (guint i = 0; i < self->columns->len; i++) {
    if (x >= cells[i].x && x < cells[i].x + cells[i].width)
      return (int) i;
  }

  return -1;
}

/**
 * cue_line_table_dup_text:
 * @self: a table
 * @item: what a row shows
 * @place: of a column
 *
 * Returns: (transfer full) (nullable): the words of a cell
 */
char *
cue_line_table_dup_text (CueLineTable *self, gpointer item, guint place)
{
  g_return_val_if_fail (CUE_IS_LINE_TABLE (self), NULL);

  return self->dresser.dup_text (item, cue_line_table_get_column (self, place), self->data);
}

/**
 * cue_line_table_dup_hint:
 * @self: a table
 * @item: what a row shows
 * @place: of a column
 *
 * Returns: (transfer full) (nullable): what is to be said about a cell beside its words
 */
char *
cue_line_table_dup_hint (CueLineTable *self, gpointer item, guint place)
{
  g_return_val_if_fail (CUE_IS_LINE_TABLE (self), NULL);

  return self->dresser.dup_hint != NULL
           ? self->dresser.dup_hint (item, cue_line_table_get_column (self, place), self->data)
           : NULL;
}

/**
 * cue_line_table_look:
 * @self: a table
 * @item: what a row shows
 * @look: (out): how it looks
 *
 * Says how a row looks beside its words.
 */
void
cue_line_table_look (CueLineTable *self, gpointer item, CueLineLook *look)
{
  g_return_if_fail (CUE_IS_LINE_TABLE (self));

  *look = (CueLineLook){ 0 };

  if (self->dresser.look != NULL)
    self->dresser.look (item, look, self->data);
}
