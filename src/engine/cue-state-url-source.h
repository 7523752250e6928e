// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-clock.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

/**
 * CueStateUrlSourceKind:
 * @CUE_STATE_URL_SOURCE_API_KEY: the console signs the token itself and calls `getStateURL`
 * @CUE_STATE_URL_SOURCE_BACKEND: the user's own backend answers `{"stateUrl": …}`
 * @CUE_STATE_URL_SOURCE_DIRECT: the state URL itself was given; it cannot be renewed
 */
typedef enum {
  CUE_STATE_URL_SOURCE_API_KEY,
  CUE_STATE_URL_SOURCE_BACKEND,
  CUE_STATE_URL_SOURCE_DIRECT,
} CueStateUrlSourceKind;

#define CUE_STATE_URL_MIN_TTL_S 30
#define CUE_STATE_URL_MAX_TTL_S 60
#define CUE_STATE_URL_LIFE_US   (15 * 60 * G_USEC_PER_SEC)
#define CUE_STATE_URL_RENEW_US  (14 * 60 * G_USEC_PER_SEC)
#define CUE_STATE_URL_MAX_CHARS 4096

#define CUE_TYPE_STATE_URL_SOURCE (cue_state_url_source_get_type ())
G_DECLARE_FINAL_TYPE (CueStateUrlSource, cue_state_url_source, CUE, STATE_URL_SOURCE, GObject)

CueStateUrlSource *cue_state_url_source_new_api_key (CueHttpClient *client,
                                                     CueClock      *clock,
                                                     const char    *endpoint,
                                                     const char    *iss,
                                                     const char    *aud,
                                                     guint          ttl_s);
CueStateUrlSource *
cue_state_url_source_new_backend (CueHttpClient *client, CueClock *clock, const char *url);
CueStateUrlSource *
cue_state_url_source_new_direct (CueHttpClient *client, CueClock *clock, const char *url);

CueStateUrlSourceKind cue_state_url_source_get_kind (CueStateUrlSource *self);
const char           *cue_state_url_source_get_endpoint (CueStateUrlSource *self);

void  cue_state_url_source_set_secret (CueStateUrlSource *self, GBytes *secret, gboolean is_base64);
char *cue_state_url_source_make_token (CueStateUrlSource *self, GError **error);

void cue_state_url_source_get_async (CueStateUrlSource  *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
void cue_state_url_source_renew_async (CueStateUrlSource  *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
char *
cue_state_url_source_get_finish (CueStateUrlSource *self, GAsyncResult *result, GError **error);

const char *cue_state_url_source_peek (CueStateUrlSource *self);
gint64      cue_state_url_source_get_age (CueStateUrlSource *self);
gboolean    cue_state_url_source_can_renew (CueStateUrlSource *self);
gboolean    cue_state_url_source_is_due (CueStateUrlSource *self);
gint64      cue_state_url_source_get_retry_at (CueStateUrlSource *self);
gboolean    cue_state_url_source_has_secret (CueStateUrlSource *self);
gint64      cue_state_url_source_get_clock_skew (CueStateUrlSource *self);
gboolean    cue_state_url_source_is_busy (CueStateUrlSource *self);
void        cue_state_url_source_network_changed (CueStateUrlSource *self);
gboolean    cue_state_url_source_is_held (CueStateUrlSource *self);
gint64      cue_state_url_source_get_wait (CueStateUrlSource *self);
gboolean
cue_state_url_source_check_state_url (CueStateUrlSource *self, const char *url, GError **error);
const GError *cue_state_url_source_get_last_error (CueStateUrlSource *self);

GVariant *cue_state_url_source_save_limits (CueStateUrlSource *self);
void      cue_state_url_source_load_limits (CueStateUrlSource *self, GVariant *limits);

G_END_DECLS
