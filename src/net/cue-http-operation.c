// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-operation-private.h"

#include "cue-body-decoder.h"
#include "cue-error.h"
#include "cue-exchange-private.h"
#include "cue-http-error.h"
#include "cue-http-redirect.h"
#include "cue-secret-text.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>

/*
 * One request from the first byte to the last, with its redirects:
 *
 *   start → send hop → headers → read body, piece by piece → end of hop ─┬→ response
 *             ↑                                                          │
 *             └────────────────────── redirect ──────────────────────────┘
 *
 * Of a body that is no success only the beginning is wanted: what is longer is dropped, together
 * with its connection. Browsers do not wait for the body of a redirect; here it has a second, since
 * a short one gives its connection back.
 *
 * Whatever goes wrong sets `failure` and cancels; the pending callback then comes back and ends the
 * operation at one place. So no callback is ever left behind, and the reason is not lost among the
 * errors that cancelling causes.
 */

#define REDIRECT_PATIENCE_US G_USEC_PER_SEC

static void send_hop (Operation *op);

static void
clear_hop (Operation *op)
{
  if (op->message != NULL)
    g_signal_handlers_disconnect_by_data (op->message, op);
  g_clear_object (&op->message);
  g_clear_object (&op->decoded);
  g_clear_object (&op->stream);
  g_clear_pointer (&op->body, g_byte_array_unref);
  g_clear_pointer (&op->piece, g_bytes_unref);
  g_clear_object (&op->exchange);
  op->answered = FALSE;
  op->dropped = FALSE;
  op->received = 0;
}

static void
free_operation (Operation *op)
{
  cue_clock_clear_timeout (op->clock, &op->total_id);
  cue_clock_clear_timeout (op->clock, &op->idle_id);
  /* Not g_cancellable_disconnect(), which waits for a cancel() that may be our own caller. */
  if (op->outer != NULL)
    g_clear_signal_handler (&op->outer_id, op->outer);
  clear_hop (op);
  g_clear_object (&op->outer);
  g_clear_object (&op->cancellable);
  g_clear_error (&op->failure);
  g_clear_pointer (&op->url, g_free);
  g_clear_object (&op->request);
  g_clear_pointer (&op->redactor, cue_redactor_unref);
  g_clear_object (&op->trace);
  g_clear_object (&op->clock);
  g_clear_object (&op->session);
  g_clear_object (&op->task);
  g_free (op);
}

/* ---- the end ---------------------------------------------------------------------------------*/

static void
finish_exchange (Operation *op, GBytes *body, const GError *error)
{
  if (op->exchange == NULL || cue_exchange_get_finished (op->exchange))
    return;
  cue_exchange_finish (op->exchange,
                       op->message,
                       body,
                       error,
                       cue_clock_get_monotonic (op->clock),
                       op->redactor);
  if (op->trace != NULL)
    cue_trace_finish (op->trace, op->exchange);
}

/* Takes over @error. */
static void
return_error (Operation *op, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&op->task);

  free_operation (op);
  g_task_return_error (task, error);
}

static void
on_stream_closed (GObject *object, GAsyncResult *result, gpointer data)
{
  /* Nobody waits for it: the hop has failed already, and closing only frees the connection. */
  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
}

void
cue_http_operation_fail_hop (Operation *op, const GError *cause)
{
  g_autoptr (GBytes) partial = NULL;
  GError *error;

  if (op->failure != NULL)
    error = g_steal_pointer (&op->failure);
  else
    error = cue_http_error_translate (cause, op->message, op->answered);
  if (error->domain == CUE_ERROR) {
    char *safe = cue_redactor_apply (op->redactor, error->message);

    g_free (error->message);
    error->message = safe;
  }

  partial = op->body != NULL ? g_bytes_new (op->body->data, op->body->len) : NULL;
  finish_exchange (op, partial, error);
  /* A body that is not read to its end would hold the connection, and a stream that is only
   * dropped would try to read the rest. */
  g_cancellable_cancel (op->cancellable);
  if (op->stream != NULL)
    g_input_stream_close_async (op->stream,
                                G_PRIORITY_DEFAULT,
                                op->cancellable,
                                on_stream_closed,
                                NULL);
  return_error (op, error);
}

/* Ends the hop where it is, with what came of its body. The operation goes on, so the next hop has
 * a cancellable of its own: only the cancelled one makes libsoup close the connection in place of
 * reading the rest. */
void
cue_http_operation_drop_body (Operation *op)
{
  g_cancellable_cancel (op->cancellable);
  g_input_stream_close_async (op->stream,
                              G_PRIORITY_DEFAULT,
                              op->cancellable,
                              on_stream_closed,
                              NULL);
  g_object_unref (op->cancellable);
  op->cancellable = g_cancellable_new ();
  cue_http_operation_end_hop (op);
}

/* Ends the pending call; its callback finds the reason in `failure`. Takes over @error. */
static void
interrupt (Operation *op, GError *error)
{
  if (op->failure != NULL) {
    g_error_free (error);
    return;
  }
  op->failure = error;
  g_cancellable_cancel (op->cancellable);
}

