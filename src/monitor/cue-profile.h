// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "cue-acoustic-connection.h"
#include "cue-connection-list.h"
#include "cue-doors-profile.h"
#include "cue-feed-connection.h"

G_BEGIN_DECLS

/**
 * CueProfileSource:
 * @CUE_PROFILE_SOURCE_API_KEY: the console signs a token and asks `getStateURL` itself
 * @CUE_PROFILE_SOURCE_BACKEND: a backend of the user's own answers `{"stateUrl": …}`
 * @CUE_PROFILE_SOURCE_STATE_URL: the state URL was pasted; it cannot be renewed
 *
 * How the state URL of an event is reached.
 */
typedef enum {
  CUE_PROFILE_SOURCE_API_KEY,
  CUE_PROFILE_SOURCE_BACKEND,
  CUE_PROFILE_SOURCE_STATE_URL,
} CueProfileSource;

#define CUE_TYPE_PROFILE_SOURCE (cue_profile_source_get_type ())
GType cue_profile_source_get_type (void) G_GNUC_CONST;

// The source allows 30 to 60 s for the life of a token and no more than one poll every 5 s.
#define CUE_PROFILE_TTL_MIN       30
#define CUE_PROFILE_TTL_MAX       60
#define CUE_PROFILE_POLL_MIN      5
#define CUE_PROFILE_POLL_MAX      3600
#define CUE_PROFILE_TEXT_MAX      4096 // bytes of any text field
#define CUE_PROFILE_SECRET_ADVICE 64   // bytes; RFC 7518 section 3.2 for HS512

#define CUE_TYPE_PROFILE (cue_profile_get_type ())
G_DECLARE_FINAL_TYPE (CueProfile, cue_profile, CUE, PROFILE, GObject)

CueProfile *cue_profile_new (void);
CueProfile *cue_profile_copy (CueProfile *self);
CueProfile *cue_profile_duplicate (CueProfile *self);
void        cue_profile_assign (CueProfile *self, CueProfile *from);
gboolean    cue_profile_equal (CueProfile *self, CueProfile *other);

const char        *cue_profile_get_id (CueProfile *self);
const char        *cue_profile_get_name (CueProfile *self);
void               cue_profile_set_name (CueProfile *self, const char *name);
const char        *cue_profile_get_colour (CueProfile *self);
void               cue_profile_set_colour (CueProfile *self, const char *colour);
CueProfileSource   cue_profile_get_source_kind (CueProfile *self);
void               cue_profile_set_source_kind (CueProfile *self, CueProfileSource kind);
const char        *cue_profile_get_endpoint (CueProfile *self);
void               cue_profile_set_endpoint (CueProfile *self, const char *endpoint);
const char        *cue_profile_get_iss (CueProfile *self);
void               cue_profile_set_iss (CueProfile *self, const char *iss);
const char        *cue_profile_get_aud (CueProfile *self);
void               cue_profile_set_aud (CueProfile *self, const char *aud);
guint              cue_profile_get_ttl (CueProfile *self);
void               cue_profile_set_ttl (CueProfile *self, guint seconds);
gboolean           cue_profile_get_secret_is_base64 (CueProfile *self);
void               cue_profile_set_secret_is_base64 (CueProfile *self, gboolean is_base64);
const char        *cue_profile_get_backend_url (CueProfile *self);
void               cue_profile_set_backend_url (CueProfile *self, const char *url);
const char        *cue_profile_get_state_url (CueProfile *self);
void               cue_profile_set_state_url (CueProfile *self, const char *url);
guint              cue_profile_get_poll_interval (CueProfile *self);
void               cue_profile_set_poll_interval (CueProfile *self, guint seconds);
gboolean           cue_profile_get_transient (CueProfile *self);
void               cue_profile_set_transient (CueProfile *self, gboolean transient);
CueDoorsProfile   *cue_profile_get_doors (CueProfile *self);
CueConnectionList *cue_profile_get_acoustic (CueProfile *self);
CueConnectionList *cue_profile_get_tenduke (CueProfile *self);

gboolean   cue_profile_needs_secret (CueProfile *self);
GPtrArray *cue_profile_validate (CueProfile *self);
GPtrArray *cue_profile_validate_secret (CueProfile *self, GBytes *secret);
gboolean   cue_profile_is_complete (CueProfile *self);

JsonNode   *cue_profile_to_json (CueProfile *self);
CueProfile *cue_profile_new_from_json (JsonNode *node, const char *path, GPtrArray *diagnostics);

G_END_DECLS
