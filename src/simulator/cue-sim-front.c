// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-front.h"

#include "cue-sim-control.h"
#include "cue-sim-duke.h"
#include "cue-sim-engine.h"
#include "cue-sim-exchange-call.h"
#include "cue-sim-hub.h"
#include "cue-sim-listener.h"
#include "cue-sim-sender.h"

#define MAX_REQUEST_BYTES (1024 * 1024)
/* Exchange and 10Duke have limits of their own, and say so in words. */
#define MAX_DOCUMENT_BYTES (16 * 1024 * 1024)
#define MAX_COUNTED_PATHS  4096

struct _CueSimFront {
  CueClock         *clock;
  CueSimAnswerFunc  answer;
  CueSimControlFunc control;
  CueSimPrepareFunc prepare; // nullable
  gpointer          user_data;
  GPtrArray        *waiting; // of Waiting
  SoupServer       *server;
  CueSimSender     *sender;
  CueSimListener   *listeners[CUE_SIM_N_PORTS]; // NULL: not open
  char             *urls[CUE_SIM_N_PORTS];
  GHashTable       *requests; // path or group → count
};

/* A message that is paused until there is something to answer it with. */
typedef struct {
  CueSimFront       *front; // not owned
  SoupServerMessage *message;
  CueSimReply       *reply; // NULL: sent
} Waiting;

static const struct {
  const char  *prefix;
  const char  *suffix; // nullable
  CueSimTarget target;
  const char  *group;
  gboolean     any_method; // otherwise GET and HEAD only
} routes[] = {
  { CUE_SIM_STATE_URL_PATH, "/state-url", CUE_SIM_TARGET_STATE_URL, "state-url" },
  { CUE_SIM_BACKEND_PATH, "/state-url", CUE_SIM_TARGET_BACKEND, "backend" },
  { CUE_SIM_STATE_PATH, NULL, CUE_SIM_TARGET_STATE, "state" },
  { "/hls/", ".m3u8", CUE_SIM_TARGET_PLAYLIST, "playlist" },
  { "/hls/", NULL, CUE_SIM_TARGET_SEGMENT, "segment" },
  { "/assets/", NULL, CUE_SIM_TARGET_ASSET, "asset" },
  { CUE_SIM_ENTRIES_PATH, NULL, CUE_SIM_TARGET_ENTRIES, "entries", TRUE },
  { CUE_SIM_INCIDENTS_PATH, NULL, CUE_SIM_TARGET_INCIDENTS, "incidents", TRUE },
  { CUE_SIM_TOKEN_PATH, "/token", CUE_SIM_TARGET_IDENTITY, "token", TRUE },
  { CUE_SIM_AUTHORIZE_PATH, "/authorize", CUE_SIM_TARGET_IDENTITY, "authorize" },
  { CUE_SIM_DISCOVERY_PATH, NULL, CUE_SIM_TARGET_IDENTITY, "discovery" },
  { "/v1/event", NULL, CUE_SIM_TARGET_ACOUSTIC, "acoustic", TRUE },
  { "/v1/endpoint/", NULL, CUE_SIM_TARGET_ACOUSTIC, "acoustic", TRUE },
  { "/v1/subscription/", NULL, CUE_SIM_TARGET_ACOUSTIC, "acoustic", TRUE },
  { CUE_SIM_DUKE_GET_PATH, NULL, CUE_SIM_TARGET_TENDUKE, "tenduke", TRUE },
  { CUE_SIM_DUKE_PUT_PATH, NULL, CUE_SIM_TARGET_TENDUKE, "tenduke", TRUE },
};

/* Exchange and 10Duke: told apart by more than a prefix, and sent whole documents. */
static gboolean
has_calls (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++) {
    if ((routes[i].target == CUE_SIM_TARGET_ACOUSTIC ||
         routes[i].target == CUE_SIM_TARGET_TENDUKE) &&
        g_str_has_prefix (path, routes[i].prefix))
      return TRUE;
  }
  return FALSE;
}

static gsize
get_body_limit (SoupServerMessage *message)
{
  return has_calls (g_uri_get_path (soup_server_message_get_uri (message))) ? MAX_DOCUMENT_BYTES
                                                                            : MAX_REQUEST_BYTES;
}

