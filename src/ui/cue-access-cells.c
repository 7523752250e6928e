// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-cells.h"

#include "cue-access-words.h"

/* What the columns of a row say. */

static char *
join (const char *one, const char *other)
{
  gboolean any = one != NULL && one[0] != '\0', more = other != NULL && other[0] != '\0';

  return g_strconcat (any ? one : "", any && more ? " · " : "", more ? other : "", NULL);
}

/**
 * cue_access_cells_fill:
 * @cells: cells without words
 * @zones: what the clocks at the sites show
 * @row: the row
 * @remark: (nullable): what the user said about it
 * @hide_names: whether persons are not named
 * @now_us: the time now, microseconds since 1970 UTC, or 0: a row of today names no day
 *
 * Makes the words of a row. A gap is one sentence, in the column that says what happened.
 */
void
cue_access_cells_fill (CueAccessCells *cells,
                       CueAccessZones *zones,
                       CueAccessRow   *row,
                       const char     *remark,
                       gboolean        hide_names,
                       gint64          now_us)
{
  const CueAccessEvent *event = cue_access_row_get_event (row);
  g_autofree char      *marks = cue_access_words_marks (row);
  g_autofree char      *detail = NULL;

  /* First of all, since a row may be the first of another site. */
  cells->texts[CUE_ACCESS_COLUMN_SITE_TIME] = cue_access_zones_format_site (zones, row, now_us);
  cells->texts[CUE_ACCESS_COLUMN_LOCAL_TIME] = cue_access_zones_format_local (zones, row);
  cells->aside = join (marks, remark);

  if (cue_access_event_get_kind (event) == CUE_ACCESS_GAP) {
    cells->texts[CUE_ACCESS_COLUMN_WHAT] = cue_access_zones_describe_gap (zones, row);
    return;
  }

  detail = cue_access_words_detail (event, hide_names);
  cells->texts[CUE_ACCESS_COLUMN_DOOR] = cue_access_words_door (event);
  cells->texts[CUE_ACCESS_COLUMN_PERSON] = cue_access_words_person (event, hide_names);
  cells->texts[CUE_ACCESS_COLUMN_WHAT] = cue_access_words_what (event);
  cells->texts[CUE_ACCESS_COLUMN_HOW] = cue_access_words_how (event);
  cells->texts[CUE_ACCESS_COLUMN_DETAIL] = join (detail, cells->aside);
}

/**
 * cue_access_cells_clear:
 * @cells: cells
 *
 * Forgets all words.
 */
void
cue_access_cells_clear (CueAccessCells *cells)
{
  g_clear_pointer (&cells->aside, g_free);

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++)
    g_clear_pointer (&cells->texts[column], g_free);
}

/**
 * cue_access_cells_describe_door:
 * @row: a row
 *
 * Returns: (transfer full): the door, and the site it is at
 */
char *
cue_access_cells_describe_door (CueAccessRow *row)
{
  const char      *name = cue_access_row_get_site_name (row);
  g_autofree char *door = cue_access_words_door (cue_access_row_get_event (row));

  return join (door, name != NULL && name[0] != '\0' ? name : cue_access_row_get_site_id (row));
}
