// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-read.h"

/* Reading an answer away from the main thread, where it is large enough to be noticed there. */

typedef struct {
  CueHttpResponse *response; /* owned, nullable: until the result was fetched */
  CueHttpReadFunc  read;
  GDestroyNotify   free_result;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->response);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError  *error = NULL;
  gpointer made = reading->read (reading->response, &error);

  if (made != NULL)
    g_task_return_pointer (task, made, reading->free_result);
  else
    g_task_return_error (task, error);
}

/**
 * cue_http_response_read_async:
 * @self: a response
 * @read: what makes something of it
 * @free_result: frees what @read made and nobody fetched
 * @cancellable: (nullable): cancels the wait, not @read
 * @callback: called in the main context; finish with [method@HttpResponse.read_finish]
 * @user_data: for @callback
 *
 * Runs @read: at once where the body is small, in a worker named "read answer" above
 * %CUE_HTTP_LARGE_BYTES, so that sixteen megabytes of JSON do not hold up the window. @callback is
 * never called before this returns.
 */
void
cue_http_response_read_async (CueHttpResponse    *self,
                              CueHttpReadFunc     read,
                              GDestroyNotify      free_result,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (CUE_IS_HTTP_RESPONSE (self));
  g_return_if_fail (read != NULL);

  /* No source: the worker lets go of the task some time after the result was fetched. */
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_http_response_read_async);
  g_task_set_name (task, "read answer");
  reading = g_new0 (Reading, 1);
  reading->response = g_object_ref (self);
  reading->read = read;
  reading->free_result = free_result;
  g_task_set_task_data (task, reading, free_reading);
  if (g_bytes_get_size (cue_http_response_get_body (self)) > CUE_HTTP_LARGE_BYTES)
    g_task_run_in_thread (task, read_in_thread);
  else
    read_in_thread (task, NULL, reading, cancellable);
}

/**
 * cue_http_response_read_finish:
 * @result: what the callback was given
 * @response: (out) (optional) (transfer full): the response that was read, also after an error
 * @error: what the read function gave, or %G_IO_ERROR_CANCELLED
 *
 * To be called once.
 *
 * Returns: (transfer full): what was made, or %NULL
 */
gpointer
cue_http_response_read_finish (GAsyncResult *result, CueHttpResponse **response, GError **error)
{
  g_autoptr (CueHttpResponse) read = NULL;
  Reading *reading;

  g_return_val_if_fail (g_async_result_is_tagged (result, cue_http_response_read_async), NULL);

  /* Taken out of the task, so that the worker is never the one to free it. */
  reading = g_task_get_task_data (G_TASK (result));
  read = g_steal_pointer (&reading->response);
  if (response != NULL)
    *response = g_steal_pointer (&read);
  return g_task_propagate_pointer (G_TASK (result), error);
}
