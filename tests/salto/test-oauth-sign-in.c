// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-oauth-sign-in.h"
#include "cue-time.h"
#include "fake-identity.h"

#define LIMIT (60 * G_USEC_PER_SEC)

typedef struct {
  CueClock       *clock;
  CueHttpClient  *http;
  CueTrace       *trace;
  CueOauthClient *oauth;
  CueOauthSignIn *sign_in;
  FakeIdentity   *identity;
  GHashTable     *query; // of the page to open
  SoupSession    *browser;
  CueOauthTokens *tokens;
  GError         *error;
  gboolean        done;
} World;

static void
world_init (World *world, gconstpointer data)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *url;

  world->clock = cue_fake_clock_new (CUE_SECONDS (1795161600), CUE_SECONDS (1000));
  world->trace = cue_trace_new ();
  world->http = cue_http_client_new (world->clock, world->trace, redactor);
  world->identity = fake_identity_new ();
  world->identity->rotates = TRUE;
  world->oauth = cue_oauth_client_new (world->http, world->identity->url, "demo");
  world->sign_in = cue_oauth_sign_in_new (world->oauth, world->clock);
  world->browser = soup_session_new ();
  url = cue_oauth_sign_in_begin (world->sign_in, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (url, world->identity->url));
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_assert_cmpstr (g_uri_get_path (uri), ==, "/connect/authorize");
  world->query = soup_form_decode (g_uri_get_query (uri));
}

static void
world_clear (World *world, gconstpointer data)
{
  g_clear_object (&world->sign_in);
  g_clear_object (&world->oauth);
  g_clear_object (&world->http);
  g_clear_object (&world->trace);
  g_clear_object (&world->browser);
  g_clear_pointer (&world->identity, fake_identity_free);
  g_clear_pointer (&world->query, g_hash_table_unref);
  g_clear_pointer (&world->tokens, cue_oauth_tokens_unref);
  g_clear_error (&world->error);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world->clock)), ==, 0);
  g_clear_object (&world->clock);
}

static const char *
get (World *world, const char *name)
{
  return g_hash_table_lookup (world->query, name);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;

  world->tokens = cue_oauth_sign_in_wait_finish (CUE_OAUTH_SIGN_IN (source), result, &world->error);
  world->done = TRUE;
}

static void
begin_waiting (World *world, GCancellable *cancellable)
{
  cue_oauth_sign_in_wait_async (world->sign_in, cancellable, on_signed_in, world);
}

