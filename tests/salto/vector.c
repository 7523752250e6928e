// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "vector-private.h"

#include "token-list.h"

#include <string.h>

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
  gsize            n_pieces = (gsize) vector_get_number (options, "fragments", 1);
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
  JsonObject *headers = vector_get_object (http, "headers");
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GList) names = headers != NULL ? json_object_get_members (headers) : NULL;

  for (GList *link = names; link != NULL; link = link->next)
    g_string_append_printf (lines,
                            "%s: %s\r\n",
                            (char *) link->data,
                            vector_get_text (headers, link->data));
  hub_peer_answer (peer, (guint) vector_get_number (http, "status", 500), lines->str, "");
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
  options = vector_get_object (step, "frame_opts");
  for (guint i = 0; frames != NULL && i < json_array_get_length (frames); i++) {
    g_autofree char *key = g_strdup_printf ("%u", i);

    hub_peer_wait (peer, i == 0 ? 5 : (guint) vector_get_number (all, "delay_ms", 10));
    send_frame (peer,
                json_array_get_string_element (frames, i),
                options != NULL ? vector_get_object (options, key) : NULL);
  }
  hub_peer_wait (peer, 30);
  after = vector_get_text (step, "after");
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
  JsonObject *http = step != NULL ? vector_get_object (step, "http") : NULL;
  gint64      ping_ms = vector_get_number (self->description, "server_ping_every_ms", 0);
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
  const char           *place = settings != NULL ? vector_get_text (settings, "token_in") : NULL;

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
                                                (guint) vector_get_number (settings,
                                                                           "handshake_timeout_ms",
                                                                           15000));
  cue_signalr_connection_set_server_timeout (connection,
                                             (guint) vector_get_number (settings,
                                                                        "server_timeout_ms",
                                                                        30000));
  cue_signalr_connection_set_keepalive (connection,
                                        (guint) vector_get_number (settings,
                                                                   "keepalive_ms",
                                                                   15000));
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
  set_up (self, vector_get_object (description, "client"));
  cue_signalr_connection_start (self->connection);
  return self;
}

gboolean
vector_is_over (Vector *self)
{
  JsonObject *settings = vector_get_object (self->description, "client");
  gint64      now_us = g_get_monotonic_time ();
  gint64      stop_ms = vector_get_number (settings, "stop_after_ms", 0);

  if (self->done_us == 0) {
    if (g_atomic_int_get (&self->script_done) == 0)
      return FALSE;
    self->done_us = now_us;
    self->over_us =
      now_us + (stop_ms + vector_get_number (self->description, "wait_ms", 250)) * 1000;
  }
  if (stop_ms > 0 && !self->stopped && now_us >= self->done_us + stop_ms * 1000) {
    self->stopped = TRUE;
    cue_signalr_connection_stop (self->connection);
  }
  return now_us >= self->over_us;
}

const char *
vector_get_name (Vector *self)
{
  return vector_get_text (self->description, "name");
}

char *
vector_summarize (Vector *self)
{
  return g_strdup_printf ("%-8s %-34s %-12s %u delivered",
                          vector_get_text (self->description, "level"),
                          vector_get_name (self),
                          vector_get_end (self),
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
