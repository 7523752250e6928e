// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The Identity Server: every way to a token, and every way not to get one. */

#include "salto-fixture.h"

#include "cue-sim-fault.h"

#define FORM     "application/x-www-form-urlencoded"
#define BASIC    "Basic ZGVtby1jbGllbnQ6ZGVtby1jbGllbnQtc2VjcmV0"
#define REDIRECT "http%3A%2F%2F127.0.0.1%3A51234%2F"

/* RFC 7636, appendix B. */
#define VERIFIER  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

static SimAnswer *
post (SimFixture *fixture, const char *form, const char *authorization)
{
  g_autoptr (SoupMessage) message = soup_message_new ("POST", salto_word (fixture, "tokenUrl"));
  g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));

  soup_message_set_request_body_from_bytes (message, FORM, bytes);
  if (authorization != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message),
                                 "Authorization",
                                 authorization);
  return sim_send (fixture, message);
}

static void
assert_refused (SimFixture *fixture,
                const char *form,
                const char *authorization,
                guint       status,
                const char *word)
{
  g_autoptr (SimAnswer) answer = post (fixture, form, authorization);
  g_autoptr (JsonObject) object = sim_answer_get_object (answer);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (json_object_get_string_member (object, "error"), ==, word);
}

/* Whether the hub takes a token. */
static guint
try_token (SimFixture *fixture, const char *token)
{
  g_autofree char *header = g_strdup_printf ("Authorization: Bearer %s\r\n", token);
  g_autofree char *path = g_strdup_printf ("/v1/hub/entries?site_id=%s", salto_site (fixture, 0));
  g_autoptr (SaltoClient) client = salto_open (fixture, path, header);

  salto_wait_for (client, "\r\n\r\n");
  return (guint) g_ascii_strtoull (client->seen->str + strlen ("HTTP/1.1 "), NULL, 10);
}

static JsonObject *
get_token (SimFixture *fixture, const char *form, const char *authorization)
{
  g_autoptr (SimAnswer) answer = post (fixture, form, authorization);
  g_autoptr (JsonObject) object = sim_answer_get_object (answer);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (json_object_get_string_member (object, "token_type"), ==, "Bearer");
  g_assert_cmpuint (try_token (fixture, json_object_get_string_member (object, "access_token")),
                    ==,
                    101);
  return g_steal_pointer (&object);
}

static void
test_client_credentials (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject)
    basic = get_token (fixture, "grant_type=client_credentials&scope=user_api.full_access", BASIC);
  g_autoptr (JsonObject) body = get_token (fixture,
                                           "grant_type=client_credentials&client_id=demo-client&"
                                           "client_secret=demo-client-secret",
                                           NULL);

  g_assert_cmpint (json_object_get_int_member (basic, "expires_in"), ==, 3600);
  g_assert_cmpstr (json_object_get_string_member (basic, "scope"), ==, "user_api.full_access");
  g_assert_false (json_object_has_member (basic, "refresh_token"));
  g_assert_cmpstr (json_object_get_string_member (body, "scope"),
                   ==,
                   "user_api.full_access openid profile offline_access");
}

/* The claims that were seen in the vendor's tokens. */
static void
test_claims (SimFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (salto_word (fixture, "token"), ".", -1);
  g_autoptr (GString) text = g_string_new (parts[1]);
  g_autofree guchar *claims = NULL;
  gsize              size;

  g_string_replace (text, "-", "+", 0);
  g_string_replace (text, "_", "/", 0);
  while (text->len % 4 != 0)
    g_string_append_c (text, '=');
  claims = g_base64_decode (text->str, &size);
  claims = g_realloc (claims, size + 1);
  claims[size] = '\0';
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_nonnull (strstr ((char *) claims, "\"aud\":\"user_api\""));
  g_assert_nonnull (strstr ((char *) claims, "\"client_id\":\"demo-client\""));
  g_assert_nonnull (strstr ((char *) claims, "\"scope\":[\"user_api.full_access\","));
  g_assert_nonnull (strstr ((char *) claims, "\"iat\":1795349400,"));
  g_assert_nonnull (strstr ((char *) claims, "\"exp\":1795353000,"));
  g_assert_nonnull (strstr ((char *) claims, salto_word (fixture, "identityUrl")));
}

static void
test_refresh (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject)
    first = get_token (fixture, "grant_type=refresh_token&refresh_token=demo-refresh-token", BASIC);
  const char      *refresh_token = json_object_get_string_member (first, "refresh_token");
  g_autofree char *form =
    g_strconcat ("grant_type=refresh_token&refresh_token=", refresh_token, NULL);
  g_autoptr (JsonObject) second = get_token (fixture, form, BASIC);
  g_autoptr (GError) error = NULL;

  /* Once only, and every answer brings another one. */
  g_assert_cmpstr (json_object_get_string_member (second, "refresh_token"), !=, refresh_token);
  assert_refused (fixture, form, BASIC, 400, "invalid_grant");
  assert_refused (fixture, "grant_type=refresh_token", BASIC, 400, "invalid_grant");
  assert_refused (fixture,
                  "grant_type=refresh_token&refresh_token=mine",
                  BASIC,
                  400,
                  "invalid_grant");

  cue_simulator_set_switch (fixture->simulator, "refresh-token", "again", &error);
  g_assert_no_error (error);
  g_clear_pointer (&first, json_object_unref);
  g_free (form);
  first = get_token (fixture, "grant_type=refresh_token&refresh_token=demo-refresh-token", BASIC);
  form = g_strconcat ("grant_type=refresh_token&refresh_token=",
                      json_object_get_string_member (first, "refresh_token"),
                      NULL);
  for (guint i = 0; i < 2; i++)
    json_object_unref (get_token (fixture, form, BASIC));
}

