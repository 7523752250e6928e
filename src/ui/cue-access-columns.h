// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueAccessColumn:
 * @CUE_ACCESS_COLUMN_SITE_TIME: when, as the clocks at the site show
 * @CUE_ACCESS_COLUMN_LOCAL_TIME: when, as the clock of this computer shows, to the minute
 * @CUE_ACCESS_COLUMN_DOOR: where
 * @CUE_ACCESS_COLUMN_PERSON: who
 * @CUE_ACCESS_COLUMN_WHAT: what happened
 * @CUE_ACCESS_COLUMN_HOW: with what
 * @CUE_ACCESS_COLUMN_DETAIL: more about it, and what is to be said about the row
 *
 * The columns of the log of doors.
 */
typedef enum {
  CUE_ACCESS_COLUMN_SITE_TIME,
  CUE_ACCESS_COLUMN_LOCAL_TIME,
  CUE_ACCESS_COLUMN_DOOR,
  CUE_ACCESS_COLUMN_PERSON,
  CUE_ACCESS_COLUMN_WHAT,
  CUE_ACCESS_COLUMN_HOW,
  CUE_ACCESS_COLUMN_DETAIL,
} CueAccessColumn;

#define CUE_N_ACCESS_COLUMNS (CUE_ACCESS_COLUMN_DETAIL + 1)

/**
 * CueAccessCell:
 * @x: pixels from the side where reading begins
 * @width: pixels; 0 when there is no room for the column
 *
 * The place of a column.
 */
typedef struct {
  int x;
  int width;
} CueAccessCell;

/**
 * CueAccessWidths:
 * @site: pixels that a time at a site needs
 * @site_narrow: pixels that it gets where there is little room
 * @local: pixels that a time here needs
 *
 * What the columns need whose words are all alike.
 */
typedef struct {
  int site;
  int site_narrow;
  int local;
} CueAccessWidths;

#define CUE_ACCESS_COLUMNS_MIN_WIDTH 360
#define CUE_ACCESS_SHAPE_X           10
#define CUE_ACCESS_SIGN_ROOM         22 /* of a sign after words */

void cue_access_columns_share (int             width,
                               CueAccessWidths widths,
                               CueAccessCell   cells[CUE_N_ACCESS_COLUMNS]);
int  cue_access_columns_find (const CueAccessCell cells[CUE_N_ACCESS_COLUMNS],
                              int                 width,
                              int                 x,
                              gboolean            rtl);

const char *cue_access_column_get_title (CueAccessColumn column);

G_END_DECLS
