// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-operation-private.h"

#include "cue-body-decoder.h"
#include "cue-error.h"
#include "cue-http-redirect.h"

#include <glib/gi18n-lib.h>

/*
 * The body of a hop: piece by piece into memory, or into the sink of the request.
 *
 *   read → keep ─┬→ read …          (memory)
 *                └→ write → read …  (sink)
 *
 * and at its end the length is compared with what the header said. The rest of what is no success
 * is dropped once there is enough of it.
 */

/* Small enough that a compressed bomb is noticed early, large enough for 16 MiB in a blink. */
#define READ_BYTES (64 * 1024)

static gboolean
is_success (Operation *op)
{
  guint status = soup_message_get_status (op->message);

  return status >= 200 && status <= 299;
}

/* What goes to a file; a page of error stays in memory. */
static gboolean
goes_to_sink (Operation *op)
{
  return cue_http_request_get_sink (op->request) != NULL && is_success (op);
}

gboolean
cue_http_operation_exceeds_limit (Operation *op, guint64 bytes, GError **error)
{
  gsize            limit = cue_http_request_get_max_bytes (op->request);
  g_autofree char *shown = NULL;

  if (bytes <= limit || !is_success (op))
    return FALSE;
  shown = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_TOO_LARGE,
               _ ("The answer is larger than the %s that are read here; the rest was not "
                  "fetched."),
               shown);
  return TRUE;
}

/* libsoup 3.2 to 3.6 takes the end of the connection for the end of the body, whatever
 * Content-Length said. */
static gboolean
check_length (Operation *op, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (op->message);
  SoupMessageMetrics *metrics = soup_message_get_metrics (op->message);
  guint               status = soup_message_get_status (op->message);
  guint64             received;

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      metrics == NULL || status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_MODIFIED ||
      g_str_equal (cue_http_request_get_method (op->request), "HEAD"))
    return TRUE;
  received = soup_message_metrics_get_response_body_bytes_received (metrics);
  if (received >= (guint64) soup_message_headers_get_content_length (headers))
    return TRUE;
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("Incomplete answer: the connection ended after %zu of %zu bytes."),
               (gsize) received,
               (gsize) soup_message_headers_get_content_length (headers));
  return FALSE;
}

/* Only a closed stream gives its connection back, and completes the metrics. */
static void
on_body_ended (GObject *object, GAsyncResult *result, gpointer data)
{
  Operation *op = data;
  g_autoptr (GError) error = NULL;

  if (!g_input_stream_close_finish (G_INPUT_STREAM (object), result, &error) ||
      op->failure != NULL || !check_length (op, &error))
    cue_http_operation_fail_hop (op, error);
  else
    cue_http_operation_end_hop (op);
}

static void
close_body (Operation *op)
{
  /* It has ended: the patience with a redirect must not cancel the closing, which fails the hop. */
  if (cue_http_redirect_is_one (op->message))
    cue_clock_clear_timeout (op->clock, &op->idle_id);
  g_input_stream_close_async (op->stream, G_PRIORITY_DEFAULT, op->cancellable, on_body_ended, op);
}

static gint64
get_expected (Operation *op)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (op->message);

  if (op->decoded != NULL ||
      soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return -1;
  return soup_message_headers_get_content_length (headers);
}

static void
on_piece_written (GObject *object, GAsyncResult *result, gpointer data)
{
  Operation *op = data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&op->piece, g_bytes_unref);
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error)) {
    if (op->failure == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      op->failure = g_error_new (CUE_ERROR,
                                 CUE_ERROR_STORAGE,
                                 _ ("What came cannot be written: %s"),
                                 error->message);
    cue_http_operation_fail_hop (op, error);
    return;
  }
  cue_http_operation_restart_idle (op);
  cue_http_request_report_progress (op->request, op->received, get_expected (op));
  cue_http_operation_read_body (op);
}

/* Of a page of error, or of what stands in a redirect, nobody needs more. */
static gsize
get_enough (Operation *op)
{
  return is_success (op)
           ? G_MAXSIZE
           : MIN (cue_http_request_get_max_bytes (op->request), CUE_HTTP_MAX_ERROR_BYTES);
}

/* The beginning is kept for the trace, and for who wants to know what it is. */
static void
keep_piece (Operation *op, GBytes *piece)
{
  gsize       length;
  const void *bytes = g_bytes_get_data (piece, &length);

  op->received += length;
  if (goes_to_sink (op))
    length =
      MIN (length, CUE_EXCHANGE_MAX_BODY_BYTES - MIN (op->body->len, CUE_EXCHANGE_MAX_BODY_BYTES));
  g_byte_array_append (op->body, bytes, (guint) length);
}

static void
write_piece (Operation *op, GBytes *piece)
{
  gsize       length;
  const void *bytes = g_bytes_get_data (piece, &length);

  op->piece = g_bytes_ref (piece);
  g_output_stream_write_all_async (cue_http_request_get_sink (op->request),
                                   bytes,
                                   length,
                                   G_PRIORITY_DEFAULT,
                                   op->cancellable,
                                   on_piece_written,
                                   op);
}

static void
on_body_read (GObject *object, GAsyncResult *result, gpointer data)
{
  Operation *op = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  gsize length;

  if (op->dropped && op->failure == NULL && !g_cancellable_is_cancelled (op->outer)) {
    cue_http_operation_drop_body (op);
    return;
  }
  if (piece == NULL && op->failure == NULL && !is_success (op) && error->domain == CUE_ERROR) {
    /* The status says more than that its body cannot be decompressed. */
    g_byte_array_set_size (op->body, 0);
    cue_http_operation_drop_body (op);
    return;
  }
  if (piece == NULL || op->failure != NULL) {
    cue_http_operation_fail_hop (op, error);
    return;
  }
  length = g_bytes_get_size (piece);
  if (length == 0) {
    close_body (op);
    return;
  }
  if (cue_http_operation_exceeds_limit (op, op->received + length, &error)) {
    cue_http_operation_fail_hop (op, error);
    return;
  }
  if (length > get_enough (op) - op->received) {
    g_autoptr (GBytes) first = g_bytes_new_from_bytes (piece, 0, get_enough (op) - op->received);

    keep_piece (op, first);
    cue_http_operation_drop_body (op);
    return;
  }
  keep_piece (op, piece);
  if (!cue_http_redirect_is_one (op->message))
    cue_http_operation_restart_idle (op);
  if (goes_to_sink (op)) {
    write_piece (op, piece);
    return;
  }
  cue_http_operation_read_body (op);
}

void
cue_http_operation_read_body (Operation *op)
{
  g_input_stream_read_bytes_async (op->decoded != NULL ? op->decoded : op->stream,
                                   READ_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   op->cancellable,
                                   on_body_read,
                                   op);
}

const char *
cue_http_operation_get_encoding (Operation *op)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (op->message),
                                        "Content-Encoding");
}

/* The decoder never closes libsoup's stream: it would do so blocking. */
void
cue_http_operation_start_decoder (Operation *op)
{
  const char *encoding = cue_http_operation_get_encoding (op);
  g_autoptr (GConverter) decoder = NULL;

  if (!cue_body_decoder_knows (encoding))
    return;
  decoder = cue_body_decoder_new (encoding);
  op->decoded = g_converter_input_stream_new (op->stream, decoder);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (op->decoded), FALSE);
}
