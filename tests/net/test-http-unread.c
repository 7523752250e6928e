// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-http-fixture.h"

#include <string.h>

/* What is not read: the rest of a page of error, and whatever a redirect brings along. */

#define GIGABYTE "1000000000"
#define MUCH     (64 * 1024 * 1024) /* more than all buffers on the way; less than a gigabyte */

typedef struct {
  const char *head;
  GBytes     *piece; /* owned */
  gint        gone;  /* atomic: the client went away */
  gint        sent;  /* atomic: bytes until then */
} Flood;

/* A flood at /flood, what is fine anywhere else. */
static gboolean
reply_flood (CueTestConnection *connection, const char *request, gpointer data)
{
  Flood      *flood = data;
  gsize       length;
  const char *piece = g_bytes_get_data (flood->piece, &length);

  if (strstr (request, "GET /flood") == NULL)
    return cue_test_connection_write (connection,
                                      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                      "Content-Length: 4\r\n\r\nfine",
                                      -1);
  cue_test_connection_write (connection, flood->head, -1);
  while (g_atomic_int_get (&flood->sent) < MUCH &&
         cue_test_connection_write (connection, piece, (gssize) length))
    g_atomic_int_add (&flood->sent, (gint) length);
  g_atomic_int_set (&flood->gone, 1);
  return FALSE;
}

static gboolean
is_gone (gpointer data)
{
  return g_atomic_int_get (&((Flood *) data)->gone) == 1;
}

static gboolean
on_wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
spin_awake (gboolean (*until) (gpointer data), gpointer data)
{
  guint waker = g_timeout_add (2, on_wake, NULL);

  cue_http_fixture_spin (until, data);
  g_source_remove (waker);
}

static GBytes *
make_chunk (void)
{
  g_autofree char *data = g_strnfill (16384, 'x');

  return g_bytes_new_take (g_strdup_printf ("4000\r\n%s\r\n", data), 16384 + 8);
}

static GBytes *
make_plain (void)
{
  return g_bytes_new_take (g_strnfill (16384, 'x'), 16384);
}

/* What unpacks to a thousand times as much. */
static GBytes *
make_packed (void)
{
  g_autofree char *blanks = g_strnfill (MUCH, ' ');

  return cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, blanks, MUCH);
}

#define SAID    "Content-Length: " GIGABYTE "\r\n\r\n"
#define CHUNKED "Transfer-Encoding: chunked\r\n\r\n"
#define PACKED  "Content-Encoding: gzip\r\nContent-Length: " GIGABYTE "\r\n\r\n"

static const struct {
  const char *head;
  GBytes *(*make_piece) (void);
  guint status;
} floods[] = {
  { "HTTP/1.1 302 Go\r\nLocation: /here\r\n" SAID, make_plain, 200 },
  { "HTTP/1.1 302 Go\r\nLocation: /here\r\n" CHUNKED, make_chunk, 200 },
  { "HTTP/1.1 307 Go\r\nLocation: /here\r\n" PACKED, make_packed, 200 },
  { "HTTP/1.1 308 Go\r\nLocation: /here\r\nContent-Encoding: gzip\r\n\r\n", make_plain, 200 },
  { "HTTP/1.1 301 Go\r\nLocation: /here\r\n\r\n", make_plain, 200 },
  { "HTTP/1.1 500 Broken\r\n" SAID, make_plain, 500 },
  { "HTTP/1.1 404 Lost\r\n" CHUNKED, make_chunk, 404 },
  { "HTTP/1.1 503 Busy\r\n" PACKED, make_packed, 503 },
  { "HTTP/1.1 403 No\r\nContent-Encoding: gzip\r\n\r\n", make_plain, 403 },
  { "HTTP/1.1 300 Choose\r\n\r\n", make_plain, 300 },
};

/* The answer is used all the same, and the server is left alone at once. */
static void
test_floods (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (floods); i++) {
    Flood flood = { floods[i].head, floods[i].make_piece (), 0, 0 };
    g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
    g_autoptr (CueTestServer) server = cue_test_server_new (reply_flood, &flood);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = NULL;
    gboolean packed = strstr (flood.head, "gzip") != NULL;

    response = cue_http_fixture_get (fixture, server, "/flood", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (cue_http_response_get_status (response), ==, floods[i].status);
    if (floods[i].status == 200)
      g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (response)), ==, 4);
    else if (!packed || floods[i].make_piece == make_packed)
      g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (response)),
                        ==,
                        CUE_HTTP_MAX_ERROR_BYTES);
    spin_awake (is_gone, &flood);
    g_assert_cmpint (g_atomic_int_get (&flood.sent), <, MUCH);
    g_assert_cmpuint (cue_trace_get_bytes (fixture->trace), <, 256 * 1024);

    /* And the next request is as good as any. */
    g_clear_object (&response);
    response = cue_http_fixture_get (fixture, server, "/here", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (cue_http_response_get_status (response), ==, 200);
    g_bytes_unref (flood.piece);
  }
}

