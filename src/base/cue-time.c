// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MINUS "\xe2\x88\x92" /* U+2212, as wide as a digit and read as minus */

/**
 * cue_time_from_epoch:
 * @value: an integer time stamp as received
 * @unit: (out) (optional): what it counts
 *
 * Services call everything a “unix timestamp”: seconds, milliseconds, microseconds and nanoseconds
 * were all seen. The magnitude tells them apart for the years 1973 to 5138.
 *
 * Returns: microseconds since 1970 UTC, or %CUE_TIME_INVALID for a negative value
 */
gint64
cue_time_from_epoch (gint64 value, CueEpochUnit *unit)
{
  CueEpochUnit guess;
  gint64       us;

  if (value < 0) {
    guess = CUE_EPOCH_SECONDS;
    us = CUE_TIME_INVALID;
  } else if (value < G_GINT64_CONSTANT (100000000000)) {
    guess = CUE_EPOCH_SECONDS;
    us = value * G_USEC_PER_SEC;
  } else if (value < G_GINT64_CONSTANT (100000000000000)) {
    guess = CUE_EPOCH_MILLISECONDS;
    us = value * 1000;
  } else if (value < G_GINT64_CONSTANT (100000000000000000)) {
    guess = CUE_EPOCH_MICROSECONDS;
    us = value;
  } else {
    guess = CUE_EPOCH_NANOSECONDS;
    us = value / 1000;
  }
  if (unit != NULL)
    *unit = guess;
  return us;
}

static char *
format_words (const char *sign, guint64 seconds)
{
  guint days = (guint) (seconds / 86400);
  guint hours = (guint) (seconds / 3600 % 24);
  guint minutes = (guint) (seconds / 60 % 60);
  guint rest = (guint) (seconds % 60);

  /* Translators: durations inside a sentence; the first %s is a minus sign or nothing */
  if (days > 0)
    return g_strdup_printf (_ ("%s%u d %u h"), sign, days, hours);
  if (hours > 0)
    return g_strdup_printf (_ ("%s%u h %u min"), sign, hours, minutes);
  if (minutes > 0 && rest > 0)
    return g_strdup_printf (_ ("%s%u min %u s"), sign, minutes, rest);
  if (minutes > 0)
    return g_strdup_printf (_ ("%s%u min"), sign, minutes);
  return g_strdup_printf (_ ("%s%u s"), sign, rest);
}

/**
 * cue_time_format_duration:
 * @us: microseconds; negative for time that is over
 * @style: how
 *
 * Parts of a second are cut off towards zero, and a minus sign never stands before a zero. From
 * 100 hours on days are counted.
 *
 * Returns: (transfer full): the text, with U+2212 as minus sign
 */
char *
cue_time_format_duration (gint64 us, CueDurationStyle style)
{
  guint64     magnitude = us < 0 ? 0 - (guint64) us : (guint64) us;
  guint64     seconds = magnitude / G_USEC_PER_SEC;
  guint       hours = (guint) (seconds / 3600);
  guint       minutes = (guint) (seconds / 60 % 60);
  guint       rest = (guint) (seconds % 60);
  const char *sign = us < 0 && seconds > 0 ? MINUS : "";

  if (style == CUE_DURATION_WORDS)
    return format_words (sign, seconds);

  if (hours >= 100) {
    /* Translators: a countdown of many days: sign, days, then hours:minutes:seconds */
    return g_strdup_printf (_ ("%s%u d %02u:%02u:%02u"),
                            sign,
                            hours / 24,
                            hours % 24,
                            minutes,
                            rest);
  }
  if (style == CUE_DURATION_SHORT && hours == 0)
    return g_strdup_printf ("%s%02u:%02u", sign, minutes, rest);
  return g_strdup_printf ("%s%02u:%02u:%02u", sign, hours, minutes, rest);
}

/**
 * cue_time_format_iso8601:
 * @wall_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the time in UTC like `2026-03-01T12:04:10Z`, with milliseconds when
 *   there are any; the number itself when it is no time of the years 1 to 9999
 */
char *
cue_time_format_iso8601 (gint64 wall_us)
{
  gint64 seconds = wall_us / G_USEC_PER_SEC;
  gint64 rest = wall_us % G_USEC_PER_SEC;
  int    milliseconds;
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *text = NULL;

  if (rest < 0) {
    rest += G_USEC_PER_SEC;
    seconds--;
  }
  when = g_date_time_new_from_unix_utc (seconds);
  if (when == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, wall_us);
  /* "%Y" would not fill up the year 994 to four digits. */
  text = g_date_time_format (when, "-%m-%dT%H:%M:%S");
  milliseconds = (int) (rest / 1000);
  if (milliseconds > 0)
    return g_strdup_printf ("%04d%s.%03dZ", g_date_time_get_year (when), text, milliseconds);
  return g_strdup_printf ("%04d%sZ", g_date_time_get_year (when), text);
}

