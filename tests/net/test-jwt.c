// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-jwt.h"

#include <gio/gio.h>
#include <jwt.h>
#include <string.h>

/* Example B-1 of the services reference. */
#define SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"
#define TOKEN                                                                     \
  "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9."                                         \
  "eyJpc3MiOiJkZW1vLXNpdGUiLCJhdWQiOiJkZW1vLXNlcnZpY2UiLCJleHAiOjE4OTM0NTYwNjB9." \
  "3YdMxHQjTvV4NKqRsmbKGB1caDA3ucgk_mDmQnF9DXPIuZW89Scn845D7cNpw-t4UzCQ2nD8YlI0ZAP4xkISBA"

static void
test_vector (void)
{
  const CueJwtClaims claims = { "demo-site", "demo-service", 1893456060 };
  g_autoptr (GError) error = NULL;
  g_autofree char *token = cue_jwt_sign_hs512 (SECRET, strlen (SECRET), &claims, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, TOKEN);
}

/* libjwt, which shares no code with us, must accept what we sign and read the same claims. */
static void
test_second_opinion (void)
{
  static const char *const names[] = { "plain", "quo\"te\\ and \n\t", "ünï 日本 😀", "</script>" };
  static const char        secret[] = { 0, 1, 2, (char) 0xff, 'a', 0, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const CueJwtClaims claims = { names[i], names[G_N_ELEMENTS (names) - 1 - i], 1893456000 + i };
    g_autofree char   *token = cue_jwt_sign_hs512 (secret, sizeof secret, &claims, NULL);
    jwt_t             *jwt = NULL;

    g_assert_cmpint (jwt_decode (&jwt, token, (const unsigned char *) secret, sizeof secret),
                     ==,
                     0);
    g_assert_cmpint (jwt_get_alg (jwt), ==, JWT_ALG_HS512);
    g_assert_cmpstr (jwt_get_grant (jwt, "iss"), ==, claims.iss);
    g_assert_cmpstr (jwt_get_grant (jwt, "aud"), ==, claims.aud);
    g_assert_cmpint (jwt_get_grant_int (jwt, "exp"), ==, claims.exp_s);
    jwt_free (jwt);
    jwt = NULL;
    g_assert_cmpint (jwt_decode (&jwt, token, (const unsigned char *) secret, sizeof secret - 1),
                     !=,
                     0);
  }
}

static void
test_without_audience (void)
{
  const CueJwtClaims claims = { "a", NULL, 5 };
  g_autofree char   *token = cue_jwt_sign_hs512 (SECRET, strlen (SECRET), &claims, NULL);
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  gsize              length;
  g_autofree guchar *payload = g_base64_decode (parts[1], &length);

  g_assert_cmpmem (payload, length, "{\"iss\":\"a\",\"exp\":5}", 18);
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
  g_test_add_func ("/net/jwt/second-opinion", test_second_opinion);
  g_test_add_func ("/net/jwt/without-audience", test_without_audience);
  g_test_add_func ("/net/jwt/refused", test_refused);
  return g_test_run ();
}
