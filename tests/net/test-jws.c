// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cue-base64url.h"
#include "cue-token-verdict.h"

// Tokens made by the command line of OpenSSL (jws/make-vectors), and what is to be said of each.

#define NOW CUE_SECONDS (1792000030)

typedef enum {
  PUBLIC,
  SECRET,
} KeyKind;

typedef struct {
  const char *name;
  KeyKind     key;
  CueJwsFault fault;
} Vector;

// Those of a read token, where the name of the vector says nothing else.
static const Vector vectors[] = {
  { "good", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-typ", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-kid", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-wildcard", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-fraction", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-audience", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-event", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-array", PUBLIC, CUE_JWS_FAULT_NONE },
  { "good-hs512", SECRET, CUE_JWS_FAULT_NONE },

  { "none", PUBLIC, CUE_JWS_FAULT_ALGORITHM_NONE },
  { "none", SECRET, CUE_JWS_FAULT_ALGORITHM_NONE },
  { "none-case", PUBLIC, CUE_JWS_FAULT_ALGORITHM_NONE },
  { "none-signed", PUBLIC, CUE_JWS_FAULT_ALGORITHM_NONE },
  { "stripped", PUBLIC, CUE_JWS_FAULT_NO_SIGNATURE },
  { "stripped", SECRET, CUE_JWS_FAULT_NO_SIGNATURE },
  { "two-parts", PUBLIC, CUE_JWS_FAULT_NOT_COMPACT },
  { "five-parts", PUBLIC, CUE_JWS_FAULT_ENCRYPTED },
  { "json-form", PUBLIC, CUE_JWS_FAULT_JSON_FORM },
  { "words", PUBLIC, CUE_JWS_FAULT_NOT_COMPACT },

  { "hs256-public", PUBLIC, CUE_JWS_FAULT_ALGORITHM_CONFUSED },
  { "hs512-public", PUBLIC, CUE_JWS_FAULT_ALGORITHM_CONFUSED },
  { "hs512-public", SECRET, CUE_JWS_FAULT_SIGNATURE_WRONG },
  { "good-hs512", PUBLIC, CUE_JWS_FAULT_ALGORITHM_CONFUSED },
  { "rs384", PUBLIC, CUE_JWS_FAULT_ALGORITHM_OTHER },
  { "rs512", PUBLIC, CUE_JWS_FAULT_ALGORITHM_OTHER },
  { "rs512-says-rs256", PUBLIC, CUE_JWS_FAULT_SIGNATURE_HASH },
  { "ps256", PUBLIC, CUE_JWS_FAULT_ALGORITHM_OTHER },
  { "ps256-says-rs256", PUBLIC, CUE_JWS_FAULT_SIGNATURE_WRONG },
  { "es256", PUBLIC, CUE_JWS_FAULT_ALGORITHM_OTHER },
  { "lower-case", PUBLIC, CUE_JWS_FAULT_ALGORITHM_OTHER },
  { "hs256-secret", SECRET, CUE_JWS_FAULT_ALGORITHM_OTHER },
  { "good", SECRET, CUE_JWS_FAULT_ALGORITHM_OTHER },

  { "swapped-header", PUBLIC, CUE_JWS_FAULT_HEADER_SWAPPED },
  { "swapped-header-hs512", PUBLIC, CUE_JWS_FAULT_ALGORITHM_CONFUSED },
  { "swapped-header-hs512", SECRET, CUE_JWS_FAULT_SIGNATURE_LENGTH },
  { "changed-payload", PUBLIC, CUE_JWS_FAULT_CONTENT_CHANGED },
  { "cut-signature", PUBLIC, CUE_JWS_FAULT_SIGNATURE_LENGTH },
  { "tripled-signature", PUBLIC, CUE_JWS_FAULT_SIGNATURE_LENGTH },
  { "zero-signature", PUBLIC, CUE_JWS_FAULT_SIGNATURE_WRONG },
  { "padded", PUBLIC, CUE_JWS_FAULT_BASE64 },
  { "plain-base64", PUBLIC, CUE_JWS_FAULT_BASE64 },
  { "blank-inside", PUBLIC, CUE_JWS_FAULT_BASE64 },
  { "left-over-bits", PUBLIC, CUE_JWS_FAULT_BASE64 },
  { "bad-header", PUBLIC, CUE_JWS_FAULT_BASE64 },

  { "other-key", PUBLIC, CUE_JWS_FAULT_SIGNATURE_WRONG },
  { "longer-key", PUBLIC, CUE_JWS_FAULT_SIGNATURE_LENGTH },
  { "own-key", PUBLIC, CUE_JWS_FAULT_KEY_OF_ITS_OWN },
  { "own-address", PUBLIC, CUE_JWS_FAULT_KEY_OF_ITS_OWN },
  { "hs512-other", SECRET, CUE_JWS_FAULT_SIGNATURE_WRONG },
  { "hs512-base64", SECRET, CUE_JWS_FAULT_SECRET_FORM },
  { "hs512-line", SECRET, CUE_JWS_FAULT_SECRET_FORM },
  { "hs512-empty", SECRET, CUE_JWS_FAULT_SIGNATURE_WRONG },

  { "crit", PUBLIC, CUE_JWS_FAULT_CRITICAL },
  { "crit-empty", PUBLIC, CUE_JWS_FAULT_CRITICAL },
  { "not-encoded", PUBLIC, CUE_JWS_FAULT_CRITICAL },
  { "duplicate-header", PUBLIC, CUE_JWS_FAULT_HEADER_DUPLICATE },
  { "escaped-duplicate-header", PUBLIC, CUE_JWS_FAULT_HEADER_DUPLICATE },
  { "huge-header", PUBLIC, CUE_JWS_FAULT_HEADER_TOO_LARGE },
  { "header-array", PUBLIC, CUE_JWS_FAULT_HEADER_NOT_JSON },
  { "header-not-json", PUBLIC, CUE_JWS_FAULT_HEADER_NOT_JSON },
  { "no-algorithm", PUBLIC, CUE_JWS_FAULT_NO_ALGORITHM },
  { "algorithm-number", PUBLIC, CUE_JWS_FAULT_NO_ALGORITHM },
  { "algorithm-list", PUBLIC, CUE_JWS_FAULT_NO_ALGORITHM },

  { "expired", PUBLIC, CUE_JWS_FAULT_EXPIRED },
  { "expired-now", PUBLIC, CUE_JWS_FAULT_EXPIRED },
  { "not-yet", PUBLIC, CUE_JWS_FAULT_NOT_YET },
  { "issued-later", PUBLIC, CUE_JWS_FAULT_ISSUED_LATER },
  { "no-life", PUBLIC, CUE_JWS_FAULT_EXPIRED },
  { "no-expiry", PUBLIC, CUE_JWS_FAULT_NO_EXPIRY },
  { "expiry-text", PUBLIC, CUE_JWS_FAULT_CLAIM_TYPE },
  { "expiry-milliseconds", PUBLIC, CUE_JWS_FAULT_CLAIM_TYPE },
  { "expiry-null", PUBLIC, CUE_JWS_FAULT_CLAIM_TYPE },
  { "expiry-negative", PUBLIC, CUE_JWS_FAULT_CLAIM_TYPE },
  { "expiry-infinite", PUBLIC, CUE_JWS_FAULT_CLAIM_TYPE },
  { "duplicate-claim", PUBLIC, CUE_JWS_FAULT_CLAIM_DUPLICATE },
  { "duplicate-feed", PUBLIC, CUE_JWS_FAULT_CLAIM_DUPLICATE },
  { "wrong-audience", PUBLIC, CUE_JWS_FAULT_AUDIENCE },
  { "audience-part", PUBLIC, CUE_JWS_FAULT_AUDIENCE },
  { "no-audience", PUBLIC, CUE_JWS_FAULT_AUDIENCE },
  { "wrong-issuer", PUBLIC, CUE_JWS_FAULT_ISSUER },
  { "wrong-feed", PUBLIC, CUE_JWS_FAULT_NOT_GRANTED },
  { "feed-text", PUBLIC, CUE_JWS_FAULT_NOT_GRANTED },
  { "feed-number", PUBLIC, CUE_JWS_FAULT_NOT_GRANTED },
  { "feed-false", PUBLIC, CUE_JWS_FAULT_NOT_GRANTED },
  { "claims-array", PUBLIC, CUE_JWS_FAULT_NO_CLAIMS },
  { "payload-not-json", PUBLIC, CUE_JWS_FAULT_PAYLOAD_NOT_JSON },
  { "payload-trailing", PUBLIC, CUE_JWS_FAULT_PAYLOAD_NOT_JSON },
};

typedef struct {
  GHashTable   *tokens; // name → token
  CueVerifyKey *keys[2];
} Set;

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size = 0;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, size);
}

