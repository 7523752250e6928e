// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-http-fixture.h"

#include <string.h>

/* services reference 5.1, C-4, C-11, C-12, C-20: nothing is unlimited, and nothing is cut short
 * without a word. */

#define JSON_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

typedef struct {
  const char *encoding; /* nullable: Content-Encoding */
  GBytes     *body;     /* owned */
} Packed;

static gboolean
reply_packed (CueTestConnection *connection, const char *request, gpointer data)
{
  const Packed *packed = data;
  gsize         length;
  const char   *bytes = g_bytes_get_data (packed->body, &length);

  cue_test_connection_printf (connection, JSON_HEAD "Content-Length: %zu\r\n", length);
  if (packed->encoding != NULL)
    cue_test_connection_printf (connection, "Content-Encoding: %s\r\n", packed->encoding);
  cue_test_connection_write (connection, "\r\n", -1);
  cue_test_connection_write (connection, bytes, (gssize) length);
  return FALSE;
}

static JsonNode *
get_packed (const char *encoding, GBytes *body, GError **error)
{
  Packed packed = { encoding, body };
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_packed, &packed);
  g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", error);

  return response != NULL ? cue_http_response_get_json (response, error) : NULL;
}

static void
test_encodings (void)
{
  static const char plain[] = "{\"a\":1}";
  g_autoptr (GBytes) raw = g_bytes_new_static (plain, sizeof plain - 1);
  g_autoptr (GBytes)
    gzip = cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, plain, sizeof plain - 1);
  g_autoptr (GBytes)
    zlib = cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, plain, sizeof plain - 1);
  g_autoptr (GBytes)
    deflate = cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_RAW, plain, sizeof plain - 1);
  g_autoptr (GBytes) brotli = g_bytes_new_static ("\x0b\x03\x80{\"a\":1}\x03", 11);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (gzip, 0, g_bytes_get_size (gzip) - 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  const struct {
    const char *encoding;
    GBytes     *body;
  } good[] = { { "gzip", gzip }, { "x-gzip", gzip }, { "deflate", zlib }, { "deflate", deflate },
               { "br", brotli }, { NULL, raw },      { "identity", raw } };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (JsonNode) unpacked = get_packed (good[i].encoding, good[i].body, &error);

    g_assert_no_error (error);
    g_assert_nonnull (unpacked);
  }

  g_assert_null (get_packed (NULL, gzip, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  cue_assert_says (error, "compressed, but its header does not say so");
  g_clear_error (&error);
}

/* A body that is not what its header says, or not all of it. */
static void
test_broken_encodings (void)
{
  static const char plain[] = "{\"a\":1}";
  g_autoptr (GBytes) raw = g_bytes_new_static (plain, sizeof plain - 1);
  g_autoptr (GBytes) one = g_bytes_new_static (plain, 1);
  g_autoptr (GBytes)
    gzip = cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, plain, sizeof plain - 1);
  g_autoptr (GBytes)
    zlib = cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, plain, sizeof plain - 1);
  gsize size = g_bytes_get_size (gzip);
  g_autoptr (GBytes) cut_inside = g_bytes_new_from_bytes (gzip, 0, size - 10);
  g_autoptr (GBytes) cut_trailer = g_bytes_new_from_bytes (gzip, 0, size - 1);
  g_autoptr (GBytes) cut_zlib = g_bytes_new_from_bytes (zlib, 0, g_bytes_get_size (zlib) - 5);
  g_autoptr (GByteArray) bad = g_byte_array_new ();
  g_autoptr (GBytes) damaged = NULL;
  const struct {
    const char *encoding;
    GBytes    **body;
    const char *words;
  } cases[] = {
    { "gzip", &raw, "says that it is compressed (Content-Encoding: gzip), but it is not" },
    { "GZIP", &raw, "Content-Encoding: gzip), but it is not" },
    { "deflate", &raw, "says that it is compressed (Content-Encoding: deflate), but it is not" },
    { "gzip", &one, "compressed body (Content-Encoding: gzip) ends early" },
    { "gzip", &cut_inside, "Incomplete answer: its compressed body (Content-Encoding: gzip) ends" },
    { "gzip", &cut_trailer, "Content-Encoding: gzip) ends early, after 7" },
    { "deflate", &cut_zlib, "Content-Encoding: deflate) ends early" },
    { "gzip", &damaged, "Content-Encoding: gzip) is damaged" },
  };

  g_byte_array_append (bad, g_bytes_get_data (gzip, NULL), (guint) size);
  bad->data[size - 6] ^= 0xff; /* its check sum */
  damaged = g_byte_array_free_to_bytes (g_steal_pointer (&bad));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (get_packed (cases[i].encoding, *cases[i].body, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
    cue_assert_says (error, cases[i].words);
  }
}

