// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-error.h"

#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * From the errors of GIO, GnuTLS and libsoup to ours: a category and a sentence that tells apart
 * what a person would do something different about.
 */

static char *
name_host (SoupMessage *message)
{
  GUri            *uri = soup_message_get_uri (message);
  g_autofree char *host = cue_text_make_line (g_uri_get_host (uri), -1, 100);
  int              usual = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  // libsoup fills in the port that the scheme has anyway; nobody typed it.
  if (g_uri_get_port (uri) > 0 && g_uri_get_port (uri) != usual)
    return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d",
                            host,
                            g_uri_get_port (uri));
  return g_steal_pointer (&host);
}

static GError *make_error (CueError code, const char *format, ...) G_GNUC_PRINTF (2, 3);

static GError *
make_error (CueError code, const char *format, ...)
{
  va_list          args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  return g_error_new_literal (CUE_ERROR, (gint) code, message);
}

/* ---- TLS -------------------------------------------------------------------------------------*/

static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if ((flags & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return _ ("its certificate has expired");
  if ((flags & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return _ ("its certificate is not valid yet (is the clock of this computer right?)");
  if ((flags & G_TLS_CERTIFICATE_REVOKED) != 0)
    return _ ("its certificate was revoked");
  if ((flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return _ ("its certificate is self-signed or signed by an authority this computer does not "
              "know");
  if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return _ ("its certificate belongs to another name");
  if ((flags & G_TLS_CERTIFICATE_INSECURE) != 0)
    return _ ("its certificate uses an algorithm that is no longer safe");
  return _ ("its certificate cannot be trusted");
}

static GError *
translate_tls (const GError *error, SoupMessage *message, const char *host)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) || flags != 0)
    return make_error (CUE_ERROR_TLS,
                       _ ("The connection to %s is not secure: %s. Nothing was sent."),
                       host,
                       describe_certificate (flags));
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    return make_error (CUE_ERROR_TLS,
                       _ ("%s wants a certificate from this computer, which has none."),
                       host);
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    return make_error (CUE_ERROR_TLS,
                       _ ("%s does not speak TLS. Perhaps the URL should begin with http:// or "
                          "have another port."),
                       host);
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE))
    return make_error (CUE_ERROR_TLS,
                       _ ("This computer has no TLS support for GLib installed "
                          "(glib-networking); %s cannot be reached securely."),
                       host);
  return make_error (CUE_ERROR_TLS,
                     _ ("No secure connection to %s could be agreed on (%s). The server may offer "
                        "only old versions of TLS."),
                     host,
                     error->message);
}

/* ---- names, connections ----------------------------------------------------------------------*/

static GError *
translate_resolver (const GError *error, const char *host)
{
  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    return make_error (CUE_ERROR_NETWORK,
                       _ ("The name %s could not be looked up: the name server does not answer. Is "
                          "this computer online?"),
                       host);
  return make_error (CUE_ERROR_NETWORK,
                     _ ("There is no computer with the name %s. Check the URL, and whether this "
                        "computer is online."),
                     host);
}

static GError *
translate_incomplete (const char *host)
{
  return make_error (CUE_ERROR_PROTOCOL,
                     _ ("Incomplete answer: %s closed the connection before everything had "
                        "arrived."),
                     host);
}

