// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-identity.h"

#include "cue-sim-cast.h"

#define CODE_LIFE_US   (60 * G_USEC_PER_SEC)
#define MAX_GRANTS     10000
#define EVERYTHING     CUE_SIM_SCOPE " openid profile offline_access"
#define FORM_TYPE      "application/x-www-form-urlencoded"
#define VERIFIER_LEAST 43
#define VERIFIER_MOST  128

/* What a code or a refresh token can be turned in for. */
typedef struct {
  const CueSimOauthClient *client;
  char                    *scope;
  char                    *redirect_uri; // of a code
  char                    *challenge;    // of a code
  gint64                   end_us;       // monotonic; 0: no end
  gboolean                 again;        // can be used more than once
} Grant;

struct _CueSimIdentity {
  CueClock             *clock;
  const CueSimSwitches *switches; // not owned
  char                 *url;
  GHashTable           *codes;          // text → Grant
  GHashTable           *refresh_tokens; // text → Grant
  guint64               serial;
  guint64               dead_serial; // tokens up to this one have expired before their time
};

const CueSimOauthClient cue_sim_oauth_clients[] = {
  { "demo-client", "demo-client-secret", EVERYTHING, CUE_SIM_ROLE_SITE_ADMIN },
  { "demo-console", NULL, EVERYTHING, CUE_SIM_ROLE_SITE_ADMIN },
  { "demo-visitor", "demo-visitor-secret", EVERYTHING, CUE_SIM_ROLE_SITE_USER },
  { "demo-no-scope", "demo-no-scope-secret", "openid profile", CUE_SIM_ROLE_SITE_ADMIN },
  { NULL },
};

static void
free_grant (Grant *grant)
{
  g_free (grant->scope);
  g_free (grant->redirect_uri);
  g_free (grant->challenge);
  g_free (grant);
}

static Grant *
new_grant (const CueSimOauthClient *client, const char *scope)
{
  Grant *grant = g_new0 (Grant, 1);

  grant->client = client;
  grant->scope = g_strdup (scope);
  return grant;
}

/**
 * cue_sim_identity_new:
 * @clock: says when tokens are made and expire
 * @switches: unowned: how the simulator is set; they have to outlive it
 *
 * Returns: (transfer full): an Identity Server (services reference SA-5)
 */
CueSimIdentity *
cue_sim_identity_new (CueClock *clock, const CueSimSwitches *switches)
{
  CueSimIdentity *self = g_new0 (CueSimIdentity, 1);
  Grant          *grant = new_grant (&cue_sim_oauth_clients[0], CUE_SIM_SCOPE " offline_access");

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->codes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_grant);
  self->refresh_tokens =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_grant);
  grant->again = TRUE;
  g_hash_table_insert (self->refresh_tokens, g_strdup (CUE_SIM_REFRESH_TOKEN), grant);
  return self;
}

/**
 * cue_sim_identity_free:
 * @self: (transfer full): an Identity Server
 */
void
cue_sim_identity_free (CueSimIdentity *self)
{
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->refresh_tokens);
  g_free (self->url);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * cue_sim_identity_set_url:
 * @url: where it is reached; the issuer of its tokens
 */
void
cue_sim_identity_set_url (CueSimIdentity *self, const char *url)
{
  g_free (self->url);
  self->url = g_strdup (url);
}

/**
 * cue_sim_identity_find_client:
 * @id: (nullable): a `client_id`
 *
 * Returns: (transfer none) (nullable): the client of that id, of the few that there are
 */
const CueSimOauthClient *
cue_sim_identity_find_client (const char *id)
{
  for (const CueSimOauthClient *client = cue_sim_oauth_clients; client->id != NULL; client++) {
    if (g_strcmp0 (client->id, id) == 0)
      return client;
  }
  return NULL;
}