/* What is called compressed may be nothing at all, and a status matters more than its body. */
static void
test_encoded_statuses (void)
{
  static const struct {
    const char *answer;
    int         code;
    const char *words;
  } cases[] = {
    { "HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\n\r\nnothing here",
      CUE_ERROR_CLIENT,
      "answered 404 Not Found" },
    { "HTTP/1.1 503 Busy\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbusy",
      CUE_ERROR_SERVER,
      "answered 503 Busy" },
    { "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n",
      CUE_ERROR_PROTOCOL,
      "empty (status 204)" },
    { JSON_HEAD "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
      CUE_ERROR_PROTOCOL,
      "empty (status 200)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
    g_autoptr (CueTestServer)
      server = cue_test_server_new (cue_test_reply_text, (gpointer) cases[i].answer);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", &error);

    g_assert_no_error (error);
    g_assert_null (cue_http_response_get_json (response, &error));
    g_assert_error (error, CUE_ERROR, cases[i].code);
    cue_assert_says (error, cases[i].words);
  }
}

static gboolean
reply_bomb (CueTestConnection *connection, const char *request, gpointer data)
{
  return reply_packed (connection, request, data);
}

/* 256 MiB of blanks in 256 kB; of a larger one no more would be unpacked. */
static void
test_bomb (void)
{
  const gsize      size = 256 * 1024 * 1024;
  g_autofree char *blanks = g_strnfill (size, ' ');
  g_autoptr (GBytes) body = cue_test_compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, blanks, size);
  Packed packed = { "gzip", body };
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_bomb, &packed);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = NULL;

  g_clear_pointer (&blanks, g_free);
  response = cue_http_fixture_get (fixture, server, "/", &error);
  g_assert_null (response);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  cue_assert_says (error, "larger than the 16.0\xc2\xa0MiB");
  /* what was unpacked before it was noticed is not kept either */
  g_assert_cmpuint (cue_trace_get_bytes (fixture->trace), <, 128 * 1024);
}

/* ---- too much, too slow ----------------------------------------------------------------------*/

typedef struct {
  const char *head;
  const char *piece;
  gulong      pause_us;
  gint        gone; /* atomic: the client went away */
} Flood;

static gboolean
reply_flood (CueTestConnection *connection, const char *request, gpointer data)
{
  Flood *flood = data;
  gsize  length = strlen (flood->piece);

  cue_test_connection_write (connection, flood->head, -1);
  while (cue_test_connection_write (connection, flood->piece, (gssize) length)) {
    if (flood->pause_us > 0)
      g_usleep (flood->pause_us);
  }
  g_atomic_int_set (&flood->gone, 1);
  return FALSE;
}

static gboolean
client_is_gone (gpointer data)
{
  Flood *flood = data;

  return g_atomic_int_get (&flood->gone) == 1;
}

static gboolean
on_wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until_gone (Flood *flood)
{
  guint waker = g_timeout_add (5, on_wake, NULL);

  cue_http_fixture_spin (client_is_gone, flood);
  g_source_remove (waker);
}

static void
try_flood (Flood      *flood,
           gsize       max_bytes,
           guint       timeout,
           guint       idle,
           CueError    code,
           const char *words)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_flood, flood);
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = NULL;

  cue_http_request_set_max_bytes (request, max_bytes);
  cue_http_request_set_timeout (request, timeout);
  cue_http_request_set_idle_timeout (request, idle);
  response = cue_http_fixture_send (fixture, request, &error);
  g_assert_null (response);
  g_assert_error (error, CUE_ERROR, (gint) code);
  cue_assert_says (error, words);
  /* the connection is let go at once; the server must notice, not read on for ever */
  wait_until_gone (flood);
  g_assert_true (cue_exchange_get_finished (cue_http_fixture_last_exchange (fixture)));
  g_assert_cmpuint (cue_test_server_count (server), ==, 1);
}

