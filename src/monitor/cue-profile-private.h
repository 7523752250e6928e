// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-profile.h"

G_BEGIN_DECLS

typedef enum {
  CUE_PROFILE_PROP_ID = 1,
  CUE_PROFILE_PROP_NAME,
  CUE_PROFILE_PROP_COLOUR,
  CUE_PROFILE_PROP_SOURCE_KIND,
  CUE_PROFILE_PROP_ENDPOINT,
  CUE_PROFILE_PROP_ISS,
  CUE_PROFILE_PROP_AUD,
  CUE_PROFILE_PROP_TTL,
  CUE_PROFILE_PROP_SECRET_IS_BASE64,
  CUE_PROFILE_PROP_BACKEND_URL,
  CUE_PROFILE_PROP_STATE_URL,
  CUE_PROFILE_PROP_POLL_INTERVAL,
  CUE_PROFILE_PROP_TRANSIENT,
  CUE_PROFILE_PROP_DOORS,
  CUE_PROFILE_PROP_ACOUSTIC,
  CUE_PROFILE_PROP_TENDUKE,
} CueProfileProperty;

// The parts of CueProfile that its files share; nobody else includes this.
struct _CueProfile {
  GObject parent_instance;

  char              *id;     // owned, a UUID, never changes
  char              *name;   // owned
  char              *colour; // owned, nullable, "#rrggbb"
  CueProfileSource   source_kind;
  char              *endpoint; // owned, full URL of getStateURL
  char              *iss;      // owned
  char              *aud;      // owned
  guint              ttl;      // seconds
  gboolean           secret_is_base64;
  char              *backend_url;   // owned
  char              *state_url;     // owned
  guint              poll_interval; // seconds
  gboolean           transient;     // never saved nor exported: the demo, the command line
  CueDoorsProfile   *doors;         // owned
  CueConnectionList *acoustic;      // owned, of CueAcousticConnection
  CueConnectionList *tenduke;       // owned, of CueFeedConnection
};

void cue_profile_notify (CueProfile *self, CueProfileProperty property);
void cue_profile_set_text (CueProfile        *self,
                           char             **field,
                           const char        *value,
                           CueProfileProperty property);

G_END_DECLS
