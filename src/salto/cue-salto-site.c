// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-salto-site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Where the hubs are and how the address of one is written (services reference 1.1 and 1.6).

G_DEFINE_ENUM_TYPE (CueSaltoEnvironment,
                    cue_salto_environment,
                    G_DEFINE_ENUM_VALUE (CUE_SALTO_ACCEPT, "accept"),
                    G_DEFINE_ENUM_VALUE (CUE_SALTO_PRODUCTION, "production"),
                    G_DEFINE_ENUM_VALUE (CUE_SALTO_CUSTOM, "custom"))

G_DEFINE_ENUM_TYPE (CueSaltoStream,
                    cue_salto_stream,
                    G_DEFINE_ENUM_VALUE (CUE_SALTO_ENTRIES, "entries"),
                    G_DEFINE_ENUM_VALUE (CUE_SALTO_INCIDENTS, "incidents"))

static const struct {
  const char *words;
  const char *hub_url;
  const char *identity_url;
} environments[] = {
  [CUE_SALTO_ACCEPT] = { N_ ("Accept"),
                         "https://eventstreaming-connect-accept.saltoks.com",
                         "https://identity-acc.eu.my-clay.com" },
  [CUE_SALTO_PRODUCTION] = { N_ ("Production"),
                             "https://eventstreaming-connect-production.saltoks.com",
                             "https://identity.eu.my-clay.com" },
  [CUE_SALTO_CUSTOM] = { N_ ("Custom"), NULL, NULL },
};

/**
 * cue_salto_environment_get_hub_url:
 * @environment: an environment
 *
 * Returns: (nullable): the origin of its hubs, %NULL for a custom one
 */
const char *
cue_salto_environment_get_hub_url (CueSaltoEnvironment environment)
{
  g_return_val_if_fail ((guint) environment < G_N_ELEMENTS (environments), NULL);

  return environments[environment].hub_url;
}

/**
 * cue_salto_environment_get_identity_url:
 * @environment: an environment
 *
 * The hub's own page only speaks of “Identity Server”; these addresses are in the vendor's other
 * pages, so a profile may name another.
 *
 * Returns: (nullable): the origin of its Identity Server, %NULL for a custom one
 */
const char *
cue_salto_environment_get_identity_url (CueSaltoEnvironment environment)
{
  g_return_val_if_fail ((guint) environment < G_N_ELEMENTS (environments), NULL);

  return environments[environment].identity_url;
}

/**
 * cue_salto_stream_to_words:
 * @stream: a stream
 *
 * Returns: its name for people, translated
 */
const char *
cue_salto_stream_to_words (CueSaltoStream stream)
{
  return stream == CUE_SALTO_INCIDENTS ? _ ("Incidents") : _ ("Entries");
}

static char *
trim (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

/**
 * cue_salto_make_hub_url:
 * @base: where the hubs are: an origin, perhaps with a path before `/v1`; an address that already
 *   is that of a hub counts as well
 * @stream: which hub
 * @site_id: the site; blanks around it are left out, everything else is percent-encoded
 * @user_id: (nullable): the one user whose events are wanted, %NULL or blank for all
 *
 * Writes the address of a hub. No `/negotiate`: the service wants negotiation skipped.
 *
 * Returns: (transfer full): an http or https address, without any token
 */
char *
cue_salto_make_hub_url (const char    *base,
                        CueSaltoStream stream,
                        const char    *site_id,
                        const char    *user_id)
{
  g_autofree char *start = trim (base);
  g_autofree char *site = trim (site_id);
  g_autofree char *user = trim (user_id);
  g_autofree char *safe_site = g_uri_escape_string (site, NULL, FALSE);
  g_autofree char *safe_user = g_uri_escape_string (user, NULL, FALSE);
  const char      *name = stream == CUE_SALTO_INCIDENTS ? "incidents" : "entries";
  char            *hub;

  start[strcspn (start, "?#")] = '\0';
  hub = strstr (start, "/v1/hub");
  if (hub != NULL)
    *hub = '\0';
  while (g_str_has_suffix (start, "/"))
    start[strlen (start) - 1] = '\0';

  // A WebSocket is opened by an http request; people may have copied the other form of the scheme.
  if (g_ascii_strncasecmp (start, "wss://", 6) == 0 ||
      g_ascii_strncasecmp (start, "ws://", 5) == 0) {
    char *http = g_strconcat ("http", start + strlen ("ws"), NULL);

    g_free (start);
    start = http;
  }

  if (*user != '\0')
    return g_strdup_printf ("%s/v1/hub/%s?site_id=%s&user_id=%s",
                            start,
                            name,
                            safe_site,
                            safe_user);
  return g_strdup_printf ("%s/v1/hub/%s?site_id=%s", start, name, safe_site);
}

/**
 * cue_salto_make_identity_url:
 * @base: the origin of an Identity Server, perhaps with a path
 * @path: what is asked for, such as `connect/token`
 *
 * Returns: (transfer full): the address
 */
char *
cue_salto_make_identity_url (const char *base, const char *path)
{
  g_autofree char *start = trim (base);

  start[strcspn (start, "?#")] = '\0';
  while (g_str_has_suffix (start, "/"))
    start[strlen (start) - 1] = '\0';
  return g_strdup_printf ("%s/%s", start, path);
}