static void
set_load (Set *set, const char *folder)
{
  g_autoptr (GBytes) public = read_file (folder, "public.pem");
  g_autoptr (GBytes) secret = read_file (folder, "secret");
  g_autoptr (GBytes) text = read_file (folder, "vectors");
  g_autofree char *lines = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_auto (GStrv) rows = g_strsplit (lines, "\n", -1);
  g_autoptr (GError) error = NULL;

  set->keys[PUBLIC] = cue_verify_key_new_from_file (public, &error);
  g_assert_no_error (error);
  set->keys[SECRET] = cue_verify_key_new_from_file (secret, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cue_verify_key_get_algorithm (set->keys[PUBLIC]), ==, CUE_JWS_RS256);
  g_assert_cmpint (cue_verify_key_get_algorithm (set->keys[SECRET]), ==, CUE_JWS_HS512);

  set->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; rows[i] != NULL; i++) {
    char *blank = strchr (rows[i], ' ');

    if (blank != NULL)
      g_hash_table_insert (set->tokens,
                           g_strndup (rows[i], (gsize) (blank - rows[i])),
                           g_strdup (blank + 1));
  }
}

static void
set_clear (Set *set)
{
  g_clear_pointer (&set->keys[PUBLIC], cue_verify_key_unref);
  g_clear_pointer (&set->keys[SECRET], cue_verify_key_unref);
  g_clear_pointer (&set->tokens, g_hash_table_unref);
}