static void
test_refusals (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) get = sim_get (fixture, salto_word (fixture, "tokenUrl"));
  g_autoptr (SimAnswer)
    json = sim_post (fixture, salto_word (fixture, "tokenUrl"), "application/json", "{}");

  g_assert_cmpuint (get->status, ==, 405);
  g_assert_cmpuint (json->status, ==, 400);
  assert_refused (fixture, "grant_type=client_credentials", NULL, 400, "invalid_client");
  assert_refused (fixture, "grant_type=client_credentials", "Basic YTpi", 401, "invalid_client");
  assert_refused (fixture, "grant_type=client_credentials", "Basic !", 401, "invalid_client");
  assert_refused (fixture, "scope=openid", BASIC, 400, "invalid_request");
  assert_refused (fixture,
                  "grant_type=password&username=a&password=b",
                  BASIC,
                  400,
                  "unsupported_grant_type");
  assert_refused (fixture,
                  "grant_type=client_credentials&scope=everything",
                  BASIC,
                  400,
                  "invalid_scope");
  assert_refused (fixture,
                  "grant_type=client_credentials&client_id=demo-console",
                  NULL,
                  400,
                  "unauthorized_client");
  assert_refused (fixture, "grant_type=authorization_code&code=x", BASIC, 400, "invalid_grant");
}

/* Returns: (transfer full): where the browser is sent */
static char *
authorize (SimFixture *fixture, const char *query, guint status)
{
  g_autofree char *url = g_strdup_printf ("%s?%s", salto_word (fixture, "authorizeUrl"), query);
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);

  g_assert_cmpuint (answer->status, ==, status);
  return g_strdup (soup_message_headers_get_one (answer->headers, "Location"));
}

#define GOOD_QUERY                                                                         \
  "response_type=code&client_id=demo-console&redirect_uri=" REDIRECT                       \
  "&scope=user_api.full_access%20offline_access&state=a%20b%26c&code_challenge=" CHALLENGE \
  "&code_challenge_method=S256"

static char *
get_code (SimFixture *fixture)
{
  g_autofree char *location = authorize (fixture, GOOD_QUERY, 302);
  const char      *code = strstr (location, "?code=");

  g_assert_true (g_str_has_prefix (location, "http://127.0.0.1:51234/?code="));
  g_assert_nonnull (strstr (location, "&state=a%20b%26c"));
  return g_strndup (code + 6, strcspn (code + 6, "&"));
}

static char *
code_form (const char *code, const char *redirect, const char *verifier, const char *client)
{
  return g_strdup_printf ("grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s"
                          "&client_id=%s",
                          code,
                          redirect,
                          verifier,
                          client);
}

static void
test_sign_in (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture);
  g_autofree char *form = code_form (code, REDIRECT, VERIFIER, "demo-console");
  g_autoptr (JsonObject) token = get_token (fixture, form, NULL);

  g_assert_true (json_object_has_member (token, "refresh_token"));
  /* A code is good for one try. */
  assert_refused (fixture, form, NULL, 400, "invalid_grant");
}

