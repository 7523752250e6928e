// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What makes a token for getStateURL good or bad. */

#include "sim-fixture.h"

#include "cue-sim-token.h"

/* The test vector of the vendor reference. */
#define VECTOR                                                                    \
  "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9."                                         \
  "eyJpc3MiOiJkZW1vLXNpdGUiLCJhdWQiOiJkZW1vLXNlcnZpY2UiLCJleHAiOjE4OTM0NTYwNjB9." \
  "3YdMxHQjTvV4NKqRsmbKGB1caDA3ucgk_mDmQnF9DXPIuZW89Scn845D7cNpw-t4UzCQ2nD8YlI0ZAP4xkISBA"
#define VECTOR_EXP_S G_GINT64_CONSTANT (1893456060)

#define HEADER "{\"alg\":\"HS512\",\"typ\":\"JWT\"}"

static CueSimTokenVerdict
verify_at (const char *authorization, gint64 now_s)
{
  g_autoptr (GBytes)
    secret = g_bytes_new_static (CUE_SIMULATOR_SECRET, strlen (CUE_SIMULATOR_SECRET));

  return cue_sim_token_verify (authorization,
                               secret,
                               CUE_SIMULATOR_ISS,
                               CUE_SIMULATOR_AUD,
                               now_s * G_USEC_PER_SEC);
}

static void
test_vector (void)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", VECTOR, NULL);
  g_autofree char *lower = g_strconcat ("bearer ", VECTOR, NULL);
  g_autofree char *changed = g_strconcat ("Bearer ", VECTOR, NULL);
  g_autofree char *cut = g_strndup (bearer, strlen (bearer) - 4);
  g_autofree char *padded = g_strconcat (bearer, "==", NULL);

  g_assert_cmpint (verify_at (bearer, VECTOR_EXP_S - 60), ==, CUE_SIM_TOKEN_FINE);
  g_assert_cmpint (verify_at (lower, VECTOR_EXP_S - 60), ==, CUE_SIM_TOKEN_FINE);
  changed[strlen (changed) - 10] ^= 1;
  g_assert_cmpint (verify_at (changed, VECTOR_EXP_S - 60), ==, CUE_SIM_TOKEN_WRONG_SIGNATURE);
  g_assert_cmpint (verify_at (cut, VECTOR_EXP_S - 60), ==, CUE_SIM_TOKEN_WRONG_SIGNATURE);
  g_assert_cmpint (verify_at (padded, VECTOR_EXP_S - 60), ==, CUE_SIM_TOKEN_WRONG_SIGNATURE);
}

