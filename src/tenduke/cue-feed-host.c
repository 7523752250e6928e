// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-host.h"

#include "cue-error.h"
#include "cue-text.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Where the Event Data Service of an account is (S2:44-47): `{tenantName}.events.10duke.com`, or
 * the DNS name of a dedicated deployment. The service finds the public key by the name of the host,
 * so a wrong name looks like a wrong key.
 */

#define MAX_LABEL 63

static gboolean
is_host_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.';
}

/**
 * cue_feed_host_is_tenant:
 * @host: what somebody entered
 *
 * Returns: whether it is the name of a tenant alone, one label of a host name
 */
gboolean
cue_feed_host_is_tenant (const char *host)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  text = g_strstrip (g_strdup (host));
  if (*text == '\0' || *text == '-' || strlen (text) > MAX_LABEL ||
      g_ascii_strcasecmp (text, "localhost") == 0)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++) {
    if (!g_ascii_isalnum (*c) && *c != '-')
      return FALSE;
  }
  return TRUE;
}

static char *
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, words);
  return NULL;
}

static char *
check_url (const char *url, GError **error)
{
  g_autofree char *plain = g_strdup (url);
  const char      *path;

  while (g_str_has_suffix (plain, "/"))
    plain[strlen (plain) - 1] = '\0';
  if (strpbrk (plain, "?#") != NULL)
    return refuse (error, _ ("The address of the service ends before any “?” or “#”."));
  if (!cue_url_check (plain,
                      CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                      error))
    return NULL;
  path = strchr (strstr (plain, "://") + 3, '/');
  // Only what stands in for the service, on this computer, shares its origin with others.
  if (path != NULL && !cue_url_is_loopback (plain))
    return refuse (error,
                   _ ("The address of the service is a host name alone. Leave out what follows "
                      "it: “/put” and “/get” are added by themselves."));
  return g_steal_pointer (&plain);
}

/**
 * cue_feed_host_make_base_url:
 * @host: the name of a tenant (`acme`), a host name, or an https URL without a path; http on this
 *   computer only
 *
 * Errors: %CUE_ERROR_INVALID_INPUT, in words for people.
 *
 * Returns: (transfer full) (nullable): the address before `/put` and `/get`, without a slash at its
 *   end, or %NULL (services reference 3.6)
 */
char *
cue_feed_host_make_base_url (const char *host, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *url = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  text = g_strstrip (g_strdup (host));
  if (*text == '\0')
    return refuse (error,
                   _ ("The host is missing: the name of your tenant, such as “acme” for "
                      "acme.events.10duke.com, or the host name of your own deployment."));
  if (strstr (text, "://") != NULL)
    return check_url (text, error);
  if (cue_feed_host_is_tenant (text)) {
    g_autofree char *lower = g_ascii_strdown (text, -1);

    return g_strconcat ("https://", lower, "." CUE_FEED_DOMAIN, NULL);
  }
  for (const char *c = text; *c != '\0'; c++) {
    if (!is_host_char (*c) && *c != ':' && *c != '[' && *c != ']' && *c != '/')
      return refuse (error,
                     _ ("This is no host name. Enter the name of a tenant, a host name such as "
                        "events.example.com, or an https address."));
  }
  url = g_strconcat ("https://", text, NULL);
  return check_url (url, error);
}
