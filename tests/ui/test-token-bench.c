// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feeds.h"
#include "ui-fixture.h"
#include "ui-keys.h"

#include "cue-jwt.h"
#include "cue-secret-text.h"
#include "cue-signing-key.h"
#include "cue-token-bench.h"
#include "cue-token-facts.h"
#include "cue-token-maker.h"

/* Tokens on the bench: what is said of them, and that nothing of them stays. */

typedef struct {
  UiFixture     *f;
  CueMonitor    *monitor;
  GtkWidget     *bench;
  CueSigningKey *key;
  char          *connection; /* its id */
} Bench;

static void
set_up (Bench *b, UiFixture *f)
{
  g_autofree char *pem = ui_feeds_make_key ();
  g_autoptr (GBytes) bytes = g_bytes_new (pem, strlen (pem));
  g_autoptr (GError) error = NULL;

  b->f = f;
  b->monitor = cue_event_session_get_monitor (ui_fixture_add_event (f, "Keynote"));
  b->key = cue_signing_key_new_from_pem (bytes, &error);
  g_assert_no_error (error);
  b->connection = ui_feeds_add_connection (f, b->monitor, "http://127.0.0.1:1", pem);
  b->bench = g_object_new (CUE_TYPE_TOKEN_BENCH, NULL);
  cue_token_bench_set_event (CUE_TOKEN_BENCH (b->bench), b->monitor, f->secrets);
  ui_fixture_show (f, b->bench, 1000, 700);
}

static void
tear_down (Bench *b)
{
  cue_signing_key_unref (b->key);
  g_free (b->connection);
}

static char *
sign (Bench *b, const char *claims)
{
  g_autoptr (GBytes) payload = g_bytes_new (claims, strlen (claims));
  g_autoptr (GError) error = NULL;
  char *token = cue_signing_key_sign (b->key, "JWT", payload, &error);

  g_assert_no_error (error);
  return token;
}

static CueTokenState
get_state (Bench *b)
{
  return cue_token_facts_get_state (
    CUE_TOKEN_FACTS (ui_find_type (b->bench, CUE_TYPE_TOKEN_FACTS)));
}

static gboolean
is_verified (gpointer bench)
{
  return get_state (bench) == CUE_TOKEN_VERIFIED;
}

static gboolean
is_failed (gpointer bench)
{
  return get_state (bench) == CUE_TOKEN_FAILED;
}

static void
show (Bench *b, const char *claims)
{
  g_autoptr (CueSecretText) token = sign (b, claims);

  cue_token_bench_set_token (CUE_TOKEN_BENCH (b->bench), token);
}

static char *
make_claims (gint64 life_s)
{
  gint64 now_s = UI_WALL_S;

  return g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT ",\"exp\":%" G_GINT64_FORMAT
                          ",\"my-app-events\":true}",
                          now_s - 3600,
                          now_s + life_s);
}

/* Without a key nothing is believed; with it, it is; and when its time is over, it fails. */
static void
test_life (UiFixture *f, gconstpointer data)
{
  Bench            b = { 0 };
  g_autofree char *claims = make_claims (60);

  set_up (&b, f);
  g_assert_true (ui_shows (b.bench, "No Token"));
  show (&b, claims);
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_NOT_CHECKED);
  g_assert_true (ui_shows (b.bench, "Not checked"));
  g_assert_true (ui_shows (b.bench, "Opens the feed “my-app-events”"));

  g_assert_true (cue_token_bench_choose_key (CUE_TOKEN_BENCH (b.bench), b.connection));
  fake_engine_wait (is_verified, &b);
  g_assert_true (ui_shows (b.bench, "Verified"));

  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), UI_SECONDS (61));
  fake_engine_wait (is_failed, &b);
  g_assert_true (ui_shows (b.bench, "Failed"));
  tear_down (&b);
}

/* As it is copied from a command or a log. */
static void
test_wrapped (UiFixture *f, gconstpointer data)
{
  Bench            b = { 0 };
  g_autofree char *claims = make_claims (60);
  g_autofree char *pasted = NULL;
  g_autoptr (CueSecretText) token = NULL;

  set_up (&b, f);
  token = sign (&b, claims);
  pasted = g_strconcat ("Bearer ", token, "\n", NULL);
  cue_token_bench_choose_key (CUE_TOKEN_BENCH (b.bench), b.connection);
  cue_token_bench_set_token (CUE_TOKEN_BENCH (b.bench), pasted);
  fake_engine_wait (is_verified, &b);
  tear_down (&b);
}

