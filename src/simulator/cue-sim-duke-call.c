// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What 10Duke answers. */

#include "cue-config.h"

#include "cue-sim-duke-private.h"

#define MINUTE_US     (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define RETRY_AFTER_S "10"

/**
 * cue_sim_duke_get_target:
 * @raw_path: not decoded: a slash inside of a segment is %2F
 *
 * Returns: what faults call it; all of 10Duke when it is no call
 */
CueSimTarget
cue_sim_duke_get_target (const char *raw_path)
{
  const char *rest = raw_path + strlen (CUE_SIM_DUKE_GET_PATH);

  if (g_str_equal (raw_path, CUE_SIM_DUKE_PUT_PATH))
    return CUE_SIM_TARGET_PUT;
  if (!g_str_has_prefix (raw_path, CUE_SIM_DUKE_GET_PATH) || *rest == '\0')
    return CUE_SIM_TARGET_TENDUKE;
  return strchr (rest, '/') == NULL ? CUE_SIM_TARGET_FEED : CUE_SIM_TARGET_OBJECT_FEED;
}

static const char *
get_error_word (guint status)
{
  switch (status) {
  case 401:
    return "unauthorized";
  case 403:
    return "forbidden";
  case 404:
    return "notFound";
  case 405:
    return "methodNotAllowed";
  case 413:
    return "tooLarge";
  case 415:
    return "unsupportedMediaType";
  case 429:
    return "tooManyRequests";
  default:
    return "invalidRequest";
  }
}

/**
 * cue_sim_duke_set_error: (skip)
 *
 * An error in the form that ASSUME-22 has chosen.
 */
void
cue_sim_duke_set_error (CueSimDuke *self, CueSimReply *reply, guint status, const char *words)
{
  const char *form = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_ERROR);

  cue_sim_reply_set_empty (reply, status);
  if (g_str_equal (form, "text")) {
    cue_sim_reply_set_text (reply, "text/plain; charset=utf-8", words);
  } else if (!g_str_equal (form, "empty")) {
    gboolean is_message = g_str_equal (form, "message");

    reply->doc = cue_sim_doc_new ();
    if (!is_message)
      cue_sim_doc_set_string (reply->doc, "error", get_error_word (status));
    cue_sim_doc_set_string (reply->doc, is_message ? "message" : "errorDescription", words);
    if (!is_message)
      cue_sim_doc_set_raw (reply->doc, "errorUri", "null");
    cue_sim_reply_set_header (reply, "Content-Type", "application/json");
  }
}

/* Returns: the index of a tenant, or -1 */
static int
find_tenant (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *header = soup_message_headers_get_one (headers, "Host");
  g_autofree char    *url = g_strdup_printf ("http://%s/", header != NULL ? header : "");
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return -1;
  for (int i = 0; i < CUE_SIM_DUKE_N_TENANTS; i++) {
    g_autofree char *local = g_strconcat (cue_sim_duke_tenant_names[i], ".localhost", NULL);
    g_autofree char *real = g_strconcat (cue_sim_duke_tenant_names[i], ".events.10duke.com", NULL);

    if (g_ascii_strcasecmp (host, local) == 0 || g_ascii_strcasecmp (host, real) == 0)
      return i;
  }
  return g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1") ||
             g_ascii_strcasecmp (host, "localhost") == 0
           ? 0
           : -1;
}

static gboolean
check_rate (CueSimDuke *self, CueSimReply *reply, CueSimDukeTenant *tenant)
{
  const char *text = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_RATE);
  guint64     most = g_ascii_strtoull (text, NULL, 10); // "none" is read as 0
  gint64      now_us = cue_clock_get_monotonic (self->clock);

  if (tenant->requests == 0 || now_us - tenant->minute_us >= MINUTE_US) {
    tenant->minute_us = now_us;
    tenant->requests = 0;
  }
  if (most > 0 && tenant->requests >= most) {
    cue_sim_duke_set_error (self, reply, 429, "Too many requests in a minute.");
    cue_sim_reply_set_header (reply, "Retry-After", RETRY_AFTER_S);
    return FALSE;
  }
  tenant->requests++;
  return TRUE;
}

/**
 * cue_sim_duke_get_number: (skip)
 *
 * Returns: what a switch is set to; %G_MAXUINT for `none`
 */
guint
cue_sim_duke_get_number (CueSimDuke *self, CueSimSwitch which)
{
  const char *text = cue_sim_switches_get (self->switches, which);

  return g_str_equal (text, "none") ? G_MAXUINT : (guint) g_ascii_strtoull (text, NULL, 10);
}

/* Returns: FALSE when a parameter is there and is no number of that range */
static gboolean
read_number (GHashTable *form, const char *name, gint64 least, gint64 most, gint64 *value)
{
  const char *text = g_hash_table_lookup (form, name);

  return text == NULL || g_ascii_string_to_signed (text, 10, least, most, value, NULL);
}

