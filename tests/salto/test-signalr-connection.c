// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "hub-case.h"

#include "cue-time.h"

#include <string.h>

/*
 * What the conformance cases do not look at: tokens, reasons, times, the queue, the trace, and what
 * an application may do in a callback.
 */

#define MESSAGE(text) "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"" text "\"]}\x1e"

/* Shakes hands, says a text, and stays. */
static void
serve_text (HubPeer *peer, gpointer data)
{
  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  hub_peer_send_text (peer, data != NULL ? data : "{}\x1e");
  hub_peer_wait_for_end (peer);
}

static void
serve_drop (HubPeer *peer, gpointer data)
{
  if (hub_peer_accept (peer) && hub_peer_read_handshake (peer))
    hub_peer_send_text (peer, data != NULL ? data : "{}\x1e");
}

static void
serve_status (HubPeer *peer, gpointer data)
{
  const char *const *answer = data; /* headers and body of a 401, then of what follows */

  hub_peer_answer (peer, 401, answer[0], answer[1]);
}

static void
serve_nothing (HubPeer *peer, gpointer data)
{
  hub_peer_wait_for_end (peer);
}

static void
serve_silent_handshake (HubPeer *peer, gpointer data)
{
  hub_peer_accept (peer);
  hub_peer_wait_for_end (peer);
}

static void
set_tokens (HubCase *hub, CueSignalrTokenPlace place, const char *first, const char *second)
{
  const char *tokens[] = { first, second, NULL };
  g_autoptr (CueTokenProvider) provider = token_list_new (tokens);

  cue_signalr_connection_set_token_provider (hub->connection, provider, place);
}

/* ---- tokens ----------------------------------------------------------------------------------*/

static void
serve_second_token (HubPeer *peer, gpointer data)
{
  if (hub_peer_get_index (peer) == 0)
    hub_peer_answer (peer,
                     401,
                     "WWW-Authenticate: Bearer error=\"invalid_token\", "
                     "error_description=\"The token old-token-1 expired\"\r\n",
                     "");
  else
    serve_text (peer, NULL);
}

/* A 401 is followed by a fresh token at once, once, without any policy. */
static void
test_fresh_token (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_second_token, NULL);
  g_autofree char *request = NULL;
  g_autofree char *trace = NULL;

  set_tokens (hub, CUE_SIGNALR_TOKEN_IN_HEADER, "old-token-1", "new-token-2");
  hub_case_start (hub);
  hub_case_wait (hub, "connected");
  g_assert_true (hub_case_has (hub, "failed http-401 401"));
  g_assert_true (hub_case_has (hub, "connecting 2"));
  g_assert_nonnull (strstr (hub->told->str, "expired"));
  request = hub_server_get_request (hub->server, 1);
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer new-token-2\r\n"));
  /* Neither of the two stands anywhere that is kept or shown, though the server said one. */
  trace = hub_case_read_trace (hub);
  g_assert_nonnull (strstr (trace, "Authorization"));
  g_assert_null (strstr (trace, "old-token-1"));
  g_assert_null (strstr (trace, "new-token-2"));
  g_assert_null (strstr (hub->told->str, "old-token-1"));
}

/* A provider that has nothing better is not asked to try the same again. */
static void
test_same_token (void)
{
  const char *answer[] = { "", "" };
  g_autoptr (HubCase) hub = hub_case_new (serve_status, answer);

  set_tokens (hub, CUE_SIGNALR_TOKEN_IN_HEADER, "only-token", NULL);
  hub_case_start (hub);
  hub_case_wait (hub, "closed http-401");
  g_assert_cmpuint (hub_server_get_n_connections (hub->server), ==, 1);
  g_assert_cmpuint (cue_signalr_connection_get_counters (hub->connection)->failures, ==, 1);
}

static void
test_no_token (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_text, NULL);

  set_tokens (hub, CUE_SIGNALR_TOKEN_IN_HEADER, "", NULL);
  hub_case_start (hub);
  hub_case_wait (hub, "closed token There is no token.");
  g_assert_cmpuint (hub_server_get_n_connections (hub->server), ==, 0);
}