static char *
sign (CueSimIdentity *self, const CueSimOauthClient *client, const char *scope, gint64 life_s)
{
  guint person = client->role == CUE_SIM_ROLE_SITE_USER ? CUE_SIM_SITE_USER : 1;

  return cue_sim_bearer_sign (self->url != NULL ? self->url : "",
                              client->id,
                              cue_sim_persons[person].id,
                              scope,
                              cue_clock_get_wall (self->clock) / G_USEC_PER_SEC,
                              life_s,
                              ++self->serial);
}

/**
 * cue_sim_identity_make_token:
 * @life_s: 0: as long as the switch `token-life` says; negative: it has expired
 *
 * Returns: (transfer full): an access token with all the scopes of that client
 */
char *
cue_sim_identity_make_token (CueSimIdentity *self, const char *client_id, gint64 life_s)
{
  const CueSimOauthClient *client = cue_sim_identity_find_client (client_id);

  if (life_s == 0)
    life_s =
      g_ascii_strtoll (cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_TOKEN_LIFE), NULL, 10);
  return sign (self, client, client->scope, life_s);
}

/**
 * cue_sim_identity_check:
 * @bearer: (out): to be cleared
 */
CueSimBearerVerdict
cue_sim_identity_check (CueSimIdentity *self, const char *token, CueSimBearer *bearer)
{
  gint64              now_s = cue_clock_get_wall (self->clock) / G_USEC_PER_SEC;
  CueSimBearerVerdict verdict = cue_sim_bearer_read (token, now_s, bearer);

  if (verdict == CUE_SIM_BEARER_FINE && bearer->serial <= self->dead_serial)
    return CUE_SIM_BEARER_EXPIRED;
  return verdict;
}

/**
 * cue_sim_identity_expire_all:
 *
 * All access tokens handed out until now have expired; new ones live as usual.
 */
void
cue_sim_identity_expire_all (CueSimIdentity *self)
{
  self->dead_serial = self->serial;
}

/**
 * cue_sim_identity_get_n_tokens:
 * @self: an Identity Server
 *
 * Returns: how many access tokens it has made
 */
guint
cue_sim_identity_get_n_tokens (CueSimIdentity *self)
{
  return (guint) self->serial;
}

/* Errors of RFC 6749 section 5.2, in the form the vendor's server gives them. */
static void
refuse (CueSimReply *reply, guint status, const char *error, const char *description)
{
  cue_sim_reply_set_empty (reply, status);
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_string (reply->doc, "error", error);
  if (description != NULL)
    cue_sim_doc_set_string (reply->doc, "error_description", description);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json; charset=UTF-8");
  cue_sim_reply_set_header (reply, "Cache-Control", "no-store");
}

static gboolean
read_basic (const char *authorization, char **id, char **secret)
{
  g_autofree guchar *bytes = NULL;
  g_autofree char   *text = NULL;
  char              *colon;
  gsize              size;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Basic ", 6) != 0)
    return FALSE;
  bytes = g_base64_decode (authorization + 6, &size);
  text = g_strndup ((const char *) bytes, size);
  colon = strchr (text, ':');
  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  /* Both are form-encoded inside of it (RFC 6749 section 2.3.1). */
  *id = g_uri_unescape_string (text, NULL);
  *secret = g_uri_unescape_string (colon + 1, NULL);
  return *id != NULL && *secret != NULL;
}

static const CueSimOauthClient *
find_caller (CueSimReply *reply, GHashTable *form)
{
  g_autofree char         *id = NULL;
  g_autofree char         *secret = NULL;
  const CueSimOauthClient *client;

  if (!read_basic (reply->authorization, &id, &secret)) {
    g_clear_pointer (&id, g_free);
    g_clear_pointer (&secret, g_free);
    id = g_strdup (g_hash_table_lookup (form, "client_id"));
    secret = g_strdup (g_hash_table_lookup (form, "client_secret"));
  }
  client = cue_sim_identity_find_client (id);
  if (client == NULL || (client->secret != NULL && g_strcmp0 (client->secret, secret) != 0))
    return NULL;
  return client;
}

