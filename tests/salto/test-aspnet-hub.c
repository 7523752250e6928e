// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Our client and a real SignalR server. */

#include "aspnet-server.h"
#include "token-list.h"

#include "cue-signalr-connection.h"
#include "cue-system-clock.h"

#include <string.h>

#define PATIENCE_MS 60000

static const char *skip_reason;
static const char *build_dir;

typedef struct {
  AspnetServer         *server;
  CueHttpClient        *client;
  CueSignalrConnection *connection;
  guint                 messages; // that are an entry
  guint                 last_id;  // of these
  gboolean              ordered;
  gsize                 longest;
  gboolean              end_seen;
  guint                 block_ms; // how long the handler takes for the first message
  GString              *log;      // "connected", "closed" and so on, with the words of errors
  guint                 gaps;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->log = g_string_new (NULL);
  fixture->ordered = TRUE;
  if (skip_reason != NULL)
    return;
  fixture->server = aspnet_server_start (build_dir);
  fixture->client = cue_http_client_new (cue_system_clock_get_default (), NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->connection != NULL) {
    g_signal_handlers_disconnect_by_data (fixture->connection, fixture);
    cue_signalr_connection_stop (fixture->connection);
  }
  g_clear_object (&fixture->connection);
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->server, aspnet_server_stop);
  g_string_free (fixture->log, TRUE);
}

static gboolean
on_late (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                                               \
  G_STMT_START                                                                            \
  {                                                                                       \
    gboolean late = FALSE;                                                                \
    guint    late_id = g_timeout_add (PATIENCE_MS, on_late, &late);                       \
    while (!(condition)) {                                                                \
      if (late)                                                                           \
        g_error ("not within %d ms: %s; %s", PATIENCE_MS, #condition, fixture->log->str); \
      g_main_context_iteration (NULL, TRUE);                                              \
    }                                                                                     \
    g_source_remove (late_id);                                                            \
  }                                                                                       \
  G_STMT_END

static void
wait_ms (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_late, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
note (Fixture *fixture, const char *what, const GError *error)
{
  g_string_append_printf (fixture->log,
                          "[%s%s%s]",
                          what,
                          error != NULL ? ": " : "",
                          error != NULL ? error->message : "");
}

static void
on_connected (CueSignalrConnection *connection, gboolean again, gpointer user_data)
{
  note (user_data, again ? "again" : "connected", NULL);
}

static void
on_connect_failed (CueSignalrConnection *connection, GError *error, gpointer user_data)
{
  note (user_data, "failed", error);
}

static void
on_reconnecting (CueSignalrConnection *connection, GError *error, gpointer user_data)
{
  note (user_data, "reconnecting", error);
}

static void
on_closed (CueSignalrConnection *connection, GError *error, gpointer user_data)
{
  note (user_data, "closed", error);
}

static void
on_gap (CueSignalrConnection *connection, gint64 from, gint64 until, guint64 n, gpointer user_data)
{
  ((Fixture *) user_data)->gaps++;
}

static void
on_message (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer user_data)
{
  Fixture    *fixture = user_data;
  const char *id;
  guint       number;

  if (fixture->block_ms > 0)
    g_usleep (fixture->block_ms * 1000);
  fixture->block_ms = 0;
  if (message->fit != CUE_SIGNALR_FIT_TEXT)
    return;
  fixture->longest = MAX (fixture->longest, message->text_length);
  if (g_strcmp0 (message->text, "end") == 0) {
    fixture->end_seen = TRUE;
    return;
  }
  id = strstr (message->text, "-9b54-");
  g_assert_nonnull (id);
  number = (guint) g_ascii_strtoull (id + 6, NULL, 16);
  fixture->ordered = fixture->ordered && (fixture->messages == 0 || number == fixture->last_id + 1);
  fixture->last_id = number;
  fixture->messages++;
}

/* @query: what the server does; @tokens: separated by spaces, one for each attempt */
static void
start (Fixture *fixture, const char *query, const char *tokens, gboolean forever)
{
  g_autofree char *url =
    g_strdup_printf ("%s/v1/hub/entries?site_id=1&do=%s", fixture->server->url, query);
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);
  g_autoptr (CueTokenProvider) provider = token_list_new ((const char *const *) list);

  fixture->connection = cue_signalr_connection_new (fixture->client, url);
  cue_signalr_connection_set_token_provider (fixture->connection,
                                             provider,
                                             CUE_SIGNALR_TOKEN_IN_HEADER);
  cue_signalr_connection_set_handler (fixture->connection,
                                      "ReceiveMessage",
                                      on_message,
                                      fixture,
                                      NULL);
  cue_signalr_connection_set_keepalive (fixture->connection, 1000);
  if (forever)
    cue_signalr_connection_set_reconnect_forever (fixture->connection, 50, 500);
  g_signal_connect (fixture->connection, "connected", G_CALLBACK (on_connected), fixture);
  g_signal_connect (fixture->connection, "connect-failed", G_CALLBACK (on_connect_failed), fixture);
  g_signal_connect (fixture->connection, "reconnecting", G_CALLBACK (on_reconnecting), fixture);
  g_signal_connect (fixture->connection, "closed", G_CALLBACK (on_closed), fixture);
  g_signal_connect (fixture->connection, "gap", G_CALLBACK (on_gap), fixture);
  cue_signalr_connection_start (fixture->connection);
}

static gboolean
is_over (Fixture *fixture)
{
  return cue_signalr_connection_get_state (fixture->connection) == CUE_SIGNALR_DISCONNECTED;
}

static const CueSignalrCounters *
count (Fixture *fixture)
{
  return cue_signalr_connection_get_counters (fixture->connection);
}

static gboolean
skip (void)
{
  if (skip_reason != NULL)
    g_test_skip (skip_reason);
  return skip_reason != NULL;
}

/* 101, a message, and a stop that the server takes for an orderly one. */
static void
test_one (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "one", "good", FALSE);
  WAIT_FOR (fixture->messages == 1);
  g_assert_cmpint (cue_signalr_connection_get_state (fixture->connection),
                   ==,
                   CUE_SIGNALR_CONNECTED);
  cue_signalr_connection_stop (fixture->connection);
  WAIT_FOR (is_over (fixture));
  g_assert_cmpstr (fixture->log->str, ==, "[connected][closed]");
  WAIT_FOR (aspnet_server_reported (fixture->server, "{\"left\":\"\"}"));
}

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char      *token;
    const char      *path; // nullable: what comes before that of the hub
    guint            status;
    CueSignalrReason reason;
  } cases[] = {
    { "bad", NULL, 401, CUE_SIGNALR_REASON_HTTP_401 },
    { "noscope", NULL, 403, CUE_SIGNALR_REASON_HTTP_403 },
    { "good", "/elsewhere", 404, CUE_SIGNALR_REASON_HTTP_404 },
  };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    if (cases[i].path != NULL) {
      char *elsewhere = g_strconcat (fixture->server->url, cases[i].path, NULL);

      g_free (fixture->server->url);
      fixture->server->url = elsewhere;
    }
    g_clear_object (&fixture->connection);
    start (fixture, "one", cases[i].token, FALSE);
    WAIT_FOR (is_over (fixture));
    g_assert_cmpint (cue_signalr_connection_get_reason (fixture->connection), ==, cases[i].reason);
    g_assert_cmpuint (cue_signalr_connection_get_http_status (fixture->connection),
                      ==,
                      cases[i].status);
    g_assert_cmpuint (fixture->messages, ==, 0);
  }
}

