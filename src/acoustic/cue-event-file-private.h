// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-file.h"

G_BEGIN_DECLS

/* For the queue, which owns the files. */
CueEventFile *cue_event_file_new (const char *name);
void cue_event_file_set_state (CueEventFile *self, CueEventFileState state, const char *words);
void
cue_event_file_set_saved (CueEventFile *self, GFile *saved, guint64 size, CueEventFileProof proof);
void cue_event_file_set_earlier (CueEventFile     *self,
                                 GFile            *saved,
                                 guint64           size,
                                 gint64            listed,
                                 CueEventFileProof proof);
void cue_event_file_set_listed_size (CueEventFile *self, gint64 listed);
void cue_event_file_set_progress (CueEventFile *self, guint64 received, gint64 expected);

G_END_DECLS