static void
test_token_in_query_is_hidden (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_text, (gpointer) "{}\x1e" MESSAGE ("secret+1"));
  g_autofree char *trace = NULL;
  g_autofree char *request = NULL;

  set_tokens (hub, CUE_SIGNALR_TOKEN_IN_QUERY, "secret+1", NULL);
  hub_case_start (hub);
  hub_case_wait (hub, "text");
  hub_case_spin (hub, 150);
  request = hub_server_get_request (hub->server, 0);
  g_assert_nonnull (strstr (request, "&access_token=secret%2B1 "));
  trace = hub_case_read_trace (hub);
  g_assert_nonnull (strstr (trace, "ReceiveMessage"));
  g_assert_null (strstr (trace, "secret+1"));
  g_assert_null (strstr (trace, "secret%2B1"));
}

/* A token with a line end would be a header of its own. */
static void
test_bad_token (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_text, NULL);

  set_tokens (hub, CUE_SIGNALR_TOKEN_IN_QUERY, "a\r\nX: y", NULL);
  hub_case_start (hub);
  hub_case_wait (hub, "closed address");
  g_assert_cmpuint (hub_server_get_n_connections (hub->server), ==, 0);
}

/* ---- reasons ---------------------------------------------------------------------------------*/

static void
serve_answer (HubPeer *peer, gpointer data)
{
  hub_peer_write (peer, data, strlen (data));
}

static void
check_reason (const char *answer, const char *line)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_answer, (gpointer) answer);

  hub_case_start (hub);
  hub_case_wait (hub, "closed");
  if (!hub_case_has (hub, line))
    g_error ("not “%s” but:\n%s", line, hub->told->str);
  g_assert_cmpuint (hub_server_get_n_connections (hub->server), ==, 1);
}

static void
test_reasons (void)
{
  check_reason ("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", "failed http-401 401");
  check_reason ("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", "failed http-403 403");
  check_reason ("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "failed http-404 404");
  check_reason ("HTTP/1.1 409 No\r\nContent-Length: 0\r\n\r\n", "failed http-other 409");
  check_reason ("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "failed http-other 503");
  check_reason ("HTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\nhi", "failed not-websocket 200");
  check_reason ("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Accept: d3Jvbmc=\r\n\r\n",
                "failed not-websocket 0");
  check_reason ("SSH-2.0-OpenSSH_9.2\r\n\r\n", "failed not-websocket 0");
  check_reason ("", "failed network 0");
  /* Not followed, above all not with a token. */
  check_reason ("HTTP/1.1 302 There\r\nLocation: /v1/other\r\nContent-Length: 0\r\n\r\n",
                "failed http-other 302");
}

static void
test_nobody_listens (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_text, NULL);
  g_autoptr (CueSignalrConnection)
    connection = cue_signalr_connection_new (hub->client, "ws://127.0.0.1:1/hub");

  cue_signalr_connection_start (connection);
  while (cue_signalr_connection_get_state (connection) != CUE_SIGNALR_DISCONNECTED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (cue_signalr_connection_get_reason (connection), ==, CUE_SIGNALR_REASON_NETWORK);
}

/* ---- times -----------------------------------------------------------------------------------*/

static void
advance (HubCase *hub, gint64 us)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (hub->clock), us);
}

static void
test_connect_timeout (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_nothing, NULL);

  hub_case_start (hub);
  hub_case_spin (hub, 50);
  advance (hub, CUE_SECONDS (14));
  hub_case_spin (hub, 20);
  g_assert_false (hub_case_has (hub, "failed"));
  advance (hub, CUE_SECONDS (1));
  hub_case_wait (hub, "closed connect-timeout");
  hub_case_wait_for_server (hub, 0);
}