/**
 * cue_time_format_time_of_day:
 * @wall_us: microseconds since 1970 UTC
 *
 * Writes a time of day in the time zone of this computer, to the second.
 *
 * Returns: (transfer full): digits, or a dash when the time cannot be shown
 */
char *
cue_time_format_time_of_day (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  char *text = NULL;

  if (time != NULL)
    text = g_date_time_format (time, "%H:%M:%S");
  return text != NULL ? text : g_strdup ("–");
}

/* ---- reading ------------------------------------------------------------------------------- */

typedef struct {
  const char *at;
} Cursor;

static gboolean
take_char (Cursor *cursor, char wanted)
{
  if (*cursor->at != wanted)
    return FALSE;
  cursor->at++;
  return TRUE;
}

static gboolean
take_digits (Cursor *cursor, guint count, int *out)
{
  int value = 0;

  for (guint i = 0; i < count; i++) {
    if (!g_ascii_isdigit (cursor->at[i]))
      return FALSE;
    value = value * 10 + (cursor->at[i] - '0');
  }
  cursor->at += count;
  *out = value;
  return TRUE;
}

static gboolean
take_month (Cursor *cursor, int *out)
{
  static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

  for (int i = 0; i < 12; i++) {
    if (strncmp (cursor->at, names + i * 3, 3) == 0) {
      cursor->at += 3;
      *out = i + 1;
      return TRUE;
    }
  }
  return FALSE;
}

/* The day number of a date of the Gregorian calendar, counted from 1970-01-01. Years begin in March
 * here, so that the leap day is the last of its year. */
