// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-lexer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- errors -------------------------------------------------------------------------------- */

/* “line 3, column 14 (byte 57)”; columns count characters, as an editor does. */
static char *
describe_place (CueJsonLexer *self)
{
  gsize line = 1;
  gsize column = 1;

  for (gsize i = 0; i < self->at && i < self->length; i++) {
    if (self->bytes[i] == '\n') {
      line++;
      column = 1;
    } else if ((self->bytes[i] & 0xc0) != 0x80) {
      column++;
    }
  }
  /* Translators: a place in a text; line, column, bytes from its beginning */
  return g_strdup_printf (_ ("line %zu, column %zu (byte %zu)"), line, column, self->at);
}

static char *
describe_found (CueJsonLexer *self)
{
  gunichar c;

  if (self->at >= self->length)
    return g_strdup (_ ("the end of the text"));
  if (self->bytes[self->at] == 0)
    return g_strdup (_ ("a NUL byte"));
  c = g_utf8_get_char_validated ((const char *) self->bytes + self->at,
                                 (gssize) (self->length - self->at));
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return g_strdup_printf (_ ("the byte 0x%02X, which is not UTF-8"), self->bytes[self->at]);
  if (g_unichar_isgraph (c) && c < 0x2000)
    return g_strdup_printf ("“%.*s”", g_unichar_to_utf8 (c, NULL), self->bytes + self->at);
  return g_strdup_printf ("U+%04X", c);
}

/**
 * cue_json_lexer_fail_expected:
 * @self: where we are
 * @expected: what should stand there, in translated words
 *
 * Sets the error: what was expected, where, and what stands there.
 *
 * Returns: %FALSE
 */
gboolean
cue_json_lexer_fail_expected (CueJsonLexer *self, const char *expected)
{
  g_autofree char *place = describe_place (self);
  g_autofree char *found = describe_found (self);

  /* Translators: what was expected, where, what stands there */
  g_set_error (self->error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("This is not valid JSON: expected %s at %s, found %s."),
               expected,
               place,
               found);
  return FALSE;
}

/**
 * cue_json_lexer_fail:
 * @self: where we are
 * @code: the category
 * @what: what is wrong, in translated words
 *
 * Sets the error: what is wrong, and where.
 *
 * Returns: %FALSE
 */
gboolean
cue_json_lexer_fail (CueJsonLexer *self, CueError code, const char *what)
{
  g_autofree char *place = describe_place (self);

  /* Translators: what is wrong, and where */
  g_set_error (self->error, CUE_ERROR, code, _ ("The JSON is refused: %s at %s."), what, place);
  return FALSE;
}

/* ---- tokens -------------------------------------------------------------------------------- */

/* The bytes a UTF-8 character at @at takes, or 0: shortest form only, no surrogates, RFC 3629. */
static gsize
measure_utf8 (const guchar *at, gsize left)
{
  guchar low = 0x80;
  guchar high = 0xbf;
  gsize  length;

  if (at[0] < 0xc2)
    return 0;
  if (at[0] < 0xe0) {
    length = 2;
  } else if (at[0] < 0xf0) {
    length = 3;
    if (at[0] == 0xe0)
      low = 0xa0;
    else if (at[0] == 0xed)
      high = 0x9f;
  } else if (at[0] < 0xf5) {
    length = 4;
    if (at[0] == 0xf0)
      low = 0x90;
    else if (at[0] == 0xf4)
      high = 0x8f;
  } else {
    return 0;
  }
  if (left < length || at[1] < low || at[1] > high)
    return 0;
  for (gsize i = 2; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  }
  return length;
}

static gboolean
read_hex4 (CueJsonLexer *self, guint *out)
{
  *out = 0;
  for (guint i = 0; i < 4; i++, self->at++) {
    if (self->at >= self->length || !g_ascii_isxdigit (self->bytes[self->at]))
      return cue_json_lexer_fail_expected (self, _ ("four hexadecimal digits after \\u"));
    *out = *out * 16 + (guint) g_ascii_xdigit_value ((char) self->bytes[self->at]);
  }
  return TRUE;
}

static void
hash_bytes (CueJsonLexer *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    self->hash = self->hash * 33 + (guint32) (signed char) bytes[i];
}