/* More often than there are connections to one server at once. */
static void
test_again (void)
{
  Flood flood = { "HTTP/1.1 302 Go\r\nLocation: /here\r\n" SAID, make_plain (), 0, 0 };
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_flood, &flood);

  for (guint i = 0; i < 24; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = NULL;

    if (i == 12)
      flood.head = "HTTP/1.1 500 Broken\r\n" SAID;
    g_atomic_int_set (&flood.gone, 0);
    g_atomic_int_set (&flood.sent, 0);
    response = cue_http_fixture_get (fixture, server, "/flood", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (cue_http_response_get_status (response), ==, i < 12 ? 200 : 500);
    spin_awake (is_gone, &flood);
  }
  g_bytes_unref (flood.piece);
}

static gboolean
reply_short (CueTestConnection *connection, const char *request, gpointer data)
{
  return cue_test_connection_write (connection,
                                    strstr (request, "GET /go") != NULL
                                      ? "HTTP/1.1 302 Go\r\nLocation: /lost\r\n"
                                        "Content-Length: 4\r\n\r\ngone"
                                      : "HTTP/1.1 404 Lost\r\nContent-Length: 4\r\n\r\nlost",
                                    -1);
}

/* A short body gives its connection back. */
static void
test_short (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_short, NULL);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/go", &error);

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (cue_http_response_get_body (response)), ==, 4);
  }
  g_assert_cmpuint (cue_test_server_count (server), ==, 6);
  g_assert_cmpuint (cue_test_server_n_connections (server), ==, 1);
}

/* ---- a redirect whose body does not come -----------------------------------------------------*/

typedef struct {
  CueHttpFixture *fixture; /* owned */
  CueTestServer  *server;  /* owned */
  GAsyncResult   *result;  /* owned */
  gint            gone;    /* atomic */
} Stalled;

static gboolean
reply_stalled (CueTestConnection *connection, const char *request, gpointer data)
{
  Stalled *stalled = data;

  if (strstr (request, "GET /go") == NULL)
    return cue_test_connection_write (connection,
                                      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine",
                                      -1);
  cue_test_connection_write (connection,
                             "HTTP/1.1 302 Go\r\nLocation: /here\r\nContent-Length: 4\r\n\r\ngo",
                             -1);
  if (cue_test_connection_wait_for_close (connection))
    g_atomic_int_set (&stalled->gone, 1);
  return FALSE;
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer data)
{
  ((Stalled *) data)->result = g_object_ref (result);
}

/* The patience with the body stands beside that with the whole. */
static gboolean
waits_for_body (gpointer data)
{
  Stalled *stalled = data;

  return cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (stalled->fixture->clock)) == 2;
}

static gboolean
is_over (gpointer data)
{
  return ((Stalled *) data)->result != NULL;
}

static gboolean
was_left (gpointer data)
{
  return g_atomic_int_get (&((Stalled *) data)->gone) == 1;
}

static void
begin_stalled (Stalled *stalled, GCancellable *cancellable)
{
  g_autoptr (CueHttpRequest) request = NULL;
  g_autofree char *url = NULL;

  *stalled = (Stalled){ NULL };
  stalled->fixture = cue_http_fixture_new_fake ();
  stalled->server = cue_test_server_new (reply_stalled, stalled);
  url = cue_test_server_make_url (stalled->server, "/go");
  request = cue_http_request_new ("GET", url);
  cue_http_client_send_async (stalled->fixture->client, request, cancellable, on_sent, stalled);
  spin_awake (waits_for_body, stalled);
  g_assert_null (stalled->result);
}

static CueHttpResponse *
finish_stalled (Stalled *stalled, GError **error)
{
  CueHttpResponse *response;

  spin_awake (is_over, stalled);
  response = cue_http_client_send_finish (stalled->fixture->client, stalled->result, error);
  spin_awake (was_left, stalled);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (stalled->fixture->clock)), ==, 0);
  g_clear_object (&stalled->result);
  cue_test_server_free (stalled->server);
  cue_http_fixture_free (stalled->fixture);
  return response;
}

/* A browser goes on as soon as it knows where to. */
static void
test_stalled (void)
{
  Stalled stalled;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = NULL;

  begin_stalled (&stalled, NULL);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (stalled.fixture->clock), G_USEC_PER_SEC);
  response = finish_stalled (&stalled, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cue_http_response_get_status (response), ==, 200);
  /* Nobody waited for that second but this program. */
  g_assert_cmpint (cue_http_response_get_redirect_us (response), ==, 0);
}

static void
test_stalled_cancelled (void)
{
  Stalled stalled;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  begin_stalled (&stalled, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish_stalled (&stalled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/unread/floods", test_floods);
  g_test_add_func ("/net/unread/again", test_again);
  g_test_add_func ("/net/unread/short", test_short);
  g_test_add_func ("/net/unread/stalled", test_stalled);
  g_test_add_func ("/net/unread/stalled-cancelled", test_stalled_cancelled);
  return g_test_run ();
}
