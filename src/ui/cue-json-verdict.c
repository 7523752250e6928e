// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-verdict.h"

#include "cue-diagnostic.h"
#include "cue-json.h"

/**
 * cue_json_verdict_new:
 * @bytes: a text
 *
 * Returns: (transfer full): whether it is JSON, and what is odd about it
 */
CueJsonVerdict *
cue_json_verdict_new (GBytes *bytes)
{
  CueJsonVerdict *self = g_new0 (CueJsonVerdict, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  self->found = cue_diagnostics_new ();
  node = cue_json_parse_full (bytes, self->found, &error);

  if (node == NULL)
    self->refusal = g_strdup (error->message);

  return self;
}

/**
 * cue_json_verdict_free:
 * @self: (transfer full): a verdict
 *
 * Frees it.
 */
void
cue_json_verdict_free (CueJsonVerdict *self)
{
  g_ptr_array_unref (self->found);
  g_free (self->refusal);
  g_free (self);
}

static void
judge_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, cue_json_verdict_new (data), (GDestroyNotify) cue_json_verdict_free);
}

/**
 * cue_json_verdict_new_async:
 * @bytes: a text
 * @cancellable: (nullable): ends the wait
 * @callback: finish with cue_json_verdict_new_finish()
 * @user_data: for @callback
 *
 * Checks a long text in a worker: it takes longer than a frame.
 */
void
cue_json_verdict_new_async (GBytes             *bytes,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (bytes != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_json_verdict_new_async);
  g_task_set_name (task, "check JSON");
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, judge_in_thread);
}

/**
 * cue_json_verdict_new_finish:
 * @result: what the callback was given
 * @error: only that the wait ended
 *
 * Returns: (transfer full) (nullable): the verdict
 */
CueJsonVerdict *
cue_json_verdict_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
