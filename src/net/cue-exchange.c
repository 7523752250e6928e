// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-exchange-private.h"

/**
 * CueExchange:
 *
 * One HTTP request and what came of it, as the trace keeps it and lists show it. Everything in it
 * has passed the redactor, is visible UTF-8 and has a bounded size; bodies beyond 64 KiB are cut,
 * and what is not text is only described. It is made when the request is sent, so one that hangs
 * can be seen hanging, and complete once [property@Exchange:finished] is set. From then on it does
 * not change. A redirect is an exchange of its own. One that asks for a WebSocket is finished when
 * that has ended, and has its messages.
 *
 * All durations are microseconds, −1 for a phase that did not happen (a reused connection has no
 * DNS, connect and TLS phase) or is not known. Main thread.
 */
typedef enum {
  PROP_ID = 1,
  PROP_LANE,
  PROP_PURPOSE,
  PROP_METHOD,
  PROP_URL,
  PROP_FINISHED,
  PROP_STATUS,
  PROP_REASON,
  PROP_HTTP_VERSION,
  PROP_REMOTE_ADDRESS,
  PROP_CONTENT_TYPE,
  PROP_REQUEST_HEADERS,
  PROP_REQUEST_BODY,
  PROP_RESPONSE_HEADERS,
  PROP_RESPONSE_BODY,
  PROP_ERROR_TEXT,
  PROP_REQUEST_SIZE,
  PROP_RESPONSE_SIZE,
  PROP_BODY_SIZE,
  PROP_STARTED_WALL_US,
  PROP_STARTED_MONOTONIC_US,
  PROP_DURATION_US,
  PROP_DNS_US,
  PROP_CONNECT_US,
  PROP_TLS_US,
  PROP_WAIT_US,
  PROP_RECEIVE_US,
  PROP_WEBSOCKET,
} CueExchangeProperty;

static GParamSpec *properties[PROP_WEBSOCKET + 1];

G_DEFINE_FINAL_TYPE (CueExchange, cue_exchange, G_TYPE_OBJECT)

static void
cue_exchange_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueExchange *self = CUE_EXCHANGE (object);

  switch ((CueExchangeProperty) id) {
  case PROP_ID:
    g_value_set_uint64 (value, self->id);
    break;
  case PROP_LANE:
    g_value_set_static_string (value, self->lane);
    break;
  case PROP_PURPOSE:
    g_value_set_string (value, self->purpose);
    break;
  case PROP_METHOD:
    g_value_set_string (value, self->method);
    break;
  case PROP_URL:
    g_value_set_string (value, self->url);
    break;
  case PROP_FINISHED:
    g_value_set_boolean (value, self->finished);
    break;
  case PROP_STATUS:
    g_value_set_uint (value, self->status);
    break;
  case PROP_REASON:
    g_value_set_string (value, self->reason);
    break;
  case PROP_HTTP_VERSION:
    g_value_set_static_string (value, self->http_version);
    break;
  case PROP_REMOTE_ADDRESS:
    g_value_set_string (value, self->remote_address);
    break;
  case PROP_CONTENT_TYPE:
    g_value_set_string (value, self->content_type);
    break;
  case PROP_REQUEST_HEADERS:
    g_value_set_string (value, self->request_headers);
    break;
  case PROP_REQUEST_BODY:
    g_value_set_string (value, self->request_body);
    break;
  case PROP_RESPONSE_HEADERS:
    g_value_set_string (value, self->response_headers);
    break;
  case PROP_RESPONSE_BODY:
    g_value_set_string (value, self->response_body);
    break;
  case PROP_ERROR_TEXT:
    g_value_set_string (value, self->error_text);
    break;
  case PROP_REQUEST_SIZE:
    g_value_set_uint64 (value, self->request_size);
    break;
  case PROP_RESPONSE_SIZE:
    g_value_set_uint64 (value, self->response_size);
    break;
  case PROP_BODY_SIZE:
    g_value_set_uint64 (value, self->body_size);
    break;
  case PROP_STARTED_WALL_US:
    g_value_set_int64 (value, self->started_wall_us);
    break;
  case PROP_STARTED_MONOTONIC_US:
    g_value_set_int64 (value, self->started_monotonic_us);
    break;
  case PROP_DURATION_US:
    g_value_set_int64 (value, self->duration_us);
    break;
  case PROP_DNS_US:
    g_value_set_int64 (value, self->phases.dns_us);
    break;
  case PROP_CONNECT_US:
    g_value_set_int64 (value, self->phases.connect_us);
    break;
  case PROP_TLS_US:
    g_value_set_int64 (value, self->phases.tls_us);
    break;
  case PROP_WAIT_US:
    g_value_set_int64 (value, self->phases.wait_us);
    break;
  case PROP_RECEIVE_US:
    g_value_set_int64 (value, self->phases.receive_us);
    break;
  case PROP_WEBSOCKET:
    g_value_set_boolean (value, self->frames != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_exchange_finalize (GObject *object)
{
  CueExchange *self = CUE_EXCHANGE (object);

  g_free (self->purpose);
  g_free (self->method);
  g_free (self->url);
  g_free (self->reason);
  g_free (self->remote_address);
  g_free (self->certificate_host);
  g_free (self->content_type);
  g_free (self->request_headers);
  g_free (self->request_body);
  g_free (self->response_headers);
  g_free (self->response_body);
  g_free (self->error_text);
  g_clear_object (&self->frames);

  G_OBJECT_CLASS (cue_exchange_parent_class)->finalize (object);
}

static void
install_number (CueExchangeProperty id, const char *name, gboolean is_signed)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  if (is_signed)
    properties[id] = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, -1, flags);
  else
    properties[id] = g_param_spec_uint64 (name, NULL, NULL, 0, G_MAXUINT64, 0, flags);
}

