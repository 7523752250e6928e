// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-exchange.h"

#include "cue-json.h"
#include "cue-sim-exchange-private.h"

#define MISSPELT      "/v1/eventype"
#define MINUTE_US     (60 * G_USEC_PER_SEC)
#define RETRY_AFTER_S "10" // ASSUME-18

static void
free_endpoint (CueSimEndpoint *endpoint)
{
  g_ptr_array_unref (endpoint->types);
  cue_sim_file_queue_free (endpoint->files);
  g_clear_pointer (&endpoint->notification, cue_sim_notification_free);
  g_free (endpoint);
}

/**
 * cue_sim_exchange_new:
 * @clock: for times in files and notifications, and for the limit of requests
 * @switches: (transfer none): as they are at each request; must outlive it
 *
 * Returns: (transfer full): an account as it is in the morning
 */
CueSimExchange *
cue_sim_exchange_new (CueClock *clock, const CueSimSwitches *switches)
{
  CueSimExchange *self = g_new0 (CueSimExchange, 1);

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->endpoints = cue_sim_exchange_seed (cue_clock_get_wall (clock));
  g_ptr_array_set_free_func (self->endpoints, (GDestroyNotify) free_endpoint);
  self->notifier = cue_sim_notifier_new (clock);
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

/**
 * cue_sim_exchange_free:
 *
 * Forgets everything that was registered and published; gives up notifications that are under way.
 */
void
cue_sim_exchange_free (CueSimExchange *self)
{
  cue_sim_notifier_free (self->notifier);
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->endpoints);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * cue_sim_exchange_set_error: (skip)
 *
 * An error in the form that ASSUME-13 has chosen.
 */
void
cue_sim_exchange_set_error (CueSimExchange *self,
                            CueSimReply    *reply,
                            guint           status,
                            const char     *message)
{
  const char *form = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_EXCHANGE_ERROR);

  cue_sim_reply_set_empty (reply, status);
  if (g_str_equal (form, "text")) {
    cue_sim_reply_set_text (reply, "text/plain; charset=utf-8", message);
  } else if (!g_str_equal (form, "empty")) {
    reply->doc = cue_sim_doc_new ();
    if (g_str_equal (form, "json"))
      cue_sim_doc_set_int (reply->doc, "code", status);
    cue_sim_doc_set_string (reply->doc, "message", message);
    cue_sim_reply_set_header (reply, "Content-Type", "application/json");
  }
}

/* @is_browser: (out): whether it is the key for pages, which can only publish */
static CueSimEndpoint *
find_endpoint (CueSimExchange *self, const char *key, gboolean *is_browser)
{
  for (guint i = 0; i < self->endpoints->len; i++) {
    CueSimEndpoint *endpoint = g_ptr_array_index (self->endpoints, i);

    *is_browser = g_strcmp0 (endpoint->browser_key, key) == 0;
    if (*is_browser || g_strcmp0 (endpoint->key, key) == 0)
      return endpoint;
  }
  return NULL;
}

static CueSimEndpoint *
check_key (CueSimExchange *self, CueSimReply *reply, gboolean *is_browser)
{
  const char     *key = NULL;
  CueSimEndpoint *endpoint = NULL;

  if (reply->authorization != NULL &&
      g_ascii_strncasecmp (reply->authorization, "Bearer ", strlen ("Bearer ")) == 0)
    key = reply->authorization + strlen ("Bearer ");
  if (key != NULL)
    endpoint = find_endpoint (self, key, is_browser);
  if (endpoint == NULL) {
    cue_sim_exchange_set_error (self,
                                reply,
                                401,
                                key == NULL ? "An authentication key is required."
                                : g_str_equal (key, CUE_SIM_REVOKED_KEY)
                                  ? "The authentication key was revoked."
                                  : "The authentication key is not valid.");
    cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer");
  }
  return endpoint;
}

