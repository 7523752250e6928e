// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-connection-private.h"

#include "cue-error.h"
#include "cue-retry.h"
#include "cue-secret-text.h"

#include <string.h>

/*
 * From the wish to connect to the handshake, and what follows when it fails:
 *
 *   begin → token → upgrade → handshake → succeed
 *             ↑         │         │
 *             │         ├─ fail ──┘
 *             ├─ 401 ───┤
 *             └─ wait ──┴─→ closed
 *
 * Callbacks hold no reference, so that a connection can be dropped at any time; a step that nobody
 * waits for any more is recognised by its epoch.
 */

typedef struct {
  GWeakRef connection;
  guint    epoch;
} Step;

static Step *
make_step (CueSignalrConnection *self)
{
  Step *step = g_new (Step, 1);

  g_weak_ref_init (&step->connection, self);
  step->epoch = self->epoch;
  return step;
}

/* Takes over @step. Returns a reference to the connection if it still waits for this step. */
static CueSignalrConnection *
end_step (Step *step)
{
  CueSignalrConnection *self = g_weak_ref_get (&step->connection);

  if (self != NULL && self->epoch != step->epoch)
    g_clear_object (&self);
  g_weak_ref_clear (&step->connection);
  g_free (step);
  return self;
}

/* ---- upgrade ---------------------------------------------------------------------------------*/

static CueSignalrReason
classify_status (guint status)
{
  switch (status) {
  case 401:
    return CUE_SIGNALR_REASON_HTTP_401;
  case 403:
    return CUE_SIGNALR_REASON_HTTP_403;
  case 404:
    return CUE_SIGNALR_REASON_HTTP_404;
  default:
    return status < 300 ? CUE_SIGNALR_REASON_NOT_WEBSOCKET : CUE_SIGNALR_REASON_HTTP_OTHER;
  }
}

static CueSignalrReason
classify_failure (const GError *error, guint status)
{
  if (status != 0)
    return classify_status (status);
  if (error->domain != CUE_ERROR)
    return CUE_SIGNALR_REASON_NETWORK;
  switch ((CueError) error->code) {
  case CUE_ERROR_TLS:
    return CUE_SIGNALR_REASON_TLS;
  case CUE_ERROR_TIMEOUT:
    return CUE_SIGNALR_REASON_CONNECT_TIMEOUT;
  case CUE_ERROR_INVALID_INPUT:
    return CUE_SIGNALR_REASON_ADDRESS;
  case CUE_ERROR_PROTOCOL:
  case CUE_ERROR_TOO_LARGE:
    return CUE_SIGNALR_REASON_NOT_WEBSOCKET;
  case CUE_ERROR_NETWORK:
  case CUE_ERROR_AUTH:
  case CUE_ERROR_FORBIDDEN:
  case CUE_ERROR_RATE_LIMITED:
  case CUE_ERROR_CLIENT:
  case CUE_ERROR_SERVER:
  case CUE_ERROR_STORAGE:
  default:
    return CUE_SIGNALR_REASON_NETWORK;
  }
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean opened = cue_websocket_open_finish (CUE_WEBSOCKET (object), result, &error);
  g_autoptr (CueSignalrConnection) self = end_step (data);
  CueSignalrReason reason;

  if (self == NULL) {
    if (opened)
      cue_websocket_drop (CUE_WEBSOCKET (object));
    return;
  }
  if (opened) {
    cue_signalr_session_begin (self);
    return;
  }
  reason = classify_failure (error, cue_websocket_get_status (self->websocket));
  cue_signalr_attempt_fail (self, reason, g_steal_pointer (&error));
}

static char *
make_url (CueSignalrConnection *self)
{
  g_autoptr (CueSecretText) escaped = NULL;

  if (self->token == NULL || self->place != CUE_SIGNALR_TOKEN_IN_QUERY)
    return g_strdup (self->url);
  escaped = g_uri_escape_string (self->token, NULL, FALSE);
  return g_strconcat (self->url,
                      strchr (self->url, '?') != NULL ? "&" : "?",
                      "access_token=",
                      escaped,
                      NULL);
}

