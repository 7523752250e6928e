// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-demo-doors.h"

#include "cue-json-reader.h"
#include "cue-secret-store.h"
#include "cue-url.h"

#include <string.h>

#define MAX_SITE_ID 64

static gboolean
is_one_word (const char *text)
{
  return *text != '\0' && strlen (text) <= MAX_SITE_ID && strpbrk (text, " \t\r\n") == NULL;
}

/* One site a line, with its name where the simulator gives one. */
static char *
read_sites (JsonObject *salto)
{
  JsonNode *node = json_object_get_member (salto, "sites");
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *sites;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  sites = json_node_get_array (node);
  for (guint i = 0; i < MIN (json_array_get_length (sites), CUE_DOORS_MAX_SITES); i++) {
    JsonNode        *element = json_array_get_element (sites, i);
    g_autofree char *id = NULL;
    g_autofree char *name = NULL;
    g_autoptr (CueJsonReader) reader = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (element))
      continue;
    reader = cue_json_reader_new (json_node_get_object (element), "$", NULL);
    if (!cue_json_reader_get_string (reader, "id", &id) || !is_one_word (id))
      continue;
    if (cue_json_reader_get_string (reader, "name", &name))
      g_strdelimit (name, "\r\n", ' ');
    g_string_append_printf (text, "%s %s\n", id, name != NULL ? name : "");
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * cue_demo_doors_read:
 * @doors: what to fill in
 * @description: what the simulator says about itself
 *
 * Takes over the simulated doors: all sites, both streams, tokens with the simulator's demo
 * credentials. A simulator without doors, or doors that are not on this computer, leave @doors as
 * it is.
 *
 * Returns: (transfer full) (nullable): the secret of the client, of the kind
 *   %CUE_SECRET_KIND_DOORS_CLIENT
 */
GBytes *
cue_demo_doors_read (CueDoorsProfile *doors, JsonObject *description)
{
  g_autoptr (CueJsonReader) root = NULL;
  g_autoptr (CueJsonReader) reader = NULL;
  JsonObject      *salto = NULL;
  g_autofree char *hub_url = NULL;
  g_autofree char *identity_url = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *client_secret = NULL;
  g_autofree char *sites = NULL;

  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (doors), NULL);
  g_return_val_if_fail (description != NULL, NULL);

  root = cue_json_reader_new (description, "$", NULL);
  if (!cue_json_reader_get_object (root, "salto", &salto))
    return NULL;
  reader = cue_json_reader_new (salto, "$.salto", NULL);
  sites = read_sites (salto);
  if (sites == NULL || !cue_json_reader_get_string (reader, "hubUrl", &hub_url) ||
      !cue_json_reader_get_string (reader, "identityUrl", &identity_url) ||
      !cue_json_reader_get_string (reader, "clientId", &client_id) ||
      !cue_json_reader_get_string (reader, "clientSecret", &client_secret) ||
      !cue_url_is_loopback (hub_url) || !cue_url_is_loopback (identity_url))
    return NULL;
  g_object_set (doors,
                "enabled",
                TRUE,
                "environment",
                CUE_SALTO_CUSTOM,
                "hub-url",
                hub_url,
                "identity-url",
                identity_url,
                "sites",
                sites,
                "token-source",
                CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS,
                "client-id",
                client_id,
                NULL);
  return cue_secret_bytes_new (client_secret, strlen (client_secret));
}