static GError *
translate_io (const GError *error, const char *host, gboolean answered)
{
  switch (error->code) {
  case G_IO_ERROR_CONNECTION_REFUSED:
    return make_error (CUE_ERROR_NETWORK,
                       _ ("%s refused the connection: nothing listens there. Is the service "
                          "running?"),
                       host);
  case G_IO_ERROR_NETWORK_UNREACHABLE:
  case G_IO_ERROR_HOST_UNREACHABLE:
    return make_error (CUE_ERROR_NETWORK,
                       _ ("There is no route to %s. Is this computer online, and is a VPN "
                          "needed?"),
                       host);
  case G_IO_ERROR_HOST_NOT_FOUND:
    return translate_resolver (error, host);
  case G_IO_ERROR_PROXY_FAILED:
  case G_IO_ERROR_PROXY_NOT_ALLOWED:
    return make_error (CUE_ERROR_NETWORK,
                       _ ("The proxy of this network could not reach %s."),
                       host);
  case G_IO_ERROR_PROXY_NEED_AUTH:
  case G_IO_ERROR_PROXY_AUTH_FAILED:
    return make_error (CUE_ERROR_NETWORK,
                       _ ("The proxy of this network wants a sign-in (407) before it lets a "
                          "request through to %s."),
                       host);
  case G_IO_ERROR_TIMED_OUT:
    return make_error (CUE_ERROR_TIMEOUT, _ ("%s did not answer in time."), host);
  case G_IO_ERROR_PARTIAL_INPUT:
    /* libsoup has no code of its own for this, only the words. */
    if (g_str_equal (error->message, g_dgettext ("libsoup-3.0", "Header too big")))
      return make_error (CUE_ERROR_TOO_LARGE,
                         _ ("The headers of the answer of %s are larger than is accepted."),
                         host);
    if (answered)
      return translate_incomplete (host);
    return make_error (CUE_ERROR_NETWORK, _ ("%s closed the connection before it answered."), host);
  case G_IO_ERROR_CONNECTION_CLOSED: /* also G_IO_ERROR_BROKEN_PIPE */
    if (answered)
      return translate_incomplete (host);
    return make_error (CUE_ERROR_NETWORK, _ ("%s reset the connection before it answered."), host);
  case G_IO_ERROR_INVALID_DATA:
    return make_error (CUE_ERROR_PROTOCOL,
                       _ ("The answer of %s is damaged: it cannot be decompressed."),
                       host);
  default:
    return make_error (CUE_ERROR_NETWORK,
                       _ ("The connection to %s failed: %s."),
                       host,
                       error->message);
  }
}

static GError *
translate_session (const GError *error, const char *host)
{
  switch (error->code) {
  case SOUP_SESSION_ERROR_PARSING:
    return make_error (CUE_ERROR_PROTOCOL,
                       _ ("%s does not speak HTTP as it should; its answer is unreadable."),
                       host);
  case SOUP_SESSION_ERROR_ENCODING:
    return make_error (CUE_ERROR_PROTOCOL,
                       _ ("The answer of %s has contradicting lengths or a broken encoding."),
                       host);
  default:
    return make_error (CUE_ERROR_NETWORK,
                       _ ("The request to %s failed: %s."),
                       host,
                       error->message);
  }
}

/**
 * cue_http_error_translate:
 * @error: from libsoup or below
 * @message: what was asked
 * @answered: whether the headers of an answer had come; then a broken connection means an
 *   incomplete answer, not an unreachable service
 *
 * Returns: (transfer full): an error of our domain, or a copy for a cancelled request
 */
GError *
cue_http_error_translate (const GError *error, SoupMessage *message, gboolean answered)
{
  g_autofree char *host = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == CUE_ERROR)
    return g_error_copy (error);

  host = name_host (message);
  if (error->domain == G_RESOLVER_ERROR)
    return translate_resolver (error, host);
  if (answered && error->domain == G_TLS_ERROR)
    return translate_incomplete (host);
  if (error->domain == G_TLS_ERROR)
    return translate_tls (error, message, host);
  if (error->domain == G_IO_ERROR)
    return translate_io (error, host, answered);
  if (error->domain == SOUP_SESSION_ERROR)
    return translate_session (error, host);
  return make_error (CUE_ERROR_NETWORK, _ ("The request to %s failed: %s."), host, error->message);
}

/**
 * cue_http_error_classify_status:
 * @status: an HTTP status that is not the one that was wanted
 *
 * Returns: the kind of error it means, for a request as for an upgrade
 */
CueError
cue_http_error_classify_status (guint status)
{
  switch (status) {
  case SOUP_STATUS_UNAUTHORIZED:
    return CUE_ERROR_AUTH;
  case SOUP_STATUS_FORBIDDEN:
    return CUE_ERROR_FORBIDDEN;
  case SOUP_STATUS_PROXY_UNAUTHORIZED:
    return CUE_ERROR_NETWORK;
  case 413:
    return CUE_ERROR_TOO_LARGE;
  case 429:
    return CUE_ERROR_RATE_LIMITED;
  case SOUP_STATUS_NOT_MODIFIED:
    return CUE_ERROR_PROTOCOL;
  default:
    if (status >= 500 && status <= 599)
      return CUE_ERROR_SERVER;
    if (status >= 300 && status <= 499)
      return CUE_ERROR_CLIENT;
    return CUE_ERROR_PROTOCOL;
  }
}
