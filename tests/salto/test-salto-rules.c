// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-salto-rules.h"

#define NOW_S 1795161600
#define NOW   CUE_SECONDS (NOW_S)
#define UUID  "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f401"
#define NONE  (-1)
#define FULL  "\"scope\":[\"user_api.full_access\"]"

static char *
make_token (const char *payload)
{
  g_autofree char *body = g_base64_encode ((const guchar *) payload, strlen (payload));

  g_strdelimit (body, "+", '-');
  g_strdelimit (body, "/", '_');
  body[strcspn (body, "=")] = '\0';
  return g_strdup_printf ("eyJhbGciOiJSUzI1NiJ9.%s.c2ln", body);
}

// The one finding, or none.
static void
assert_finding (GPtrArray *found, int severity, const char *field, const char *part)
{
  const CueDiagnostic *finding;

  if (severity == NONE) {
    g_assert_cmpuint (found->len, ==, 0);
    return;
  }
  g_assert_cmpuint (found->len, ==, 1);
  finding = g_ptr_array_index (found, 0);
  g_assert_cmpint (cue_diagnostic_get_severity (finding), ==, severity);
  g_assert_cmpstr (cue_diagnostic_get_where (finding), ==, field);
  if (strstr (cue_diagnostic_get_message (finding), part) == NULL)
    g_error ("“%s” is not in “%s”", part, cue_diagnostic_get_message (finding));
}