static CueJwsExpectation
expect (const char *name, KeyKind key)
{
  CueJwsExpectation expected = { .granted = "my-app-events", .needs_expiry = TRUE };

  if (strstr (name, "audience") != NULL || strstr (name, "issuer") != NULL) {
    expected.issuer = "us";
    expected.audience = "them";
  }
  if (key == SECRET)
    expected = (CueJwsExpectation){ .issuer = "us", .audience = "them", .needs_expiry = TRUE };
  if (g_str_equal (name, "good-event") || g_str_equal (name, "good-array"))
    expected = (CueJwsExpectation){ 0 };
  return expected;
}

static void
check_set (const Set *set)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       name;

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    const Vector     *vector = &vectors[i];
    const char       *token = g_hash_table_lookup (set->tokens, vector->name);
    CueJwsExpectation expected = expect (vector->name, vector->key);
    g_autoptr (CueTokenInspection) inspection = NULL;
    g_autoptr (CueTokenVerdict) verdict = NULL;
    g_autoptr (CueTokenVerdict) unchecked = NULL;

    g_assert_nonnull (token);
    g_hash_table_add (used, (gpointer) vector->name);
    inspection = cue_token_inspection_new_large (token);
    verdict = cue_token_verdict_new (inspection, set->keys[vector->key], &expected, NOW);
    if (cue_token_verdict_get_fault (verdict) != vector->fault)
      g_error ("%s: %s, not %s",
               vector->name,
               cue_jws_fault_to_id (cue_token_verdict_get_fault (verdict)),
               cue_jws_fault_to_id (vector->fault));
    g_assert_cmpint (cue_token_verdict_get_state (verdict),
                     ==,
                     vector->fault == CUE_JWS_FAULT_NONE ? CUE_TOKEN_VERIFIED : CUE_TOKEN_FAILED);
    g_assert_cmpstr (cue_token_verdict_get_message (verdict), !=, NULL);
    g_assert_cmpint (*cue_token_verdict_get_message (verdict), !=, '\0');

    // Nothing is ever verified without a key.
    unchecked = cue_token_verdict_new (inspection, NULL, &expected, NOW);
    g_assert_cmpint (cue_token_verdict_get_state (unchecked), !=, CUE_TOKEN_VERIFIED);
  }

  // None of them is forgotten.
  g_hash_table_iter_init (&iter, set->tokens);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    if (!g_hash_table_contains (used, name))
      g_error ("nothing is expected of %s", (const char *) name);
  }
}