static void
on_outer_cancelled (GCancellable *outer, gpointer data)
{
  Operation *op = data;

  g_cancellable_cancel (op->cancellable);
}

static void
return_response (Operation *op, GBytes *body)
{
  g_autoptr (GTask) task = g_steal_pointer (&op->task);
  g_autoptr (CueHttpResponse)
    response = cue_http_response_new (op->message, body, &op->times, op->exchange, op->redactor);

  free_operation (op);
  g_task_return_pointer (task, g_steal_pointer (&response), g_object_unref);
}

/* ---- patience --------------------------------------------------------------------------------*/

static char *
format_patience (guint milliseconds)
{
  return g_strdup_printf ("%g", milliseconds / 1000.0);
}

static gboolean
on_total_timeout (gpointer data)
{
  Operation       *op = data;
  g_autofree char *seconds = format_patience (cue_http_request_get_timeout (op->request));

  op->total_id = 0;
  if (op->answered) {
    g_autofree char *size = g_format_size (op->received);

    interrupt (op,
               g_error_new (CUE_ERROR,
                            CUE_ERROR_TIMEOUT,
                            _ ("The answer did not end within %s seconds; %s had come. The service "
                               "or the network is too slow."),
                            seconds,
                            size));
  } else {
    interrupt (op,
               g_error_new (CUE_ERROR,
                            CUE_ERROR_TIMEOUT,
                            _ ("No answer came from %s within %s seconds."),
                            g_uri_get_host (soup_message_get_uri (op->message)),
                            seconds));
  }
  return G_SOURCE_REMOVE;
}

static gboolean
on_idle_timeout (gpointer data)
{
  Operation       *op = data;
  g_autofree char *seconds = format_patience (cue_http_request_get_idle_timeout (op->request));
  g_autofree char *size = g_format_size (op->received);

  op->idle_id = 0;
  interrupt (op,
             g_error_new (CUE_ERROR,
                          CUE_ERROR_TIMEOUT,
                          _ ("The answer stopped after %s: nothing came for %s seconds."),
                          size,
                          seconds));
  return G_SOURCE_REMOVE;
}

void
cue_http_operation_restart_idle (Operation *op)
{
  cue_clock_clear_timeout (op->clock, &op->idle_id);
  op->idle_id =
    cue_clock_add_timeout (op->clock,
                           cue_http_request_get_idle_timeout (op->request) * (gint64) 1000,
                           on_idle_timeout,
                           op,
                           NULL);
}

static gboolean
on_redirect_patience_over (gpointer data)
{
  Operation *op = data;

  op->idle_id = 0;
  op->dropped = TRUE;
  g_cancellable_cancel (op->cancellable);
  return G_SOURCE_REMOVE;
}

static void
start_redirect_patience (Operation *op)
{
  op->idle_id =
    cue_clock_add_timeout (op->clock, REDIRECT_PATIENCE_US, on_redirect_patience_over, op, NULL);
}

/* ---- one hop ---------------------------------------------------------------------------------*/

void
cue_http_operation_end_hop (Operation *op)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  char *target;

  op->times.received_wall_us = cue_clock_get_wall (op->clock);
  op->times.received_monotonic_us = cue_clock_get_monotonic (op->clock);
  cue_clock_clear_timeout (op->clock, &op->idle_id);
  body = g_byte_array_free_to_bytes (g_steal_pointer (&op->body));

  if (!cue_http_redirect_is_one (op->message)) {
    finish_exchange (op, body, NULL);
    return_response (op, body);
    return;
  }
  target = cue_http_redirect_resolve (op->request,
                                      op->message,
                                      op->url,
                                      op->redirects,
                                      op->redactor,
                                      &error);
  finish_exchange (op, body, error);
  if (target == NULL) {
    return_error (op, g_steal_pointer (&error));
    return;
  }
  g_free (op->url);
  op->url = target;
  op->redirects++;
  op->redirect_us += op->times.first_byte_monotonic_us - op->times.begun_monotonic_us;
  cue_http_request_mark_redirect (op->request, target);
  clear_hop (op);
  send_hop (op);
}

static void
on_headers_received (GObject *object, GAsyncResult *result, gpointer data)
{
  Operation *op = data;
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;

  op->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (op->stream == NULL || op->failure != NULL) {
    cue_http_operation_fail_hop (op, error);
    return;
  }
  op->answered = TRUE;
  if (op->times.first_byte_monotonic_us == 0)
    op->times.first_byte_monotonic_us = cue_clock_get_monotonic (op->clock);
  headers = soup_message_get_response_headers (op->message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      cue_http_operation_exceeds_limit (op,
                                        (guint64) soup_message_headers_get_content_length (headers),
                                        &error)) {
    cue_http_operation_fail_hop (op, error);
    return;
  }
  cue_http_operation_start_decoder (op);
  if (cue_http_redirect_is_one (op->message))
    start_redirect_patience (op);
  else
    cue_http_operation_restart_idle (op);
  cue_http_operation_read_body (op);
}

/* The connection stands: what comes now is the time of the server and of the way there. Emitted
 * again when libsoup repeats a GET on a new connection because the kept one was dead. */