static void
test_hub_url (void)
{
  static const struct {
    CueSaltoEnvironment environment;
    const char         *url;
    int                 severity;
    const char         *part;
  } cases[] = {
    { CUE_SALTO_ACCEPT, NULL, NONE, NULL },
    { CUE_SALTO_PRODUCTION, "not looked at", NONE, NULL },
    { CUE_SALTO_CUSTOM, "https://hub.example.com", NONE, NULL },
    { CUE_SALTO_CUSTOM, " wss://hub.example.com ", NONE, NULL },
    { CUE_SALTO_CUSTOM, "http://127.0.0.1:8080", NONE, NULL },
    { CUE_SALTO_CUSTOM, "ws://[::1]:8080", NONE, NULL },
    { CUE_SALTO_CUSTOM, NULL, CUE_SEVERITY_ERROR, "Enter the address" },
    { CUE_SALTO_CUSTOM, "  ", CUE_SEVERITY_ERROR, "Enter the address" },
    { CUE_SALTO_CUSTOM, "http://hub.example.com", CUE_SEVERITY_ERROR, "https" },
    { CUE_SALTO_CUSTOM, "ws://hub.example.com", CUE_SEVERITY_ERROR, "https" },
    { CUE_SALTO_CUSTOM, "ftp://hub.example.com", CUE_SEVERITY_ERROR, "https" },
    { CUE_SALTO_CUSTOM, "https://a:b@hub.example.com", CUE_SEVERITY_ERROR, "password" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();

    cue_salto_check_hub_url (found, cases[i].environment, cases[i].url);
    assert_finding (found, cases[i].severity, "hub-url", cases[i].part);
  }
}

static void
test_identity_url (void)
{
  g_autoptr (GPtrArray) none = cue_diagnostics_new ();
  g_autoptr (GPtrArray) plain = cue_diagnostics_new ();
  g_autoptr (GPtrArray) good = cue_diagnostics_new ();

  cue_salto_check_identity_url (none, "");
  assert_finding (none, CUE_SEVERITY_ERROR, "identity-url", "Identity Server");
  cue_salto_check_identity_url (plain, "http://identity.example.com");
  assert_finding (plain, CUE_SEVERITY_ERROR, "identity-url", "https");
  cue_salto_check_identity_url (good, "https://identity.example.com");
  assert_finding (good, NONE, NULL, NULL);
}

static void
test_streams (void)
{
  g_autoptr (GPtrArray) none = cue_diagnostics_new ();
  g_autoptr (GPtrArray) one = cue_diagnostics_new ();

  cue_salto_check_streams (none, FALSE, FALSE);
  assert_finding (none, CUE_SEVERITY_ERROR, "streams", "entries");
  cue_salto_check_streams (one, FALSE, TRUE);
  assert_finding (one, NONE, NULL, NULL);
}

static void
test_ids (void)
{
  static const struct {
    const char *id;
    int         site;
    int         user;
    const char *part;
  } cases[] = {
    { UUID, NONE, NONE, NULL },
    { "  " UUID "\n", NONE, NONE, NULL },
    { "site-101", CUE_SEVERITY_WARNING, NONE, "UUID" },
    { "", CUE_SEVERITY_ERROR, CUE_SEVERITY_ERROR, "Enter the ID" },
    { NULL, CUE_SEVERITY_ERROR, CUE_SEVERITY_ERROR, "Enter the ID" },
    { " \t", CUE_SEVERITY_ERROR, CUE_SEVERITY_ERROR, "Enter the ID" },
    { "a\nb", CUE_SEVERITY_ERROR, CUE_SEVERITY_ERROR, "cannot be seen" },
    { "a\xe2\x80\x8b"
      "b",
      CUE_SEVERITY_ERROR,
      CUE_SEVERITY_ERROR,
      "cannot be seen" },
    { "a\xff", CUE_SEVERITY_ERROR, CUE_SEVERITY_ERROR, "cannot be seen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) site = cue_diagnostics_new ();
    g_autoptr (GPtrArray) user = cue_diagnostics_new ();

    cue_salto_check_site (site, cases[i].id);
    assert_finding (site, cases[i].site, "site", cases[i].part);
    cue_salto_check_user (user, cases[i].id);
    assert_finding (user, cases[i].user, "user", cases[i].part);
  }
}

static void
test_client (void)
{
  g_autoptr (GPtrArray) none = cue_diagnostics_new ();
  g_autoptr (GPtrArray) good = cue_diagnostics_new ();

  cue_salto_check_client (none, NULL);
  assert_finding (none, CUE_SEVERITY_ERROR, "client-id", "client ID");
  cue_salto_check_client (good, "demo-client");
  assert_finding (good, NONE, NULL, NULL);
}

static void
test_token_form (void)
{
  static const struct {
    const char *token;
    int         severity;
    const char *part;
  } cases[] = {
    { NULL, CUE_SEVERITY_ERROR, "Paste" },
    { "", CUE_SEVERITY_ERROR, "Paste" },
    { "aa.b b.cc", CUE_SEVERITY_ERROR, "space" },
    { "aa.bb\n.cc", CUE_SEVERITY_ERROR, "line break" },
    { "secret-and-opaque", CUE_SEVERITY_ERROR, "three parts" },
    { "aa.bb.cc", CUE_SEVERITY_WARNING, "cannot be read" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();

    cue_salto_check_token (found, cases[i].token, NOW, CUE_SALTO_OVERRIDE_NONE);
    assert_finding (found, cases[i].severity, "token", cases[i].part);
    g_assert_false (cue_salto_finding_can_be_overridden (g_ptr_array_index (found, 0)));
    if (cases[i].token != NULL && *cases[i].token != '\0')
      g_assert_null (
        strstr (cue_diagnostic_get_message (g_ptr_array_index (found, 0)), cases[i].token));
  }
}

static void
test_token_life (void)
{
  static const struct {
    int         left;
    int         severity;
    const char *part;
  } cases[] = {
    { 3600, NONE, NULL },
    { 300, NONE, NULL },
    { 299, CUE_SEVERITY_WARNING, "lives 4 min 59 s more" },
    { 0, CUE_SEVERITY_WARNING, "expired" },
    { -60, CUE_SEVERITY_WARNING, "expired 1 min ago" },
    { -61, CUE_SEVERITY_ERROR, "401" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *payload = g_strdup_printf ("{\"exp\":%d," FULL "}", NOW_S + cases[i].left);
    g_autofree char *token = make_token (payload);
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();
    g_autoptr (GPtrArray) forced = cue_diagnostics_new ();

    cue_salto_check_token (found, token, NOW, CUE_SALTO_OVERRIDE_NONE);
    assert_finding (found, cases[i].severity, "token-life", cases[i].part);
    cue_salto_check_token (forced, token, NOW, CUE_SALTO_OVERRIDE_LIFE);
    assert_finding (forced,
                    cases[i].severity == NONE ? NONE : CUE_SEVERITY_WARNING,
                    "token-life",
                    cases[i].part);
    if (found->len > 0)
      g_assert_cmpint (cue_salto_finding_can_be_overridden (g_ptr_array_index (found, 0)),
                       ==,
                       cases[i].severity == CUE_SEVERITY_ERROR);
  }
}

static void
test_token_scope (void)
{
  g_autofree char *without = make_token ("{\"scope\":\"openid profile\"}");
  g_autofree char *empty = make_token ("{\"scope\":[]}");
  g_autofree char *silent = make_token ("{\"sub\":\"x\"}");
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GPtrArray) nothing = cue_diagnostics_new ();
  g_autoptr (GPtrArray) forced = cue_diagnostics_new ();
  g_autoptr (GPtrArray) unsaid = cue_diagnostics_new ();

  cue_salto_check_token (found, without, NOW, CUE_SALTO_OVERRIDE_LIFE);
  assert_finding (found, CUE_SEVERITY_ERROR, "token-scope", "openid profile");
  g_assert_true (cue_salto_finding_can_be_overridden (g_ptr_array_index (found, 0)));
  cue_salto_check_token (nothing, empty, NOW, CUE_SALTO_OVERRIDE_NONE);
  assert_finding (nothing, CUE_SEVERITY_ERROR, "token-scope", "403");
  cue_salto_check_token (forced, without, NOW, CUE_SALTO_OVERRIDE_SCOPE);
  assert_finding (forced, CUE_SEVERITY_WARNING, "token-scope", "user_api.full_access");
  g_assert_false (cue_salto_finding_can_be_overridden (g_ptr_array_index (forced, 0)));
  cue_salto_check_token (unsaid, silent, NOW, CUE_SALTO_OVERRIDE_NONE);
  assert_finding (unsaid, NONE, NULL, NULL);
}

static void
test_addresses (void)
{
  static const struct {
    const char    *base;
    CueSaltoStream stream;
    const char    *site;
    const char    *user;
    const char    *url;
  } cases[] = {
    { "https://hub.example.com",
      CUE_SALTO_ENTRIES,
      UUID,
      NULL,
      "https://hub.example.com/v1/hub/entries?site_id=" UUID },
    { " https://hub.example.com/ ",
      CUE_SALTO_INCIDENTS,
      " " UUID " ",
      " ",
      "https://hub.example.com/v1/hub/incidents?site_id=" UUID },
    { "wss://hub.example.com/relay//",
      CUE_SALTO_ENTRIES,
      "a b&c=d#é",
      "u/1",
      "https://hub.example.com/relay/v1/hub/entries?site_id=a%20b%26c%3Dd%23%C3%A9&user_id=u%2F1" },
    { "ws://127.0.0.1:9/v1/hub/entries?site_id=x",
      CUE_SALTO_INCIDENTS,
      "y",
      NULL,
      "http://127.0.0.1:9/v1/hub/incidents?site_id=y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *url =
      cue_salto_make_hub_url (cases[i].base, cases[i].stream, cases[i].site, cases[i].user);

    g_assert_cmpstr (url, ==, cases[i].url);
  }
  for (CueSaltoEnvironment i = CUE_SALTO_ACCEPT; i <= CUE_SALTO_PRODUCTION; i++) {
    g_autofree char *token = NULL;

    g_assert_true (g_str_has_prefix (cue_salto_environment_get_hub_url (i), "https://"));
    token =
      cue_salto_make_identity_url (cue_salto_environment_get_identity_url (i), "connect/token");
    g_assert_true (g_str_has_prefix (token, "https://"));
    g_assert_true (g_str_has_suffix (token, ".com/connect/token"));
  }
  g_assert_null (cue_salto_environment_get_hub_url (CUE_SALTO_CUSTOM));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/salto-rules/hub-url", test_hub_url);
  g_test_add_func ("/salto-rules/identity-url", test_identity_url);
  g_test_add_func ("/salto-rules/streams", test_streams);
  g_test_add_func ("/salto-rules/ids", test_ids);
  g_test_add_func ("/salto-rules/client", test_client);
  g_test_add_func ("/salto-rules/token-form", test_token_form);
  g_test_add_func ("/salto-rules/token-life", test_token_life);
  g_test_add_func ("/salto-rules/token-scope", test_token_scope);
  g_test_add_func ("/salto-rules/addresses", test_addresses);

  return g_test_run ();
}
