// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hub-client.h"

#include "cue-json.h"

/* The defaults of ASP.NET Core. */
#define HANDSHAKE_US      (15 * G_USEC_PER_SEC)
#define KEEP_ALIVE_US     (15 * G_USEC_PER_SEC)
#define CLIENT_TIMEOUT_US (30 * G_USEC_PER_SEC)
#define MAX_INPUT_BYTES   (32 * 1024)
#define CLOSE_NORMAL      1000
#define CLOSE_GOING_AWAY  1001

typedef enum {
  TIMER_HANDSHAKE,
  TIMER_PING,
  TIMER_EXPIRY, // of the token, where the hub cares (ASSUME-6)
  TIMER_END,    // a fault ends the connection
  N_TIMERS
} Timer;

struct _CueSimHubClient {
  const CueSimHubHost *host; // not owned
  CueSimHubPlace       place;
  CueSimWebsocket     *websocket;
  CueSimFault         *fault; // of this connection only; nullable
  GString             *input; // what has no separator yet
  guint                timers[N_TIMERS];
  gint64               last_sent_us; // monotonic
  gint64               last_heard_us;
  gboolean             shaken;     // the handshake is done
  gboolean             pinged;     // the client has, so its silence counts from here on
  gboolean             failed;     // it was not the client who said goodbye
  GString             *waiting;    // a handshake answer that goes out with the first event
  CueSimPush          *last_words; // what ends the connection later; nullable
};

static void
add_timer (CueSimHubClient *self, Timer which, gint64 delay_us, GSourceFunc func)
{
  cue_clock_clear_timeout (self->host->clock, &self->timers[which]);
  self->timers[which] = cue_clock_add_timeout (self->host->clock, delay_us, func, self, NULL);
}

static void
clear_timers (CueSimHubClient *self)
{
  for (guint i = 0; i < N_TIMERS; i++)
    cue_clock_clear_timeout (self->host->clock, &self->timers[i]);
}

/**
 * cue_sim_hub_client_said_something:
 *
 * Something was sent, so the next ping is due later.
 */
void
cue_sim_hub_client_said_something (CueSimHubClient *self)
{
  self->last_sent_us = cue_clock_get_monotonic (self->host->clock);
}

static void
send_frames (CueSimHubClient *self, CueSimPush *push)
{
  for (guint i = 0; push->frames != NULL && i < push->frames->len; i++) {
    CueSimFrame *frame = g_ptr_array_index (push->frames, i);

    cue_sim_websocket_send (self->websocket,
                            frame->opcode,
                            frame->fin,
                            g_bytes_get_data (frame->bytes, NULL),
                            g_bytes_get_size (frame->bytes));
    cue_sim_hub_client_said_something (self);
  }
}

static gboolean
on_end_is_due (gpointer user_data)
{
  CueSimHubClient *self = user_data;
  g_autoptr (CueSimPush) push = g_steal_pointer (&self->last_words);

  self->timers[TIMER_END] = 0;
  send_frames (self, push);
  self->failed = TRUE;
  clear_timers (self);
  if (push->end == CUE_SIM_PUSH_CLOSE)
    cue_sim_websocket_close (self->websocket, push->close_code, NULL);
  else
    cue_sim_websocket_drop (self->websocket);
  return G_SOURCE_REMOVE;
}

/* @push: (transfer full) */
static void
perform (CueSimHubClient *self, CueSimPush *push)
{
  g_autoptr (CueSimPush) mine = push;

  if (push->deaf)
    cue_sim_websocket_set_deaf (self->websocket, TRUE);
  if (push->held)
    return;
  if (push->joined) {
    self->waiting = g_string_new (push->records->str);
    return;
  }
  if (self->waiting != NULL && push->kind != CUE_SIM_PUSH_OPENED) {
    GString *records = cue_sim_push_get_records (push);

    if (records != NULL)
      g_string_prepend (records, self->waiting->str);
    g_string_free (g_steal_pointer (&self->waiting), TRUE);
  }
  cue_sim_push_finish (push);
  if (push->end == CUE_SIM_PUSH_GO_ON) {
    send_frames (self, push);
    return;
  }
  g_clear_pointer (&self->last_words, cue_sim_push_free);
  self->last_words = g_steal_pointer (&mine);
  if (push->end_after_us > 0)
    add_timer (self, TIMER_END, push->end_after_us, on_end_is_due);
  else
    on_end_is_due (self);
}