static void
count_request (CueSimFront *self, const char *name)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->requests, name));

  if (count == 0 && g_hash_table_size (self->requests) >= MAX_COUNTED_PATHS)
    return;
  g_hash_table_insert (self->requests, g_strdup (name), GUINT_TO_POINTER (count + 1));
}

static CueSimReply *
make_reply (CueSimFront *self, SoupServerMessage *message, const char *path, CueSimTarget target)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  CueSimReply        *reply = cue_sim_reply_new ();

  reply->target = target;
  reply->path = g_strdup (path);
  reply->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  reply->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  reply->wall_us = cue_clock_get_wall (self->clock);
  reply->base_url = self->urls[CUE_SIM_PORT_API];
  reply->media_url = self->urls[CUE_SIM_PORT_CDN];
  reply->tls_url = cue_sim_front_get_url (self, CUE_SIM_PORT_TLS);
  cue_sim_reply_set_date (reply, reply->wall_us);
  return reply;
}

/* Which of the calls it is; all of them when it is none, so that faults act there as well. */
static void
know_call (CueSimFront *self, CueSimReply *reply, const char *method)
{
  const CueSimCallInfo *info;

  if (reply->target == CUE_SIM_TARGET_TENDUKE) {
    reply->target = cue_sim_duke_get_target (reply->path);
    if (reply->target != CUE_SIM_TARGET_TENDUKE)
      count_request (self, reply->target == CUE_SIM_TARGET_PUT ? "put" : "feed");
    return;
  }
  info = cue_sim_call_find (method, reply->path, NULL, NULL);
  if (info == NULL)
    return;
  reply->target = cue_sim_call_get_target (info);
  count_request (self, info->name);
}

static void
free_waiting (Waiting *waiting)
{
  g_clear_pointer (&waiting->reply, cue_sim_reply_free);
  g_object_unref (waiting->message);
  g_free (waiting);
}

static void
answer_message (CueSimFront *self, SoupServerMessage *message, CueSimReply *reply)
{
  self->answer (reply, message, self->user_data);
  cue_sim_sender_send (self->sender, message, reply);
}

static void
on_prepared (gpointer user_data)
{
  Waiting *waiting = user_data;

  /* Goes on when this is over, unless the sender pauses it again. */
  soup_server_message_unpause (waiting->message);
  answer_message (waiting->front, waiting->message, g_steal_pointer (&waiting->reply));
  g_ptr_array_remove_fast (waiting->front->waiting, waiting);
}

/* An asset that nobody asked for before has to be drawn and encoded. */
static gboolean
wait_for_asset (CueSimFront *self, SoupServerMessage *message, CueSimReply *reply)
{
  Waiting *waiting;

  if (self->prepare == NULL || reply->target != CUE_SIM_TARGET_ASSET)
    return FALSE;
  waiting = g_new0 (Waiting, 1);
  if (self->prepare (reply->path, on_prepared, waiting, self->user_data)) {
    g_free (waiting);
    return FALSE;
  }
  waiting->front = self;
  waiting->message = g_object_ref (message);
  waiting->reply = reply;
  g_ptr_array_add (self->waiting, waiting);
  soup_server_message_pause (message);
  return TRUE;
}

static void
answer_request (CueSimFront *self, SoupServerMessage *message, const char *path)
{
  const char *method = soup_server_message_get_method (message);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++) {
    CueSimReply *reply;

    if (!g_str_has_prefix (path, routes[i].prefix) ||
        (routes[i].suffix != NULL && !g_str_has_suffix (path, routes[i].suffix)))
      continue;
    count_request (self, routes[i].group);
    count_request (self, path);
    reply = make_reply (self, message, path, routes[i].target);
    if (has_calls (path))
      know_call (self, reply, method);
    if (!routes[i].any_method && !g_str_equal (method, "GET") && !g_str_equal (method, "HEAD")) {
      cue_sim_reply_set_error (reply, 405, "json");
      cue_sim_reply_set_header (reply, "Allow", "GET, HEAD");
      cue_sim_sender_send (self->sender, message, reply);
    } else if (!wait_for_asset (self, message, reply)) {
      answer_message (self, message, reply);
    }
    return;
  }
  soup_server_message_set_status (message, 404, NULL);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  CueSimFront     *self = user_data;
  const char      *rest = path + strlen (CUE_SIM_CONTROL_PATH);
  g_autofree char *decoded = NULL;

  /* The root of everything: also where a request without a path ends up. */
  if (g_str_has_prefix (path, CUE_SIM_CONTROL_PATH) && (*rest == '\0' || *rest == '/')) {
    self->control (message, rest, self->user_data);
    return;
  }
  /* A slash in the code of an event type is not one between segments, so calls are told apart
   * before the path is decoded. */
  if (!has_calls (path))
    decoded = g_uri_unescape_string (path, NULL);
  answer_request (self, message, decoded != NULL ? decoded : path);
}

