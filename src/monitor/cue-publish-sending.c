// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-publish-run-private.h"

// How a run sends: mark, send, take the answer, and the next one.

// So many refusals at the very beginning, and nothing taken: then it is not about one row.
#define HOPELESS_AFTER 10

// Something that an answer is waited for. When the run goes, or no longer wants the answer, the
// step forgets the run, so that a run that nobody holds sends nothing more.
typedef struct _CuePublishStep {
  CuePublishRun *run;         // unowned, nullable
  GCancellable  *cancellable; // owned
  gboolean       sending;     // it is a request, which may be taken
} CuePublishStep;

static CuePublishStep *
begin_step (CuePublishRun *self)
{
  CuePublishStep *step = g_rc_box_new0 (CuePublishStep);

  cue_publish_run_drop_step (self);
  step->run = self;
  step->cancellable = g_cancellable_new ();
  self->step = g_rc_box_acquire (step);
  return step;
}

static void
clear_step (gpointer data)
{
  g_clear_object (&((CuePublishStep *) data)->cancellable);
}

// Takes over @step.
static CuePublishRun *
take_step (CuePublishStep *step)
{
  CuePublishRun *self = step->run;

  if (self != NULL && self->step == step) {
    self->step = NULL;
    g_rc_box_release_full (step, clear_step);
  }
  g_rc_box_release_full (step, clear_step);
  return self;
}

/**
 * cue_publish_run_drop_step:
 *
 * Breaks off what is waited for; its answer is not looked at. For the files of this class.
 */
void
cue_publish_run_drop_step (CuePublishRun *self)
{
  CuePublishStep *step = g_steal_pointer (&self->step);

  if (step == NULL)
    return;
  step->run = NULL;
  g_cancellable_cancel (step->cancellable);
  g_rc_box_release_full (step, clear_step);
}

static CueRunMark
mark_from_state (CuePublishRowState state)
{
  switch (state) {
  case CUE_PUBLISH_ROW_SENDING:
    return CUE_RUN_MARK_BEGUN;
  case CUE_PUBLISH_ROW_DONE:
    return CUE_RUN_MARK_DONE;
  case CUE_PUBLISH_ROW_REFUSED:
    return CUE_RUN_MARK_REFUSED;
  case CUE_PUBLISH_ROW_UNKNOWN:
    return CUE_RUN_MARK_UNKNOWN;
  case CUE_PUBLISH_ROW_LEFT:
    return CUE_RUN_MARK_LEFT;
  case CUE_PUBLISH_ROW_PENDING:
  case CUE_PUBLISH_ROW_LEFT_OUT:
    break;
  }
  return CUE_RUN_MARK_NONE;
}

static void
update_request (CuePublishRun     *self,
                guint              index,
                CuePublishRowState state,
                guint              status,
                const char        *words)
{
  CuePublishRequest *request = &g_array_index (self->requests, CuePublishRequest, index);
  guint              n = cue_publish_plan_count_rows (self->plan, index);
  guint              first;
  guint              last;

  self->counts[request->state] -= n;
  self->counts[state] += n;
  request->state = state;
  request->status = status;
  g_free (request->words);
  request->words = g_strdup (words);
  if (self->journal != NULL)
    cue_run_journal_mark (self->journal, index, mark_from_state (state), status, words);
  if (cue_publish_plan_find_rows (self->plan, index, &first, &last))
    g_list_model_items_changed (G_LIST_MODEL (self), first, last - first + 1, last - first + 1);
  cue_publish_run_tell_fraction (self);
}

// Takes over @error.
static void
stop_with (CuePublishRun *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    cue_publish_run_set_words (self, error->message);
  self->stop_wanted = FALSE;
  cue_publish_run_set_state (self,
                             self->counts[CUE_PUBLISH_ROW_UNKNOWN] > 0 ? CUE_PUBLISH_RUN_ASKING
                             : self->counts[CUE_PUBLISH_ROW_PENDING] == 0
                               ? CUE_PUBLISH_RUN_FINISHED
                               : CUE_PUBLISH_RUN_STOPPED);
}

static void
on_last_marks_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean       kept = cue_run_journal_sync_finish (CUE_RUN_JOURNAL (object), result, &error);
  CuePublishRun *self = take_step (user_data);

  if (self == NULL)
    return;
  stop_with (self, kept ? g_steal_pointer (&self->error) : g_steal_pointer (&error));
}

// The last answers go to the disk before anybody hears that it stopped. Takes over @error.
static void
end (CuePublishRun *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (self->journal != NULL && self->counts[CUE_PUBLISH_ROW_UNKNOWN] == 0 &&
      self->counts[CUE_PUBLISH_ROW_PENDING] == 0)
    cue_run_journal_mark_over (self->journal);
  if (self->journal != NULL)
    cue_run_journal_sync_async (self->journal, on_last_marks_kept, begin_step (self));
  else
    stop_with (self, g_steal_pointer (&self->error));
}

