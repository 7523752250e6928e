// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "vector.h"

#include "cue-signalr-connection.h"

#include "hub-server.h"
#include "token-list.h"

#include <string.h>

struct _Vector {
  JsonObject           *description; /* owned */
  HubServer            *server;      /* owned */
  CueSignalrConnection *connection;  /* owned */
  gint                  script_done; /* atomic: the first connection has done all it does */
  gint64                done_us;
  gboolean              stopped;
  gint64                over_us;
  GString              *faults; /* owned */

  /* what was seen */
  const char *start; /* ok, fail or NULL */
  char       *start_error;
  guint       http_status;
  JsonArray  *delivered; /* owned */
  char       *close_error;
  char       *reconnecting_error;
  gboolean    reconnected;
};

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_object_member (object, name)
                                               : NULL;
}

static gint64
get_number (JsonObject *object, const char *name, gint64 usual)
{
  return object != NULL ? json_object_get_int_member_with_default (object, name, usual) : usual;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* ---- the server ------------------------------------------------------------------------------*/

/* `@@REP:c:n@@` is n times c. */
static gboolean
expand_one (const GMatchInfo *match, GString *out, gpointer data)
{
  g_autofree char *piece = g_match_info_fetch (match, 1);
  g_autofree char *count = g_match_info_fetch (match, 2);
  guint64          n = g_ascii_strtoull (count, NULL, 10);

  for (guint64 i = 0; i < n; i++)
    g_string_append (out, piece);
  return FALSE;
}

static char *
expand (const char *frame)
{
  g_autoptr (GRegex) regex = g_regex_new ("@@REP:(.+?):(\\d+)@@", G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_eval (regex, frame, -1, 0, 0, expand_one, NULL, NULL);
}

static void
send_frame (HubPeer *peer, const char *frame, JsonObject *options)
{
  g_autofree char *text = expand (frame);
  gsize            length = strlen (text);
  gsize            n_pieces = (gsize) get_number (options, "fragments", 1);
  gsize            size = n_pieces > 1 ? (length + n_pieces - 1) / n_pieces : MAX (length, 1);
  gboolean         binary = options != NULL &&
                    json_object_get_boolean_member_with_default (options, "binary", FALSE);
  gsize at = 0;

  do {
    gsize n = MIN (size, length - at);
    guint first = at > 0 ? 0 : binary ? 2 : 1;

    hub_peer_send_frame (peer, first | (at + n == length ? 0x80 : 0), text + at, n);
    at += n;
  } while (at < length);
}

/* What the server does for this connection: the case itself, one of `next`, or a handshake alone.
 */
static JsonObject *
find_step (Vector *self, guint index)
{
  JsonArray *next;
  guint      n;

  if (index == 0)
    return self->description;
  if (!json_object_has_member (self->description, "next"))
    return NULL;
  next = json_object_get_array_member (self->description, "next");
  n = json_array_get_length (next);
  if (index - 1 < n)
    return json_array_get_object_element (next, index - 1);
  if (json_object_get_boolean_member_with_default (self->description, "next_repeat", FALSE))
    return json_array_get_object_element (next, n - 1);
  return NULL;
}

static void
answer_http (HubPeer *peer, JsonObject *http)
{
  JsonObject *headers = get_object (http, "headers");
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GList) names = headers != NULL ? json_object_get_members (headers) : NULL;

  for (GList *link = names; link != NULL; link = link->next)
    g_string_append_printf (lines,
                            "%s: %s\r\n",
                            (char *) link->data,
                            get_text (headers, link->data));
  hub_peer_answer (peer, (guint) get_number (http, "status", 500), lines->str, "");
}

/* Returns whether the connection stays. */
static gboolean
play_step (HubPeer *peer, JsonObject *all, JsonObject *step)
{
  JsonArray  *frames = NULL;
  JsonObject *options;
  const char *after;

  if (step == NULL)
    return hub_peer_send_text (peer, "{}\x1e");
  if (json_object_has_member (step, "frames"))
    frames = json_object_get_array_member (step, "frames");
  options = get_object (step, "frame_opts");
  for (guint i = 0; frames != NULL && i < json_array_get_length (frames); i++) {
    g_autofree char *key = g_strdup_printf ("%u", i);

    hub_peer_wait (peer, i == 0 ? 5 : (guint) get_number (all, "delay_ms", 10));
    send_frame (peer,
                json_array_get_string_element (frames, i),
                options != NULL ? get_object (options, key) : NULL);
  }
  hub_peer_wait (peer, 30);
  after = get_text (step, "after");
  if (after != NULL && g_str_has_prefix (after, "ws_close:"))
    hub_peer_send_close (peer, (guint) g_ascii_strtoull (strchr (after, ':') + 1, NULL, 10));
  return after == NULL || !g_str_equal (after, "tcp_drop");
}

/* In the thread of the connection; the case is only read. */
static void
serve (HubPeer *peer, gpointer data)
{
  Vector     *self = data;
  JsonObject *step = find_step (self, hub_peer_get_index (peer));
  JsonObject *http = step != NULL ? get_object (step, "http") : NULL;
  gint64      ping_ms = get_number (self->description, "server_ping_every_ms", 0);
  gboolean    stays = FALSE;

  if (http != NULL)
    answer_http (peer, http);
  else if (hub_peer_accept (peer) && hub_peer_read_handshake (peer))
    stays = play_step (peer, self->description, step);
  if (hub_peer_get_index (peer) == 0)
    g_atomic_int_set (&self->script_done, 1);
  if (!stays)
    return;
  while (ping_ms > 0 && hub_peer_wait (peer, (guint) ping_ms))
    hub_peer_send_text (peer, "{\"type\":6}\x1e");
  hub_peer_wait_for_end (peer);
}

/* ---- the client ------------------------------------------------------------------------------*/

static void
on_message (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer data)
{
  Vector *self = data;

  /* One handler that takes one string. */
  if (message->fit == CUE_SIGNALR_FIT_TEXT)
    json_array_add_string_element (self->delivered, message->text);
  else if (message->fit == CUE_SIGNALR_FIT_NULL)
    json_array_add_null_element (self->delivered);
}

static void
on_connected (CueSignalrConnection *connection, gboolean again, Vector *self)
{
  if (again)
    self->reconnected = TRUE;
  else
    self->start = "ok";
}

static void
on_connect_failed (CueSignalrConnection *connection, GError *error, Vector *self)
{
  if (self->start != NULL)
    return;
  g_free (self->start_error);
  self->start_error = g_strdup (error->message);
  self->http_status = cue_signalr_connection_get_http_status (connection);
}

static void
on_reconnecting (CueSignalrConnection *connection, GError *error, Vector *self)
{
  g_free (self->reconnecting_error);
  self->reconnecting_error = g_strdup (error->message);
}

static void
on_closed (CueSignalrConnection *connection, GError *error, Vector *self)
{
  if (self->start == NULL)
    self->start = "fail";
  self->close_error = error != NULL ? g_strdup (error->message) : NULL;
}

static void
set_up (Vector *self, JsonObject *settings)
{
  CueSignalrConnection *connection = self->connection;
  const char           *place = settings != NULL ? get_text (settings, "token_in") : NULL;

  if (settings == NULL)
    return;
  if (json_object_has_member (settings, "reconnect_delays")) {
    JsonArray *delays = json_object_get_array_member (settings, "reconnect_delays");
    g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint i = 0; i < json_array_get_length (delays); i++) {
      guint delay = (guint) json_array_get_int_element (delays, i);

      g_array_append_val (values, delay);
    }
    cue_signalr_connection_set_reconnect_delays (connection, (guint *) values->data, values->len);
  }
  if (json_object_has_member (settings, "tokens")) {
    JsonArray *tokens = json_object_get_array_member (settings, "tokens");
    g_autoptr (GPtrArray) list = g_ptr_array_new ();
    g_autoptr (CueTokenProvider) provider = NULL;

    for (guint i = 0; i < json_array_get_length (tokens); i++)
      g_ptr_array_add (list, (gpointer) json_array_get_string_element (tokens, i));
    g_ptr_array_add (list, NULL);
    provider = token_list_new ((const char *const *) list->pdata);
    cue_signalr_connection_set_token_provider (connection,
                                               provider,
                                               g_strcmp0 (place, "query") == 0
                                                 ? CUE_SIGNALR_TOKEN_IN_QUERY
                                                 : CUE_SIGNALR_TOKEN_IN_HEADER);
  }
  cue_signalr_connection_set_handshake_timeout (connection,
                                                (guint) get_number (settings,
                                                                    "handshake_timeout_ms",
                                                                    15000));
  cue_signalr_connection_set_server_timeout (connection,
                                             (guint) get_number (settings,
                                                                 "server_timeout_ms",
                                                                 30000));
  cue_signalr_connection_set_keepalive (connection,
                                        (guint) get_number (settings, "keepalive_ms", 15000));
}