/* What was expected of it is held against it; a key fixes the algorithm. */
static void
test_expected (UiFixture *f, gconstpointer data)
{
  static const char *const fields[] = { "Expected _Feed", "Expected _Audience (aud)" };
  Bench                    b = { 0 };
  g_autofree char         *claims = make_claims (60);

  set_up (&b, f);
  cue_token_bench_choose_key (CUE_TOKEN_BENCH (b.bench), b.connection);
  show (&b, claims);
  fake_engine_wait (is_verified, &b);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    GtkWidget *field = ui_feeds_find_row (b.bench, fields[i]);

    gtk_editable_set_text (GTK_EDITABLE (field), "audience-app");
    g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_FAILED);
    gtk_editable_set_text (GTK_EDITABLE (field), "");
    g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_VERIFIED);
  }

  g_assert_false (gtk_widget_get_sensitive (ui_feeds_find_row (b.bench, "Algo_rithm")));
  tear_down (&b);
}

#define SECRET \
  "a-secret-of-the-event-that-is-long-enough-for-hs512-0123456789-0123456789-0123456789"

static char *
sign_hs512 (const char *secret, gint64 life_s)
{
  CueJwtClaims claims = { .iss = "demo-site", .aud = "demo-service", .exp_s = UI_WALL_S + life_s };
  g_autoptr (GError) error = NULL;
  char *token = cue_jwt_sign_hs512 (secret, strlen (secret), &claims, &error);

  g_assert_no_error (error);
  return token;
}

static void
keep_secret (Bench *b, const char *text)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (text, strlen (text));

  cue_secret_store_keep (b->f->secrets,
                         cue_profile_get_id (cue_monitor_get_profile (b->monitor)),
                         CUE_SECRET_KIND_ENGINE,
                         secret);
}

static void
choose_event_secret (Bench *b)
{
  cue_token_bench_set_event (CUE_TOKEN_BENCH (b->bench), NULL, NULL);
  cue_token_bench_set_event (CUE_TOKEN_BENCH (b->bench), b->monitor, b->f->secrets);
  g_assert_true (cue_token_bench_choose_key (CUE_TOKEN_BENCH (b->bench), NULL));
}

/* With the secret of the event: its own token, one of somebody else, one whose time is over, and
 * one that is signed in another way. */
static void
test_event_secret (UiFixture *f, gconstpointer data)
{
  Bench            b = { 0 };
  g_autofree char *claims = make_claims (60);
  g_autoptr (CueSecretText) own = sign_hs512 (SECRET, 60);
  g_autoptr (CueSecretText) foreign = sign_hs512 (SECRET "x", 60);
  g_autoptr (CueSecretText) old = sign_hs512 (SECRET, -3600);
  CueProfile *profile;

  set_up (&b, f);
  profile = cue_monitor_get_profile (b.monitor);
  g_assert_false (cue_token_bench_choose_key (CUE_TOKEN_BENCH (b.bench), NULL));
  cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_API_KEY);
  cue_profile_set_secret_is_base64 (profile, FALSE);
  keep_secret (&b, SECRET);
  choose_event_secret (&b);
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (ui_feeds_find_row (b.bench, "Expected _Audience (aud)"))),
                   ==,
                   "demo-service");

  cue_token_bench_set_token (CUE_TOKEN_BENCH (b.bench), own);
  fake_engine_wait (is_verified, &b);
  g_assert_true (ui_shows (b.bench, "Verified"));

  cue_token_bench_set_token (CUE_TOKEN_BENCH (b.bench), foreign);
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_FAILED);
  g_assert_true (ui_shows (b.bench, "Failed"));
  cue_token_bench_set_token (CUE_TOKEN_BENCH (b.bench), old);
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_FAILED);
  show (&b, claims);
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_FAILED);

  /* As many keep it. */
  {
    g_autofree char *encoded = g_base64_encode ((const guchar *) SECRET, strlen (SECRET));

    cue_profile_set_secret_is_base64 (profile, TRUE);
    keep_secret (&b, encoded);
    choose_event_secret (&b);
    cue_token_bench_set_token (CUE_TOKEN_BENCH (b.bench), own);
    fake_engine_wait (is_verified, &b);
  }

  tear_down (&b);
}

static gboolean
says_no_secret (gpointer b)
{
  return ui_shows (((Bench *) b)->bench, "Error: No secret is kept for the event “Keynote”.");
}

