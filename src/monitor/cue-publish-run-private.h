// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-publish-run.h"

G_BEGIN_DECLS

// What the files of CuePublishRun share; nobody else includes this.

typedef struct {
  CuePublishRowState state;
  guint              status;
  char              *words; // owned, nullable
} CuePublishRequest;

struct _CuePublishRun {
  GObject parent_instance;

  CueAcousticClient      *client;   // owned
  CueClock               *clock;    // owned
  CuePublishPlan         *plan;     // owned
  CueRunJournal          *journal;  // owned, nullable
  GArray                 *requests; // owned, of CuePublishRequest
  struct _CuePublishStep *step;     // owned, nullable: what it waits for an answer of
  GError                 *error;    // owned, nullable: why it stopped
  char                   *words;    // owned, of the last answer or of why it stopped
  CuePublishRunState      state;
  guint                   next; // first request that may be left to send
  guint                   counts[CUE_PUBLISH_ROW_N_STATES]; // of rows
  guint                   n_in_a_row;                       // refusals at the beginning
  guint                   n_answered;                       // since it was started
  gint64                  started_us;                       // monotonic
  gint64                  wait_until;                       // monotonic µs
  guint                   wait_source;
  gboolean                stop_wanted;
};

void cue_publish_run_set_words (CuePublishRun *self, const char *words);
void cue_publish_run_set_state (CuePublishRun *self, CuePublishRunState state);
void cue_publish_run_tell (CuePublishRun *self, guint request);
void cue_publish_run_tell_fraction (CuePublishRun *self);
void cue_publish_run_drop_step (CuePublishRun *self);

G_END_DECLS
