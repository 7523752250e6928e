// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-time.h"
#include "cue-token-list.h"
#include "cue-token-source.h"
#include "fake-identity.h"

#define SECRET  "s3cret & more"
#define REFRESH "refresh-of-the-user"
#define LIMIT   (60 * G_USEC_PER_SEC)

typedef struct {
  CueClock       *clock;
  CueFakeClock   *fake;
  CueTrace       *trace;
  CueHttpClient  *http;
  CueOauthClient *oauth;
  FakeIdentity   *identity;
  char           *kept; // the refresh token that was last said to be kept
  guint           n_changed;
} World;

typedef struct {
  char    *token;
  GError  *error;
  gboolean done;
} Answer;

static void
world_init (World *world, gconstpointer data)
{
  world->clock = cue_fake_clock_new (CUE_SECONDS (1795161600), CUE_SECONDS (1000));
  world->fake = CUE_FAKE_CLOCK (world->clock);
  world->trace = cue_trace_new ();
  {
    g_autoptr (CueRedactor) redactor = cue_redactor_new ();

    world->http = cue_http_client_new (world->clock, world->trace, redactor);
  }
  world->identity = fake_identity_new ();
  world->oauth = cue_oauth_client_new (world->http, world->identity->url, " demo client ");
}

static void
world_clear (World *world, gconstpointer data)
{
  // Nothing that may be stored or shown has a secret in it.
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (world->trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (world->trace), i);
    g_autofree char *text = cue_exchange_to_text (exchange);

    g_assert_null (strstr (text, "s3cret"));
    g_assert_null (strstr (text, REFRESH));
    g_assert_null (strstr (text, "access-"));
    g_assert_null (strstr (text, "refresh-"));
    g_assert_null (strstr (text, "ZGVtbyUyMGNsaWVu"));
    g_assert_cmpstr (cue_exchange_get_lane (exchange), ==, "doors");
  }
  g_clear_object (&world->oauth);
  g_clear_object (&world->http);
  g_clear_object (&world->trace);
  g_clear_object (&world->clock);
  g_clear_pointer (&world->identity, fake_identity_free);
  g_free (world->kept);
}

static void
on_kept (CueTokenSource *source, const char *token, World *world)
{
  g_free (world->kept);
  world->kept = g_strdup (token);
}

static void
on_changed (CueTokenSource *source, World *world)
{
  world->n_changed++;
}

static CueTokenSource *
make_source (World *world, CueTokenSourceKind kind)
{
  CueTokenSource *source = cue_token_source_new_renewed (world->clock, kind, world->oauth, REFRESH);

  g_signal_connect (source, "refresh-token-changed", G_CALLBACK (on_kept), world);
  g_signal_connect (source, "changed", G_CALLBACK (on_changed), world);
  return source;
}

static void
on_token (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->token =
    cue_token_provider_get_finish (CUE_TOKEN_PROVIDER (source), result, &answer->error);
  answer->done = TRUE;
}

static void
begin (gpointer source, gboolean after_rejection, Answer *answer)
{
  *answer = (Answer){ 0 };
  cue_token_provider_get_async (CUE_TOKEN_PROVIDER (source),
                                after_rejection,
                                NULL,
                                on_token,
                                answer);
}

