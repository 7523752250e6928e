// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-columns.h"
#include "cue-access-zones.h"

G_BEGIN_DECLS

/**
 * CueAccessCells:
 * @texts: (nullable): what stands in each column; each may be %NULL
 * @aside: (nullable): what is said about the row, which stands in the last column too
 *
 * The words of one row of the log of doors.
 */
typedef struct {
  char *texts[CUE_N_ACCESS_COLUMNS];
  char *aside;
} CueAccessCells;

void cue_access_cells_fill (CueAccessCells *cells,
                            CueAccessZones *zones,
                            CueAccessRow   *row,
                            const char     *remark,
                            gboolean        hide_names,
                            gint64          now_us);
void cue_access_cells_clear (CueAccessCells *cells);

char *cue_access_cells_describe_door (CueAccessRow *row);

G_END_DECLS
