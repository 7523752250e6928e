// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-doors-profile-private.h"

#include <string.h>

#include "cue-secret-store.h"

// What a doors profile says, and what follows from it.

/**
 * cue_doors_profile_get_enabled:
 *
 * Returns: whether doors are watched at all
 */
gboolean
cue_doors_profile_get_enabled (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), FALSE);
  return self->enabled;
}

/**
 * cue_doors_profile_get_environment:
 *
 * Returns: which of the vendor's environments it is
 */
CueSaltoEnvironment
cue_doors_profile_get_environment (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), CUE_SALTO_PRODUCTION);
  return self->environment;
}

/**
 * cue_doors_profile_get_hub_url:
 *
 * Returns: (transfer none): where the hubs of a custom environment are; may be empty
 */
const char *
cue_doors_profile_get_hub_url (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);
  return self->hub_url;
}

/**
 * cue_doors_profile_get_identity_url:
 *
 * Returns: (transfer none): the Identity Server; empty for the environment's own
 */
const char *
cue_doors_profile_get_identity_url (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);
  return self->identity_url;
}

/**
 * cue_doors_profile_get_sites:
 *
 * Returns: (transfer none): one site a line: its id, then perhaps a blank and a name; may be
 *   empty
 */
const char *
cue_doors_profile_get_sites (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);
  return self->sites;
}

/**
 * cue_doors_profile_get_entries:
 *
 * Returns: whether entries are watched
 */
gboolean
cue_doors_profile_get_entries (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), FALSE);
  return self->entries;
}

/**
 * cue_doors_profile_get_incidents:
 *
 * Returns: whether incidents are watched
 */
gboolean
cue_doors_profile_get_incidents (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), FALSE);
  return self->incidents;
}

/**
 * cue_doors_profile_get_user_id:
 *
 * Returns: (transfer none): the one user whose events are wanted; empty for everybody's
 */
const char *
cue_doors_profile_get_user_id (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);
  return self->user_id;
}

/**
 * cue_doors_profile_get_token_in_query:
 *
 * Returns: whether the token goes into the address in place of the header
 */
gboolean
cue_doors_profile_get_token_in_query (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), FALSE);
  return self->token_in_query;
}

/**
 * cue_doors_profile_get_token_source:
 *
 * Returns: where the access token comes from
 */
CueTokenSourceKind
cue_doors_profile_get_token_source (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), CUE_TOKEN_SOURCE_PASTED);
  return self->token_source;
}

/**
 * cue_doors_profile_get_client_id:
 *
 * Returns: (transfer none): what the Identity Server knows this console by; may be empty
 */
const char *
cue_doors_profile_get_client_id (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);
  return self->client_id;
}

/**
 * cue_doors_profile_get_overrides:
 *
 * Returns: which rules about tokens the user set aside
 */
CueSaltoOverrides
cue_doors_profile_get_overrides (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), CUE_SALTO_OVERRIDE_NONE);

  return (self->ignore_life ? CUE_SALTO_OVERRIDE_LIFE : 0) |
         (self->ignore_scope ? CUE_SALTO_OVERRIDE_SCOPE : 0);
}

/**
 * cue_doors_profile_find_hub_url:
 *
 * Returns: where the hubs are: the environment's address or the custom one, perhaps empty
 */
const char *
cue_doors_profile_find_hub_url (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);

  return self->environment == CUE_SALTO_CUSTOM
           ? self->hub_url
           : cue_salto_environment_get_hub_url (self->environment);
}

/**
 * cue_doors_profile_find_identity_url:
 *
 * Returns: where the Identity Server is: the given address or else the environment's, perhaps empty
 */
const char *
cue_doors_profile_find_identity_url (CueDoorsProfile *self)
{
  const char *own;

  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);

  own = cue_salto_environment_get_identity_url (self->environment);
  return self->identity_url[strspn (self->identity_url, " \t")] != '\0' || own == NULL
           ? self->identity_url
           : own;
}

static void
free_site (gpointer data)
{
  CueDoorsSite *site = data;

  g_free (site->id);
  g_free (site->name);
  g_free (site);
}

static gboolean
same_site (gconstpointer a, gconstpointer b)
{
  return g_str_equal (((const CueDoorsSite *) a)->id, ((const CueDoorsSite *) b)->id);
}

/**
 * cue_doors_profile_list_sites:
 *
 * Returns: (transfer full) (element-type CueDoorsSite): the sites, each id once, in their order
 */
GPtrArray *
cue_doors_profile_list_sites (CueDoorsProfile *self)
{
  GPtrArray *sites = g_ptr_array_new_with_free_func (free_site);
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), sites);

  lines = g_strsplit_set (self->sites, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char   *line = g_strstrip (lines[i]);
    gsize         length = strcspn (line, " \t");
    CueDoorsSite *site;

    if (length == 0)
      continue;
    site = g_new0 (CueDoorsSite, 1);
    site->id = g_strndup (line, length);
    site->name = g_strstrip (g_strdup (line + length));
    if (g_ptr_array_find_with_equal_func (sites, site, same_site, NULL))
      free_site (site);
    else
      g_ptr_array_add (sites, site);
  }
  return sites;
}

/**
 * cue_doors_profile_get_secret_kind:
 *
 * Returns: the kind of the secret that the chosen token source is made from: a pasted token, a
 *   refresh token, or the secret of the client
 */
const char *
cue_doors_profile_get_secret_kind (CueDoorsProfile *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), NULL);

  switch (self->token_source) {
  case CUE_TOKEN_SOURCE_PASTED:
    return CUE_SECRET_KIND_DOORS_TOKEN;
  case CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS:
    return CUE_SECRET_KIND_DOORS_CLIENT;
  case CUE_TOKEN_SOURCE_REFRESH_TOKEN:
  case CUE_TOKEN_SOURCE_SIGN_IN:
    break;
  }
  return CUE_SECRET_KIND_DOORS_REFRESH;
}

/**
 * cue_doors_profile_uses_secret:
 * @kind: `CUE_SECRET_KIND_…`
 *
 * Returns: whether the chosen token source is made from that secret; a client that renews tokens
 * may have a secret besides its refresh token
 */
gboolean
cue_doors_profile_uses_secret (CueDoorsProfile *self, const char *kind)
{
  g_return_val_if_fail (CUE_IS_DOORS_PROFILE (self), FALSE);

  return g_str_equal (kind, cue_doors_profile_get_secret_kind (self)) ||
         (self->token_source != CUE_TOKEN_SOURCE_PASTED &&
          g_str_equal (kind, CUE_SECRET_KIND_DOORS_CLIENT));
}
