// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-oauth-client.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#include "cue-error.h"
#include "cue-json-reader.h"
#include "cue-salto-rules.h"
#include "cue-secret-bytes.h"
#include "cue-secret-text.h"
#include "cue-text.h"

#define MAX_ANSWER_BYTES (256 * 1024)
#define MAX_WORDS_CHARS  300
#define LANE             "doors"
#define RANDOM_BYTES     32

/**
 * CueOauthClient:
 *
 * Asks an Identity Server for tokens (RFC 6749), one request per call and no retry: whoever holds a
 * token decides when it is tried again. A secret goes into an `Authorization: Basic` header
 * (section 2.3.1); without one the client is a public one and says its id in the body.
 *
 * The paths are those of IdentityServer, `connect/token` and `connect/authorize` (services
 * reference SA-5); the hub's own page does not name them. Main thread.
 */
struct _CueOauthClient {
  GObject parent_instance;

  CueHttpClient *client;        // owned
  char          *token_url;     // owned
  char          *authorize_url; // owned
  char          *client_id;     // owned
  char          *secret;        // owned, nullable, wiped
};

G_DEFINE_FINAL_TYPE (CueOauthClient, cue_oauth_client, G_TYPE_OBJECT)

static void
cue_oauth_client_init (CueOauthClient *self)
{
}

static void
cue_oauth_client_finalize (GObject *object)
{
  CueOauthClient *self = CUE_OAUTH_CLIENT (object);

  g_clear_object (&self->client);
  g_free (self->token_url);
  g_free (self->authorize_url);
  g_free (self->client_id);
  cue_secret_text_free (self->secret);
  G_OBJECT_CLASS (cue_oauth_client_parent_class)->finalize (object);
}

static void
cue_oauth_client_class_init (CueOauthClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_oauth_client_finalize;
}

/**
 * cue_oauth_client_new:
 * @client: sends the requests
 * @identity_url: the origin of the Identity Server
 * @client_id: what it knows this console by
 *
 * Returns: (transfer full): a client
 */
CueOauthClient *
cue_oauth_client_new (CueHttpClient *client, const char *identity_url, const char *client_id)
{
  CueOauthClient *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (client), NULL);

  self = g_object_new (CUE_TYPE_OAUTH_CLIENT, NULL);
  self->client = g_object_ref (client);
  self->token_url = cue_salto_make_identity_url (identity_url, "connect/token");
  self->authorize_url = cue_salto_make_identity_url (identity_url, "connect/authorize");
  self->client_id = g_strstrip (g_strdup (client_id != NULL ? client_id : ""));
  return self;
}

/**
 * cue_oauth_client_set_secret:
 * @self: a client
 * @secret: (nullable): the secret of the client, %NULL or empty for a public client
 *
 * The secret is kept out of the trace from here on.
 */
void
cue_oauth_client_set_secret (CueOauthClient *self, const char *secret)
{
  g_return_if_fail (CUE_IS_OAUTH_CLIENT (self));

  g_clear_pointer (&self->secret, cue_secret_text_free);
  if (secret == NULL || *secret == '\0')
    return;
  self->secret = g_strdup (secret);
  cue_redactor_add (cue_http_client_get_redactor (self->client), secret);
}

// It holds secrets, and is long enough for all of them: growing leaves copies behind.
static GString *
make_body (void)
{
  return g_string_sized_new (4 * CUE_TOKEN_MAX_BYTES);
}

// RFC 6749 appendix B; %20 in place of + is read alike everywhere.
static void
add_field (GString *body, const char *name, const char *value)
{
  if (body->len > 0)
    g_string_append_c (body, '&');
  g_string_append (body, name);
  g_string_append_c (body, '=');
  g_string_append_uri_escaped (body, value, NULL, FALSE);
}

static char *
make_basic (CueOauthClient *self)
{
  g_autofree char *id = g_uri_escape_string (self->client_id, NULL, FALSE);
  g_autoptr (CueSecretText) secret = g_uri_escape_string (self->secret, NULL, FALSE);
  g_autoptr (CueSecretText) pair = g_strdup_printf ("%s:%s", id, secret);
  g_autoptr (CueSecretText) base64 = g_base64_encode ((const guchar *) pair, strlen (pair));

  return g_strdup_printf ("Basic %s", base64);
}

