// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-state-url-source-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-retry.h"
#include "cue-time.h"
#include "cue-url.h"

/* How a CueStateUrlSource asks: one gate for everybody, one request at a time, one answer shared.
 */

#define MAX_ANSWER_BYTES (64 * 1024)
#define MAX_RETRY_US     (60 * (gint64) G_USEC_PER_SEC)
// The Date header has whole seconds and the answer was under way.
#define SKEW_WORTH_SAYING_US (5 * (gint64) G_USEC_PER_SEC)

/* One caller that waits for the URL. */
typedef struct {
  CueStateUrlSource *source;    // not owned: the task holds it
  GTask             *task;      // owned
  GSource           *cancelled; // owned, nullable
} Waiter;

/* Frees a Waiter. */
void
cue_state_url_waiter_free (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->cancelled != NULL) {
    g_source_destroy (waiter->cancelled);
    g_source_unref (waiter->cancelled);
  }
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static void pass_gate (CueStateUrlSource *self);

/* Forgets the wait for the limits. */
void
cue_state_url_source_stop_gate (CueStateUrlSource *self)
{
  if (self->gate_id != 0) {
    cue_clock_remove_timeout (self->clock, self->gate_id);
    self->gate_id = 0;
  }
}

/* Answers everybody who waits. Takes nothing over; @error is NULL after success. */
static void
answer_waiters (CueStateUrlSource *self, const GError *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (cue_state_url_waiter_free);
  for (guint i = 0; i < waiters->len; i++) {
    Waiter *waiter = g_ptr_array_index (waiters, i);

    if (error != NULL)
      g_task_return_error (waiter->task, g_error_copy (error));
    else
      g_task_return_pointer (waiter->task, g_strdup (self->url), g_free);
  }
}

static gboolean
on_waiter_cancelled (GCancellable *cancellable, gpointer data)
{
  Waiter *waiter = data;
  g_autoptr (CueStateUrlSource) self = g_object_ref (waiter->source);
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (self->waiters, waiter);
  // Nobody waits any more: do not spend a request of four a minute.
  if (self->waiters->len == 0) {
    cue_state_url_source_stop_gate (self);
    g_cancellable_cancel (self->cancellable);
  }
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (CueStateUrlSource *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter       *waiter = g_new0 (Waiter, 1);

  waiter->source = self;
  waiter->task = g_object_ref (task);
  if (cancellable != NULL) {
    waiter->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_waiter_cancelled), waiter, NULL);
    g_source_attach (waiter->cancelled, g_main_context_get_thread_default ());
  }
  g_ptr_array_add (self->waiters, waiter);
}

/* Takes over @error. */
static void
fail (CueStateUrlSource *self, GError *error)
{
  g_autoptr (GError) said = NULL;
  gint64 now = cue_clock_get_monotonic (self->clock);
  gint64 delay;

  self->n_failures++;
  // A refused token or a wrong form does not heal by itself within seconds.
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_AUTH) ||
      g_error_matches (error, CUE_ERROR, CUE_ERROR_FORBIDDEN) ||
      g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT))
    delay = MAX_RETRY_US;
  else
    delay = MIN (MAX_RETRY_US, (15 * (gint64) G_USEC_PER_SEC) << MIN (self->n_failures - 1, 3));
  self->retry_at = now + MAX (delay, cue_rate_limiter_get_wait (self->limiter));

  g_clear_error (&self->last_error);
  self->last_error = error;
  // A callback may ask again and fail at once, which replaces the last error.
  said = g_error_copy (error);
  answer_waiters (self, said);
  cue_state_url_source_emit_changed (self);
}

static void
succeed (CueStateUrlSource *self, const char *url)
{
  self->n_failures = 0;
  self->retry_at = 0;
  self->clock_skew = 0;
  self->fetched_at = cue_clock_get_monotonic (self->clock);
  g_clear_error (&self->last_error);
  if (g_strcmp0 (self->url, url) != 0) {
    g_free (self->url);
    self->url = g_strdup (url);
  }
  answer_waiters (self, NULL);
  cue_state_url_source_emit_changed (self);
}

/* A token that lives a minute is refused when the clocks differ: that is the usual cause of a 401,
 * and nobody finds it without being told. */