static void
test_vectors (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  Set              set = { 0 };

  set_load (&set, folder);
  check_set (&set);
  set_clear (&set);
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "public.pem", "secret", "vectors" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

// New keys each time: nothing depends on those of the committed set.
static void
test_new_vectors (void)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "net", "jws", "make-vectors", NULL);
  g_autofree char *folder = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Set set = { 0 };

  if (openssl == NULL) {
    g_test_skip ("openssl is not installed");
    return;
  }
  folder = g_dir_make_tmp ("cuelight-jws-XXXXXX", &error);
  g_assert_no_error (error);
  process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "/bin/sh", script, folder, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  set_load (&set, folder);
  check_set (&set);
  set_clear (&set);
  remove_folder (folder);
}

// Each way to be wrong has a name and words of its own.
static void
test_words (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint fault = CUE_JWS_FAULT_NONE; fault <= CUE_JWS_FAULT_NOT_GRANTED; fault++)
    g_assert_true (g_hash_table_add (ids, (gpointer) cue_jws_fault_to_id (fault)));
}

static void
test_messages (void)
{
  static const struct {
    const char *name;
    const char *message;
    const char *next_step;
  } cases[] = {
    { "expired", "It expired 2 h 46 min ago (exp).", "Make a new one" },
    { "not-yet", "It is not valid yet, but in 10 s (nbf).", "clock" },
    { "issued-later", "in 20 s (iat)", "clock" },
    { "wrong-audience", "It is for \"another\" (aud); “them” is expected.", "Do not use it" },
    { "no-audience", "It is for nothing (aud)", "Do not use it" },
    { "wrong-issuer", "It was made by [\"us\"] (iss); “us” is expected.", "Do not use it" },
    { "wrong-feed", "It does not open “my-app-events”", "Make it again" },
    { "hs256-public", "It says HS256, which signs with a shared secret", "Do not use it" },
    { "rs512", "It says RS512; only RS256 is accepted here", "Check that the key" },
    { "padded", "Part 3 of 3 is no base64url", "Copy the whole token" },
    { "bad-header", "Part 1 of 3 is no base64url", "Copy the whole token" },
    { "duplicate-claim", "“exp” stands twice in it", "Do not use it" },
    { "other-key", "It was not signed with this key", "fingerprints" },
  };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  Set              set = { 0 };

  set_load (&set, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char       *token = g_hash_table_lookup (set.tokens, cases[i].name);
    CueJwsExpectation expected = expect (cases[i].name, PUBLIC);
    g_autoptr (CueTokenInspection) inspection = cue_token_inspection_new (token);
    g_autoptr (CueTokenVerdict)
      verdict = cue_token_verdict_new (inspection, set.keys[PUBLIC], &expected, NOW);

    if (strstr (cue_token_verdict_get_message (verdict), cases[i].message) == NULL)
      g_error ("%s: %s", cases[i].name, cue_token_verdict_get_message (verdict));
    if (strstr (cue_token_verdict_get_next_step (verdict), cases[i].next_step) == NULL)
      g_error ("%s: %s", cases[i].name, cue_token_verdict_get_next_step (verdict));
    g_assert_cmpstr (cue_token_verdict_get_title (verdict), ==, "Failed");
  }
  set_clear (&set);
}

static void
test_without_key (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  g_autoptr (CueTokenInspection) good = NULL;
  g_autoptr (CueTokenInspection) old = NULL;
  g_autoptr (CueTokenVerdict) open = NULL;
  g_autoptr (CueTokenVerdict) expired = NULL;
  g_autoptr (CueTokenVerdict) confused = NULL;
  g_autoptr (CueTokenVerdict) other = NULL;
  Set set = { 0 };

  set_load (&set, folder);
  good = cue_token_inspection_new (g_hash_table_lookup (set.tokens, "good"));
  old = cue_token_inspection_new (g_hash_table_lookup (set.tokens, "expired"));

  open = cue_token_verdict_new (good, NULL, NULL, NOW);
  g_assert_cmpint (cue_token_verdict_get_state (open), ==, CUE_TOKEN_NOT_CHECKED);
  g_assert_cmpstr (cue_token_verdict_get_title (open), ==, "Not checked");
  g_assert_nonnull (strstr (cue_token_verdict_get_next_step (open), "public key"));

  expired = cue_token_verdict_new (old, NULL, NULL, NOW);
  g_assert_cmpint (cue_token_verdict_get_fault (expired), ==, CUE_JWS_FAULT_EXPIRED);
  g_assert_cmpuint (cue_token_verdict_get_notes (expired)->len, ==, 1);

  confused = cue_token_verdict_new (good, NULL, &(CueJwsExpectation){ .algorithm = "HS512" }, NOW);
  g_assert_cmpint (cue_token_verdict_get_fault (confused), ==, CUE_JWS_FAULT_ALGORITHM_OTHER);
  other = cue_token_verdict_new (good, NULL, &(CueJwsExpectation){ .algorithm = "RS256" }, NOW);
  g_assert_cmpint (cue_token_verdict_get_state (other), ==, CUE_TOKEN_NOT_CHECKED);
  set_clear (&set);
}