Vector *
vector_start (JsonObject *description, CueHttpClient *client)
{
  Vector          *self = g_new0 (Vector, 1);
  g_autofree char *url = NULL;

  self->description = json_object_ref (description);
  self->faults = g_string_new (NULL);
  self->delivered = json_array_new ();
  self->server = hub_server_new (serve, self);
  url = hub_server_make_url (self->server, "/v1/hub/entries?site_id=site-101");
  self->connection = cue_signalr_connection_new (client, url);
  cue_signalr_connection_set_handler (self->connection, "ReceiveMessage", on_message, self, NULL);
  g_signal_connect (self->connection, "connected", G_CALLBACK (on_connected), self);
  g_signal_connect (self->connection, "connect-failed", G_CALLBACK (on_connect_failed), self);
  g_signal_connect (self->connection, "reconnecting", G_CALLBACK (on_reconnecting), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed), self);
  set_up (self, get_object (description, "client"));
  cue_signalr_connection_start (self->connection);
  return self;
}

gboolean
vector_is_over (Vector *self)
{
  JsonObject *settings = get_object (self->description, "client");
  gint64      now_us = g_get_monotonic_time ();
  gint64      stop_ms = get_number (settings, "stop_after_ms", 0);

  if (self->done_us == 0) {
    if (g_atomic_int_get (&self->script_done) == 0)
      return FALSE;
    self->done_us = now_us;
    self->over_us = now_us + (stop_ms + get_number (self->description, "wait_ms", 250)) * 1000;
  }
  if (stop_ms > 0 && !self->stopped && now_us >= self->done_us + stop_ms * 1000) {
    self->stopped = TRUE;
    cue_signalr_connection_stop (self->connection);
  }
  return now_us >= self->over_us;
}

