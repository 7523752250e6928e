// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-event.h"

G_BEGIN_DECLS

/* The parts of an event, for those who make one. */
struct _CueAccessEvent {
  CueAccessKind     kind;
  CueAccessForm     form;
  char             *texts[CUE_ACCESS_N_FIELDS]; /* owned, nullable */
  CueAccessPresence presence[CUE_ACCESS_N_FIELDS];
  GPtrArray        *extras; /* owned: name, value, name, value … */
  GPtrArray        *diagnostics;
  GBytes           *raw; /* owned, nullable for a gap */
  gint64            time;
  gint64            received;
  gint64            gap_end;
  gint64            expiration;
  gint64            ttl; /* −1: unknown */
  CueAccessTruth    exit_requested;
};

void cue_access_event_read_object (CueAccessEvent *self, const char *text, gsize length);
void cue_access_event_read_arguments (CueAccessEvent *self, const char *text, gsize length);

G_END_DECLS
