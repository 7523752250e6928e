// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-token-claim.h"

static char *
make_token (const char *payload)
{
  g_autofree char *body = g_base64_encode ((const guchar *) payload, strlen (payload));

  g_strdelimit (body, "+", '-');
  g_strdelimit (body, "/", '_');
  body[strcspn (body, "=")] = '\0';
  return g_strdup_printf ("eyJhbGciOiJSUzI1NiJ9.%s.c2ln", body);
}

static CueTokenInspection *
inspect (const char *payload)
{
  g_autofree char *token = make_token (payload);

  return cue_token_inspection_new (token);
}

static void
test_clean (void)
{
  static const struct {
    const char *pasted;
    const char *token;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { " \n", "" },
    { "a.b.c", "a.b.c" },
    { "  a.b.c\r\n", "a.b.c" },
    { "Bearer a.b.c", "a.b.c" },
    { "bearer \t a.b.c ", "a.b.c" },
    { "Bearer", "Bearer" },
    { "Authorization: Bearer a.b.c\r\n", "a.b.c" },
    { "authorization:bearer a.b.c", "a.b.c" },
    { "Authorization: Basic YTpi", "Basic YTpi" },
    { "Authorization", "Authorization" },
    { "Bearera.b.c", "Bearera.b.c" },
    { "a.b .c", "a.b .c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *token = cue_token_clean (cases[i].pasted);

    g_assert_cmpstr (token, ==, cases[i].token);
  }
}

static void
test_forms (void)
{
  static const struct {
    const char  *token;
    CueTokenForm form;
  } cases[] = {
    { NULL, CUE_TOKEN_EMPTY },
    { "", CUE_TOKEN_EMPTY },
    { "abc", CUE_TOKEN_OPAQUE },
    { "a.b", CUE_TOKEN_OPAQUE },
    { "..", CUE_TOKEN_OPAQUE },
    { "aa.bb.cc.dd", CUE_TOKEN_OPAQUE },
    { "aa.b b.cc", CUE_TOKEN_OPAQUE },
    { "aa.bb.c\xc3\xa9", CUE_TOKEN_OPAQUE },
    { "aa.bbbbb.cc", CUE_TOKEN_OPAQUE }, // no base64 has 5 characters
    { "aa.e30.", CUE_TOKEN_OPAQUE },     // not signed
    { "aa.bb.cc", CUE_TOKEN_UNREADABLE },
    { "aa.W10.cc", CUE_TOKEN_UNREADABLE }, // []
    { "aa.e30.cc", CUE_TOKEN_READABLE },   // {}, with bits left over in the other parts
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueTokenInspection) inspection = cue_token_inspection_new (cases[i].token);

    g_assert_cmpint (cue_token_inspection_get_form (inspection), ==, cases[i].form);
    g_assert_cmpint (cue_token_inspection_get_expiry_us (inspection), ==, CUE_TIME_INVALID);
    g_assert_null (cue_token_inspection_get_scopes (inspection));
  }
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"exp\":");
  g_autofree char *huge = g_strnfill (CUE_TOKEN_MAX_BYTES + 1, 'a');
  g_autoptr (CueTokenInspection) nested = NULL;
  g_autoptr (CueTokenInspection) large = NULL;
  g_autoptr (CueTokenInspection) odd = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append_c (deep, '[');
  nested = inspect (deep->str);
  g_assert_cmpint (cue_token_inspection_get_form (nested), ==, CUE_TOKEN_UNREADABLE);

  huge[1000] = '.';
  huge[2000] = '.';
  large = cue_token_inspection_new (huge);
  g_assert_cmpint (cue_token_inspection_get_form (large), ==, CUE_TOKEN_OPAQUE);

  odd = inspect ("{\"exp\":1e300,\"iat\":-5,\"sub\":7,\"iss\":\"a\\u202eb\",\"scope\":{},"
                 "\"scp\":[1,null,\"x y\",[\"z\"]]}");
  g_assert_cmpint (cue_token_inspection_get_expiry_us (odd), ==, CUE_TIME_INVALID);
  g_assert_cmpint (cue_token_inspection_get_issued_us (odd), ==, CUE_TIME_INVALID);
  g_assert_null (cue_token_inspection_get_subject (odd));
  g_assert_cmpstr (cue_token_inspection_get_issuer (odd), ==, "a⟨U+202E⟩b");
  g_assert_cmpstr (cue_token_inspection_get_scope_claim (odd), ==, "scp");
  g_assert_cmpuint (g_strv_length ((GStrv) cue_token_inspection_get_scopes (odd)), ==, 2);
  g_assert_true (cue_token_inspection_has_scope (odd, "y"));
}

