// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-http-error.h"
#include "cue-http-fixture.h"
#include "cue-test-resolver.h"
#include "cue-time.h"

#include <string.h>

/* services reference 5.1, C-10, C-20, C-21: what can go wrong before an answer, each with words of
 * its own. */

#define OK_JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/* ---- TLS -------------------------------------------------------------------------------------*/

static void
try_certificate (const char *name, const char *words)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "tls", name, NULL);
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "net", "tls", "ca.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (authority, NULL);
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer)
    server = cue_test_server_new_tls (cue_test_reply_text, (gpointer) OK_JSON, certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *host = g_strdup_printf ("localhost:%u", cue_test_server_get_port (server));
  CueExchange     *exchange;

  g_assert_nonnull (certificate);
  cue_http_client_set_tls_database (fixture->client, database);
  response = cue_http_fixture_get (fixture, server, "/", &error);
  /* Also of one that was refused: how long ago it expired is what somebody wants to know. */
  exchange = cue_http_fixture_last_exchange (fixture);
  g_assert_cmpstr (cue_exchange_get_certificate_host (exchange), ==, host);
  g_assert_cmpint (cue_exchange_get_certificate_end (exchange),
                   ==,
                   CUE_SECONDS (g_date_time_to_unix (end)));
  if (words == NULL) {
    g_assert_no_error (error);
    g_assert_cmpint (cue_exchange_get_phases (exchange)->tls_us, >, 0);
    return;
  }
  g_assert_null (response);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TLS);
  cue_assert_says (error, words);
  g_assert_cmpuint (cue_test_server_count (server), ==, 0);
}

static void
test_certificates (void)
{
  try_certificate ("good.pem", NULL);
  try_certificate ("expired.pem", "its certificate has expired. Nothing was sent");
  try_certificate ("future.pem", "not valid yet");
  try_certificate ("othername.pem", "belongs to another name");
  try_certificate ("selfsigned.pem", "self-signed or signed by an authority");
}

/* Without a database of our own the one of the system decides, and it does not know this one. */
static void
test_system_authorities (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "tls", "good.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer)
    server = cue_test_server_new_tls (cue_test_reply_text, (gpointer) OK_JSON, certificate);
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_http_fixture_get (fixture, server, "/", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TLS);
}

static gboolean
reply_raw_accept (CueTestConnection *connection, const char *request, gpointer data)
{
  return FALSE;
}

static void
try_tls_to_plain (const char *bytes, gssize length, const char *words)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new_greeting (bytes, length);
  g_autofree char *url =
    g_strdup_printf ("https://localhost:%u/", cue_test_server_get_port (server));
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_http_fixture_send (fixture, request, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TLS);
  cue_assert_says (error, words);
}

static void
test_no_tls (void)
{
  try_tls_to_plain ("HTTP/1.1 400 Bad Request\r\n\r\n", -1, "localhost");
  /* the alert of a server that knows only older versions: fatal, protocol_version */
  try_tls_to_plain ("\x15\x03\x01\x00\x02\x02\x46", 7, "old versions of TLS");
}

/* ---- no connection ---------------------------------------------------------------------------*/

static GError *
get_error (CueHttpFixture *fixture, const char *url)
{
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  GError *error = NULL;

  g_assert_null (cue_http_fixture_send (fixture, request, &error));
  g_assert_nonnull (error);
  return error;
}

static void
test_refused (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  CueTestServer   *server = cue_test_server_new (reply_raw_accept, NULL);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (GError) error = NULL;

  cue_test_server_free (server);
  error = get_error (fixture, url);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_NETWORK);
  cue_assert_says (error, "refused the connection");
  g_assert_cmpuint (cue_exchange_get_status (cue_http_fixture_last_exchange (fixture)), ==, 0);
}

static void
test_names (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (GError) unknown = get_error (fixture, "https://nowhere.example.invalid/");
  g_autoptr (GError) offline = get_error (fixture, "https://later.example.invalid/");

  g_assert_error (unknown, CUE_ERROR, CUE_ERROR_NETWORK);
  cue_assert_says (unknown, "no computer with the name nowhere.example.invalid");
  g_assert_error (offline, CUE_ERROR, CUE_ERROR_NETWORK);
  cue_assert_says (offline, "the name server does not answer");
}

/* A name with a dead IPv6 address and a living IPv4 one is reached all the same. */
static void
test_blackhole (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (cue_test_reply_text, (gpointer) OK_JSON);
  g_autofree char *url =
    g_strdup_printf ("http://blackhole.example.invalid:%u/", cue_test_server_get_port (server));
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_send (fixture, request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cue_http_response_get_status (response), ==, 200);
}

