// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-matcher.h"
#include "cue-filtered-access.h"
#include "cue-turn.h"

G_BEGIN_DECLS

/* So many rows are looked at without a look at the clock: then a small list is there at once,
 * however slow the machine is. */
#define CUE_FILTERED_ACCESS_AT_ONCE 1024
/* What one turn of the main loop may take. */
#define CUE_FILTERED_ACCESS_SLICE_US (8 * 1000)

struct _CueFilteredAccess {
  GObject parent_instance;

  CueAccessLog     *log;     /* owned */
  CueAccessFilter  *filter;  /* owned */
  CueAccessMatcher *matcher; /* owned */
  CueAccessOrder    order;
  guint64           last_id; /* the newest row that was looked at, or is while it is filling */
  gboolean          filling;
  gint64            filled_time; /* the last row that was looked at for that */
  guint64           filled_id;
  gboolean          paused;
  gboolean          stale;   /* marks of rows that were looked at changed while it was paused */
  guint64           held_id; /* the newest row that was counted while paused */
  guint             held;
  CueTurn           turn; /* waits to go on */
  gint64            slice_us;
};

/* cue-filtered-access.c */
void cue_filtered_access_set_held (CueFilteredAccess *self, guint held);
void cue_filtered_access_set_filling (CueFilteredAccess *self, gboolean filling);

/* cue-filtered-access-work.c */
void cue_filtered_access_refill (CueFilteredAccess *self);
void cue_filtered_access_go_on (CueFilteredAccess *self);

G_END_DECLS