static void
open_websocket (CueSignalrConnection *self)
{
  g_autoptr (CueSecretText) url = make_url (self);
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;

  if (self->token != NULL && !cue_http_client_check_token (self->token, self->url, &error)) {
    cue_signalr_attempt_fail (self, CUE_SIGNALR_REASON_ADDRESS, g_steal_pointer (&error));
    return;
  }
  cue_http_request_set_lane (request, self->lane);
  cue_http_request_set_purpose (request, self->purpose);
  cue_http_request_set_timeout (request, CUE_SIGNALR_CONNECT_TIMEOUT_MS);
  cue_http_request_set_max_bytes (request, self->max_message_bytes);
  /* As the .NET client: a server that has a sign-in page answers 401 and not with a redirect. */
  cue_http_request_set_header (request, "X-Requested-With", "XMLHttpRequest");
  if (self->token != NULL && self->place == CUE_SIGNALR_TOKEN_IN_HEADER)
    cue_http_request_set_bearer (request, self->token);
  self->websocket = cue_websocket_new (self->client, request, cue_signalr_codec_describe);
  if (self->token != NULL)
    cue_redactor_add (cue_websocket_get_redactor (self->websocket), self->token);
  cue_websocket_open_async (self->websocket, self->cancellable, on_opened, make_step (self));
  g_set_object (&self->exchange, cue_websocket_get_exchange (self->websocket));
}

/* ---- token -----------------------------------------------------------------------------------*/

/* Returns whether anybody still wants the attempt after it was announced. */
static gboolean
announce (CueSignalrConnection *self)
{
  guint epoch = self->epoch;

  self->attempt++;
  self->counters.attempts++;
  cue_signalr_connection_emit_connecting (self);
  return self->epoch == epoch;
}

/* What comes after a failed attempt: another one, or the end. */
static void settle (CueSignalrConnection *self, gint64 retry_after_us);

static void
on_token (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueSecretText)
    token = cue_token_provider_get_finish (CUE_TOKEN_PROVIDER (object), result, &error);
  g_autoptr (CueSignalrConnection) self = end_step (data);

  if (self == NULL)
    return;
  if (error != NULL) {
    if (self->is_fresh)
      /* The 401 stays what is wrong; it was reported. */
      settle (self, 0);
    else
      cue_signalr_attempt_fail (self, CUE_SIGNALR_REASON_TOKEN, g_steal_pointer (&error));
    return;
  }
  if (self->is_fresh && g_strcmp0 (token, self->token) == 0) {
    settle (self, 0);
    return;
  }
  cue_secret_text_free (self->token);
  self->token = g_steal_pointer (&token);
  if (!self->is_fresh || announce (self))
    open_websocket (self);
}

static void
ask_token (CueSignalrConnection *self, gboolean after_rejection)
{
  self->is_fresh = after_rejection;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->provider != NULL)
    cue_token_provider_get_async (self->provider,
                                  after_rejection,
                                  self->cancellable,
                                  on_token,
                                  make_step (self));
  else
    open_websocket (self);
}

/* ---- the steps -------------------------------------------------------------------------------*/

/**
 * cue_signalr_attempt_begin:
 * @self: a connection that is connecting or reconnecting, with nothing under way
 */
void
cue_signalr_attempt_begin (CueSignalrConnection *self)
{
  cue_clock_clear_timeout (self->clock, &self->retry_id);
  self->epoch++;
  if (announce (self))
    ask_token (self, FALSE);
}

static gboolean
on_retry_due (gpointer data)
{
  g_autoptr (CueSignalrConnection) self = g_object_ref (data);

  self->retry_id = 0;
  cue_signalr_attempt_begin (self);
  return G_SOURCE_REMOVE;
}