/* The server would read the body to its end before it answers, and this one may have none. So the
 * connection is taken away from it. */
static void
refuse_body (CueSimFront *self, SoupServerMessage *message)
{
  static const char refused[] = "cue-sim-refused";
  CueSimReply      *reply;

  if (g_object_get_data (G_OBJECT (message), refused) != NULL)
    return;
  g_object_set_data (G_OBJECT (message), refused, GINT_TO_POINTER (TRUE));
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  reply = cue_sim_reply_new ();
  reply->status = 413;
  cue_sim_reply_set_date (reply, cue_clock_get_wall (self->clock));
  cue_sim_reply_begin_script (reply, "Content-Length: 0");
  cue_sim_sender_send (self->sender, message, reply);
}

static void
on_request_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  /* Nothing that a client may say is that long. */
  if ((gsize) body->length > get_body_limit (message))
    refuse_body (user_data, message);
}

static void
on_request_headers (SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      (gsize) soup_message_headers_get_content_length (headers) > get_body_limit (message))
    refuse_body (user_data, message);
}

static void
on_request_started (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (on_request_headers), user_data);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_request_chunk), user_data);
}

/**
 * cue_sim_front_new:
 * @clock: for the time stamps of answers and for pauses
 */
CueSimFront *
cue_sim_front_new (CueClock         *clock,
                   CueSimAnswerFunc  answer,
                   CueSimControlFunc control,
                   gpointer          user_data)
{
  CueSimFront *self = g_new0 (CueSimFront, 1);

  self->clock = g_object_ref (clock);
  self->answer = answer;
  self->control = control;
  self->user_data = user_data;
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sender = cue_sim_sender_new (clock);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) free_waiting);
  self->server = soup_server_new ("server-header", "cuelight-simulator", "raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), self);
  return self;
}

/**
 * cue_sim_front_set_prepare:
 * @self: a front that is not open yet
 * @prepare: (nullable): asked for each asset before it is answered; what it began has to end before
 *   the front is freed
 */
void
cue_sim_front_set_prepare (CueSimFront *self, CueSimPrepareFunc prepare)
{
  self->prepare = prepare;
}

/**
 * cue_sim_front_free:
 *
 * Closes all ports and cuts all connections.
 */