static void
wait (Answer *answer)
{
  gint64 end = g_get_monotonic_time () + LIMIT;

  while (!answer->done && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (answer->done);
}

static void
assert_token (gpointer source, gboolean after_rejection, const char *token)
{
  Answer answer;

  begin (source, after_rejection, &answer);
  wait (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.token, ==, token);
  g_free (answer.token);
}

static void
assert_error (gpointer source, gboolean after_rejection, int code, const char *part)
{
  Answer answer;

  begin (source, after_rejection, &answer);
  wait (&answer);
  g_assert_error (answer.error, CUE_ERROR, code);
  g_assert_null (answer.token);
  if (strstr (answer.error->message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, answer.error->message);
  g_error_free (answer.error);
}

static void
wait_for_requests (World *world, guint n)
{
  gint64 end = g_get_monotonic_time () + LIMIT;

  while (world->identity->n_requests < n && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world->identity->n_requests, ==, n);
  fake_identity_spin ();
  g_assert_cmpuint (world->identity->n_requests, ==, n);
}

static void
test_pasted (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource)
    source = cue_token_source_new_pasted (world->clock, " Bearer aa.eyJleHAiOjE3OTUxNjUyMDB9.cc\n");
  g_autoptr (CueTokenSource) none = cue_token_source_new_pasted (world->clock, "  ");
  g_autofree char *life = cue_token_source_describe (source);
  g_autofree char *nothing = cue_token_source_describe (none);

  assert_token (source, FALSE, "aa.eyJleHAiOjE3OTUxNjUyMDB9.cc");
  g_assert_cmpstr (life, ==, "Lives 1 h 0 min more");
  g_assert_cmpint (cue_token_source_get_expiry_us (source), ==, CUE_SECONDS (1795165200));
  g_assert_false (cue_token_source_needs_user (source));
  assert_error (source, TRUE, CUE_ERROR_AUTH, "paste a new one");

  // Expired, it is still what the hub may be asked with.
  cue_fake_clock_advance (world->fake, CUE_SECONDS (3601));
  g_assert_true (cue_token_source_needs_user (source));
  assert_token (source, FALSE, "aa.eyJleHAiOjE3OTUxNjUyMDB9.cc");

  assert_error (none, FALSE, CUE_ERROR_AUTH, "paste one");
  g_assert_cmpstr (nothing, ==, "No token");
  g_assert_cmpuint (cue_fake_clock_get_n_pending (world->fake), ==, 0);
}

static void
test_single_flight (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);
  g_autofree char *grant = NULL;
  g_autofree char *refresh = NULL;
  g_autofree char *id = NULL;
  Answer           answers[5];

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    begin (source, i % 2 == 1, &answers[i]);
  g_assert_true (cue_token_source_is_renewing (source));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    wait (&answers[i]);
    g_assert_no_error (answers[i].error);
    g_assert_cmpstr (answers[i].token, ==, "access-1");
    g_free (answers[i].token);
  }
  g_assert_cmpuint (world->identity->n_requests, ==, 1);
  g_assert_cmpuint (world->n_changed, ==, 1);
  g_assert_null (world->kept);

  // A public client names itself in the form.
  grant = fake_identity_get_field (world->identity, "grant_type");
  refresh = fake_identity_get_field (world->identity, "refresh_token");
  id = fake_identity_get_field (world->identity, "client_id");
  g_assert_cmpstr (grant, ==, "refresh_token");
  g_assert_cmpstr (refresh, ==, REFRESH);
  g_assert_cmpstr (id, ==, "demo client");
  g_assert_null (world->identity->authorization);

  assert_token (source, FALSE, "access-1");
  g_assert_cmpuint (world->identity->n_requests, ==, 1);
}

static void
test_credentials (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = NULL;
  g_autofree char *pair = g_base64_encode ((const guchar *) "demo%20client:s3cret%20%26%20more",
                                           strlen ("demo%20client:s3cret%20%26%20more"));
  g_autofree char *basic = g_strdup_printf ("Basic %s", pair);
  g_autofree char *grant = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *id = NULL;

  cue_oauth_client_set_secret (world->oauth, SECRET);
  source = make_source (world, CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS);
  assert_token (source, FALSE, "access-1");
  grant = fake_identity_get_field (world->identity, "grant_type");
  scope = fake_identity_get_field (world->identity, "scope");
  id = fake_identity_get_field (world->identity, "client_id");
  g_assert_cmpstr (grant, ==, "client_credentials");
  g_assert_cmpstr (scope, ==, "user_api.full_access");
  g_assert_null (id);
  g_assert_cmpstr (world->identity->authorization, ==, basic);
}

static void
test_renewed_ahead (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);
  g_autofree char *refresh = NULL;

  world->identity->rotates = TRUE;
  assert_token (source, FALSE, "access-1");
  g_assert_cmpstr (world->kept, ==, "refresh-1");
  g_assert_cmpint (cue_token_source_get_expiry_us (source),
                   ==,
                   cue_clock_get_wall (world->clock) + CUE_SECONDS (3600));

  cue_fake_clock_advance (world->fake, CUE_SECONDS (3299));
  fake_identity_spin ();
  g_assert_cmpuint (world->identity->n_requests, ==, 1);
  cue_fake_clock_advance (world->fake, CUE_SECONDS (1));
  wait_for_requests (world, 2);
  refresh = fake_identity_get_field (world->identity, "refresh_token");
  g_assert_cmpstr (refresh, ==, "refresh-1");
  g_assert_cmpstr (world->kept, ==, "refresh-2");
  assert_token (source, FALSE, "access-2");
  g_assert_cmpuint (world->identity->n_requests, ==, 2);

  // A short life is used for four fifths.
  world->identity->life = 20;
  cue_fake_clock_advance (world->fake, CUE_SECONDS (3300));
  wait_for_requests (world, 3);
  cue_fake_clock_advance (world->fake, CUE_SECONDS (15));
  fake_identity_spin ();
  g_assert_cmpuint (world->identity->n_requests, ==, 3);
  cue_fake_clock_advance (world->fake, CUE_SECONDS (1));
  wait_for_requests (world, 4);
}

static void
test_suspended (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);

  assert_token (source, FALSE, "access-1");
  cue_fake_clock_suspend (world->fake, CUE_SECONDS (2 * 3600));
  assert_token (source, FALSE, "access-2");
}