/* ---- the judgement ---------------------------------------------------------------------------*/

static void blame (Vector *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
blame (Vector *self, const char *format, ...)
{
  va_list arguments;

  if (self->faults->len > 0)
    g_string_append (self->faults, "; ");
  va_start (arguments, format);
  g_string_append_vprintf (self->faults, format, arguments);
  va_end (arguments);
}

static gboolean
says (const char *text, const char *words)
{
  g_autofree char *low_text = g_ascii_strdown (text != NULL ? text : "", -1);
  g_autofree char *low_words = g_ascii_strdown (words, -1);

  return strstr (low_text, low_words) != NULL;
}

static const char *
get_end (Vector *self)
{
  if (self->start == NULL)
    return "hangs";
  if (g_str_equal (self->start, "fail"))
    return "closed";
  if (cue_signalr_connection_get_state (self->connection) == CUE_SIGNALR_CONNECTED)
    return self->reconnected ? "reconnected" : "connected";
  return self->close_error != NULL ? "closed-error" : "closed";
}

static gboolean
equals_array (JsonArray *a, JsonArray *b)
{
  g_autoptr (JsonNode) first = json_node_alloc ();
  g_autoptr (JsonNode) second = json_node_alloc ();

  json_node_init_array (first, a);
  json_node_init_array (second, b);
  return json_node_equal (first, second);
}

static void
judge_delivered (Vector *self, JsonObject *expect)
{
  guint n = json_array_get_length (self->delivered);

  if (json_object_has_member (expect, "delivered") &&
      !equals_array (json_object_get_array_member (expect, "delivered"), self->delivered))
    blame (self, "delivered %u others", n);
  if (json_object_has_member (expect, "delivered_any_of")) {
    JsonArray *any = json_object_get_array_member (expect, "delivered_any_of");
    gboolean   found = FALSE;

    for (guint i = 0; i < json_array_get_length (any); i++)
      found |= equals_array (json_array_get_array_element (any, i), self->delivered);
    if (!found)
      blame (self, "delivered %u others", n);
  }
  if (json_object_has_member (expect, "delivered_last") &&
      (n == 0 || g_strcmp0 (json_array_get_string_element (self->delivered, n - 1),
                            get_text (expect, "delivered_last")) != 0))
    blame (self, "delivered another one last");
  if (get_number (expect, "delivered_count", n) != n)
    blame (self, "delivered %u", n);
  if (json_object_has_member (expect, "delivered_lengths")) {
    JsonArray *lengths = json_object_get_array_member (expect, "delivered_lengths");

    if (json_array_get_length (lengths) != n)
      blame (self, "delivered %u", n);
    for (guint i = 0; i < MIN (n, json_array_get_length (lengths)); i++) {
      gsize length = strlen (json_array_get_string_element (self->delivered, i));

      if ((gint64) length != json_array_get_int_element (lengths, i))
        blame (self, "delivered %zu bytes", length);
    }
  }
}

static void
judge_end (Vector *self, JsonObject *expect)
{
  const char *end = get_end (self);
  gboolean    found = FALSE;

  if (!g_str_equal (get_text (expect, "start"), self->start != NULL ? self->start : "hangs"))
    blame (self, "start %s", self->start);
  if (json_object_has_member (expect, "start_error_contains") &&
      !says (self->start_error, get_text (expect, "start_error_contains")))
    blame (self, "start error: %s", self->start_error);
  if (get_number (expect, "http_status", self->http_status) != self->http_status)
    blame (self, "http status %u", self->http_status);
  if (json_object_has_member (expect, "end") && !g_str_equal (get_text (expect, "end"), end))
    blame (self, "end %s", end);
  if (json_object_has_member (expect, "end_any_of")) {
    JsonArray *any = json_object_get_array_member (expect, "end_any_of");

    for (guint i = 0; i < json_array_get_length (any); i++)
      found |= g_str_equal (json_array_get_string_element (any, i), end);
    if (!found)
      blame (self, "end %s", end);
  }
  if (json_object_has_member (expect, "error_contains") &&
      !says (self->close_error, get_text (expect, "error_contains")))
    blame (self, "close error: %s", self->close_error);
  if (json_object_has_member (expect, "error_contains_any")) {
    JsonArray *any = json_object_get_array_member (expect, "error_contains_any");

    found = FALSE;
    for (guint i = 0; i < json_array_get_length (any); i++)
      found |= says (self->close_error, json_array_get_string_element (any, i));
    if (!found)
      blame (self, "close error: %s", self->close_error);
  }
  if (json_object_has_member (expect, "reconnecting_error_contains") &&
      !says (self->reconnecting_error, get_text (expect, "reconnecting_error_contains")))
    blame (self, "reconnecting error: %s", self->reconnecting_error);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node)
                                                       : json_object_new ();
}