static void send_next (CuePublishRun *self);

static gboolean
on_wait_over (gpointer user_data)
{
  CuePublishRun *self = user_data;

  self->wait_source = 0;
  cue_publish_run_set_state (self, CUE_PUBLISH_RUN_SENDING);
  send_next (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_service (CuePublishRun *self, gint64 until_us)
{
  self->wait_until = until_us;
  self->wait_source =
    cue_clock_add_timeout (self->clock,
                           MAX (0, until_us - cue_clock_get_monotonic (self->clock)),
                           on_wait_over,
                           self,
                           NULL);
  cue_publish_run_set_state (self, CUE_PUBLISH_RUN_WAITING);
}

// Whether an answer would be the same for every other request.
static gboolean
concerns_all (guint status)
{
  return status == 401 || status == 403 || status == 404 || status == 405 || status == 407 ||
         status == 413 || status == 503 || (status >= 300 && status < 400);
}

// What a server says that failed is no answer about what was sent.
static CuePublishRowState
judge (CueAcousticReply *reply)
{
  guint status = cue_acoustic_reply_get_status (reply);

  switch (cue_acoustic_reply_get_outcome (reply)) {
  case CUE_OUTCOME_DONE:
    return CUE_PUBLISH_ROW_DONE;
  case CUE_OUTCOME_NOT_DONE:
    return CUE_PUBLISH_ROW_REFUSED;
  case CUE_OUTCOME_NOT_SENT:
    return CUE_PUBLISH_ROW_PENDING;
  case CUE_OUTCOME_REFUSED:
    // “Not now” is an answer; any other failure of a server may have come after it took it.
    if (status >= 500 && status != 503)
      return CUE_PUBLISH_ROW_UNKNOWN;
    return concerns_all (status) || status == 429 ? CUE_PUBLISH_ROW_PENDING
                                                  : CUE_PUBLISH_ROW_REFUSED;
  case CUE_OUTCOME_UNKNOWN:
    break;
  }
  return CUE_PUBLISH_ROW_UNKNOWN;
}

static GError *
make_reason (CueAcousticReply *reply)
{
  GError *error = NULL;

  cue_acoustic_reply_check (reply, &error);
  if (error == NULL)
    error =
      g_error_new_literal (CUE_ERROR, CUE_ERROR_PROTOCOL, cue_acoustic_reply_get_message (reply));
  return error;
}

static void
take_answer (CuePublishRun *self, guint index, CueAcousticReply *reply)
{
  g_autoptr (CuePublishRun) held = g_object_ref (self); // whoever is told may let go of it
  CuePublishRowState state = judge (reply);
  guint              status = cue_acoustic_reply_get_status (reply);
  const char        *words = cue_acoustic_reply_get_message (reply);

  self->n_answered++;
  self->n_in_a_row = state == CUE_PUBLISH_ROW_REFUSED ? self->n_in_a_row + 1 : 0;
  update_request (self, index, state, status, state == CUE_PUBLISH_ROW_DONE ? NULL : words);
  if (state != CUE_PUBLISH_ROW_DONE)
    cue_publish_run_set_words (self, words);
  cue_publish_run_tell (self, index);
  if (state == CUE_PUBLISH_ROW_PENDING && !self->stop_wanted &&
      (status == 429 || (status == 503 && cue_acoustic_reply_get_retry_after_us (reply) > 0)))
    wait_for_service (self,
                      MAX (cue_acoustic_client_get_not_before (self->client),
                           cue_clock_get_monotonic (self->clock) + G_USEC_PER_SEC));
  else if (state == CUE_PUBLISH_ROW_PENDING || state == CUE_PUBLISH_ROW_UNKNOWN)
    end (self, make_reason (reply));
  else if (self->n_in_a_row >= HOPELESS_AFTER && self->counts[CUE_PUBLISH_ROW_DONE] == 0)
    end (self,
         g_error_new (CUE_ERROR,
                      CUE_ERROR_CLIENT,
                      // Translators: %d a number of requests, %s what the service said to the last
                      _ ("The first %d requests were all refused, so the rest was not sent. %s"),
                      HOPELESS_AFTER,
                      words));
  else
    send_next (self);
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_client_send_finish (CUE_ACOUSTIC_CLIENT (object), result, &error);
  CuePublishRun *self = take_step (user_data);

  // Whoever broke it off has said what that means.
  if (self == NULL)
    return;
  if (reply != NULL) {
    take_answer (self, self->next, reply);
    return;
  }
  update_request (self, self->next, CUE_PUBLISH_ROW_UNKNOWN, 0, error->message);
  end (self, g_steal_pointer (&error));
}

static void
send_request (CuePublishRun *self)
{
  g_autoptr (CueAcousticRequest)
    request = cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (self->client),
                                                cue_publish_plan_get_body (self->plan, self->next));
  CuePublishStep *step = begin_step (self);

  step->sending = TRUE;
  cue_acoustic_client_send_async (self->client, request, step->cancellable, on_answered, step);
}

static void
on_marked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean       kept = cue_run_journal_sync_finish (CUE_RUN_JOURNAL (object), result, &error);
  CuePublishRun *self = take_step (user_data);

  if (self == NULL)
    return;
  if (kept && !self->stop_wanted) {
    send_request (self);
    return;
  }
  update_request (self, self->next, CUE_PUBLISH_ROW_PENDING, 0, NULL);
  if (kept)
    end (self, NULL);
  else
    stop_with (self, g_steal_pointer (&error));
}