static void
test_translated (void)
{
  static const struct {
    gint        code;
    gboolean    answered;
    CueError    expected;
    const char *words;
  } cases[] = {
    { G_IO_ERROR_NETWORK_UNREACHABLE, FALSE, CUE_ERROR_NETWORK, "no route" },
    { G_IO_ERROR_HOST_UNREACHABLE, FALSE, CUE_ERROR_NETWORK, "no route" },
    { G_IO_ERROR_HOST_NOT_FOUND, FALSE, CUE_ERROR_NETWORK, "no computer with the name" },
    { G_IO_ERROR_CONNECTION_CLOSED, FALSE, CUE_ERROR_NETWORK, "reset the connection" },
    { G_IO_ERROR_CONNECTION_CLOSED, TRUE, CUE_ERROR_PROTOCOL, "Incomplete answer" },
    { G_IO_ERROR_PARTIAL_INPUT, TRUE, CUE_ERROR_PROTOCOL, "Incomplete answer" },
    { G_IO_ERROR_TIMED_OUT, FALSE, CUE_ERROR_TIMEOUT, "in time" },
    { G_IO_ERROR_PROXY_FAILED, FALSE, CUE_ERROR_NETWORK, "proxy of this network could not" },
    { G_IO_ERROR_PROXY_NEED_AUTH, FALSE, CUE_ERROR_NETWORK, "sign-in (407)" },
    { G_IO_ERROR_INVALID_DATA, TRUE, CUE_ERROR_PROTOCOL, "damaged" },
    { G_IO_ERROR_FAILED, FALSE, CUE_ERROR_NETWORK, "failed: x" },
  };
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "https://h.example.invalid:8443/");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) from = g_error_new_literal (G_IO_ERROR, cases[i].code, "x");
    g_autoptr (GError) to = cue_http_error_translate (from, message, cases[i].answered);

    g_assert_error (to, CUE_ERROR, (gint) cases[i].expected);
    cue_assert_says (to, cases[i].words);
    cue_assert_says (to, "h.example.invalid:8443");
  }
}

static gboolean
reply_proxy (CueTestConnection *connection, const char *request, gpointer data)
{
  cue_test_connection_write (connection,
                             "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: "
                             "Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
                             -1);
  return FALSE;
}

static void
test_proxy (void)
{
  static const char *const urls[] = { "https://h.example.invalid/", "http://h.example.invalid/" };
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) proxy = cue_test_server_new (reply_proxy, NULL);
  g_autofree char *proxy_url = cue_test_server_make_url (proxy, "");
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy_url, NULL);
  g_autofree char *tunnel = NULL;

  cue_http_client_set_proxy_resolver (fixture->client, resolver);
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", urls[i]);
    g_autoptr (CueHttpResponse) response = NULL;
    g_autoptr (GError) error = NULL;

    if (i == 0)
      cue_http_request_set_bearer (request, "top-secret-token");
    response = cue_http_fixture_send (fixture, request, &error);
    g_assert_no_error (error);
    g_assert_false (cue_http_response_check_status (response, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_NETWORK);
    cue_assert_says (error, "proxy of this network wants a sign-in");
  }
  tunnel = cue_test_server_get_request (proxy, 0);
  g_assert_true (g_str_has_prefix (tunnel, "CONNECT h.example.invalid:443"));
  g_assert_null (strstr (tunnel, "top-secret-token"));
}

/* ---- connections that break ------------------------------------------------------------------*/

/* Answers once on each connection, then resets it when the next request comes. */
static gboolean
reply_then_reset (CueTestConnection *connection, const char *request, gpointer data)
{
  if (cue_test_connection_get_n (connection) == 1)
    return cue_test_connection_write (connection, OK_JSON, -1);
  cue_test_connection_reset (connection);
  return FALSE;
}

static void
test_reused_connection (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_then_reset, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) first = cue_http_fixture_get (fixture, server, "/", &error);
  g_autoptr (CueHttpResponse) second = NULL;

  g_assert_no_error (error);
  second = cue_http_fixture_get (fixture, server, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cue_http_response_get_status (second), ==, 200);
  /* the second request came twice: on the dead connection and on a new one */
  g_assert_cmpuint (cue_test_server_count (server), ==, 3);
  g_assert_cmpuint (cue_test_server_n_connections (server), ==, 2);
}