/* Returns: (transfer full) (nullable): what is granted of what was asked for; NULL: invalid_scope
 */
static char *
grant_scope (const CueSimOauthClient *client, const char *asked)
{
  CueSimBearer most = { .scope = (char *) client->scope };
  g_auto (GStrv) words = NULL;

  if (asked == NULL || *asked == '\0')
    return g_strdup (client->scope);
  words = g_strsplit (asked, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (!cue_sim_bearer_has_scope (&most, words[i]))
      return NULL;
  }
  return g_strdup (asked);
}

static void
give_token (CueSimIdentity          *self,
            CueSimReply             *reply,
            const CueSimOauthClient *client,
            const char              *scope,
            gboolean                 with_refresh)
{
  gint64 life_s =
    g_ascii_strtoll (cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_TOKEN_LIFE), NULL, 10);
  g_autofree char *token = sign (self, client, scope, life_s);

  reply->status = 200;
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_string (reply->doc, "access_token", token);
  cue_sim_doc_set_int (reply->doc, "expires_in", life_s);
  cue_sim_doc_set_string (reply->doc, "token_type", "Bearer");
  if (with_refresh) {
    g_autofree char *refresh_token = g_uuid_string_random ();
    Grant           *grant = new_grant (client, scope);

    cue_sim_doc_set_string (reply->doc, "refresh_token", refresh_token);
    grant->again = cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_REFRESH, "again");
    if (g_hash_table_size (self->refresh_tokens) < MAX_GRANTS)
      g_hash_table_insert (self->refresh_tokens, g_steal_pointer (&refresh_token), grant);
    else
      free_grant (grant);
  }
  cue_sim_doc_set_string (reply->doc, "scope", scope);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json; charset=UTF-8");
  cue_sim_reply_set_header (reply, "Cache-Control", "no-store");
}

static void
answer_refresh (CueSimIdentity          *self,
                CueSimReply             *reply,
                const CueSimOauthClient *client,
                GHashTable              *form)
{
  const char      *text = g_hash_table_lookup (form, "refresh_token");
  Grant           *grant = text != NULL ? g_hash_table_lookup (self->refresh_tokens, text) : NULL;
  g_autofree char *scope = NULL;

  /* The one in the description works for every client, so that each of them can be tried. */
  if (grant == NULL || (grant->client != client && !g_str_equal (text, CUE_SIM_REFRESH_TOKEN))) {
    refuse (reply, 400, "invalid_grant", NULL);
    return;
  }
  scope = g_strdup (grant->scope);
  if (!grant->again)
    g_hash_table_remove (self->refresh_tokens, text);
  give_token (self, reply, client, scope, TRUE);
}

static gboolean
verify_code (const Grant *grant, GHashTable *form)
{
  const char *verifier = g_hash_table_lookup (form, "code_verifier");
  const char *redirect_uri = g_hash_table_lookup (form, "redirect_uri");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *challenge = NULL;
  guint8           digest[32];
  gsize            size = sizeof digest;

  if (verifier == NULL || strlen (verifier) < VERIFIER_LEAST || strlen (verifier) > VERIFIER_MOST ||
      g_strcmp0 (redirect_uri, grant->redirect_uri) != 0)
    return FALSE;
  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &size);
  challenge = cue_sim_base64url_encode (digest, size);
  return g_str_equal (challenge, grant->challenge);
}

static void
answer_code (CueSimIdentity          *self,
             CueSimReply             *reply,
             const CueSimOauthClient *client,
             GHashTable              *form)
{
  const char *code = g_hash_table_lookup (form, "code");
  gpointer    key = NULL;
  gpointer    value = NULL;
  Grant      *grant;
  gboolean    fine;

  /* Used up by the first attempt, whatever becomes of it. */
  if (code == NULL || !g_hash_table_steal_extended (self->codes, code, &key, &value)) {
    refuse (reply, 400, "invalid_grant", NULL);
    return;
  }
  g_free (key);
  grant = value;
  fine = grant->client == client && grant->end_us > cue_clock_get_monotonic (self->clock) &&
         verify_code (grant, form);
  if (fine) {
    CueSimBearer bearer = { .scope = grant->scope };

    give_token (self,
                reply,
                client,
                grant->scope,
                cue_sim_bearer_has_scope (&bearer, "offline_access"));
  } else {
    refuse (reply, 400, "invalid_grant", NULL);
  }
  free_grant (grant);
}