// The borders of a life: valid until the second before `exp`, and as much longer as clocks differ.
static void
test_life (void)
{
  static const struct {
    gint64      now_s;
    guint       leeway_s;
    CueJwsFault fault;
  } cases[] = {
    { 1791999999, 0, CUE_JWS_FAULT_ISSUED_LATER }, { 1791999999, 1, CUE_JWS_FAULT_NONE },
    { 1792000000, 0, CUE_JWS_FAULT_NONE },         { 1792000059, 0, CUE_JWS_FAULT_NONE },
    { 1792000060, 0, CUE_JWS_FAULT_EXPIRED },      { 1792000060, 1, CUE_JWS_FAULT_NONE },
    { 1792000061, 1, CUE_JWS_FAULT_EXPIRED },
  };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  g_autoptr (CueJws) jws = NULL;
  Set set = { 0 };

  set_load (&set, folder);
  jws = cue_jws_new (g_hash_table_lookup (set.tokens, "good"), -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    CueJwsExpectation expected = { .leeway_s = cases[i].leeway_s };

    g_assert_cmpint (cue_jws_check_claims (jws, &expected, CUE_SECONDS (cases[i].now_s)),
                     ==,
                     cases[i].fault);
  }
  set_clear (&set);
}

// Every letter of a token counts. With RSA each takes longer to explain, so there it is every
// third.
static void
test_every_letter (void)
{
  static const char *const names[] = { "good", "good-hs512" };
  g_autofree char         *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  Set                      set = { 0 };

  set_load (&set, folder);
  for (guint n = 0; n < G_N_ELEMENTS (names); n++) {
    const char *token = g_hash_table_lookup (set.tokens, names[n]);
    gsize       length = strlen (token);

    for (gsize i = length % 3; i <= length; i += n == PUBLIC ? 3 : 1) {
      g_autofree char *changed = g_strdup (token);
      g_autoptr (CueJws) jws = NULL;

      if (i < length)
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
      jws = cue_jws_new (changed, -1);
      g_assert_cmpint (cue_jws_verify (jws, set.keys[n]) == CUE_JWS_FAULT_NONE, ==, i == length);
    }
  }
  set_clear (&set);
}

static void
test_keys (void)
{
  static const char *const texts[] = {
    "",
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    "-----BEGIN PUBLIC KEY-----",
    // RSA, 1024 bits
    "-----BEGIN PUBLIC KEY-----\n"
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDIHQTNRdMVRrk3Nf/3bFSI7jUA\n"
    "VhJG7dtvt5k0kLNeAR7KoW2LPYGqiFlLpcSIRyVSSkWNDGI4hTxzSVg6nPlFkDhe\n"
    "-----END PUBLIC KEY-----\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (GError) error = NULL;

    g_assert_null (cue_verify_key_new_from_file (bytes, &error));
    g_assert_nonnull (error);
  }
}

// Where forged tokens get their strength from: a public key that is taken for a secret.
static void
test_public_key_is_no_secret (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  g_autoptr (GBytes) public = read_file (folder, "public.pem");
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_verify_key_new_hs512 (public, &error));
  g_assert_nonnull (strstr (error->message, "PEM"));
}

