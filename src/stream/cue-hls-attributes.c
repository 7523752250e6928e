// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-hls-attributes.h"

#include <math.h>
#include <string.h>

/**
 * cue_hls_attributes_next:
 *
 * Moves to the next attribute. A piece that is no `NAME=value` is skipped: one damaged attribute
 * does not take the others with it.
 *
 * Returns: %FALSE at the end of the list
 */
gboolean
cue_hls_attributes_next (CueHlsAttributes *self)
{
  while (self->cursor < self->end) {
    const char *p = self->cursor;
    const char *equals;

    while (p < self->end && (*p == ' ' || *p == '\t' || *p == ','))
      p++;
    self->name = p;
    while (p < self->end && *p != '=' && *p != ',')
      p++;
    if (p == self->end || *p == ',') {
      self->cursor = p;
      continue;
    }

    equals = p++;
    self->quoted = p < self->end && *p == '"';
    if (self->quoted) {
      const char *close = memchr (p + 1, '"', (gsize) (self->end - p - 1));

      self->value = p + 1;
      self->value_length = (gsize) ((close != NULL ? close : self->end) - self->value);
      self->cursor = close != NULL ? close + 1 : self->end;
    } else {
      const char *comma = memchr (p, ',', (gsize) (self->end - p));

      self->value = p;
      self->value_length = (gsize) ((comma != NULL ? comma : self->end) - p);
      self->cursor = comma != NULL ? comma : self->end;
      while (self->value_length > 0 && self->value[self->value_length - 1] == ' ')
        self->value_length--;
    }
    self->name_length = (gsize) (equals - self->name);
    while (self->name_length > 0 && self->name[self->name_length - 1] == ' ')
      self->name_length--;
    return TRUE;
  }
  return FALSE;
}

/**
 * cue_hls_attributes_is:
 * @name: an attribute name, in capitals
 *
 * Returns: whether the current attribute has that name
 */
gboolean
cue_hls_attributes_is (const CueHlsAttributes *self, const char *name)
{
  return strlen (name) == self->name_length && memcmp (name, self->name, self->name_length) == 0;
}

/**
 * cue_hls_attributes_dup_value:
 *
 * Returns: (transfer full): the current value
 */
char *
cue_hls_attributes_dup_value (const CueHlsAttributes *self)
{
  return g_strndup (self->value, self->value_length);
}

/**
 * cue_hls_parse_uint64:
 * @text: digits, not NUL-terminated
 *
 * Reads a decimal-integer of RFC 8216: digits only, at most 2^64 - 1.
 *
 * Returns: whether it was one
 */
gboolean
cue_hls_parse_uint64 (const char *text, gsize length, guint64 *out)
{
  guint64 value = 0;

  if (length == 0 || length > 20)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    guint digit = (guint) (text[i] - '0');

    if (digit > 9 || value > (G_MAXUINT64 - digit) / 10)
      return FALSE;
    value = value * 10 + digit;
  }
  *out = value;
  return TRUE;
}

/**
 * cue_hls_parse_double:
 * @text: a decimal number, not NUL-terminated
 *
 * Reads a decimal-floating-point of RFC 8216: digits with at most one point, no sign, no exponent.
 *
 * Returns: whether it was one
 */
gboolean
cue_hls_parse_double (const char *text, gsize length, double *out)
{
  char     buffer[40];
  gboolean point = FALSE;
  gboolean digit = FALSE;

  // Longer numbers say nothing more; the rest are digits of a fraction that nobody can see.
  length = MIN (length, sizeof buffer - 1);
  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isdigit (text[i]))
      digit = TRUE;
    else if (text[i] == '.' && !point)
      point = TRUE;
    else
      return FALSE;
  }
  if (!digit)
    return FALSE;
  memcpy (buffer, text, length);
  buffer[length] = '\0';
  *out = g_ascii_strtod (buffer, NULL);
  return isfinite (*out);
}

/**
 * cue_hls_attributes_get_uint64:
 *
 * Returns: whether the current value is a decimal-integer
 */
gboolean
cue_hls_attributes_get_uint64 (const CueHlsAttributes *self, guint64 *out)
{
  return cue_hls_parse_uint64 (self->value, self->value_length, out);
}

/**
 * cue_hls_attributes_get_double:
 *
 * Returns: whether the current value is a decimal number
 */
gboolean
cue_hls_attributes_get_double (const CueHlsAttributes *self, double *out)
{
  return cue_hls_parse_double (self->value, self->value_length, out);
}

/**
 * cue_hls_attributes_get_resolution:
 *
 * Returns: whether the current value is a decimal-resolution such as 1280x720
 */
gboolean
cue_hls_attributes_get_resolution (const CueHlsAttributes *self, guint *width, guint *height)
{
  const char *x = memchr (self->value, 'x', self->value_length);
  guint64     w;
  guint64     h;

  if (x == NULL || !cue_hls_parse_uint64 (self->value, (gsize) (x - self->value), &w) ||
      !cue_hls_parse_uint64 (x + 1, self->value_length - (gsize) (x + 1 - self->value), &h) ||
      w > G_MAXUINT16 || h > G_MAXUINT16)
    return FALSE;
  *width = (guint) w;
  *height = (guint) h;
  return TRUE;
}