static gboolean
check_rate (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint)
{
  const char *text = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_EXCHANGE_RATE);
  guint64     most = g_ascii_strtoull (text, NULL, 10); // "none" is read as 0
  gint64      now_us = cue_clock_get_monotonic (self->clock);

  if (endpoint->requests == 0 || now_us - endpoint->minute_us >= MINUTE_US) {
    endpoint->minute_us = now_us;
    endpoint->requests = 0;
  }
  if (most > 0 && endpoint->requests >= most) {
    cue_sim_exchange_set_error (self, reply, 429, "Too many requests in a minute.");
    cue_sim_reply_set_header (reply, "Retry-After", RETRY_AFTER_S);
    return FALSE;
  }
  endpoint->requests++;
  return TRUE;
}

static gboolean
check_role (CueSimExchange       *self,
            CueSimReply          *reply,
            CueSimEndpoint       *endpoint,
            gboolean              is_browser,
            const CueSimCallInfo *info)
{
  const char *message = NULL;

  if (is_browser && info->call != CUE_SIM_CALL_PUBLISH)
    message = "This key can only publish events.";
  else if ((endpoint->roles & info->roles) != 0)
    return TRUE;
  else if (info->roles == CUE_SIM_ENDPOINT_PUBLISHES)
    message = "Not authorized: this call needs the key of an endpoint that publishes events.";
  else
    message = "Not authorized: this call needs the key of an endpoint that subscribes to events.";
  cue_sim_exchange_set_error (self, reply, 403, message);
  return FALSE;
}

static gsize
get_body_limit (CueSimExchange *self)
{
  const char *limit = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_BODY_LIMIT);

  return g_str_equal (limit, "1MiB")    ? 1024 * 1024
         : g_str_equal (limit, "64KiB") ? 64 * 1024
                                        : G_MAXSIZE;
}

/* Returns: (transfer full) (nullable): what the body says; NULL: refused */
static JsonNode *
read_body (CueSimExchange *self, CueSimReply *reply, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GError) error = NULL;
  JsonNode        *root;
  g_autofree char *words = NULL;

  if (g_bytes_get_size (body) > get_body_limit (self)) {
    cue_sim_exchange_set_error (self, reply, 413, "The request is too large.");
    return NULL;
  }
  if (g_strcmp0 (type, "application/json") != 0) {
    cue_sim_exchange_set_error (self, reply, 415, "Content-Type must be application/json.");
    return NULL;
  }
  root = cue_json_parse (body, &error);
  if (root == NULL) {
    words = g_strdup_printf ("The request body is not valid JSON: %s", error->message);
    cue_sim_exchange_set_error (self, reply, 400, words);
  }
  return root;
}

static gboolean
is_misspelt (CueSimReply *reply)
{
  const char *rest = reply->path + strlen (MISSPELT);

  return g_str_has_prefix (reply->path, MISSPELT) && (*rest == '\0' || *rest == '/');
}

static void
refuse_path (CueSimExchange *self, CueSimReply *reply, const char *allow)
{
  if (allow != NULL) {
    cue_sim_exchange_set_error (self, reply, 405, "The method is not allowed here.");
    cue_sim_reply_set_header (reply, "Allow", allow);
  } else if (is_misspelt (reply)) {
    cue_sim_exchange_set_error (self,
                                reply,
                                404,
                                "There is no such resource. Did you mean /v1/eventtype?");
  } else {
    cue_sim_exchange_set_error (self, reply, 404, "There is no such resource.");
  }
}

/**
 * cue_sim_exchange_answer:
 * @reply: with path (not decoded), authorization and time filled in; gets the answer. What changes
 *   is done by cue_sim_reply_settle().
 *
 * The checks come in this order: path and method (404, 405), key (401), limit (429), role (403),
 * body (413, 415, 400), and then what the call itself finds wrong.
 */