static void
test_too_large (void)
{
  g_autofree char *piece = g_strnfill (16384, 'x');
  Flood            said = { JSON_HEAD "Content-Length: 100000000\r\n\r\n", piece, 0, 0 };
  Flood            endless = { JSON_HEAD "\r\n", piece, 0, 0 };
  Flood            chunks = {
               JSON_HEAD "Transfer-Encoding: chunked\r\n\r\n", "10\r\n0123456789abcdef\r\n", 0, 0
  };

  try_flood (&said,
             CUE_HTTP_DEFAULT_MAX_BYTES,
             15000,
             10000,
             CUE_ERROR_TOO_LARGE,
             "16.0\xc2\xa0MiB");
  try_flood (&endless,
             CUE_HTTP_DEFAULT_MAX_BYTES,
             15000,
             10000,
             CUE_ERROR_TOO_LARGE,
             "16.0\xc2\xa0MiB");
  try_flood (&chunks, 65536, 15000, 10000, CUE_ERROR_TOO_LARGE, "64.0\xc2\xa0KiB");
}

static void
test_drip (void)
{
  Flood drip = { JSON_HEAD "\r\n", " ", 5000, 0 };

  try_flood (&drip, 1000000, 300, 200, CUE_ERROR_TIMEOUT, "did not end within 0.3 seconds");
}

static void
test_exactly_as_large (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer)
    server = cue_test_server_new (cue_test_reply_text, (gpointer) JSON_HEAD "\r\n[1,2]");
  g_autofree char *url = cue_test_server_make_url (server, "/");
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = NULL;

  cue_http_request_set_max_bytes (request, 5);
  response = cue_http_fixture_send (fixture, request, &error);
  g_assert_no_error (error);
  g_clear_object (&response);
  cue_http_request_set_max_bytes (request, 4);
  response = cue_http_fixture_send (fixture, request, &error);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

/* ---- silence, on a clock that only we move ---------------------------------------------------*/

static gboolean
reply_silence (CueTestConnection *connection, const char *request, gpointer data)
{
  gint *gone = data;

  if (strstr (request, "/head") != NULL)
    cue_test_connection_write (connection, JSON_HEAD "\r\n[1", -1);
  if (cue_test_connection_wait_for_close (connection))
    g_atomic_int_set (gone, 1);
  return FALSE;
}

/* A request to a server that says nothing, or nothing more, on a clock that only we move. */
typedef struct {
  CueHttpFixture *fixture; /* owned */
  CueTestServer  *server;  /* owned */
  GAsyncResult   *result;  /* owned */
  gint            gone;    /* atomic: the client went away */
} Pending;

static void
on_pending_sent (GObject *object, GAsyncResult *result, gpointer data)
{
  Pending *pending = data;

  pending->result = g_object_ref (result);
}

static gboolean
server_was_asked (gpointer data)
{
  Pending *pending = data;

  return cue_test_server_count (pending->server) > 0;
}

static gboolean
headers_are_there (gpointer data)
{
  Pending *pending = data;

  /* the idle time-out stands beside the total one once the body is read */
  return cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (pending->fixture->clock)) == 2;
}

static gboolean
is_over (gpointer data)
{
  Pending *pending = data;

  return pending->result != NULL;
}

static void
begin_pending (Pending *pending)
{
  *pending = (Pending){ NULL };
  pending->fixture = cue_http_fixture_new_fake ();
  pending->server = cue_test_server_new (reply_silence, &pending->gone);
}

static void
end_pending (Pending *pending)
{
  cue_test_server_free (pending->server);
  cue_http_fixture_free (pending->fixture);
}

static void
send_pending (Pending *pending, const char *path, GCancellable *cancellable)
{
  g_autofree char *url = cue_test_server_make_url (pending->server, path);
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);

  cue_http_client_send_async (pending->fixture->client,
                              request,
                              cancellable,
                              on_pending_sent,
                              pending);
}

static void
finish_pending (Pending *pending, GError **error)
{
  cue_http_fixture_spin (is_over, pending);
  g_assert_null (cue_http_client_send_finish (pending->fixture->client, pending->result, error));
  g_clear_object (&pending->result);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (pending->fixture->clock)), ==, 0);
}

static void
spin_awake (gboolean (*until) (gpointer data), gpointer data)
{
  guint waker = g_timeout_add (2, on_wake, NULL);

  cue_http_fixture_spin (until, data);
  g_source_remove (waker);
}

static gboolean
flag_is_set (gpointer data)
{
  return g_atomic_int_get ((gint *) data) == 1;
}

