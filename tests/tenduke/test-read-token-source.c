// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-jws.h"
#include "cue-read-token-source.h"
#include "cue-time.h"

#define NOW_S 1792000000

typedef struct {
  CueClock           *clock;
  CueReadTokenSource *source;
} World;

static CueSigningKey *keys[2];

static CueSigningKey *
make_key (void)
{
  EVP_PKEY *pkey = EVP_RSA_gen (2048);
  BIO      *bio = BIO_new (BIO_s_mem ());
  char     *data = NULL;
  long      size;
  g_autoptr (GBytes) pem = NULL;

  g_assert_cmpint (PEM_write_bio_PKCS8PrivateKey (bio, pkey, NULL, NULL, 0, NULL, NULL), ==, 1);
  size = BIO_get_mem_data (bio, &data);
  pem = g_bytes_new (data, (gsize) size);
  BIO_free_all (bio);
  EVP_PKEY_free (pkey);
  return cue_signing_key_new_from_pem (pem, NULL);
}

static void
world_set_up (World *world)
{
  // Not at the beginning of a second.
  world->clock = cue_fake_clock_new (CUE_SECONDS (NOW_S) + 700000, 0);
  world->source = cue_read_token_source_new (world->clock, keys[0]);
}

static void
world_tear_down (World *world)
{
  g_assert_finalize_object (world->source);
  g_assert_finalize_object (CUE_FAKE_CLOCK (world->clock));
}

static char *
make (World *world, const char *feed)
{
  g_autoptr (GError) error = NULL;
  char *token = cue_read_token_source_make_token (world->source, feed, NULL, &error);

  g_assert_no_error (error);
  return token;
}

// What it says, and whether the key signed it.
static void
assert_token (const char *token, CueSigningKey *key, const char *payload)
{
  const char *pem = cue_signing_key_get_public_pem (key);
  g_autoptr (GBytes) bytes = g_bytes_new_static (pem, strlen (pem));
  g_autoptr (CueVerifyKey) public = cue_verify_key_new_rs256 (bytes, NULL);
  g_autoptr (CueJws) jws = cue_jws_new (token, -1);

  g_assert_cmpint (cue_jws_verify (jws, public), ==, CUE_JWS_FAULT_NONE);
  g_assert_cmpmem (g_bytes_get_data (cue_jws_get_payload (jws), NULL),
                   g_bytes_get_size (cue_jws_get_payload (jws)),
                   payload,
                   strlen (payload));
}

static void
test_claims (void)
{
  World            world;
  gint64           expiry = 0;
  g_autofree char *token = NULL;
  g_autofree char *odd = NULL;
  g_autofree char *all = NULL;

  world_set_up (&world);
  token = cue_read_token_source_make_token (world.source, "my-app-events", &expiry, NULL);
  assert_token (token, keys[0], "{\"iat\":1792000000,\"exp\":1792000060,\"my-app-events\":true}");
  g_assert_cmpint (expiry, ==, CUE_SECONDS (NOW_S + 60));
  odd = make (&world, "a \"b\" é/\\");
  assert_token (odd,
                keys[0],
                "{\"iat\":1792000000,\"exp\":1792000060,\"a \\\"b\\\" é/\\\\\":true}");
  cue_read_token_source_set_wildcard (world.source, TRUE);
  cue_read_token_source_set_life_s (world.source, 3600);
  all = make (&world, "my-app-events");
  assert_token (all, keys[0], "{\"iat\":1792000000,\"exp\":1792003600,\"*\":true}");
  world_tear_down (&world);
}

static void
assert_kept (World *world, const char *feed, const char *token, gboolean kept)
{
  g_autofree char *again = make (world, feed);

  g_assert_cmpint (g_str_equal (again, token), ==, kept);
}

static void
test_reuse (void)
{
  World            world;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  world_set_up (&world);
  first = make (&world, "a");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), CUE_SECONDS (49));
  assert_kept (&world, "a", first, TRUE);
  assert_kept (&world, "b", first, FALSE);
  // 49.7 s are over; ten before the end is at 50.
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 299999);
  assert_kept (&world, "a", first, TRUE);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 1);
  assert_kept (&world, "a", first, FALSE);

  // A clock that was set back: what was made “later” is not used.
  second = make (&world, "a");
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (world.clock), -CUE_SECONDS (600));
  assert_kept (&world, "a", second, FALSE);
  third = make (&world, "a");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), CUE_SECONDS (1));
  assert_kept (&world, "a", third, TRUE);
  cue_read_token_source_forget (world.source);
  assert_kept (&world, "a", third, FALSE);
  world_tear_down (&world);
}

static void
test_per_request (void)
{
  World            world;
  g_autofree char *first = NULL;

  world_set_up (&world);
  cue_read_token_source_set_reuse (world.source, FALSE);
  first = make (&world, "a");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), CUE_SECONDS (1));
  assert_kept (&world, "a", first, FALSE);
  world_tear_down (&world);
}

