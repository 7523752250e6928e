// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-door.h"

#include "cue-sim-hub.h"

#define LIMIT_HITS      5
#define LIMIT_WINDOW_US (60 * G_USEC_PER_SEC)

struct _CueSimDoor {
  CueClock             *clock;
  const CueSimSwitches *switches;         // not owned
  CueSimIdentity       *identity;         // not owned
  gint64                hits[LIMIT_HITS]; // monotonic, oldest first
  guint                 n_hits;
  const char           *last_refusal; // static
};

/**
 * cue_sim_door_new:
 * @clock: judges whether a token has expired
 * @switches: unowned: how the simulator is set
 * @identity: unowned: made the tokens
 *
 * Both have to outlive the door.
 *
 * Returns: (transfer full): what lets clients into the hub, or refuses them (services reference
 *   1.1)
 */
CueSimDoor *
cue_sim_door_new (CueClock *clock, const CueSimSwitches *switches, CueSimIdentity *identity)
{
  CueSimDoor *self = g_new0 (CueSimDoor, 1);

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->identity = identity;
  self->last_refusal = "none";
  return self;
}

/**
 * cue_sim_door_free:
 * @self: (transfer full): a door
 */
void
cue_sim_door_free (CueSimDoor *self)
{
  g_object_unref (self->clock);
  g_free (self);
}

static void
refuse (CueSimDoor *self, CueSimReply *reply, guint status, const char *why)
{
  cue_sim_reply_set_empty (reply, status);
  self->last_refusal = why;
}

static char *
find_token (CueSimReply *reply, GHashTable *query)
{
  if (reply->authorization != NULL)
    return g_ascii_strncasecmp (reply->authorization, "Bearer ", 7) == 0
             ? g_strdup (reply->authorization + 7)
             : NULL;
  return g_strdup (g_hash_table_lookup (query, "access_token"));
}

static gboolean
check_token (CueSimDoor *self, CueSimReply *reply, const char *token, CueSimBearer *bearer)
{
  switch (cue_sim_identity_check (self->identity, token, bearer)) {
  case CUE_SIM_BEARER_FINE:
    return TRUE;
  case CUE_SIM_BEARER_MISSING:
    refuse (self, reply, 401, "no token");
    cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer");
    return FALSE;
  case CUE_SIM_BEARER_EXPIRED: {
    g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (bearer->exp_s);
    g_autofree char *when = end != NULL ? g_date_time_format (end, "%m/%d/%Y %H:%M:%S") : NULL;
    g_autofree char *value = g_strdup_printf ("Bearer error=\"invalid_token\", "
                                              "error_description=\"The token expired at '%s'\"",
                                              when != NULL ? when : "");

    refuse (self, reply, 401, "the token has expired");
    cue_sim_reply_set_header (reply, "WWW-Authenticate", value);
    return FALSE;
  }
  case CUE_SIM_BEARER_NOT_YET_VALID:
  case CUE_SIM_BEARER_MALFORMED:
  default:
    refuse (self, reply, 401, "the token is none of ours");
    cue_sim_reply_set_header (reply,
                              "WWW-Authenticate",
                              "Bearer error=\"invalid_token\", error_description=\"The signature "
                              "is invalid\"");
    return FALSE;
  }
}

/* A plain Site User may see their own entries at the first site, nothing else; the scope stands in
 * the token, the role does not. */
static gboolean
check_rights (CueSimDoor           *self,
              CueSimReply          *reply,
              const CueSimBearer   *bearer,
              const CueSimHubPlace *place)
{
  const CueSimOauthClient *client = cue_sim_identity_find_client (bearer->client_id);

  if (!cue_sim_bearer_has_scope (bearer, CUE_SIM_SCOPE)) {
    refuse (self, reply, 403, "the token lacks the scope " CUE_SIM_SCOPE);
    return FALSE;
  }
  if (client == NULL || client->role == CUE_SIM_ROLE_SITE_ADMIN)
    return TRUE;
  if (place->stream == CUE_SIM_STREAM_INCIDENTS) {
    refuse (self, reply, 403, "a Site User may not see incidents");
    return FALSE;
  }
  if (place->site != 0 || g_strcmp0 (place->user_id, cue_sim_persons[CUE_SIM_SITE_USER].id) != 0) {
    refuse (self, reply, 403, "a Site User may only see their own entries");
    return FALSE;
  }
  return TRUE;
}

