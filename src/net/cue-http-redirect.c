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

/* In the order in which a person should hear of them. */
static CueHttpRedirectFault
find_fault (CueHttpRequest *request, const char *url, const char *target, guint redirects)
{
  gboolean roaming = cue_http_request_get_roaming (request);
  guint    most = roaming ? CUE_HTTP_MAX_ROAMING_REDIRECTS : CUE_HTTP_MAX_REDIRECTS;

  if (target == NULL || !cue_url_check (target, CUE_URL_HTTPS | CUE_URL_HTTP, NULL))
    return CUE_HTTP_REDIRECT_NO_ADDRESS;
  if (!cue_url_same_origin (url, target)) {
    if (g_str_has_prefix (url, "https:") && g_str_has_prefix (target, "http:"))
      return CUE_HTTP_REDIRECT_TO_HTTP;
    if (!roaming)
      return CUE_HTTP_REDIRECT_ELSEWHERE;
    if (!cue_url_is_private (url) && cue_url_is_private (target))
      return CUE_HTTP_REDIRECT_TO_PRIVATE;
  }
  if (roaming &&
      !cue_url_check (target, CUE_URL_HTTPS | CUE_URL_HTTP | CUE_URL_NO_CREDENTIALS, NULL))
    return CUE_HTTP_REDIRECT_PASSWORD;
  if (!g_str_equal (cue_http_request_get_method (request), "GET") ||
      cue_http_request_get_counted (request))
    return CUE_HTTP_REDIRECT_NOT_REPEATED;
  return redirects < most ? CUE_HTTP_REDIRECT_FINE : CUE_HTTP_REDIRECT_TOO_MANY;
}

static const char *
explain (CueHttpRequest *request, CueHttpRedirectFault fault)
{
  switch (fault) {
  case CUE_HTTP_REDIRECT_NO_ADDRESS:
    return _ ("That is no web address.");
  case CUE_HTTP_REDIRECT_PASSWORD:
    return _ ("There is a password in that address.");
  case CUE_HTTP_REDIRECT_TO_HTTP:
    return _ ("It would leave the protected connection.");
  case CUE_HTTP_REDIRECT_TO_PRIVATE:
    return _ ("It leads to this computer or to a private network, which is not accepted.");
  case CUE_HTTP_REDIRECT_ELSEWHERE:
    return _ ("It leads to another server. If this network has a sign-in page, open a web browser; "
              "otherwise use that address itself.");
  case CUE_HTTP_REDIRECT_NOT_REPEATED:
    return cue_http_request_get_counted (request)
             ? _ ("Each request to this service counts, and a redirect would be one more; use that "
                  "address itself.")
             : _ ("Only a GET request is repeated elsewhere.");
  case CUE_HTTP_REDIRECT_TOO_MANY:
    return _ ("It is one redirect too many; perhaps a loop.");
  case CUE_HTTP_REDIRECT_FINE:
  case CUE_HTTP_REDIRECT_NOWHERE:
  default:
    g_assert_not_reached ();
  }
}

/**
 * cue_http_redirect_resolve:
 * @request: what was asked first
 * @message: the redirect
 * @url: what redirects
 * @redirects: how many were followed before
 * @redactor: for what @error shows
 * @error: %CUE_ERROR_CLIENT when it may not be followed, %CUE_ERROR_PROTOCOL when it leads nowhere;
 *   the request says which fault it is
 *
 * Where to go next: for GET, within the origin, at most %CUE_HTTP_MAX_REDIRECTS times, and not at
 * all for a request that is counted (services reference 5.1, C-9). A request that roams may be led
 * elsewhere, as cue_http_request_set_roaming() says.
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
  guint                status = soup_message_get_status (message);
  CueHttpRedirectFault fault;
  g_autofree char     *target = NULL;
  g_autofree char     *safe = NULL;
  g_autofree char     *shown = NULL;

  if (location == NULL || *location == '\0') {
    cue_http_request_mark_redirect_fault (request, CUE_HTTP_REDIRECT_NOWHERE);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The service redirects (%u) but does not say where to."),
                 status);
    return NULL;
  }
  target = cue_url_resolve (url, location);
  fault = find_fault (request, url, target, redirects);
  if (fault == CUE_HTTP_REDIRECT_FINE)
    return g_steal_pointer (&target);
  cue_http_request_mark_redirect_fault (request, fault);
  safe = cue_redactor_apply (redactor, fault == CUE_HTTP_REDIRECT_NO_ADDRESS ? location : target);
  shown = cue_text_make_line (safe, -1, 200);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_CLIENT,
               /* Translators: status, where to, a whole sentence why not */
               _ ("The service redirects (%u) to “%s”, which is not followed. %s"),
               status,
               shown,
               explain (request, fault));
  return NULL;
}
