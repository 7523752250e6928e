// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the simulator says about its account fits what the console makes of it. */

#include "cue-demo-acoustic.h"
#include "cue-diagnostic.h"
#include "cue-json.h"
#include "cue-simulator.h"

#include <string.h>

#define PROFILE "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f401"

typedef struct {
  GBytes  *secret; // owned, nullable
  gboolean done;
} Lookup;

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Lookup *lookup = user_data;

  lookup->secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, NULL);
  lookup->done = TRUE;
}

static void
assert_secret (CueSecretStore *secrets, CueAcousticConnection *connection, const char *key)
{
  g_autofree char *kind = cue_connection_make_secret_kind (connection);
  Lookup           lookup = { 0 };

  cue_secret_store_lookup_async (secrets, PROFILE, kind, NULL, on_found, &lookup);
  while (!lookup.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (lookup.secret);
  g_assert_cmpmem (g_bytes_get_data (lookup.secret, NULL),
                   g_bytes_get_size (lookup.secret),
                   key,
                   strlen (key));
  g_bytes_unref (lookup.secret);
}

static void
test_simulator (void)
{
  static const struct {
    const char     *key;
    CueAcousticRole role;
    gboolean        production;
  } wanted[] = {
    { "publisherKey", CUE_ACOUSTIC_ROLE_PUBLISHER, FALSE },
    { "subscriberKey", CUE_ACOUSTIC_ROLE_SUBSCRIBER, FALSE },
    { "bothKey", CUE_ACOUSTIC_ROLE_BOTH, TRUE },
  };
  g_autoptr (CueSimulator) simulator = cue_simulator_new ();
  g_autoptr (CueConnectionList) acoustic = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *account;

  cue_simulator_set_media (simulator, FALSE);
  cue_simulator_start (simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (simulator);
  account = json_object_get_object_member (json_node_get_object (node), "acoustic");
  cue_demo_acoustic_read (acoustic, json_node_get_object (node), secrets, PROFILE);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (acoustic)), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autoptr (CueAcousticConnection) item = g_list_model_get_item (G_LIST_MODEL (acoustic), i);

    g_assert_cmpint (cue_acoustic_connection_get_role (item), ==, wanted[i].role);
    g_assert_cmpint (cue_connection_get_production (item), ==, wanted[i].production);
    g_assert_cmpstr (cue_acoustic_connection_get_endpoint_id (item), !=, "");
    assert_secret (secrets, item, json_object_get_string_member (account, wanted[i].key));
  }
  /* Nothing in it that a form would complain of. */
  cue_connection_list_validate (acoustic, found);
  g_assert_cmpuint (found->len, ==, 0);
}

/* A simulator of another version, or something that is none, changes nothing. */
static void
test_others (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"acoustic\":null}",
    "{\"acoustic\":[]}",
    "{\"acoustic\":{}}",
    "{\"acoustic\":{\"baseUrl\":\"https://api.example.com\",\"publisherKey\":\"k\"}}",
    "{\"acoustic\":{\"baseUrl\":\"http://127.0.0.1:1\",\"publisherKey\":7}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);
    g_autoptr (CueConnectionList) acoustic = cue_connection_list_new (CUE_TYPE_ACOUSTIC_CONNECTION);
    g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();

    cue_demo_acoustic_read (acoustic, json_node_get_object (node), secrets, PROFILE);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (acoustic)), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/demo-acoustic/simulator", test_simulator);
  g_test_add_func ("/monitor/demo-acoustic/others", test_others);
  return g_test_run ();
}
