// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-duke-event.h"
#include "cue-sim-switches.h"

G_BEGIN_DECLS

/**
 * CueSimDukeStore:
 *
 * The events of one tenant, in the order in which they were received.
 */
typedef struct _CueSimDukeStore CueSimDukeStore;

/* Which feed, and which page of it. */
typedef struct {
  const char *source;      // NULL: that of an object
  const char *object_type; // NULL: that of a source
  const char *object_id;
  gint64      after_ns;  // < 0: not given
  gint64      before_ns; // < 0: not given
  guint       most;      // events in the page
} CueSimDukeQuery;

CueSimDukeStore *cue_sim_duke_store_new (const CueSimSwitches *switches);
void             cue_sim_duke_store_free (CueSimDukeStore *self);
void  cue_sim_duke_store_add (CueSimDukeStore *self, CueSimDukeEvent *event, gint64 wall_us);
guint cue_sim_duke_store_count (CueSimDukeStore *self, const char *source);
void  cue_sim_duke_store_expire (CueSimDukeStore *self, gint64 wall_us);
CueSimDoc *
cue_sim_duke_store_read (CueSimDukeStore *self, const CueSimDukeQuery *query, gint64 wall_us);

G_END_DECLS
