// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-exchange-private.h"

#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Filling an exchange in. This is where everything that is kept passes the redactor, and gets a
 * size.
 */

/* Redaction looks a little further than what is kept, so that no half of a secret stands at the
 * end. */
#define REDACTION_MARGIN (4 * 1024)
/* Above these a header is noise or an attack. */
#define MAX_HEADER_CHARS  4096
#define MAX_HEADERS_BYTES (32 * 1024)
/* What an exchange costs apart from its texts. */
#define OWN_WEIGHT 1024
/* A server may send as many as it likes. */
#define MAX_CERTIFICATES 16

static char *
record_headers (SoupMessageHeaders *headers, CueRedactor *redactor)
{
  GString               *out = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char            *name;
  const char            *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    g_autofree char *visible = cue_text_make_line (value, -1, MAX_HEADER_CHARS);
    g_autofree char *safe = cue_redactor_apply_header (redactor, name, visible);
    g_autofree char *safe_name = cue_text_make_line (name, -1, 100);

    if (out->len + strlen (safe) > MAX_HEADERS_BYTES) {
      g_string_append (out, "…\n");
      break;
    }
    g_string_append_printf (out, "%s: %s\n", safe_name, safe);
  }
  return g_string_free (out, FALSE);
}

static gboolean
type_is_text (const char *type)
{
  if (type == NULL)
    return TRUE;
  return g_str_has_prefix (type, "text/") || strstr (type, "json") != NULL ||
         strstr (type, "xml") != NULL || strstr (type, "mpegurl") != NULL ||
         strstr (type, "urlencoded") != NULL || strstr (type, "javascript") != NULL;
}

/* Bytes that are no text would be shown as a page of pictures of control characters. */
static gboolean
body_is_text (const char *data, gsize length, const char *type)
{
  gsize looked_at = MIN (length, 1024);
  gsize odd = 0;

  if (type_is_text (type))
    return TRUE;
  for (gsize i = 0; i < looked_at; i++)
    odd += (guchar) data[i] < 0x20 && strchr ("\t\r\n", data[i]) == NULL;
  return odd == 0 && g_utf8_validate (data, (gssize) MIN (looked_at, 512), NULL);
}

static void
cut_utf8 (char *text, gsize max_bytes)
{
  gsize end = max_bytes;

  if (strlen (text) <= max_bytes)
    return;
  end -= strlen ("…");
  while (end > 0 && ((guchar) text[end] & 0xc0) == 0x80)
    end--;
  memcpy (text + end, "…", sizeof "…");
}

static char *
record_body (GBytes *body, const char *type, CueRedactor *redactor)
{
  gsize            length;
  const char      *data;
  g_autofree char *visible = NULL;
  char            *safe;

  if (body == NULL || g_bytes_get_size (body) == 0)
    return g_strdup ("");
  data = g_bytes_get_data (body, &length);
  if (!body_is_text (data, length, type)) {
    g_autofree char *size = g_format_size (length);

    /* Translators: in place of a body that is not text: size, type such as image/png */
    return g_strdup_printf (_ ("(%s of %s)"), size, type != NULL ? type : _ ("unknown bytes"));
  }
  visible =
    cue_text_make_visible (data,
                           (gssize) MIN (length, CUE_EXCHANGE_MAX_BODY_BYTES + REDACTION_MARGIN),
                           0);
  safe = cue_redactor_apply (redactor, visible);
  cut_utf8 (safe, CUE_EXCHANGE_MAX_BODY_BYTES);
  return safe;
}

static void
replace_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

/**
 * cue_exchange_new:
 * @lane: which part of the program sends
 * @purpose: why, in words
 * @wall_us: now
 * @monotonic_us: now
 *
 * Returns: (transfer full): an exchange that has begun
 */
