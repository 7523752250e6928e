// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-client.h"
#include "cue-acoustic-connection.h"
#include "cue-connection-list.h"
#include "cue-ctl.h"
#include "cue-draft.h"
#include "cue-finding.h"

// What the files of “cuelightctl acoustic” share; nobody else includes this.

typedef struct {
  // What was asked for.
  char    *base_url;
  char    *key_file;
  char    *role;
  char    *profile;
  char    *connection;
  char    *folder;
  char    *map_file;
  char    *journal;
  char    *unknown;
  int      n_files;
  int      per_request;
  gboolean json;
  gboolean trace;
  gboolean dry_run;
  gboolean yes;
  gboolean resume;
  gboolean again;
  gboolean reveal;

  // What is needed for it.
  CueTrace          *trace_list; // owned
  CueHttpClient     *http;       // owned
  CueAcousticClient *client;     // owned
  char              *account;    // owned: what a journal is kept for
  char              *title;      // owned: the connection, for people
  gboolean           production;
  CueOutcome         outcome; // of the last call that was sent
} CueCtlAcoustic;

gboolean cue_ctl_acoustic_connect (CueCtlAcoustic *self, gboolean with_key, int *status);
gboolean cue_ctl_acoustic_may_write (CueCtlAcoustic *self, int *status);
CueAcousticReply *
cue_ctl_acoustic_call (CueCtlAcoustic *self, CueAcousticRequest *request, int *status);
CueAcousticReply      *
cue_ctl_acoustic_ask (CueCtlAcoustic *self, CueAcousticRequest *request, int *status);
int  cue_ctl_acoustic_write (CueCtlAcoustic *self, CueAcousticRequest *request);
void cue_ctl_acoustic_print_reply (CueCtlAcoustic *self, CueAcousticReply *reply);
gboolean
cue_ctl_acoustic_check_draft (CueCtlAcoustic *self, CueDraft *draft, GBytes *bytes, int *status);

int cue_ctl_acoustic_list_types (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_register_type (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_delete_type (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_list_codes (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_list_subscribed (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_list_consumed (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_replace_attributes (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_export (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_diff (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_apply (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_publish (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_list_files (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_get_file (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_delete_file (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_drain (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_put_notification (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_delete_notification (CueCtlAcoustic *self, char **arguments);
int cue_ctl_acoustic_get_browser_key (CueCtlAcoustic *self, char **arguments);
