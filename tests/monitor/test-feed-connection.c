// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-demo-feeds.h"
#include "cue-diagnostic.h"
#include "cue-feed-connection.h"
#include "cue-simulator.h"

// What is set up of an Event Data Service: from the demo, from a file.

#define FEED    "my-app-events"
#define PROFILE "6f0c2a51-0d1e-4a7c-9b54-5b1f6c1d0001"

// The demo has two connections with their keys, one of them marked, and nothing to complain of.
static void
test_demo (void)
{
  g_autoptr (CueConnectionList) list = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_autoptr (CueConnectionList) none = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_autoptr (CueFeedConnection) first = NULL;
  g_autoptr (CueFeedConnection) second = NULL;
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_auto (GStrv) feeds = NULL;
  g_autoptr (CueSimulator) simulator = cue_simulator_new ();
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();
  g_autoptr (JsonNode) described = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *description;

  cue_simulator_set_media (simulator, FALSE);
  cue_simulator_start (simulator, &error);
  g_assert_no_error (error);
  described = cue_simulator_describe (simulator);
  description = json_node_get_object (described);

  cue_demo_feeds_read (list, description, secrets, PROFILE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  second = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_false (cue_connection_get_production (first));
  g_assert_true (cue_connection_get_production (second));
  feeds = cue_feed_connection_list_feeds (first);
  g_assert_true (g_strv_contains ((const char *const *) feeds, FEED));
  cue_connection_list_validate (list, found);
  g_assert_cmpuint (found->len, ==, 0);

  // A description that points elsewhere gets no key of the user's, and is left out.
  json_object_set_string_member (json_object_get_object_member (description, "tenduke"),
                                 "baseUrl",
                                 "https://events.example.com");
  cue_demo_feeds_read (none, description, secrets, PROFILE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);
  cue_simulator_stop (simulator);
}

// What a file says, also one that somebody else wrote, and that no key is in it.
static void
test_file (void)
{
  static const char odd[] =
    "{\"connections\":[7,{\"label\":\"a\",\"host\":\"acme\",\"feeds\":[\"f\",\"g\\u202e\",\"h\"],"
    "\"tokenLife\":5,\"wildcard\":\"yes\",\"production\":\"no\"},{\"feeds\":3}]}";
  g_autoptr (CueConnectionList) list = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_autoptr (CueConnectionList) back = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_autoptr (CueFeedConnection) made = g_object_new (CUE_TYPE_FEED_CONNECTION,
                                                     "label",
                                                     "Licences",
                                                     "host",
                                                     "acme",
                                                     "feeds",
                                                     " one \n\ntwo\none",
                                                     "token-life",
                                                     120,
                                                     "wildcard",
                                                     TRUE,
                                                     NULL);
  g_autoptr (CueFeedConnection) first = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) strange = json_from_string (odd, NULL);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GPtrArray) remarks = cue_diagnostics_new ();
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (made);
  g_autofree char *text = NULL;

  g_assert_cmpuint (g_strv_length (feeds), ==, 2);
  g_assert_cmpstr (feeds[0], ==, "one");
  cue_connection_list_add (list, made);
  node = cue_connection_list_to_json (list);
  text = json_to_string (node, FALSE);
  g_assert_null (strstr (text, "KEY"));
  cue_connection_list_read_json (back, node, "$", found);
  g_assert_cmpuint (found->len, ==, 0);
  first = g_list_model_get_item (G_LIST_MODEL (back), 0);
  g_assert_cmpstr (cue_connection_get_id (first), ==, cue_connection_get_id (made));
  g_assert_cmpstr (cue_feed_connection_get_feeds (first), ==, "one\ntwo");
  g_assert_cmpuint (cue_feed_connection_get_token_life (first), ==, 120);
  g_assert_true (cue_feed_connection_get_wildcard (first));
  g_assert_false (cue_connection_get_production (first));

  g_clear_object (&back);
  g_clear_object (&first);
  back = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  cue_connection_list_read_json (back, strange, "$", remarks);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (back)), ==, 2);
  g_assert_cmpuint (remarks->len, >=, 4);
  first = g_list_model_get_item (G_LIST_MODEL (back), 0);
  g_assert_cmpstr (cue_feed_connection_get_feeds (first), ==, "f");
  g_assert_cmpuint (cue_feed_connection_get_token_life (first), ==, 60);
  g_assert_false (cue_feed_connection_get_wildcard (first));
  // Whoever cannot say what it is for is asked before it sends.
  g_assert_true (cue_connection_get_production (first));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/feed-connection/demo", test_demo);
  g_test_add_func ("/monitor/feed-connection/file", test_file);
  return g_test_run ();
}
