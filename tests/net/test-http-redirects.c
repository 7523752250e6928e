// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-http-fixture.h"
#include "cue-test-resolver.h"

#include <string.h>

/* services reference 5.1, C-9: where a redirect may lead, and what goes with it. */

/* The path is the answer: /301/here sends 301 with Location: /here; /301 alone has no Location; any
 * other is the end. @data: another origin for /302-away. */
static gboolean
reply_redirect (CueTestConnection *connection, const char *request, gpointer data)
{
  g_auto (GStrv) words = g_strsplit (request, " ", 3);
  const char      *path = words[1];
  const char      *rest = strlen (path) > 4 ? path + 4 : "";
  guint            status = (guint) g_ascii_strtoull (path + 1, NULL, 10);
  const char      *other = data;
  g_autofree char *target = NULL;

  if (status == 0)
    return cue_test_connection_write (connection,
                                      "HTTP/1.1 200 OK\r\nContent-Type: "
                                      "application/json\r\nContent-Length: 2\r\n\r\n{}",
                                      -1);
  if (g_str_equal (rest, "-away"))
    target = g_strdup (other);
  else if (g_str_equal (rest, "-loop"))
    target = g_strdup (path);
  else if (g_str_has_prefix (rest, "-to="))
    target = g_uri_unescape_string (rest + 4, NULL);
  else if (*rest != '\0')
    target = g_strdup (rest);

  cue_test_connection_printf (connection, "HTTP/1.1 %u Go\r\nContent-Length: 4\r\n", status);
  if (target != NULL)
    cue_test_connection_printf (connection, "Location: %s\r\n", target);
  cue_test_connection_write (connection, "Set-Cookie: sid=1; Path=/\r\n\r\ngone", -1);
  return TRUE;
}

static CueHttpResponse *
send_method (CueHttpFixture *fixture,
             CueTestServer  *server,
             const char     *method,
             const char     *path,
             GError        **error)
{
  g_autofree char *url = cue_test_server_make_url (server, path);
  g_autoptr (CueHttpRequest) request = cue_http_request_new (method, url);

  cue_http_request_set_bearer (request, "top-secret-token");
  cue_http_request_set_purpose (request, "Redirect");
  return cue_http_fixture_send (fixture, request, error);
}

static void
test_followed (void)
{
  static const char *const paths[] = { "/301/end", "/302/end",         "/303/end?x=1", "/307/end",
                                       "/308/end", "/302/302/302/end", "/301-to=end" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
    g_autoptr (CueTestServer) server = cue_test_server_new (reply_redirect, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = send_method (fixture, server, "GET", paths[i], &error);
    guint            hops = cue_test_server_count (server);
    g_autofree char *last = cue_test_server_get_request (server, hops - 1);

    g_assert_no_error (error);
    g_assert_cmpuint (cue_http_response_get_status (response), ==, 200);
    g_assert_nonnull (strstr (cue_http_response_get_url (response), "/end"));
    /* each hop is an exchange of its own, on one connection */
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->trace)), ==, hops);
    g_assert_cmpuint (cue_test_server_n_connections (server), ==, 1);
    /* within the origin the token goes along, and nothing that was called a cookie */
    g_assert_nonnull (strstr (last, "Authorization: Bearer top-secret-token"));
    g_assert_null (strstr (last, "ookie"));
  }
}

static void
assert_refused (CueHttpFixture *fixture,
                CueTestServer  *server,
                const char     *method,
                const char     *path,
                CueError        code,
                const char     *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = send_method (fixture, server, method, path, &error);

  g_assert_null (response);
  g_assert_error (error, CUE_ERROR, (gint) code);
  cue_assert_says (error, words);
  /* the trace shows the redirect itself and why it ended there */
  g_assert_nonnull (cue_exchange_get_error_text (cue_http_fixture_last_exchange (fixture)));
}