/* What is counted comes once, on a connection of its own that cannot be a dead one. */
static void
test_counted_connection (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_then_reset, NULL);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) first = cue_http_fixture_get (fixture, server, "/", &error);
  g_autoptr (CueHttpResponse) second = NULL;

  g_assert_no_error (error);
  cue_http_request_set_counted (request, TRUE);
  second = cue_http_fixture_send (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cue_http_response_get_status (second), ==, 200);
  g_assert_cmpuint (cue_test_server_count (server), ==, 2);
  g_assert_cmpuint (cue_test_server_n_connections (server), ==, 2);
}

static gboolean
reply_reset (CueTestConnection *connection, const char *request, gpointer data)
{
  cue_test_connection_reset (connection);
  return FALSE;
}

static gboolean
reply_half_then_reset (CueTestConnection *connection, const char *request, gpointer data)
{
  cue_test_connection_write (connection,
                             "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\"",
                             -1);
  /* let it arrive: a reset throws away what is still under way */
  g_usleep (50000);
  cue_test_connection_reset (connection);
  return FALSE;
}

static void
test_reset (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_reset, NULL);
  g_autoptr (CueTestServer) half = cue_test_server_new (reply_half_then_reset, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_http_fixture_get (fixture, server, "/", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_NETWORK);
  cue_assert_says (error, "the connection before it answered");
  /* a first connection that breaks is not tried again */
  g_assert_cmpuint (cue_test_server_count (server), ==, 1);
  g_clear_error (&error);

  g_assert_null (cue_http_fixture_get (fixture, half, "/", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  cue_assert_says (error, "Incomplete answer");
  g_assert_cmpuint (cue_test_server_count (half), ==, 1);
}

static void
test_post_is_sent_once (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_then_reset, NULL);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"x\":1}", 7);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) first = cue_http_fixture_get (fixture, server, "/", &error);
  g_autoptr (CueHttpResponse) second = NULL;
  g_autofree char *sent = NULL;

  cue_http_request_set_body (request, body, "application/json");
  second = cue_http_fixture_send (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
  g_assert_cmpuint (cue_test_server_count (server), ==, 2);
  sent = cue_test_server_get_request (server, 1);
  g_assert_nonnull (strstr (sent, "\r\n\r\n{\"x\":1}"));
  g_assert_nonnull (strstr (sent, "Content-Type: application/json"));
}

/* ---- refused before anything is sent ---------------------------------------------------------*/

static void
assert_invalid (CueHttpFixture *fixture, CueHttpRequest *request, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_http_fixture_send (fixture, request, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  cue_assert_says (error, words);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->trace)), ==, 0);
}

static void
test_invalid (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueHttpRequest) relative = cue_http_request_new ("GET", "/state");
  g_autoptr (CueHttpRequest) file = cue_http_request_new ("GET", "file:///etc/passwd");
  g_autoptr (CueHttpRequest) user = cue_http_request_new ("GET", "https://u:p@h.invalid/");
  g_autoptr (CueHttpRequest) method = cue_http_request_new ("GE T", "https://h.invalid/");
  g_autoptr (CueHttpRequest) header = cue_http_request_new ("GET", "https://h.invalid/");
  g_autoptr (CueHttpRequest) token = cue_http_request_new ("GET", "https://h.invalid/");
  g_autoptr (CueHttpRequest) plain = cue_http_request_new ("GET", "http://h.invalid/");

  cue_http_request_set_header (header, "X-A", "1\r\nX-B: 2");
  cue_http_request_set_bearer (token, "abc\n");
  cue_http_request_set_bearer (plain, "abc");
  assert_invalid (fixture, relative, "whole URL");
  assert_invalid (fixture, file, "https://");
  assert_invalid (fixture, user, "no user name");
  assert_invalid (fixture, method, "method");
  assert_invalid (fixture, header, "Header number 1");
  assert_invalid (fixture, token, "token");
  assert_invalid (fixture, plain, "not sent over a connection without TLS");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cue_test_resolver_install ();
  g_test_add_func ("/net/network/certificates", test_certificates);
  g_test_add_func ("/net/network/system-authorities", test_system_authorities);
  g_test_add_func ("/net/network/no-tls", test_no_tls);
  g_test_add_func ("/net/network/refused", test_refused);
  g_test_add_func ("/net/network/names", test_names);
  g_test_add_func ("/net/network/blackhole", test_blackhole);
  g_test_add_func ("/net/network/translated", test_translated);
  g_test_add_func ("/net/network/proxy", test_proxy);
  g_test_add_func ("/net/network/reused-connection", test_reused_connection);
  g_test_add_func ("/net/network/counted-connection", test_counted_connection);
  g_test_add_func ("/net/network/reset", test_reset);
  g_test_add_func ("/net/network/post-is-sent-once", test_post_is_sent_once);
  g_test_add_func ("/net/network/invalid", test_invalid);
  return g_test_run ();
}
