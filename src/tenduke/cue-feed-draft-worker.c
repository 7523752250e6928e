// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-draft.h"
#include "cue-feed-envelope.h"

/* A megabyte of events takes longer than a frame to judge, and to sign. A worker gets a copy. */

/* ---- judging --------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *findings;   /* owned */
  GBytes    *payload;    /* owned; may be NULL */
  char      *no_payload; /* owned; why there is none; may be NULL */
} Judged;

static void
free_judged (gpointer data)
{
  Judged *judged = data;

  g_clear_pointer (&judged->findings, g_ptr_array_unref);
  g_clear_pointer (&judged->payload, g_bytes_unref);
  g_free (judged->no_payload);
  g_free (judged);
}

static void
judge_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Judged *judged = g_new0 (Judged, 1);
  g_autoptr (GError) error = NULL;

  judged->findings = cue_feed_draft_check (data);
  judged->payload = cue_feed_draft_make_payload (data, &error);
  if (error != NULL)
    judged->no_payload = g_strdup (error->message);
  g_task_return_pointer (task, judged, free_judged);
}

/**
 * cue_feed_draft_judge_async:
 * @cancellable: (nullable): ends the wait
 * @callback: called in the main context; finish with [method@FeedDraft.judge_finish]
 * @user_data: for @callback
 *
 * Does in a worker what [method@FeedDraft.check] and [method@FeedDraft.make_payload] do, for the
 * draft as it is now.
 */
void
cue_feed_draft_judge_async (CueFeedDraft       *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_FEED_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_draft_judge_async);
  g_task_set_name (task, "judge events");
  g_task_set_task_data (task, cue_feed_draft_copy (self), g_object_unref);
  g_task_run_in_thread (task, judge_in_thread);
}

/**
 * cue_feed_draft_judge_finish:
 * @result: what the callback was given
 * @payload: (out) (transfer full) (nullable): what would be signed
 * @no_payload: (out) (transfer full) (nullable): where there is none, why
 * @error: only that the wait ended
 *
 * Returns: (transfer full) (element-type CueFinding) (nullable): what is to be said
 */
GPtrArray *
cue_feed_draft_judge_finish (CueFeedDraft *self,
                             GAsyncResult *result,
                             GBytes      **payload,
                             char        **no_payload,
                             GError      **error)
{
  Judged    *judged;
  GPtrArray *findings;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  judged = g_task_propagate_pointer (G_TASK (result), error);
  if (judged == NULL)
    return NULL;
  findings = g_steal_pointer (&judged->findings);
  *payload = g_steal_pointer (&judged->payload);
  *no_payload = g_steal_pointer (&judged->no_payload);
  free_judged (judged);
  return findings;
}

/* ---- signing --------------------------------------------------------------------------------- */

typedef struct {
  CueFeedDraft  *draft; /* owned; nobody else knows it */
  CueSigningKey *key;   /* owned */
} Signing;

static void
free_signing (gpointer data)
{
  Signing *signing = data;

  g_object_unref (signing->draft);
  cue_signing_key_unref (signing->key);
  g_free (signing);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Signing         *signing = data;
  GError          *error = NULL;
  CueFeedEnvelope *envelope = cue_feed_envelope_new (signing->draft, signing->key, &error);

  if (envelope != NULL)
    g_task_return_pointer (task, envelope, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_feed_envelope_new_async:
 * @draft: events, as they are now
 * @key: the private key
 * @cancellable: (nullable): ends the wait
 * @callback: called in the main context; finish with [func@FeedEnvelope.new_finish]
 * @user_data: for @callback
 *
 * Does in a worker what [ctor@FeedEnvelope.new] does.
 */
void
cue_feed_envelope_new_async (CueFeedDraft       *draft,
                             CueSigningKey      *key,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Signing *signing;

  g_return_if_fail (CUE_IS_FEED_DRAFT (draft));
  g_return_if_fail (key != NULL);

  signing = g_new0 (Signing, 1);
  signing->draft = cue_feed_draft_copy (draft);
  signing->key = cue_signing_key_ref (key);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_envelope_new_async);
  g_task_set_name (task, "sign events");
  g_task_set_task_data (task, signing, free_signing);
  g_task_run_in_thread (task, sign_in_thread);
}

/**
 * cue_feed_envelope_new_finish:
 * @result: what the callback was given
 * @error: as of [ctor@FeedEnvelope.new]
 *
 * Returns: (transfer full) (nullable): the events, signed
 */
CueFeedEnvelope *
cue_feed_envelope_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
