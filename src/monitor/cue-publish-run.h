// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-acoustic-client.h"
#include "cue-publish-plan.h"
#include "cue-publish-row.h"
#include "cue-run-journal.h"

G_BEGIN_DECLS

/**
 * CuePublishRunState:
 * @CUE_PUBLISH_RUN_READY: nothing was sent by it yet
 * @CUE_PUBLISH_RUN_SENDING: requests are on their way, one at a time
 * @CUE_PUBLISH_RUN_WAITING: the service asked to wait; it goes on by itself
 * @CUE_PUBLISH_RUN_STOPPING: the last request is answered, then it stops
 * @CUE_PUBLISH_RUN_STOPPED: it can go on: somebody stopped it, or nothing could be sent
 * @CUE_PUBLISH_RUN_ASKING: rows were sent whose outcome is not known; somebody has to decide
 * @CUE_PUBLISH_RUN_FINISHED: nothing is left to send
 *
 * Where a run stands.
 */
typedef enum {
  CUE_PUBLISH_RUN_READY,
  CUE_PUBLISH_RUN_SENDING,
  CUE_PUBLISH_RUN_WAITING,
  CUE_PUBLISH_RUN_STOPPING,
  CUE_PUBLISH_RUN_STOPPED,
  CUE_PUBLISH_RUN_ASKING,
  CUE_PUBLISH_RUN_FINISHED,
} CuePublishRunState;

#define CUE_TYPE_PUBLISH_RUN_STATE (cue_publish_run_state_get_type ())
GType cue_publish_run_state_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_PUBLISH_RUN (cue_publish_run_get_type ())
G_DECLARE_FINAL_TYPE (CuePublishRun, cue_publish_run, CUE, PUBLISH_RUN, GObject)

CuePublishRun *
cue_publish_run_new (CueAcousticClient *client, CuePublishPlan *plan, CueRunJournal *journal);

void cue_publish_run_start (CuePublishRun *self);
void cue_publish_run_stop (CuePublishRun *self);
void cue_publish_run_cancel (CuePublishRun *self);
void cue_publish_run_decide (CuePublishRun *self, gboolean send_again);

CuePublishRunState cue_publish_run_get_state (CuePublishRun *self);
gboolean           cue_publish_run_is_busy (CuePublishRun *self);
const char        *cue_publish_run_get_words (CuePublishRun *self);
const GError      *cue_publish_run_get_error (CuePublishRun *self);
CuePublishPlan    *cue_publish_run_get_plan (CuePublishRun *self);
CueRunJournal     *cue_publish_run_get_journal (CuePublishRun *self);
guint              cue_publish_run_count (CuePublishRun *self, CuePublishRowState state);
double             cue_publish_run_get_fraction (CuePublishRun *self);
gint64             cue_publish_run_get_time_left (CuePublishRun *self);
gint64             cue_publish_run_get_wait_until (CuePublishRun *self);
char              *cue_publish_run_describe (CuePublishRun *self);

G_END_DECLS