static void
test_refused (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) other = cue_test_server_new (reply_redirect, NULL);
  g_autofree char *away = cue_test_server_make_url (other, "/end");
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_redirect, away);

  assert_refused (fixture, server, "GET", "/302-away", CUE_ERROR_CLIENT, "leads to another server");
  assert_refused (fixture, server, "GET", "/301-loop", CUE_ERROR_CLIENT, "one redirect too many");
  assert_refused (fixture, server, "GET", "/301/302/303/307/end", CUE_ERROR_CLIENT, "too many");
  assert_refused (fixture, server, "GET", "/302", CUE_ERROR_PROTOCOL, "does not say where to");
  assert_refused (fixture,
                  server,
                  "POST",
                  "/307/end",
                  CUE_ERROR_CLIENT,
                  "Only a GET request is repeated");
  assert_refused (fixture, server, "POST", "/302/end", CUE_ERROR_CLIENT, "Only a GET");
  assert_refused (fixture,
                  server,
                  "GET",
                  "/302-to=javascript:alert(1)",
                  CUE_ERROR_CLIENT,
                  "no web address");
  assert_refused (fixture, server, "GET", "/302-to=file:///etc/passwd", CUE_ERROR_CLIENT, "web");
  assert_refused (fixture, server, "GET", "/302-to=http://", CUE_ERROR_CLIENT, "web address");
  assert_refused (fixture,
                  server,
                  "GET",
                  "/302-to=http://login.hotspot.invalid/?token=abc",
                  CUE_ERROR_CLIENT,
                  "“http://login.hotspot.invalid/?token=•••”");
  assert_refused (fixture,
                  server,
                  "GET",
                  "/302-to=//evil.example.invalid/",
                  CUE_ERROR_CLIENT,
                  "another server");
  /* nothing ever reached the other one */
  g_assert_cmpuint (cue_test_server_count (other), ==, 0);
}

/* A request that counts is one hit, however much the server would like more. */
static void
test_counted (void)
{
  static const char *const paths[] = { "/301/end", "/302-loop", "/307/end", "/308/end" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
    g_autoptr (CueTestServer) server = cue_test_server_new (reply_redirect, NULL);
    g_autofree char *url = cue_test_server_make_url (server, paths[i]);
    g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = NULL;

    cue_http_request_set_counted (request, TRUE);
    response = cue_http_fixture_send (fixture, request, &error);
    g_assert_null (response);
    g_assert_error (error, CUE_ERROR, CUE_ERROR_CLIENT);
    cue_assert_says (error, "use that address itself");
    g_assert_cmpuint (cue_test_server_count (server), ==, 1);
  }
}

static GTlsCertificate *
load_certificate (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "tls", name, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

/* ---- requests that roam ----------------------------------------------------------------------*/

static CueHttpRequest *
make_roaming (const char *url)
{
  CueHttpRequest *request = cue_http_request_new ("GET", url);

  cue_http_request_set_roaming (request, TRUE);
  cue_http_request_set_header (request, "X-Key", "for home alone");
  cue_http_request_set_header (request, "If-None-Match", "\"tag\"");
  cue_http_request_set_header (request, "If-Modified-Since", "Sun, 22 Nov 2026 10:00:00 GMT");
  return request;
}

/* What is said at home is not said elsewhere, but for what asks whether there is something new. */
static void
test_roaming (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) other = cue_test_server_new (reply_redirect, NULL);
  g_autofree char *away = cue_test_server_make_url (other, "/302/end");
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_redirect, away);
  g_autofree char *url = cue_test_server_make_url (server, "/302-away");
  g_autofree char *end = cue_test_server_make_url (other, "/end");
  g_autoptr (CueHttpRequest) request = make_roaming (url);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_send (fixture, request, &error);
  g_autofree char *first = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cue_http_response_get_url (response), ==, end);
  g_assert_cmpuint (cue_http_request_get_redirect_fault (request), ==, CUE_HTTP_REDIRECT_FINE);
  g_assert_cmpuint (cue_http_request_get_redirects (request)->len, ==, 2);
  g_assert_cmpuint (cue_test_server_count (other), ==, 2);
  first = cue_test_server_get_request (server, 0);
  g_assert_nonnull (strstr (first, "X-Key: for home alone"));
  for (guint i = 0; i < 2; i++) {
    g_autofree char *there = cue_test_server_get_request (other, i);

    g_assert_null (strstr (there, "X-Key"));
    g_assert_null (strstr (there, "ookie"));
    g_assert_null (strstr (there, "eferer"));
    g_assert_nonnull (strstr (there, "If-None-Match: \"tag\""));
    g_assert_nonnull (strstr (there, "If-Modified-Since: Sun, 22"));
  }
}

static void
assert_stays (CueHttpFixture *fixture, CueHttpRequest *request, CueHttpRedirectFault fault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_send (fixture, request, &error);
  CueError code = fault == CUE_HTTP_REDIRECT_NOWHERE ? CUE_ERROR_PROTOCOL : CUE_ERROR_CLIENT;

  g_assert_null (response);
  g_assert_error (error, CUE_ERROR, (gint) code);
  g_assert_null (strstr (error->message, "sesame"));
  g_assert_cmpuint (cue_http_request_get_redirect_fault (request), ==, fault);
}