/* @push: (transfer full) */
static void
bend_and_perform (CueSimHubClient *self, CueSimPush *push)
{
  push->stream = self->place.stream;
  push->site = self->place.site;
  push->camel = cue_sim_switches_is (self->host->switches, CUE_SIM_SWITCH_FIELD_NAMES, "camel");
  if (self->fault == NULL)
    cue_sim_fault_set_push (self->host->faults, push);
  else if (cue_sim_fault_push (self->fault, push))
    g_clear_pointer (&self->fault, cue_sim_fault_free);
  perform (self, push);
}

/**
 * cue_sim_hub_client_tell:
 *
 * Sends an event, if it belongs to this stream and the handshake is done.
 */
void
cue_sim_hub_client_tell (CueSimHubClient *self, const CueSimAccess *access)
{
  CueSimPush *push;

  if (!self->shaken || !cue_sim_websocket_is_open (self->websocket) ||
      !cue_sim_access_is_for (access, self->place.stream, self->place.site, self->place.user_id))
    return;
  push = cue_sim_push_new (CUE_SIM_PUSH_EVENT);
  push->access = access;
  push->doc = cue_sim_access_to_doc (access, self->host->switches);
  bend_and_perform (self, push);
}

/**
 * cue_sim_hub_client_end:
 * @close: (nullable): the last record
 * @code: of the WebSocket close
 */
void
cue_sim_hub_client_end (CueSimHubClient *self, const char *close, guint code)
{
  if (!cue_sim_websocket_is_open (self->websocket))
    return;
  self->failed = TRUE;
  clear_timers (self);
  if (close != NULL)
    cue_sim_websocket_send (self->websocket, CUE_SIM_OPCODE_TEXT, TRUE, close, strlen (close));
  cue_sim_websocket_close (self->websocket, code, NULL);
}

/**
 * cue_sim_hub_client_drop:
 *
 * Ends the TCP connection without a word.
 */
void
cue_sim_hub_client_drop (CueSimHubClient *self)
{
  self->failed = TRUE;
  clear_timers (self);
  cue_sim_websocket_drop (self->websocket);
}

/**
 * cue_sim_hub_client_shake:
 * @fault: that was just switched on: does at once what it does to those who come
 */
void
cue_sim_hub_client_shake (CueSimHubClient *self, CueSimFault *fault)
{
  CueSimPush *push;

  if (!self->shaken || !cue_sim_websocket_is_open (self->websocket))
    return;
  push = cue_sim_push_new (CUE_SIM_PUSH_OPENED);
  push->stream = self->place.stream;
  push->site = self->place.site;
  cue_sim_fault_push (fault, push);
  push->end_after_us = 0;
  perform (self, push);
}

/**
 * cue_sim_hub_client_listen:
 * @self: a client that was deaf
 *
 * Reads again what the client sends.
 */
void
cue_sim_hub_client_listen (CueSimHubClient *self)
{
  cue_sim_websocket_set_deaf (self->websocket, FALSE);
}

static gboolean
on_ping_is_due (gpointer user_data)
{
  CueSimHubClient *self = user_data;
  gint64           now_us = cue_clock_get_monotonic (self->host->clock);

  self->timers[TIMER_PING] = 0;
  if (self->pinged && now_us - self->last_heard_us >= CLIENT_TIMEOUT_US) {
    cue_sim_hub_client_end (self, CUE_SIM_CLOSE_ERROR, CLOSE_NORMAL);
    return G_SOURCE_REMOVE;
  }
  if (now_us - self->last_sent_us >= KEEP_ALIVE_US) {
    self->last_sent_us = now_us;
    bend_and_perform (self, cue_sim_push_new (CUE_SIM_PUSH_PING));
  }
  if (cue_sim_websocket_is_open (self->websocket))
    add_timer (self, TIMER_PING, self->last_sent_us + KEEP_ALIVE_US - now_us, on_ping_is_due);
  return G_SOURCE_REMOVE;
}

