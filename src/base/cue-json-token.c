// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-token.h"

#include <string.h>

/*
 * The scalars of JSON for scanners that go once over much text: where one ends, and what it means.
 * What they refuse is put in words by the lexer of the strict scan, which is slower.
 */

#define ONES  G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* Past the bytes of a text that need no look: ASCII, no control character, mark or backslash. */
static inline const char *
skip_plain (const char *at, const char *end)
{
  while (end - at >= 8) {
    guint64 word;
    guint64 quote;
    guint64 slash;
    guint64 stop;

    memcpy (&word, at, 8);
    quote = word ^ (ONES * '"');
    slash = word ^ (ONES * '\\');
    stop = (word | (word - ONES * 0x20) | ((quote - ONES) & ~quote) | ((slash - ONES) & ~slash)) &
           HIGHS;
    if (stop != 0) {
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
      /* A borrow can only make a byte above the first one found look like one. */
      return at + (__builtin_ctzll (stop) >> 3);
#else
      break;
#endif
    }
    at += 8;
  }
  while (at < end) {
    guchar c = (guchar) *at;

    if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
      return at;
    at++;
  }
  return at;
}

static const char *
take_escape (const char *at, const char *end)
{
  if (at >= end)
    return NULL;
  if (*at != 'u')
    return *at != '\0' && strchr ("\"\\/bfnrt", *at) != NULL ? at + 1 : NULL;
  if (end - at < 5)
    return NULL;
  for (guint i = 1; i <= 4; i++) {
    if (!g_ascii_isxdigit (at[i]))
      return NULL;
  }
  return at + 5;
}

/* After the opening mark; returns the place after the closing one. */
static inline const char *
take_text (const char *at, const char *end, CueJsonKind *kind)
{
  *kind = CUE_JSON_TEXT;
  for (;;) {
    guchar c;

    at = skip_plain (at, end);
    if (at >= end)
      return NULL;
    c = (guchar) *at;
    if (c == '"')
      return at + 1;
    if (c == '\\') {
      *kind = CUE_JSON_ESCAPED;
      at = take_escape (at + 1, end);
      if (at == NULL)
        return NULL;
    } else if (c < 0x20) {
      return NULL;
    } else {
      gunichar wide = g_utf8_get_char_validated (at, end - at);

      if (wide == (gunichar) -1 || wide == (gunichar) -2)
        return NULL;
      at = g_utf8_next_char (at);
    }
  }
}

static const char *
take_digits (const char *at, const char *end)
{
  if (at >= end || !g_ascii_isdigit (*at))
    return NULL;
  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at;
}

static const char *
take_number (const char *at, const char *end)
{
  if (*at == '-')
    at++;
  if (at < end && *at == '0') {
    at++;
    if (at < end && g_ascii_isdigit (*at))
      return NULL;
  } else if ((at = take_digits (at, end)) == NULL) {
    return NULL;
  }
  if (at < end && *at == '.' && (at = take_digits (at + 1, end)) == NULL)
    return NULL;
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    if (at < end && (*at == '+' || *at == '-'))
      at++;
    at = take_digits (at, end);
  }
  return at;
}

/**
 * cue_json_token_take:
 * @at: where a value may begin
 * @end: the end of the text
 * @kind: (out): what it is
 *
 * Takes one text, number, `true`, `false` or `null`, as strictly as RFC 8259 and in UTF-8. Halves
 * of surrogate pairs and NUL characters that are written as escapes are let through.
 *
 * Returns: (transfer none) (nullable): the place after the value; %NULL when there is none
 */
const char *
cue_json_token_take (const char *at, const char *end, CueJsonKind *kind)
{
  if (at >= end)
    return NULL;
  switch (*at) {
  case '"':
    return take_text (at + 1, end, kind);
  case 'n':
    *kind = CUE_JSON_NULL;
    return end - at >= 4 && memcmp (at, "null", 4) == 0 ? at + 4 : NULL;
  case 't':
    *kind = CUE_JSON_TRUE;
    return end - at >= 4 && memcmp (at, "true", 4) == 0 ? at + 4 : NULL;
  case 'f':
    *kind = CUE_JSON_FALSE;
    return end - at >= 5 && memcmp (at, "false", 5) == 0 ? at + 5 : NULL;
  default:
    *kind = CUE_JSON_NUMBER;
    return *at == '-' || g_ascii_isdigit (*at) ? take_number (at, end) : NULL;
  }
}

/* ---- meaning -------------------------------------------------------------------------------- */

static gunichar
read_unit (const char *at)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
  return unit;
}

/* After "\u"; returns the place after it. */
static const char *
decode_unit (const char *at, const char *end, GString *text)
{
  gunichar unit = read_unit (at);

  at += 4;
  if (unit >= 0xd800 && unit <= 0xdbff && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
    gunichar low = read_unit (at + 2);

    if (low >= 0xdc00 && low <= 0xdfff) {
      g_string_append_unichar (text, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      return at + 6;
    }
  }
  if (unit >= 0xd800 && unit <= 0xdfff)
    unit = 0xfffd;
  else if (unit == 0)
    unit = 0x2400;
  g_string_append_unichar (text, unit);
  return at;
}

/**
 * cue_json_token_append:
 * @text: where to
 * @token: (array length=length): a value as cue_json_token_take() took it
 * @length: its bytes
 * @kind: what it is
 *
 * Appends the text that a value means, valid UTF-8. Half of a surrogate pair becomes U+FFFD, the
 * NUL character its picture U+2400, because no text of ours can hold them. What is no text stays as
 * it was written.
 */
void
cue_json_token_append (GString *text, const char *token, gsize length, CueJsonKind kind)
{
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char       *at = token + 1;
  const char       *end = token + length - 1;

  if (kind == CUE_JSON_TEXT)
    g_string_append_len (text, at, (gssize) (length - 2));
  else if (kind != CUE_JSON_ESCAPED)
    g_string_append_len (text, token, (gssize) length);
  while (kind == CUE_JSON_ESCAPED && at < end) {
    if (*at != '\\') {
      g_string_append_c (text, *at++);
    } else if (at[1] == 'u') {
      at = decode_unit (at + 2, end, text);
    } else {
      g_string_append_c (text, meanings[strchr ("\"\\/bfnrt", at[1]) - "\"\\/bfnrt"]);
      at += 2;
    }
  }
}

/**
 * cue_json_token_decode:
 * @token: (array length=length): a value as cue_json_token_take() took it
 * @length: its bytes
 * @kind: what it is
 *
 * As cue_json_token_append() writes it.
 *
 * Returns: (transfer full): the text it means, valid UTF-8
 */
char *
cue_json_token_decode (const char *token, gsize length, CueJsonKind kind)
{
  GString *text;

  if (kind == CUE_JSON_TEXT)
    return g_strndup (token + 1, length - 2);
  if (kind != CUE_JSON_ESCAPED)
    return g_strndup (token, length);
  text = g_string_sized_new (length);
  cue_json_token_append (text, token, length, kind);
  return g_string_free (text, FALSE);
}