static gint64
count_days (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static gboolean
compose (int year, int month, int day, int hour, int minute, int second, gint64 *out_us)
{
  gint64 seconds;

  if (!g_date_valid_dmy (day, month, year) || hour > 23 || minute > 59 || second > 60)
    return FALSE;
  /* A leap second has no number of its own: it counts as the first second after it. */
  seconds = count_days (year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  *out_us = seconds * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
take_clock (Cursor *cursor, int *hour, int *minute, int *second)
{
  return take_digits (cursor, 2, hour) && take_char (cursor, ':') &&
         take_digits (cursor, 2, minute) && take_char (cursor, ':') &&
         take_digits (cursor, 2, second);
}

/* "Sun, 06 Nov 1994 08:49:37 GMT" and "Sunday, 06-Nov-94 08:49:37 GMT", after the comma */
static gboolean
parse_fixdate (Cursor cursor, gint64 *out_us)
{
  int  day, month, year, hour, minute, second;
  char separator;

  if (!take_char (&cursor, ' ') || !take_digits (&cursor, 2, &day))
    return FALSE;
  separator = *cursor.at;
  if ((separator != ' ' && separator != '-') || !take_char (&cursor, separator) ||
      !take_month (&cursor, &month) || !take_char (&cursor, separator))
    return FALSE;
  if (!take_digits (&cursor, 4, &year)) {
    if (!take_digits (&cursor, 2, &year))
      return FALSE;
    /* RFC 9110 5.6.7: two digits mean the nearest past; nothing here is older than the web */
    year += year < 70 ? 2000 : 1900;
  }
  return take_char (&cursor, ' ') && take_clock (&cursor, &hour, &minute, &second) &&
         strcmp (cursor.at, " GMT") == 0 &&
         compose (year, month, day, hour, minute, second, out_us);
}

/* "Sun Nov  6 08:49:37 1994", after the day name */
static gboolean
parse_asctime (Cursor cursor, gint64 *out_us)
{
  int day, month, year, hour, minute, second;

  if (!take_char (&cursor, ' ') || !take_month (&cursor, &month) || !take_char (&cursor, ' '))
    return FALSE;
  if (take_char (&cursor, ' ')) {
    if (!take_digits (&cursor, 1, &day))
      return FALSE;
  } else if (!take_digits (&cursor, 2, &day)) {
    return FALSE;
  }
  return take_char (&cursor, ' ') && take_clock (&cursor, &hour, &minute, &second) &&
         take_char (&cursor, ' ') && take_digits (&cursor, 4, &year) && *cursor.at == '\0' &&
         compose (year, month, day, hour, minute, second, out_us);
}

/**
 * cue_time_parse_http_date:
 * @text: the value of a `Date`, `Last-Modified` or `Retry-After` header
 * @out_us: (out): microseconds since 1970 UTC
 *
 * Reads the three forms of RFC 9110 section 5.6.7. The name of the day is not compared with the
 * date.
 *
 * Returns: whether @text is a date
 */
gboolean
cue_time_parse_http_date (const char *text, gint64 *out_us)
{
  Cursor cursor = { text };

  g_return_val_if_fail (text != NULL && out_us != NULL, FALSE);

  while (g_ascii_isalpha (*cursor.at))
    cursor.at++;
  if (cursor.at - text < 3)
    return FALSE;
  if (take_char (&cursor, ','))
    return parse_fixdate (cursor, out_us);
  return parse_asctime (cursor, out_us);
}

static gboolean
take_fraction (Cursor *cursor, gint64 *out_us)
{
  gint64 unit = G_USEC_PER_SEC / 10;

  *out_us = 0;
  if (!g_ascii_isdigit (*cursor->at))
    return FALSE;
  while (g_ascii_isdigit (*cursor->at)) {
    *out_us += (*cursor->at - '0') * unit;
    unit /= 10;
    cursor->at++;
  }
  return TRUE;
}

static gboolean
take_zone (Cursor *cursor, gint64 *out_offset_us, gboolean *out_has_zone)
{
  int sign, hours, minutes = 0;

  *out_offset_us = 0;
  *out_has_zone = *cursor->at != '\0';
  if (*cursor->at == '\0')
    return TRUE;
  if (take_char (cursor, 'Z') || take_char (cursor, 'z'))
    return TRUE;
  if (*cursor->at != '+' && *cursor->at != '-')
    return FALSE;
  sign = *cursor->at == '-' ? -1 : 1;
  cursor->at++;
  if (!take_digits (cursor, 2, &hours))
    return FALSE;
  if (take_char (cursor, ':') || *cursor->at != '\0') {
    if (!take_digits (cursor, 2, &minutes))
      return FALSE;
  }
  if (hours > 23 || minutes > 59)
    return FALSE;
  *out_offset_us = sign * (hours * G_GINT64_CONSTANT (3600) + minutes * 60) * G_USEC_PER_SEC;
  return TRUE;
}

/**
 * cue_time_parse_iso8601:
 * @text: for example `2026-03-01T12:04:10.25+01:00`
 * @out_us: (out): microseconds since 1970 UTC
 * @out_has_zone: (out) (optional): %FALSE when no zone was given, and UTC was assumed
 *
 * Reads dates with time as services write them: `T` or a space between, any number of digits
 * after the second, a zone as `Z`, `+01:00`, `+0100` or `+01`. A leap second is the second after
 * it. `0000-00-00` and the like are refused.
 *
 * Returns: whether @text is a time
 */
gboolean
cue_time_parse_iso8601 (const char *text, gint64 *out_us, gboolean *out_has_zone)
{
  Cursor   cursor = { text };
  int      year, month, day, hour, minute, second = 0;
  gint64   us, fraction = 0, offset;
  gboolean has_zone;

  g_return_val_if_fail (text != NULL && out_us != NULL, FALSE);

  if (!take_digits (&cursor, 4, &year) || !take_char (&cursor, '-') ||
      !take_digits (&cursor, 2, &month) || !take_char (&cursor, '-') ||
      !take_digits (&cursor, 2, &day))
    return FALSE;
  if (!take_char (&cursor, 'T') && !take_char (&cursor, 't') && !take_char (&cursor, ' '))
    return FALSE;
  if (!take_digits (&cursor, 2, &hour) || !take_char (&cursor, ':') ||
      !take_digits (&cursor, 2, &minute))
    return FALSE;
  if (take_char (&cursor, ':')) {
    if (!take_digits (&cursor, 2, &second))
      return FALSE;
    if ((take_char (&cursor, '.') || take_char (&cursor, ',')) &&
        !take_fraction (&cursor, &fraction))
      return FALSE;
  }
  if (!take_zone (&cursor, &offset, &has_zone) || *cursor.at != '\0' ||
      !compose (year, month, day, hour, minute, second, &us))
    return FALSE;

  *out_us = us + fraction - offset;
  if (out_has_zone != NULL)
    *out_has_zone = has_zone;
  return TRUE;
}
