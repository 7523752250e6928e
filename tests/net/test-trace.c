// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-exchange-private.h"
#include "cue-http-fixture.h"

#include <string.h>

/* What is kept of an exchange, and that no secret is (services reference 5.1, C-25). */

#define SECRET "Zx9-a-very-secret-value"
#define TOKEN  "one-time-token-0123456789"

static gboolean
reply_echo (CueTestConnection *connection, const char *request, gpointer data)
{
  g_autofree char *body =
    g_strdup_printf ("{\"error\":\"invalid token " TOKEN " for " SECRET
                     " at https://u:p@h/?access_token=abcdef\",\"secret\":\"x1y2z3\"}");

  cue_test_connection_printf (connection,
                              "HTTP/1.1 401 Bad " TOKEN "\r\nX-Echo: " SECRET "\r\n"
                              "Set-Cookie: session=cookie-value\r\nWWW-Authenticate: Bearer "
                              "error=\"" TOKEN "\"\r\nContent-Type: application/json\r\n"
                              "Content-Length: %zu\r\n\r\n%s",
                              strlen (body),
                              body);
  return FALSE;
}

static void
assert_clean (const char *text)
{
  static const char *const secrets[] = {
    SECRET, TOKEN, "abcdef", "cookie-value", "x1y2z3", "u:p@"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++) {
    if (text != NULL && strstr (text, secrets[i]) != NULL)
      g_error ("“%s” stands in “%s”", secrets[i], text);
  }
}

static void
test_redaction (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_echo, NULL);
  g_autofree char *url = cue_test_server_make_url (server, "/p?key=abcdef&x=" SECRET);
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_static (SECRET " body", sizeof SECRET " body" - 1);
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  CueExchange     *exchange;
  g_autofree char *text = NULL;

  cue_redactor_add (fixture->redactor, SECRET);
  cue_http_request_set_bearer (request, TOKEN);
  cue_http_request_set_body (request, body, "text/plain");
  cue_http_request_set_header (request, "X-Custom", "has " SECRET " in it");
  cue_http_request_set_lane (request, "engine");
  cue_http_request_set_purpose (request, "Try " SECRET);
  response = cue_http_fixture_send (fixture, request, &error);
  g_assert_no_error (error);

  g_assert_false (cue_http_response_check_status (response, &error));
  assert_clean (error->message);
  cue_assert_says (error, "invalid token ••• for ••• at https://•••@h/?access_token=•••");

  exchange = cue_http_fixture_last_exchange (fixture);
  assert_clean (cue_exchange_get_url (exchange));
  assert_clean (cue_exchange_get_reason (exchange));
  assert_clean (cue_exchange_get_request_headers (exchange));
  assert_clean (cue_exchange_get_request_body (exchange));
  assert_clean (cue_exchange_get_response_headers (exchange));
  assert_clean (cue_exchange_get_response_body (exchange));
  text = cue_exchange_to_text (exchange);
  assert_clean (text);
  g_assert_cmpstr (cue_exchange_get_request_body (exchange), ==, "••• body");
  g_assert_nonnull (strstr (cue_exchange_get_request_headers (exchange), "Host: localhost"));
  g_assert_nonnull (
    strstr (cue_exchange_get_request_headers (exchange), "Authorization: Bearer •••"));
  g_assert_cmpstr (cue_exchange_get_lane (exchange), ==, "engine");
}

static gboolean
reply_plain (CueTestConnection *connection, const char *request, gpointer data)
{
  const char *body = data;

  return cue_test_connection_printf (connection,
                                     "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n%s",
                                     strlen (body),
                                     body);
}

static void
test_facts (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_plain, (gpointer) "{\"a\":1}");
  g_autoptr (CueHttpResponse) first = cue_http_fixture_get (fixture, server, "/1", NULL);
  CueExchange             *exchange = cue_http_fixture_last_exchange (fixture);
  const CueExchangePhases *phases = cue_exchange_get_phases (exchange);
  guint64                  id = cue_exchange_get_id (exchange);
  g_autoptr (CueHttpResponse) second = NULL;
  g_autofree char *summary = NULL;
  guint            status;
  gint64           wait;

  g_assert_true (cue_http_response_get_exchange (first) == exchange);
  g_assert_true (cue_exchange_get_finished (exchange));
  g_assert_cmpuint (cue_exchange_get_status (exchange), ==, 200);
  g_assert_cmpuint (cue_exchange_get_body_size (exchange), ==, 7);
  g_assert_cmpuint (cue_exchange_get_response_size (exchange), >, 30);
  g_assert_cmpuint (cue_exchange_get_request_size (exchange), >, 50);
  g_assert_cmpstr (cue_exchange_get_http_version (exchange), ==, "1.1");
  g_assert_true (g_str_has_prefix (cue_exchange_get_remote_address (exchange), "127.0.0.1:"));
  g_assert_cmpint (phases->connect_us, >=, 0);
  g_assert_cmpint (phases->tls_us, ==, -1);
  g_assert_cmpint (phases->wait_us, >=, 0);
  g_assert_cmpint (phases->receive_us, >=, 0);
  g_assert_cmpint (cue_exchange_get_duration_us (exchange), >=, phases->wait_us);
  summary = cue_exchange_summarize (exchange);
  g_assert_true (g_str_has_prefix (summary, "200 OK · 7"));

  /* a kept connection has no name, connection and handshake to wait for */
  second = cue_http_fixture_get (fixture, server, "/2", NULL);
  exchange = cue_http_fixture_last_exchange (fixture);
  g_assert_cmpuint (cue_exchange_get_id (exchange), >, id);
  g_assert_cmpint (cue_exchange_get_phases (exchange)->connect_us, ==, -1);
  g_object_get (exchange, "status", &status, "wait-us", &wait, NULL);
  g_assert_cmpuint (status, ==, 200);
  g_assert_cmpint (wait, ==, cue_exchange_get_phases (exchange)->wait_us);
  g_assert_cmpuint (cue_test_server_n_connections (server), ==, 1);
}