// A token of an earlier key, life or right is none of the new one.
static void
test_changes (void)
{
  World            world;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GError) error = NULL;

  world_set_up (&world);
  first = make (&world, "a");
  cue_read_token_source_set_key (world.source, keys[1]);
  second = make (&world, "a");
  g_assert_cmpstr (first, !=, second);
  assert_token (second, keys[1], "{\"iat\":1792000000,\"exp\":1792000060,\"a\":true}");

  cue_read_token_source_set_life_s (world.source, 90);
  third = make (&world, "a");
  assert_token (third, keys[1], "{\"iat\":1792000000,\"exp\":1792000090,\"a\":true}");

  cue_read_token_source_set_life_s (world.source, 1);
  g_assert_cmpuint (cue_read_token_source_get_life_s (world.source), ==, 30);
  cue_read_token_source_set_life_s (world.source, 100 * 3600);
  g_assert_cmpuint (cue_read_token_source_get_life_s (world.source), ==, 24 * 3600);

  cue_read_token_source_set_key (world.source, NULL);
  g_assert_null (cue_read_token_source_make_token (world.source, "a", NULL, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  world_tear_down (&world);
}

static void
test_many_feeds (void)
{
  World world;

  world_set_up (&world);
  for (int i = 0; i < 150; i++) {
    g_autofree char *feed = g_strdup_printf ("feed-%d", i);
    g_autofree char *token = make (&world, feed);

    assert_kept (&world, feed, token, TRUE);
  }
  world_tear_down (&world);
}

static void
on_notify (CueReadTokenSource *source, GParamSpec *pspec, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
test_notify (void)
{
  World world;
  guint n = 0;

  world_set_up (&world);
  g_signal_connect (world.source, "notify", G_CALLBACK (on_notify), &n);
  cue_read_token_source_set_key (world.source, keys[0]);
  cue_read_token_source_set_life_s (world.source, 60);
  cue_read_token_source_set_wildcard (world.source, FALSE);
  cue_read_token_source_set_reuse (world.source, TRUE);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (world.source,
                "key",
                keys[1],
                "life-s",
                120,
                "wildcard",
                TRUE,
                "reuse",
                FALSE,
                NULL);
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (cue_read_token_source_get_key (world.source) == keys[1]);
  g_assert_true (cue_read_token_source_get_wildcard (world.source));
  g_assert_false (cue_read_token_source_get_reuse (world.source));
  world_tear_down (&world);
}

static void
test_feed_rules (void)
{
  static const struct {
    const char *feed;
    gboolean    wildcard;
    int         severity; // −1: nothing is said
    const char *part;
  } cases[] = {
    { "my-app-events", FALSE, -1, NULL },
    { NULL, FALSE, CUE_SEVERITY_ERROR, "empty" },
    { "", FALSE, CUE_SEVERITY_ERROR, "empty" },
    { " \t", FALSE, CUE_SEVERITY_ERROR, "empty" },
    { "\xff", FALSE, CUE_SEVERITY_ERROR, "UTF-8" },
    { "exp", FALSE, CUE_SEVERITY_ERROR, "“exp” is a word of tokens" },
    { "iat", FALSE, CUE_SEVERITY_ERROR, "“iat”" },
    { "nbf", FALSE, CUE_SEVERITY_ERROR, "“nbf”" },
    { "iss", FALSE, CUE_SEVERITY_ERROR, "“iss”" },
    { "sub", FALSE, CUE_SEVERITY_ERROR, "“sub”" },
    { "aud", FALSE, CUE_SEVERITY_ERROR, "“aud”" },
    { "jti", FALSE, CUE_SEVERITY_ERROR, "“jti”" },
    { "EXP", FALSE, -1, NULL },
    { "exp", TRUE, CUE_SEVERITY_WARNING, "“exp”" },
    { "*", FALSE, CUE_SEVERITY_ERROR, "no feed" },
    { "user/1", FALSE, CUE_SEVERITY_WARNING, "“/”" },
    { "{my-app-events}", FALSE, CUE_SEVERITY_WARNING, "braces" },
    { "my-app-events ", FALSE, CUE_SEVERITY_WARNING, "blank" },
    { "my-app-events", TRUE, CUE_SEVERITY_WARNING, "every feed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();
    const CueDiagnostic *last;

    cue_read_token_check_feed (cases[i].feed, cases[i].wildcard, found);
    if (cases[i].severity < 0) {
      g_assert_cmpuint (found->len, ==, 0);
      continue;
    }
    g_assert_cmpuint (found->len, >, 0);
    last = g_ptr_array_index (found, found->len - 1);
    g_assert_cmpint (cue_diagnostic_get_severity (last), ==, cases[i].severity);
    if (strstr (cue_diagnostic_get_message (last), cases[i].part) == NULL)
      g_error ("%s: %s", cases[i].feed, cue_diagnostic_get_message (last));
  }
}

static void
test_life_rules (void)
{
  static const struct {
    guint life_s;
    int   severity;
  } cases[] = {
    { 0, CUE_SEVERITY_ERROR },
    { 29, CUE_SEVERITY_ERROR },
    { 30, -1 },
    { 60, -1 },
    { 3600, -1 },
    { 3601, CUE_SEVERITY_WARNING },
    { 86400, CUE_SEVERITY_WARNING },
    { 86401, CUE_SEVERITY_ERROR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();

    cue_read_token_check_life (cases[i].life_s, found);
    g_assert_cmpuint (found->len, ==, cases[i].severity < 0 ? 0 : 1);
    if (found->len > 0)
      g_assert_cmpint (cue_diagnostic_get_severity (g_ptr_array_index (found, 0)),
                       ==,
                       cases[i].severity);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  keys[0] = make_key ();
  keys[1] = make_key ();
  g_test_add_func ("/read-token-source/claims", test_claims);
  g_test_add_func ("/read-token-source/reuse", test_reuse);
  g_test_add_func ("/read-token-source/per-request", test_per_request);
  g_test_add_func ("/read-token-source/changes", test_changes);
  g_test_add_func ("/read-token-source/many-feeds", test_many_feeds);
  g_test_add_func ("/read-token-source/notify", test_notify);
  g_test_add_func ("/read-token-source/feed-rules", test_feed_rules);
  g_test_add_func ("/read-token-source/life-rules", test_life_rules);

  status = g_test_run ();
  cue_signing_key_unref (keys[0]);
  cue_signing_key_unref (keys[1]);
  return status;
}
