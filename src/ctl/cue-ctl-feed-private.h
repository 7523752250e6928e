// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-ctl.h"
#include "cue-feed-desk-connection.h"
#include "cue-trace.h"

// What the files of “cuelightctl feed” share; nobody else includes this.

typedef struct {
  // What was asked for.
  char    *profile;
  char    *label;
  char    *host;
  char    *key_file;
  char    *after;
  char    *before;
  int      max;
  int      token_life;
  gboolean wildcard;
  gboolean all;
  gboolean large;
  gboolean follow;
  gboolean dry_run;
  gboolean yes;
  gboolean wait;
  gboolean json;
  gboolean trace;

  // What is needed for it.
  char                  *title;      // owned: how the connection is called
  gboolean               production; // real people are behind it
  CueTrace              *trace_list; // owned
  CueHttpClient         *http;       // owned
  CueSigningKey         *key;        // owned, nullable: nothing is signed
  CueFeedDeskConnection *connection; // owned
} CueCtlFeed;

int cue_ctl_feed_get (CueCtlFeed *self, const char *source);
int cue_ctl_feed_put (CueCtlFeed *self, const char *path);
