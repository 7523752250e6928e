// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-code.h"

#include "cue-access-time.h"

#include <string.h>

#define UUID_TOKEN 38 /* with its quotation marks */

/**
 * cue_access_code_write_number:
 * @out: where to write; room for ten bytes
 * @number: any number
 *
 * Seven bits a byte, the lowest first; the highest bit says that more follow.
 *
 * Returns: the place after it
 */
guint8 *
cue_access_code_write_number (guint8 *out, guint64 number)
{
  for (; number >= 0x80; number >>= 7)
    *out++ = (guint8) (number | 0x80);
  *out++ = (guint8) number;
  return out;
}

/**
 * cue_access_code_read_number:
 * @at: a number as cue_access_code_write_number() wrote it; nothing is checked, for we wrote it
 * @number: (out): the number
 *
 * Returns: the place after it
 */
const guint8 *
cue_access_code_read_number (const guint8 *at, guint64 *number)
{
  guint shift = 0;

  *number = 0;
  for (; *at & 0x80; at++, shift += 7)
    *number |= (guint64) (*at & 0x7f) << shift;
  *number |= (guint64) *at << shift;
  return at + 1;
}

static inline gint
hex_value (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline gboolean
is_dash (guint i)
{
  return i == 8 || i == 13 || i == 18 || i == 23;
}

static gboolean
read_uuid (const char *token, gsize length, guint8 *uuid)
{
  if (length != UUID_TOKEN || token[0] != '"')
    return FALSE;
  token++;
  for (guint i = 0; i < 36;) {
    gint high;
    gint low;

    if (is_dash (i)) {
      if (token[i++] != '-')
        return FALSE;
    }
    high = hex_value (token[i]);
    low = hex_value (token[i + 1]);
    if (high < 0 || low < 0)
      return FALSE;
    *uuid++ = (guint8) (high << 4 | low);
    i += 2;
  }
  return TRUE;
}

static void
append_uuid (const guint8 *uuid, GString *text)
{
  static const char digits[] = "0123456789abcdef";
  char              token[UUID_TOKEN];
  guint             at = 0;

  token[at++] = '"';
  for (guint i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      token[at++] = '-';
    token[at++] = digits[uuid[i] >> 4];
    token[at++] = digits[uuid[i] & 15];
  }
  token[at] = '"';
  g_string_append_len (text, token, UUID_TOKEN);
}

/* A number without sign, point and leading zero that 64 bits hold. */
static gboolean
read_integer (const char *token, gsize length, guint64 *value)
{
  *value = 0;
  if (length == 0 || length > 18 || (token[0] == '0' && length > 1))
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (token[i]))
      return FALSE;
    *value = *value * 10 + (guint64) (token[i] - '0');
  }
  return TRUE;
}

static guint8 *
write_time (guint8 *out, const CueAccessTime *time)
{
  guint32 seconds = GUINT32_TO_LE (time->seconds);

  *out++ = CUE_ACCESS_CODE_TIME;
  *out++ = (guint8) (time->n_digits << 1 | (time->zulu ? 1 : 0));
  memcpy (out, &seconds, sizeof seconds);
  out += sizeof seconds;
  return time->n_digits > 0 ? cue_access_code_write_number (out, time->fraction) : out;
}

/**
 * cue_access_code_write_value:
 * @out: room for @length and %CUE_ACCESS_CODE_OVERHEAD bytes
 * @token: (array length=length): a value as it stands in the text
 * @length: its bytes
 * @type: what it is
 *
 * Writes a value that is not in the dictionary.
 *
 * Returns: after what was written
 */
guint8 *
cue_access_code_write_value (guint8 *out, const char *token, gsize length, CueJsonKind type)
{
  CueAccessTime time;
  guint64       integer;

  if (type == CUE_JSON_TEXT) {
    if (read_uuid (token, length, out + 1)) {
      *out = CUE_ACCESS_CODE_UUID;
      return out + 17;
    }
    if (cue_access_time_split (token, length, &time))
      return write_time (out, &time);
  } else if (type == CUE_JSON_NUMBER && read_integer (token, length, &integer)) {
    *out++ = CUE_ACCESS_CODE_INTEGER;
    return cue_access_code_write_number (out, integer);
  }
  *out++ = CUE_ACCESS_CODE_LITERAL;
  out = cue_access_code_write_number (out, length);
  memcpy (out, token, length);
  return out + length;
}

static const guint8 *
read_time (const guint8 *at, GString *text)
{
  char          token[CUE_ACCESS_TIME_MAX];
  CueAccessTime time;
  guint64       fraction = 0;

  time.zulu = *at & 1;
  time.n_digits = *at++ >> 1;
  memcpy (&time.seconds, at, sizeof time.seconds);
  time.seconds = GUINT32_FROM_LE (time.seconds);
  at += sizeof time.seconds;
  if (time.n_digits > 0)
    at = cue_access_code_read_number (at, &fraction);
  time.fraction = (guint32) fraction;
  g_string_append_len (text, token, (gssize) cue_access_time_write (&time, token));
  return at;
}

/**
 * cue_access_code_read:
 * @at: a value of a packed text
 * @dictionary: has the values that are numbers there
 * @text: what the value is appended to, exactly as it stood in the text
 *
 * Returns: the place after it
 */
const guint8 *
cue_access_code_read (const guint8 *at, CueDictionary *dictionary, GString *text)
{
  guint64     code;
  guint64     number;
  gsize       length;
  const char *token;

  at = cue_access_code_read_number (at, &code);
  switch (code) {
  case CUE_ACCESS_CODE_LITERAL:
    at = cue_access_code_read_number (at, &number);
    g_string_append_len (text, (const char *) at, (gssize) number);
    return at + number;
  case CUE_ACCESS_CODE_UUID:
    append_uuid (at, text);
    return at + 16;
  case CUE_ACCESS_CODE_TIME:
    return read_time (at, text);
  case CUE_ACCESS_CODE_INTEGER:
    at = cue_access_code_read_number (at, &number);
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, number);
    return at;
  default:
    token = cue_dictionary_get (dictionary, (guint32) (code - CUE_ACCESS_CODE_TOKEN), &length);
    g_string_append_len (text, token, (gssize) length);
    return at;
  }
}