static void
test_kinds (void)
{
  static const struct {
    const char  *name;
    CueTokenKind kind;
  } cases[] = {
    { "good", CUE_TOKEN_KIND_FEED },         { "feed-text", CUE_TOKEN_KIND_FEED },
    { "good-event", CUE_TOKEN_KIND_EVENTS }, { "good-array", CUE_TOKEN_KIND_EVENTS },
    { "good-hs512", CUE_TOKEN_KIND_ENGINE }, { "words", CUE_TOKEN_KIND_UNKNOWN },
  };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  g_autoptr (CueTokenInspection)
    key = cue_token_inspection_new ("7b1f6e9a-0000-4000-8000-000000000001");
  g_autoptr (CueTokenInspection)
    access = cue_token_inspection_new ("eyJhbGciOiJSUzI1NiJ9.eyJzY3AiOiJhIn0.c2ln");
  Set set = { 0 };

  set_load (&set, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueTokenInspection)
      inspection = cue_token_inspection_new (g_hash_table_lookup (set.tokens, cases[i].name));

    g_assert_cmpint (cue_token_inspection_get_kind (inspection), ==, cases[i].kind);
  }
  g_assert_cmpint (cue_token_inspection_get_kind (key), ==, CUE_TOKEN_KIND_KEY);
  g_assert_cmpint (cue_token_inspection_get_kind (access), ==, CUE_TOKEN_KIND_ACCESS);
  set_clear (&set);
}

static void
test_texts (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "net", "jws", NULL);
  g_autoptr (CueTokenInspection) good = NULL;
  g_autoptr (CueTokenInspection) bad = NULL;
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *raw = NULL;
  Set              set = { 0 };

  set_load (&set, folder);
  good = cue_token_inspection_new (g_hash_table_lookup (set.tokens, "good-kid"));
  bad = cue_token_inspection_new (g_hash_table_lookup (set.tokens, "payload-not-json"));
  header = cue_token_inspection_make_header_text (good);
  payload = cue_token_inspection_make_payload_text (good);
  raw = cue_token_inspection_make_payload_text (bad);
  g_assert_cmpstr (header, ==, "{\n  \"alg\" : \"RS256\",\n  \"kid\" : \"key-1\"\n}");
  g_assert_cmpstr (payload,
                   ==,
                   "{\n  \"iat\" : 1792000000,\n  \"exp\" : 1792000060,\n  \"my-app-events\" : "
                   "true\n}");
  g_assert_cmpstr (raw, ==, "exp and my-app-events");
  set_clear (&set);
}

static void
test_base64url (void)
{
  static const struct {
    const char *text;
    const char *bytes; // NULL: none
    gboolean    canonical;
  } cases[] = {
    { "", "", TRUE },         { "AA", "\0", TRUE },     { "_-8", "\xff\xef", TRUE },
    { "Zm9v", "foo", TRUE },  { "Zm8", "fo", TRUE },    { "Zg", "f", TRUE },
    { "Zh", "f", FALSE },     { "Zm9", "fo", FALSE },   { "Z", NULL, FALSE },
    { "Zm9vY", NULL, FALSE }, { "Zg==", NULL, FALSE },  { "+/8", NULL, FALSE },
    { "Z m9", NULL, FALSE },  { "Zm9\n", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean canonical = FALSE;
    gsize    length = strlen (cases[i].text);
    g_autoptr (GBytes) bytes = cue_base64url_decode (cases[i].text, length, &canonical);
    g_autoptr (GBytes) strict = cue_base64url_decode (cases[i].text, length, NULL);

    g_assert_cmpint (bytes != NULL, ==, cases[i].bytes != NULL);
    g_assert_cmpint (strict != NULL, ==, cases[i].canonical);
    if (bytes == NULL)
      continue;
    g_assert_cmpint (canonical, ==, cases[i].canonical);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                     g_bytes_get_size (bytes),
                     cases[i].bytes,
                     length * 3 / 4);
    if (canonical) {
      g_autofree char *again =
        cue_base64url_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_assert_cmpstr (again, ==, cases[i].text);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jws/base64url", test_base64url);
  g_test_add_func ("/jws/vectors", test_vectors);
  g_test_add_func ("/jws/new-vectors", test_new_vectors);
  g_test_add_func ("/jws/words", test_words);
  g_test_add_func ("/jws/messages", test_messages);
  g_test_add_func ("/jws/without-key", test_without_key);
  g_test_add_func ("/jws/life", test_life);
  g_test_add_func ("/jws/every-letter", test_every_letter);
  g_test_add_func ("/jws/keys", test_keys);
  g_test_add_func ("/jws/public-key-is-no-secret", test_public_key_is_no_secret);
  g_test_add_func ("/jws/kinds", test_kinds);
  g_test_add_func ("/jws/texts", test_texts);

  return g_test_run ();
}
