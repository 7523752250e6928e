// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CueLineColumn:
 * @id: tells it from the others
 * @key: (nullable): what it shows, of a column that the user asked for
 * @title: its heading
 * @weight: its share of the room that is left beside those of a fixed width; 0 for one of those
 * @digits: of one of a fixed width, how many digits it has room for
 * @from_width: how wide a row is, in pixels, for the column to be there
 * @figures: whether its digits stand below those of other rows
 * @dim: whether it is drawn more faintly
 * @middle: whether words that do not fit lose their middle, as ids do, and not their end
 *
 * A column of a table whose rows draw themselves.
 */
typedef struct {
  guint       id;
  const char *key;
  const char *title;
  int         weight;
  int         digits;
  int         from_width;
  gboolean    figures;
  gboolean    dim;
  gboolean    middle;
} CueLineColumn;

/**
 * CueLineCell:
 * @x: pixels from the side where reading begins
 * @width: pixels; 0 when there is no room for the column
 *
 * The place of a column.
 */
typedef struct {
  int x;
  int width;
} CueLineCell;

/**
 * CueLineLook:
 * @icon: (nullable): the name of the shape at the beginning of the row
 * @colour: (nullable): the name of its colour in the style sheet
 * @tinted: the id of the column that has the same colour, or 0
 * @is_new: whether a bar stands at its beginning
 *
 * How a row looks beside its words.
 */
typedef struct {
  const char *icon;
  const char *colour;
  guint       tinted;
  gboolean    is_new;
} CueLineLook;

/**
 * CueLineDresser:
 * @dup_text: makes the words of a cell; (transfer full) (nullable)
 * @dup_hint: (nullable): makes what a tooltip says instead of words that do not fit
 * @look: (nullable): says how the row looks
 *
 * What a table knows of its rows. It is asked for a row that is drawn, not for one that is passed.
 */
typedef struct {
  char *(*dup_text) (gpointer item, const CueLineColumn *column, gpointer data);
  char *(*dup_hint) (gpointer item, const CueLineColumn *column, gpointer data);
  void (*look) (gpointer item, CueLineLook *look, gpointer data);
} CueLineDresser;

#define CUE_LINE_MAX_COLUMNS 24
#define CUE_LINE_MIN_WIDTH   300
#define CUE_LINE_ICON_X      10

#define CUE_TYPE_LINE_TABLE (cue_line_table_get_type ())

G_DECLARE_FINAL_TYPE (CueLineTable, cue_line_table, CUE, LINE_TABLE, GObject)

CueLineTable *cue_line_table_new (const CueLineDresser *dresser, gpointer data);

gboolean             cue_line_table_add (CueLineTable *self, const CueLineColumn *column);
void                 cue_line_table_remove (CueLineTable *self, guint id);
void                 cue_line_table_redress (CueLineTable *self);
guint                cue_line_table_get_n_columns (CueLineTable *self);
const CueLineColumn *cue_line_table_get_column (CueLineTable *self, guint place);
void                 cue_line_table_share (CueLineTable *self,
                                           GtkWidget    *widget,
                                           int           width,
                                           CueLineCell   cells[CUE_LINE_MAX_COLUMNS]);
int                  cue_line_table_find (CueLineTable *self, GtkWidget *widget, int x);
char                *cue_line_table_dup_text (CueLineTable *self, gpointer item, guint place);
char                *cue_line_table_dup_hint (CueLineTable *self, gpointer item, guint place);
void                 cue_line_table_look (CueLineTable *self, gpointer item, CueLineLook *look);

G_END_DECLS
