// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-doors-profile.h"
#include "cue-json.h"
#include "cue-profile-store.h"
#include "cue-profile.h"
#include "cue-secret-store.h"

#define UUID "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f401"

static CueDoorsProfile *
make_doors (void)
{
  return g_object_new (CUE_TYPE_DOORS_PROFILE,
                       "enabled",
                       TRUE,
                       "environment",
                       CUE_SALTO_CUSTOM,
                       "hub-url",
                       "https://hub.example.com",
                       "identity-url",
                       "https://identity.example.com",
                       "sites",
                       "\n " UUID "  Main building \r\nsite-2\n" UUID " again\n",
                       "incidents",
                       FALSE,
                       "user-id",
                       "u-1",
                       "token-in-query",
                       TRUE,
                       "token-source",
                       CUE_TOKEN_SOURCE_SIGN_IN,
                       "client-id",
                       "console",
                       "ignore-scope",
                       TRUE,
                       NULL);
}

static GPtrArray *
validate (CueDoorsProfile *doors)
{
  GPtrArray *found = cue_diagnostics_new ();

  cue_doors_profile_validate (doors, found);
  return found;
}

static void
test_defaults (void)
{
  g_autoptr (CueDoorsProfile) doors = cue_doors_profile_new ();
  g_autoptr (GPtrArray) found = validate (doors);
  g_autoptr (GPtrArray) sites = cue_doors_profile_list_sites (doors);

  g_assert_false (cue_doors_profile_get_enabled (doors));
  g_assert_true (cue_doors_profile_get_entries (doors));
  g_assert_true (cue_doors_profile_get_incidents (doors));
  g_assert_false (cue_doors_profile_get_token_in_query (doors));
  g_assert_cmpint (cue_doors_profile_get_token_source (doors), ==, CUE_TOKEN_SOURCE_PASTED);
  g_assert_cmpstr (cue_doors_profile_find_hub_url (doors),
                   ==,
                   "https://eventstreaming-connect-production.saltoks.com");
  g_assert_cmpstr (cue_doors_profile_find_identity_url (doors),
                   ==,
                   "https://identity.eu.my-clay.com");
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (sites->len, ==, 0);
}

static void
test_sites (void)
{
  g_autoptr (CueDoorsProfile) doors = make_doors ();
  g_autoptr (GPtrArray) sites = cue_doors_profile_list_sites (doors);
  CueDoorsSite *site;

  g_assert_cmpuint (sites->len, ==, 2);
  site = g_ptr_array_index (sites, 0);
  g_assert_cmpstr (site->id, ==, UUID);
  g_assert_cmpstr (site->name, ==, "Main building");
  site = g_ptr_array_index (sites, 1);
  g_assert_cmpstr (site->id, ==, "site-2");
  g_assert_cmpstr (site->name, ==, "");
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_assign (void)
{
  g_autoptr (CueDoorsProfile) doors = make_doors ();
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (CueProfile) copy = NULL;
  guint n = 0;

  g_signal_connect (profile, "notify::doors", G_CALLBACK (on_notify), &n);
  g_assert_false (cue_doors_profile_equal (cue_profile_get_doors (profile), doors));
  g_object_freeze_notify (G_OBJECT (profile));
  cue_doors_profile_assign (cue_profile_get_doors (profile), doors);
  g_object_thaw_notify (G_OBJECT (profile));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (cue_doors_profile_equal (cue_profile_get_doors (profile), doors));
  cue_doors_profile_assign (cue_profile_get_doors (profile), doors);
  g_object_set (cue_profile_get_doors (profile), "enabled", TRUE, NULL);
  g_assert_cmpuint (n, ==, 1);

  copy = cue_profile_copy (profile);
  g_assert_true (cue_profile_equal (copy, profile));
  g_assert_true (cue_profile_get_doors (copy) != cue_profile_get_doors (profile));
  g_object_set (cue_profile_get_doors (copy), "sites", "other", NULL);
  g_assert_false (cue_profile_equal (copy, profile));
  cue_profile_assign (profile, copy);
  g_assert_cmpuint (n, ==, 2);
}

static void
assert_finding (const char *property, const char *value, const char *where, const char *part)
{
  g_autoptr (CueDoorsProfile) doors = make_doors ();
  g_autoptr (GPtrArray) found = NULL;
  gboolean there = FALSE;

  g_object_set (doors, "sites", UUID, property, value, NULL);
  found = validate (doors);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    there |= g_str_equal (cue_diagnostic_get_where (finding), where) &&
             strstr (cue_diagnostic_get_message (finding), part) != NULL &&
             cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR;
    // Each is about something a form has.
    g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (doors),
                                                    cue_diagnostic_get_where (finding)));
  }
  g_assert_true (there);
}