CueExchange *
cue_exchange_new (const char *lane, const char *purpose, gint64 wall_us, gint64 monotonic_us)
{
  CueExchange *self = g_object_new (CUE_TYPE_EXCHANGE, NULL);

  self->lane = g_intern_string (lane);
  self->purpose = g_strdup (purpose);
  self->method = g_strdup ("");
  self->url = g_strdup ("");
  self->reason = g_strdup ("");
  self->request_headers = g_strdup ("");
  self->request_body = g_strdup ("");
  self->response_headers = g_strdup ("");
  self->response_body = g_strdup ("");
  self->started_wall_us = wall_us;
  self->started_monotonic_us = monotonic_us;
  self->certificate_end_us = CUE_TIME_INVALID;
  return self;
}

/**
 * cue_exchange_set_request:
 * @self: an exchange
 * @message: what is about to be sent
 * @body: (nullable): its body
 * @redactor: what may not be kept
 */
void
cue_exchange_set_request (CueExchange *self,
                          SoupMessage *message,
                          GBytes      *body,
                          CueRedactor *redactor)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char    *url = g_uri_to_string (soup_message_get_uri (message));

  replace_text (&self->purpose, cue_redactor_apply (redactor, self->purpose));
  replace_text (&self->method, cue_text_make_line (soup_message_get_method (message), -1, 40));
  replace_text (&self->url, cue_redactor_apply (redactor, url));
  replace_text (&self->request_headers, record_headers (headers, redactor));
  replace_text (&self->request_body,
                record_body (body,
                             soup_message_headers_get_content_type (headers, NULL),
                             redactor));
}

static gint64
measure (guint64 from, guint64 until)
{
  return from != 0 && until >= from ? (gint64) (until - from) : -1;
}

static void
record_phases (CueExchange *self, SoupMessageMetrics *metrics)
{
  CueExchangePhases *phases = &self->phases;
  guint64            tls_start = soup_message_metrics_get_tls_start (metrics);
  guint64            connect_end = soup_message_metrics_get_connect_end (metrics);
  guint64            response_start = soup_message_metrics_get_response_start (metrics);

  phases->dns_us = measure (soup_message_metrics_get_dns_start (metrics),
                            soup_message_metrics_get_dns_end (metrics));
  /* libsoup counts the handshake into the connection. */
  phases->connect_us = measure (soup_message_metrics_get_connect_start (metrics),
                                tls_start != 0 ? tls_start : connect_end);
  phases->tls_us = measure (tls_start, connect_end);
  phases->wait_us = measure (soup_message_metrics_get_request_start (metrics), response_start);
  phases->receive_us = measure (response_start, soup_message_metrics_get_response_end (metrics));
  self->request_size = soup_message_metrics_get_request_header_bytes_sent (metrics) +
                       soup_message_metrics_get_request_body_bytes_sent (metrics);
  self->response_size = soup_message_metrics_get_response_header_bytes_received (metrics) +
                        soup_message_metrics_get_response_body_bytes_received (metrics);
}

static const char *
name_version (SoupHTTPVersion version)
{
  switch (version) {
  case SOUP_HTTP_1_0:
    return "1.0";
  case SOUP_HTTP_2_0:
    return "2";
  case SOUP_HTTP_1_1:
  default:
    return "1.1";
  }
}

static char *
describe_address (SoupMessage *message)
{
  GSocketAddress  *address = soup_message_get_remote_address (message);
  g_autofree char *host = NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;
  host =
    g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%u" : "%s:%u",
                          host,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

/* A chain is worth no more than its weakest link; one that this computer has itself is not sent. */
static void
record_certificate (CueExchange *self, SoupMessage *message)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  GUri            *uri = soup_message_get_uri (message);

  if (certificate == NULL)
    return;
  if (g_uri_get_port (uri) > 0)
    replace_text (&self->certificate_host,
                  g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri)));
  else
    replace_text (&self->certificate_host, g_strdup (g_uri_get_host (uri)));
  for (guint i = 0; certificate != NULL && i < MAX_CERTIFICATES; i++) {
    g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);

    if (end != NULL) {
      gint64 end_us = CUE_SECONDS (g_date_time_to_unix (end));

      if (self->certificate_end_us == CUE_TIME_INVALID || end_us < self->certificate_end_us)
        self->certificate_end_us = end_us;
    }
    certificate = g_tls_certificate_get_issuer (certificate);
  }
}