static const char *
explain (const char *code)
{
  if (g_str_equal (code, "invalid_grant"))
    return _ ("The refresh token or the code is no longer accepted; sign in again.");
  if (g_str_equal (code, "invalid_client"))
    return _ ("The Identity Server does not know this client ID with this secret.");
  if (g_str_equal (code, "unauthorized_client"))
    return _ ("This client may not ask for tokens in this way.");
  if (g_str_equal (code, "unsupported_grant_type"))
    return _ ("The Identity Server does not offer this way to get a token.");
  if (g_str_equal (code, "invalid_scope"))
    return _ ("This client may not ask for the scope user_api.full_access.");
  if (g_str_equal (code, "access_denied"))
    return _ ("The sign-in was refused.");
  return NULL;
}

// The server's own words for a refusal (RFC 6749 section 5.2), which come with 400 or 401.
static GError *
read_refusal (CueOauthClient *self, CueHttpResponse *response)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (CueJsonReader) reader = NULL;
  g_autofree char *code = NULL;
  g_autofree char *description = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *shown = NULL;
  const char      *words;
  guint            status = cue_http_response_get_status (response);

  if (status < 400 || status > 499)
    return NULL;
  root = cue_json_parse (cue_http_response_get_body (response), NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  reader = cue_json_reader_new (json_node_get_object (root), "$", NULL);
  if (!cue_json_reader_get_string (reader, "error", &code))
    return NULL;
  if (!cue_json_reader_has (reader, "error_description") ||
      !cue_json_reader_get_string (reader, "error_description", &description))
    description = g_strdup (code);
  safe = cue_redactor_apply (cue_http_client_get_redactor (self->client), description);
  shown = cue_text_make_line (safe, -1, MAX_WORDS_CHARS);
  words = explain (code);
  if (words == NULL)
    words = _ ("The Identity Server refuses to give a token.");
  // Translators: a whole sentence, then what the server says
  return g_error_new (CUE_ERROR, CUE_ERROR_AUTH, _ ("%s It says: “%s”."), words, shown);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (CueOauthTokens) tokens = NULL;
  g_autoptr (JsonNode) root = NULL;
  GError         *error = NULL;
  CueOauthClient *self;

  response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  if (response == NULL) {
    g_task_return_error (task, error);
    return;
  }
  self = g_task_get_source_object (task);
  error = read_refusal (self, response);
  if (error == NULL) {
    root = cue_http_response_get_json (response, &error);
    tokens = root != NULL ? cue_oauth_tokens_new_from_json (root, &error) : NULL;
  }
  if (tokens == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (cue_oauth_tokens_get_refresh_token (tokens) != NULL)
    cue_redactor_add (cue_http_client_get_redactor (self->client),
                      cue_oauth_tokens_get_refresh_token (tokens));
  g_task_return_pointer (task, g_steal_pointer (&tokens), (GDestroyNotify) cue_oauth_tokens_unref);
}

static gboolean
check (CueOauthClient *self, GError **error)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  cue_salto_check_identity_url (found, self->token_url);
  cue_salto_check_client (found, self->client_id);
  if (found->len == 0)
    return TRUE;
  g_set_error_literal (error,
                       CUE_ERROR,
                       CUE_ERROR_INVALID_INPUT,
                       cue_diagnostic_get_message (g_ptr_array_index (found, 0)));
  return FALSE;
}

// Takes over @body.
static void
send (CueOauthClient     *self,
      GString            *body,
      const char         *purpose,
      GCancellable       *cancellable,
      GAsyncReadyCallback callback,
      gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (CueHttpRequest) request = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, send);
  if (self->secret == NULL)
    add_field (body, "client_id", self->client_id);
  bytes = cue_secret_bytes_new (body->str, body->len);
  explicit_bzero (body->str, body->len);
  g_string_free (body, TRUE);
  if (!check (self, &error)) {
    g_task_return_error (task, error);
    return;
  }
  request = cue_http_request_new ("POST", self->token_url);
  cue_http_request_set_body (request, bytes, "application/x-www-form-urlencoded");
  cue_http_request_set_header (request, "Accept", "application/json");
  cue_http_request_set_lane (request, LANE);
  cue_http_request_set_purpose (request, purpose);
  cue_http_request_set_max_bytes (request, MAX_ANSWER_BYTES);
  if (self->secret != NULL) {
    g_autoptr (CueSecretText) basic = make_basic (self);

    cue_http_request_set_header (request, "Authorization", basic);
  }
  cue_http_client_send_async (self->client,
                              request,
                              cancellable,
                              on_answered,
                              g_steal_pointer (&task));
}

/**
 * cue_oauth_client_refresh_async:
 * @self: a client
 * @refresh_token: what stands for an earlier sign-in
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is done
 * @user_data: given to @callback
 *
 * Asks for a new access token (RFC 6749 section 6). The server may give a new refresh token with
 * it, after which the old one is worth nothing.
 */