static void
answer_token (CueSimIdentity *self, CueSimReply *reply, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autoptr (GHashTable) form = NULL;
  const CueSimOauthClient *client;
  const char              *grant_type;
  g_autofree char         *scope = NULL;

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), FORM_TYPE) != 0) {
    refuse (reply, 400, "invalid_request", NULL);
    return;
  }
  form = soup_form_decode (text);
  client = find_caller (reply, form);
  grant_type = g_hash_table_lookup (form, "grant_type");
  if (client == NULL) {
    refuse (reply, reply->authorization != NULL ? 401 : 400, "invalid_client", NULL);
    if (reply->authorization != NULL)
      cue_sim_reply_set_header (reply, "WWW-Authenticate", "Basic realm=\"identity\"");
  } else if (grant_type == NULL) {
    refuse (reply, 400, "invalid_request", NULL);
  } else if (g_str_equal (grant_type, "refresh_token")) {
    answer_refresh (self, reply, client, form);
  } else if (g_str_equal (grant_type, "authorization_code")) {
    answer_code (self, reply, client, form);
  } else if (!g_str_equal (grant_type, "client_credentials")) {
    refuse (reply, 400, "unsupported_grant_type", NULL);
  } else if (client->secret == NULL) {
    refuse (reply, 400, "unauthorized_client", NULL);
  } else if ((scope = grant_scope (client, g_hash_table_lookup (form, "scope"))) == NULL) {
    refuse (reply, 400, "invalid_scope", NULL);
  } else {
    give_token (self, reply, client, scope, FALSE);
  }
}

/* A program on a desktop listens on loopback for the answer, on any port (RFC 8252 section 7.3). */
static gboolean
is_loopback (const char *redirect_uri)
{
  g_autoptr (GUri)
    uri = redirect_uri != NULL ? g_uri_parse (redirect_uri, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
         g_uri_get_fragment (uri) == NULL &&
         (g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0 ||
          g_strcmp0 (host, "localhost") == 0);
}

static void
send_back (CueSimReply *reply, GHashTable *query, const char *name, const char *value)
{
  const char      *redirect_uri = g_hash_table_lookup (query, "redirect_uri");
  const char      *state = g_hash_table_lookup (query, "state");
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);
  g_autoptr (GString) location = g_string_new (redirect_uri);

  g_string_append_printf (location,
                          "%c%s=%s",
                          strchr (redirect_uri, '?') != NULL ? '&' : '?',
                          name,
                          escaped);
  if (state != NULL) {
    g_autofree char *escaped_state = g_uri_escape_string (state, NULL, FALSE);

    g_string_append_printf (location, "&state=%s", escaped_state);
  }
  cue_sim_reply_set_empty (reply, 302);
  cue_sim_reply_set_header (reply, "Location", location->str);
  cue_sim_reply_set_header (reply, "Cache-Control", "no-store");
}

static void
give_code (CueSimIdentity          *self,
           CueSimReply             *reply,
           const CueSimOauthClient *client,
           GHashTable              *query)
{
  g_autofree char *scope = grant_scope (client, g_hash_table_lookup (query, "scope"));
  g_autofree char *code = g_uuid_string_random ();
  Grant           *grant;

  if (scope == NULL) {
    send_back (reply, query, "error", "invalid_scope");
    return;
  }
  if (g_hash_table_size (self->codes) >= MAX_GRANTS)
    g_hash_table_remove_all (self->codes);
  grant = new_grant (client, scope);
  grant->redirect_uri = g_strdup (g_hash_table_lookup (query, "redirect_uri"));
  grant->challenge = g_strdup (g_hash_table_lookup (query, "code_challenge"));
  grant->end_us = cue_clock_get_monotonic (self->clock) + CODE_LIFE_US;
  send_back (reply, query, "code", code);
  g_hash_table_insert (self->codes, g_steal_pointer (&code), grant);
}

