// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which fragment the position is to be counted from. The times in a playlist jump where the encoder
 * stood still or a fragment was left out, and the position goes on as if nothing had been; so it is
 * counted anew from the first fragment behind each break. Fragments are fetched long before they
 * are shown: a break waits here until the position is there.
 */
typedef struct _CueFragmentTrail CueFragmentTrail;

CueFragmentTrail *cue_fragment_trail_new (void);
void              cue_fragment_trail_free (CueFragmentTrail *self);

void        cue_fragment_trail_break (CueFragmentTrail *self, gint64 time_us);
void        cue_fragment_trail_add (CueFragmentTrail *self, const char *uri);
const char *cue_fragment_trail_follow (CueFragmentTrail *self, gint64 position_us);
gint64      cue_fragment_trail_get_start (CueFragmentTrail *self);

G_END_DECLS