static void
hash_character (CueJsonLexer *self, gunichar c)
{
  char utf8[6];

  hash_bytes (self, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
}

/* After a backslash. */
static gboolean
scan_escape (CueJsonLexer *self)
{
  static const char letters[] = "\"\\/bfnrtu";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  gsize             start = self->at - 1;
  guint             unit;

  if (self->at >= self->length || strchr (letters, self->bytes[self->at]) == NULL ||
      self->bytes[self->at] == 0)
    return cue_json_lexer_fail_expected (self,
                                         _ ("one of \" \\ / b f n r t u after the backslash"));
  if (self->bytes[self->at] != 'u') {
    hash_bytes (self, &meanings[strchr (letters, self->bytes[self->at]) - letters], 1);
    self->at++;
    return TRUE;
  }
  self->at++;
  if (!read_hex4 (self, &unit))
    return FALSE;
  if (unit == 0) {
    self->at = start;
    return cue_json_lexer_fail (self,
                                CUE_ERROR_PROTOCOL,
                                _ ("a text with the NUL character (\\u0000)"));
  }
  if (unit >= 0xd800 && unit <= 0xdbff && self->at + 1 < self->length &&
      self->bytes[self->at] == '\\' && self->bytes[self->at + 1] == 'u') {
    guint low;

    self->at += 2;
    if (!read_hex4 (self, &low))
      return FALSE;
    if (low >= 0xdc00 && low <= 0xdfff) {
      hash_character (self, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      return TRUE;
    }
    /* Neither a pair nor alone. */
  }
  if (unit >= 0xd800 && unit <= 0xdfff) {
    self->at = start;
    return cue_json_lexer_fail (self, CUE_ERROR_PROTOCOL, _ ("half of a surrogate pair"));
  }
  hash_character (self, unit);
  return TRUE;
}

/**
 * cue_json_lexer_take_string:
 * @self: after the opening quotation mark; left after the closing one
 *
 * Returns: whether it is a text
 */
gboolean
cue_json_lexer_take_string (CueJsonLexer *self)
{
  self->hash = 5381;
  while (self->at < self->length) {
    guchar c = self->bytes[self->at];

    if (c == '"') {
      self->at++;
      return TRUE;
    }
    if (c == '\\') {
      self->at++;
      if (!scan_escape (self))
        return FALSE;
    } else if (c < 0x20) {
      return cue_json_lexer_fail_expected (
        self, _ ("a character of a text (control characters need an escape)"));
    } else if (c < 0x80) {
      self->hash = self->hash * 33 + c;
      self->at++;
    } else {
      gsize length = measure_utf8 (self->bytes + self->at, self->length - self->at);

      if (length == 0)
        return cue_json_lexer_fail_expected (self, _ ("a character in UTF-8"));
      hash_bytes (self, (const char *) self->bytes + self->at, length);
      self->at += length;
    }
  }
  return cue_json_lexer_fail_expected (self, _ ("the quotation mark that ends the text"));
}

static gboolean
scan_digits (CueJsonLexer *self)
{
  if (self->at >= self->length || !g_ascii_isdigit (self->bytes[self->at]))
    return cue_json_lexer_fail_expected (self, _ ("a digit"));
  while (self->at < self->length && g_ascii_isdigit (self->bytes[self->at]))
    self->at++;
  return TRUE;
}

static gboolean
integer_fits (const guchar *digits, gsize length)
{
  static const char greatest[] = "9223372036854775807";

  return length < 19 || (length == 19 && memcmp (digits, greatest, 19) <= 0);
}

static gboolean
double_fits (const guchar *text, gsize length)
{
  char             small[64];
  g_autofree char *large = NULL;
  char            *copy = small;

  if (length >= sizeof small)
    copy = large = g_malloc (length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  return isfinite (g_ascii_strtod (copy, NULL));
}

/**
 * cue_json_lexer_take_number:
 * @self: at a digit or a minus sign; left after the number
 * @fits: (out): whether a 64-bit integer or a double can hold it
 *
 * Returns: whether it is a number
 */
gboolean
cue_json_lexer_take_number (CueJsonLexer *self, gboolean *fits)
{
  gsize    start = self->at;
  gsize    digits;
  gboolean is_integer = TRUE;

  if (self->bytes[self->at] == '-')
    self->at++;
  digits = self->at;
  if (self->at < self->length && self->bytes[self->at] == '0') {
    self->at++;
    if (self->at < self->length && g_ascii_isdigit (self->bytes[self->at]))
      return cue_json_lexer_fail_expected (self, _ ("no digit after a leading zero"));
  } else if (!scan_digits (self)) {
    return FALSE;
  }
  *fits = integer_fits (self->bytes + digits, self->at - digits);
  if (self->at < self->length && self->bytes[self->at] == '.') {
    is_integer = FALSE;
    self->at++;
    if (!scan_digits (self))
      return FALSE;
  }
  if (self->at < self->length && (self->bytes[self->at] | 0x20) == 'e') {
    is_integer = FALSE;
    self->at++;
    if (self->at < self->length && (self->bytes[self->at] == '+' || self->bytes[self->at] == '-'))
      self->at++;
    if (!scan_digits (self))
      return FALSE;
  }
  if (!is_integer)
    *fits = double_fits (self->bytes + start, self->at - start);
  return TRUE;
}

/**
 * cue_json_lexer_take_word:
 * @self: at the beginning of a value; left after it
 *
 * Returns: whether it is true, false or null
 */
gboolean
cue_json_lexer_take_word (CueJsonLexer *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize n = strlen (words[i]);

    if (self->length - self->at >= n && memcmp (self->bytes + self->at, words[i], n) == 0) {
      self->at += n;
      return TRUE;
    }
  }
  return cue_json_lexer_fail_expected (
    self, _ ("a value (object, array, text, number, true, false or null)"));
}

/**
 * cue_json_lexer_check_encoding:
 * @self: at the beginning
 *
 * Says byte order marks and UTF-16 by name, which would otherwise be odd characters.
 *
 * Returns: whether it may be UTF-8
 */
gboolean
cue_json_lexer_check_encoding (CueJsonLexer *self)
{
  const guchar *b = self->bytes;

  if (self->length >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
    return cue_json_lexer_fail (self, CUE_ERROR_PROTOCOL, _ ("it begins with a byte order mark"));
  if (self->length >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff) ||
                            (b[0] == 0 && b[1] != 0) || (b[0] != 0 && b[1] == 0)))
    return cue_json_lexer_fail (self,
                                CUE_ERROR_PROTOCOL,
                                _ ("it is UTF-16 or UTF-32 and not UTF-8"));
  return TRUE;
}