static GError *
explain_refusal (CueStateUrlSource *self, CueHttpResponse *response)
{
  gint64           skew = cue_http_response_get_date_difference_us (response);
  g_autofree char *off = NULL;

  self->clock_skew = 0;
  if (self->kind != CUE_STATE_URL_SOURCE_API_KEY ||
      cue_http_response_get_status (response) != 401 || skew == CUE_TIME_INVALID ||
      ABS (skew) < SKEW_WORTH_SAYING_US)
    return NULL;

  self->clock_skew = skew;
  off = cue_time_format_duration (ABS (skew), CUE_DURATION_WORDS);
  if (skew > 0)
    return g_error_new (CUE_ERROR,
                        CUE_ERROR_AUTH,
                        // Translators: %s is a length of time such as “4 min 10 s”
                        _ ("The service refused the token (401). This computer's clock is %s ahead "
                           "of the server's; the token only lives %u s. Set the clock right, or "
                           "check the client ID, the service ID and the secret."),
                        off,
                        self->ttl_s);
  return g_error_new (CUE_ERROR,
                      CUE_ERROR_AUTH,
                      // Translators: %s is a length of time such as “4 min 10 s”
                      _ ("The service refused the token (401). This computer's clock is %s behind "
                         "the server's; the token only lives %u s. Set the clock right, or check "
                         "the client ID, the service ID and the secret."),
                      off,
                      self->ttl_s);
}

static void
keep_away (CueStateUrlSource *self, CueHttpResponse *response)
{
  guint  status = cue_http_response_get_status (response);
  gint64 wait = cue_http_response_get_retry_after_us (response, self->clock);

  if (status < 300)
    return;
  if (wait < 0 && status == 429)
    wait = cue_retry_delay (self->n_failures, G_USEC_PER_SEC, MAX_RETRY_US, NULL);
  if (wait < 0)
    return;
  cue_rate_limiter_block_until (self->limiter, cue_clock_get_monotonic (self->clock) + wait);
  cue_state_url_source_emit_limits_changed (self);
}

static char *
read_answer (CueStateUrlSource *self, CueHttpResponse *response, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = cue_http_response_get_json (response, &local_error);
  JsonNode   *value = NULL;
  const char *url;

  if (node == NULL) {
    GError *explained = explain_refusal (self, response);

    if (explained != NULL)
      g_propagate_error (error, explained);
    else
      g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  if (JSON_NODE_HOLDS_OBJECT (node))
    value = json_object_get_member (json_node_get_object (node), "stateUrl");
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value) ||
      json_node_get_value_type (value) != G_TYPE_STRING) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer has no text “stateUrl”, so there is no state URL."));
    return NULL;
  }
  url = json_node_get_string (value);
  if (!cue_state_url_source_check_state_url (self, url, &local_error)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 // Translators: %s is a whole sentence
                 _ ("The state URL in the answer is refused. %s"),
                 local_error->message);
    return NULL;
  }
  return g_strdup (url);
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueStateUrlSource) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse)
    response = cue_http_client_send_finish (CUE_HTTP_CLIENT (object), result, &error);
  g_autofree char *url = NULL;

  g_clear_object (&self->cancellable);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    // Somebody may have come after the last one had gone.
    if (self->waiters->len > 0)
      pass_gate (self);
    return;
  }
  // The service counts when a request arrives, which is some time after it was sent: a second from
  // the answer is a second for both.
  cue_rate_limiter_block_until (self->limiter,
                                cue_clock_get_monotonic (self->clock) + G_USEC_PER_SEC);
  cue_state_url_source_emit_limits_changed (self);
  if (response != NULL) {
    keep_away (self, response);
    url = read_answer (self, response, &error);
  }
  if (url != NULL)
    succeed (self, url);
  else
    fail (self, g_steal_pointer (&error));
}

static gboolean
on_gate_opens (gpointer data)
{
  // Whoever waits may be the last to hold it, and goes when it is answered.
  g_autoptr (CueStateUrlSource) self = g_object_ref (CUE_STATE_URL_SOURCE (data));

  self->gate_id = 0;
  pass_gate (self);
  return G_SOURCE_REMOVE;
}

