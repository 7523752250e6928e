// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-connection.h"
#include "cue-acoustic-desk-connection.h"
#include "cue-acoustic-records.h"
#include "cue-desk.h"
#include "cue-interrupted-run.h"
#include "cue-publish-run.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_DESK (cue_acoustic_desk_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticDesk, cue_acoustic_desk, CUE, ACOUSTIC_DESK, CueDesk)

CueAcousticDesk *cue_acoustic_desk_new (CueConnectionList *profile,
                                        const char        *profile_id,
                                        gboolean           transient,
                                        CueHttpClient     *http,
                                        CueSecretStore    *secrets);

CueAcousticRecords *cue_acoustic_desk_get_history (CueAcousticDesk *self);
CueAcousticRecords *cue_acoustic_desk_get_templates (CueAcousticDesk *self);
GListModel         *cue_acoustic_desk_get_runs (CueAcousticDesk *self);

void cue_acoustic_desk_prepare_run_async (CueAcousticDesk           *self,
                                          CueAcousticDeskConnection *connection,
                                          CuePublishPlan            *plan,
                                          const char                *title,
                                          JsonNode                  *source,
                                          gboolean                   anew,
                                          GCancellable              *cancellable,
                                          GAsyncReadyCallback        callback,
                                          gpointer                   user_data);
CuePublishRun *
cue_acoustic_desk_prepare_run_finish (CueAcousticDesk *self, GAsyncResult *result, GError **error);
void cue_acoustic_desk_remove_run (CueAcousticDesk *self, CuePublishRun *run);
CueAcousticDeskConnection *
cue_acoustic_desk_get_run_connection (CueAcousticDesk *self, CuePublishRun *run);

void cue_acoustic_desk_resume_run_async (CueAcousticDesk           *self,
                                         CueAcousticDeskConnection *connection,
                                         CueInterruptedRun         *interrupted,
                                         GFile                     *file,
                                         GCancellable              *cancellable,
                                         GAsyncReadyCallback        callback,
                                         gpointer                   user_data);
CuePublishRun *
cue_acoustic_desk_resume_run_finish (CueAcousticDesk *self, GAsyncResult *result, GError **error);
void cue_acoustic_desk_discard_run_async (CueAcousticDesk    *self,
                                          CueInterruptedRun  *interrupted,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
gboolean
cue_acoustic_desk_discard_run_finish (CueAcousticDesk *self, GAsyncResult *result, GError **error);

const char *cue_acoustic_desk_get_run_title (CueAcousticDesk *self, CuePublishRun *run);

G_END_DECLS