void
cue_oauth_client_refresh_async (CueOauthClient     *self,
                                const char         *refresh_token,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GString *body;

  g_return_if_fail (CUE_IS_OAUTH_CLIENT (self));
  g_return_if_fail (refresh_token != NULL);

  cue_redactor_add (cue_http_client_get_redactor (self->client), refresh_token);
  body = make_body ();
  add_field (body, "grant_type", "refresh_token");
  add_field (body, "refresh_token", refresh_token);
  send (self, body, _ ("Renew the access token"), cancellable, callback, user_data);
}

/**
 * cue_oauth_client_credentials_async:
 * @self: a client with a secret
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is done
 * @user_data: given to @callback
 *
 * Asks for an access token in the client's own name (RFC 6749 section 4.4).
 */
void
cue_oauth_client_credentials_async (CueOauthClient     *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GString *body;

  g_return_if_fail (CUE_IS_OAUTH_CLIENT (self));

  body = make_body ();
  add_field (body, "grant_type", "client_credentials");
  add_field (body, "scope", CUE_OAUTH_SCOPE);
  send (self, body, _ ("Get an access token"), cancellable, callback, user_data);
}

/**
 * cue_oauth_client_redeem_async:
 * @self: a client
 * @code: what the browser brought back
 * @verifier: the secret whose digest was given to the authorize page
 * @redirect_uri: where the browser was sent, exactly as given to the authorize page
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is done
 * @user_data: given to @callback
 *
 * Turns the code of a sign-in into tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
 */
void
cue_oauth_client_redeem_async (CueOauthClient     *self,
                               const char         *code,
                               const char         *verifier,
                               const char         *redirect_uri,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GString *body;

  g_return_if_fail (CUE_IS_OAUTH_CLIENT (self));
  g_return_if_fail (code != NULL && verifier != NULL && redirect_uri != NULL);

  cue_redactor_add (cue_http_client_get_redactor (self->client), code);
  cue_redactor_add (cue_http_client_get_redactor (self->client), verifier);
  body = make_body ();
  add_field (body, "grant_type", "authorization_code");
  add_field (body, "code", code);
  add_field (body, "code_verifier", verifier);
  add_field (body, "redirect_uri", redirect_uri);
  send (self, body, _ ("Finish the sign-in"), cancellable, callback, user_data);
}

/**
 * cue_oauth_client_request_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: %CUE_ERROR_AUTH when the server refuses (a new try is of no use),
 * %CUE_ERROR_INVALID_INPUT when nothing was sent, else as [method@HttpClient.send_finish]
 *
 * Returns: (transfer full) (nullable): the tokens
 */
CueOauthTokens *
cue_oauth_client_request_finish (CueOauthClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
encode_base64url (const guchar *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * cue_oauth_make_random:
 *
 * Returns: (transfer full): 256 random bits as base64url, good for a state and a code verifier (RFC
 *   7636 section 4.1)
 */
char *
cue_oauth_make_random (void)
{
  guchar bytes[RANDOM_BYTES];
  gsize  filled = 0;

  while (filled < sizeof bytes) {
    gssize n = getrandom (bytes + filled, sizeof bytes - filled, 0);

    // The kernel has been up long enough for a desktop; only a signal can come between.
    if (n > 0)
      filled += (gsize) n;
  }
  return encode_base64url (bytes, sizeof bytes);
}

/**
 * cue_oauth_client_make_authorize_url:
 * @self: a client
 * @redirect_uri: where the browser is to be sent
 * @state: random; must come back with the code
 * @verifier: random; only its digest goes into the address (S256)
 *
 * Returns: (transfer full): the page to open in the user's browser
 */
char *
cue_oauth_client_make_authorize_url (CueOauthClient *self,
                                     const char     *redirect_uri,
                                     const char     *state,
                                     const char     *verifier)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *challenge = NULL;
  guint8           bytes[32];
  gsize            length = sizeof bytes;

  g_return_val_if_fail (CUE_IS_OAUTH_CLIENT (self), NULL);

  g_checksum_update (digest, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (digest, bytes, &length);
  challenge = encode_base64url (bytes, length);
  add_field (query, "response_type", "code");
  add_field (query, "client_id", self->client_id);
  add_field (query, "redirect_uri", redirect_uri);
  add_field (query, "scope", CUE_OAUTH_SCOPE_OFFLINE);
  add_field (query, "state", state);
  add_field (query, "code_challenge", challenge);
  add_field (query, "code_challenge_method", "S256");
  return g_strdup_printf ("%s?%s", self->authorize_url, query->str);
}
