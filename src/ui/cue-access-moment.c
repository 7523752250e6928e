// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-moment.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define DAY_US ((gint64) 24 * 60 * 60 * G_USEC_PER_SEC)

/* Dates and times of day as people type them. A “clock” is microseconds since 1970 as the clocks on
 * the wall show it, whatever their zone. */

/**
 * cue_access_moment_read_date:
 * @text: what was typed
 * @date: (out caller-allocates): the day
 *
 * Reads a date as it is written where the user lives, or as `2026-11-20` anywhere.
 *
 * Returns: whether it is one
 */
gboolean
cue_access_moment_read_date (const char *text, GDate *date)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  int              year, month, day, length = 0;

  g_date_clear (date, 1);

  if (sscanf (trimmed, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3 && year > 31) {
    if (trimmed[length] != '\0' || month <= 0 || day <= 0 ||
        !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
      return FALSE;

    g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
    return TRUE;
  }

  /* It would also take half a date, and guess the rest. */
  if (trimmed[0] == '\0' || strpbrk (trimmed, "0123456789") == NULL)
    return FALSE;

  g_date_set_parse (date, trimmed);
  return g_date_valid (date);
}

static gboolean
read_number (const char **text, int most, int *number)
{
  char  *end;
  gint64 value;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  value = g_ascii_strtoll (*text, &end, 10);

  if (end - *text > 2 || value > most)
    return FALSE;

  *text = end;
  *number = (int) value;
  return TRUE;
}

/**
 * cue_access_moment_read_time:
 * @text: what was typed
 * @seconds: (out): since midnight
 *
 * Reads `21:30`, `21:30:15`, `21h30`, `9:30 pm` or `9 pm`.
 *
 * Returns: whether it is a time of day
 */
gboolean
cue_access_moment_read_time (const char *text, int *seconds)
{
  g_autofree char *trimmed = g_strstrip (g_ascii_strdown (text, -1));
  const char      *at = trimmed;
  int              hour = 0, minute = 0, second = 0;
  gboolean         noon = FALSE, half = FALSE, parts = FALSE;

  if (!read_number (&at, 23, &hour))
    return FALSE;

  if (*at == ':' || *at == '.' || *at == 'h') {
    at++;
    parts = TRUE;

    if (!read_number (&at, 59, &minute) || (*at == ':' && (at++, !read_number (&at, 59, &second))))
      return FALSE;
  }

  while (*at == ' ')
    at++;

  if (g_str_equal (at, "am") || g_str_equal (at, "pm")) {
    half = TRUE;
    noon = *at == 'p';
  } else if (*at != '\0')
    return FALSE;

  if ((!parts && !half) || (half && (hour < 1 || hour > 12)))
    return FALSE;

  if (half)
    hour = hour % 12 + (noon ? 12 : 0);

  *seconds = (hour * 60 + minute) * 60 + second;
  return TRUE;
}

static char *
format (gint64 clock_us, const char *form)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (clock_us / G_USEC_PER_SEC);
  char *text = time != NULL ? g_date_time_format (time, form) : NULL;

  return text != NULL ? text : g_strdup ("");
}

/**
 * cue_access_moment_format_date:
 * @clock_us: a clock
 *
 * Returns: (transfer full): the day as it is written where the user lives
 */
char *
cue_access_moment_format_date (gint64 clock_us)
{
  return format (clock_us, "%x");
}

/**
 * cue_access_moment_format_time:
 * @clock_us: a clock
 *
 * Returns: (transfer full): hours and minutes, as the rows say them
 */
char *
cue_access_moment_format_time (gint64 clock_us)
{
  return format (clock_us, "%H:%M");
}

static char *
format_side (gint64 clock_us, gint64 now_us)
{
  g_autofree char *date = NULL;
  g_autofree char *time = cue_access_moment_format_time (clock_us);

  if (clock_us / DAY_US == now_us / DAY_US)
    return g_steal_pointer (&time);

  date = cue_access_moment_format_date (clock_us);
  return g_strdup_printf ("%s %s", date, time);
}

/**
 * cue_access_moment_format:
 * @from_us: a clock, or %G_MININT64
 * @to_us: a clock, or %G_MAXINT64
 * @now_us: a clock: the day of today is not said
 *
 * Returns: (transfer full): the range in words
 */
char *
cue_access_moment_format (gint64 from_us, gint64 to_us, gint64 now_us)
{
  g_autofree char *from = from_us != G_MININT64 ? format_side (from_us, now_us) : NULL;
  g_autofree char *to = to_us != G_MAXINT64 ? format_side (to_us, now_us) : NULL;

  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s – %s", from, to);

  /* Translators: a filter: what happened at that time or later; %s is a time */
  if (from != NULL)
    return g_strdup_printf (_ ("from %s"), from);

  /* Translators: a filter: what happened up to that time; %s is a time */
  return g_strdup_printf (_ ("until %s"), to != NULL ? to : "");
}

/**
 * cue_access_moment_join:
 * @date: a valid day
 * @seconds: since its midnight
 *
 * Returns: a clock
 */
gint64
cue_access_moment_join (const GDate *date, int seconds)
{
  GDate epoch;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return g_date_days_between (&epoch, date) * DAY_US + (gint64) seconds * G_USEC_PER_SEC;
}