static gboolean
on_token_expired (gpointer user_data)
{
  CueSimHubClient *self = user_data;

  self->timers[TIMER_EXPIRY] = 0;
  cue_sim_hub_client_end (self, CUE_SIM_CLOSE_RECONNECT, CLOSE_NORMAL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_no_handshake (gpointer user_data)
{
  CueSimHubClient *self = user_data;

  self->timers[TIMER_HANDSHAKE] = 0;
  cue_sim_hub_client_end (self,
                          "{\"error\":\"Handshake was canceled.\"}" CUE_SIM_SEPARATOR,
                          CLOSE_NORMAL);
  return G_SOURCE_REMOVE;
}

/* Returns: (transfer full) (nullable): the error of the answer, as ASP.NET Core words it */
static char *
check_handshake (const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                     : NULL;
  JsonNode   *protocol = object != NULL ? json_object_get_member (object, "protocol") : NULL;
  JsonNode   *version = object != NULL ? json_object_get_member (object, "version") : NULL;

  if (protocol == NULL || version == NULL || !JSON_NODE_HOLDS_VALUE (protocol) ||
      !JSON_NODE_HOLDS_VALUE (version) || json_node_get_value_type (protocol) != G_TYPE_STRING ||
      json_node_get_value_type (version) != G_TYPE_INT64)
    return g_strdup ("An unexpected error occurred during connection handshake.");
  if (g_ascii_strcasecmp (json_node_get_string (protocol), "json") != 0)
    return g_strdup_printf ("The protocol '%s' is not supported.", json_node_get_string (protocol));
  if (json_node_get_int (version) < 0 || json_node_get_int (version) > 2)
    return g_strdup_printf ("The server does not support version %" G_GINT64_FORMAT
                            " of the 'json' protocol.",
                            json_node_get_int (version));
  return NULL;
}

static void
take_handshake (CueSimHubClient *self, const char *text, gsize size)
{
  g_autofree char *error = check_handshake (text, size);

  cue_clock_clear_timeout (self->host->clock, &self->timers[TIMER_HANDSHAKE]);
  if (error != NULL) {
    g_autofree char *quoted = cue_sim_json_quote (error);
    g_autofree char *answer = g_strdup_printf ("{\"error\":%s}" CUE_SIM_SEPARATOR, quoted);

    cue_sim_hub_client_end (self, answer, CLOSE_NORMAL);
    return;
  }
  bend_and_perform (self, cue_sim_push_new (CUE_SIM_PUSH_HANDSHAKE));
  if (!cue_sim_websocket_is_open (self->websocket))
    return;
  self->shaken = TRUE;
  self->last_heard_us = cue_clock_get_monotonic (self->host->clock);
  self->last_sent_us = self->last_heard_us;
  add_timer (self, TIMER_PING, KEEP_ALIVE_US, on_ping_is_due);
  if (cue_sim_switches_is (self->host->switches, CUE_SIM_SWITCH_EXPIRY, "close"))
    add_timer (self,
               TIMER_EXPIRY,
               MAX (1, self->place.token_end_us - cue_clock_get_wall (self->host->clock)),
               on_token_expired);
  bend_and_perform (self, cue_sim_push_new (CUE_SIM_PUSH_OPENED));
  if (cue_sim_websocket_is_open (self->websocket))
    self->host->opened (self, self->host->user_data);
}

static void
answer_invocation (CueSimHubClient *self, JsonObject *record)
{
  JsonNode        *id = json_object_get_member (record, "invocationId");
  g_autofree char *quoted = NULL;
  g_autofree char *answer = NULL;

  if (id == NULL || !JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_STRING)
    return;
  quoted = cue_sim_json_quote (json_node_get_string (id));
  answer = g_strdup_printf (
    "{\"type\":3,\"invocationId\":%s,\"error\":\"Unknown hub method\"}" CUE_SIM_SEPARATOR, quoted);
  cue_sim_websocket_send (self->websocket, CUE_SIM_OPCODE_TEXT, TRUE, answer, strlen (answer));
}

static void
take_record (CueSimHubClient *self, const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  JsonObject *record;
  JsonNode   *type;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    cue_sim_hub_client_end (self, CUE_SIM_CLOSE_ERROR, CLOSE_NORMAL);
    return;
  }
  record = json_node_get_object (node);
  type = json_object_get_member (record, "type");
  if (type == NULL || !JSON_NODE_HOLDS_VALUE (type) ||
      json_node_get_value_type (type) != G_TYPE_INT64) {
    cue_sim_hub_client_end (self, CUE_SIM_CLOSE_ERROR, CLOSE_NORMAL);
    return;
  }
  switch (json_node_get_int (type)) {
  case 1:
    answer_invocation (self, record);
    break;
  case 6:
    self->pinged = TRUE;
    break;
  case 7:
    clear_timers (self);
    cue_sim_websocket_close (self->websocket, CLOSE_NORMAL, NULL);
    break;
  default:
    break;
  }
}

static void
on_message (CueSimWebsocket *websocket, guint opcode, GBytes *bytes, gpointer user_data)
{
  CueSimHubClient *self = user_data;
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);

  self->last_heard_us = cue_clock_get_monotonic (self->host->clock);
  g_string_append_len (self->input, data, (gssize) size);
  while (cue_sim_websocket_is_open (websocket)) {
    char            *end = memchr (self->input->str, *CUE_SIM_SEPARATOR, self->input->len);
    g_autofree char *record = NULL;
    gsize            length;

    if (end == NULL) {
      if (self->input->len > MAX_INPUT_BYTES)
        cue_sim_hub_client_end (self, CUE_SIM_CLOSE_ERROR, CLOSE_NORMAL);
      return;
    }
    length = (gsize) (end - self->input->str);
    record = g_strndup (self->input->str, length);
    g_string_erase (self->input, 0, (gssize) length + 1);
    if (self->shaken)
      take_record (self, record, length);
    else
      take_handshake (self, record, length);
  }
}