/* After a 401 a fresh token is asked for at once. */
static void
test_fresh_token (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "one", "bad good", FALSE);
  WAIT_FOR (fixture->messages == 1);
  g_assert_cmpuint (count (fixture)->attempts, ==, 2);
}

/* The server ends the connection when the token expires; with the next token it goes on. */
static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "one", "short-1500 good", TRUE);
  WAIT_FOR (fixture->messages == 2);
  g_assert_cmpuint (count (fixture)->reconnects, ==, 1);
  g_assert_cmpuint (fixture->gaps, ==, 1);
  g_assert_true (g_str_has_prefix (fixture->log->str, "[connected][reconnecting"));
  g_assert_true (g_str_has_suffix (fixture->log->str, "[again]"));
}

static void
test_throw (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "throw", "good", TRUE);
  WAIT_FOR (is_over (fixture));
  g_assert_cmpint (cue_signalr_connection_get_reason (fixture->connection),
                   ==,
                   CUE_SIGNALR_REASON_CLOSED_BY_SERVER);
  g_assert_nonnull (strstr (fixture->log->str, "The hub does not like you."));
  g_assert_cmpuint (count (fixture)->attempts, ==, 1);
}

/* The hub sends us away, and we stay away although we would come back. */
static void
test_abort (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "abort", "good", TRUE);
  WAIT_FOR (is_over (fixture));
  g_assert_cmpint (cue_signalr_connection_get_reason (fixture->connection),
                   ==,
                   CUE_SIGNALR_REASON_CLOSED_BY_SERVER);
  g_assert_cmpuint (fixture->messages, ==, 1);
  wait_ms (700);
  g_assert_cmpuint (count (fixture)->attempts, ==, 1);
}

