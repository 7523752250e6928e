// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-event.h"

G_BEGIN_DECLS

/**
 * CueAccessMarks:
 * @CUE_ACCESS_MARK_LATE: an event that happened later had come before it
 * @CUE_ACCESS_MARK_REPEATED: it came more than once; see `repeats`
 * @CUE_ACCESS_MARK_CONFLICT: its id was there before, with another content; both rows are kept
 * @CUE_ACCESS_MARK_UNDECODED: it is not what we expect and can only be shown raw
 * @CUE_ACCESS_MARK_ODD: a field of it has another type than expected, or a time we cannot read
 * @CUE_ACCESS_MARK_OTHER_SITE: it says another site than was asked for
 * @CUE_ACCESS_MARK_FUTURE: its time lies more than five minutes ahead; sorted by its arrival
 * @CUE_ACCESS_MARK_REFUSED: somebody was refused
 * @CUE_ACCESS_MARK_OPEN: an alarm that has not ended
 * @CUE_ACCESS_MARK_ENDED: an alarm whose end is known
 * @CUE_ACCESS_MARK_END: the end of an alarm that is known
 * @CUE_ACCESS_MARK_END_ALONE: the end of an alarm whose beginning was not seen
 * @CUE_ACCESS_MARK_CUT: it was too large; only the beginning of it is kept
 * @CUE_ACCESS_MARK_FORM: it came in another form than expected, and could be decoded all the same
 *
 * What is to be said about a row besides its fields.
 */
typedef enum {
  CUE_ACCESS_MARK_LATE = 1 << 0,
  CUE_ACCESS_MARK_REPEATED = 1 << 1,
  CUE_ACCESS_MARK_CONFLICT = 1 << 2,
  CUE_ACCESS_MARK_UNDECODED = 1 << 3,
  CUE_ACCESS_MARK_ODD = 1 << 4,
  CUE_ACCESS_MARK_OTHER_SITE = 1 << 5,
  CUE_ACCESS_MARK_FUTURE = 1 << 6,
  CUE_ACCESS_MARK_REFUSED = 1 << 7,
  CUE_ACCESS_MARK_OPEN = 1 << 8,
  CUE_ACCESS_MARK_ENDED = 1 << 9,
  CUE_ACCESS_MARK_END = 1 << 10,
  CUE_ACCESS_MARK_END_ALONE = 1 << 11,
  CUE_ACCESS_MARK_CUT = 1 << 12,
  CUE_ACCESS_MARK_FORM = 1 << 13,
} CueAccessMarks;

#define CUE_TYPE_ACCESS_ROW (cue_access_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessRow, cue_access_row, CUE, ACCESS_ROW, GObject)

guint64         cue_access_row_get_id (CueAccessRow *self);
CueAccessEvent *cue_access_row_get_event (CueAccessRow *self);
CueAccessMarks  cue_access_row_get_marks (CueAccessRow *self);
guint           cue_access_row_get_repeats (CueAccessRow *self);
const char     *cue_access_row_get_site_id (CueAccessRow *self);
const char     *cue_access_row_get_site_name (CueAccessRow *self);
guint64         cue_access_row_get_pair_id (CueAccessRow *self);
gint64          cue_access_row_get_duration_us (CueAccessRow *self);

G_END_DECLS
