// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-doors-profile.h"

G_BEGIN_DECLS

struct _CueDoorsProfile {
  GObject parent_instance;

  gboolean            enabled;
  CueSaltoEnvironment environment;
  char               *hub_url;      // owned, for a custom environment
  char               *identity_url; // owned, empty for the environment's own
  char               *sites;        // owned, one a line: an id, then perhaps a blank and a name
  gboolean            entries;
  gboolean            incidents;
  char               *user_id; // owned, empty for everybody's events
  gboolean            token_in_query;
  CueTokenSourceKind  token_source;
  char               *client_id; // owned
  gboolean            ignore_life;
  gboolean            ignore_scope;
};

G_END_DECLS