/* The connection breaks off without a word, again and again, and we come back each time. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "cut", "good", TRUE);
  WAIT_FOR (count (fixture)->reconnects == 3);
  g_assert_cmpuint (fixture->messages, >=, 3);
  g_assert_cmpuint (fixture->gaps, ==, 3);
  g_assert_cmpuint (count (fixture)->failures, ==, 0);
}

/* The server is shut down in good order: we are told, and try to come back. */
static void
test_shutdown (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "one", "good", TRUE);
  WAIT_FOR (fixture->messages == 1);
  aspnet_server_shut_down (fixture->server);
  WAIT_FOR (count (fixture)->failures >= 2);
  g_assert_cmpint (cue_signalr_connection_get_state (fixture->connection),
                   ==,
                   CUE_SIGNALR_RECONNECTING);
  g_assert_cmpint (cue_signalr_connection_get_reason (fixture->connection),
                   ==,
                   CUE_SIGNALR_REASON_NETWORK);
}

static void
test_burst (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "burst&n=50000", "good", FALSE);
  WAIT_FOR (fixture->end_seen);
  g_assert_cmpuint (fixture->messages, ==, 50000);
  g_assert_true (fixture->ordered);
  g_assert_cmpuint (count (fixture)->dropped, ==, 0);
  g_assert_cmpuint (count (fixture)->malformed, ==, 0);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "large&n=10000000", "good", FALSE);
  WAIT_FOR (fixture->end_seen);
  g_assert_cmpuint (fixture->messages, ==, 1);
  g_assert_cmpuint (fixture->longest, >, 10000000);
}

/* The hub waits for a result and is told that there is none. */
static void
test_client_result (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[] = { "ReceiveMessage", "Nobody" };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autofree char *query = g_strdup_printf ("ask&target=%s", targets[i]);

    g_clear_object (&fixture->connection);
    g_ptr_array_set_size (fixture->server->reports, 0);
    fixture->end_seen = FALSE;
    start (fixture, query, "good", FALSE);
    WAIT_FOR (fixture->end_seen);
    WAIT_FOR (aspnet_server_reported (fixture->server, "{\"error\":"));
    g_assert_false (aspnet_server_reported (fixture->server, "\"answer\""));
    g_assert_cmpuint (count (fixture)->answers_sent, ==, 1);
    g_assert_cmpint (cue_signalr_connection_get_state (fixture->connection),
                     ==,
                     CUE_SIGNALR_CONNECTED);
  }
}

/* What is not expected is counted, and the connection goes on. */
static void
test_odd (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "odd", "good", FALSE);
  WAIT_FOR (fixture->end_seen);
  g_assert_cmpuint (count (fixture)->unexpected, ==, 1);
  g_assert_cmpuint (count (fixture)->malformed, ==, 3);
}

/* Who does not read is cut off by the server after 2 s here, and notices. */
static void
test_slow_reader (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  fixture->block_ms = 6000;
  start (fixture, "burst&n=100000", "good", FALSE);
  WAIT_FOR (is_over (fixture));
  g_assert_false (fixture->end_seen);
  g_assert_cmpuint (fixture->messages, <, 100000);
  g_assert_cmpint (cue_signalr_connection_get_reason (fixture->connection),
                   ==,
                   CUE_SIGNALR_REASON_CONNECTION_LOST);
}

/* Pings both ways keep it alive, past the 4 s after which this server gives a client up. */
static void
test_pings (Fixture *fixture, gconstpointer data)
{
  if (skip ())
    return;
  start (fixture, "one", "good", FALSE);
  WAIT_FOR (fixture->messages == 1);
  wait_ms (5500);
  g_assert_cmpint (cue_signalr_connection_get_state (fixture->connection),
                   ==,
                   CUE_SIGNALR_CONNECTED);
  /* A busy machine pings late; that it does is what counts. */
  WAIT_FOR (count (fixture)->pings_received >= 3 && count (fixture)->pings_sent >= 4);
  g_assert_cmpint (cue_signalr_connection_get_state (fixture->connection),
                   ==,
                   CUE_SIGNALR_CONNECTED);
}

/* Arguments: the folder of the server's source, a folder of our own in the build folder. */
int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  build_dir = argv[2];
  skip_reason = aspnet_server_build (argv[1], build_dir);
  if (skip_reason != NULL)
    g_test_message ("skipped: %s", skip_reason);
#define ADD(path, func) \
  g_test_add ("/salto/aspnet-hub/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("one", test_one);
  ADD ("statuses", test_statuses);
  ADD ("fresh-token", test_fresh_token);
  ADD ("expiry", test_expiry);
  ADD ("throw", test_throw);
  ADD ("abort", test_abort);
  ADD ("cut", test_cut);
  ADD ("shutdown", test_shutdown);
  ADD ("burst", test_burst);
  ADD ("large", test_large);
  ADD ("client-result", test_client_result);
  ADD ("odd", test_odd);
  ADD ("slow-reader", test_slow_reader);
  ADD ("pings", test_pings);
  return g_test_run ();
}
