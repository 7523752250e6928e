// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-connection.h"
#include "cue-http-client.h"
#include "cue-key-state.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_DESK_CONNECTION (cue_desk_connection_get_type ())
G_DECLARE_DERIVABLE_TYPE (CueDeskConnection, cue_desk_connection, CUE, DESK_CONNECTION, GObject)

/**
 * CueDeskConnectionClass:
 * @parent_class: the parent
 * @settings_changed: a property of the settings, but label and production, has another value
 * @http_changed: something else sends from now on
 * @forget_key: the key is looked for again before the next call
 */
struct _CueDeskConnectionClass {
  GObjectClass parent_class;

  void (*settings_changed) (CueDeskConnection *self, const char *property);
  void (*http_changed) (CueDeskConnection *self);
  void (*forget_key) (CueDeskConnection *self);
};

const char *cue_desk_connection_get_id (gpointer self);
const char *cue_desk_connection_get_title (gpointer self);
gboolean    cue_desk_connection_get_production (gpointer self);
CueKeyState cue_desk_connection_get_key_state (gpointer self);
gboolean    cue_desk_connection_get_busy (gpointer self);
const char *cue_desk_connection_get_words (gpointer self);
gint64      cue_desk_connection_get_answered (gpointer self);

void cue_desk_connection_forget_key (gpointer self);
void cue_desk_connection_set_http (gpointer self, CueHttpClient *http);

// For those that are one.
void           cue_desk_connection_set_up (gpointer        self,
                                           gpointer        settings,
                                           CueHttpClient  *http,
                                           CueSecretStore *secrets,
                                           const char     *profile_id);
gpointer       cue_desk_connection_get_settings (gpointer self);
CueHttpClient *cue_desk_connection_get_http (gpointer self);
CueClock      *cue_desk_connection_get_clock (gpointer self);
void           cue_desk_connection_set_key_state (gpointer self, CueKeyState state);
void           cue_desk_connection_change_busy (gpointer self, int by);
void           cue_desk_connection_set_words (gpointer self, const char *words);
void           cue_desk_connection_note_answer (gpointer self);
void cue_desk_connection_look_up_key (gpointer self, GTask *task, GAsyncReadyCallback callback);
GBytes *
cue_desk_connection_look_up_key_finish (gpointer self, GAsyncResult *result, GError **error);

G_END_DECLS