/* "exp" 30 to 60 s ahead, with 5 s for clocks that differ. */
static void
test_lifetime (void)
{
  static const struct {
    int                ahead_s;
    CueSimTokenVerdict verdict;
  } cases[] = {
    { 30, CUE_SIM_TOKEN_FINE },     { 45, CUE_SIM_TOKEN_FINE },
    { 60, CUE_SIM_TOKEN_FINE },     { 65, CUE_SIM_TOKEN_FINE },
    { 66, CUE_SIM_TOKEN_TOO_LONG }, { 3600, CUE_SIM_TOKEN_TOO_LONG },
    { 25, CUE_SIM_TOKEN_FINE },     { 24, CUE_SIM_TOKEN_TOO_SHORT },
    { 1, CUE_SIM_TOKEN_TOO_SHORT }, { 0, CUE_SIM_TOKEN_EXPIRED },
    { -1, CUE_SIM_TOKEN_EXPIRED },  { -100000, CUE_SIM_TOKEN_EXPIRED },
  };
  g_autofree char *bearer = g_strconcat ("Bearer ", VECTOR, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (verify_at (bearer, VECTOR_EXP_S - cases[i].ahead_s), ==, cases[i].verdict);
}

static void
test_refusals (void)
{
  static const struct {
    const char        *header;
    const char        *payload;
    const char        *secret;
    CueSimTokenVerdict verdict;
    guint              status;
  } cases[] = {
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_FINE,
      200 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060,\"iat\":1,\"x\":[]}",
      NULL,
      CUE_SIM_TOKEN_FINE,
      200 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060}",
      "other",
      CUE_SIM_TOKEN_WRONG_SIGNATURE,
      401 },
    { "{\"alg\":\"HS256\"}",
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_ALGORITHM,
      401 },
    { "{\"alg\":\"hs512\"}",
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_ALGORITHM,
      401 },
    { "{\"alg\":\"none\"}",
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_ALGORITHM,
      401 },
    { "{}",
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_ALGORITHM,
      401 },
    { "{\"alg\":\"HS512\",\"crit\":[\"b64\"]}", "{}", NULL, CUE_SIM_TOKEN_MALFORMED, 400 },
    { "[]", "{}", NULL, CUE_SIM_TOKEN_MALFORMED, 400 },
    { HEADER, "[]", NULL, CUE_SIM_TOKEN_MALFORMED, 400 },
    { HEADER, "{\"iss\":", NULL, CUE_SIM_TOKEN_MALFORMED, 400 },
    { HEADER,
      "{\"iss\":\"other\",\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_ISSUER,
      401 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"other\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_AUDIENCE,
      401 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\"}",
      NULL,
      CUE_SIM_TOKEN_WRONG_CLAIMS,
      400 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":\"1060\"}",
      NULL,
      CUE_SIM_TOKEN_WRONG_CLAIMS,
      400 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060.5}",
      NULL,
      CUE_SIM_TOKEN_WRONG_CLAIMS,
      400 },
    { HEADER,
      "{\"iss\":7,\"aud\":\"demo-service\",\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_CLAIMS,
      400 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":[\"demo-service\"],\"exp\":1060}",
      NULL,
      CUE_SIM_TOKEN_WRONG_CLAIMS,
      400 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060,\"nbf\":1010}",
      NULL,
      CUE_SIM_TOKEN_NOT_YET_VALID,
      401 },
    { HEADER,
      "{\"iss\":\"demo-site\",\"aud\":\"demo-service\",\"exp\":1060000}",
      NULL,
      CUE_SIM_TOKEN_TOO_LONG,
      401 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *token =
      sim_sign (cases[i].header,
                cases[i].payload,
                cases[i].secret != NULL ? cases[i].secret : CUE_SIMULATOR_SECRET);
    g_autofree char   *bearer = g_strconcat ("Bearer ", token, NULL);
    CueSimTokenVerdict verdict = verify_at (bearer, 1000);

    g_test_message ("%s %s", cases[i].header, cases[i].payload);
    g_assert_cmpint (verdict, ==, cases[i].verdict);
    g_assert_cmpuint (cue_sim_token_verdict_to_status (verdict), ==, cases[i].status);
    g_assert_nonnull (cue_sim_token_verdict_to_words (verdict));
  }
}

static void
test_no_token (void)
{
  static const struct {
    const char        *authorization;
    CueSimTokenVerdict verdict;
  } cases[] = {
    { NULL, CUE_SIM_TOKEN_MISSING },
    { "", CUE_SIM_TOKEN_MISSING },
    { "Bearer ", CUE_SIM_TOKEN_MISSING },
    { "Basic ZGVtbzpkZW1v", CUE_SIM_TOKEN_MISSING },
    { "Bearer x", CUE_SIM_TOKEN_MALFORMED },
    { "Bearer ..", CUE_SIM_TOKEN_MALFORMED },
    { "Bearer a.b.c", CUE_SIM_TOKEN_MALFORMED },
    { "Bearer " VECTOR ".extra", CUE_SIM_TOKEN_MALFORMED },
    { "Bearer  " VECTOR, CUE_SIM_TOKEN_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (verify_at (cases[i].authorization, VECTOR_EXP_S - 60), ==, cases[i].verdict);
}

static void
test_base64url (void)
{
  static const char *const refused[] = {
    "A", "AB=", "AA==", "A+8", "A/8", "AB\n", "AB", "AAB", NULL
  };
  g_autoptr (GBytes) empty = cue_sim_base64url_decode ("", -1);
  g_autoptr (GBytes) bytes = cue_sim_base64url_decode ("-_8", -1);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 2);
  g_assert_cmpuint (data[0], ==, 0xfb);
  g_assert_cmpuint (data[1], ==, 0xff);
  for (guint i = 0; refused[i] != NULL; i++)
    g_assert_null (cue_sim_base64url_decode (refused[i], -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/token/vector", test_vector);
  g_test_add_func ("/simulator/token/lifetime", test_lifetime);
  g_test_add_func ("/simulator/token/refusals", test_refusals);
  g_test_add_func ("/simulator/token/no-token", test_no_token);
  g_test_add_func ("/simulator/token/base64url", test_base64url);
  return g_test_run ();
}
