// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-columns.h"

#include <glib/gi18n-lib.h>

#define START   36 /* after the shape */
#define END     10
#define SPACING 12
#define NARROW  560 /* below it a row has not all columns */

/* What a column gets of the room that is left beside the times, and from which width on it is there
 * at all. What a narrow row leaves out is in the details, and in the words of the row. */
static const struct {
  int weight;
  int from_width;
} shares[CUE_N_ACCESS_COLUMNS] = {
  [CUE_ACCESS_COLUMN_SITE_TIME] = { 0, 0 },    [CUE_ACCESS_COLUMN_LOCAL_TIME] = { 0, 500 },
  [CUE_ACCESS_COLUMN_DOOR] = { 24, 0 },        [CUE_ACCESS_COLUMN_PERSON] = { 25, 0 },
  [CUE_ACCESS_COLUMN_WHAT] = { 20, 0 },        [CUE_ACCESS_COLUMN_HOW] = { 15, 700 },
  [CUE_ACCESS_COLUMN_DETAIL] = { 26, NARROW },
};

static int
get_fixed_width (CueAccessColumn column, int width, CueAccessWidths widths)
{
  if (column == CUE_ACCESS_COLUMN_SITE_TIME)
    return width < NARROW ? widths.site_narrow : widths.site;

  return column == CUE_ACCESS_COLUMN_LOCAL_TIME ? widths.local : 0;
}

/**
 * cue_access_columns_share:
 * @width: pixels of a row
 * @widths: what the times need
 * @cells: (out): the place of each column
 *
 * Shares out the width of a row. Every row of the same width and font gets the same columns, so
 * nothing has to be measured over rows.
 */
void
cue_access_columns_share (int             width,
                          CueAccessWidths widths,
                          CueAccessCell   cells[CUE_N_ACCESS_COLUMNS])
{
  int room = MAX (width, CUE_ACCESS_COLUMNS_MIN_WIDTH) - START - END + SPACING;
  int weights = 0, x = START;

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    if (width < shares[column].from_width)
      continue;

    weights += shares[column].weight;
    room -= SPACING + get_fixed_width (column, width, widths);
  }

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    cells[column] = (CueAccessCell){ x, 0 };

    if (width < shares[column].from_width)
      continue;

    cells[column].width = shares[column].weight == 0
                            ? get_fixed_width (column, width, widths)
                            : MAX (room * shares[column].weight / weights, 1);
    x += cells[column].width + SPACING;
  }
}

/**
 * cue_access_columns_find:
 * @cells: the place of each column
 * @width: pixels of the row
 * @x: pixels from its left edge
 * @rtl: whether reading begins on the right
 *
 * Returns: the column at @x, or -1 between columns
 */
int
cue_access_columns_find (const CueAccessCell cells[CUE_N_ACCESS_COLUMNS],
                         int                 width,
                         int                 x,
                         gboolean            rtl)
{
  int from_start = rtl ? width - x : x;

  for (int column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    if (from_start >= cells[column].x && from_start < cells[column].x + cells[column].width)
      return column;
  }

  return -1;
}

/**
 * cue_access_column_get_title:
 * @column: a column
 *
 * Returns: (transfer none): its translated heading
 */
const char *
cue_access_column_get_title (CueAccessColumn column)
{
  switch (column) {
  case CUE_ACCESS_COLUMN_SITE_TIME:
    /* Translators: heading of a column: the time of day at the doors */
    return _ ("Site time");
  case CUE_ACCESS_COLUMN_LOCAL_TIME:
    /* Translators: heading of a narrow column beside “Site time”: the time of day where this
     * computer stands */
    return C_ ("time", "Local");
  case CUE_ACCESS_COLUMN_DOOR:
    return _ ("Door");
  case CUE_ACCESS_COLUMN_PERSON:
    return _ ("Person");
  case CUE_ACCESS_COLUMN_WHAT:
    /* Translators: heading of a column: what happened at a door */
    return _ ("What");
  case CUE_ACCESS_COLUMN_HOW:
    /* Translators: heading of a column: with what a door was opened */
    return _ ("How");
  case CUE_ACCESS_COLUMN_DETAIL:
  default:
    return _ ("Detail");
  }
}