static void
test_handshake_timeout (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_silent_handshake, NULL);

  hub_case_start (hub);
  while (cue_signalr_connection_get_exchange (hub->connection) == NULL ||
         cue_exchange_get_status (cue_signalr_connection_get_exchange (hub->connection)) != 101)
    hub_case_spin (hub, 5);
  advance (hub, CUE_SECONDS (15));
  hub_case_wait (hub, "closed handshake-timeout");
  hub_case_wait_for_server (hub, 0);
}

/* A link that is silently dead is noticed by the clock alone, and the TCP connection goes at once:
 * no fake time passes between. */
static void
test_server_timeout (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_text, NULL);
  const CueSignalrCounters *counters = cue_signalr_connection_get_counters (hub->connection);

  hub_case_start (hub);
  hub_case_wait (hub, "connected");
  g_assert_cmpuint (counters->pings_sent, ==, 1);
  advance (hub, CUE_SECONDS (15));
  g_assert_cmpuint (counters->pings_sent, ==, 2);
  advance (hub, CUE_SECONDS (14));
  g_assert_cmpint (cue_signalr_connection_get_state (hub->connection), ==, CUE_SIGNALR_CONNECTED);
  advance (hub, CUE_SECONDS (1));
  g_assert_true (hub_case_has (hub, "closed server-timeout The connection timed out"));
  hub_case_wait_for_server (hub, 0);
}

static void
test_suspend (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_text, NULL);

  cue_signalr_connection_set_reconnect_forever (hub->connection, 1000, 30000);
  hub_case_start (hub);
  hub_case_wait (hub, "connected");
  cue_fake_clock_suspend (CUE_FAKE_CLOCK (hub->clock), CUE_SECONDS (3600));
  hub_case_wait (hub, "reconnecting server-timeout");
  advance (hub, CUE_SECONDS (1));
  hub_case_wait (hub, "gap 0");
}

static void
serve_later (HubPeer *peer, gpointer data)
{
  if (hub_peer_get_index (peer) < 6)
    hub_peer_answer (peer, 503, "", "");
  else
    serve_text (peer, NULL);
}

/* The first connection included, without end, never longer than the cap. */
static void
test_forever (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_later, NULL);
  gint64 longest = 0;

  cue_signalr_connection_set_reconnect_forever (hub->connection, 1000, 4000);
  cue_signalr_connection_set_retry_first (hub->connection, TRUE);
  hub_case_start (hub);
  for (guint i = 1; i <= 6; i++) {
    g_autofree char *line = g_strdup_printf ("connecting %u\nfailed http-other 503", i);
    gint64           due;

    hub_case_wait (hub, line);
    due = cue_signalr_connection_get_retry_monotonic_us (hub->connection);
    g_assert_cmpint (due, !=, 0);
    due -= cue_clock_get_monotonic (hub->clock);
    g_assert_cmpint (due, <=, CUE_SECONDS (4));
    longest = MAX (longest, due);
    advance (hub, MAX (due, 0));
  }
  g_assert_cmpint (longest, >=, CUE_SECONDS (3));
  hub_case_wait (hub, "connected");
  g_assert_cmpuint (cue_signalr_connection_get_counters (hub->connection)->attempts, ==, 7);
}

static void
serve_busy (HubPeer *peer, gpointer data)
{
  if (hub_peer_get_index (peer) == 0)
    hub_peer_answer (peer, 503, "Retry-After: 20\r\n", "");
  else
    serve_text (peer, NULL);
}

static void
test_retry_after (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_busy, NULL);
  const guint delays[] = { 0 };

  cue_signalr_connection_set_reconnect_delays (hub->connection, delays, 1);
  cue_signalr_connection_set_retry_first (hub->connection, TRUE);
  hub_case_start (hub);
  hub_case_wait (hub, "failed http-other 503");
  advance (hub, CUE_SECONDS (19));
  hub_case_spin (hub, 20);
  g_assert_false (hub_case_has (hub, "connecting 2"));
  advance (hub, CUE_SECONDS (1));
  hub_case_wait (hub, "connected");
}