/* Whether all members of one are in the other. */
static gboolean
is_part (JsonObject *part, JsonObject *whole)
{
  g_autoptr (GList) names = json_object_get_members (part);

  for (GList *link = names; link != NULL; link = link->next) {
    if (!json_object_has_member (whole, link->data) ||
        !json_node_equal (json_object_get_member (part, link->data),
                          json_object_get_member (whole, link->data)))
      return FALSE;
  }
  return TRUE;
}

static void
judge_sent (Vector *self, JsonObject *expect)
{
  g_auto (GStrv) messages = hub_server_get_messages (self->server);
  g_autoptr (GPtrArray) sent = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GString) ids = g_string_new (NULL);
  guint       handshakes = 0;
  guint       pings = 0;
  gboolean    answered = FALSE;
  const char *wanted = get_text (expect, "sent_completion_error_for");

  for (gsize i = 0; messages[i] != NULL; i++) {
    JsonObject *message = parse (messages[i]);
    gint64      type = get_number (message, "type", 0);

    if (json_object_has_member (message, "protocol")) {
      JsonObject *request = get_object (expect, "handshake_request");

      if (handshakes++ == 0 && request != NULL &&
          !(is_part (request, message) && is_part (message, request)))
        blame (self, "handshake %s", messages[i]);
      json_object_unref (message);
      continue;
    }
    if (type == 6) {
      pings++;
      json_object_unref (message);
      continue;
    }
    if (type == 3) {
      g_string_append_printf (ids, "%s\n", get_text (message, "invocationId"));
      answered |= g_strcmp0 (get_text (message, "invocationId"), wanted) == 0 &&
                  get_text (message, "error") != NULL &&
                  !json_object_has_member (message, "result");
    }
    g_ptr_array_add (sent, message);
  }
  if (get_number (expect, "handshake_requests", handshakes) != handshakes)
    blame (self, "%u handshakes", handshakes);
  if (get_number (expect, "pings_at_least", 0) > pings)
    blame (self, "%u pings", pings);
  if (wanted != NULL && !answered)
    blame (self, "no completion");
  if (json_object_has_member (expect, "sent")) {
    JsonArray *list = json_object_get_array_member (expect, "sent");

    if (json_array_get_length (list) != sent->len)
      blame (self, "sent %u messages", sent->len);
    for (guint i = 0; i < MIN (sent->len, json_array_get_length (list)); i++) {
      if (!is_part (json_array_get_object_element (list, i), sent->pdata[i]))
        blame (self, "sent another message %u", i);
    }
  }
  if (json_object_has_member (expect, "sent_ids")) {
    JsonArray *list = json_object_get_array_member (expect, "sent_ids");
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < json_array_get_length (list); i++)
      g_string_append_printf (all, "%s\n", json_array_get_string_element (list, i));
    if (!g_string_equal (all, ids))
      blame (self, "sent ids %s", ids->str);
  }
}

