// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-cast.h"
#include "cue-sim-doc.h"
#include "cue-sim-switches.h"

G_BEGIN_DECLS

typedef enum {
  CUE_SIM_STREAM_ENTRIES,
  CUE_SIM_STREAM_INCIDENTS,
  CUE_SIM_N_STREAMS
} CueSimStream;

/**
 * CueSimAccess:
 *
 * One thing that happened at a door, before it is written for a connection.
 */
typedef struct {
  CueSimStream stream;
  guint64      serial;    // makes the id
  const char  *category;  // static
  const char  *detail;    // static, nullable
  const char  *access_by; // static, nullable
  gboolean     shows_tag; // the number of the person's tag is in access_detail
  gboolean     exit_requested;
  guint        lock;
  int          person; // index; -1: nobody
  gboolean     unknown_pin;
  gint64       wall_us; // when it happened
  gint64       sent_us; // when the hub got it
} CueSimAccess;

#define CUE_SIM_ACCESS_TTL_S 7776000

CueSimDoc *cue_sim_access_to_doc (const CueSimAccess *self, const CueSimSwitches *switches);
gboolean   cue_sim_access_is_for (const CueSimAccess *self,
                                  CueSimStream        stream,
                                  guint               site,
                                  const char         *user_id);
void       cue_sim_access_set_times (CueSimDoc *doc, guint site, gint64 wall_us, gint64 sent_us);

G_END_DECLS