static void
test_roaming_refused (void)
{
  static const struct {
    const char          *path;
    CueHttpRedirectFault fault;
  } rows[] = {
    { "/302", CUE_HTTP_REDIRECT_NOWHERE },
    { "/302-to=file:///etc/passwd", CUE_HTTP_REDIRECT_NO_ADDRESS },
    { "/302-to=data:text/plain,a", CUE_HTTP_REDIRECT_NO_ADDRESS },
    { "/302-to=javascript:alert(1)", CUE_HTTP_REDIRECT_NO_ADDRESS },
    { "/302-to=ftp://cdn.example.invalid/a.png", CUE_HTTP_REDIRECT_NO_ADDRESS },
    { "/302-to=https://me:sesame@cdn.example.invalid/a.png", CUE_HTTP_REDIRECT_PASSWORD },
    { "/302-loop", CUE_HTTP_REDIRECT_TOO_MANY },
  };
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) other = cue_test_server_new (reply_redirect, NULL);
  g_autofree char *away = cue_test_server_make_url (other, "/end");
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_redirect, away);
  g_autofree char *url = cue_test_server_make_url (server, "/302-away");
  g_autofree char *public = g_strdup_printf ("http://public.example.invalid:%u/302-away",
                                             cue_test_server_get_port (server));
  g_autoptr (CueHttpRequest) with_token = make_roaming (url);
  g_autoptr (CueHttpRequest) from_outside = make_roaming (public);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *there = cue_test_server_make_url (server, rows[i].path);
    g_autoptr (CueHttpRequest) request = make_roaming (there);

    g_test_message ("%s", rows[i].path);
    assert_stays (fixture, request, rows[i].fault);
  }
  /* 20, as in browsers, and the one that is too many. */
  g_assert_cmpuint (cue_test_server_count (server), ==, G_N_ELEMENTS (rows) + 20);

  cue_http_request_set_bearer (with_token, "top-secret-token");
  assert_stays (fixture, with_token, CUE_HTTP_REDIRECT_ELSEWHERE);
  assert_stays (fixture, from_outside, CUE_HTTP_REDIRECT_TO_PRIVATE);
  g_assert_cmpuint (cue_test_server_count (other), ==, 0);
}

static void
test_to_http (void)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate ("good.pem");
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "net", "tls", "ca.pem", NULL);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (authority, NULL);
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) plain = cue_test_server_new (reply_redirect, NULL);
  g_autofree char *away = cue_test_server_make_url (plain, "/end");
  g_autoptr (CueTestServer) server = cue_test_server_new_tls (reply_redirect, away, certificate);

  cue_http_client_set_tls_database (fixture->client, database);
  {
    g_autofree char *url = cue_test_server_make_url (server, "/302-away");
    g_autoptr (CueHttpRequest) roaming = make_roaming (url);

    assert_stays (fixture, roaming, CUE_HTTP_REDIRECT_TO_HTTP);
  }
  assert_refused (fixture,
                  server,
                  "GET",
                  "/302-away",
                  CUE_ERROR_CLIENT,
                  "leave the protected connection");
  g_assert_cmpuint (cue_test_server_count (plain), ==, 0);
}

/* C-23: a cookie is forgotten as soon as it is set. */
static void
test_no_cookies (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_redirect, NULL);
  g_autoptr (CueHttpResponse) first = send_method (fixture, server, "GET", "/301/end", NULL);
  g_autoptr (CueHttpResponse) second = send_method (fixture, server, "GET", "/end", NULL);
  g_autofree char *request = cue_test_server_get_request (server, 2);

  g_assert_nonnull (second);
  g_assert_null (strstr (request, "ookie"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cue_test_resolver_install ();
  g_test_add_func ("/net/redirects/followed", test_followed);
  g_test_add_func ("/net/redirects/refused", test_refused);
  g_test_add_func ("/net/redirects/counted", test_counted);
  g_test_add_func ("/net/redirects/to-http", test_to_http);
  g_test_add_func ("/net/redirects/roaming", test_roaming);
  g_test_add_func ("/net/redirects/roaming-refused", test_roaming_refused);
  g_test_add_func ("/net/redirects/no-cookies", test_no_cookies);
  return g_test_run ();
}