static gboolean
reply_picture (CueTestConnection *connection, const char *request, gpointer data)
{
  cue_test_connection_write (connection,
                             "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: "
                             "8\r\n\r\n\x89PNG\r\n\x1a\n",
                             -1);
  return FALSE;
}

static void
test_bodies (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) picture = cue_test_server_new (reply_picture, NULL);
  g_autofree char *large = g_strnfill (200000, 'y');
  g_autoptr (CueTestServer) text = NULL;
  g_autoptr (CueHttpResponse) first = cue_http_fixture_get (fixture, picture, "/", NULL);
  g_autoptr (CueHttpResponse) second = NULL;
  const char *kept;

  kept = cue_exchange_get_response_body (cue_http_fixture_last_exchange (fixture));
  g_assert_true (g_str_has_suffix (kept, " of image/png)"));

  /* a secret across the place where it is cut is not left by half */
  memcpy (large + CUE_EXCHANGE_MAX_BODY_BYTES - 8, SECRET, strlen (SECRET));
  cue_redactor_add (fixture->redactor, SECRET);
  text = cue_test_server_new (reply_plain, large);
  second = cue_http_fixture_get (fixture, text, "/", NULL);
  g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (second)), ==, 200000);
  kept = cue_exchange_get_response_body (cue_http_fixture_last_exchange (fixture));
  g_assert_cmpuint (strlen (kept), <=, CUE_EXCHANGE_MAX_BODY_BYTES);
  g_assert_true (g_str_has_suffix (kept, "…"));
  g_assert_null (strstr (kept, "Zx9"));
}

static void
add_exchange (CueTrace *trace, gsize size)
{
  g_autofree char *filler = g_strnfill (size, 'z');
  g_autoptr (CueExchange) exchange = cue_exchange_new ("net", filler, 0, 0);

  cue_trace_begin (trace, exchange);
}

static void
on_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *n = data;

  *n += added;
  *n -= removed;
  g_assert_cmpuint (*n, ==, g_list_model_get_n_items (model));
}

static void
test_bounds (void)
{
  g_autoptr (CueTrace) few = cue_trace_new_bounded (3, 1000000);
  g_autoptr (CueTrace) light = cue_trace_new_bounded (1000, 20000);
  guint n_few = 0;
  guint n_light = 0;

  g_signal_connect (few, "items-changed", G_CALLBACK (on_changed), &n_few);
  g_signal_connect (light, "items-changed", G_CALLBACK (on_changed), &n_light);
  for (guint i = 0; i < 10; i++)
    add_exchange (few, 10);
  g_assert_cmpuint (n_few, ==, 3);
  g_assert_cmpuint (cue_trace_get_dropped (few), ==, 7);

  for (guint i = 0; i < 100; i++)
    add_exchange (light, 1000);
  g_assert_cmpuint (cue_trace_get_bytes (light), <=, 20000);
  g_assert_cmpuint (n_light, >=, 5);
  /* one that is too heavy alone stays until the next comes */
  add_exchange (light, 50000);
  g_assert_cmpuint (n_light, ==, 1);
  add_exchange (light, 10);
  g_assert_cmpuint (n_light, ==, 1);
  cue_trace_clear (light);
  g_assert_cmpuint (cue_trace_get_bytes (light), ==, 0);
  g_assert_cmpuint (n_light, ==, 0);
}

static void
on_finished (CueTrace *trace, CueExchange *exchange, gpointer data)
{
  guint *count = data;

  g_assert_true (cue_exchange_get_finished (exchange));
  ++*count;
}

static void
test_signal (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_plain, (gpointer) "x");
  g_autoptr (CueHttpResponse) response = NULL;
  guint count = 0;

  g_signal_connect (fixture->trace, "exchange-finished", G_CALLBACK (on_finished), &count);
  response = cue_http_fixture_get (fixture, server, "/", NULL);
  g_assert_cmpuint (count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/trace/redaction", test_redaction);
  g_test_add_func ("/net/trace/facts", test_facts);
  g_test_add_func ("/net/trace/bodies", test_bodies);
  g_test_add_func ("/net/trace/bounds", test_bounds);
  g_test_add_func ("/net/trace/signal", test_signal);
  return g_test_run ();
}
