// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-doors-event.h"

#include <glib/gi18n-lib.h>

#include "cue-ctl.h"
#include "cue-error.h"

// How long the keyring may take to keep a refresh token that the server replaced.
#define KEEP_LIMIT_MS 10000

static gboolean
is_site (const CueDoorsSite *site, const char *wanted)
{
  return g_ascii_strcasecmp (site->id, wanted) == 0 || g_strcmp0 (site->name, wanted) == 0;
}

static char *
list_sites (GPtrArray *sites)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < sites->len; i++) {
    const CueDoorsSite *site = g_ptr_array_index (sites, i);

    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", site->id);
    if (*site->name != '\0')
      g_string_append_printf (list, " (%s)", site->name);
  }
  return g_string_free (list, FALSE);
}

static char *
choose_site (CueDoorsProfile *doors, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) sites = cue_doors_profile_list_sites (doors);
  g_autofree char *list = list_sites (sites);

  if (wanted == NULL && sites->len == 1)
    return g_strdup (((const CueDoorsSite *) g_ptr_array_index (sites, 0))->id);
  for (guint i = 0; wanted != NULL && i < sites->len; i++) {
    const CueDoorsSite *site = g_ptr_array_index (sites, i);

    if (is_site (site, wanted))
      return g_strdup (site->id);
  }
  if (wanted == NULL)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 // Translators: %s is a list of the IDs and names of sites
                 _ ("The event has several sites; choose one with --site: %s."),
                 list);
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 // Translators: the second %s is a list of the IDs and names of sites
                 _ ("The event has no site “%s”, but these: %s."),
                 wanted,
                 list);
  return NULL;
}

static gboolean
check (CueProfile *profile, GError **error)
{
  CueDoorsProfile *doors = cue_profile_get_doors (profile);
  g_autoptr (GPtrArray) sites = cue_doors_profile_list_sites (doors);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  if (sites->len == 0) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The event “%s” has no doors. Edit it in Cuelight to set them up."),
                 cue_profile_get_name (profile));
    return FALSE;
  }
  cue_doors_profile_validate (doors, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR) {
      g_set_error_literal (error,
                           CUE_ERROR,
                           CUE_ERROR_INVALID_INPUT,
                           cue_diagnostic_get_message (finding));
      return FALSE;
    }
  }
  return TRUE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

// Nothing else happens before the secret is there, so this waits for it.
static gboolean
open_tokens (CueDoorsTokens *tokens, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cue_doors_tokens_open_async (tokens, NULL, on_opened, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cue_doors_tokens_open_finish (tokens, result, error);
}

/**
 * cue_ctl_doors_event_new:
 * @name: a name or an id of one of the user's events
 * @site: (nullable): the ID or the name of one of its sites; needed when it has several
 * @with_tokens: whether its token is wanted; the keyring may ask for a password
 * @client: sends the requests for tokens
 * @error: why not, in a sentence
 *
 * Returns: (transfer full) (nullable): what the event says about its doors
 */
CueCtlDoorsEvent *
cue_ctl_doors_event_new (const char    *name,
                         const char    *site,
                         gboolean       with_tokens,
                         CueHttpClient *client,
                         GError       **error)
{
  g_autoptr (CueCtlDoorsEvent) self = g_new0 (CueCtlDoorsEvent, 1);
  g_autoptr (CueProfileStore) store = cue_ctl_load_profiles (error);
  g_autoptr (CueSecretStore) secrets = NULL;
  CueProfile      *profile = store != NULL ? cue_ctl_find_profile (store, name, error) : NULL;
  CueDoorsProfile *doors;

  if (profile == NULL || !check (profile, error))
    return NULL;
  doors = cue_profile_get_doors (profile);
  self->site = choose_site (doors, site, error);
  if (self->site == NULL)
    return NULL;
  self->hub_url = g_strdup (cue_doors_profile_find_hub_url (doors));
  if (*cue_doors_profile_get_user_id (doors) != '\0')
    self->user = g_strdup (cue_doors_profile_get_user_id (doors));
  self->token_in_query = cue_doors_profile_get_token_in_query (doors);
  if (with_tokens) {
    secrets = cue_secret_store_new ();
    self->tokens = cue_doors_tokens_new (doors, cue_profile_get_id (profile), client, secrets);
    if (!open_tokens (self->tokens, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

static gboolean
on_keep_limit (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * cue_ctl_doors_event_free:
 * @self: (transfer full): what an event says
 *
 * Waits until the keyring has kept a refresh token that the server replaced: without it nobody
 * could renew a token of this event again.
 */
void
cue_ctl_doors_event_free (CueCtlDoorsEvent *self)
{
  gboolean over = FALSE;
  guint    limit;

  if (self->tokens != NULL) {
    limit = g_timeout_add (KEEP_LIMIT_MS, on_keep_limit, &over);
    while (!over && cue_doors_tokens_is_storing (self->tokens))
      g_main_context_iteration (NULL, TRUE);
    if (!over)
      g_source_remove (limit);
    cue_doors_tokens_close (self->tokens);
  }
  g_clear_object (&self->tokens);
  g_free (self->hub_url);
  g_free (self->site);
  g_free (self->user);
  g_free (self);
}
