// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-file-queue.h"

G_BEGIN_DECLS

/* What the two halves of the queue share: `cue-event-file-queue.c` has the list,
 * `cue-event-file-queue-file.c` what is done with one file. */
struct _CueEventFileQueue {
  GObject parent_instance;

  CueAcousticClient *client; /* owned */
  GListStore        *files;  /* owned, of CueEventFile */
  GHashTable        *known;  /* owned, name → owned CueEventFile: saved before, not listed now */
  GFile             *folder; /* owned, nullable */
  gboolean           blocked;
  char              *words; /* owned */
  guint              n_busy;
  gint64             refreshed_wall_us;
  GPtrArray         *diagnostics; /* owned, of CueDiagnostic */
  CueAcousticReply  *last_reply;  /* owned, nullable */
};

void          cue_event_file_queue_change_busy (CueEventFileQueue *self, gint by);
CueEventFile *cue_event_file_queue_find (CueEventFileQueue *self, const char *name);
void          cue_event_file_queue_describe (CueEventFileQueue *self);

G_END_DECLS