static void
on_closed (CueSimWebsocket *websocket, gpointer user_data)
{
  CueSimHubClient *self = user_data;

  clear_timers (self);
  self->host->gone (self, self->failed, self->host->user_data);
}

/**
 * cue_sim_hub_client_new:
 * @place: its user_id is taken
 * @stream: (transfer none): the connection, before the upgrade is answered
 * @answer: the answer to the upgrade, written first
 * @fault: (transfer full) (nullable): bends this connection only, in place of those that are on
 */
CueSimHubClient *
cue_sim_hub_client_new (const CueSimHubHost *host,
                        CueSimHubPlace      *place,
                        GIOStream           *stream,
                        GBytes              *answer,
                        CueSimFault         *fault)
{
  CueSimHubClient *self = g_new0 (CueSimHubClient, 1);

  self->host = host;
  self->place = *place;
  place->user_id = NULL;
  self->fault = fault;
  self->input = g_string_new (NULL);
  self->websocket = cue_sim_websocket_new (stream, host->clock);
  g_signal_connect (self->websocket, "message", G_CALLBACK (on_message), self);
  g_signal_connect (self->websocket, "closed", G_CALLBACK (on_closed), self);
  cue_sim_websocket_write (self->websocket, answer);
  add_timer (self, TIMER_HANDSHAKE, HANDSHAKE_US, on_no_handshake);
  return self;
}

/**
 * cue_sim_hub_client_free:
 *
 * Ends the connection now, without calling back.
 */
void
cue_sim_hub_client_free (CueSimHubClient *self)
{
  clear_timers (self);
  g_signal_handlers_disconnect_by_data (self->websocket, self);
  cue_sim_websocket_abort (self->websocket);
  g_object_unref (self->websocket);
  g_clear_pointer (&self->fault, cue_sim_fault_free);
  g_clear_pointer (&self->last_words, cue_sim_push_free);
  g_string_free (self->input, TRUE);
  if (self->waiting != NULL)
    g_string_free (self->waiting, TRUE);
  g_free (self->place.user_id);
  g_free (self);
}

/**
 * cue_sim_hub_client_get_place:
 * @self: a client
 *
 * Returns: (transfer none): the stream, the site and perhaps the user that it asked for
 */
const CueSimHubPlace *
cue_sim_hub_client_get_place (CueSimHubClient *self)
{
  return &self->place;
}

/**
 * cue_sim_hub_client_is_open:
 *
 * Returns: whether events can be sent
 */
gboolean
cue_sim_hub_client_is_open (CueSimHubClient *self)
{
  return self->shaken && cue_sim_websocket_is_open (self->websocket);
}

/**
 * cue_sim_hub_client_is_waiting:
 *
 * Returns: whether the answer to the handshake is held back until there is an event
 */
gboolean
cue_sim_hub_client_is_waiting (CueSimHubClient *self)
{
  return self->waiting != NULL;
}

/**
 * cue_sim_hub_client_get_websocket:
 * @self: a client
 *
 * Returns: (transfer none): its connection
 */
CueSimWebsocket *
cue_sim_hub_client_get_websocket (CueSimHubClient *self)
{
  return self->websocket;
}