static void
install_text (CueExchangeProperty id, const char *name)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[id] = g_param_spec_string (name, NULL, NULL, NULL, flags);
}

static void
cue_exchange_class_init (CueExchangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_exchange_get_property;
  object_class->finalize = cue_exchange_finalize;

  install_number (PROP_ID, "id", FALSE);
  install_text (PROP_LANE, "lane");
  install_text (PROP_PURPOSE, "purpose");
  install_text (PROP_METHOD, "method");
  install_text (PROP_URL, "url");
  properties[PROP_FINISHED] = g_param_spec_boolean ("finished", NULL, NULL, FALSE, flags);
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  install_text (PROP_REASON, "reason");
  install_text (PROP_HTTP_VERSION, "http-version");
  install_text (PROP_REMOTE_ADDRESS, "remote-address");
  install_text (PROP_CONTENT_TYPE, "content-type");
  install_text (PROP_REQUEST_HEADERS, "request-headers");
  install_text (PROP_REQUEST_BODY, "request-body");
  install_text (PROP_RESPONSE_HEADERS, "response-headers");
  install_text (PROP_RESPONSE_BODY, "response-body");
  install_text (PROP_ERROR_TEXT, "error-text");
  install_number (PROP_REQUEST_SIZE, "request-size", FALSE);
  install_number (PROP_RESPONSE_SIZE, "response-size", FALSE);
  install_number (PROP_BODY_SIZE, "body-size", FALSE);
  install_number (PROP_STARTED_WALL_US, "started-wall-us", TRUE);
  install_number (PROP_STARTED_MONOTONIC_US, "started-monotonic-us", TRUE);
  install_number (PROP_DURATION_US, "duration-us", TRUE);
  install_number (PROP_DNS_US, "dns-us", TRUE);
  install_number (PROP_CONNECT_US, "connect-us", TRUE);
  install_number (PROP_TLS_US, "tls-us", TRUE);
  install_number (PROP_WAIT_US, "wait-us", TRUE);
  install_number (PROP_RECEIVE_US, "receive-us", TRUE);
  properties[PROP_WEBSOCKET] = g_param_spec_boolean ("websocket", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_exchange_init (CueExchange *self)
{
  static guint64 last_id;

  self->id = ++last_id;
  self->http_version = "1.1";
  self->duration_us = -1;
  self->phases.dns_us = -1;
  self->phases.connect_us = -1;
  self->phases.tls_us = -1;
  self->phases.wait_us = -1;
  self->phases.receive_us = -1;
}

/**
 * cue_exchange_get_id:
 * @self: an exchange
 *
 * Returns: a number unique in this process that rises with each request
 */
guint64
cue_exchange_get_id (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->id;
}

/**
 * cue_exchange_get_lane:
 * @self: an exchange
 *
 * Returns: (transfer none): which part of the program sent it: `engine`, `stream` and so on
 */
const char *
cue_exchange_get_lane (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->lane;
}

/**
 * cue_exchange_get_purpose:
 * @self: an exchange
 *
 * Returns: (transfer none): why it was sent, in words
 */
const char *
cue_exchange_get_purpose (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->purpose;
}

/**
 * cue_exchange_get_method:
 * @self: an exchange
 *
 * Returns: (transfer none): the HTTP method
 */
const char *
cue_exchange_get_method (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->method;
}

/**
 * cue_exchange_get_url:
 * @self: an exchange
 *
 * Returns: (transfer none): the URL, redacted
 */
const char *
cue_exchange_get_url (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->url;
}

/**
 * cue_exchange_get_finished:
 * @self: an exchange
 *
 * Returns: whether it is over
 */
gboolean
cue_exchange_get_finished (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), FALSE);

  return self->finished;
}

