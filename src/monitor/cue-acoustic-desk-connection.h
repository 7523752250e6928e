// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-client.h"
#include "cue-acoustic-connection.h"
#include "cue-acoustic-context.h"
#include "cue-event-file-queue.h"
#include "cue-event-type.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

/**
 * CueAcousticKeyState:
 * @CUE_ACOUSTIC_KEY_UNKNOWN: nobody looked for it yet
 * @CUE_ACOUSTIC_KEY_LOOKING: the keyring was asked, and may ask the user
 * @CUE_ACOUSTIC_KEY_THERE: there is a key
 * @CUE_ACOUSTIC_KEY_MISSING: none was stored
 * @CUE_ACOUSTIC_KEY_LOCKED: the keyring did not give it
 * @CUE_ACOUSTIC_KEY_REFUSED: the service refused it, as such (401) or for a call (403)
 *
 * How it is with the key of a connection.
 */
typedef enum {
  CUE_ACOUSTIC_KEY_UNKNOWN,
  CUE_ACOUSTIC_KEY_LOOKING,
  CUE_ACOUSTIC_KEY_THERE,
  CUE_ACOUSTIC_KEY_MISSING,
  CUE_ACOUSTIC_KEY_LOCKED,
  CUE_ACOUSTIC_KEY_REFUSED,
} CueAcousticKeyState;

#define CUE_TYPE_ACOUSTIC_KEY_STATE (cue_acoustic_key_state_get_type ())
GType cue_acoustic_key_state_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_ACOUSTIC_DESK_CONNECTION (cue_acoustic_desk_connection_get_type ())
G_DECLARE_FINAL_TYPE (CueAcousticDeskConnection,
                      cue_acoustic_desk_connection,
                      CUE,
                      ACOUSTIC_DESK_CONNECTION,
                      GObject)

CueAcousticDeskConnection *cue_acoustic_desk_connection_new (CueAcousticConnection *settings,
                                                             CueHttpClient         *http,
                                                             CueSecretStore        *secrets,
                                                             const char            *profile_id);

CueAcousticConnection *cue_acoustic_desk_connection_get_settings (CueAcousticDeskConnection *self);
CueAcousticClient     *cue_acoustic_desk_connection_get_client (CueAcousticDeskConnection *self);
CueEventFileQueue     *cue_acoustic_desk_connection_get_queue (CueAcousticDeskConnection *self);
const char            *cue_acoustic_desk_connection_get_id (CueAcousticDeskConnection *self);
const char            *cue_acoustic_desk_connection_get_title (CueAcousticDeskConnection *self);
gboolean            cue_acoustic_desk_connection_get_production (CueAcousticDeskConnection *self);
CueAcousticKeyState cue_acoustic_desk_connection_get_key_state (CueAcousticDeskConnection *self);
gboolean            cue_acoustic_desk_connection_get_busy (CueAcousticDeskConnection *self);
const char         *cue_acoustic_desk_connection_get_words (CueAcousticDeskConnection *self);
gint64              cue_acoustic_desk_connection_get_answered (CueAcousticDeskConnection *self);
gboolean            cue_acoustic_desk_connection_get_done (CueAcousticDeskConnection *self);
gint64              cue_acoustic_desk_connection_get_not_before (CueAcousticDeskConnection *self);
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
void              cue_acoustic_desk_connection_forget_key (CueAcousticDeskConnection *self);
void cue_acoustic_desk_connection_set_http (CueAcousticDeskConnection *self, CueHttpClient *http);

G_END_DECLS
