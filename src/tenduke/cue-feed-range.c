// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-range.h"

#include "cue-error.h"
#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Times of the Feed API are nanoseconds since 1970 (S2:66-74). They do not fit a double, people
 * think in dates, and most tools count in something else; so a time can be entered in three forms,
 * and one that was taken from the wrong tool is recognised by its size (services reference 5.3).
 */

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)
#define NS_DIGITS     9
#define RAW_DIGITS    19

G_DEFINE_ENUM_TYPE (CueFeedTimeForm,
                    cue_feed_time_form,
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TIME_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TIME_UTC, "utc"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TIME_RAW, "raw"))

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, words);
  return FALSE;
}

static gboolean
parse_raw (const char *text, gint64 *out_ns, GError **error)
{
  guint64 value;
  GError *why = NULL;

  if (text[strspn (text, "0123456789")] != '\0' ||
      !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, &why)) {
    g_clear_error (&why);
    return refuse (error,
                   _ ("A time in nanoseconds has digits only, 19 of them for today, and is at most "
                      "9223372036854775807."));
  }
  *out_ns = (gint64) value;
  return TRUE;
}

/* Takes @n digits of @at; -1 when they are not there. */
static gint
take_digits (const char **at, guint n)
{
  gint value = 0;

  for (guint i = 0; i < n; i++) {
    if (!g_ascii_isdigit (**at))
      return -1;
    value = value * 10 + (*(*at)++ - '0');
  }
  return value;
}

/* Takes a fraction of a second; FALSE when a point has no digits behind it. */
static gboolean
take_fraction (const char **at, gint64 *ns)
{
  gint64 unit = NS_PER_SECOND;

  *ns = 0;
  if (**at != '.' && **at != ',')
    return TRUE;
  (*at)++;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++) {
    unit /= 10;
    *ns += (**at - '0') * unit; // digits beyond the ninth count nothing
  }
  return TRUE;
}

typedef struct {
  gint   year, month, day, hour, minute, second;
  gint64 ns;
} Moment;

/* `2026-11-22`, `2026-11-22 10:30`, `2026-11-22T10:30:15.123456789`. */
static gboolean
take_moment (const char **at, Moment *moment)
{
  *moment = (Moment){ 0 };
  moment->year = take_digits (at, 4);
  if (moment->year < 0 || *(*at)++ != '-')
    return FALSE;
  moment->month = take_digits (at, 2);
  if (moment->month < 0 || *(*at)++ != '-')
    return FALSE;
  moment->day = take_digits (at, 2);
  if (moment->day < 0)
    return FALSE;
  if (**at == '\0')
    return TRUE;
  if (**at != ' ' && **at != 'T' && **at != 't')
    return FALSE;
  (*at)++;
  moment->hour = take_digits (at, 2);
  if (moment->hour < 0 || *(*at)++ != ':')
    return FALSE;
  moment->minute = take_digits (at, 2);
  if (moment->minute < 0)
    return FALSE;
  if (**at != ':')
    return TRUE;
  (*at)++;
  moment->second = take_digits (at, 2);
  return moment->second >= 0 && take_fraction (at, &moment->ns);
}

static GTimeZone *
take_zone (const char *at, CueFeedTimeForm form)
{
  while (*at == ' ')
    at++;
  if (*at != '\0')
    return g_time_zone_new_identifier (at); // a zone in the text counts more than the form
  return form == CUE_FEED_TIME_UTC ? g_time_zone_new_utc () : g_time_zone_new_local ();
}

static gboolean
parse_date (const char *text, CueFeedTimeForm form, gint64 *out_ns, GError **error)
{
  const char *at = text;
  Moment      moment;
  gint64      seconds;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (take_moment (&at, &moment)) {
    zone = take_zone (at, form);
    if (zone != NULL)
      time = g_date_time_new (zone,
                              moment.year,
                              moment.month,
                              moment.day,
                              moment.hour,
                              moment.minute,
                              moment.second);
  }
  if (time == NULL)
    return refuse (error,
                   _ ("A time is written as 2026-11-22 10:30:15, with as many digits behind a "
                      "point as wanted; hours, and a zone such as Z or +01:00, may be left out."));
  seconds = g_date_time_to_unix (time);
  if (seconds < 0 || seconds > (G_MAXINT64 - moment.ns) / NS_PER_SECOND || seconds + moment.ns == 0)
    return refuse (error, _ ("A time lies between 1970 and 2262."));
  *out_ns = seconds * NS_PER_SECOND + moment.ns;
  return TRUE;
}

/**
 * cue_feed_time_parse:
 * @text: as it was typed; blanks around it do not count
 * @form: how it is meant. A date that names its zone is taken by that, and digits alone are always
 *   nanoseconds.
 * @out_ns: (out): nanoseconds since 1970 UTC, 1 to 9223372036854775807
 *
 * Errors: %CUE_ERROR_INVALID_INPUT, in words for people. A number of another unit is no error; ask
 * [func@feed_time_suggest].
 *
 * Returns: whether it is a time
 */
