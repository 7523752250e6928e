// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-url.h"

#include "cue-error.h"
#include "cue-redact.h"
#include "cue-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/*
 * The rules a URL has to pass before anything is sent to it. They look at the text only: whether a
 * harmless name leads to a private address is decided by a name server at another moment.
 */

static GUri *
parse (const char *url)
{
  GUri *uri;

  if (url == NULL || strlen (url) > CUE_URL_MAX_BYTES)
    return NULL;
  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri != NULL && (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')) {
    g_uri_unref (uri);
    return NULL;
  }
  return uri;
}

static gboolean
host_has_suffix (const char *host, const char *name)
{
  gsize n = strlen (host);
  gsize m = strlen (name);

  if (n > 0 && host[n - 1] == '.')
    n--;
  if (n < m || g_ascii_strncasecmp (host + n - m, name, m) != 0)
    return FALSE;
  return n == m || host[n - m - 1] == '.';
}

/* "127.1", "2130706433" and "0x7f000001" are addresses for getaddrinfo(), and for nobody else. */
static gboolean
is_odd_number (const char *host)
{
  const char *last = strrchr (host, '.');

  last = last != NULL ? last + 1 : host;
  if (*last == '\0')
    return FALSE;
  if (g_ascii_strncasecmp (last, "0x", 2) == 0)
    return TRUE;
  return strspn (last, "0123456789") == strlen (last);
}

/* The address a host literally is, also inside an IPv6 one that carries an IPv4 one. */
static GInetAddress *
read_address (const char *host)
{
  g_autofree char *plain = g_strndup (host, strcspn (host, "%"));
  GInetAddress    *address = g_inet_address_new_from_string (plain);
  const guint8    *bytes;

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return address;
  bytes = g_inet_address_to_bytes (address);
  if (memcmp (bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0) {
    GInetAddress *inner = g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);

    g_object_unref (address);
    return inner;
  }
  return address;
}

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host_has_suffix (host, "localhost"))
    return TRUE;
  address = read_address (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
is_special_ipv4 (const guint8 *b)
{
  return b[0] == 0 || b[0] >= 224 || (b[0] == 100 && (b[1] & 0xc0) == 64) ||
         (b[0] == 192 && b[1] == 0 && b[2] == 0) || (b[0] == 198 && (b[1] & 0xfe) == 18);
}

static gboolean
host_is_private (const char *host)
{
  static const char *const local_names[] = { "local", "internal", "lan", "home.arpa" };
  g_autoptr (GInetAddress) address = NULL;

  if (host_is_loopback (host))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (local_names); i++) {
    if (host_has_suffix (host, local_names[i]))
      return TRUE;
  }
  address = read_address (host);
  if (address == NULL)
    return is_odd_number (host);
  if (g_inet_address_get_is_any (address) || g_inet_address_get_is_link_local (address) ||
      g_inet_address_get_is_site_local (address) || g_inet_address_get_is_multicast (address))
    return TRUE;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_special_ipv4 (g_inet_address_to_bytes (address));
  /* unique local addresses, RFC 4193 */
  return (g_inet_address_to_bytes (address)[0] & 0xfe) == 0xfc;
}

static gboolean
refuse (GError **error, const char *url, const char *why)
{
  g_autofree char *safe = cue_redact_url (url);
  g_autofree char *shown = cue_text_make_line (safe, -1, 80);

  /* Translators: a URL, then a whole sentence why it is refused */
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("“%s” cannot be used. %s"),
               shown,
               why);
  return FALSE;
}

static gboolean
is_web (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "https") == 0 || g_ascii_strcasecmp (scheme, "http") == 0;
}

/* Where the scheme is wrong too, both are said at once, for who corrects it. */
static gboolean
refuse_blank (const char *url, GError **error)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);

  if (scheme != NULL && !is_web (scheme))
    return refuse (error,
                   url,
                   _ ("Only web addresses that begin with https:// are accepted, and no blanks in "
                      "them."));
  return refuse (error, url, _ ("A URL has no blanks and no control characters in it."));
}

static gboolean
check_characters (const char *url, GError **error)
{
  if (*url == '\0') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("A URL is needed here, such as https://…"));
    return FALSE;
  }
  if (strlen (url) > CUE_URL_MAX_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The URL has %zu bytes; at most %d are accepted."),
                 strlen (url),
                 CUE_URL_MAX_BYTES);
    return FALSE;
  }
  for (const char *c = url; *c != '\0'; c++) {
    if ((guchar) *c <= ' ' || *c == 0x7f)
      return refuse_blank (url, error);
    if (strchr ("\"<>\\^`{|}", *c) != NULL)
      return refuse (error,
                     url,
                     _ ("It has a character in it that must be percent-encoded in a URL."));
  }
  if (!g_utf8_validate (url, -1, NULL))
    return refuse (error, url, _ ("It is not valid UTF-8."));
  return TRUE;
}

static gboolean
check_scheme (const char *url, GUri *uri, CueUrlFlags flags, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (g_str_equal (scheme, "https")) {
    if ((flags & CUE_URL_HTTPS) != 0)
      return TRUE;
    return refuse (error, url, _ ("https is not accepted here."));
  }
  if ((flags & CUE_URL_HTTP) != 0)
    return TRUE;
  if ((flags & CUE_URL_HTTP_ON_LOOPBACK) == 0)
    return refuse (error, url, _ ("It must begin with https://, because http is not protected."));
  if (!host_is_loopback (g_uri_get_host (uri)))
    return refuse (error,
                   url,
                   _ ("It must begin with https://; plain http is accepted only for this computer "
                      "(localhost)."));
  return TRUE;
}

