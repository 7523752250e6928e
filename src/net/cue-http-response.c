// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-response-private.h"

#include "cue-retry.h"
#include "cue-time.h"

#include <string.h>

/**
 * CueHttpResponse:
 *
 * A complete answer of any status, with the times at which it was sent and received. That a
 * response exists says that bytes came back whole, no more: a 404 is a response too. Call
 * [method@HttpResponse.check_status] or [method@HttpResponse.get_json], which does so itself,
 * before using the body. Immutable; of the main thread, which lends it to a worker for
 * [method@HttpResponse.read_async] and does not look at it meanwhile.
 */
struct _CueHttpResponse {
  GObject parent_instance;

  guint               status;
  char               *reason;       /* owned */
  char               *url;          /* owned: where the answer came from, after redirects */
  char               *content_type; /* owned, nullable, without parameters */
  SoupMessageHeaders *headers;      /* owned */
  GBytes             *body;         /* owned; may be empty */
  CueHttpTimes        times;
  CueExchange        *exchange; /* owned */
  CueRedactor        *redactor; /* owned: knows the secrets of the request */
  gboolean            authorized;
};

G_DEFINE_FINAL_TYPE (CueHttpResponse, cue_http_response, G_TYPE_OBJECT)

static void
cue_http_response_finalize (GObject *object)
{
  CueHttpResponse *self = CUE_HTTP_RESPONSE (object);

  g_free (self->reason);
  g_free (self->url);
  g_free (self->content_type);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->exchange);
  g_clear_pointer (&self->redactor, cue_redactor_unref);

  G_OBJECT_CLASS (cue_http_response_parent_class)->finalize (object);
}

static void
cue_http_response_class_init (CueHttpResponseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_http_response_finalize;
}

static void
cue_http_response_init (CueHttpResponse *self)
{
}

/**
 * cue_http_response_new:
 * @message: what was sent and answered
 * @body: what came
 * @times: when
 * @exchange: its record
 * @redactor: what may not be shown
 *
 * For the send path.
 *
 * Returns: (transfer full): a response
 */
CueHttpResponse *
cue_http_response_new (SoupMessage        *message,
                       GBytes             *body,
                       const CueHttpTimes *times,
                       CueExchange        *exchange,
                       CueRedactor        *redactor)
{
  CueHttpResponse    *self = g_object_new (CUE_TYPE_HTTP_RESPONSE, NULL);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *reason = soup_message_get_reason_phrase (message);

  self->status = soup_message_get_status (message);
  self->reason = g_strdup (reason != NULL ? reason : "");
  self->url = g_uri_to_string (soup_message_get_uri (message));
  self->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  self->headers = soup_message_headers_ref (headers);
  self->body = g_bytes_ref (body);
  self->times = *times;
  self->exchange = g_object_ref (exchange);
  self->redactor = cue_redactor_ref (redactor);
  self->authorized = soup_message_headers_get_one (soup_message_get_request_headers (message),
                                                   "Authorization") != NULL;
  return self;
}

/* Whether the request brought a token along; the advice to whoever is refused depends on it. */
gboolean
cue_http_response_get_authorized (CueHttpResponse *self)
{
  return self->authorized;
}

/**
 * cue_http_response_get_status:
 * @self: a response
 *
 * Returns: the HTTP status
 */
guint
cue_http_response_get_status (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->status;
}

/**
 * cue_http_response_get_reason:
 * @self: a response
 *
 * Returns: (transfer none): the words with the status, as sent; may be empty and is not fit to show
 */
const char *
cue_http_response_get_reason (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), "");

  return self->reason;
}

/**
 * cue_http_response_get_header:
 * @self: a response
 * @name: the name of a header, in any case
 *
 * Returns: (transfer none) (nullable): its value, the last one where it stands twice
 */
const char *
cue_http_response_get_header (CueHttpResponse *self, const char *name)
{
  SoupMessageHeadersIter iter;
  const char            *header;
  const char            *value;
  const char            *found = NULL;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &header, &value)) {
    if (g_ascii_strcasecmp (header, name) == 0)
      found = value;
  }
  return found;
}

/**
 * cue_http_response_get_body:
 * @self: a response
 *
 * Returns: (transfer none): the bytes that came, after decompression; may be empty
 */
GBytes *
cue_http_response_get_body (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);

  return self->body;
}

/**
 * cue_http_response_get_content_type:
 * @self: a response
 *
 * Returns: (transfer none) (nullable): what the body is, without parameters
 */
const char *
cue_http_response_get_content_type (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);

  return self->content_type;
}

/**
 * cue_http_response_get_url:
 * @self: a response
 *
 * Returns: (transfer none): where the answer came from, after redirects
 */
const char *
cue_http_response_get_url (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);

  return self->url;
}

/**
 * cue_http_response_get_redirect_us:
 * @self: a response
 *
 * Returns: what the redirects took that were followed: from the request until the last of them was
 *   known; 0 without one
 */
gint64
cue_http_response_get_redirect_us (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->times.redirect_us;
}

/**
 * cue_http_response_get_begun_monotonic_us:
 * @self: a response
 *
 * Returns: when the last address was turned to, on the monotonic clock; there may have been no
 *   connection yet
 */
gint64
cue_http_response_get_begun_monotonic_us (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->times.begun_monotonic_us;
}

