// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-retry.h"

#include "cue-time.h"

#include <math.h>
#include <string.h>

/**
 * cue_retry_delay:
 * @attempt: how many attempts have failed before, 0 for the first wait
 * @base_us: the first wait
 * @cap_us: no wait is longer, before jitter is taken off
 * @rand: (nullable): where jitter comes from; %NULL for the global source
 *
 * Waits that double, and are shortened by up to a quarter at random so that many consoles that
 * lost the same server do not come back in the same moment.
 *
 * Returns: microseconds to wait
 */
gint64
cue_retry_delay (guint attempt, gint64 base_us, gint64 cap_us, GRand *rand)
{
  double jitter = rand != NULL ? g_rand_double (rand) : g_random_double ();
  gint64 delay = cap_us;

  g_return_val_if_fail (base_us > 0 && cap_us >= base_us, base_us);

  if (attempt < 62 && base_us <= cap_us >> attempt)
    delay = base_us << attempt;
  return delay - (gint64) ((double) delay * 0.25 * jitter);
}

static gint64
clamp (gint64 us)
{
  return CLAMP (us, CUE_RETRY_AFTER_MIN_US, CUE_RETRY_AFTER_MAX_US);
}

/**
 * cue_retry_parse_after:
 * @value: (nullable): the value of a `Retry-After` header
 * @server_wall_us: what time it is for the server, to measure an HTTP date against
 * @out_us: (out): how long to wait
 *
 * Seconds (a fraction is rounded up) or an HTTP date. Whatever it asks for, we wait at least one
 * second and at most 15 minutes: negative numbers and dates in the past were seen, and so were
 * days.
 *
 * Returns: %FALSE when there is no header or nobody can read it; then the caller backs off
 */
gboolean
cue_retry_parse_after (const char *value, gint64 server_wall_us, gint64 *out_us)
{
  g_autofree char *text = NULL;
  char            *end;
  double           seconds;
  gint64           date_us;

  g_return_val_if_fail (out_us != NULL, FALSE);

  if (value == NULL)
    return FALSE;
  text = g_strstrip (g_strdup (value));
  if (cue_time_parse_http_date (text, &date_us)) {
    *out_us = clamp (date_us - server_wall_us);
    return TRUE;
  }
  if (*text == '\0' || strspn (text, "+-.0123456789") != strlen (text))
    return FALSE;
  seconds = g_ascii_strtod (text, &end);
  if (*end != '\0' || end == text)
    return FALSE;
  seconds = ceil (CLAMP (seconds, 0.0, 1e6));
  *out_us = clamp ((gint64) seconds * G_USEC_PER_SEC);
  return TRUE;
}
