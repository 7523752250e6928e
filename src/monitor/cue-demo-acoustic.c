// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-demo-acoustic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-json-reader.h"
#include "cue-url.h"

typedef struct {
  const char     *label;
  const char     *key; // members of the description
  const char     *id;
  CueAcousticRole role;
  gboolean        production;
} DemoConnection;

static char *
read_endpoint_id (CueJsonReader *reader, const char *member)
{
  g_autoptr (CueJsonReader) ids = cue_json_reader_enter (reader, "endpointIds");
  gint64 id;

  if (ids == NULL || !cue_json_reader_has (ids, member) ||
      !cue_json_reader_get_int64 (ids, member, &id))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static void
add_connection (CueConnectionList    *acoustic,
                const DemoConnection *demo,
                CueJsonReader        *reader,
                const char           *base_url,
                CueSecretStore       *secrets,
                const char           *profile_id)
{
  g_autoptr (CueAcousticConnection) connection = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autofree char *key = NULL;
  g_autofree char *endpoint_id = read_endpoint_id (reader, demo->id);
  g_autofree char *kind = NULL;

  if (!cue_json_reader_get_string (reader, demo->key, &key) || key == NULL)
    return;
  connection = g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION,
                             "label",
                             demo->label,
                             "base-url",
                             base_url,
                             "role",
                             demo->role,
                             "production",
                             demo->production,
                             "endpoint-id",
                             endpoint_id,
                             NULL);
  kind = cue_connection_make_secret_kind (connection);
  secret = cue_secret_bytes_new (key, strlen (key));
  cue_secret_store_keep (secrets, profile_id, kind, secret);
  cue_connection_list_add (acoustic, connection);
}

/**
 * cue_demo_acoustic_read:
 * @acoustic: what to fill in
 * @description: what the simulator says about itself
 * @secrets: gets the keys, in memory only
 * @profile_id: under which they are kept
 *
 * Takes over the simulated account: a connection that publishes, one that subscribes, and one that
 * is marked as production, so that it can be seen what the mark does. A simulator without an
 * account, or an account that is not on this computer, leaves @acoustic as it is.
 */
void
cue_demo_acoustic_read (CueConnectionList *acoustic,
                        JsonObject        *description,
                        CueSecretStore    *secrets,
                        const char        *profile_id)
{
  const DemoConnection connections[] = {
    // Translators: a connection of the demo, the one that publishes
    { _ ("Shop"), "publisherKey", "publisher", CUE_ACOUSTIC_ROLE_PUBLISHER, FALSE },
    // Translators: a connection of the demo, the one that subscribes
    { _ ("Mailer"), "subscriberKey", "subscriber", CUE_ACOUSTIC_ROLE_SUBSCRIBER, FALSE },
    // Translators: a connection of the demo, the one with real people behind it
    { _ ("Live account"), "bothKey", "both", CUE_ACOUSTIC_ROLE_BOTH, TRUE },
  };
  g_autoptr (CueJsonReader) root = NULL;
  g_autoptr (CueJsonReader) reader = NULL;
  JsonObject      *account = NULL;
  g_autofree char *base_url = NULL;

  g_return_if_fail (CUE_IS_CONNECTION_LIST (acoustic));
  g_return_if_fail (description != NULL);

  root = cue_json_reader_new (description, "$", NULL);
  if (!cue_json_reader_has (root, "acoustic") ||
      !cue_json_reader_get_object (root, "acoustic", &account))
    return;
  reader = cue_json_reader_new (account, "$.acoustic", NULL);
  if (!cue_json_reader_get_string (reader, "baseUrl", &base_url) || !cue_url_is_loopback (base_url))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (connections); i++)
    add_connection (acoustic, &connections[i], reader, base_url, secrets, profile_id);
}