static void
record_response (CueExchange *self, SoupMessage *message, GBytes *body, CueRedactor *redactor)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *reason = soup_message_get_reason_phrase (message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);
  g_autofree char    *visible = cue_text_make_line (reason != NULL ? reason : "", -1, 100);

  self->status = soup_message_get_status (message);
  self->http_version = name_version (soup_message_get_http_version (message));
  replace_text (&self->reason, cue_redactor_apply (redactor, visible));
  replace_text (&self->content_type, type != NULL ? cue_text_make_line (type, -1, 200) : NULL);
  replace_text (&self->response_headers, record_headers (headers, redactor));
  replace_text (&self->response_body, record_body (body, type, redactor));
  self->body_size = body != NULL ? g_bytes_get_size (body) : 0;
}

/**
 * cue_exchange_finish:
 * @self: an exchange
 * @message: what was sent
 * @body: (nullable): what came
 * @error: (nullable): why nothing usable came
 * @monotonic_us: now
 * @redactor: what may not be kept
 *
 * Fills in the rest and tells everyone who looks.
 */
void
cue_exchange_finish (CueExchange  *self,
                     SoupMessage  *message,
                     GBytes       *body,
                     const GError *error,
                     gint64        monotonic_us,
                     CueRedactor  *redactor)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);

  g_return_if_fail (!self->finished);

  self->finished = TRUE;
  self->duration_us = MAX (monotonic_us - self->started_monotonic_us, 0);
  /* libsoup adds its own when it sends. */
  replace_text (&self->request_headers,
                record_headers (soup_message_get_request_headers (message), redactor));
  if (metrics != NULL)
    record_phases (self, metrics);
  if (soup_message_get_status (message) != SOUP_STATUS_NONE)
    record_response (self, message, body, redactor);
  if (error != NULL)
    replace_text (&self->error_text, cue_redactor_apply (redactor, error->message));
  replace_text (&self->remote_address, describe_address (message));
  record_certificate (self, message);
  cue_exchange_notify_finished (self);
}

/**
 * cue_exchange_set_websocket:
 * @self: an exchange that begins
 * @frames: where its messages are kept
 */
void
cue_exchange_set_websocket (CueExchange *self, CueFrameLog *frames)
{
  g_set_object (&self->frames, frames);
}

/**
 * cue_exchange_set_upgraded:
 * @self: an exchange of a WebSocket
 * @message: what was sent, and answered with 101
 * @redactor: what may not be kept
 *
 * Fills in what is known while the WebSocket is open, and tells everyone who looks.
 */
void
cue_exchange_set_upgraded (CueExchange *self, SoupMessage *message, CueRedactor *redactor)
{
  replace_text (&self->request_headers,
                record_headers (soup_message_get_request_headers (message), redactor));
  record_response (self, message, NULL, redactor);
  replace_text (&self->remote_address, describe_address (message));
  record_certificate (self, message);
  cue_exchange_notify_finished (self);
}

/**
 * cue_exchange_get_certificate_host:
 *
 * Returns: (transfer none) (nullable): name and port of the server that showed a certificate, be it
 *   good or not
 */
const char *
cue_exchange_get_certificate_host (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), NULL);

  return self->certificate_host;
}

/**
 * cue_exchange_get_certificate_end:
 *
 * Returns: until when the certificate of the server is valid, and those it stands on that the
 *   server sent; µs since 1970 UTC, %CUE_TIME_INVALID without TLS
 */
gint64
cue_exchange_get_certificate_end (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), CUE_TIME_INVALID);

  return self->certificate_end_us;
}

static gsize
measure_text (const char *text)
{
  return text != NULL ? strlen (text) + 1 : 0;
}

/**
 * cue_exchange_get_weight:
 * @self: an exchange
 *
 * Returns: about how many bytes of memory it takes, by which the trace is bounded
 */
