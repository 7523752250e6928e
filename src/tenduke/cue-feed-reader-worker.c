// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-reader.h"

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError      *error = NULL;
  CueFeedPage *page = cue_feed_reader_read (data, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cue_feed_reader_read_async:
 * @body: an answer of the service
 * @cancellable: (nullable): ends the wait
 * @callback: finish with cue_feed_reader_read_finish()
 *
 * Reads a page in a worker.
 */
void
cue_feed_reader_read_async (GBytes             *body,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (body != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_reader_read_async);
  g_task_set_name (task, "read feed");
  g_task_set_task_data (task, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * cue_feed_reader_read_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the page
 */
CueFeedPage *
cue_feed_reader_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
