// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-http-fixture.h"
#include "cue-time.h"

#include <string.h>

/* services reference 5.1: what a server may answer, and what we make of it. */

typedef struct {
  const char *id;
  const char *answer;
  gssize      length;     /* of the answer; 0 for all of the text */
  int         code;       /* CueError, or −1 for JSON that is fine */
  const char *words;      /* the message has these */
  const char *else_words; /* or these, where a newer libsoup notices what an older does not */
} Answer;

static gboolean
reply_answer (CueTestConnection *connection, const char *request, gpointer data)
{
  const Answer *answer = data;

  cue_test_connection_write (connection, answer->answer, answer->length != 0 ? answer->length : -1);
  return FALSE;
}

static void
try_answer (const Answer *answer)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_answer, (gpointer) answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", &error);
  g_autoptr (JsonNode) node = NULL;

  g_test_message ("%s", answer->id);
  if (response != NULL)
    node = cue_http_response_get_json (response, &error);
  if (answer->code < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (node);
    return;
  }
  g_assert_null (node);
  g_assert_error (error, CUE_ERROR, answer->code);
  if (answer->else_words == NULL || strstr (error->message, answer->else_words) == NULL)
    cue_assert_says (error, answer->words);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  /* nothing is asked twice here; retries are the business of who knows why */
  g_assert_cmpuint (cue_test_server_count (server), ==, 1);
}

#define HEAD(status) "HTTP/1.1 " status "\r\nConnection: close\r\n"
#define JSON         "Content-Type: application/json\r\n\r\n"

