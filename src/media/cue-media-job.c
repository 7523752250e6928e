// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-media-job.h"

#include "cue-playback.h"
#include "cue-system-clock.h"

#include <glib/gi18n-lib.h>

/*
 * A question to a helper that lives for one answer: decode this image, tell about this file. An
 * event has a few dozen of them, and they may all arrive at once, so only a few helpers run at a
 * time; the others wait.
 */

typedef struct {
  CueMediaJobKind *kind;
  CueMediaOpen     open;
  GBytes          *bytes;   /* owned */
  CueMediaProcess *process; /* owned, nullable: it waits for its turn */
  guint            timer_id;
  GSource         *cancelled; /* owned, nullable */
  gpointer         data;
  GDestroyNotify   free_data; /* nullable */
} Job;

static void start_some (CueMediaJobKind *kind);

static void
free_job (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_clear_object (&job->process);
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

/* Ends the process of a task. Returns: (transfer full): the task, for its one and only return. */
static GTask *
finish_running (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  cue_clock_clear_timeout (cue_system_clock_get_default (), &job->timer_id);
  if (job->cancelled != NULL)
    g_source_destroy (job->cancelled);
  g_clear_pointer (&job->cancelled, g_source_unref);
  g_signal_handlers_disconnect_by_data (job->process, task);
  cue_media_process_stop (job->process);
  job->kind->n_running--;
  start_some (job->kind);
  return task;
}

static void
succeed (GTask *running, gpointer result)
{
  Job *job = g_task_get_task_data (running);
  g_autoptr (GTask) task = finish_running (running);

  g_task_return_pointer (task, result, job->kind->free_result);
}

static void
fail (GTask *running, CueError code, const char *text)
{
  g_autoptr (GTask) task = finish_running (running);

  g_task_return_new_error (task, CUE_ERROR, code, "%s", text);
}

static void
on_frame (CueMediaProcess *process, gpointer frame, GBytes *pixels, gpointer user_data)
{
  Job *job = g_task_get_task_data (user_data);

  if (job->kind->on_frame != NULL)
    succeed (user_data, job->kind->on_frame (user_data, frame, pixels));
}

static void
on_message (CueMediaProcess *process, gpointer data, gpointer user_data)
{
  const CueMediaMessage *message = data;
  Job                   *job = g_task_get_task_data (user_data);
  gpointer               result = NULL;

  if (message->type == CUE_MEDIA_FAULT) {
    CueError    code = CUE_ERROR_PROTOCOL;
    const char *words = job->kind->describe_fault (user_data, &message->fault, &code);

    fail (user_data, code, words);
    return;
  }
  if (job->kind->on_message != NULL)
    result = job->kind->on_message (user_data, message, cue_media_process_get_attachment (process));
  if (result != NULL)
    succeed (user_data, result);
}

static void
on_ended (CueMediaProcess *process, int how, const char *detail, gpointer user_data)
{
  Job *job = g_task_get_task_data (user_data);

  /* Before it greets, a helper has not looked at the file, which is then not to blame. */
  if (how == CUE_MEDIA_PROCESS_END_OTHER_BUILD || !cue_media_process_get_greeted (process)) {
    CuePlaybackReason reason =
      how == CUE_MEDIA_PROCESS_END_OTHER_BUILD ? CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD
      : how == CUE_MEDIA_PROCESS_END_HUNG      ? CUE_PLAYBACK_REASON_HELPER_HUNG
                                               : CUE_PLAYBACK_REASON_HELPER_ENDED;
    g_autofree char *words = cue_playback_reason_to_words (reason, 0);

    fail (user_data, CUE_ERROR_STORAGE, words);
    return;
  }
  fail (user_data, CUE_ERROR_PROTOCOL, _ (job->kind->failed));
}

static gboolean
on_patience_over (gpointer user_data)
{
  Job *job = g_task_get_task_data (user_data);

  /* GStreamer's first look at its plugins is not the fault of the file; the process itself gives
   * up when that takes too long. */
  if (!cue_media_process_get_greeted (job->process))
    return G_SOURCE_CONTINUE;
  job->timer_id = 0;
  fail (user_data, CUE_ERROR_TIMEOUT, _ (job->kind->too_slow));
  return G_SOURCE_REMOVE;
}

/* A source and not the signal: a handler of that may not disconnect itself. */
static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = finish_running (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL)
    return;
  job->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (job->cancelled, G_SOURCE_FUNC (on_cancelled), task, NULL);
  g_source_attach (job->cancelled, g_task_get_context (task));
}

static void
start (GTask *task)
{
  Job      *job = g_task_get_task_data (task);
  CueClock *clock = cue_system_clock_get_default ();
  GError   *error = NULL;

  job->process = cue_media_process_new (clock);
  if (!cue_media_process_start (job->process, &job->open, NULL, job->bytes, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  job->kind->n_running++;
  g_signal_connect (job->process, "frame", G_CALLBACK (on_frame), task);
  g_signal_connect (job->process, "message", G_CALLBACK (on_message), task);
  g_signal_connect (job->process, "ended", G_CALLBACK (on_ended), task);
  job->timer_id =
    cue_clock_add_timeout (clock, job->kind->patience_us, on_patience_over, task, NULL);
  watch_cancellable (task, job);
}

static void
start_some (CueMediaJobKind *kind)
{
  while (kind->n_running < kind->max_at_once && !g_queue_is_empty (&kind->waiting)) {
    GTask *task = g_queue_pop_head (&kind->waiting);

    if (g_task_return_error_if_cancelled (task))
      g_object_unref (task);
    else
      start (task);
  }
}

/**
 * cue_media_job_start: (skip)
 * @task: (transfer full): returned with the result, or with an error of the domain CUE_ERROR in
 *   whole sentences; when it is cancelled, its helper is ended
 * @kind: what is asked
 * @open: the wish
 * @bytes: the file
 * @data: for the functions of @kind; see cue_media_job_get_data()
 * @free_data: (nullable): for @data
 *
 * Asks as soon as it is the task's turn. The task data belong to the job. Main thread.
 */
void
cue_media_job_start (GTask              *task,
                     CueMediaJobKind    *kind,
                     const CueMediaOpen *open,
                     GBytes             *bytes,
                     gpointer            data,
                     GDestroyNotify      free_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->open = *open;
  job->bytes = g_bytes_ref (bytes);
  job->data = data;
  job->free_data = free_data;
  g_task_set_task_data (task, job, free_job);
  g_queue_push_tail (&kind->waiting, task);
  start_some (kind);
}

/**
 * cue_media_job_get_data: (skip)
 *
 * Returns: (transfer none): what was given to cue_media_job_start()
 */
gpointer
cue_media_job_get_data (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  return job != NULL ? job->data : NULL;
}