static gboolean
read_query (CueSimDuke *self, CueSimReply *reply, CueSimDukeQuery *query)
{
  g_autoptr (GHashTable) form = soup_form_decode (reply->query != NULL ? reply->query : "");
  gint64 most = cue_sim_duke_get_number (self, CUE_SIM_SWITCH_DUKE_DEFAULT);

  if (!read_number (form, "after", 0, G_MAXINT64, &query->after_ns) ||
      !read_number (form, "before", 0, G_MAXINT64, &query->before_ns)) {
    cue_sim_duke_set_error (self,
                            reply,
                            400,
                            "after and before must be nanoseconds since 1970, in digits.");
    return FALSE;
  }
  if (!read_number (form, "maxEventCount", 1, G_MAXINT, &most)) {
    cue_sim_duke_set_error (self, reply, 400, "maxEventCount must be a number from 1 on.");
    return FALSE;
  }
  if (query->after_ns >= 0 && query->before_ns >= 0 && query->after_ns >= query->before_ns) {
    cue_sim_duke_set_error (self, reply, 400, "after must be less than before.");
    return FALSE;
  }
  query->most = MIN ((guint) most, cue_sim_duke_get_number (self, CUE_SIM_SWITCH_DUKE_MOST));
  return TRUE;
}

static gboolean
check_token (CueSimDuke *self, CueSimReply *reply, guint tenant, const CueSimDukeQuery *query)
{
  g_autofree char *object =
    query->source == NULL ? g_strconcat (query->object_type, "/", query->object_id, NULL) : NULL;
  const char *const claims[] = { object != NULL ? object : query->source,
                                 object != NULL ? query->object_id : NULL,
                                 NULL };
  g_autofree char *problem = NULL;
  CueSimDukePass   pass = cue_sim_duke_token_check (reply->authorization,
                                                  cue_sim_duke_key_get (tenant),
                                                  claims,
                                                  reply->wall_us / G_USEC_PER_SEC,
                                                  &problem);

  if (pass == CUE_SIM_DUKE_PASS_FINE)
    return TRUE;
  cue_sim_duke_set_error (self, reply, pass == CUE_SIM_DUKE_PASS_REFUSED ? 401 : 403, problem);
  if (pass == CUE_SIM_DUKE_PASS_REFUSED)
    cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  return FALSE;
}

static void
answer_huge (CueSimDuke *self, CueSimReply *reply, const CueSimDukeQuery *query)
{
  g_autoptr (GBytes) bytes = NULL;

  bytes = cue_sim_duke_huge_read (query,
                                  cue_sim_duke_get_number (self, CUE_SIM_SWITCH_DUKE_HUGE),
                                  self->start_us * 1000);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
  cue_sim_reply_set_body (reply, bytes);
}

static gboolean
is_known (CueSimDukeTenant *tenant, const char *source)
{
  static const char *const known[] = {
    CUE_SIM_DUKE_LICENCES, CUE_SIM_DUKE_AUDIENCE, CUE_SIM_DUKE_QUIET, CUE_SIM_DUKE_HUGE, NULL
  };

  return g_strv_contains (known, source) || cue_sim_duke_store_count (tenant->store, source) > 0;
}

static void
answer_get (CueSimDuke *self, CueSimReply *reply, guint n)
{
  CueSimDukeTenant *tenant = &self->tenants[n];
  g_auto (GStrv) parts = g_strsplit (reply->path + strlen (CUE_SIM_DUKE_GET_PATH), "/", 3);
  g_autofree char *first = g_uri_unescape_string (parts[0], NULL);
  g_autofree char *second =
    parts[1] != NULL && parts[2] == NULL ? g_uri_unescape_string (parts[1], NULL) : NULL;
  CueSimDukeQuery query = { .after_ns = -1, .before_ns = -1 };

  if (first == NULL || *first == '\0' ||
      (parts[1] != NULL && (second == NULL || *second == '\0'))) {
    cue_sim_duke_set_error (self, reply, 404, "There is no such resource.");
    return;
  }
  query.source = second == NULL ? first : NULL;
  query.object_type = second != NULL ? first : NULL;
  query.object_id = second;
  if (!check_token (self, reply, n, &query) || !read_query (self, reply, &query))
    return;
  cue_sim_duke_store_expire (tenant->store, reply->wall_us);
  if (second == NULL && !is_known (tenant, first) &&
      cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_DUKE_UNKNOWN, "404")) {
    cue_sim_duke_set_error (self, reply, 404, "There is no feed of that id.");
    return;
  }
  reply->status = 200;
  if (n == 0 && g_strcmp0 (query.source, CUE_SIM_DUKE_HUGE) == 0) {
    answer_huge (self, reply, &query);
    return;
  }
  reply->doc = cue_sim_duke_store_read (tenant->store, &query, reply->wall_us);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

/* Events on their way into a store. */
typedef struct {
  CueSimDuke       *duke; // not owned
  CueSimDukeTenant *tenant;
  GPtrArray        *events; // of JsonObject
} Delivery;

