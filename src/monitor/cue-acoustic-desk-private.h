// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-desk.h"
#include "cue-acoustic-saved-files.h"
#include "cue-interrupted-runs.h"

G_BEGIN_DECLS

// What the files of the desk share; nobody else includes this.

#define CUE_ACOUSTIC_N_LISTS 3 // registered, subscribed by others, consumed

struct _CueAcousticDeskConnection {
  CueDeskConnection parent_instance;

  CueAcousticClient     *client;                      // owned
  CueEventFileQueue     *queue;                       // owned
  CueAcousticSavedFiles *saved;                       // owned, nullable
  GListStore            *types;                       // owned, of CueEventType
  GListStore            *interrupted;                 // owned, of CueInterruptedRun
  GPtrArray             *lists[CUE_ACOUSTIC_N_LISTS]; // owned, nullable until read, of CueEventType
  GPtrArray             *diagnostics;                 // owned, of CueDiagnostic: of the lists
  CueEventTypeApplying  *applying;                    // owned, nullable until one was begun
  GError                *types_error;  // owned, nullable: of the last list that could not be read
  gboolean               done;         // so the last answer says
  gint64                 types_time;   // wall µs
  guint                  types_age;    // how often what was known was about another account
  guint                  queue_source; // something was done with the files
};

struct _CueAcousticDesk {
  CueDesk parent_instance;

  CueAcousticRecords    *history;   // owned
  CueAcousticSavedFiles *saved;     // owned
  CueAcousticRecords    *templates; // owned, nullable until asked for
  GListStore            *runs;      // owned, of CuePublishRun
  GHashTable            *about;     // owned, CuePublishRun → RunInfo
  CueInterruptedRuns *interrupted;  // owned, nullable: nothing is kept, or nothing to send through
  gboolean            transient;
};

// What a run does not know about itself.
typedef struct {
  CueAcousticDeskConnection *connection; // owned
  char                      *title;      // owned
  char                      *id;         // owned, of its record in the history
  gint64                     time;       // wall µs, when it was made
} CueAcousticRunInfo;

// A run on its way to being ready.
typedef struct {
  CueAcousticDeskConnection *connection; // owned
  CuePublishPlan            *plan;       // owned
  CueRunJournal             *journal;    // owned, nullable
  char                      *title;      // owned
  JsonNode                  *source;     // owned, nullable
  gboolean                   anew;       // also where there is a journal
  gboolean                   resume;     // only where there is one
} CueAcousticPreparation;

void cue_acoustic_desk_prepare (CueAcousticDesk *self, GTask *task, CueAcousticPreparation *whole);
void cue_acoustic_desk_look_for_interrupted (CueAcousticDesk *self);
void cue_acoustic_desk_offer_when_gone (CueAcousticDesk *self, CuePublishRun *run);
void cue_acoustic_run_info_free (gpointer data);
void cue_acoustic_desk_tell_run (CueAcousticDesk           *self,
                                 CueAcousticDeskConnection *connection,
                                 CuePublishRun             *run);
void cue_acoustic_desk_tell_row (CueAcousticDesk           *self,
                                 CueAcousticDeskConnection *connection,
                                 CuePublishRun             *run,
                                 guint                      request);
void
cue_acoustic_desk_connection_take_reply (CueAcousticDeskConnection *self, CueAcousticReply *reply);
void cue_acoustic_desk_connection_take_refusal (CueAcousticDeskConnection *self, const char *words);
void cue_acoustic_desk_connection_set_saved (CueAcousticDeskConnection *self,
                                             CueAcousticSavedFiles     *saved);
void cue_acoustic_desk_connection_clear_types (CueAcousticDeskConnection *self);
void cue_acoustic_desk_connection_tell_types (CueAcousticDeskConnection *self);

G_END_DECLS