static void
test_validate (void)
{
  g_autoptr (CueDoorsProfile) doors = make_doors ();
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GPtrArray) fine = NULL;
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i <= CUE_DOORS_MAX_SITES; i++)
    g_string_append_printf (many, "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f%03u\n", i);
  g_object_set (doors, "sites", UUID, NULL);
  fine = validate (doors);
  g_assert_cmpuint (fine->len, ==, 0);

  assert_finding ("hub-url", "http://hub.example.com", "hub-url", "https");
  assert_finding ("hub-url", "", "hub-url", "Enter the address");
  assert_finding ("identity-url", " ", "identity-url", "Identity Server");
  assert_finding ("client-id", "", "client-id", "client ID");
  assert_finding ("sites", "", "sites", "Enter the ID");
  assert_finding ("sites", "a\x01", "sites", "cannot be seen");
  assert_finding ("sites", many->str, "sites", "At most 50");
  assert_finding ("user-id", " ", "user-id", "Enter the ID");

  g_object_set (doors, "entries", FALSE, NULL);
  none = validate (doors);
  g_assert_cmpuint (none->len, ==, 1);
  g_assert_cmpstr (cue_diagnostic_get_where (g_ptr_array_index (none, 0)), ==, "entries");

  // A pasted token needs no Identity Server.
  g_object_set (doors,
                "entries",
                TRUE,
                "identity-url",
                "",
                "client-id",
                "",
                "token-source",
                CUE_TOKEN_SOURCE_PASTED,
                NULL);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = validate (doors);
  g_assert_cmpuint (none->len, ==, 0);

  g_object_set (doors, "sites", "", "enabled", FALSE, NULL);
  off = validate (doors);
  g_assert_cmpuint (off->len, ==, 0);
}

static void
test_json (void)
{
  g_autoptr (CueDoorsProfile) doors = make_doors ();
  g_autoptr (CueDoorsProfile) back = cue_doors_profile_new ();
  g_autoptr (JsonNode) node = cue_doors_profile_to_json (doors);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *text = cue_json_to_text (node, FALSE);

  cue_doors_profile_read_json (back, node, "$", found);
  g_assert_cmpuint (found->len, ==, 0);
  // The lines of sites come back tidied up.
  g_assert_cmpstr (cue_doors_profile_get_sites (back), ==, UUID " Main building\nsite-2");
  g_object_set (doors, "sites", cue_doors_profile_get_sites (back), NULL);
  g_assert_true (cue_doors_profile_equal (doors, back));
  g_assert_nonnull (strstr (text, "\"tokenSource\":\"sign-in\""));
}

static void
test_hostile_json (void)
{
  static const char *const texts[] = {
    "[]",
    "7",
    "{\"enabled\":\"yes\",\"sites\":{},\"environment\":\"moon\",\"tokenSource\":5}",
    "{\"sites\":[1]}",
    "{\"hubUrl\":\"https://a\\u202eb\",\"userId\":null}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (CueDoorsProfile) doors = cue_doors_profile_new ();
    g_autoptr (CueDoorsProfile) empty = cue_doors_profile_new ();
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();
    g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);

    cue_doors_profile_read_json (doors, node, "$.doors", found);
    g_assert_cmpuint (found->len, >, 0);
    g_assert_true (cue_doors_profile_equal (doors, empty));
  }
}

static void
test_secrets (void)
{
  g_autoptr (CueDoorsProfile) doors = make_doors ();

  g_assert_true (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_REFRESH));
  g_assert_true (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_CLIENT));
  g_assert_false (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_TOKEN));
  g_object_set (doors, "token-source", CUE_TOKEN_SOURCE_PASTED, NULL);
  g_assert_true (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_TOKEN));
  g_assert_false (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_CLIENT));
  g_object_set (doors, "token-source", CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS, NULL);
  g_assert_true (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_CLIENT));
  g_assert_false (cue_doors_profile_uses_secret (doors, CUE_SECRET_KIND_DOORS_REFRESH));
  g_assert_cmpint (cue_doors_profile_get_overrides (doors), ==, CUE_SALTO_OVERRIDE_SCOPE);
}

static void
test_export (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/profiles.json");
  g_autoptr (CueProfileStore) store = cue_profile_store_new (file);
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (CueDoorsProfile) doors = make_doors ();
  g_autoptr (GPtrArray) profiles = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = cue_diagnostics_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_object_set (doors, "hub-url", "https://hub.example.com/?access_token=sesame", NULL);
  cue_doors_profile_assign (cue_profile_get_doors (profile), doors);
  g_ptr_array_add (profiles, profile);
  bytes = cue_profile_store_export (store, profiles, left_out);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strstr (text, "sesame"));
  g_assert_nonnull (strstr (text, UUID));
  g_assert_nonnull (strstr (text, "https://identity.example.com"));
  g_assert_cmpuint (left_out->len, ==, 1);
  // What is exported is a copy.
  g_assert_true (cue_doors_profile_equal (cue_profile_get_doors (profile), doors));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/doors-profile/defaults", test_defaults);
  g_test_add_func ("/doors-profile/sites", test_sites);
  g_test_add_func ("/doors-profile/assign", test_assign);
  g_test_add_func ("/doors-profile/validate", test_validate);
  g_test_add_func ("/doors-profile/json", test_json);
  g_test_add_func ("/doors-profile/hostile-json", test_hostile_json);
  g_test_add_func ("/doors-profile/secrets", test_secrets);
  g_test_add_func ("/doors-profile/export", test_export);

  return g_test_run ();
}