static void
judge_request (Vector *self, guint index, JsonObject *wanted)
{
  g_autofree char *head = hub_server_get_request (self->server, index);
  g_auto (GStrv) line = NULL;
  g_auto (GStrv) target = NULL;
  const char *query;
  JsonObject *values = get_object (wanted, "query");
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree char *authorization = NULL;

  if (head == NULL) {
    blame (self, "no request %u", index);
    return;
  }
  line = g_strsplit (head, " ", 3);
  target = g_strsplit (line[1], "?", 2);
  query = target[1] != NULL ? target[1] : "";
  parameters = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (json_object_has_member (wanted, "method") &&
      !g_str_equal (get_text (wanted, "method"), line[0]))
    blame (self, "method %s", line[0]);
  if (json_object_has_member (wanted, "path") &&
      !g_str_equal (get_text (wanted, "path"), target[0]))
    blame (self, "path %s", target[0]);
  if (json_object_has_member (wanted, "header_authorization")) {
    authorization =
      g_strdup_printf ("\r\nAuthorization: %s\r\n", get_text (wanted, "header_authorization"));
    if (strstr (head, authorization) == NULL)
      blame (self, "another authorization");
  }
  if (json_object_has_member (wanted, "raw_query_contains") &&
      strstr (query, get_text (wanted, "raw_query_contains")) == NULL)
    blame (self, "query %s", query);
  if (values != NULL) {
    g_autoptr (GList) names = json_object_get_members (values);

    for (GList *link = names; link != NULL; link = link->next) {
      if (g_strcmp0 (g_hash_table_lookup (parameters, link->data), get_text (values, link->data)) !=
          0)
        blame (self, "query %s", query);
    }
  }
  if (json_object_has_member (wanted, "query_has_no")) {
    JsonArray *names = json_object_get_array_member (wanted, "query_has_no");

    for (guint i = 0; i < json_array_get_length (names); i++) {
      if (g_hash_table_contains (parameters, json_array_get_string_element (names, i)))
        blame (self, "query %s", query);
    }
  }
}