static void
test_retry_now (void)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (serve_busy, NULL);

  cue_signalr_connection_set_reconnect_forever (hub->connection, 1000, 30000);
  cue_signalr_connection_set_retry_first (hub->connection, TRUE);
  hub_case_start (hub);
  hub_case_wait (hub, "failed http-other 503");
  cue_signalr_connection_retry_now (hub->connection);
  hub_case_wait (hub, "connected");
}

/* ---- limits ----------------------------------------------------------------------------------*/

static void
serve_burst (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) burst = g_string_new ("{}\x1e");

  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  for (guint i = 0; i < 1000; i++)
    g_string_append (burst, MESSAGE ("one of very many messages"));
  g_string_append (burst, "{\"type\":6}\x1e" MESSAGE ("the last one"));
  hub_peer_send_frame (peer, 0x81, burst->str, burst->len);
  hub_peer_wait_for_end (peer);
}

/* Above the limit of the queue the oldest go; the newest, and everything that is no invocation,
 * stays; and it is told before the next message. */
static void
test_overflow (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_burst, NULL);
  const CueSignalrCounters *counters = cue_signalr_connection_get_counters (hub->connection);

  cue_signalr_connection_set_max_queue_bytes (hub->connection, 10 * 1024);
  hub_case_start (hub);
  hub_case_wait (hub, "text the last one");
  g_assert_cmpuint (counters->delivered + counters->dropped, ==, 1001);
  g_assert_cmpuint (counters->delivered, >, 50);
  g_assert_cmpuint (counters->dropped, >, 500);
  g_assert_cmpuint (counters->pings_received, ==, 1);
  g_assert_true (hub_case_has (hub, "connected\ngap "));
  g_assert_cmpuint (counters->received, ==, 1002);
}

static void
serve_endless (HubPeer *peer, gpointer data)
{
  g_autofree char *filler = g_strnfill (4000, 'a');
  gboolean         in_one = data != NULL;

  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  hub_peer_send_text (peer, "{}\x1e{\"type\":1,\"target\":\"");
  if (in_one)
    /* Announced is enough. */
    hub_peer_write (peer, "\x81\x7f\0\0\0\x10\0\0\0\0", 10);
  for (guint i = 0; i < 1000; i++) {
    if (!hub_peer_wait (peer, 1) || !hub_peer_send_text (peer, filler))
      break;
  }
}

static void
test_too_large (void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (HubCase) hub = hub_case_new (serve_endless, GUINT_TO_POINTER (i));

    cue_signalr_connection_set_max_message_bytes (hub->connection, 100 * 1000);
    hub_case_start (hub);
    hub_case_wait (hub, "closed too-large A message");
    hub_case_wait_for_server (hub, 0);
    g_assert_cmpuint (cue_signalr_connection_get_counters (hub->connection)->bytes, <, 110 * 1000);
  }
}

static void
serve_rest (HubPeer *peer, gpointer data)
{
  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  hub_peer_send_text (peer, "{}\x1e" MESSAGE ("whole") "{\"type\":1");
  hub_peer_send_close (peer, 1000);
  hub_peer_wait_for_end (peer);
}

static void
test_rest (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_rest, NULL);

  hub_case_start (hub);
  hub_case_wait (hub, "closed connection-lost The connection ended in the middle of a message.");
  g_assert_true (hub_case_has (hub, "text whole"));
}

/* ---- what the application does ---------------------------------------------------------------*/

static void
stop (gpointer data)
{
  HubCase *hub = data;

  cue_signalr_connection_stop (hub->connection);
}

static void
let_go (gpointer data)
{
  HubCase *hub = data;

  g_signal_handlers_disconnect_by_data (hub->connection, hub);
  g_clear_object (&hub->connection);
}

static void
start_again (gpointer data)
{
  HubCase *hub = data;

  cue_signalr_connection_stop (hub->connection);
  cue_signalr_connection_start (hub->connection);
}

