// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-base64url.h"

#include <string.h>

#include "cue-secret-bytes.h"

/**
 * cue_base64url_encode:
 * @data: (nullable): bytes
 * @size: how many
 *
 * The form that JOSE writes bytes in
 * ([RFC 7515 section 2](https://www.rfc-editor.org/rfc/rfc7515#section-2)): the alphabet that is
 * safe in URLs, no padding. Any thread.
 *
 * Returns: (transfer full): the text
 */
char *
cue_base64url_encode (gconstpointer data, gsize size)
{
  char *text = g_base64_encode (data, size);

  for (char *p = text; *p != '\0'; p++) {
    if (*p == '+')
      *p = '-';
    else if (*p == '/')
      *p = '_';
    else if (*p == '=') {
      *p = '\0';
      break;
    }
  }
  return text;
}

static int
read_sextet (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/**
 * cue_base64url_decode:
 * @text: what claims to be base64url; it need not end with a NUL
 * @length: its number of bytes
 * @canonical: (out) (optional): whether no bits are left over at the end; where nobody asks, that
 * is demanded
 *
 * Reads what [func@base64url_encode] writes, and nothing else: no padding, no blanks, none of the
 * letters of plain base64. With bits left over two texts have one meaning
 * ([RFC 4648 section 3.5](https://www.rfc-editor.org/rfc/rfc4648#section-3.5)), which can be shown
 * and must not be accepted. The bytes are overwritten when they go, since most are of tokens. Any
 * thread.
 *
 * Returns: (transfer full) (nullable): the bytes, which for an empty text are none; %NULL when it
 *   is something else
 */
GBytes *
cue_base64url_decode (const char *text, gsize length, gboolean *canonical)
{
  g_autofree guchar *data = NULL;
  GBytes            *bytes = NULL;
  gsize              size = 0;
  guint32            bits = 0;
  gboolean           left_over;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  // One letter alone is no byte.
  if (length % 4 == 1)
    return NULL;
  data = g_malloc (length / 4 * 3 + 3);
  for (gsize i = 0; i < length; i++) {
    int sextet = read_sextet (text[i]);

    if (sextet < 0) {
      explicit_bzero (data, size);
      return NULL;
    }
    bits = bits << 6 | (guint32) sextet;
    if (i % 4 != 0)
      data[size++] = (guchar) (bits >> (6 - 2 * (i % 4)));
  }
  left_over = (length % 4 == 2 && (bits & 0xf) != 0) || (length % 4 == 3 && (bits & 0x3) != 0);
  if (canonical != NULL)
    *canonical = !left_over;
  if (canonical != NULL || !left_over)
    bytes = cue_secret_bytes_new (data, size);
  explicit_bzero (data, size);
  return bytes;
}
