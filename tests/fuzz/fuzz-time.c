// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-retry.h"
#include "cue-time.h"

#include "fuzz.h"

#include <string.h>

/* Dates and waits from headers and JSON: no overflow, and what is read can be written and read. */

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  gint64           us;
  gint64           again;
  gint64           value = 0;
  gboolean         has_zone;

  if (cue_time_parse_http_date (text, &us)) {
    g_autofree char *written = cue_time_format_iso8601 (us);

    g_assert_true (cue_time_parse_iso8601 (written, &again, &has_zone));
    g_assert_cmpint (us, ==, again);
    g_assert_true (has_zone);
  }
  if (cue_time_parse_iso8601 (text, &us, &has_zone)) {
    g_autofree char *written = cue_time_format_iso8601 (us);

    /* a zone can push the first and last day out of the years 1 to 9999 */
    if (cue_time_parse_iso8601 (written, &again, NULL))
      g_assert_cmpint (us - again, <, 1000);
  }
  if (cue_retry_parse_after (text, G_GINT64_CONSTANT (1795164000000000), &us)) {
    g_assert_cmpint (us, >=, CUE_RETRY_AFTER_MIN_US);
    g_assert_cmpint (us, <=, CUE_RETRY_AFTER_MAX_US);
  }
  memcpy (&value, data, MIN (size, sizeof value));
  for (CueDurationStyle style = CUE_DURATION_CLOCK; style <= CUE_DURATION_WORDS; style++) {
    g_autofree char *words = cue_time_format_duration (value, style);

    g_assert_true (g_utf8_validate (words, -1, NULL));
  }
  cue_time_from_epoch (value, NULL);
  return 0;
}
