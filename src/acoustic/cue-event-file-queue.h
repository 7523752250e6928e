// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-file-download.h"

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_FILE_QUEUE (cue_event_file_queue_get_type ())

G_DECLARE_FINAL_TYPE (CueEventFileQueue, cue_event_file_queue, CUE, EVENT_FILE_QUEUE, GObject)

CueEventFileQueue *cue_event_file_queue_new (CueAcousticClient *client);

CueAcousticClient *cue_event_file_queue_get_client (CueEventFileQueue *self);
GListModel        *cue_event_file_queue_get_files (CueEventFileQueue *self);
GFile             *cue_event_file_queue_get_folder (CueEventFileQueue *self);
void               cue_event_file_queue_set_folder (CueEventFileQueue *self, GFile *folder);
gboolean           cue_event_file_queue_get_blocked (CueEventFileQueue *self);
const char        *cue_event_file_queue_get_words (CueEventFileQueue *self);
gboolean           cue_event_file_queue_get_busy (CueEventFileQueue *self);
gint64             cue_event_file_queue_get_refreshed_wall_us (CueEventFileQueue *self);
GPtrArray         *cue_event_file_queue_get_diagnostics (CueEventFileQueue *self);
CueAcousticReply  *cue_event_file_queue_get_last_reply (CueEventFileQueue *self);
void               cue_event_file_queue_add_known (CueEventFileQueue *self,
                                                   const char        *name,
                                                   GFile             *saved,
                                                   guint64            size,
                                                   gint64             listed,
                                                   CueEventFileProof  proof);
void               cue_event_file_queue_forget_deleted (CueEventFileQueue *self);

void cue_event_file_queue_refresh_async (CueEventFileQueue  *self,
                                         guint               max_files,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean
cue_event_file_queue_refresh_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error);
void     cue_event_file_queue_download_async (CueEventFileQueue  *self,
                                              CueEventFile       *file,
                                              guint64             max_bytes,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
gboolean cue_event_file_queue_download_finish (CueEventFileQueue *self,
                                               GAsyncResult      *result,
                                               GError           **error);
void     cue_event_file_queue_delete_async (CueEventFileQueue  *self,
                                            CueEventFile       *file,
                                            gboolean            confirmed,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean
cue_event_file_queue_delete_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error);

G_END_DECLS
