// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "cue-salto-rules.h"
#include "cue-salto-site.h"
#include "cue-token-source.h"

G_BEGIN_DECLS

// Each site and stream is a connection of its own.
#define CUE_DOORS_MAX_SITES 50

/**
 * CueDoorsSite:
 * @id: what the service knows the site by
 * @name: what people call it; empty when it has no name
 *
 * One site whose doors are watched.
 */
typedef struct {
  char *id;
  char *name;
} CueDoorsSite;

#define CUE_TYPE_DOORS_PROFILE (cue_doors_profile_get_type ())
G_DECLARE_FINAL_TYPE (CueDoorsProfile, cue_doors_profile, CUE, DOORS_PROFILE, GObject)

CueDoorsProfile *cue_doors_profile_new (void);
void             cue_doors_profile_assign (CueDoorsProfile *self, CueDoorsProfile *from);
gboolean         cue_doors_profile_equal (CueDoorsProfile *self, CueDoorsProfile *other);

gboolean            cue_doors_profile_get_enabled (CueDoorsProfile *self);
CueSaltoEnvironment cue_doors_profile_get_environment (CueDoorsProfile *self);
const char         *cue_doors_profile_get_hub_url (CueDoorsProfile *self);
const char         *cue_doors_profile_get_identity_url (CueDoorsProfile *self);
const char         *cue_doors_profile_get_sites (CueDoorsProfile *self);
gboolean            cue_doors_profile_get_entries (CueDoorsProfile *self);
gboolean            cue_doors_profile_get_incidents (CueDoorsProfile *self);
const char         *cue_doors_profile_get_user_id (CueDoorsProfile *self);
gboolean            cue_doors_profile_get_token_in_query (CueDoorsProfile *self);
CueTokenSourceKind  cue_doors_profile_get_token_source (CueDoorsProfile *self);
const char         *cue_doors_profile_get_client_id (CueDoorsProfile *self);
CueSaltoOverrides   cue_doors_profile_get_overrides (CueDoorsProfile *self);

const char *cue_doors_profile_find_hub_url (CueDoorsProfile *self);
const char *cue_doors_profile_find_identity_url (CueDoorsProfile *self);
GPtrArray  *cue_doors_profile_list_sites (CueDoorsProfile *self);
const char *cue_doors_profile_get_secret_kind (CueDoorsProfile *self);
gboolean    cue_doors_profile_uses_secret (CueDoorsProfile *self, const char *kind);
void        cue_doors_profile_validate (CueDoorsProfile *self, GPtrArray *found);

JsonNode *cue_doors_profile_to_json (CueDoorsProfile *self);
void      cue_doors_profile_read_json (CueDoorsProfile *self,
                                       JsonNode        *node,
                                       const char      *path,
                                       GPtrArray       *diagnostics);

G_END_DECLS
