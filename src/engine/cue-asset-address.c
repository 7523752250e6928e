// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-asset-slot.h"

/* What browsers write as %XX, and the rest of what RFC 3986 has in no address: they send that as it
 * is, which means the same to a server. */
#define TO_ENCODE " \"<>\\^`{|}"

static gboolean
is_blank (char c)
{
  return (guchar) c <= ' ';
}

/**
 * cue_asset_address_is_sloppy:
 * @text: what stands in place of an address
 *
 * Returns: whether browsers would have to correct it
 */
gboolean
cue_asset_address_is_sloppy (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return strpbrk (text, TO_ENCODE) != NULL;
}

/**
 * cue_asset_address_read:
 * @text: what stands in place of an address
 *
 * Reads an address as browsers do (WHATWG URL 4.4), as far as it is one of the web: without the
 * blanks at its ends, and with what has to be encoded encoded. Its host is never corrected, and
 * nothing with control characters in it, which browsers drop, is read.
 *
 * The result still has to pass [func@url_check].
 *
 * Returns: (transfer full) (nullable): the address; %NULL for what is none
 */
char *
cue_asset_address_read (const char *text)
{
  const char *end;
  const char *at;
  gboolean    in_path = TRUE;
  g_autoptr (GString) address = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0' && is_blank (*text))
    text++;
  end = text + strlen (text);
  while (end > text && is_blank (end[-1]))
    end--;
  if (g_ascii_strncasecmp (text, "https://", 8) == 0)
    at = text + 8;
  else if (g_ascii_strncasecmp (text, "http://", 7) == 0)
    at = text + 7;
  else
    return NULL;
  /* What browsers and others see different hosts in is left alone: “https://a\@b/”. */
  while (at < end && strchr ("/?#", *at) == NULL) {
    if (is_blank (*at) || *at == 0x7f || strchr (TO_ENCODE, *at) != NULL)
      return NULL;
    at++;
  }
  address = g_string_new_len (text, at - text);
  for (; at < end; at++) {
    if ((guchar) *at < ' ' || *at == 0x7f)
      return NULL;
    in_path = in_path && *at != '?' && *at != '#';
    if (in_path && *at == '\\')
      g_string_append_c (address, '/');
    else if (strchr (TO_ENCODE, *at) != NULL)
      g_string_append_printf (address, "%%%02X", (guint) (guchar) *at);
    else
      g_string_append_c (address, *at);
  }
  return g_string_free (g_steal_pointer (&address), FALSE);
}