/* Each of them, in each callback. */
static void
test_callbacks (void)
{
  static const char *const lines[] = { "connecting",   "connected", "text",
                                       "reconnecting", "again",     "gap" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    for (guint action = 0; action < 3; action++) {
      g_autoptr (HubCase)
        hub = hub_case_new (serve_drop, (gpointer) "{}\x1e" MESSAGE ("a") MESSAGE ("b"));
      guint n;

      cue_signalr_connection_set_reconnect_forever (hub->connection, 1, 1);
      hub->act_on = lines[i];
      hub->act = action == 0 ? stop : action == 1 ? let_go : start_again;
      hub_case_start (hub);
      hub_case_wait (hub, lines[i]);
      n = hub->n_messages;
      if (action == 0) {
        hub_case_wait (hub, "closed stopped");
        g_assert_cmpint (cue_signalr_connection_get_state (hub->connection),
                         ==,
                         CUE_SIGNALR_DISCONNECTED);
      }
      hub_case_spin (hub, 20);
      /* `text` told of one; nothing came after the act. */
      if (action < 2)
        g_assert_cmpuint (hub->n_messages, ==, n);
      else
        hub_case_wait (hub, "again");
    }
  }
}

/* The server is told in both ways before the connection goes, also by an object that just goes. */
static void
test_goodbye (void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (HubCase) hub = hub_case_new (serve_text, NULL);
    g_auto (GStrv) messages = NULL;

    hub_case_start (hub);
    hub_case_wait (hub, "connected");
    if (i == 0)
      stop (hub);
    else
      let_go (hub);
    hub_case_wait_for_server (hub, 1);
    do {
      hub_case_spin (hub, 5);
      g_strfreev (messages);
      messages = hub_server_get_messages (hub->server);
    } while (!g_strv_contains ((const char *const *) messages, "{\"type\":7}"));
  }
}

static void
test_frames (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_text,
                                          (gpointer) "{}\x1e" MESSAGE ("a")
                                            MESSAGE ("b") "{\"type\":6}\x1e{\"type\":7}");
  GListModel      *frames;
  g_autofree char *trace = NULL;

  hub_case_start (hub);
  hub_case_wait (hub, "text b");
  hub_case_spin (hub, 150);
  frames = cue_exchange_get_frames (cue_signalr_connection_get_exchange (hub->connection));
  g_assert_cmpuint (g_list_model_get_n_items (frames), ==, 3);
  trace = hub_case_read_trace (hub);
  g_assert_nonnull (strstr (trace, "sent handshake: "));
  g_assert_nonnull (strstr (trace, "received handshake, invocation × 2, ping, part: "));
  g_assert_nonnull (strstr (trace, "sent ping: "));
  g_assert_nonnull (strstr (trace, "* open · 3 messages\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/signalr/token/fresh", test_fresh_token);
  g_test_add_func ("/salto/signalr/token/same", test_same_token);
  g_test_add_func ("/salto/signalr/token/none", test_no_token);
  g_test_add_func ("/salto/signalr/token/in-query", test_token_in_query_is_hidden);
  g_test_add_func ("/salto/signalr/token/bad", test_bad_token);
  g_test_add_func ("/salto/signalr/reasons", test_reasons);
  g_test_add_func ("/salto/signalr/nobody-listens", test_nobody_listens);
  g_test_add_func ("/salto/signalr/connect-timeout", test_connect_timeout);
  g_test_add_func ("/salto/signalr/handshake-timeout", test_handshake_timeout);
  g_test_add_func ("/salto/signalr/server-timeout", test_server_timeout);
  g_test_add_func ("/salto/signalr/suspend", test_suspend);
  g_test_add_func ("/salto/signalr/forever", test_forever);
  g_test_add_func ("/salto/signalr/retry-after", test_retry_after);
  g_test_add_func ("/salto/signalr/retry-now", test_retry_now);
  g_test_add_func ("/salto/signalr/overflow", test_overflow);
  g_test_add_func ("/salto/signalr/too-large", test_too_large);
  g_test_add_func ("/salto/signalr/rest", test_rest);
  g_test_add_func ("/salto/signalr/callbacks", test_callbacks);
  g_test_add_func ("/salto/signalr/goodbye", test_goodbye);
  g_test_add_func ("/salto/signalr/frames", test_frames);
  return g_test_run ();
}