/* Without it nothing is believed, and it is said why. */
static void
test_no_secret (UiFixture *f, gconstpointer data)
{
  Bench b = { 0 };
  g_autoptr (CueSecretText) own = sign_hs512 (SECRET, 60);

  set_up (&b, f);
  cue_profile_set_source_kind (cue_monitor_get_profile (b.monitor), CUE_PROFILE_SOURCE_API_KEY);
  choose_event_secret (&b);
  cue_token_bench_set_token (CUE_TOKEN_BENCH (b.bench), own);
  fake_engine_wait (says_no_secret, &b);
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_NOT_CHECKED);
  tear_down (&b);
}

/* All of it without a mouse, with and without a token. */
static void
test_keyboard (UiFixture *f, gconstpointer data)
{
  Bench            b = { 0 };
  g_autofree char *claims = make_claims (60);

  set_up (&b, f);
  ui_settle (f->window);
  ui_check_walk (f->window);
  show (&b, claims);
  ui_settle (f->window);
  ui_check_walk (f->window);
  tear_down (&b);
}

/* A key from a file, and what is none. */
static void
test_key_file (UiFixture *f, gconstpointer data)
{
  Bench            b = { 0 };
  g_autofree char *claims = make_claims (60);
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GBytes) cut = g_bytes_new_static ("-----BEGIN PUBLIC KEY-----\nAAAA\n", 32);

  set_up (&b, f);
  show (&b, claims);
  cue_token_bench_take_key (CUE_TOKEN_BENCH (b.bench), cut);
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_NOT_CHECKED);
  pem = g_bytes_new (cue_signing_key_get_public_pem (b.key),
                     strlen (cue_signing_key_get_public_pem (b.key)));
  cue_token_bench_take_key (CUE_TOKEN_BENCH (b.bench), pem);
  fake_engine_wait (is_verified, &b);
  tear_down (&b);
}

/* Whoever comes to the screen later finds nothing, not even by undoing. */
static void
test_left (UiFixture *f, gconstpointer data)
{
  Bench            b = { 0 };
  g_autofree char *claims = make_claims (60);
  GtkWidget       *text;
  GtkTextBuffer   *buffer;

  set_up (&b, f);
  show (&b, claims);
  text = ui_find_type (b.bench, GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), >, 0);
  gtk_widget_set_visible (b.bench, FALSE);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  gtk_widget_set_visible (b.bench, TRUE);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  g_assert_true (ui_shows (b.bench, "No Token"));
  tear_down (&b);
}

/* Signed events may have a megabyte, of which a screen shows a little. */
static void
test_large (UiFixture *f, gconstpointer data)
{
  Bench b = { 0 };
  g_autoptr (GString) claims = g_string_new ("[");
  GtkTextBuffer *buffer;

  set_up (&b, f);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (claims,
                            "%s{\"eventType\":\"demo\",\"eventId\":\"%u\"}",
                            i ? "," : "",
                            i);

  g_string_append_c (claims, ']');
  cue_token_bench_choose_key (CUE_TOKEN_BENCH (b.bench), b.connection);
  show (&b, claims->str);
  fake_engine_wait (is_verified, &b);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find_type (b.bench, GTK_TYPE_TEXT_VIEW)));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <=, 2000);
  g_assert_true (gtk_widget_activate_action (b.bench, "bench.clear", NULL));
  g_assert_cmpint (get_state (&b), ==, CUE_TOKEN_NOT_CHECKED);
  tear_down (&b);
}

/* A token that is made is verified at once, and lives as long as was said. */
static void
test_make (UiFixture *f, gconstpointer data)
{
  Bench      b = { 0 };
  GtkWidget *maker;

  set_up (&b, f);
  maker = ui_find_type (b.bench, CUE_TYPE_TOKEN_MAKER);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     ui_feeds_find_row (maker, "F_eed (event source ID, or * for all)"))),
                   ==,
                   "my-app-events");
  g_assert_true (gtk_widget_activate_action (maker, "token.make", NULL));
  fake_engine_wait (is_verified, &b);
  g_assert_true (ui_shows (maker, "Copied. It lives 1 min."));
  g_assert_true (ui_shows (b.bench, "Opens the feed “my-app-events”"));
  tear_down (&b);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/token-bench/life", test_life },
    { "/token-bench/wrapped", test_wrapped },
    { "/token-bench/expected", test_expected },
    { "/token-bench/key-file", test_key_file },
    { "/token-bench/left", test_left },
    { "/token-bench/large", test_large },
    { "/token-bench/make", test_make },
    { "/token-bench/event-secret", test_event_secret },
    { "/token-bench/no-secret", test_no_secret },
    { "/token-bench/keyboard", test_keyboard },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
