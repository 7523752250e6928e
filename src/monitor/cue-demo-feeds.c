// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-demo-feeds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-feed-connection.h"
#include "cue-json-reader.h"
#include "cue-url.h"

static char *
read_feeds (CueJsonReader *reader)
{
  JsonNode  *node = json_object_get_member (cue_json_reader_get_json (reader), "feeds");
  GString   *lines = g_string_new (NULL);
  JsonArray *feeds;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return g_string_free (lines, FALSE);
  feeds = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (feeds); i++) {
    JsonNode *feed = json_array_get_element (feeds, i);
    g_autoptr (CueJsonReader) one = NULL;
    g_autofree char *id = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (feed))
      continue;
    one = cue_json_reader_new (json_node_get_object (feed), "$", NULL);
    if (cue_json_reader_get_string (one, "id", &id) && id != NULL)
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", id);
  }
  return g_string_free (lines, FALSE);
}

static void
add_connection (CueConnectionList *tenduke,
                const char        *label,
                gboolean           production,
                const char        *base_url,
                const char        *feeds,
                const char        *key,
                CueSecretStore    *secrets,
                const char        *profile_id)
{
  g_autoptr (CueFeedConnection) connection = g_object_new (CUE_TYPE_FEED_CONNECTION,
                                                           "label",
                                                           label,
                                                           "host",
                                                           base_url,
                                                           "feeds",
                                                           feeds,
                                                           "production",
                                                           production,
                                                           NULL);
  g_autoptr (GBytes) secret = cue_secret_bytes_new (key, strlen (key));
  g_autofree char *kind = cue_connection_make_secret_kind (connection);

  cue_secret_store_keep (secrets, profile_id, kind, secret);
  cue_connection_list_add (tenduke, connection);
}

/**
 * cue_demo_feeds_read:
 * @tenduke: what to fill in
 * @description: what the simulator says about itself
 * @secrets: gets the private key, in memory only
 * @profile_id: under which it is kept
 *
 * Takes over the simulated Event Data Service: a connection to try things with, and the same one
 * marked as production, so that it can be seen what the mark does. A simulator without one, or one
 * that is not on this computer, leaves @tenduke as it is.
 */
void
cue_demo_feeds_read (CueConnectionList *tenduke,
                     JsonObject        *description,
                     CueSecretStore    *secrets,
                     const char        *profile_id)
{
  g_autoptr (CueJsonReader) root = NULL;
  g_autoptr (CueJsonReader) reader = NULL;
  g_autofree char *base_url = NULL;
  g_autofree char *feeds = NULL;
  g_autofree char *key = NULL;

  g_return_if_fail (CUE_IS_CONNECTION_LIST (tenduke));
  g_return_if_fail (description != NULL);

  root = cue_json_reader_new (description, "$", NULL);
  reader = cue_json_reader_has (root, "tenduke") ? cue_json_reader_enter (root, "tenduke") : NULL;
  if (reader == NULL || !cue_json_reader_get_string (reader, "baseUrl", &base_url) ||
      base_url == NULL || !cue_url_is_loopback (base_url) ||
      !cue_json_reader_get_string (reader, "privateKey", &key) || key == NULL)
    return;
  feeds = read_feeds (reader);
  add_connection (tenduke,
                  // Translators: a connection of the demo to feeds of events
                  _ ("Licence events"),
                  FALSE,
                  base_url,
                  feeds,
                  key,
                  secrets,
                  profile_id);
  add_connection (tenduke,
                  // Translators: a connection of the demo, the one with a real product behind it
                  _ ("Live product"),
                  TRUE,
                  base_url,
                  feeds,
                  key,
                  secrets,
                  profile_id);
}