static void
test_hung_server (void)
{
  Pending pending;
  g_autoptr (GError) error = NULL;

  begin_pending (&pending);
  send_pending (&pending, "/", NULL);
  spin_awake (server_was_asked, &pending);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (pending.fixture->clock), 14999999);
  g_assert_null (pending.result);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (pending.fixture->clock), 1);
  finish_pending (&pending, &error);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  cue_assert_says (error, "No answer came from localhost within 15 seconds");
  spin_awake (flag_is_set, &pending.gone);
  end_pending (&pending);
}

static void
test_silence_in_body (void)
{
  Pending pending;
  g_autoptr (GError) error = NULL;

  begin_pending (&pending);
  send_pending (&pending, "/head", NULL);
  spin_awake (headers_are_there, &pending);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (pending.fixture->clock), 10000000);
  finish_pending (&pending, &error);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  cue_assert_says (error, "nothing came for 10 seconds");
  g_assert_cmpuint (cue_exchange_get_status (cue_http_fixture_last_exchange (pending.fixture)),
                    ==,
                    200);
  spin_awake (flag_is_set, &pending.gone);
  end_pending (&pending);
}

/* A laptop that slept in the middle of a request does not wait another 15 s for a dead server. */
static void
test_suspend (void)
{
  Pending pending;
  g_autoptr (GError) error = NULL;

  begin_pending (&pending);
  send_pending (&pending, "/", NULL);
  spin_awake (server_was_asked, &pending);
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (pending.fixture->clock), 3600 * (gint64) G_USEC_PER_SEC);
  finish_pending (&pending, &error);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  end_pending (&pending);
}

static void
test_cancel (void)
{
  Pending pending;
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) middle = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  begin_pending (&pending);
  g_cancellable_cancel (early);
  send_pending (&pending, "/", early);
  finish_pending (&pending, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (cue_test_server_count (pending.server), ==, 0);

  send_pending (&pending, "/", middle);
  spin_awake (server_was_asked, &pending);
  g_cancellable_cancel (middle);
  finish_pending (&pending, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  spin_awake (flag_is_set, &pending.gone);

  send_pending (&pending, "/head", late);
  spin_awake (headers_are_there, &pending);
  g_cancellable_cancel (late);
  finish_pending (&pending, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (cue_exchange_get_finished (cue_http_fixture_last_exchange (pending.fixture)));
  end_pending (&pending);
}

/* ---- nothing is left behind ------------------------------------------------------------------*/

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

/* Every third answer is fine, every third too large, every third breaks off. */
static gboolean
reply_in_turn (CueTestConnection *connection, const char *request, gpointer data)
{
  if (strstr (request, "/0 ") != NULL)
    return cue_test_connection_write (connection, JSON_HEAD "Content-Length: 2\r\n\r\n{}", -1);
  if (strstr (request, "/1 ") != NULL) {
    cue_test_connection_write (connection, JSON_HEAD "Content-Length: 99\r\n\r\n[1,2,3]", -1);
    return FALSE;
  }
  cue_test_connection_reset (connection);
  return FALSE;
}

static void
test_nothing_is_left (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_in_turn, NULL);
  guint before = 0;

  for (guint i = 0; i < 330; i++) {
    g_autofree char *path = g_strdup_printf ("/%u", i % 3);
    g_autofree char *url = cue_test_server_make_url (server, path);
    g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);
    g_autoptr (CueHttpResponse) response = NULL;
    g_autoptr (GError) error = NULL;

    cue_http_request_set_max_bytes (request, 50);
    response = cue_http_fixture_send (fixture, request, &error);
    g_assert_true ((response != NULL) == (i % 3 == 0));
    if (i == 29)
      before = count_descriptors ();
  }
  /* some of both ends may be closing just now */
  g_assert_cmpuint (count_descriptors (), <=, before + 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/limits/encodings", test_encodings);
  g_test_add_func ("/net/limits/broken-encodings", test_broken_encodings);
  g_test_add_func ("/net/limits/encoded-statuses", test_encoded_statuses);
  g_test_add_func ("/net/limits/bomb", test_bomb);
  g_test_add_func ("/net/limits/too-large", test_too_large);
  g_test_add_func ("/net/limits/drip", test_drip);
  g_test_add_func ("/net/limits/exactly-as-large", test_exactly_as_large);
  g_test_add_func ("/net/limits/hung-server", test_hung_server);
  g_test_add_func ("/net/limits/silence-in-body", test_silence_in_body);
  g_test_add_func ("/net/limits/suspend", test_suspend);
  g_test_add_func ("/net/limits/cancel", test_cancel);
  g_test_add_func ("/net/limits/nothing-is-left", test_nothing_is_left);
  return g_test_run ();
}