static void
test_sign_in_refused (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *redirect;
    const char *verifier;
    const char *client;
    double      wait_s;
  } cases[] = {
    { REDIRECT, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl", "demo-console", 0 },
    { REDIRECT, "", "demo-console", 0 },
    { "http%3A%2F%2F127.0.0.1%3A51235%2F", VERIFIER, "demo-console", 0 },
    { REDIRECT, VERIFIER, "demo-client&client_secret=demo-client-secret", 0 },
    { REDIRECT, VERIFIER, "demo-console", 61 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *code = get_code (fixture);
    g_autofree char *form = code_form (code, cases[i].redirect, cases[i].verifier, cases[i].client);

    sim_advance (fixture, cases[i].wait_s);
    assert_refused (fixture, form, NULL, 400, "invalid_grant");
  }
}

static void
test_authorize_errors (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *query;
    guint       status;
    const char *part; // of the address the browser is sent to; NULL: it is sent nowhere
  } cases[] = {
    { "response_type=code&client_id=nobody&redirect_uri=" REDIRECT, 400, NULL },
    { "response_type=code&client_id=demo-console", 400, NULL },
    { "response_type=code&client_id=demo-console&redirect_uri=http%3A%2F%2Fevil.example%2F",
      400,
      NULL },
    { "response_type=code&client_id=demo-console&redirect_uri=https%3A%2F%2F127.0.0.1%2F",
      400,
      NULL },
    { "response_type=token&client_id=demo-console&redirect_uri=" REDIRECT,
      302,
      "?error=unsupported_response_type" },
    { "response_type=code&client_id=demo-console&redirect_uri=" REDIRECT,
      302,
      "?error=invalid_request" },
    { "response_type=code&client_id=demo-console&redirect_uri=" REDIRECT
      "&state=7&code_challenge=" CHALLENGE "&code_challenge_method=plain",
      302,
      "?error=invalid_request&state=7" },
    { "response_type=code&client_id=demo-no-scope&redirect_uri=" REDIRECT
      "&scope=user_api.full_access&code_challenge=" CHALLENGE "&code_challenge_method=S256",
      302,
      "?error=invalid_scope" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *denied = NULL;
  g_autofree char *nowhere = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *location = authorize (fixture, cases[i].query, cases[i].status);

    if (cases[i].part == NULL)
      g_assert_null (location);
    else
      g_assert_nonnull (strstr (location, cases[i].part));
  }
  cue_simulator_set_switch (fixture->simulator, "sign-in", "deny", &error);
  g_assert_no_error (error);
  denied = authorize (fixture, GOOD_QUERY, 302);
  g_assert_nonnull (strstr (denied, "?error=access_denied&state=a%20b%26c"));
  cue_simulator_set_switch (fixture->simulator, "sign-in", "page", &error);
  g_assert_no_error (error);
  nowhere = authorize (fixture, GOOD_QUERY, 200);
  g_assert_null (nowhere);
}

static void
test_life (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) token = NULL;
  const char *text;

  cue_simulator_set_switch (fixture->simulator, "token-life", "20", &error);
  g_assert_no_error (error);
  token = get_token (fixture, "grant_type=client_credentials", BASIC);
  g_assert_cmpint (json_object_get_int_member (token, "expires_in"), ==, 20);
  text = json_object_get_string_member (token, "access_token");
  sim_advance (fixture, 19);
  g_assert_cmpuint (try_token (fixture, text), ==, 101);
  sim_advance (fixture, 1);
  g_assert_cmpuint (try_token (fixture, text), ==, 401);
}

static void
test_discovery (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *url =
    g_strconcat (salto_word (fixture, "identityUrl"), "/.well-known/openid-configuration", NULL);
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);
  g_autoptr (JsonObject) object = sim_answer_get_object (answer);

  g_assert_cmpstr (json_object_get_string_member (object, "token_endpoint"),
                   ==,
                   salto_word (fixture, "tokenUrl"));
  g_assert_cmpstr (json_object_get_string_member (object, "authorization_endpoint"),
                   ==,
                   salto_word (fixture, "authorizeUrl"));
}

/* Every variant of the fault does what it says. */
static void
test_fault (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *variant;
    guint       status;
    const char *present;
    const char *absent;
  } cases[] = {
    { "invalid_grant", 400, "\"error\":\"invalid_grant\"", "access_token" },
    { "invalid_client", 401, "\"error\":\"invalid_client\"", "access_token" },
    { "invalid_scope", 400, "\"error\":\"invalid_scope\"", "access_token" },
    { "unauthorized_client", 400, "\"error\":\"unauthorized_client\"", "access_token" },
    { "temporarily_unavailable", 503, "\"error\":\"temporarily_unavailable\"", "access_token" },
    { "no-token", 200, "\"expires_in\"", "access_token" },
    { "no-expiry", 200, "access_token", "expires_in" },
    { "expiry-as-text", 200, "\"expires_in\":\"3600\"", "error" },
    { "other-type", 200, "\"token_type\":\"mac\"", "error" },
    { "not-a-token", 200, "\"access_token\":\"two words\\u000d\\u000a", "error" },
  };
  const CueSimFaultInfo *info = cue_sim_fault_find ("token-refused");

  g_assert_cmpuint (g_strv_length ((char **) info->variants), ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SimAnswer) answer = NULL;

    g_assert_cmpstr (info->variants[i], ==, cases[i].variant);
    cue_simulator_set_fault_variant (fixture->simulator, "token-refused", cases[i].variant);
    answer = post (fixture, "grant_type=client_credentials", BASIC);
    g_assert_cmpuint (answer->status, ==, cases[i].status);
    g_assert_nonnull (strstr (answer->text, cases[i].present));
    g_assert_null (strstr (answer->text, cases[i].absent));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                          \
  g_test_add ("/simulator/salto-identity/" path, \
              SimFixture,                        \
              NULL,                              \
              sim_fixture_set_up,                \
              func,                              \
              sim_fixture_tear_down)
  ADD ("client-credentials", test_client_credentials);
  ADD ("claims", test_claims);
  ADD ("refresh", test_refresh);
  ADD ("refusals", test_refusals);
  ADD ("sign-in", test_sign_in);
  ADD ("sign-in-refused", test_sign_in_refused);
  ADD ("authorize-errors", test_authorize_errors);
  ADD ("life", test_life);
  ADD ("discovery", test_discovery);
  ADD ("fault", test_fault);
  return g_test_run ();
}
