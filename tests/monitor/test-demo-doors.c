// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What the simulator says about its doors fits what the console makes of it. */

#include "cue-demo-doors.h"
#include "cue-diagnostic.h"
#include "cue-json.h"
#include "cue-simulator.h"

#include <string.h>

static void
test_simulator (void)
{
  g_autoptr (CueSimulator) simulator = cue_simulator_new ();
  g_autoptr (CueDoorsProfile) doors = cue_doors_profile_new ();
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GPtrArray) sites = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *salto;

  cue_simulator_set_media (simulator, FALSE);
  cue_simulator_start (simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (simulator);
  salto = json_object_get_object_member (json_node_get_object (node), "salto");
  secret = cue_demo_doors_read (doors, json_node_get_object (node));

  g_assert_nonnull (secret);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL),
                   g_bytes_get_size (secret),
                   "demo-client-secret",
                   strlen ("demo-client-secret"));
  g_assert_true (cue_doors_profile_get_enabled (doors));
  g_assert_cmpint (cue_doors_profile_get_environment (doors), ==, CUE_SALTO_CUSTOM);
  g_assert_cmpstr (cue_doors_profile_find_hub_url (doors),
                   ==,
                   json_object_get_string_member (salto, "hubUrl"));
  g_assert_cmpstr (cue_doors_profile_find_identity_url (doors),
                   ==,
                   json_object_get_string_member (salto, "identityUrl"));
  g_assert_cmpint (cue_doors_profile_get_token_source (doors),
                   ==,
                   CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS);
  g_assert_true (cue_doors_profile_get_entries (doors));
  g_assert_true (cue_doors_profile_get_incidents (doors));
  sites = cue_doors_profile_list_sites (doors);
  g_assert_cmpuint (sites->len, ==, 3);
  g_assert_cmpstr (((CueDoorsSite *) g_ptr_array_index (sites, 0))->name, ==, "Demo hall");
  /* Nothing in it that a form would complain of. */
  cue_doors_profile_validate (doors, found);
  g_assert_cmpuint (found->len, ==, 0);
}

/* A simulator of another version, or something that is none, changes nothing. */
static void
test_others (void)
{
#define SITES "\"sites\":[{\"id\":\"a\"}]"
#define URLS  "\"hubUrl\":\"http://127.0.0.1:1\",\"identityUrl\":\"http://127.0.0.1:2\""
#define REST  "\"clientId\":\"a\",\"clientSecret\":\"b\""
  static const char *const texts[] = {
    "{}",
    "{\"salto\":null}",
    "{\"salto\":[]}",
    "{\"salto\":{" URLS "," REST "}}",
    "{\"salto\":{\"sites\":[]," URLS "," REST "}}",
    "{\"salto\":{\"sites\":[7,{\"id\":7},{\"id\":\"\"},{\"id\":\"a\\nb\"}]," URLS "," REST "}}",
    "{\"salto\":{" SITES "," URLS "}}",
    "{\"salto\":{" SITES ",\"hubUrl\":\"https://hub.example.com\",\"identityUrl\":"
    "\"http://127.0.0.1:2\"," REST "}}",
    "{\"salto\":{" SITES ",\"hubUrl\":\"http://127.0.0.1:1\",\"identityUrl\":"
    "\"https://identity.example.com\"," REST "}}",
  };
  g_autoptr (CueDoorsProfile) untouched = cue_doors_profile_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = cue_json_parse (bytes, &error);
    g_autoptr (CueDoorsProfile) doors = cue_doors_profile_new ();

    g_assert_no_error (error);
    g_assert_null (cue_demo_doors_read (doors, json_node_get_object (node)));
    g_assert_true (cue_doors_profile_equal (doors, untouched));
  }
}

/* A name cannot smuggle in another line. */
static void
test_name (void)
{
  static const char text[] = "{\"salto\":{\"sites\":[{\"id\":\"a\",\"name\":\"One\\nb Two\"}]," URLS
                             "," REST "}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  g_autoptr (CueDoorsProfile) doors = cue_doors_profile_new ();
  g_autoptr (GBytes) secret = cue_demo_doors_read (doors, json_node_get_object (node));
  g_autoptr (GPtrArray) sites = cue_doors_profile_list_sites (doors);

  g_assert_nonnull (secret);
  g_assert_cmpuint (sites->len, ==, 1);
  g_assert_cmpstr (((CueDoorsSite *) g_ptr_array_index (sites, 0))->name, ==, "One b Two");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/demo-doors/simulator", test_simulator);
  g_test_add_func ("/monitor/demo-doors/others", test_others);
  g_test_add_func ("/monitor/demo-doors/name", test_name);
  return g_test_run ();
}
