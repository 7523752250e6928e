// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-client.h"
#include "cue-event-file.h"

G_BEGIN_DECLS

/* Asked about beyond this; nothing published says how large such files are. */
#define CUE_EVENT_FILE_DEFAULT_MAX_BYTES (256 * (guint64) 1024 * 1024)

/**
 * CueSavedEventFile:
 * @file: where it was saved
 * @size: its bytes
 * @proof: how it is known that it is whole
 * @words: what there is to say about it, in whole sentences
 *
 * A file of events that was saved.
 */
typedef struct {
  GFile            *file;
  guint64           size;
  CueEventFileProof proof;
  char             *words;
} CueSavedEventFile;

void cue_saved_event_file_free (CueSavedEventFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSavedEventFile, cue_saved_event_file_free)

void               cue_event_file_download_async (CueAcousticClient  *client,
                                                  const char         *name,
                                                  GFile              *folder,
                                                  GFile              *before,
                                                  guint64             max_bytes,
                                                  CueHttpProgressFunc progress,
                                                  gpointer            progress_data,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
CueSavedEventFile *cue_event_file_download_finish (GAsyncResult *result, GError **error);

G_END_DECLS