/**
 * cue_http_response_get_sent_monotonic_us:
 * @self: a response
 *
 * Returns: when the request left, on the monotonic clock; the connection stood already
 */
gint64
cue_http_response_get_sent_monotonic_us (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->times.sent_monotonic_us;
}

/**
 * cue_http_response_get_first_byte_monotonic_us:
 * @self: a response
 *
 * Returns: when the headers were there, on the monotonic clock
 */
gint64
cue_http_response_get_first_byte_monotonic_us (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->times.first_byte_monotonic_us;
}

/**
 * cue_http_response_get_received_wall_us:
 * @self: a response
 *
 * Returns: when the body was there, microseconds since 1970 UTC
 */
gint64
cue_http_response_get_received_wall_us (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->times.received_wall_us;
}

/**
 * cue_http_response_get_received_monotonic_us:
 * @self: a response
 *
 * Returns: when the body was there, on the monotonic clock
 */
gint64
cue_http_response_get_received_monotonic_us (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), 0);

  return self->times.received_monotonic_us;
}

/**
 * cue_http_response_get_exchange:
 * @self: a response
 *
 * Returns: (transfer none): the record in the trace
 */
CueExchange *
cue_http_response_get_exchange (CueHttpResponse *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);

  return self->exchange;
}

/**
 * cue_http_response_get_date_us:
 * @self: a response
 *
 * Returns: the time of the server by its `Date` header, microseconds since 1970 UTC with a
 *   resolution of a second, or %CUE_TIME_INVALID
 */
gint64
cue_http_response_get_date_us (CueHttpResponse *self)
{
  const char *date;
  gint64      us;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), CUE_TIME_INVALID);

  date = cue_http_response_get_header (self, "Date");
  return date != NULL && cue_time_parse_http_date (date, &us) ? us : CUE_TIME_INVALID;
}

/**
 * cue_http_response_get_date_difference_us:
 * @self: a response
 *
 * How far this computer's clock is from the server's. The header has whole seconds and the answer
 * was on its way, so up to some seconds mean nothing; but tokens here live for a minute, and a
 * greater difference explains why they are refused.
 *
 * Returns: local minus server time in microseconds (positive: this computer is fast), or
 *   %CUE_TIME_INVALID without a `Date` header
 */
gint64
cue_http_response_get_date_difference_us (CueHttpResponse *self)
{
  gint64 date = cue_http_response_get_date_us (self);

  if (date == CUE_TIME_INVALID)
    return CUE_TIME_INVALID;
  return self->times.received_wall_us - date;
}

/* A whole number of seconds, not negative, or −1. */
static gint64
parse_seconds (const char *text)
{
  char   *end;
  guint64 value;

  if (!g_ascii_isdigit (*text))
    return -1;
  value = g_ascii_strtoull (text, &end, 10);
  while (g_ascii_isspace (*end))
    end++;
  if (*end != '\0' && *end != ',')
    return -1;
  return (gint64) MIN (value, G_MAXINT32);
}

/**
 * cue_http_response_get_max_age:
 * @self: a response
 *
 * Returns: for how many seconds the answer may be used by its `Cache-Control`: 0 for `no-cache` and
 *   `no-store`, −1 when nothing is said
 */
gint64
cue_http_response_get_max_age (CueHttpResponse *self)
{
  const char *header;
  g_autoptr (GHashTable) directives = NULL;
  const char *max_age;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), -1);

  header = soup_message_headers_get_list (self->headers, "Cache-Control");
  if (header == NULL)
    return -1;
  directives = soup_header_parse_param_list (header);
  if (g_hash_table_contains (directives, "no-cache") ||
      g_hash_table_contains (directives, "no-store"))
    return 0;
  max_age = g_hash_table_lookup (directives, "max-age");
  return max_age != NULL ? parse_seconds (max_age) : -1;
}

/**
 * cue_http_response_get_age:
 * @self: a response
 *
 * Returns: for how many seconds a cache on the way has kept the answer, −1 when nothing is said
 */
gint64
cue_http_response_get_age (CueHttpResponse *self)
{
  const char *age;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), -1);

  age = cue_http_response_get_header (self, "Age");
  return age != NULL ? parse_seconds (age) : -1;
}

/**
 * cue_http_response_get_retry_after_us:
 * @self: a response
 * @clock: for the time now, where the server does not tell its own
 *
 * Returns: for how many microseconds the server wants to be left alone, within 1 s and 15 min, or
 *   −1 when it says nothing that can be read
 */
gint64
cue_http_response_get_retry_after_us (CueHttpResponse *self, CueClock *clock)
{
  gint64 now;
  gint64 wait;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), -1);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), -1);

  now = cue_http_response_get_date_us (self);
  if (now == CUE_TIME_INVALID)
    now = cue_clock_get_wall (clock);
  if (!cue_retry_parse_after (cue_http_response_get_header (self, "Retry-After"), now, &wait))
    return -1;
  return wait;
}

/**
 * cue_http_response_redact:
 * @self: a response
 * @text: text made of it
 *
 * Returns: (transfer full): @text without the secrets of the client and of this request
 */
char *
cue_http_response_redact (CueHttpResponse *self, const char *text)
{
  return cue_redactor_apply (self->redactor, text);
}