static void
test_refused (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);

  fake_identity_answer (world->identity,
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"too \\u0007 old\"}");
  assert_error (source, FALSE, CUE_ERROR_AUTH, "sign in again. It says: “too ␇ old”");
  g_assert_true (cue_token_source_needs_user (source));
  g_assert_error ((GError *) cue_token_source_get_error (source), CUE_ERROR, CUE_ERROR_AUTH);

  // Asking again and again would only lock the account.
  cue_fake_clock_advance (world->fake, CUE_SECONDS (24 * 3600));
  assert_error (source, FALSE, CUE_ERROR_AUTH, "sign in again");
  assert_error (source, TRUE, CUE_ERROR_AUTH, "sign in again");
  fake_identity_spin ();
  g_assert_cmpuint (world->identity->n_requests, ==, 1);
}

static void
test_refusals (World *world, gconstpointer data)
{
  static const struct {
    guint       status;
    const char *reply;
    const char *type;
    int         code;
    const char *part;
  } cases[] = {
    { 401, "{\"error\":\"invalid_client\"}", NULL, CUE_ERROR_AUTH, "client ID" },
    { 400, "{\"error\":\"unauthorized_client\"}", NULL, CUE_ERROR_AUTH, "in this way" },
    { 400, "{\"error\":\"unsupported_grant_type\"}", NULL, CUE_ERROR_AUTH, "does not offer" },
    { 400, "{\"error\":\"invalid_scope\"}", NULL, CUE_ERROR_AUTH, "user_api.full_access" },
    { 400, "{\"error\":\"odd\"}", NULL, CUE_ERROR_AUTH, "refuses to give" },
    { 400, "nonsense", "text/plain", CUE_ERROR_CLIENT, "400" },
    { 403, "{}", NULL, CUE_ERROR_FORBIDDEN, "403" },
    { 404, "", "text/plain", CUE_ERROR_CLIENT, "404" },
    { 500, "{\"error\":\"invalid_grant\"}", NULL, CUE_ERROR_SERVER, "500" },
    { 200, "<html><title>Sign in</title></html>", "text/html", CUE_ERROR_PROTOCOL, "web page" },
    { 200, "{}", NULL, CUE_ERROR_PROTOCOL, "without an access token" },
    { 200, "[]", NULL, CUE_ERROR_PROTOCOL, "without an access token" },
    { 200, "{\"access_token\":\"\"}", NULL, CUE_ERROR_PROTOCOL, "without an access token" },
    { 200, "{\"access_token\":\"a b\"}", NULL, CUE_ERROR_PROTOCOL, "without an access token" },
    { 200,
      "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
      NULL,
      CUE_ERROR_PROTOCOL,
      "of a type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS);

    g_free (world->identity->reply_type);
    world->identity->reply_type = g_strdup (cases[i].type);
    fake_identity_answer (world->identity, cases[i].status, cases[i].reply);
    assert_error (source, FALSE, cases[i].code, cases[i].part);
  }
}

static void
test_passing_failure (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);

  assert_token (source, FALSE, "access-1");
  fake_identity_answer (world->identity, 503, "");
  cue_fake_clock_advance (world->fake, CUE_SECONDS (3300));
  wait_for_requests (world, 2);
  g_assert_error ((GError *) cue_token_source_get_error (source), CUE_ERROR, CUE_ERROR_SERVER);
  g_assert_false (cue_token_source_needs_user (source));

  // The old one still lives.
  assert_token (source, FALSE, "access-1");
  cue_fake_clock_advance (world->fake, CUE_SECONDS (15));
  wait_for_requests (world, 3);
  cue_fake_clock_advance (world->fake, CUE_SECONDS (29));
  fake_identity_spin ();
  g_assert_cmpuint (world->identity->n_requests, ==, 3);

  g_clear_pointer (&world->identity->reply, g_free);
  world->identity->status = 200;
  cue_fake_clock_advance (world->fake, CUE_SECONDS (1));
  wait_for_requests (world, 4);
  assert_token (source, FALSE, "access-4");
  g_assert_no_error ((GError *) cue_token_source_get_error (source));
}

static void
test_rejected (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);

  assert_token (source, FALSE, "access-1");
  assert_token (source, TRUE, "access-2");
  // Another connection of the same event, refused at the same time with the old one.
  assert_token (source, TRUE, "access-2");
  cue_fake_clock_advance (world->fake, CUE_SECONDS (6));
  assert_token (source, TRUE, "access-3");

  // What was refused is not given out again because no other is to be had.
  cue_fake_clock_advance (world->fake, CUE_SECONDS (6));
  fake_identity_answer (world->identity, 503, "");
  assert_error (source, TRUE, CUE_ERROR_SERVER, "503");
  assert_token (source, FALSE, "access-3");
}