void
cue_sim_front_free (CueSimFront *self)
{
  g_signal_handlers_disconnect_by_data (self->server, self);
  cue_sim_sender_free (self->sender);
  g_ptr_array_unref (self->waiting);
  for (guint i = 0; i < CUE_SIM_N_PORTS; i++) {
    g_clear_object (&self->listeners[i]);
    g_free (self->urls[i]);
  }
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_hash_table_unref (self->requests);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
open_port (CueSimFront     *self,
           CueSimPort       which,
           guint16          port,
           GTlsCertificate *certificate,
           GError         **error)
{
  g_autoptr (CueSimListener) listener = cue_sim_listener_new (self->server);

  cue_sim_listener_set_certificate (listener, certificate);
  if (!cue_sim_listener_start (listener, port, error))
    return FALSE;
  g_free (self->urls[which]);
  self->urls[which] = g_strdup_printf ("%s://127.0.0.1:%u",
                                       certificate != NULL ? "https" : "http",
                                       (guint) cue_sim_listener_get_port (listener));
  self->listeners[which] = g_steal_pointer (&listener);
  return TRUE;
}

/**
 * cue_sim_front_start:
 * @api_port: 0 for any; the other ports are always any free ones
 */
gboolean
cue_sim_front_start (CueSimFront *self, guint16 api_port, GError **error)
{
  return open_port (self, CUE_SIM_PORT_API, api_port, NULL, error) &&
         open_port (self, CUE_SIM_PORT_CDN, 0, NULL, error) &&
         open_port (self, CUE_SIM_PORT_HUB, 0, NULL, error) &&
         open_port (self, CUE_SIM_PORT_IDENTITY, 0, NULL, error) &&
         open_port (self, CUE_SIM_PORT_EXCHANGE, 0, NULL, error) &&
         open_port (self, CUE_SIM_PORT_DUKE, 0, NULL, error) &&
         open_port (self, CUE_SIM_PORT_CONTROL, 0, NULL, error);
}

/**
 * cue_sim_front_get_url:
 *
 * Returns: (transfer none) (nullable): without a slash at the end; %NULL when the port is not open
 */
const char *
cue_sim_front_get_url (CueSimFront *self, CueSimPort port)
{
  return self->listeners[port] != NULL ? self->urls[port] : NULL;
}

/**
 * cue_sim_front_set_refusing:
 * @targets: of CueSimTarget; decides which of the ports are meant
 */
void
cue_sim_front_set_refusing (CueSimFront *self, guint targets, gboolean refusing)
{
  if ((targets & CUE_SIM_TARGET_API) != 0)
    cue_sim_listener_set_refusing (self->listeners[CUE_SIM_PORT_API], refusing);
  if ((targets & (CUE_SIM_TARGET_STREAM | CUE_SIM_TARGET_ASSET)) != 0)
    cue_sim_listener_set_refusing (self->listeners[CUE_SIM_PORT_CDN], refusing);
  if ((targets & CUE_SIM_TARGET_HUB) != 0)
    cue_sim_listener_set_refusing (self->listeners[CUE_SIM_PORT_HUB], refusing);
  if ((targets & CUE_SIM_TARGET_ACOUSTIC) != 0)
    cue_sim_listener_set_refusing (self->listeners[CUE_SIM_PORT_EXCHANGE], refusing);
  if ((targets & CUE_SIM_TARGET_TENDUKE) != 0)
    cue_sim_listener_set_refusing (self->listeners[CUE_SIM_PORT_DUKE], refusing);
  if ((targets & CUE_SIM_TARGET_IDENTITY) != 0)
    cue_sim_listener_set_refusing (self->listeners[CUE_SIM_PORT_IDENTITY], refusing);
}

/**
 * cue_sim_front_start_tls:
 * @self: a front that is open
 * @certificate: what it shows, with its key
 * @error: why not
 *
 * Opens a second port, with TLS, on loopback; the one that was open before closes.
 *
 * Returns: whether it is open
 */
gboolean
cue_sim_front_start_tls (CueSimFront *self, GTlsCertificate *certificate, GError **error)
{
  cue_sim_front_stop_tls (self);
  return open_port (self, CUE_SIM_PORT_TLS, 0, certificate, error);
}

/**
 * cue_sim_front_stop_tls:
 * @self: a front
 *
 * Closes the port with TLS; connections that stand go on.
 */
void
cue_sim_front_stop_tls (CueSimFront *self)
{
  g_clear_object (&self->listeners[CUE_SIM_PORT_TLS]);
}

/**
 * cue_sim_front_get_requests:
 * @path_or_group: a path such as "/event-engine/state-url", or one of "state-url", "backend",
 *   "state", "playlist", "segment", "asset", "entries", "incidents", "token", "authorize",
 *   "acoustic", or the name of a call of Exchange such as "publish", "tenduke", "feed", "put"
 */
guint
cue_sim_front_get_requests (CueSimFront *self, const char *path_or_group)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->requests, path_or_group));
}

/**
 * cue_sim_front_reset_requests:
 * @self: a front
 *
 * Begins to count requests anew.
 */
void
cue_sim_front_reset_requests (CueSimFront *self)
{
  g_hash_table_remove_all (self->requests);
}

/**
 * cue_sim_front_describe_requests:
 *
 * Returns: (transfer full): the counts by group
 */
JsonObject *
cue_sim_front_describe_requests (CueSimFront *self)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    json_object_set_int_member (object,
                                routes[i].group,
                                cue_sim_front_get_requests (self, routes[i].group));
  return object;
}