static void
answer_authorize (CueSimIdentity *self, CueSimReply *reply)
{
  g_autoptr (GHashTable) query = soup_form_decode (reply->query != NULL ? reply->query : "");
  const char              *challenge = g_hash_table_lookup (query, "code_challenge");
  const CueSimOauthClient *client =
    cue_sim_identity_find_client (g_hash_table_lookup (query, "client_id"));

  /* Nothing is sent to an address that may be somebody else's. */
  if (client == NULL || !is_loopback (g_hash_table_lookup (query, "redirect_uri"))) {
    cue_sim_reply_set_empty (reply, 400);
    cue_sim_reply_set_text (reply,
                            "text/html; charset=utf-8",
                            "<!doctype html><title>Error</title><p>Sorry, there was an error: "
                            "unauthorized_client, or the redirect_uri is not on loopback.</p>");
  } else if (cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_SIGN_IN, "page")) {
    reply->status = 200;
    cue_sim_reply_set_text (reply,
                            "text/html; charset=utf-8",
                            "<!doctype html><title>Sign in</title><h1>Sign in</h1>"
                            "<p>Nobody signs in here: the switch sign-in is at page.</p>");
  } else if (g_strcmp0 (g_hash_table_lookup (query, "response_type"), "code") != 0) {
    send_back (reply, query, "error", "unsupported_response_type");
  } else if (challenge == NULL || strlen (challenge) != VERIFIER_LEAST ||
             g_strcmp0 (g_hash_table_lookup (query, "code_challenge_method"), "S256") != 0) {
    send_back (reply, query, "error", "invalid_request");
  } else if (cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_SIGN_IN, "deny")) {
    send_back (reply, query, "error", "access_denied");
  } else {
    give_code (self, reply, client, query);
  }
}

static void
set_endpoint (CueSimIdentity *self, CueSimDoc *doc, const char *name, const char *path)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);

  cue_sim_doc_set_string (doc, name, url);
}

static void
answer_discovery (CueSimIdentity *self, CueSimReply *reply)
{
  static const char *const methods[] = { "S256", NULL };

  reply->status = 200;
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_string (reply->doc, "issuer", self->url);
  set_endpoint (self, reply->doc, "authorization_endpoint", CUE_SIM_AUTHORIZE_PATH);
  set_endpoint (self, reply->doc, "token_endpoint", CUE_SIM_TOKEN_PATH);
  cue_sim_doc_set_strv (reply->doc, "code_challenge_methods_supported", methods);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

/**
 * cue_sim_identity_answer:
 *
 * Answers a request for one of its paths: `connect/token` (refresh_token, client_credentials,
 * authorization_code with PKCE), `connect/authorize` (where the person is already signed in and
 * agrees, so that it goes straight back to the program), and the list of both.
 */
void
cue_sim_identity_answer (CueSimIdentity *self, CueSimReply *reply, SoupServerMessage *message)
{
  gboolean    is_post = g_str_equal (soup_server_message_get_method (message), "POST");
  const char *allowed = g_str_equal (reply->path, CUE_SIM_TOKEN_PATH) ? "POST" : "GET";

  if (is_post != g_str_equal (allowed, "POST")) {
    cue_sim_reply_set_empty (reply, 405);
    cue_sim_reply_set_header (reply, "Allow", allowed);
  } else if (is_post) {
    answer_token (self, reply, message);
  } else if (g_str_equal (reply->path, CUE_SIM_AUTHORIZE_PATH)) {
    answer_authorize (self, reply);
  } else {
    answer_discovery (self, reply);
  }
}