static void
wait (World *world)
{
  gint64 end = g_get_monotonic_time () + LIMIT;

  while (!world->done && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (world->done);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

// What a browser would get; the status is 0 when nothing listens any more.
static char *
browse (World *world, const char *method, const char *tail, guint *status)
{
  g_autofree char *redirect = g_strdup (get (world, "redirect_uri"));
  g_autofree char *url = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  if (*tail == '/')
    redirect[strlen (redirect) - strlen ("/callback")] = '\0';
  url = g_strconcat (redirect, tail, NULL);
  message = soup_message_new (method, url);
  soup_session_send_and_read_async (world->browser, message, 0, NULL, on_page, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  body = soup_session_send_and_read_finish (world->browser, result, NULL);
  *status = soup_message_get_status (message);
  if (body == NULL)
    *status = 0;
  if (*status == 200) {
    SoupMessageHeaders *headers = soup_message_get_response_headers (message);

    g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
    g_assert_cmpstr (soup_message_headers_get_one (headers, "Referrer-Policy"), ==, "no-referrer");
    g_assert_cmpstr (soup_message_headers_get_one (headers, "Content-Security-Policy"),
                     ==,
                     "default-src 'none'");
  }
  return body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : NULL;
}

static void
assert_gone (World *world)
{
  g_autofree char *page = NULL;
  guint            status;

  fake_identity_spin ();
  page = browse (world, "GET", "", &status);
  g_assert_cmpuint (status, ==, 0);
}

static char *
make_tail (World *world)
{
  return g_strdup_printf ("?code=the-code&state=%s", get (world, "state"));
}

static void
test_page (World *world, gconstpointer data)
{
  g_assert_cmpstr (get (world, "response_type"), ==, "code");
  g_assert_cmpstr (get (world, "client_id"), ==, "demo");
  g_assert_cmpstr (get (world, "scope"), ==, "user_api.full_access offline_access");
  g_assert_cmpstr (get (world, "code_challenge_method"), ==, "S256");
  g_assert_cmpuint (strlen (get (world, "code_challenge")), ==, 43);
  g_assert_cmpuint (strlen (get (world, "state")), ==, 43);
  g_assert_true (g_str_has_prefix (get (world, "redirect_uri"), "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (get (world, "redirect_uri"), "/callback"));
}

static void
test_signed_in (World *world, gconstpointer data)
{
  g_autofree char *tail = make_tail (world);
  g_autofree char *page = NULL;
  g_autofree char *verifier = NULL;
  g_autofree char *code = NULL;
  g_autofree char *redirect = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (CueExchange) exchange = NULL;
  g_autofree char *text = NULL;
  guint8           bytes[32];
  gsize            length = sizeof bytes;
  guint            status;

  begin_waiting (world, NULL);
  page = browse (world, "GET", tail, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (page, "You can close this page"));
  wait (world);
  g_assert_no_error (world->error);
  g_assert_cmpstr (cue_oauth_tokens_get_access_token (world->tokens), ==, "access-1");
  g_assert_cmpstr (cue_oauth_tokens_get_refresh_token (world->tokens), ==, "refresh-1");

  code = fake_identity_get_field (world->identity, "code");
  redirect = fake_identity_get_field (world->identity, "redirect_uri");
  verifier = fake_identity_get_field (world->identity, "code_verifier");
  g_assert_cmpstr (code, ==, "the-code");
  g_assert_cmpstr (redirect, ==, get (world, "redirect_uri"));
  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, bytes, &length);
  digest = g_base64_encode (bytes, length);
  g_strdelimit (digest, "+", '-');
  g_strdelimit (digest, "/", '_');
  digest[strcspn (digest, "=")] = '\0';
  g_assert_cmpstr (digest, ==, get (world, "code_challenge"));

  exchange = g_list_model_get_item (G_LIST_MODEL (world->trace), 0);
  text = cue_exchange_to_text (exchange);
  g_assert_null (strstr (text, verifier));
  g_assert_null (strstr (text, "the-code"));
  assert_gone (world);
}

static void
test_before_waiting (World *world, gconstpointer data)
{
  g_autofree char *tail = make_tail (world);
  g_autofree char *page = NULL;
  guint            status;

  page = browse (world, "GET", tail, &status);
  g_assert_cmpuint (status, ==, 200);
  fake_identity_spin ();
  begin_waiting (world, NULL);
  wait (world);
  g_assert_no_error (world->error);
  g_assert_nonnull (world->tokens);
}

static void
test_strangers (World *world, gconstpointer data)
{
  g_autofree char *wrong = g_strdup_printf ("?code=x&state=%s", get (world, "code_challenge"));
  g_autofree char *bare = g_strdup_printf ("?state=%s", get (world, "state"));
  g_autofree char *tail = make_tail (world);
  const char *tails[] = { "", "?code=x", "?code=x&state=", "?error=access_denied", wrong, bare };
  g_autofree char *other = NULL;
  g_autofree char *post = NULL;
  g_autofree char *page = NULL;
  guint            status;

  begin_waiting (world, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++) {
    g_autofree char *answer = browse (world, "GET", tails[i], &status);

    g_assert_cmpuint (status, ==, 400);
  }
  other = browse (world, "GET", "/favicon.ico", &status);
  g_assert_cmpuint (status, ==, 404);
  post = browse (world, "POST", tail, &status);
  g_assert_cmpuint (status, ==, 404);
  g_assert_false (world->done);
  g_assert_cmpuint (world->identity->n_requests, ==, 0);

  page = browse (world, "GET", tail, &status);
  g_assert_cmpuint (status, ==, 200);
  wait (world);
  g_assert_no_error (world->error);
}

static void
test_refused (World *world, gconstpointer data)
{
  g_autofree char *tail =
    g_strdup_printf ("?error=access_denied&error_description=%%3Cb%%3Eno%%07&state=%s",
                     get (world, "state"));
  g_autofree char *page = NULL;
  guint            status;

  begin_waiting (world, NULL);
  page = browse (world, "GET", tail, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (page, "&lt;b&gt;no␇"));
  wait (world);
  g_assert_error (world->error, CUE_ERROR, CUE_ERROR_AUTH);
  g_assert_nonnull (strstr (world->error->message, "<b>no␇"));
  g_assert_cmpuint (world->identity->n_requests, ==, 0);
  assert_gone (world);
}

static void
test_not_redeemed (World *world, gconstpointer data)
{
  g_autofree char *tail = make_tail (world);
  g_autofree char *page = NULL;
  guint            status;

  fake_identity_answer (world->identity, 400, "{\"error\":\"invalid_grant\"}");
  begin_waiting (world, NULL);
  page = browse (world, "GET", tail, &status);
  wait (world);
  g_assert_error (world->error, CUE_ERROR, CUE_ERROR_AUTH);
}

static void
test_nobody_comes (World *world, gconstpointer data)
{
  begin_waiting (world, NULL);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), CUE_SECONDS (5 * 60));
  wait (world);
  g_assert_error (world->error, CUE_ERROR, CUE_ERROR_TIMEOUT);
  assert_gone (world);
}

static void
test_given_up (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  begin_waiting (world, cancellable);
  g_cancellable_cancel (cancellable);
  wait (world);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_gone (world);
}

static void
test_given_up_late (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *tail = make_tail (world);
  g_autofree char *page = NULL;
  gint64           end = g_get_monotonic_time () + LIMIT;
  guint            status;

  world->identity->hold = TRUE;
  begin_waiting (world, cancellable);
  page = browse (world, "GET", tail, &status);
  while (world->identity->n_requests == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world->identity->n_requests, ==, 1);
  g_cancellable_cancel (cancellable);
  wait (world);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_identity_release (world->identity);
  fake_identity_spin ();
}

static void
test_dropped (World *world, gconstpointer data)
{
  g_clear_object (&world->sign_in);
  assert_gone (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, World, NULL, world_init, func, world_clear)
  ADD ("/sign-in/page", test_page);
  ADD ("/sign-in/signed-in", test_signed_in);
  ADD ("/sign-in/before-waiting", test_before_waiting);
  ADD ("/sign-in/strangers", test_strangers);
  ADD ("/sign-in/refused", test_refused);
  ADD ("/sign-in/not-redeemed", test_not_redeemed);
  ADD ("/sign-in/nobody-comes", test_nobody_comes);
  ADD ("/sign-in/given-up", test_given_up);
  ADD ("/sign-in/given-up-late", test_given_up_late);
  ADD ("/sign-in/dropped", test_dropped);

  return g_test_run ();
}
