// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-tenduke.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"

// Which connection to 10Duke is meant, and the key that is kept for it.

typedef struct {
  gboolean done;
  GBytes  *secret; // owned by whoever waits
  GError  *error;  // owned by whoever waits
} Wait;

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &wait->error);
  wait->done = TRUE;
}

/**
 * cue_ctl_tenduke_look_up:
 * @secrets: where keys are kept
 * @profile: an event
 * @connection: a connection of it
 *
 * Waits for the keyring, which may ask for its password meanwhile.
 *
 * Errors: what the keyring says.
 *
 * Returns: (transfer full) (nullable): the private key; %NULL without an error: there is none
 */
GBytes *
cue_ctl_tenduke_look_up (CueSecretStore *secrets,
                         CueProfile     *profile,
                         gpointer        connection,
                         GError        **error)
{
  g_autofree char *kind = cue_connection_make_secret_kind (connection);
  Wait             wait = { 0 };

  cue_secret_store_lookup_async (secrets,
                                 cue_profile_get_id (profile),
                                 kind,
                                 NULL,
                                 on_found,
                                 &wait);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);
  return wait.secret;
}

// Borrowed from the event.
static gpointer
find_connection (const char *label, CueProfile *profile, GError **error)
{
  CueConnectionList *tenduke = cue_profile_get_tenduke (profile);
  guint              n = g_list_model_get_n_items (G_LIST_MODEL (tenduke));
  g_autoptr (GString) labels = g_string_new (NULL);
  gpointer connection = NULL;

  if (label != NULL)
    connection = cue_connection_list_find_by_label (tenduke, label);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (tenduke), i);

    g_string_append_printf (labels, "%s“%s”", i > 0 ? ", " : "", cue_connection_get_label (item));
    if (n == 1 && label == NULL)
      connection = item;
  }
  if (connection != NULL)
    return connection;
  if (n == 0)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("“%s” has no connection to 10Duke. Edit the event and add one."),
                 cue_profile_get_name (profile));
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 // Translators: %s are the names of connections, in quotation marks
                 _ ("Say with --connection which one: %s."),
                 labels->str);
  return NULL;
}

/**
 * cue_ctl_tenduke_find:
 * @name: the name or the id of an event
 * @label: (nullable): which of its connections; %NULL when it has one only
 * @profiles: (out) (transfer full) (nullable): the events; has to live as long as what is found
 * @connection: (out) (transfer none): the connection, when this returns an event
 *
 * Errors: %CUE_ERROR_INVALID_INPUT, with the names there are; %CUE_ERROR_STORAGE.
 *
 * Returns: (transfer none) (nullable): the event
 */
CueProfile *
cue_ctl_tenduke_find (const char       *name,
                      const char       *label,
                      CueProfileStore **profiles,
                      gpointer         *connection,
                      GError          **error)
{
  CueProfile *profile;

  *profiles = cue_ctl_load_profiles (error);
  profile = *profiles != NULL ? cue_ctl_find_profile (*profiles, name, error) : NULL;
  if (profile == NULL)
    return NULL;
  *connection = find_connection (label, profile, error);
  return *connection != NULL ? profile : NULL;
}
