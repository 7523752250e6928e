// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-attempts.h"

#include "cue-error.h"
#include "cue-retry.h"

/*
 * One call that may be sent several times, since it changes nothing:
 *
 *   send → answer, or
 *     ↑    a fault that may pass: wait
 *     └──────────────────────────┘
 */

typedef struct {
  CueHttpMakeFunc make;
  gpointer        make_data;
  guint           max_tries;
  gint64          longest_wait;
  guint           n_tries;
  CueHttpRequest *request; /* owned, nullable: of the last attempt */
  CueClock       *clock;   /* owned */
  guint           wait_id;
  gulong          cancelled_id;
} Attempts;

static void send_once (GTask *task);

static void
free_attempts (gpointer data)
{
  Attempts *attempts = data;

  cue_clock_clear_timeout (attempts->clock, &attempts->wait_id);
  g_clear_object (&attempts->request);
  g_clear_object (&attempts->clock);
  g_free (attempts);
}

static void
stop_waiting (GTask *task)
{
  Attempts *attempts = g_task_get_task_data (task);

  cue_clock_clear_timeout (attempts->clock, &attempts->wait_id);
  if (g_task_get_cancellable (task) != NULL)
    g_clear_signal_handler (&attempts->cancelled_id, g_task_get_cancellable (task));
}

static gboolean
on_waited (gpointer data)
{
  GTask    *task = data;
  Attempts *attempts = g_task_get_task_data (task);

  attempts->wait_id = 0;
  stop_waiting (task);
  send_once (task);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled_while_waiting (GCancellable *cancellable, gpointer data)
{
  GTask *task = data;

  stop_waiting (task);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_object_unref (task);
}

static gboolean
may_try_again (const Attempts *attempts, const GError *error, CueHttpResponse *response)
{
  if (attempts->n_tries >= attempts->max_tries)
    return FALSE;
  if (response == NULL)
    return g_error_matches (error, CUE_ERROR, CUE_ERROR_NETWORK);
  switch (cue_http_response_get_status (response)) {
  case 429:
  case 500:
  case 502:
  case 503:
  case 504:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Returns: whether it will be tried again, after a wait. */
static gboolean
try_again (GTask *task, const GError *error, CueHttpResponse *response)
{
  Attempts     *attempts = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64        wait = -1;

  if (!may_try_again (attempts, error, response))
    return FALSE;
  if (response != NULL)
    wait = cue_http_response_get_retry_after_us (response, attempts->clock);
  if (wait < 0)
    wait = cue_retry_delay (attempts->n_tries - 1, G_USEC_PER_SEC, attempts->longest_wait, NULL);
  if (wait > attempts->longest_wait)
    return FALSE;
  if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
    return FALSE;
  attempts->wait_id = cue_clock_add_timeout (attempts->clock, wait, on_waited, task, NULL);
  if (cancellable != NULL)
    // Not g_cancellable_connect(), whose lock is held while the handler disconnects itself.
    attempts->cancelled_id =
      g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled_while_waiting), task);
  return TRUE;
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  GError *error = NULL;
  g_autoptr (CueHttpResponse)
    response = cue_http_client_send_finish (CUE_HTTP_CLIENT (object), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      try_again (task, error, response)) {
    g_clear_error (&error);
    return;
  }
  if (response != NULL)
    g_task_return_pointer (task, g_steal_pointer (&response), g_object_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
send_once (GTask *task)
{
  Attempts *attempts = g_task_get_task_data (task);
  GError   *error = NULL;

  g_clear_object (&attempts->request);
  attempts->request = attempts->make (attempts->make_data, &error);
  if (attempts->request == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  attempts->n_tries++;
  cue_http_client_send_async (g_task_get_source_object (task),
                              attempts->request,
                              g_task_get_cancellable (task),
                              on_answered,
                              task);
}

/**
 * cue_http_attempts_async:
 * @client: how to send
 * @make: makes the request, for each attempt
 * @make_data: for @make; stays there until @callback
 * @max_tries: how often it may be sent; 1 for what changes something
 * @longest_wait_us: how long a wait between two attempts may be; a service that asks for a longer
 *   one (`Retry-After`) has given its answer
 * @cancellable: (nullable): ends the call or the wait
 * @callback: called in the main context
 * @user_data: for @callback
 *
 * Sends a request, and again after a wait when nobody was reached, or for 429 and the statuses of a
 * server in trouble.
 */
void
cue_http_attempts_async (CueHttpClient      *client,
                         CueHttpMakeFunc     make,
                         gpointer            make_data,
                         guint               max_tries,
                         gint64              longest_wait_us,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask    *task;
  Attempts *attempts;

  g_return_if_fail (CUE_IS_HTTP_CLIENT (client));
  g_return_if_fail (make != NULL && max_tries > 0);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_http_attempts_async);
  // A cancel that comes with the answer must not lose it.
  g_task_set_check_cancellable (task, FALSE);
  attempts = g_new0 (Attempts, 1);
  attempts->make = make;
  attempts->make_data = make_data;
  attempts->max_tries = max_tries;
  attempts->longest_wait = longest_wait_us;
  attempts->clock = g_object_ref (cue_http_client_get_clock (client));
  g_task_set_task_data (task, attempts, free_attempts);
  send_once (task);
}

/**
 * cue_http_attempts_finish:
 * @client: how it was sent
 * @result: what the callback was given
 * @n_tries: (out) (optional): how often it was sent
 * @sent: (out) (optional): whether the last attempt may have been seen by somebody
 * @error: of the last attempt, or of what makes requests
 *
 * Returns: (transfer full) (nullable): the last answer, whatever its status
 */
CueHttpResponse *
cue_http_attempts_finish (CueHttpClient *client,
                          GAsyncResult  *result,
                          guint         *n_tries,
                          gboolean      *sent,
                          GError       **error)
{
  Attempts *attempts;

  g_return_val_if_fail (g_async_result_is_tagged (result, cue_http_attempts_async), NULL);

  attempts = g_task_get_task_data (G_TASK (result));
  if (n_tries != NULL)
    *n_tries = attempts->n_tries;
  if (sent != NULL)
    *sent = attempts->request != NULL && cue_http_request_get_sent (attempts->request);
  return g_task_propagate_pointer (G_TASK (result), error);
}