/* How long to wait before the next attempt, if there is one. */
static gboolean
plan_delay (CueSignalrConnection *self, gint64 *out_us)
{
  guint n = self->failures++;

  switch (self->policy) {
  case CUE_SIGNALR_RECONNECT_DELAYS:
    if (n >= self->delays_ms->len)
      return FALSE;
    *out_us = g_array_index (self->delays_ms, guint, n) * (gint64) 1000;
    return TRUE;
  case CUE_SIGNALR_RECONNECT_FOREVER:
    if (n == 0)
      *out_us = (gint64) (g_random_double () * self->base_ms * 1000);
    else
      *out_us =
        cue_retry_delay (n - 1, self->base_ms * (gint64) 1000, self->cap_ms * (gint64) 1000, NULL);
    return TRUE;
  case CUE_SIGNALR_RECONNECT_NEVER:
  default:
    return FALSE;
  }
}

static void
settle (CueSignalrConnection *self, gint64 retry_after_us)
{
  gint64 delay_us;

  self->epoch++;
  if ((!self->was_connected && !self->retry_first) || !plan_delay (self, &delay_us)) {
    g_autoptr (GError) error = g_error_copy (self->error);

    cue_signalr_attempt_abandon (self);
    cue_signalr_connection_set_state (self, CUE_SIGNALR_DISCONNECTED);
    cue_signalr_connection_emit_closed (self, error);
    return;
  }
  delay_us = MAX (delay_us, retry_after_us);
  self->retry_monotonic_us = cue_clock_get_monotonic (self->clock) + delay_us;
  cue_clock_clear_timeout (self->clock, &self->retry_id);
  self->retry_id = cue_clock_add_timeout (self->clock, delay_us, on_retry_due, self, NULL);
}

/**
 * cue_signalr_attempt_plan:
 * @self: a connection that was lost and is reconnecting
 *
 * Plans the first attempt to come back.
 */
void
cue_signalr_attempt_plan (CueSignalrConnection *self)
{
  settle (self, 0);
}

/**
 * cue_signalr_attempt_fail:
 * @self: a connection that is not connected yet
 * @reason: why, for programs
 * @error: (transfer full): why, for people
 *
 * After a 401 a fresh token is tried once, at once; otherwise the policy decides.
 */
void
cue_signalr_attempt_fail (CueSignalrConnection *self, CueSignalrReason reason, GError *error)
{
  gint64 retry_after_us = 0;
  guint  status = 0;
  guint  epoch;

  if (self->websocket != NULL && reason != CUE_SIGNALR_REASON_ADDRESS) {
    guint answered = cue_websocket_get_status (self->websocket);

    if (answered != 101)
      status = answered;
    cue_websocket_get_retry_after_us (self->websocket, &retry_after_us);
  }
  cue_signalr_attempt_abandon (self);
  self->counters.failures++;
  epoch = ++self->epoch;
  cue_signalr_connection_take_failure (self, reason, status, error);
  if (self->epoch == epoch)
    cue_signalr_connection_emit_connect_failed (self);
  if (self->epoch != epoch)
    return;
  if (reason == CUE_SIGNALR_REASON_HTTP_401 && self->provider != NULL && !self->is_fresh)
    ask_token (self, TRUE);
  else
    settle (self, retry_after_us);
}

/**
 * cue_signalr_attempt_abandon:
 * @self: a connection
 *
 * Lets go of everything an attempt or a session has, silently. A WebSocket that is open is closed
 * in good order, in the background.
 */
void
cue_signalr_attempt_abandon (CueSignalrConnection *self)
{
  const CueWebsocketHandlers none = { NULL, NULL };

  self->epoch++;
  cue_clock_clear_timeout (self->clock, &self->retry_id);
  cue_clock_clear_timeout (self->clock, &self->handshake_id);
  cue_clock_clear_timeout (self->clock, &self->server_id);
  cue_clock_clear_timeout (self->clock, &self->keepalive_id);
  cue_turn_clear (&self->drain);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->websocket != NULL) {
    cue_websocket_set_handlers (self->websocket, &none, NULL);
    cue_websocket_close (self->websocket);
  }
  g_clear_object (&self->websocket);
  g_clear_pointer (&self->inbox, cue_signalr_inbox_unref);
  self->shaken = FALSE;
}
