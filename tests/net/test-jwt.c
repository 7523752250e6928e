// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-jwt.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Example B-1 of the services reference. */
#define SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"
#define TOKEN                                                                     \
  "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9."                                         \
  "eyJpc3MiOiJkZW1vLXNpdGUiLCJhdWQiOiJkZW1vLXNlcnZpY2UiLCJleHAiOjE4OTM0NTYwNjB9." \
  "3YdMxHQjTvV4NKqRsmbKGB1caDA3ucgk_mDmQnF9DXPIuZW89Scn845D7cNpw-t4UzCQ2nD8YlI0ZAP4xkISBA"

static JsonObject *
read_part (const char *part)
{
  g_autoptr (GString) text = g_string_new (part);
  g_autoptr (JsonNode) node = NULL;
  g_autofree guchar *json = NULL;
  gsize              length = 0;

  g_string_replace (text, "-", "+", 0);
  g_string_replace (text, "_", "/", 0);
  while (text->len % 4 != 0)
    g_string_append_c (text, '=');
  json = g_base64_decode (text->str, &length);
  g_string_truncate (text, 0);
  g_string_append_len (text, (const char *) json, length);
  node = json_from_string (text->str, NULL);
  g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return json_node_dup_object (node);
}

/* RFC 7515 by GLib's own HMAC, which shares no code with what signs. */
static char *
sign_by_hand (const char *token, const char *secret, gsize length)
{
  const char *dot = strrchr (token, '.');
  guint8      digest[64];
  gsize       size = sizeof digest;
  GHmac      *hmac = g_hmac_new (G_CHECKSUM_SHA512, (const guchar *) secret, length);
  g_autoptr (GString) text = NULL;
  g_autofree char *base64 = NULL;

  g_hmac_update (hmac, (const guchar *) token, dot - token);
  g_hmac_get_digest (hmac, digest, &size);
  g_hmac_unref (hmac);
  base64 = g_base64_encode (digest, size);
  text = g_string_new (base64);
  g_string_replace (text, "+", "-", 0);
  g_string_replace (text, "/", "_", 0);
  g_string_replace (text, "=", "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_signed (const char *token, const char *secret, gsize length)
{
  g_autofree char *expected = sign_by_hand (token, secret, length);
  g_autofree char *other = sign_by_hand (token, secret, length - 1);

  g_assert_cmpstr (strrchr (token, '.') + 1, ==, expected);
  g_assert_cmpstr (strrchr (token, '.') + 1, !=, other);
}

static void
assert_same_part (const char *one, const char *other)
{
  g_autoptr (JsonObject) a = read_part (one);
  g_autoptr (JsonObject) b = read_part (other);
  g_autoptr (JsonNode) a_node = json_node_init_object (json_node_alloc (), a);
  g_autoptr (JsonNode) b_node = json_node_init_object (json_node_alloc (), b);

  g_assert_true (json_node_equal (a_node, b_node));
}

/* libjwt sorts the claims, so it is the meaning that has to be the example's, not the bytes. */
static void
test_vector (void)
{
  const CueJwtClaims claims = { "demo-site", "demo-service", 1893456060 };
  g_autoptr (GError) error = NULL;
  g_autofree char *token = cue_jwt_sign_hs512 (SECRET, strlen (SECRET), &claims, &error);
  g_auto (GStrv) expected = g_strsplit (TOKEN, ".", -1);
  g_auto (GStrv) parts = NULL;

  g_assert_no_error (error);
  parts = g_strsplit (token, ".", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  assert_same_part (parts[0], expected[0]);
  assert_same_part (parts[1], expected[1]);
  assert_signed (TOKEN, SECRET, strlen (SECRET));
  assert_signed (token, SECRET, strlen (SECRET));
}

static void
test_any_bytes (void)
{
  static const char *const names[] = { "plain", "quo\"te\\ and \n\t", "ünï 日本 😀", "</script>" };
  static const char        secret[] = { 0, 1, 2, (char) 0xff, 'a', 0, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const CueJwtClaims claims = { names[i], names[G_N_ELEMENTS (names) - 1 - i], 1893456000 + i };
    g_autofree char   *token = cue_jwt_sign_hs512 (secret, sizeof secret, &claims, NULL);
    g_auto (GStrv) parts = g_strsplit (token, ".", -1);
    g_autoptr (JsonObject) header = read_part (parts[0]);
    g_autoptr (JsonObject) payload = read_part (parts[1]);

    assert_signed (token, secret, sizeof secret);
    g_assert_cmpstr (json_object_get_string_member (header, "alg"), ==, "HS512");
    g_assert_cmpstr (json_object_get_string_member (payload, "iss"), ==, claims.iss);
    g_assert_cmpstr (json_object_get_string_member (payload, "aud"), ==, claims.aud);
    g_assert_cmpint (json_object_get_int_member (payload, "exp"), ==, claims.exp_s);
  }
}

static void
test_without_audience (void)
{
  const CueJwtClaims claims = { "a", NULL, 5 };
  g_autofree char   *token = cue_jwt_sign_hs512 (SECRET, strlen (SECRET), &claims, NULL);
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  g_autoptr (JsonObject) payload = read_part (parts[1]);

  g_assert_cmpuint (json_object_get_size (payload), ==, 2);
  g_assert_false (json_object_has_member (payload, "aud"));
}

static void
test_refused (void)
{
  const CueJwtClaims good = { "a", "b", 1 };
  const CueJwtClaims no_issuer = { "", "b", 1 };
  const CueJwtClaims not_text = { "a", "\xff", 1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_jwt_sign_hs512 ("", 0, &good, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cue_jwt_sign_hs512 (NULL, 0, &good, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cue_jwt_sign_hs512 ("x", 1, &no_issuer, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cue_jwt_sign_hs512 ("x", 1, &not_text, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/jwt/vector", test_vector);
  g_test_add_func ("/net/jwt/any-bytes", test_any_bytes);
  g_test_add_func ("/net/jwt/without-audience", test_without_audience);
  g_test_add_func ("/net/jwt/refused", test_refused);
  return g_test_run ();
}