static void
on_starting (SoupMessage *message, Operation *op)
{
  op->times.sent_monotonic_us = cue_clock_get_monotonic (op->clock);
  cue_http_request_mark_sent (op->request);
}

static void
on_got_headers (SoupMessage *message, Operation *op)
{
  op->times.first_byte_monotonic_us = cue_clock_get_monotonic (op->clock);
  /* What libsoup lets pass is told here; Brotli stays its own. Asked when the body begins. */
  if (cue_body_decoder_knows (cue_http_operation_get_encoding (op)))
    soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
}

/* What may be said to a server that the request was not meant for. */
static gboolean
is_plain_header (const char *name)
{
  return g_ascii_strcasecmp (name, "If-None-Match") == 0 ||
         g_ascii_strcasecmp (name, "If-Modified-Since") == 0;
}

static void
fill_message (Operation *op)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (op->message);
  gboolean         at_home = cue_url_same_origin (cue_http_request_get_url (op->request), op->url);
  const char      *bearer = cue_http_request_get_bearer (op->request);
  GBytes          *body = cue_http_request_get_body (op->request);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS;

  for (guint i = 0; i < cue_http_request_get_n_headers (op->request); i++) {
    const char *name = cue_http_request_get_header_name (op->request, i);

    if (at_home || is_plain_header (name))
      soup_message_headers_replace (headers,
                                    name,
                                    cue_http_request_get_header_value (op->request, i));
  }
  /* A request with a token is never led elsewhere; should that ever change, the token still stays.
   */
  if (bearer != NULL && at_home) {
    g_autoptr (CueSecretText) value = g_strdup_printf ("Bearer %s", bearer);

    soup_message_headers_replace (headers, "Authorization", value);
  }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (op->message,
                                              cue_http_request_get_body_type (op->request),
                                              body);
  if (cue_http_request_get_counted (op->request))
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_set_flags (op->message, flags);
}

static void
send_hop (Operation *op)
{
  gint64 wall = cue_clock_get_wall (op->clock);
  gint64 monotonic = cue_clock_get_monotonic (op->clock);

  op->message = soup_message_new (cue_http_request_get_method (op->request), op->url);
  op->body = g_byte_array_new ();
  op->times = (CueHttpTimes){
    .redirect_us = op->redirect_us,
    .begun_monotonic_us = monotonic,
    .sent_monotonic_us = monotonic,
  };
  fill_message (op);
  g_signal_connect (op->message, "starting", G_CALLBACK (on_starting), op);
  g_signal_connect (op->message, "got-headers", G_CALLBACK (on_got_headers), op);

  op->exchange = cue_exchange_new (cue_http_request_get_lane (op->request),
                                   cue_http_request_get_purpose (op->request),
                                   wall,
                                   monotonic);
  cue_exchange_set_request (op->exchange,
                            op->message,
                            cue_http_request_get_body (op->request),
                            op->redactor);
  if (op->trace != NULL)
    cue_trace_begin (op->trace, op->exchange);
  soup_session_send_async (op->session,
                           op->message,
                           G_PRIORITY_DEFAULT,
                           op->cancellable,
                           on_headers_received,
                           op);
}

/**
 * cue_http_operation_start:
 * @task: (transfer full): what to return from: a [class@HttpResponse] or an error
 * @session: how to send
 * @clock: for time-outs
 * @trace: (nullable): where to record
 * @redactor: what may not be kept
 * @request: a request that was found valid
 *
 * Sends @request; nothing else in this program sends anything.
 */
void
cue_http_operation_start (GTask          *task,
                          SoupSession    *session,
                          CueClock       *clock,
                          CueTrace       *trace,
                          CueRedactor    *redactor,
                          CueHttpRequest *request)
{
  Operation *op = g_new0 (Operation, 1);
  GPtrArray *secrets = cue_http_request_get_secrets (request);

  op->task = task;
  op->session = g_object_ref (session);
  op->clock = g_object_ref (clock);
  op->trace = trace != NULL ? g_object_ref (trace) : NULL;
  op->redactor = cue_redactor_new_child (redactor);
  if (cue_http_request_get_bearer (request) != NULL)
    cue_redactor_add (op->redactor, cue_http_request_get_bearer (request));
  for (guint i = 0; i < secrets->len; i++)
    cue_redactor_add (op->redactor, g_ptr_array_index (secrets, i));
  op->request = g_object_ref (request);
  cue_http_request_mark_begun (request);
  op->url = g_strdup (cue_http_request_get_url (request));
  op->cancellable = g_cancellable_new ();
  if (g_task_get_cancellable (task) != NULL) {
    op->outer = g_object_ref (g_task_get_cancellable (task));
    op->outer_id = g_signal_connect (op->outer, "cancelled", G_CALLBACK (on_outer_cancelled), op);
    if (g_cancellable_is_cancelled (op->outer))
      g_cancellable_cancel (op->cancellable);
  }
  op->total_id = cue_clock_add_timeout (clock,
                                        cue_http_request_get_timeout (request) * (gint64) 1000,
                                        on_total_timeout,
                                        op,
                                        NULL);
  send_hop (op);
}