gsize
cue_exchange_get_weight (CueExchange *self)
{
  g_return_val_if_fail (CUE_IS_EXCHANGE (self), 0);

  return OWN_WEIGHT + measure_text (self->purpose) + measure_text (self->url) +
         measure_text (self->request_headers) + measure_text (self->request_body) +
         measure_text (self->response_headers) + measure_text (self->response_body) +
         measure_text (self->error_text) +
         (self->frames != NULL ? cue_frame_log_get_bytes (self->frames) : 0);
}

static char *
summarize_websocket (CueExchange *self)
{
  guint            total = (guint) MIN (cue_frame_log_get_total (self->frames), G_MAXUINT);
  g_autofree char *count = NULL;

  /* Translators: messages of a WebSocket, sent and received */
  count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message", "%u messages", total), total);
  if (!self->finished)
    /* Translators: a WebSocket; then how many messages */
    return g_strdup_printf (_ ("open · %s"), count);
  /* Translators: a WebSocket; then how many messages */
  return g_strdup_printf (_ ("closed · %s"), count);
}

/**
 * cue_exchange_summarize:
 * @self: an exchange
 *
 * Returns: (transfer full): one line, such as `200 OK · 1.2 kB · 34 ms`
 */
char *
cue_exchange_summarize (CueExchange *self)
{
  g_autofree char *size = NULL;

  g_return_val_if_fail (CUE_IS_EXCHANGE (self), NULL);

  if (self->frames != NULL && self->status == SOUP_STATUS_SWITCHING_PROTOCOLS)
    return summarize_websocket (self);
  if (!self->finished)
    return g_strdup (_ ("under way"));
  if (self->status == 0)
    return g_strdup (self->error_text != NULL ? self->error_text : _ ("no answer"));
  size = g_format_size (self->body_size);
  /* Translators: status, its words, size of the body, milliseconds */
  return g_strdup_printf (_ ("%u %s · %s · %d ms"),
                          self->status,
                          self->reason,
                          size,
                          (int) MIN (self->duration_us / 1000, G_MAXINT));
}

static void
append_phase (GString *out, const char *name, gint64 us)
{
  if (us >= 0)
    g_string_append_printf (out, " %s=%.1fms", name, (double) us / 1000.0);
}

static void
append_part (GString *out, const char *prefix, const char *text)
{
  g_auto (GStrv) lines = NULL;

  if (*text == '\0')
    return;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    if (*lines[i] != '\0' || lines[i + 1] != NULL)
      g_string_append_printf (out, "%s%s\n", prefix, lines[i]);
  }
}

/**
 * cue_exchange_to_text:
 * @self: an exchange
 *
 * The whole exchange for reading in a terminal: `*` facts, `>` sent, `<` received.
 *
 * Returns: (transfer full): lines of text, the last one ended
 */
char *
cue_exchange_to_text (CueExchange *self)
{
  GString         *out;
  g_autofree char *started = NULL;
  g_autofree char *summary = NULL;

  g_return_val_if_fail (CUE_IS_EXCHANGE (self), NULL);

  out = g_string_new (NULL);
  started = cue_time_format_iso8601 (self->started_wall_us);
  summary = cue_exchange_summarize (self);
  g_string_append_printf (out,
                          "* %s #%" G_GUINT64_FORMAT " %s: %s\n",
                          started,
                          self->id,
                          self->lane,
                          self->purpose);
  g_string_append_printf (out, "> %s %s\n", self->method, self->url);
  append_part (out, "> ", self->request_headers);
  append_part (out, ">> ", self->request_body);
  g_string_append_printf (out, "* %s\n", summary);
  if (self->error_text != NULL && self->status != 0)
    g_string_append_printf (out, "* %s\n", self->error_text);
  if (self->finished) {
    g_string_append (out, "*");
    append_phase (out, "dns", self->phases.dns_us);
    append_phase (out, "connect", self->phases.connect_us);
    append_phase (out, "tls", self->phases.tls_us);
    append_phase (out, "wait", self->phases.wait_us);
    append_phase (out, "receive", self->phases.receive_us);
    append_phase (out, "total", self->duration_us);
    g_string_append_c (out, '\n');
  }
  append_part (out, "< ", self->response_headers);
  append_part (out, "<< ", self->response_body);
  return g_string_free (out, FALSE);
}
