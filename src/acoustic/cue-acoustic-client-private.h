// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-client.h"

G_BEGIN_DECLS

/* For what fetches files: the body goes to a stream and is sent for once. Finish with
 * cue_acoustic_client_send_finish(). */
void cue_acoustic_client_fetch_async (CueAcousticClient  *self,
                                      CueAcousticRequest *request,
                                      GOutputStream      *sink,
                                      guint64             max_bytes,
                                      CueHttpProgressFunc progress,
                                      gpointer            progress_data,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);

/* The call on its way: cue-acoustic-sending.c. Takes over @key, which is wiped. */
typedef struct {
  GOutputStream      *sink; /* nullable */
  guint64             max_bytes;
  CueHttpProgressFunc progress;
  gpointer            progress_data;
  guint               max_tries;
} CueAcousticSendOptions;

void cue_acoustic_sending_start (GTask                        *task,
                                 CueHttpClient                *http,
                                 const char                   *key,
                                 CueAcousticRequest           *request,
                                 const CueAcousticSendOptions *options);

G_END_DECLS