/**
 * cue_exchange_get_status:
 * @self: an exchange
 *
 * Returns: the HTTP status, or 0 when no answer came
 */
guint
cue_exchange_get_status (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->status;
}

/**
 * cue_exchange_get_reason:
 * @self: an exchange
 *
 * Returns: (transfer none): the words of the server that belong to the status; may be empty
 */
const char *
cue_exchange_get_reason (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->reason;
}

/**
 * cue_exchange_get_http_version:
 * @self: an exchange
 *
 * Returns: (transfer none): `1.0`, `1.1` or `2`
 */
const char *
cue_exchange_get_http_version (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->http_version;
}

/**
 * cue_exchange_get_remote_address:
 * @self: an exchange
 *
 * Returns: (transfer none) (nullable): address and port that answered
 */
const char *
cue_exchange_get_remote_address (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->remote_address;
}

/**
 * cue_exchange_get_request_headers:
 * @self: an exchange
 *
 * Returns: (transfer none): one `Name: value` a line, redacted
 */
const char *
cue_exchange_get_request_headers (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->request_headers;
}

/**
 * cue_exchange_get_request_body:
 * @self: an exchange
 *
 * Returns: (transfer none): the body, redacted; empty when there was none
 */
const char *
cue_exchange_get_request_body (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->request_body;
}

/**
 * cue_exchange_get_response_headers:
 * @self: an exchange
 *
 * Returns: (transfer none): one `Name: value` a line, redacted
 */
const char *
cue_exchange_get_response_headers (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->response_headers;
}

/**
 * cue_exchange_get_response_body:
 * @self: an exchange
 *
 * Returns: (transfer none): the body, redacted and cut, or what it is if it is not text
 */
const char *
cue_exchange_get_response_body (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->response_body;
}

/**
 * cue_exchange_get_error_text:
 * @self: an exchange
 *
 * Returns: (transfer none) (nullable): why there is no usable answer
 */
const char *
cue_exchange_get_error_text (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), "");

  return self->error_text;
}

/**
 * cue_exchange_get_request_size:
 * @self: an exchange
 *
 * Returns: bytes sent, headers included
 */
guint64
cue_exchange_get_request_size (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->request_size;
}

/**
 * cue_exchange_get_response_size:
 * @self: an exchange
 *
 * Returns: bytes received, headers included, before decompression
 */
guint64
cue_exchange_get_response_size (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->response_size;
}

/**
 * cue_exchange_get_body_size:
 * @self: an exchange
 *
 * Returns: bytes of the body after decompression
 */
guint64
cue_exchange_get_body_size (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->body_size;
}

/**
 * cue_exchange_get_started_wall_us:
 * @self: an exchange
 *
 * Returns: when it was sent, microseconds since 1970 UTC
 */
gint64
cue_exchange_get_started_wall_us (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->started_wall_us;
}

/**
 * cue_exchange_get_duration_us:
 * @self: an exchange
 *
 * Returns: how long it took altogether, or −1 while it runs
 */
gint64
cue_exchange_get_duration_us (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return self->duration_us;
}

/**
 * cue_exchange_get_phases:
 * @self: an exchange
 *
 * Returns: (transfer none): how long each phase took; owned by @self
 */
const CueExchangePhases *
cue_exchange_get_phases (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), NULL);

  return &self->phases;
}

/**
 * cue_exchange_get_frames:
 * @self: an exchange
 *
 * Returns: (transfer none) (nullable): the last messages of its WebSocket, of [class@Frame]
 */
GListModel *
cue_exchange_get_frames (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), NULL);

  return (GListModel *) self->frames;
}

/**
 * cue_exchange_notify_finished:
 * @self: an exchange
 *
 * Tells that everything the end of the exchange brought is there. For the send path.
 */
void
cue_exchange_notify_finished (CueExchange *self)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  for (guint id = PROP_FINISHED; id <= PROP_RECEIVE_US; id++)
    g_object_notify_by_pspec (object, properties[id]);
  g_object_thaw_notify (object);
}
