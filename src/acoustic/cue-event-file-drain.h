// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-file-queue.h"

G_BEGIN_DECLS

/**
 * CueEventFileDrain:
 * @n_saved: files that were saved
 * @n_deleted: files that were deleted at the service, each after it was saved
 * @n_left: files that are still at the service
 * @bytes: how much was saved
 * @complete: whether the service's queue is empty now
 * @words: all of this in whole sentences, with what to do about what is left
 * @problems: (element-type utf8): one sentence for each file that is left
 *
 * What came of fetching all files and cleaning up.
 */
typedef struct {
  guint      n_saved;
  guint      n_deleted;
  guint      n_left;
  guint64    bytes;
  gboolean   complete;
  char      *words;
  GPtrArray *problems;
} CueEventFileDrain;

void cue_event_file_drain_free (CueEventFileDrain *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueEventFileDrain, cue_event_file_drain_free)

void cue_event_file_queue_drain_async (CueEventFileQueue  *self,
                                       guint64             max_bytes,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
CueEventFileDrain *
cue_event_file_queue_drain_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error);

G_END_DECLS