static void
free_delivery (gpointer data)
{
  Delivery *delivery = data;

  g_ptr_array_unref (delivery->events);
  g_free (delivery);
}

static void
deliver (CueSimReply *reply, gpointer data)
{
  Delivery *delivery = data;

  for (guint i = 0; i < delivery->events->len; i++)
    cue_sim_duke_store_add (delivery->tenant->store,
                            cue_sim_duke_event_new (g_ptr_array_index (delivery->events, i)),
                            reply->wall_us);
  delivery->duke->received += delivery->events->len;
}

/* Returns: (transfer full) (nullable): the compact JWS; NULL: refused */
static char *
read_body (CueSimDuke *self, CueSimReply *reply, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *type = soup_message_headers_get_content_type (headers, NULL);
  const char         *limit = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_BODY);
  gsize               most = g_str_equal (limit, "1MiB")    ? 1024 * 1024
                             : g_str_equal (limit, "64KiB") ? 64 * 1024
                                                            : G_MAXSIZE;
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize            size = g_bytes_get_size (body);
  g_autofree char *text = NULL;
  char            *inner;

  if (size > most) {
    cue_sim_duke_set_error (self, reply, 413, "The request is too large.");
    return NULL;
  }
  if (type == NULL || g_ascii_strcasecmp (type, "application/jose") != 0) {
    cue_sim_duke_set_error (self, reply, 415, "Content-Type must be application/jose.");
    return NULL;
  }
  text = g_strchomp (g_strndup (size > 0 ? g_bytes_get_data (body, NULL) : "", size));
  inner = cue_sim_duke_jws_unwrap (text);
  if (inner == NULL)
    return g_steal_pointer (&text);
  if (cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_DUKE_ENCODING, "accept"))
    return inner;
  g_free (inner);
  cue_sim_duke_set_error (self,
                          reply,
                          400,
                          "The JWS was put into base64 a second time; send it as it is.");
  return NULL;
}

static void
answer_put (CueSimDuke *self, CueSimReply *reply, guint n, SoupServerMessage *message)
{
  const char      *form = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_PUT);
  g_autofree char *text = read_body (self, reply, message);
  g_autofree char *problem = NULL;
  g_autoptr (GBytes) payload = NULL;
  GPtrArray *events = NULL;
  Delivery  *delivery;

  if (text == NULL)
    return;
  payload = cue_sim_duke_jws_open (text, cue_sim_duke_key_get (n), &problem);
  if (payload != NULL)
    events = cue_sim_duke_events_read (payload, &problem);
  if (events == NULL) {
    cue_sim_duke_set_error (self, reply, 400, problem);
    return;
  }
  delivery = g_new0 (Delivery, 1);
  delivery->duke = self;
  delivery->tenant = &self->tenants[n];
  delivery->events = events;
  cue_sim_reply_set_commit (reply, deliver, delivery, free_delivery);
  cue_sim_reply_set_empty (reply, g_str_equal (form, "204") ? 204 : 200);
  if (g_str_equal (form, "object"))
    cue_sim_reply_set_text (reply, "application/json", "{}");
}

/**
 * cue_sim_duke_answer:
 * @reply: with path (not decoded), authorization and time filled in; gets the answer. What is put
 *   is kept by cue_sim_reply_settle().
 *
 * The checks come in this order: path and method (404, 405), tenant (404), limit (429), and then
 * the token (401, 403) and the parameters (400), or the size (413), the type (415) and the JWS
 * (400).
 */
void
cue_sim_duke_answer (CueSimDuke *self, CueSimReply *reply, SoupServerMessage *message)
{
  const char  *method = soup_server_message_get_method (message);
  CueSimTarget target = cue_sim_duke_get_target (reply->path);
  gboolean     is_put = target == CUE_SIM_TARGET_PUT;
  int          tenant = find_tenant (message);

  reply->delay_us =
    g_ascii_strtoll (cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_DELAY), NULL, 10) *
    1000;
  cue_sim_duke_fill_history (self);
  if (target == CUE_SIM_TARGET_TENDUKE) {
    cue_sim_duke_set_error (self, reply, 404, "There is no such resource.");
  } else if (is_put ? !g_str_equal (method, "POST")
                    : !g_str_equal (method, "GET") && !g_str_equal (method, "HEAD")) {
    cue_sim_duke_set_error (self, reply, 405, "The method is not allowed here.");
    cue_sim_reply_set_header (reply, "Allow", is_put ? "POST" : "GET, HEAD");
  } else if (tenant < 0) {
    cue_sim_duke_set_error (self, reply, 404, "There is no tenant of this host name.");
  } else if (!check_rate (self, reply, &self->tenants[tenant])) {
    return;
  } else if (is_put) {
    answer_put (self, reply, (guint) tenant, message);
  } else {
    answer_get (self, reply, (guint) tenant);
  }
}