gboolean
cue_feed_time_parse (const char *text, CueFeedTimeForm form, gint64 *out_ns, GError **error)
{
  g_autofree char *plain = NULL;

  g_return_val_if_fail (text != NULL && out_ns != NULL, FALSE);

  plain = g_strstrip (g_strdup (text));
  if (*plain == '\0')
    return refuse (error, _ ("The time is missing."));
  if (form == CUE_FEED_TIME_RAW || plain[strspn (plain, "0123456789")] == '\0')
    return parse_raw (plain, out_ns, error);
  return parse_date (plain, form, out_ns, error);
}

/**
 * cue_feed_time_suggest:
 * @text: digits
 *
 * Recognises a time in seconds, milliseconds or microseconds by its size.
 *
 * Returns: the same time in nanoseconds, or 0 when there is nothing to suggest
 */
gint64
cue_feed_time_suggest (const char *text)
{
  gint64       value;
  gint64       us;
  CueEpochUnit unit;

  g_return_val_if_fail (text != NULL, 0);

  if (!cue_feed_time_parse (text, CUE_FEED_TIME_RAW, &value, NULL))
    return 0;
  us = cue_time_from_epoch (value, &unit);
  if (us == CUE_TIME_INVALID || unit == CUE_EPOCH_NANOSECONDS || us <= 0 || us > G_MAXINT64 / 1000)
    return 0;
  return us * 1000;
}

/**
 * cue_feed_time_format:
 * @ns: nanoseconds since 1970 UTC
 * @form: how to write it
 *
 * Returns: (transfer full): text that [func@feed_time_parse] reads back to the same number
 */
char *
cue_feed_time_format (gint64 ns, CueFeedTimeForm form)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;
  gint64           rest = ns % NS_PER_SECOND;

  if (form == CUE_FEED_TIME_RAW || ns < 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, ns);
  utc = g_date_time_new_from_unix_utc (ns / NS_PER_SECOND);
  time = form == CUE_FEED_TIME_LOCAL ? g_date_time_to_local (utc) : g_date_time_ref (utc);
  text = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
  if (rest == 0)
    return g_steal_pointer (&text);
  if (rest % 1000000 == 0)
    return g_strdup_printf ("%s.%03d", text, (gint) (rest / 1000000));
  return g_strdup_printf ("%s.%0*" G_GINT64_FORMAT, text, NS_DIGITS, rest);
}

static const char *
name_unit (const char *text)
{
  gint64       value;
  CueEpochUnit unit = CUE_EPOCH_NANOSECONDS;

  if (cue_feed_time_parse (text, CUE_FEED_TIME_RAW, &value, NULL))
    cue_time_from_epoch (value, &unit);
  switch (unit) {
  case CUE_EPOCH_SECONDS:
    return _ ("seconds");
  case CUE_EPOCH_MILLISECONDS:
    return _ ("milliseconds");
  case CUE_EPOCH_MICROSECONDS:
    return _ ("microseconds");
  case CUE_EPOCH_NANOSECONDS:
  default:
    return _ ("nanoseconds");
  }
}

/**
 * cue_feed_time_check:
 * @findings: (nullable) (element-type CueFinding): gets what is wrong with it
 * @path: %CUE_FEED_FIELD_AFTER or %CUE_FEED_FIELD_BEFORE
 * @text: (nullable): as it was typed; nothing but blanks is no bound
 * @form: how it is meant
 * @out_ns: (out): the time, 0 for none and for one that is no time
 *
 * The rules for `after` and `before` (services reference 3.6).
 */
void
cue_feed_time_check (GPtrArray      *findings,
                     const char     *path,
                     const char     *text,
                     CueFeedTimeForm form,
                     gint64         *out_ns)
{
  g_autoptr (GError) error = NULL;
  gint64 suggestion;

  g_return_if_fail (out_ns != NULL);

  *out_ns = 0;
  if (cue_text_is_blank (text))
    return;
  if (!cue_feed_time_parse (text, form, out_ns, &error)) {
    cue_findings_add (findings, CUE_FINDING_BLOCK, path, "S2:67", "%s", error->message);
    return;
  }
  suggestion = cue_feed_time_suggest (text);
  if (suggestion != 0) {
    g_autofree char *digits = cue_feed_time_format (suggestion, CUE_FEED_TIME_RAW);
    g_autofree char *date = cue_feed_time_format (suggestion, CUE_FEED_TIME_UTC);

    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      path,
                      "S2:67",
                      // Translators: a unit such as “milliseconds”; the same time in nanoseconds;
                      // as a date in UTC
                      _ ("This looks like %s. Did you mean nanoseconds: %s (%s UTC)?"),
                      name_unit (text),
                      digits,
                      date);
  }
}

/**
 * cue_feed_range_check:
 * @findings: (nullable) (element-type CueFinding): gets what is wrong with it
 * @range: a range
 *
 * With both bounds, the first has to lie before the second; the service does not say what it does
 * with both, so that is remarked.
 */
void
cue_feed_range_check (GPtrArray *findings, const CueFeedRange *range)
{
  g_return_if_fail (range != NULL);

  if (range->after == 0 || range->before == 0)
    return;
  if (range->after >= range->before)
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_FEED_FIELD_BEFORE,
                      "S2:67",
                      _ ("The range ends before it begins."));
  else
    cue_findings_add (findings,
                      CUE_FINDING_HINT,
                      CUE_FEED_FIELD_BEFORE,
                      "S2:70",
                      _ ("The vendor's guide names “after” and “before” apart, never both in one "
                         "request. Pages are read from the beginning and end here."));
}
