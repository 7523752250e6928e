// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-time.h"

#include "cue-time.h"

#include <string.h>

#define DAY 86400

/* Days since 1970 of a date of the Gregorian calendar, and back; years from March, so that the leap
 * day is the last of its year. */
static gint
days_from_date (gint year, gint month, gint day)
{
  gint era_day;

  year -= month <= 2;
  era_day = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return year * 365 + year / 4 - year / 100 + year / 400 + era_day - 719468;
}

static void
date_from_days (gint days, gint *year, gint *month, gint *day)
{
  gint z = days + 719468;
  gint era = z / 146097;
  gint doe = z - era * 146097;
  gint yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  gint doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  gint mp = (5 * doy + 2) / 153;

  *day = doy - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = yoe + era * 400 + (*month <= 2);
}

static gboolean
read_digits (const char *at, guint n, gint *value)
{
  gint sum = 0;

  for (guint i = 0; i < n; i++) {
    guint digit = (guint) (guchar) at[i] - '0';

    if (digit > 9)
      return FALSE;
    sum = sum * 10 + (gint) digit;
  }
  *value = sum;
  return TRUE;
}

static gboolean
is_date (gint year, gint month, gint day)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean            leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  if (year < 1970 || year > 2105 || month < 1 || month > 12 || day < 1)
    return FALSE;
  return day <= lengths[month - 1] + (leap && month == 2);
}

/* `.25` and `Z`, each of which may be missing. */
static gboolean
split_rest (const char *at, const char *end, CueAccessTime *time)
{
  time->fraction = 0;
  time->n_digits = 0;
  if (at < end && *at == '.') {
    for (at++; at < end && g_ascii_isdigit (*at); at++) {
      if (time->n_digits++ == 9)
        return FALSE;
      time->fraction = time->fraction * 10 + (guint32) (*at - '0');
    }
    if (time->n_digits == 0)
      return FALSE;
  }
  time->zulu = at < end && *at == 'Z';
  return at + time->zulu == end;
}

/**
 * cue_access_time_split:
 * @token: (array length=length): a text with its quotation marks
 * @length: its bytes
 * @time: (out): its parts
 *
 * Reads `"2026-11-20T08:15:30"`, with at most nine digits after a point and with or without a `Z`,
 * from 1970 to 2105. Everything else is for [func@access_time_read].
 *
 * Returns: whether it is such a time; then [func@access_time_write] gives the same bytes again
 */
gboolean
cue_access_time_split (const char *token, gsize length, CueAccessTime *time)
{
  gint year, month, day, hour, minute, second;

  if (length < 21 || length > CUE_ACCESS_TIME_MAX || token[0] != '"' || token[5] != '-' ||
      token[8] != '-' || token[11] != 'T' || token[14] != ':' || token[17] != ':')
    return FALSE;
  if (!read_digits (token + 1, 4, &year) || !read_digits (token + 6, 2, &month) ||
      !read_digits (token + 9, 2, &day) || !read_digits (token + 12, 2, &hour) ||
      !read_digits (token + 15, 2, &minute) || !read_digits (token + 18, 2, &second))
    return FALSE;
  if (!is_date (year, month, day) || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  time->seconds = (guint32) ((gint64) days_from_date (year, month, day) * DAY + hour * 3600 +
                             minute * 60 + second);
  return split_rest (token + 20, token + length - 1, time);
}

static char *
write_digits (char *at, guint32 value, guint n)
{
  for (guint i = n; i > 0; i--, value /= 10)
    at[i - 1] = (char) ('0' + value % 10);
  return at + n;
}

/**
 * cue_access_time_write:
 * @time: a time
 * @token: where to write; room for `CUE_ACCESS_TIME_MAX` bytes
 *
 * Writes the JSON text that the time was read from, quotes and all.
 *
 * Returns: how many bytes were written
 */
gsize
cue_access_time_write (const CueAccessTime *time, char *token)
{
  char   *at = token;
  guint32 rest = time->seconds % DAY;
  gint    year, month, day;

  date_from_days ((gint) (time->seconds / DAY), &year, &month, &day);
  *at++ = '"';
  at = write_digits (at, (guint32) year, 4);
  *at++ = '-';
  at = write_digits (at, (guint32) month, 2);
  *at++ = '-';
  at = write_digits (at, (guint32) day, 2);
  *at++ = 'T';
  at = write_digits (at, rest / 3600, 2);
  *at++ = ':';
  at = write_digits (at, rest / 60 % 60, 2);
  *at++ = ':';
  at = write_digits (at, rest % 60, 2);
  if (time->n_digits > 0) {
    *at++ = '.';
    at = write_digits (at, time->fraction, time->n_digits);
  }
  if (time->zulu)
    *at++ = 'Z';
  *at++ = '"';
  return (gsize) (at - token);
}

/**
 * cue_access_time_to_us:
 * @time: a time
 *
 * Returns: µs since 1970; digits beyond µs are cut off
 */
gint64
cue_access_time_to_us (const CueAccessTime *time)
{
  gint64 fraction = time->fraction;

  for (guint i = time->n_digits; i < 6; i++)
    fraction *= 10;
  for (guint i = time->n_digits; i > 6; i--)
    fraction /= 10;
  return (gint64) time->seconds * G_USEC_PER_SEC + fraction;
}

static gint64
read_epoch (const char *text)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL))
    return CUE_TIME_INVALID;
  return cue_time_from_epoch (value, NULL);
}

/**
 * cue_access_time_read:
 * @token: (array length=length): a JSON value
 * @length: its bytes
 * @type: what it is
 *
 * Reads a time in any form that was seen: ISO 8601, or a number that counts seconds, ms, µs or ns,
 * also as a text. Without a zone UTC is taken.
 *
 * Returns: microseconds since 1970 UTC, or %CUE_TIME_INVALID
 */
gint64
cue_access_time_read (const char *token, gsize length, CueJsonKind type)
{
  g_autofree char *text = NULL;
  CueAccessTime    time;
  gint64           us;

  if (type == CUE_JSON_TEXT && cue_access_time_split (token, length, &time))
    return cue_access_time_to_us (&time);
  if (length > 64 || (type != CUE_JSON_TEXT && type != CUE_JSON_NUMBER))
    return CUE_TIME_INVALID;
  text = cue_json_token_decode (token, length, type);
  if (type == CUE_JSON_TEXT && cue_time_parse_iso8601 (text, &us, NULL))
    return us;
  return read_epoch (text);
}
