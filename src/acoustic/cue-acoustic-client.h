// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-reply.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACOUSTIC_CLIENT (cue_acoustic_client_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticClient, cue_acoustic_client, CUE, ACOUSTIC_CLIENT, GObject)

CueAcousticClient *
cue_acoustic_client_new (CueHttpClient *http, const char *base_url, CueAcousticRole role);

CueHttpClient  *cue_acoustic_client_get_http (CueAcousticClient *self);
const char     *cue_acoustic_client_get_base_url (CueAcousticClient *self);
CueAcousticRole cue_acoustic_client_get_role (CueAcousticClient *self);
void            cue_acoustic_client_set_key (CueAcousticClient *self, const char *key);
gboolean        cue_acoustic_client_has_key (CueAcousticClient *self);
gboolean        cue_acoustic_client_check_key (const char *key, GError **error);
char           *cue_acoustic_client_clean_key (const char *key);
gboolean        cue_acoustic_client_fits_role (CueAcousticClient *self, CueAcousticCall call);
void            cue_acoustic_client_set_max_tries (CueAcousticClient *self, guint max_tries);
guint           cue_acoustic_client_get_n_busy (CueAcousticClient *self);
gint64          cue_acoustic_client_get_not_before (CueAcousticClient *self);

void cue_acoustic_client_send_async (CueAcousticClient  *self,
                                     CueAcousticRequest *request,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
CueAcousticReply *
cue_acoustic_client_send_finish (CueAcousticClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
