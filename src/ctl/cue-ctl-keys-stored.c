// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-ctl-keys-private.h"
#include "cue-ctl-tenduke.h"
#include "cue-error.h"
#include "cue-secret-store.h"

// The keys of 10Duke that are in the keyring, each beside the connection that uses it.

typedef struct {
  gboolean done;
  gboolean stored;
  GError  *error; // owned by whoever waits
} Wait;

static void
wait_for (Wait *wait)
{
  while (!wait->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->stored = cue_secret_store_store_finish (CUE_SECRET_STORE (source), result, &wait->error);
  wait->done = TRUE;
}

static gboolean
store (CueSecretStore *secrets,
       CueProfile     *profile,
       gpointer        connection,
       GBytes         *pem,
       GError        **error)
{
  g_autofree char *kind = cue_connection_make_secret_kind (connection);
  g_autofree char *title = cue_connection_make_title (connection);
  g_autofree char *label =
    g_strdup_printf ("Cuelight: %s, %s", cue_profile_get_name (profile), title);
  Wait wait = { 0 };

  cue_secret_store_store_async (secrets,
                                cue_profile_get_id (profile),
                                kind,
                                label,
                                pem,
                                NULL,
                                on_stored,
                                &wait);
  wait_for (&wait);
  if (wait.error != NULL) {
    g_propagate_error (error, wait.error);
    return FALSE;
  }
  // This process ends, and with it what it keeps in memory.
  if (!cue_secret_store_get_persistent (secrets)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The new key was not kept. %s Write it to a file with --key-file."),
                 cue_secret_store_describe (secrets));
    return FALSE;
  }
  return wait.stored;
}

/*
 * cue_ctl_keys_generate_stored:
 *
 * `keys generate --profile NAME`: puts a new key into the keyring, in the place of another one only
 * when that was asked for.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_keys_generate_stored (const CueCtlKeys *self)
{
  g_autoptr (CueProfileStore) profiles = NULL;
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  gpointer         connection = NULL;
  CueProfile      *profile =
    cue_ctl_tenduke_find (self->profile, self->connection, &profiles, &connection, &error);

  if (profile != NULL)
    before = cue_ctl_tenduke_look_up (secrets, profile, connection, &error);
  if (error != NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  title = cue_connection_make_title (connection);
  if (before != NULL && !self->replace)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("“%s” has a key already, which would be lost. Say --replace if that "
                            "is meant."),
                         title);
  key = cue_ctl_keys_generate (self, &error);
  pem = key != NULL ? cue_signing_key_make_private_pem (key) : NULL;
  if (pem == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         "%s",
                         error != NULL ? error->message : _ ("The key cannot be used."));
  if (!store (secrets, profile, connection, pem, &error))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  cue_ctl_keys_print (key, self);
  cue_ctl_note (_ ("The private half is in the keyring, for “%s”. The public half goes to the "
                   "service."),
                title);
  return CUE_CTL_FINE;
}

/*
 * cue_ctl_keys_show_stored:
 *
 * `keys public --profile NAME`.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_keys_show_stored (const CueCtlKeys *self)
{
  g_autoptr (CueProfileStore) profiles = NULL;
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GError) error = NULL;
  gpointer    connection = NULL;
  CueProfile *profile =
    cue_ctl_tenduke_find (self->profile, self->connection, &profiles, &connection, &error);

  if (profile != NULL)
    pem = cue_ctl_tenduke_look_up (secrets, profile, connection, &error);
  if (pem != NULL)
    key = cue_signing_key_new_from_pem (pem, &error);
  if (error != NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (key == NULL) {
    g_autofree char *title = cue_connection_make_title (connection);

    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("No key is stored for “%s”."), title);
  }
  cue_ctl_keys_print (key, self);
  return CUE_CTL_FINE;
}

static void
print_item (CueProfile          *profile,
            gpointer             connection,
            const CueSigningKey *key,
            const GError        *error,
            gboolean             json)
{
  g_autofree char *title = cue_connection_make_title (connection);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *line = NULL;

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "profile", cue_profile_get_name (profile));
    cue_ctl_add_text (builder, "profileId", cue_profile_get_id (profile));
    cue_ctl_add_text (builder, "connection", title);
    cue_ctl_add_text (builder,
                      "state",
                      key != NULL     ? "there"
                      : error != NULL ? "failed"
                                      : "missing");
    if (error != NULL)
      cue_ctl_add_text (builder, "message", error->message);
    if (key != NULL) {
      cue_ctl_add_text (builder, "fingerprint", cue_signing_key_get_fingerprint (key));
      json_builder_set_member_name (builder, "bits");
      json_builder_add_int_value (builder, cue_signing_key_get_bits (key));
    }
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
    return;
  }
  name = cue_ctl_clean (cue_profile_get_name (profile));
  shown = cue_ctl_clean (title);
  if (key != NULL)
    line = g_strdup_printf ("%s\t%u\t%s\t%s",
                            cue_signing_key_get_fingerprint (key),
                            cue_signing_key_get_bits (key),
                            name,
                            shown);
  else
    line =
      g_strdup_printf ("%s\t-\t%s\t%s", error != NULL ? error->message : _ ("no key"), name, shown);
  cue_ctl_print (line);
}

// How many of its keys are there is of no interest, but whether one is missing.
static CueCtlStatus
list_profile (CueSecretStore *secrets, CueProfile *profile, gboolean json)
{
  GListModel  *tenduke = G_LIST_MODEL (cue_profile_get_tenduke (profile));
  CueCtlStatus status = CUE_CTL_FINE;

  for (guint i = 0; i < g_list_model_get_n_items (tenduke); i++) {
    g_autoptr (GObject) connection = g_list_model_get_item (tenduke, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pem = cue_ctl_tenduke_look_up (secrets, profile, connection, &error);
    g_autoptr (CueSigningKey) key = NULL;

    if (pem != NULL)
      key = cue_signing_key_new_from_pem (pem, &error);
    if (key == NULL)
      status = CUE_CTL_WARNING;
    print_item (profile, connection, key, error, json);
  }
  return status;
}

/*
 * cue_ctl_keys_list:
 *
 * `keys list`: which connection has which key, by its fingerprint.
 *
 * Returns: a `CueCtlStatus`; a warning when a connection has none
 */
int
cue_ctl_keys_list (const CueCtlKeys *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueProfileStore) profiles = cue_ctl_load_profiles (&error);
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  CueProfile *only = NULL;
  int         status = CUE_CTL_FINE;

  if (profiles != NULL && self->profile != NULL)
    only = cue_ctl_find_profile (profiles, self->profile, &error);
  if (error != NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

    if (only == NULL || only == profile)
      status = MAX (status, (int) list_profile (secrets, profile, self->json));
  }
  return status;
}
