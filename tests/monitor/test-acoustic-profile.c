// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-acoustic-connection.h"
#include "cue-connection-list.h"
#include "cue-diagnostic.h"
#include "cue-json.h"
#include "cue-profile-store.h"

static CueAcousticConnection *
make_connection (const char *label, const char *url)
{
  return g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION,
                       "label",
                       label,
                       "base-url",
                       url,
                       "role",
                       CUE_ACOUSTIC_ROLE_PUBLISHER,
                       "endpoint-id",
                       "60001",
                       NULL);
}

static CueConnectionList *
make_profile (void)
{
  CueConnectionList *self = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
  g_autoptr (CueAcousticConnection) shop = make_connection ("Shop", "https://api.example.com");
  g_autoptr (CueAcousticConnection) live = make_connection ("Live", "https://live.example.com/");

  g_object_set (live, "production", TRUE, "role", CUE_ACOUSTIC_ROLE_BOTH, NULL);
  cue_connection_list_add (self, shop);
  cue_connection_list_add (self, live);
  return self;
}

static CueAcousticConnection *
peek (CueConnectionList *self, guint position)
{
  g_autoptr (CueAcousticConnection) item = g_list_model_get_item (G_LIST_MODEL (self), position);

  return item;
}

static guint
count (CueConnectionList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self));
}

static void
test_defaults (void)
{
  g_autoptr (CueAcousticConnection) connection = cue_acoustic_connection_new ();
  g_autofree char *title = cue_connection_make_title (connection);

  g_assert_true (g_uuid_string_is_valid (cue_connection_get_id (connection)));
  g_assert_cmpstr (cue_connection_get_label (connection), ==, "");
  g_assert_cmpstr (title, ==, "Unnamed connection");
  g_assert_cmpint (cue_acoustic_connection_get_role (connection), ==, CUE_ACOUSTIC_ROLE_BOTH);
  g_assert_false (cue_connection_get_production (connection));
}

static void
on_changed (CueConnectionList *self, guint *n)
{
  (*n)++;
}

