// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-key-words.h"

#include <glib/gi18n-lib.h>

/* The other connections with the same key, which go without it too when it is replaced there. */
static char *
describe_others (CueFeedDesk *desk, CueFeedDeskConnection *connection, CueSigningKey *key)
{
  GListModel *connections = G_LIST_MODEL (desk);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++) {
    g_autoptr (CueFeedDeskConnection) other = g_list_model_get_item (connections, i);
    CueSigningKey *theirs = cue_feed_desk_connection_get_key (other);

    if (other != connection && theirs != NULL &&
        g_str_equal (cue_signing_key_get_fingerprint (theirs),
                     cue_signing_key_get_fingerprint (key)))
      g_string_append_printf (names,
                              "%s%s",
                              names->len > 0 ? ", " : "",
                              cue_desk_connection_get_title (other));
  }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * cue_feed_key_describe:
 * @desk: all connections of an event to feeds
 * @connection: one of them
 *
 * Returns: (transfer full): how it is with its key, and which other connections have the same
 */
char *
cue_feed_key_describe (CueFeedDesk *desk, CueFeedDeskConnection *connection)
{
  CueSigningKey   *key = cue_feed_desk_connection_get_key (connection);
  g_autofree char *others = NULL;

  if (key != NULL) {
    others = describe_others (desk, connection, key);

    if (others[0] == '\0')
      /* Translators: %u is a number of bits */
      return g_strdup_printf (_ ("RSA with %u bits"), cue_signing_key_get_bits (key));

    /* Translators: %u is a number of bits, %s are names of connections */
    return g_strdup_printf (_ ("RSA with %u bits · also the key of %s"),
                            cue_signing_key_get_bits (key),
                            others);
  }

  switch (cue_desk_connection_get_key_state (connection)) {
  case CUE_KEY_LOOKING:
    return g_strdup (_ ("Looking for it in the keyring…"));
  case CUE_KEY_MISSING:
    return g_strdup (_ ("No key yet: import one, or let one be made"));
  case CUE_KEY_LOCKED:
    return g_strdup (_ ("The keyring does not give it"));
  case CUE_KEY_REFUSED:
    return g_strdup (_ ("What is kept is no key that can be used"));
  case CUE_KEY_UNKNOWN:
  case CUE_KEY_THERE:
  default:
    return g_strdup (_ ("Not looked for yet"));
  }
}
