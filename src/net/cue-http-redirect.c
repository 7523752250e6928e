// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-redirect.h"

#include "cue-error.h"
#include "cue-http-client.h"
#include "cue-text.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>

/**
 * cue_http_redirect_is_one:
 * @message: answered
 *
 * Returns: whether the answer is a redirect (RFC 9110 15.4), followed or not
 */
gboolean
cue_http_redirect_is_one (SoupMessage *message)
{
  guint status = soup_message_get_status (message);

  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static GError *
refuse (SoupMessage *message, CueRedactor *redactor, const char *target, const char *why)
{
  g_autofree char *safe = cue_redactor_apply (redactor, target);
  g_autofree char *shown = cue_text_make_line (safe, -1, 200);

  /* Translators: status, where to, a whole sentence why not */
  return g_error_new (CUE_ERROR,
                      CUE_ERROR_CLIENT,
                      _ ("The service redirects (%u) to “%s”, which is not followed. %s"),
                      soup_message_get_status (message),
                      shown,
                      why);
}

/**
 * cue_http_redirect_resolve:
 * @request: what was asked first
 * @message: the redirect
 * @url: what redirects
 * @redirects: how many were followed before
 * @redactor: for what @error shows
 * @error: %CUE_ERROR_CLIENT when it may not be followed, %CUE_ERROR_PROTOCOL when it leads nowhere
 *
 * Where to go next: for GET, within the origin, at most %CUE_HTTP_MAX_REDIRECTS times, and not at
 * all for a request that is counted (services reference 5.1, C-9).
 *
 * Returns: (transfer full): the next URL, or %NULL
 */
char *
cue_http_redirect_resolve (CueHttpRequest *request,
                           SoupMessage    *message,
                           const char     *url,
                           guint           redirects,
                           CueRedactor    *redactor,
                           GError        **error)
{
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *target = NULL;

  if (location == NULL || *location == '\0') {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The service redirects (%u) but does not say where to."),
                 soup_message_get_status (message));
    return NULL;
  }
  target = cue_url_resolve (url, location);
  if (target == NULL || !cue_url_check (target, CUE_URL_HTTPS | CUE_URL_HTTP, NULL)) {
    *error = refuse (message, redactor, location, _ ("That is no web address."));
    return NULL;
  }
  if (!cue_url_same_origin (url, target)) {
    if (g_str_has_prefix (url, "https:") && g_str_has_prefix (target, "http:"))
      *error = refuse (message, redactor, target, _ ("It would leave the protected connection."));
    else
      *error = refuse (message,
                       redactor,
                       target,
                       _ ("It leads to another server. If this network has a sign-in "
                          "page, open a web browser; otherwise use that address itself."));
    return NULL;
  }
  if (!g_str_equal (cue_http_request_get_method (request), "GET")) {
    *error = refuse (message, redactor, target, _ ("Only a GET request is repeated elsewhere."));
    return NULL;
  }
  if (cue_http_request_get_counted (request)) {
    *error = refuse (message,
                     redactor,
                     target,
                     _ ("Each request to this service counts, and a redirect would be one "
                        "more; use that address itself."));
    return NULL;
  }
  if (redirects == CUE_HTTP_MAX_REDIRECTS) {
    *error = refuse (message, redactor, target, _ ("It is one redirect too many; perhaps a loop."));
    return NULL;
  }
  return g_steal_pointer (&target);
}