static void
test_statuses (void)
{
  static const Answer answers[] = {
    { "C-1 502 page",
      HEAD ("502 Bad Gateway") "Content-Type: text/html\r\n\r\n<html><title>502 Bad "
                               "Gateway</title>",
      0,
      CUE_ERROR_SERVER,
      "answered 502 Bad Gateway. " },
    { "C-1 page with a JSON type",
      HEAD ("403 Forbidden") JSON "\n <!doctype html><title>Blocked by <WAF></title>",
      0,
      CUE_ERROR_FORBIDDEN,
      "403 Forbidden: “Blocked by" },
    { "C-3 500", HEAD ("500 Oops") "\r\n", 0, CUE_ERROR_SERVER, "500 Oops. The fault is on" },
    { "C-3 503", HEAD ("503 No") "\r\n", 0, CUE_ERROR_SERVER, "overloaded or down" },
    { "C-3 504", HEAD ("504 No") "\r\nslow", 0, CUE_ERROR_SERVER, "“slow”" },
    { "C-2 429", HEAD ("429 Slow") "Retry-After: 5\r\n\r\n", 0, CUE_ERROR_RATE_LIMITED, "429" },
    { "401 without a token",
      HEAD ("401 Unauthorized") JSON "{\"error\":\"Unauthorized\"}",
      0,
      CUE_ERROR_AUTH,
      "answered 401 Unauthorized. It wants a sign-in" },
    { "403 without a token",
      HEAD ("403 Forbidden") "\r\n",
      0,
      CUE_ERROR_FORBIDDEN,
      "answered 403 Forbidden. It does not give this to everybody" },
    { "400 with code and message",
      HEAD ("400 Bad") JSON "{\"code\":400,\"message\":\"exp is missing\"}",
      0,
      CUE_ERROR_CLIENT,
      "“exp is missing”" },
    { "400 nested",
      HEAD ("400 Bad") JSON "{\"error\":{\"message\":\"inner\"}}",
      0,
      CUE_ERROR_CLIENT,
      "“inner”" },
    { "404", HEAD ("404 Not Found") "\r\n", 0, CUE_ERROR_CLIENT, "check the URL" },
    { "418 without words", HEAD ("418") "\r\n", 0, CUE_ERROR_CLIENT, "answered 418" },
    { "C-13 304", HEAD ("304 Not Modified") "\r\n", 0, CUE_ERROR_PROTOCOL, "nothing changed" },
    { "300", HEAD ("300 Choose") "\r\n", 0, CUE_ERROR_CLIENT, "elsewhere" },
    { "C-21 407", HEAD ("407 Proxy") "\r\n", 0, CUE_ERROR_NETWORK, "proxy" },
    { "599", HEAD ("599 Odd") "\r\n", 0, CUE_ERROR_SERVER, "599" },
    { "699", HEAD ("699 Odd") "\r\n", 0, CUE_ERROR_PROTOCOL, "699" },
    { "C-24 hostile text",
      HEAD ("400 B\x1b[2J\xe2\x80\xae") JSON "{\"message\":\"<b>\xe2\x80\xae\\u0007\"}",
      0,
      CUE_ERROR_CLIENT,
      "400 B␛[2J⟨U+202E⟩: “<b>⟨U+202E⟩␇”" },
    { "C-14 latin-1 text",
      HEAD ("500 X") "Content-Type: text/plain; charset=iso-8859-1\r\n\r\ncaf\xe9",
      0,
      CUE_ERROR_SERVER,
      "“caf⟨E9⟩”" },
    { "binary",
      HEAD ("500 X") "Content-Type: image/png\r\n\r\n\x89PNG",
      0,
      CUE_ERROR_SERVER,
      "500 X. " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    try_answer (&answers[i]);
}

static void
test_bodies (void)
{
  static const Answer answers[] = {
    { "fine", HEAD ("200 OK") JSON "{\"a\":1}", 0, -1, NULL },
    { "C-5 null root", HEAD ("200 OK") JSON "null", 0, -1, NULL },
    { "C-5 number root", HEAD ("200 OK") JSON "42", 0, -1, NULL },
    { "C-15 no type", HEAD ("200 OK") "\r\n{}", 0, -1, NULL },
    { "C-15 odd case",
      "http/1.1 200 ok\r\ncOnTeNt-TyPe: APPLICATION/JSON\r\n\r\n{}",
      0,
      CUE_ERROR_PROTOCOL,
      "does not speak HTTP" },
    { "C-15 mixed case", HEAD ("200 OK") "cOnTeNt-TyPe: APPLICATION/JSON\r\n\r\n{}", 0, -1, NULL },
    { "object store", HEAD ("200 OK") "Content-Type: binary/octet-stream\r\n\r\n{}", 0, -1, NULL },
    { "text", HEAD ("200 OK") "Content-Type: text/plain\r\n\r\n[1]", 0, -1, NULL },
    { "C-19 error with 200",
      HEAD ("200 OK") JSON "{\"error\":\"expired\"}",
      0,
      CUE_ERROR_SERVER,
      "success (200) but reports an error: “expired”" },
    { "C-19 error object",
      HEAD ("200 OK") JSON "{\"error\":{\"code\":5}}",
      0,
      CUE_ERROR_SERVER,
      "no details" },
    { "error that is none", HEAD ("200 OK") JSON "{\"error\":null,\"a\":1}", 0, -1, NULL },
    { "error that is none", HEAD ("200 OK") JSON "{\"error\":\"\",\"a\":1}", 0, -1, NULL },
    { "BB-15 sign-in page",
      HEAD ("200 OK") "Content-Type: text/html\r\n\r\n<title>Guest "
                      "Wi-Fi</title><form><input type=\"password\">",
      0,
      CUE_ERROR_PROTOCOL,
      "“Guest Wi-Fi”) and not JSON. It looks like a sign-in page" },
    { "page of a proxy",
      HEAD ("200 OK") JSON "<html><title>Maintenance</title>",
      0,
      CUE_ERROR_PROTOCOL,
      "A proxy or the wrong URL" },
    { "image",
      HEAD ("200 OK") "Content-Type: image/png\r\n\r\n\x89PNG",
      0,
      CUE_ERROR_PROTOCOL,
      "of type image/png" },
    { "C-13 empty", HEAD ("200 OK") JSON, 0, CUE_ERROR_PROTOCOL, "empty (status 200)" },
    { "C-13 blanks", HEAD ("200 OK") JSON " \r\n ", 0, CUE_ERROR_PROTOCOL, "empty" },
    { "C-13 204", HEAD ("204 No Content") "\r\n", 0, CUE_ERROR_PROTOCOL, "empty (status 204)" },
    { "C-13 205", HEAD ("205 Reset") "Content-Length: 0\r\n\r\n", 0, CUE_ERROR_PROTOCOL, "205" },
    { "C-4 truncated JSON",
      HEAD ("200 OK") JSON "{\"a\":[1,2",
      0,
      CUE_ERROR_PROTOCOL,
      "a comma or “]” at line 1, column 10 (byte 9), found the end" },
    { "C-4 shorter than said",
      HEAD ("200 OK") "Content-Length: 100\r\n" JSON "{\"a\":1}",
      0,
      CUE_ERROR_PROTOCOL,
      "Incomplete answer" },
    { "C-4 chunks cut",
      HEAD ("200 OK") "Transfer-Encoding: chunked\r\n" JSON "5\r\n{\"a\":\r\n10\r\n1",
      0,
      CUE_ERROR_PROTOCOL,
      "Incomplete answer" },
    { "C-4 no last chunk", /* libsoup 3.2 does not notice and the scan does; 3.6 notices */
      HEAD ("200 OK") "Transfer-Encoding: chunked\r\n" JSON "6\r\n{\"a\":1\r\n",
      0,
      CUE_ERROR_PROTOCOL,
      "found the end of the text",
      "Incomplete answer" },
    { "C-14 BOM", HEAD ("200 OK") JSON "\xef\xbb\xbf{}", 0, CUE_ERROR_PROTOCOL, "byte order mark" },
    { "C-14 UTF-16",
      HEAD ("200 OK") JSON "{\0}\0",
      sizeof HEAD ("200 OK") JSON - 1 + 4,
      CUE_ERROR_PROTOCOL,
      "UTF-16" },
    { "C-14 latin-1", HEAD ("200 OK") JSON "{\"a\":\"\xe9\"}", 0, CUE_ERROR_PROTOCOL, "0xE9" },
    { "C-14 NUL",
      HEAD ("200 OK") JSON "{\"a\":\"\0\"}",
      sizeof HEAD ("200 OK") JSON - 1 + 9,
      CUE_ERROR_PROTOCOL,
      "NUL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    try_answer (&answers[i]);
}

static void
test_nesting (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *text = g_strconcat (HEAD ("200 OK") JSON, brackets, NULL);
  const Answer     answer = { "C-16", text, 0, CUE_ERROR_TOO_LARGE, "deeper than 64" };

  try_answer (&answer);
}

static void
test_odd_http (void)
{
  g_autofree char *many = g_strnfill (300 * 1024, 'x');
  g_autofree char *large_header =
    g_strconcat (HEAD ("200 OK") "X-Long: ", many, "\r\n" JSON "{}", NULL);
  const Answer answers[] = {
    { "C-15 two equal lengths",
      HEAD ("200 OK") "Content-Length: 2\r\nContent-Length: 2\r\n" JSON "{}",
      0,
      -1,
      NULL },
    { "C-20 HTTP/1.0", "HTTP/1.0 200 OK\r\n" JSON "{}", 0, -1, NULL },
    { "C-20 100 first", "HTTP/1.1 100 Continue\r\n\r\n" HEAD ("200 OK") JSON "{}", 0, -1, NULL },
    { "C-20 103 first",
      "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" HEAD ("200 OK") JSON "{}",
      0,
      -1,
      NULL },
    { "C-20 1xx only",
      "HTTP/1.1 100 Continue\r\n\r\n",
      0,
      CUE_ERROR_NETWORK,
      "closed the connection before it answered" },
    { "no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 0, CUE_ERROR_PROTOCOL, "does not speak HTTP" },
    { "C-15 long header", large_header, 0, CUE_ERROR_TOO_LARGE, "headers of the answer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    try_answer (&answers[i]);
}

/* Two different lengths: whichever libsoup takes, it must end, and not with something made up. */
static void
test_two_lengths (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server =
    cue_test_server_new (cue_test_reply_text,
                         (gpointer) HEAD (
                           "200 OK") "Content-Length: 2\r\nContent-Length: 50\r\n" JSON "{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", &error);

  if (response == NULL)
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  else
    g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (response)), ==, 2);
}

static CueHttpResponse *
get_text (const char *answer)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (cue_test_reply_text, (gpointer) answer);
  g_autoptr (GError) error = NULL;
  CueHttpResponse *response = cue_http_fixture_get (fixture, server, "/", &error);

  g_assert_no_error (error);
  return response;
}

static void
test_retry_after (void)
{
  static const struct {
    const char *header;
    gint64      seconds; /* −1 for none */
  } cases[] = {
    { "", -1 },
    { "Retry-After: 7\r\n", 7 },
    { "Retry-After: 0\r\n", 1 },
    { "Retry-After: -5\r\n", 1 },
    { "Retry-After: 2.5\r\n", 3 },
    { "Retry-After: 86400\r\n", 900 },
    { "Retry-After: 99999999999999999999\r\n", 900 },
    { "Retry-After: soon\r\n", -1 },
    { "Retry-After: 5s\r\n", -1 },
    { "Retry-After:\r\n", -1 },
    /* against the clock of the server, not ours */
    { "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:50:07 GMT\r\n", 30 },
    { "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:00:00 GMT\r\n", 1 },
    { "Retry-After: Wed, 18 Nov 2026 20:00:10 GMT\r\n", 10 },
  };
  g_autoptr (CueClock) clock = cue_fake_clock_new (G_GINT64_CONSTANT (1795032000000000), 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *answer = g_strdup_printf (HEAD ("429 Slow") "%s\r\n", cases[i].header);
    g_autoptr (CueHttpResponse) response = get_text (answer);
    gint64 wait = cue_http_response_get_retry_after_us (response, clock);

    g_assert_cmpint (wait,
                     ==,
                     cases[i].seconds < 0 ? -1 : cases[i].seconds * (gint64) G_USEC_PER_SEC);
  }
}

static void
test_headers (void)
{
  g_autoptr (CueHttpResponse)
    full = get_text (HEAD ("200 OK") "Cache-Control: public, max-age=5\r\nAge: 31\r\n"
                                     "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n" JSON "{}");
  g_autoptr (CueHttpResponse)
    no_cache = get_text (HEAD ("200 OK") "Cache-Control: no-cache\r\nCache-Control: max-age=9\r\n"
                                         "Age: x\r\nDate: yesterday\r\n" JSON "{}");
  g_autoptr (CueHttpResponse) bare = get_text (HEAD ("200 OK") JSON "{}");

  g_assert_cmpint (cue_http_response_get_max_age (full), ==, 5);
  g_assert_cmpint (cue_http_response_get_age (full), ==, 31);
  g_assert_cmpint (cue_http_response_get_date_us (full), ==, 784111777 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpstr (cue_http_response_get_header (full, "cache-control"), ==, "public, max-age=5");
  g_assert_cmpint (cue_http_response_get_max_age (no_cache), ==, 0);
  g_assert_cmpint (cue_http_response_get_age (no_cache), ==, -1);
  g_assert_cmpint (cue_http_response_get_date_us (no_cache), ==, CUE_TIME_INVALID);
  g_assert_cmpint (cue_http_response_get_max_age (bare), ==, -1);
  g_assert_cmpint (cue_http_response_get_age (bare), ==, -1);
  g_assert_null (cue_http_response_get_header (bare, "Date"));
  g_assert_cmpint (cue_http_response_get_received_monotonic_us (bare),
                   >=,
                   cue_http_response_get_first_byte_monotonic_us (bare));
  g_assert_cmpint (cue_http_response_get_first_byte_monotonic_us (bare),
                   >=,
                   cue_http_response_get_sent_monotonic_us (bare));
}

/* More than the buffers of both ends hold: who has sent it knows that the headers were read. */
#define LONG_BODY (24 * 1024 * 1024)

typedef struct {
  CueClock *clock;
  gint64    pass_us;
  GMutex    lock;
  GCond     cond;
  gboolean  passed;
} Pause;

static gboolean
on_pause (gpointer data)
{
  Pause *pause = data;

  cue_fake_clock_advance (CUE_FAKE_CLOCK (pause->clock), pause->pass_us);
  g_mutex_lock (&pause->lock);
  pause->passed = TRUE;
  g_cond_signal (&pause->cond);
  g_mutex_unlock (&pause->lock);
  return G_SOURCE_REMOVE;
}

/* Lets time pass for the client, from the thread of the server. */
static void
let_pass (Pause *pause, gint64 us)
{
  g_mutex_lock (&pause->lock);
  pause->pass_us = us;
  pause->passed = FALSE;
  g_idle_add (on_pause, pause);
  while (!pause->passed)
    g_cond_wait (&pause->cond, &pause->lock);
  g_mutex_unlock (&pause->lock);
}

static gboolean
reply_slowly (CueTestConnection *connection, const char *request, gpointer data)
{
  g_autofree char *body = g_malloc0 (LONG_BODY);

  let_pass (data, 3 * G_USEC_PER_SEC);
  cue_test_connection_printf (connection,
                              HEAD ("200 OK") "Content-Length: %d\r\n\r\n",
                              LONG_BODY + 1);
  cue_test_connection_write (connection, body, LONG_BODY);
  let_pass (data, G_USEC_PER_SEC);
  cue_test_connection_write (connection, "x", 1);
  return FALSE;
}

/* When the answer began and when it was here are two figures, each from the request on. */
static void
test_times (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new_fake ();
  Pause pause = { .clock = fixture->clock };
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_slowly, &pause);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  gint64 sent;

  g_mutex_init (&pause.lock);
  g_cond_init (&pause.cond);
  cue_http_request_set_purpose (request, "Test");
  cue_http_request_set_max_bytes (request, 2 * LONG_BODY);
  response = cue_http_fixture_send (fixture, request, &error);
  g_assert_no_error (error);
  sent = cue_http_response_get_sent_monotonic_us (response);
  g_assert_cmpint (cue_http_response_get_first_byte_monotonic_us (response) - sent,
                   ==,
                   3 * G_USEC_PER_SEC);
  g_assert_cmpint (cue_http_response_get_received_monotonic_us (response) - sent,
                   ==,
                   4 * G_USEC_PER_SEC);
  g_clear_pointer (&server, cue_test_server_free);
  g_cond_clear (&pause.cond);
  g_mutex_clear (&pause.lock);
}

/* C-8, C-22, BB-2: the clock of this computer is the usual reason for a refused token. */
static void
test_clock_skew (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new_fake (); /* 2026-11-20 08:40:00 UTC */
  g_autoptr (CueTestServer) server =
    cue_test_server_new (cue_test_reply_text,
                         (gpointer) HEAD ("401 Unauthorized") "Date: Fri, 20 Nov 2026 08:38:25 "
                                                              "GMT\r\n\r\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", &error);

  g_assert_no_error (error);
  g_assert_cmpint (cue_http_response_get_date_difference_us (response),
                   ==,
                   95 * (gint64) G_USEC_PER_SEC);
  g_assert_false (cue_http_response_check_status (response, &error));
  cue_assert_says (error, "This computer's clock is 1 min 35 s ahead of the server's");
}

/* B-7: whoever brought a token along is told what to check of it. */
static void
test_token_refused (void)
{
  static const struct {
    const char *answer;
    const char *words;
  } rows[] = {
    { HEAD ("401 Unauthorized") "\r\n", "answered 401 Unauthorized. Check the client ID" },
    { HEAD ("403 Forbidden") "\r\n", "answered 403 Forbidden. The credentials are known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
    g_autoptr (CueTestServer)
      server = cue_test_server_new (cue_test_reply_text, (gpointer) rows[i].answer);
    g_autofree char *url = cue_test_server_make_url (server, "/");
    g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
    g_autoptr (CueHttpResponse) response = NULL;
    g_autoptr (GError) error = NULL;

    cue_http_request_set_lane (request, "test");
    cue_http_request_set_purpose (request, "Test");
    cue_http_request_set_bearer (request, "token");
    response = cue_http_fixture_send (fixture, request, &error);
    g_assert_no_error (error);
    g_assert_false (cue_http_response_check_status (response, &error));
    cue_assert_says (error, rows[i].words);
  }
}

/* The name of the status is not said again where the body only repeats it. */
static void
test_repeated_status (void)
{
  static const struct {
    const char *answer;
    const char *said; /* NULL: nothing beyond the status */
  } rows[] = {
    { HEAD ("404 Not Found") "Content-Type: text/plain\r\n\r\nNot Found\n", NULL },
    { HEAD ("404 Not Found") "Content-Type: text/plain\r\n\r\n404 \xe2\x80\x93 not found.", NULL },
    { HEAD ("404 Not Found") JSON "{\"message\":\"Not Found\"}", NULL },
    { HEAD ("404 Not Found") "Content-Type: text/html\r\n\r\n<title>404 Not Found</title>", NULL },
    { HEAD ("404 Nothing here") "Content-Type: text/plain\r\n\r\nNot Found", NULL },
    { HEAD ("404 Nothing here") "Content-Type: text/plain\r\n\r\nNothing here", NULL },
    { HEAD ("404 Not Found") "Content-Type: text/plain\r\n\r\n404", NULL },
    { HEAD ("404 Not Found") "Content-Type: text/plain\r\n\r\nNot found: room 12",
      "Not found: room 12" },
    { HEAD ("404 Not Found") "Content-Type: text/plain\r\n\r\n4041", "4041" },
    { HEAD ("404 Not Found") "Content-Type: text/plain\r\n\r\nForbidden", "Forbidden" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
    g_autoptr (CueTestServer)
      server = cue_test_server_new (cue_test_reply_text, (gpointer) rows[i].answer);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", &error);
    g_autofree char *said = NULL;

    g_assert_no_error (error);
    said = cue_http_response_dup_server_text (response);
    g_assert_cmpstr (said, ==, rows[i].said);
    g_assert_false (cue_http_response_check_status (response, &error));
    g_assert_true ((strchr (error->message, '\xe2') != NULL) == (rows[i].said != NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/answers/statuses", test_statuses);
  g_test_add_func ("/net/answers/bodies", test_bodies);
  g_test_add_func ("/net/answers/nesting", test_nesting);
  g_test_add_func ("/net/answers/odd-http", test_odd_http);
  g_test_add_func ("/net/answers/two-lengths", test_two_lengths);
  g_test_add_func ("/net/answers/retry-after", test_retry_after);
  g_test_add_func ("/net/answers/headers", test_headers);
  g_test_add_func ("/net/answers/times", test_times);
  g_test_add_func ("/net/answers/clock-skew", test_clock_skew);
  g_test_add_func ("/net/answers/token-refused", test_token_refused);
  g_test_add_func ("/net/answers/repeated-status", test_repeated_status);
  return g_test_run ();
}