/* ASSUME-7: nothing is published; with the switch at 429, five attempts in 60 s. */
static gboolean
check_limit (CueSimDoor *self, CueSimReply *reply)
{
  gint64 now_us = cue_clock_get_monotonic (self->clock);

  if (!cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_HUB_LIMIT, "429"))
    return TRUE;
  if (self->n_hits == LIMIT_HITS && now_us - self->hits[0] < LIMIT_WINDOW_US) {
    gint64           wait_us = self->hits[0] + LIMIT_WINDOW_US - now_us;
    g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT, (wait_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

    refuse (self, reply, 429, "more than five attempts in 60 s");
    cue_sim_reply_set_header (reply, "Retry-After", text);
    return FALSE;
  }
  if (self->n_hits == LIMIT_HITS) {
    for (guint i = 1; i < LIMIT_HITS; i++)
      self->hits[i - 1] = self->hits[i];
    self->n_hits--;
  }
  self->hits[self->n_hits++] = now_us;
  return TRUE;
}

static gboolean
check_site (CueSimDoor *self, CueSimReply *reply, GHashTable *query, CueSimHubPlace *place)
{
  const char *site_id = g_hash_table_lookup (query, "site_id");
  const char *user_id = g_hash_table_lookup (query, "user_id");
  int         site;

  /* ASSUME-5 */
  if (site_id == NULL || *site_id == '\0') {
    refuse (self, reply, 400, "site_id is missing");
    return FALSE;
  }
  site = cue_sim_cast_find_site (site_id);
  if (site < 0) {
    refuse (self,
            reply,
            cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_SITE_STATUS, "404") ? 404 : 403,
            "the site is not known");
    return FALSE;
  }
  place->site = (guint) site;
  place->user_id = g_strdup (user_id);
  return TRUE;
}

static const char *
find_key (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *upgrade = soup_message_headers_get_one (headers, "Upgrade");

  if (upgrade == NULL || g_ascii_strcasecmp (upgrade, "websocket") != 0 ||
      !soup_message_headers_header_contains (headers, "Connection", "Upgrade") ||
      g_strcmp0 (soup_message_headers_get_one (headers, "Sec-WebSocket-Version"), "13") != 0)
    return NULL;
  return soup_message_headers_get_one (headers, "Sec-WebSocket-Key");
}

/**
 * cue_sim_door_check:
 * @reply: gets the refusal, if it is one
 * @place: (out): what is asked for; its user_id is to be freed, whatever is returned
 *
 * The checks in the order of ASP.NET Core: path, token, rights, form. There is no `negotiate`, so
 * that a client that calls it fails where it can be seen.
 *
 * Returns: (transfer none) (nullable): the client's key when it may come in
 */
const char *
cue_sim_door_check (CueSimDoor        *self,
                    CueSimReply       *reply,
                    SoupServerMessage *message,
                    CueSimHubPlace    *place)
{
  g_autoptr (GHashTable) query = soup_form_decode (reply->query != NULL ? reply->query : "");
  g_autofree char *token = find_token (reply, query);
  const char      *key = find_key (message);
  g_auto (CueSimBearer) bearer = { 0 };

  *place = (CueSimHubPlace){ 0 };
  if (g_str_equal (reply->path, CUE_SIM_ENTRIES_PATH))
    place->stream = CUE_SIM_STREAM_ENTRIES;
  else if (g_str_equal (reply->path, CUE_SIM_INCIDENTS_PATH))
    place->stream = CUE_SIM_STREAM_INCIDENTS;
  else {
    refuse (self, reply, 404, "there is no such path");
    return NULL;
  }
  if (!check_limit (self, reply) || !check_token (self, reply, token, &bearer) ||
      !check_site (self, reply, query, place) || !check_rights (self, reply, &bearer, place))
    return NULL;
  place->token_end_us = bearer.exp_s * G_USEC_PER_SEC;
  if (key == NULL) {
    refuse (self, reply, 400, "not an upgrade to a WebSocket");
    cue_sim_reply_set_text (reply, "text/plain", "Connection ID required");
  }
  return key;
}

/**
 * cue_sim_door_get_last_refusal:
 *
 * Returns: why somebody was sent away last; for the control interface, never for the client
 */
const char *
cue_sim_door_get_last_refusal (CueSimDoor *self)
{
  return self->last_refusal;
}
