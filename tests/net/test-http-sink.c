// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-http-fixture.h"

#include <string.h>

/* Bodies that go to a stream; secrets in a body; and whether anybody may have seen a request. */

#define BODY_BYTES 300000

typedef struct {
  guint   n;
  guint64 received;
  gint64  expected;
} Progress;

static void
on_progress (guint64 received, gint64 expected, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpuint (received, >, progress->received);
  progress->n++;
  progress->received = received;
  progress->expected = expected;
}

static gboolean
reply_large (CueTestConnection *connection, const char *request, gpointer data)
{
  g_autofree char *body = g_strnfill (BODY_BYTES, 'x');

  cue_test_connection_printf (connection,
                              "HTTP/1.1 %s Said\r\nContent-Length: %d\r\n\r\n",
                              (const char *) data,
                              BODY_BYTES);
  cue_test_connection_write (connection, body, BODY_BYTES);
  return FALSE;
}

/* What a server that answers with @status makes of a request with a sink. */
static CueHttpResponse *
fetch (const char *status, GOutputStream *sink, gsize max_bytes, Progress *progress, GError **error)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_large, (gpointer) status);
  g_autofree char *url = cue_test_server_make_url (server, "/file");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);

  cue_http_request_set_max_bytes (request, max_bytes);
  cue_http_request_set_sink (request, sink, on_progress, progress);
  return cue_http_fixture_send (fixture, request, error);
}

static void
test_sink (void)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = fetch ("200", sink, 1000000, &progress, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (sink)),
                    ==,
                    BODY_BYTES);
  // The response and the trace have the beginning alone.
  g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (response)),
                    ==,
                    CUE_EXCHANGE_MAX_BODY_BYTES);
  g_assert_cmpuint (progress.n, >=, BODY_BYTES / (64 * 1024));
  g_assert_cmpuint (progress.received, ==, BODY_BYTES);
  g_assert_cmpint (progress.expected, ==, BODY_BYTES);
  g_assert_false (g_output_stream_is_closed (sink));
}

/* A page of error is no file. */
static void
test_refusal (void)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = fetch ("404", sink, 1000000, &progress, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (sink)), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (response)),
                    ==,
                    CUE_HTTP_MAX_ERROR_BYTES);
  g_assert_cmpuint (progress.n, ==, 0);
}

static void
test_limit (void)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch ("200", sink, BODY_BYTES - 1, &progress, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

static void
test_full_disk (void)
{
  char room[1000];
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch ("200", sink, 1000000, &progress, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  cue_assert_says (error, "cannot be written");
}

static gboolean
echo_request (CueTestConnection *connection, const char *request, gpointer data)
{
  const char *body = strstr (request, "\r\n\r\n") + 4;

  cue_test_connection_printf (connection,
                              "HTTP/1.1 400 No\r\nContent-Type: text/plain\r\n"
                              "Content-Length: %zu\r\n\r\n%s",
                              strlen (body),
                              body);
  return FALSE;
}

static void
test_secrets (void)
{
  static const char body[] = "one sesame-1 two sesame-2";
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (echo_request, NULL);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("PUT", url);
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;

  cue_http_request_set_body (request, bytes, "text/plain");
  cue_http_request_add_secret (request, "sesame-1");
  cue_http_request_add_secret (request, "sesame-2");
  response = cue_http_fixture_send (fixture, request, &error);
  g_assert_no_error (error);
  text = cue_exchange_to_text (cue_http_fixture_last_exchange (fixture));
  said = cue_http_response_dup_server_text (response);
  g_assert_null (strstr (text, "sesame"));
  g_assert_cmpstr (said, ==, "one ••• two •••");
  // And only here: nobody else knows of them.
  g_clear_pointer (&text, g_free);
  text = cue_redactor_apply (fixture->redactor, "sesame-1");
  g_assert_cmpstr (text, ==, "sesame-1");
}

static gboolean
hang_up (CueTestConnection *connection, const char *request, gpointer data)
{
  return FALSE;
}

static void
test_sent (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  CueTestServer   *server = cue_test_server_new (hang_up, NULL);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) cut = cue_http_request_new ("POST", url);
  g_autoptr (CueHttpRequest) refused = cue_http_request_new ("POST", url);
  g_autoptr (GError) error = NULL;

  g_assert_false (cue_http_request_get_sent (cut));
  g_assert_null (cue_http_fixture_send (fixture, cut, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_NETWORK);
  g_assert_true (cue_http_request_get_sent (cut));
  g_clear_error (&error);

  cue_test_server_free (server);
  g_assert_null (cue_http_fixture_send (fixture, refused, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_NETWORK);
  g_assert_false (cue_http_request_get_sent (refused));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/sink/sink", test_sink);
  g_test_add_func ("/net/sink/refusal", test_refusal);
  g_test_add_func ("/net/sink/limit", test_limit);
  g_test_add_func ("/net/sink/full-disk", test_full_disk);
  g_test_add_func ("/net/sink/secrets", test_secrets);
  g_test_add_func ("/net/sink/sent", test_sent);
  return g_test_run ();
}