/* Sends the request, or waits for its turn. */
static void
pass_gate (CueStateUrlSource *self)
{
  g_autoptr (CueHttpRequest) request = NULL;
  g_autofree char *token = NULL;
  GError          *error = NULL;
  gint64           wait;

  if (self->gate_id != 0 || self->cancellable != NULL)
    return;
  wait = cue_rate_limiter_get_wait (self->limiter);
  if (wait > 0) {
    self->gate_id = cue_clock_add_timeout (self->clock, wait, on_gate_opens, self, NULL);
    cue_state_url_source_emit_changed (self);
    return;
  }

  if (!cue_url_check (self->endpoint,
                      CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                      &error)) {
    fail (self, error);
    return;
  }
  request = cue_http_request_new ("GET", self->endpoint);
  if (self->kind == CUE_STATE_URL_SOURCE_API_KEY) {
    token = cue_state_url_source_make_token (self, &error);
    if (token == NULL) {
      fail (self, error);
      return;
    }
    cue_http_request_set_bearer (request, token);
    explicit_bzero (token, strlen (token));
  }
  cue_http_request_set_header (request, "Accept", "application/json");
  cue_http_request_set_lane (request, "engine");
  cue_http_request_set_purpose (request,
                                self->url == NULL ? _ ("Get the state URL")
                                                  : _ ("Renew the state URL"));
  cue_http_request_set_max_bytes (request, MAX_ANSWER_BYTES);
  // The limits below let one request through, and the service counts hits.
  cue_http_request_set_counted (request, TRUE);

  cue_rate_limiter_take (self->limiter);
  cue_state_url_source_emit_limits_changed (self);
  self->cancellable = g_cancellable_new ();
  cue_http_client_send_async (self->client,
                              request,
                              self->cancellable,
                              on_answered,
                              g_object_ref (self));
}

/**
 * cue_state_url_source_network_changed:
 *
 * Forgets the pause after a failure that another network may heal. The limits stay.
 */
void
cue_state_url_source_network_changed (CueStateUrlSource *self)
{
  g_return_if_fail (CUE_IS_STATE_URL_SOURCE (self));

  if (self->retry_at == 0 || self->last_error == NULL ||
      !(g_error_matches (self->last_error, CUE_ERROR, CUE_ERROR_NETWORK) ||
        g_error_matches (self->last_error, CUE_ERROR, CUE_ERROR_TIMEOUT) ||
        g_error_matches (self->last_error, CUE_ERROR, CUE_ERROR_TLS)))
    return;
  self->retry_at = 0;
  self->n_failures = 0;
  cue_state_url_source_emit_changed (self);
}

/**
 * cue_state_url_source_get_async:
 * @callback: called with the URL once there is one
 *
 * Gets the URL: the one that is kept while it is younger than 15 minutes, otherwise as
 * cue_state_url_source_renew_async().
 */
void
cue_state_url_source_get_async (CueStateUrlSource  *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (CUE_IS_STATE_URL_SOURCE (self));

  if (self->url != NULL && cue_state_url_source_get_age (self) < CUE_STATE_URL_LIFE_US) {
    g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

    g_task_set_source_tag (task, cue_state_url_source_get_async);
    g_task_return_pointer (task, g_strdup (self->url), g_free);
    return;
  }
  cue_state_url_source_renew_async (self, cancellable, callback, user_data);
}

/**
 * cue_state_url_source_renew_async:
 * @callback: called with the new URL, or an error; finish with cue_state_url_source_get_finish()
 *
 * Asks for a URL now, or as soon as the limits allow. Joins a request that is under way. A source
 * of the direct kind answers with the given URL.
 */
void
cue_state_url_source_renew_async (CueStateUrlSource  *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (CUE_IS_STATE_URL_SOURCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_state_url_source_renew_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->kind != CUE_STATE_URL_SOURCE_DIRECT) {
    add_waiter (self, task);
    pass_gate (self);
    return;
  }
  if (!cue_state_url_source_check_state_url (self, self->endpoint, &error)) {
    g_clear_error (&self->last_error);
    self->last_error = g_error_copy (error);
    g_task_return_error (task, error);
    return;
  }
  g_clear_error (&self->last_error);
  g_free (self->url);
  self->url = g_strdup (self->endpoint);
  self->fetched_at = cue_clock_get_monotonic (self->clock);
  g_task_return_pointer (task, g_strdup (self->url), g_free);
}

/**
 * cue_state_url_source_get_finish:
 *
 * Errors: %CUE_ERROR_INVALID_INPUT when the form's values break a rule (nothing was sent), the
 * categories of the status or the transport, %CUE_ERROR_PROTOCOL for an answer without a usable
 * URL.
 *
 * Returns: (transfer full): the state URL
 */
char *
cue_state_url_source_get_finish (CueStateUrlSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