static void
test_scopes (void)
{
  static const struct {
    const char *payload;
    const char *claim;
    gboolean    has;
  } cases[] = {
    { "{\"scope\":[\"user_api.full_access\",\"offline_access\"]}", "scope", TRUE },
    { "{\"scope\":\"openid user_api.full_access\"}", "scope", TRUE },
    { "{\"scopes\":[\"user_api.full_access\"]}", "scopes", TRUE },
    { "{\"scp\":\"user_api.full_access\"}", "scp", TRUE },
    { "{\"scope\":\"openid\",\"scp\":\"user_api.full_access\"}", "scope", FALSE },
    { "{\"scope\":\"user_api.full_access2\"}", "scope", FALSE },
    { "{\"scope\":[]}", "scope", FALSE },
    { "{\"sub\":\"x\"}", NULL, FALSE },
    { "{\"scope\":null}", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueTokenInspection) inspection = inspect (cases[i].payload);

    g_assert_cmpstr (cue_token_inspection_get_scope_claim (inspection), ==, cases[i].claim);
    g_assert_cmpint (cue_token_inspection_has_scope (inspection, "user_api.full_access"),
                     ==,
                     cases[i].has);
    g_assert_cmpint (cue_token_inspection_get_scopes (inspection) != NULL,
                     ==,
                     cases[i].claim != NULL);
  }
}

static void
test_life (void)
{
  g_autoptr (CueTokenInspection)
    inspection = inspect ("{\"iat\":1795161600,\"exp\":1795165200.5,\"client_id\":\"demo\","
                          "\"sub\":\"11111111-2222-4333-8444-555555555555\"}");
  g_autoptr (CueTokenInspection) silent = inspect ("{}");
  g_autofree char *fresh = NULL;
  g_autofree char *stale = NULL;
  g_autofree char *unknown = NULL;

  g_assert_cmpint (cue_token_inspection_get_issued_us (inspection), ==, CUE_SECONDS (1795161600));
  g_assert_cmpint (cue_token_inspection_get_expiry_us (inspection),
                   ==,
                   CUE_SECONDS (1795165200) + G_USEC_PER_SEC / 2);
  g_assert_cmpstr (cue_token_inspection_get_client_id (inspection), ==, "demo");
  g_assert_cmpstr (cue_token_inspection_get_subject (inspection),
                   ==,
                   "11111111-2222-4333-8444-555555555555");
  fresh = cue_token_inspection_describe_life (inspection, CUE_SECONDS (1795161600));
  g_assert_cmpstr (fresh, ==, "Lives 1 h 0 min more");
  stale =
    cue_token_inspection_describe_life (inspection, CUE_SECONDS (1795165260) + G_USEC_PER_SEC / 2);
  g_assert_cmpstr (stale, ==, "Expired 1 min ago");
  unknown = cue_token_inspection_describe_life (silent, 0);
  g_assert_cmpstr (unknown, ==, "Does not say how long it lives");
}

static void
test_claims (void)
{
  static const struct {
    const char *name;
    const char *value;
    const char *meaning;
    CueSeverity severity;
  } cases[] = {
    { "exp", "1791990060", "2 h 46 min ago", CUE_SEVERITY_ERROR },
    { "nbf", "1792000100", "in 1 min 10 s", CUE_SEVERITY_ERROR },
    { "iat", "1792000040", "in 10 s", CUE_SEVERITY_WARNING },
    { "exp", "1792000060000", "too many digits", CUE_SEVERITY_ERROR },
    { "exp", "\"soon\"", "a number of seconds", CUE_SEVERITY_ERROR },
    { "*", "true", "every feed", CUE_SEVERITY_WARNING },
    { "my-app-events", "true", "Opens the feed “my-app-events”", CUE_SEVERITY_INFO },
    { "my-app-events", "\"true\"", "Opens nothing", CUE_SEVERITY_WARNING },
    { "my-app-events", "false", "Opens nothing", CUE_SEVERITY_WARNING },
    { "sub", "\"u\"", "Whom it is about", CUE_SEVERITY_INFO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *payload =
      g_strdup_printf ("{\"other\":true,\"%s\":%s}", cases[i].name, cases[i].value);
    g_autoptr (CueTokenInspection) inspection = inspect (payload);
    g_autoptr (GPtrArray)
      claims = cue_token_inspection_list_claims (inspection, CUE_SECONDS (1792000030));
    const CueTokenClaim *claim;

    g_assert_cmpuint (claims->len, ==, 2);
    claim = g_ptr_array_index (claims, 1);
    g_assert_cmpstr (cue_token_claim_get_name (claim), ==, cases[i].name);
    g_assert_cmpstr (cue_token_claim_get_value (claim), ==, cases[i].value);
    if (strstr (cue_token_claim_get_meaning (claim), cases[i].meaning) == NULL)
      g_error ("%s: %s", payload, cue_token_claim_get_meaning (claim));
    g_assert_cmpint (cue_token_claim_get_severity (claim), ==, cases[i].severity);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token-inspection/clean", test_clean);
  g_test_add_func ("/token-inspection/forms", test_forms);
  g_test_add_func ("/token-inspection/hostile", test_hostile);
  g_test_add_func ("/token-inspection/scopes", test_scopes);
  g_test_add_func ("/token-inspection/life", test_life);
  g_test_add_func ("/token-inspection/claims", test_claims);

  return g_test_run ();
}