/**
 * cue_url_check:
 * @url: from a form or from outside
 * @flags: what it may be
 * @error: %CUE_ERROR_INVALID_INPUT with a sentence saying which rule it breaks
 *
 * Rules of services reference 4.4: absolute, a web scheme, of sane length, with nothing that must
 * be encoded, and what @flags ask for.
 *
 * Returns: whether @url may be used
 */
gboolean
cue_url_check (const char *url, CueUrlFlags flags, GError **error)
{
  g_autofree char *scheme = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  if (!check_characters (url, error))
    return FALSE;
  /* Not g_uri_peek_scheme(), which keeps every scheme it ever met. */
  scheme = g_uri_parse_scheme (url);
  if (scheme == NULL)
    return refuse (error, url, _ ("A whole URL is needed, such as https://example.org/state."));
  if (!is_web (scheme))
    return refuse (error, url, _ ("Only web addresses that begin with https:// are accepted."));
  uri = parse (url);
  if (uri == NULL)
    return refuse (error, url, _ ("It is not a web address with a host name."));
  if (!check_scheme (url, uri, flags, error))
    return FALSE;
  if ((flags & CUE_URL_NO_CREDENTIALS) != 0 && g_uri_get_userinfo (uri) != NULL)
    return refuse (error, url, _ ("There must be no user name and no password in it."));
  if ((flags & CUE_URL_NO_PRIVATE) != 0 && host_is_private (g_uri_get_host (uri)))
    return refuse (error,
                   url,
                   _ ("It leads to this computer or to a private network, which is not accepted."));
  return TRUE;
}

static int
get_port (GUri *uri)
{
  if (g_uri_get_port (uri) > 0)
    return g_uri_get_port (uri);
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

static gboolean
uris_share_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         get_port (a) == get_port (b);
}

/**
 * cue_url_same_origin:
 * @a: (nullable): a URL
 * @b: (nullable): another
 *
 * Returns: whether both are URLs of the same scheme, host and port (RFC 6454)
 */
gboolean
cue_url_same_origin (const char *a, const char *b)
{
  g_autoptr (GUri) one = parse (a);
  g_autoptr (GUri) two = parse (b);

  return one != NULL && two != NULL && uris_share_origin (one, two);
}

/**
 * cue_url_is_loopback:
 * @url: (nullable): a URL
 *
 * Returns: whether it leads to this computer, by its text
 */
gboolean
cue_url_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = parse (url);

  return uri != NULL && host_is_loopback (g_uri_get_host (uri));
}

/**
 * cue_url_is_private:
 * @url: (nullable): a URL
 *
 * Returns: whether it leads to this computer or to a private network, by its text
 */
gboolean
cue_url_is_private (const char *url)
{
  g_autoptr (GUri) uri = parse (url);

  return uri != NULL && host_is_private (g_uri_get_host (uri));
}

/**
 * cue_url_differs_only_in_query:
 * @a: (nullable): a URL
 * @b: (nullable): another
 *
 * A content network changes the token in the query of a manifest all the time; it stays the same
 * stream.
 *
 * Returns: whether the two are different, but only behind the question mark
 */
gboolean
cue_url_differs_only_in_query (const char *a, const char *b)
{
  g_autoptr (GUri) one = parse (a);
  g_autoptr (GUri) two = parse (b);

  if (one == NULL || two == NULL || !uris_share_origin (one, two))
    return FALSE;
  return g_str_equal (g_uri_get_path (one), g_uri_get_path (two)) &&
         g_strcmp0 (g_uri_get_userinfo (one), g_uri_get_userinfo (two)) == 0 &&
         g_strcmp0 (g_uri_get_fragment (one), g_uri_get_fragment (two)) == 0 &&
         g_strcmp0 (g_uri_get_query (one), g_uri_get_query (two)) != 0;
}

/**
 * cue_url_get_origin:
 * @url: a URL
 *
 * Returns: (transfer full) (nullable): for example `https://example.org:8443`
 */
char *
cue_url_get_origin (const char *url)
{
  g_autoptr (GUri) uri = parse (url);

  if (uri == NULL)
    return NULL;
  return g_uri_join (G_URI_FLAGS_NONE,
                     g_uri_get_scheme (uri),
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     "",
                     NULL,
                     NULL);
}

/**
 * cue_url_resolve:
 * @base: an absolute URL
 * @reference: what stands in a `Location` header or a playlist, absolute or relative
 *
 * What @reference means when it is found at @base (RFC 3986 section 5). The result is absolute and
 * has a host, and still has to pass [func@url_check].
 *
 * Returns: (transfer full) (nullable): a URL, or %NULL when there is none
 */
char *
cue_url_resolve (const char *base, const char *reference)
{
  g_autoptr (GUri) base_uri = parse (base);
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (reference != NULL, NULL);

  if (base_uri == NULL || strlen (reference) > CUE_URL_MAX_BYTES ||
      !g_utf8_validate (reference, -1, NULL))
    return NULL;
  uri = g_uri_parse_relative (base_uri, reference, SOUP_HTTP_URI_FLAGS, NULL);
  /* Without a host g_uri_to_string() would complain about some paths. */
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  return g_uri_to_string (uri);
}
