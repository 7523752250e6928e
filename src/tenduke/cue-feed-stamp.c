// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-stamp.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The magnitudes of services reference 5.3 begin here: 1973. */
#define SMALLEST_STAMP G_GINT64_CONSTANT (100000000)

/* A whole number in decimal digits, also when it is written as 1.792e18: exact, or not at all. */
static gboolean
read_whole (const char *at, const char *end, gint64 *out)
{
  guint64 value = 0;
  gint64  exponent = 0;
  gint64  n_fraction = 0;
  gint64  n_zeros = 0; /* of the fraction, that mean nothing unless a digit follows */
  guint   n_digits = 0;

  for (gboolean fraction = FALSE; at < end && (*at | 0x20) != 'e'; at++) {
    if (*at == '.' && !fraction) {
      fraction = TRUE;
      continue;
    }
    if (!g_ascii_isdigit (*at))
      return FALSE;
    n_digits++;
    if (fraction && *at == '0') {
      n_zeros++;
      continue;
    }
    for (; n_zeros >= 0; n_zeros--) {
      guint64 digit = n_zeros == 0 ? (guint64) (*at - '0') : 0;

      if (value > ((guint64) G_MAXINT64 - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
      n_fraction += fraction;
    }
    n_zeros = 0;
  }
  if (n_digits == 0)
    return FALSE;
  if (at < end) {
    gboolean negative;

    at++;
    negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
      at++;
    if (at == end)
      return FALSE;
    for (; at < end; at++) {
      if (!g_ascii_isdigit (*at) || exponent > 1000)
        return FALSE;
      exponent = exponent * 10 + (*at - '0');
    }
    exponent = negative ? -exponent : exponent;
  }
  exponent -= n_fraction;
  for (; exponent > 0 && value > 0; exponent--) {
    if (value > G_MAXINT64 / 10)
      return FALSE;
    value *= 10;
  }
  for (; exponent < 0 && value > 0; exponent++) {
    if (value % 10 != 0)
      return FALSE;
    value /= 10;
  }
  *out = (gint64) value;
  return TRUE;
}

/**
 * cue_feed_stamp_read:
 * @text: (array length=length): a number as it is written, without quotation marks
 * @length: its bytes
 * @out_ns: (out): nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 *
 * The vendor's own texts disagree on what `eventReceived` counts, so the magnitude tells. No digit
 * of nanoseconds is lost: nothing goes through a double, also not `1.792e18`. Any thread.
 *
 * Returns: what the number counts; %CUE_FEED_UNIT_UNKNOWN for a negative one, one with a fraction,
 *   one past 64 bits, one before 1973 or after 2262, and for what is no number
 */
CueFeedUnit
cue_feed_stamp_read (const char *text, gsize length, gint64 *out_ns)
{
  static const CueFeedUnit units[] = {
    CUE_FEED_UNIT_SECONDS,
    CUE_FEED_UNIT_MILLISECONDS,
    CUE_FEED_UNIT_MICROSECONDS,
    CUE_FEED_UNIT_NANOSECONDS,
  };
  gint64 scale = G_GINT64_CONSTANT (1000000000);
  gint64 value;
  gint64 limit = G_GINT64_CONSTANT (100000000000);
  guint  unit = 0;

  *out_ns = CUE_FEED_NO_TIME;
  if (!read_whole (text, text + length, &value) || value < SMALLEST_STAMP)
    return CUE_FEED_UNIT_UNKNOWN;
  for (; unit < 3 && value >= limit; unit++, scale /= 1000)
    limit *= unit < 2 ? 1000 : 1;
  if (value > G_MAXINT64 / scale)
    return CUE_FEED_UNIT_UNKNOWN;
  *out_ns = value * scale;
  return units[unit];
}

/**
 * cue_feed_unit_get_words:
 * @unit: what a stamp counts
 *
 * Returns: (transfer none): it in words, to stand behind a number
 */
const char *
cue_feed_unit_get_words (CueFeedUnit unit)
{
  switch (unit) {
  case CUE_FEED_UNIT_NONE:
    return _ ("not there");
  case CUE_FEED_UNIT_SECONDS:
    return _ ("seconds");
  case CUE_FEED_UNIT_MILLISECONDS:
    return _ ("milliseconds");
  case CUE_FEED_UNIT_MICROSECONDS:
    return _ ("microseconds");
  case CUE_FEED_UNIT_NANOSECONDS:
    return _ ("nanoseconds");
  case CUE_FEED_UNIT_UNKNOWN:
  default:
    return _ ("unknown unit");
  }
}

/**
 * cue_feed_stamp_format:
 * @ns: nanoseconds since 1970 UTC
 *
 * Returns: (transfer full): the time in UTC like `2026-10-15T12:04:10.000000001Z`, with as many
 *   digits after the second as it has; nothing for %CUE_FEED_NO_TIME
 */
char *
cue_feed_stamp_format (gint64 ns)
{
  gint64           seconds = ns / 1000000000;
  gint64           rest = ns % 1000000000;
  g_autofree char *text = NULL;
  char             digits[10];
  gsize            n = 9;

  if (ns == CUE_FEED_NO_TIME)
    return g_strdup ("");
  if (rest < 0) {
    rest += 1000000000;
    seconds--;
  }
  text = cue_time_format_iso8601 (seconds * G_USEC_PER_SEC);
  if (rest == 0)
    return g_steal_pointer (&text);
  g_snprintf (digits, sizeof digits, "%09" G_GINT64_FORMAT, rest);
  while (digits[n - 1] == '0')
    digits[--n] = '\0';
  text[strlen (text) - 1] = '\0';
  return g_strconcat (text, ".", digits, "Z", NULL);
}