void
cue_sim_exchange_answer (CueSimExchange *self, CueSimReply *reply, SoupServerMessage *message)
{
  g_autofree char *path = g_strdup (reply->path);
  g_autofree char *argument = NULL;
  g_autofree char *allow = NULL;
  g_autoptr (JsonNode) root = NULL;
  const CueSimCallInfo *info;
  CueSimEndpoint       *endpoint;
  gboolean              is_browser = FALSE;

  reply->delay_us =
    g_ascii_strtoll (cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_EXCHANGE_DELAY),
                     NULL,
                     10) *
    1000;
  if (is_misspelt (reply) &&
      cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_MISSPELLING, "accept")) {
    g_free (path);
    path = g_strconcat ("/v1/eventtype", reply->path + strlen (MISSPELT), NULL);
  }
  info = cue_sim_call_find (soup_server_message_get_method (message), path, &argument, &allow);
  if (info == NULL) {
    refuse_path (self, reply, allow);
    return;
  }
  endpoint = check_key (self, reply, &is_browser);
  if (endpoint == NULL || !check_rate (self, reply, endpoint) ||
      !check_role (self, reply, endpoint, is_browser, info))
    return;
  if (info->is_document && (root = read_body (self, reply, message)) == NULL)
    return;
  if (g_str_equal (info->method, "GET"))
    cue_sim_exchange_answer_read (self, reply, endpoint, info, argument);
  else
    cue_sim_exchange_answer_change (self, reply, endpoint, info, argument, root);
}

/**
 * cue_sim_exchange_describe:
 *
 * Returns: (transfer full): what has come in until now, for the control interface
 */
JsonObject *
cue_sim_exchange_describe (CueSimExchange *self)
{
  JsonObject *object = json_object_new ();
  JsonArray  *endpoints = json_array_new ();

  json_object_set_int_member (object, "events", (gint64) self->events);
  json_object_set_int_member (object, "eventsTwice", (gint64) self->twice);
  json_object_set_object_member (object,
                                 "notifications",
                                 cue_sim_notifier_describe (self->notifier));
  for (guint i = 0; i < self->endpoints->len; i++) {
    const CueSimEndpoint *endpoint = g_ptr_array_index (self->endpoints, i);
    JsonObject           *item = json_object_new ();
    guint                 files = 0;

    while (cue_sim_file_queue_get_nth (endpoint->files, files) != NULL)
      files++;
    json_object_set_int_member (item, "id", endpoint->id);
    json_object_set_string_member (item, "name", endpoint->name);
    json_object_set_int_member (item, "eventTypes", endpoint->types->len);
    json_object_set_int_member (item, "eventFiles", files);
    json_object_set_int_member (item,
                                "eventsDropped",
                                cue_sim_file_queue_get_n_dropped (endpoint->files));
    json_object_set_boolean_member (item, "notification", endpoint->notification != NULL);
    json_array_add_object_element (endpoints, item);
  }
  json_object_set_array_member (object, "endpoints", endpoints);
  return object;
}

/**
 * cue_sim_exchange_describe_access:
 * @base_url: origin
 * @tls_url: (nullable): the same with a certificate that must not be trusted
 *
 * Returns: (transfer full): `acoustic` of the description: where it is, and the keys
 */
JsonObject *
cue_sim_exchange_describe_access (CueSimExchange *self, const char *base_url, const char *tls_url)
{
  JsonObject *object = json_object_new ();
  JsonObject *ids = json_object_new ();

  json_object_set_string_member (object, "baseUrl", base_url);
  if (tls_url != NULL)
    json_object_set_string_member (object, "tlsBaseUrl", tls_url);
  json_object_set_string_member (object, "publisherKey", CUE_SIM_PUBLISHER_KEY);
  json_object_set_string_member (object, "subscriberKey", CUE_SIM_SUBSCRIBER_KEY);
  json_object_set_string_member (object, "bothKey", CUE_SIM_BOTH_KEY);
  json_object_set_string_member (object, "revokedKey", CUE_SIM_REVOKED_KEY);
  json_object_set_int_member (ids, "publisher", CUE_SIM_PUBLISHER_ID);
  json_object_set_int_member (ids, "subscriber", CUE_SIM_SUBSCRIBER_ID);
  json_object_set_int_member (ids, "both", CUE_SIM_BOTH_ID);
  json_object_set_object_member (object, "endpointIds", ids);
  return object;
}