static void
send_next (CuePublishRun *self)
{
  while (self->next < self->requests->len &&
         g_array_index (self->requests, CuePublishRequest, self->next).state !=
           CUE_PUBLISH_ROW_PENDING)
    self->next++;
  if (self->stop_wanted || self->next == self->requests->len) {
    end (self, NULL);
    return;
  }
  update_request (self, self->next, CUE_PUBLISH_ROW_SENDING, 0, NULL);
  if (self->journal != NULL)
    cue_run_journal_sync_async (self->journal, on_marked, begin_step (self));
  else
    send_request (self);
}

/**
 * cue_publish_run_start:
 *
 * Begins, or goes on. Nothing happens while it is busy, when all is sent, and while somebody has to
 * decide.
 */
void
cue_publish_run_start (CuePublishRun *self)
{
  g_return_if_fail (CUE_IS_PUBLISH_RUN (self));

  if (self->state != CUE_PUBLISH_RUN_READY && self->state != CUE_PUBLISH_RUN_STOPPED)
    return;
  g_clear_error (&self->error);
  self->next = 0;
  self->n_in_a_row = 0;
  self->n_answered = 0;
  self->stop_wanted = FALSE;
  self->started_us = cue_clock_get_monotonic (self->clock);
  cue_publish_run_set_words (self, "");
  cue_publish_run_set_state (self, CUE_PUBLISH_RUN_SENDING);
  send_next (self);
}

/**
 * cue_publish_run_stop:
 *
 * Stops after the request that is on its way is answered, so that nothing is unknown.
 */
void
cue_publish_run_stop (CuePublishRun *self)
{
  g_return_if_fail (CUE_IS_PUBLISH_RUN (self));

  if (self->state == CUE_PUBLISH_RUN_WAITING) {
    cue_clock_clear_timeout (self->clock, &self->wait_source);
    end (self, NULL);
  } else if (self->state == CUE_PUBLISH_RUN_SENDING) {
    self->stop_wanted = TRUE;
    cue_publish_run_set_state (self, CUE_PUBLISH_RUN_STOPPING);
  }
}

/**
 * cue_publish_run_cancel:
 *
 * Stops at once. What is on its way may or may not be taken.
 */
void
cue_publish_run_cancel (CuePublishRun *self)
{
  GError *reason;

  g_return_if_fail (CUE_IS_PUBLISH_RUN (self));

  // Before that the mark is being written and nothing was sent.
  if (self->step == NULL || !self->step->sending) {
    cue_publish_run_stop (self);
    return;
  }
  cue_publish_run_drop_step (self);
  reason = g_error_new_literal (CUE_ERROR,
                                CUE_ERROR_NETWORK,
                                _ ("Sending was broken off while a request was on its way, so "
                                   "whether the service took it is not known."));
  update_request (self, self->next, CUE_PUBLISH_ROW_UNKNOWN, 0, reason->message);
  end (self, reason);
}

/**
 * cue_publish_run_decide:
 * @send_again: whether the rows of unknown outcome are sent again, so that they may be there twice;
 *   else they are left, so that they may be missing
 *
 * Decides about what nobody knows. The run is then stopped, or finished.
 */
void
cue_publish_run_decide (CuePublishRun *self, gboolean send_again)
{
  g_return_if_fail (CUE_IS_PUBLISH_RUN (self));

  if (self->state != CUE_PUBLISH_RUN_ASKING)
    return;
  for (guint i = 0; i < self->requests->len; i++) {
    const CuePublishRequest *request = &g_array_index (self->requests, CuePublishRequest, i);
    g_autofree char         *words = g_strdup (request->words);

    if (request->state == CUE_PUBLISH_ROW_UNKNOWN)
      update_request (self,
                      i,
                      send_again ? CUE_PUBLISH_ROW_PENDING : CUE_PUBLISH_ROW_LEFT,
                      request->status,
                      send_again ? NULL : words);
  }
  end (self, NULL);
}
