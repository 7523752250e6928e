// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-client.h"
#include "cue-acoustic-connection.h"
#include "cue-acoustic-context.h"
#include "cue-desk-connection.h"
#include "cue-event-file-queue.h"
#include "cue-event-type-applying.h"
#include "cue-event-type-document.h"
#include "cue-event-type.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_DESK_CONNECTION (cue_acoustic_desk_connection_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticDeskConnection,
                      cue_acoustic_desk_connection,
                      CUE,
                      ACOUSTIC_DESK_CONNECTION,
                      CueDeskConnection)

CueAcousticDeskConnection *cue_acoustic_desk_connection_new (CueAcousticConnection *settings,
                                                             CueHttpClient         *http,
                                                             CueSecretStore        *secrets,
                                                             const char            *profile_id);

CueAcousticClient  *cue_acoustic_desk_connection_get_client (CueAcousticDeskConnection *self);
CueEventFileQueue  *cue_acoustic_desk_connection_get_queue (CueAcousticDeskConnection *self);
gboolean            cue_acoustic_desk_connection_get_done (CueAcousticDeskConnection *self);
GListModel         *cue_acoustic_desk_connection_get_types (CueAcousticDeskConnection *self);
GListModel         *cue_acoustic_desk_connection_get_interrupted (CueAcousticDeskConnection *self);
gint64              cue_acoustic_desk_connection_get_types_time (CueAcousticDeskConnection *self);
const GError       *cue_acoustic_desk_connection_get_types_error (CueAcousticDeskConnection *self);
GPtrArray          *cue_acoustic_desk_connection_get_diagnostics (CueAcousticDeskConnection *self);
CueEventType       *cue_acoustic_desk_connection_find_type (CueAcousticDeskConnection *self,
                                                            const char                *code,
                                                            CueEventTypeOrigin         origin);
CueAcousticContext *cue_acoustic_desk_connection_make_context (CueAcousticDeskConnection *self);

void              cue_acoustic_desk_connection_send_async (CueAcousticDeskConnection *self,
                                                           CueAcousticRequest        *request,
                                                           GCancellable              *cancellable,
                                                           GAsyncReadyCallback        callback,
                                                           gpointer                   user_data);
CueAcousticReply *cue_acoustic_desk_connection_send_finish (CueAcousticDeskConnection *self,
                                                            GAsyncResult              *result,
                                                            GError                   **error);
void              cue_acoustic_desk_connection_refresh_async (CueAcousticDeskConnection *self,
                                                              GCancellable              *cancellable,
                                                              GAsyncReadyCallback        callback,
                                                              gpointer                   user_data);
gboolean          cue_acoustic_desk_connection_refresh_finish (CueAcousticDeskConnection *self,
                                                               GAsyncResult              *result,
                                                               GError                   **error);
void              cue_acoustic_desk_connection_open_async (CueAcousticDeskConnection *self,
                                                           GCancellable              *cancellable,
                                                           GAsyncReadyCallback        callback,
                                                           gpointer                   user_data);
gboolean          cue_acoustic_desk_connection_open_finish (CueAcousticDeskConnection *self,
                                                            GAsyncResult              *result,
                                                            GError                   **error);
void              cue_acoustic_desk_connection_read_document_async (CueAcousticDeskConnection *self,
                                                                    GCancellable              *cancellable,
                                                                    GAsyncReadyCallback        callback,
                                                                    gpointer                   user_data);
CueEventTypeDocument      *
cue_acoustic_desk_connection_read_document_finish (CueAcousticDeskConnection *self,
                                                        GAsyncResult              *result,
                                                        GError                   **error);
void cue_acoustic_desk_connection_apply (CueAcousticDeskConnection *self,
                                         CueEventTypeApplying      *applying);
void cue_acoustic_desk_connection_stop_applying (CueAcousticDeskConnection *self);
CueEventTypeApplying *cue_acoustic_desk_connection_get_applying (CueAcousticDeskConnection *self);

G_END_DECLS