static void
test_list (void)
{
  g_autoptr (CueConnectionList) self = make_profile ();
  g_autofree char *kind = cue_connection_make_secret_kind (peek (self, 0));
  guint            n = 0;

  g_signal_connect (self, "changed", G_CALLBACK (on_changed), &n);
  g_assert_true (g_str_has_suffix (kind, cue_connection_get_id (peek (self, 0))));
  g_assert_true (cue_connection_list_find_by_label (self, "live") == peek (self, 1));
  g_assert_true (cue_connection_list_find (self, cue_connection_get_id (peek (self, 1))) ==
                 peek (self, 1));
  g_assert_null (cue_connection_list_find_by_label (self, "liv"));

  cue_connection_list_add (self, peek (self, 0));
  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (peek (self, 0), "label", "Shop", NULL);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (peek (self, 0), "label", "LIVE", NULL);
  g_assert_cmpuint (n, ==, 1);
  // Two that differ in case only: it is not guessed which.
  g_assert_null (cue_connection_list_find_by_label (self, "live"));

  g_assert_true (cue_connection_list_remove (self, cue_connection_get_id (peek (self, 0))));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_false (cue_connection_list_remove (self, "nothing"));
  for (guint i = 0; i < CUE_CONNECTION_LIST_MAX; i++) {
    g_autoptr (CueAcousticConnection) more = cue_acoustic_connection_new ();

    cue_connection_list_add (self, more);
  }
  g_assert_cmpuint (count (self), ==, CUE_CONNECTION_LIST_MAX);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

// A form edits a copy and gives it back: what stays must stay the same object.
static void
test_assign (void)
{
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (CueProfile) copy = NULL;
  g_autoptr (CueConnectionList) from = make_profile ();
  g_autoptr (CueAcousticConnection) added = make_connection ("New", "https://new.example.com");
  CueConnectionList     *mine = cue_profile_get_acoustic (profile);
  CueConnectionList     *theirs;
  CueAcousticConnection *live;
  guint                  n = 0;

  cue_connection_list_assign (mine, from);
  g_assert_true (cue_connection_list_equal (mine, from));
  g_assert_true (peek (mine, 0) != peek (from, 0));
  live = peek (mine, 1);
  g_signal_connect (profile, "notify::acoustic", G_CALLBACK (on_notify), &n);

  copy = cue_profile_copy (profile);
  theirs = cue_profile_get_acoustic (copy);
  g_assert_true (cue_profile_equal (copy, profile));
  cue_connection_list_remove (theirs, cue_connection_get_id (peek (theirs, 0)));
  cue_connection_list_add (theirs, added);
  g_object_set (peek (theirs, 0), "label", "Really live", NULL);
  g_assert_false (cue_profile_equal (copy, profile));
  g_assert_cmpuint (n, ==, 0);

  cue_profile_assign (profile, copy);
  g_assert_true (cue_profile_equal (copy, profile));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (peek (mine, 0) == live);
  g_assert_cmpstr (cue_connection_get_label (live), ==, "Really live");
  cue_profile_assign (profile, copy);
  g_assert_cmpuint (n, ==, 1);
}

static void
assert_finding (const char *property,
                const char *value,
                CueSeverity severity,
                const char *where,
                const char *part)
{
  g_autoptr (CueAcousticConnection) connection = make_connection ("A", "https://a.example.com");
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  gboolean there = FALSE;

  cue_connection_validate (connection, found);
  g_assert_cmpuint (found->len, ==, 0);
  g_object_set (connection, property, value, NULL);
  cue_connection_validate (connection, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    there |= g_str_equal (cue_diagnostic_get_where (finding), where) &&
             strstr (cue_diagnostic_get_message (finding), part) != NULL &&
             cue_diagnostic_get_severity (finding) == severity;
  }
  g_assert_true (there);
}

static void
test_validate (void)
{
  g_autoptr (CueConnectionList) twice = make_profile ();
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  assert_finding ("label", " ", CUE_SEVERITY_ERROR, "label", "name");
  assert_finding ("base-url", "", CUE_SEVERITY_ERROR, "base-url", "");
  assert_finding ("base-url", "http://a.example.com", CUE_SEVERITY_ERROR, "base-url", "https");
  assert_finding ("base-url", "https://a.example.com/?key=x", CUE_SEVERITY_ERROR, "base-url", "?");
  assert_finding ("base-url", "https://u:p@a.example.com", CUE_SEVERITY_ERROR, "base-url", "");
  assert_finding ("base-url",
                  "https://exchange-us-1.goacoustic.com",
                  CUE_SEVERITY_WARNING,
                  "base-url",
                  "api-exchange");
  assert_finding ("endpoint-id", "6000x", CUE_SEVERITY_WARNING, "endpoint-id", "number");

  g_object_set (peek (twice, 1), "label", "Shop", NULL);
  cue_connection_list_validate (twice, found);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (cue_diagnostic_get_where (g_ptr_array_index (found, 0)),
                   ==,
                   "connections[1].label");
}

static void
test_json (void)
{
  g_autoptr (CueConnectionList) self = make_profile ();
  g_autoptr (CueConnectionList) back = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
  g_autoptr (JsonNode) node = cue_connection_list_to_json (self);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *text = cue_json_to_text (node, FALSE);

  cue_connection_list_read_json (back, node, "$", found);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_true (cue_connection_list_equal (self, back));
  g_assert_nonnull (strstr (text, "\"role\":\"publisher\""));
  g_assert_nonnull (strstr (text, "\"production\":true"));
}

static void
test_hostile_json (void)
{
  static const struct {
    const char *text;
    guint       n;
  } cases[] = {
    { "[]", 0 },
    { "{}", 0 },
    { "{\"connections\":{}}", 0 },
    { "{\"connections\":[7,null]}", 0 },
    { "{\"connections\":[{\"id\":\"../../x\",\"label\":\"A\"}]}", 1 },
    { "{\"connections\":[{\"id\":\"0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f401\"},"
      "{\"id\":\"0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f401\"}]}",
      2 },
    { "{\"connections\":[{\"label\":\"a\\u202eb\",\"role\":\"king\"}]}", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueConnectionList) self = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();
    g_autoptr (JsonNode) node = json_from_string (cases[i].text, NULL);

    cue_connection_list_read_json (self, node, "$.acoustic", found);
    g_assert_cmpuint (found->len, >, 0);
    g_assert_cmpuint (count (self), ==, cases[i].n);
    for (guint j = 0; j < count (self); j++) {
      g_assert_true (g_uuid_string_is_valid (cue_connection_get_id (peek (self, j))));
      g_assert_null (strstr (cue_connection_get_label (peek (self, j)), "b"));
    }
  }
}

// What does not say clearly that nobody real is behind it is guarded.
static void
test_production_json (void)
{
  g_autoptr (CueConnectionList) self = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (JsonNode) node =
    json_from_string ("{\"connections\":[{\"production\":\"yes\"},{\"production\":false},{}]}",
                      NULL);

  cue_connection_list_read_json (self, node, "$", found);
  g_assert_true (cue_connection_get_production (peek (self, 0)));
  g_assert_false (cue_connection_get_production (peek (self, 1)));
  g_assert_false (cue_connection_get_production (peek (self, 2)));
}

static void
test_export (void)
{
  /* Below a file nothing can be saved, not even by root. */
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null/profiles.json");
  g_autoptr (CueProfileStore) store = cue_profile_store_new (file);
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (CueConnectionList) acoustic = make_profile ();
  g_autoptr (GPtrArray) profiles = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = cue_diagnostics_new ();
  g_autoptr (GPtrArray) imported = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_object_set (peek (acoustic, 0), "base-url", "https://a.example.com/?access_token=sesame", NULL);
  cue_connection_list_assign (cue_profile_get_acoustic (profile), acoustic);
  g_ptr_array_add (profiles, profile);
  bytes = cue_profile_store_export (store, profiles, left_out);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strstr (text, "sesame"));
  g_assert_nonnull (strstr (text, "https://live.example.com/"));
  g_assert_cmpuint (left_out->len, ==, 1);
  // What is exported is a copy.
  g_assert_true (cue_connection_list_equal (cue_profile_get_acoustic (profile), acoustic));

  imported = cue_profile_store_import (store, bytes, left_out, NULL);
  g_assert_nonnull (imported);
  g_assert_cmpuint (count (cue_profile_get_acoustic (g_ptr_array_index (imported, 0))), ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/acoustic-profile/defaults", test_defaults);
  g_test_add_func ("/acoustic-profile/list", test_list);
  g_test_add_func ("/acoustic-profile/assign", test_assign);
  g_test_add_func ("/acoustic-profile/validate", test_validate);
  g_test_add_func ("/acoustic-profile/json", test_json);
  g_test_add_func ("/acoustic-profile/hostile-json", test_hostile_json);
  g_test_add_func ("/acoustic-profile/production-json", test_production_json);
  g_test_add_func ("/acoustic-profile/export", test_export);

  return g_test_run ();
}