static void
test_sign_in_needed (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source =
    cue_token_source_new_renewed (world->clock, CUE_TOKEN_SOURCE_SIGN_IN, world->oauth, NULL);
  g_autoptr (JsonNode)
    node = json_from_string ("{\"access_token\":\"mine\",\"refresh_token\":\"refresh-me\"}", NULL);
  g_autoptr (CueOauthTokens) tokens = cue_oauth_tokens_new_from_json (node, NULL);

  assert_error (source, FALSE, CUE_ERROR_AUTH, "sign in first");
  g_assert_true (cue_token_source_needs_user (source));
  g_signal_connect (source, "refresh-token-changed", G_CALLBACK (on_kept), world);
  cue_token_source_take (source, tokens);
  g_assert_cmpstr (world->kept, ==, "refresh-me");
  assert_token (source, FALSE, "mine");
  g_assert_false (cue_token_source_needs_user (source));

  // Nobody said how long it lives, so the usual hour is taken.
  cue_fake_clock_advance (world->fake, CUE_SECONDS (3300));
  wait_for_requests (world, 1);
  assert_token (source, FALSE, "access-1");
}

static void
test_stopped (World *world, gconstpointer data)
{
  CueTokenSource *source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);
  Answer          answer;
  gint64          end = g_get_monotonic_time () + LIMIT;

  world->identity->rotates = TRUE;
  world->identity->hold = TRUE;
  begin (source, FALSE, &answer);
  while (world->identity->n_requests == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  cue_token_source_stop (source);
  wait (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);

  // The server has put another refresh token in the place of ours; it must not get lost.
  g_object_unref (source);
  fake_identity_release (world->identity);
  while (world->kept == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (world->kept, ==, "refresh-1");
  fake_identity_spin ();
  g_assert_cmpuint (cue_fake_clock_get_n_pending (world->fake), ==, 0);
}

static void
test_stopped_and_asked (World *world, gconstpointer data)
{
  g_autoptr (CueTokenSource) source = make_source (world, CUE_TOKEN_SOURCE_REFRESH_TOKEN);

  assert_token (source, FALSE, "access-1");
  cue_token_source_stop (source);
  cue_fake_clock_advance (world->fake, CUE_SECONDS (3000));
  assert_token (source, FALSE, "access-1");
  cue_fake_clock_advance (world->fake, CUE_SECONDS (300));
  wait_for_requests (world, 2);
}

static void
test_unsafe_address (World *world, gconstpointer data)
{
  g_autoptr (CueOauthClient)
    oauth = cue_oauth_client_new (world->http, "http://identity.example.com", "demo");
  g_autoptr (CueTokenSource) source =
    cue_token_source_new_renewed (world->clock, CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS, oauth, NULL);

  assert_error (source, FALSE, CUE_ERROR_INVALID_INPUT, "https");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world->trace)), ==, 0);
}

static void
test_list (World *world, gconstpointer data)
{
  g_autoptr (CueTokenList) list = cue_token_list_new ("one\r\n\n  Bearer two \nthree");
  g_autoptr (CueTokenList) twice = cue_token_list_new ("one\none\ntwo");
  g_autoptr (CueTokenList) empty = cue_token_list_new ("\n");

  g_assert_cmpuint (cue_token_list_get_length (list), ==, 3);
  g_assert_cmpstr (cue_token_list_peek (list, 1), ==, "two");
  assert_token (list, FALSE, "one");
  assert_token (list, TRUE, "two");
  assert_token (list, FALSE, "three");
  assert_token (list, TRUE, "three");
  assert_token (empty, FALSE, NULL);

  // What was refused is not tried at once, so its second line is for the next attempt.
  assert_token (twice, FALSE, "one");
  assert_token (twice, TRUE, "one");
  assert_token (twice, FALSE, "one");
  assert_token (twice, TRUE, "two");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, World, NULL, world_init, func, world_clear)
  ADD ("/token-source/pasted", test_pasted);
  ADD ("/token-source/single-flight", test_single_flight);
  ADD ("/token-source/credentials", test_credentials);
  ADD ("/token-source/renewed-ahead", test_renewed_ahead);
  ADD ("/token-source/suspended", test_suspended);
  ADD ("/token-source/refused", test_refused);
  ADD ("/token-source/refusals", test_refusals);
  ADD ("/token-source/passing-failure", test_passing_failure);
  ADD ("/token-source/rejected", test_rejected);
  ADD ("/token-source/sign-in-needed", test_sign_in_needed);
  ADD ("/token-source/stopped", test_stopped);
  ADD ("/token-source/stopped-and-asked", test_stopped_and_asked);
  ADD ("/token-source/unsafe-address", test_unsafe_address);
  ADD ("/token-source/list", test_list);

  return g_test_run ();
}
