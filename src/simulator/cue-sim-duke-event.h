// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-doc.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimDukeEvent:
 *
 * An event in the store of a tenant: as it came, and what feeds are made by.
 */
typedef struct {
  gint64 received_ns; // since 1970, set by the store; no two of a tenant are the same
  char  *source;      // GRefString
  char  *object_type; // GRefString; nullable
  char  *object_id;   // GRefString; nullable
  char  *text;        // JSON, without eventReceived
} CueSimDukeEvent;

CueSimDukeEvent *cue_sim_duke_event_new (JsonObject *object);
CueSimDukeEvent *cue_sim_duke_event_new_text (char       *text,
                                              const char *source,
                                              const char *object_type,
                                              const char *object_id);
void             cue_sim_duke_event_free (CueSimDukeEvent *self);
void             cue_sim_duke_event_write (const CueSimDukeEvent *self, CueSimDoc *doc);
GPtrArray       *cue_sim_duke_events_read (GBytes *payload, char **problem);

G_END_DECLS