static void
judge_requests (Vector *self, JsonObject *expect)
{
  guint       n = hub_server_get_n_connections (self->server);
  const char *forbidden = get_text (expect, "no_request_path");

  if (get_number (expect, "connections", n) != n)
    blame (self, "%u connections", n);
  for (guint i = 0; forbidden != NULL && i < n; i++) {
    g_autofree char *head = hub_server_get_request (self->server, i);

    if (strstr (head, forbidden) != NULL)
      blame (self, "a request of %s", forbidden);
  }
  if (json_object_has_member (expect, "requests")) {
    JsonArray *wanted = json_object_get_array_member (expect, "requests");

    for (guint i = 0; i < json_array_get_length (wanted); i++)
      judge_request (self, i, json_array_get_object_element (wanted, i));
  }
}

/* What this judge can not judge may not pass unseen. */
static void
judge_words (Vector *self, JsonObject *expect)
{
  static const char *const known[] = {
    "start",
    "start_error_contains",
    "http_status",
    "delivered",
    "delivered_any_of",
    "delivered_last",
    "end",
    "delivered_count",
    "delivered_lengths",
    "end_any_of",
    "error_contains",
    "error_contains_any",
    "connections",
    "handshake_requests",
    "reconnecting_error_contains",
    "requests",
    "handshake_request",
    "pings_at_least",
    "sent",
    "sent_ids",
    "sent_completion_error_for",
    "no_request_path",
    NULL,
  };
  g_autoptr (GList) names = json_object_get_members (expect);

  for (GList *link = names; link != NULL; link = link->next) {
    if (!g_strv_contains (known, link->data))
      blame (self, "an unknown expectation %s", (char *) link->data);
  }
}

void
vector_judge (Vector *self)
{
  JsonObject *expect = get_object (self->description, "expect");

  judge_words (self, expect);
  judge_end (self, expect);
  judge_delivered (self, expect);
  judge_sent (self, expect);
  judge_requests (self, expect);
}

const char *
vector_get_name (Vector *self)
{
  return get_text (self->description, "name");
}

char *
vector_summarize (Vector *self)
{
  return g_strdup_printf ("%-8s %-34s %-12s %u delivered",
                          get_text (self->description, "level"),
                          vector_get_name (self),
                          get_end (self),
                          json_array_get_length (self->delivered));
}

const char *
vector_get_faults (Vector *self)
{
  return self->faults->str;
}

void
vector_free (Vector *self)
{
  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_object_unref (self->connection);
  hub_server_free (self->server);
  json_object_unref (self->description);
  json_array_unref (self->delivered);
  g_string_free (self->faults, TRUE);
  g_free (self->start_error);
  g_free (self->close_error);
  g_free (self->reconnecting_error);
  g_free (self);
}
