// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-moment.h"

#include <string.h>

/* Points in time that are known to the nanosecond, for people. The date is written as ISO 8601 has
 * it: it means the same to everybody, and stands in columns. */

#define NS_PER_S  G_GINT64_CONSTANT (1000000000)
#define NS_PER_MS G_GINT64_CONSTANT (1000000)

static GDateTime *
make_time (gint64 ns, CueMomentZone zone, gint64 *rest)
{
  gint64 seconds = ns / NS_PER_S;

  *rest = ns % NS_PER_S;

  if (*rest < 0) {
    *rest += NS_PER_S;
    seconds--;
  }

  return zone == CUE_MOMENT_UTC ? g_date_time_new_from_unix_utc (seconds)
                                : g_date_time_new_from_unix_local (seconds);
}

/**
 * cue_moment_format:
 * @ns: nanoseconds since 1970 UTC
 * @zone: by which clock
 * @style: how exactly
 *
 * Returns: (transfer full): the time, or the number itself where no clock shows it
 */
char *
cue_moment_format (gint64 ns, CueMomentZone zone, CueMomentStyle style)
{
  gint64 rest = 0;
  g_autoptr (GDateTime) time = zone == CUE_MOMENT_RAW ? NULL : make_time (ns, zone, &rest);
  g_autofree char *clock = NULL;
  g_autofree char *ahead = NULL;

  if (time == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, ns);

  clock = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");

  if (style == CUE_MOMENT_SHORT)
    return g_steal_pointer (&clock);

  if (style == CUE_MOMENT_ROW)
    return g_strdup_printf ("%s.%03d", clock, (int) (rest / NS_PER_MS));

  ahead = zone == CUE_MOMENT_UTC ? g_strdup ("UTC") : g_date_time_format (time, "%:z");

  return rest % NS_PER_MS == 0
           ? g_strdup_printf ("%s.%03d %s", clock, (int) (rest / NS_PER_MS), ahead)
           : g_strdup_printf ("%s.%09d %s", clock, (int) rest, ahead);
}

/**
 * cue_moment_format_span:
 * @from_ns: when it begins, nanoseconds since 1970 UTC
 * @to_ns: when it is over, nanoseconds since 1970 UTC
 * @zone: by which clock
 *
 * Returns: (transfer full): both, of which the end names its day only when it is another
 */
char *
cue_moment_format_span (gint64 from_ns, gint64 to_ns, CueMomentZone zone)
{
  gboolean         exact = to_ns - from_ns < 10 * NS_PER_S;
  CueMomentStyle   style = exact ? CUE_MOMENT_ROW : CUE_MOMENT_SHORT;
  g_autofree char *from = cue_moment_format (from_ns, zone, style);
  g_autofree char *to = cue_moment_format (to_ns, zone, style);
  const char      *end = to;

  if (zone != CUE_MOMENT_RAW && strncmp (from, to, sizeof "2026-11-20" - 1) == 0 &&
      strchr (to, ' ') != NULL)
    end = strchr (to, ' ') + 1;

  return g_strdup_printf ("%s – %s", from, end);
}
