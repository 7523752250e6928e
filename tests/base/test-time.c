// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-time.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
assert_duration (gint64 us, CueDurationStyle style, const char *expected)
{
  g_autofree char *text = cue_time_format_duration (us, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_duration (void)
{
  assert_duration (0, CUE_DURATION_CLOCK, "00:00:00");
  assert_duration (2530 * SECOND, CUE_DURATION_CLOCK, "00:42:10");
  assert_duration (2530 * SECOND + 999999, CUE_DURATION_CLOCK, "00:42:10");
  assert_duration (-750 * SECOND, CUE_DURATION_SHORT, "−12:30");
  assert_duration (-750 * SECOND, CUE_DURATION_CLOCK, "−00:12:30");
  assert_duration (-999999, CUE_DURATION_CLOCK, "00:00:00");
  assert_duration (-SECOND, CUE_DURATION_SHORT, "−00:01");
  assert_duration (3600 * SECOND, CUE_DURATION_SHORT, "01:00:00");
  assert_duration (359999 * SECOND, CUE_DURATION_CLOCK, "99:59:59");
  assert_duration (360000 * SECOND, CUE_DURATION_CLOCK, "4 d 04:00:00");
  assert_duration (14 * SECOND, CUE_DURATION_WORDS, "14 s");
  assert_duration (120 * SECOND, CUE_DURATION_WORDS, "2 min");
  assert_duration (2530 * SECOND, CUE_DURATION_WORDS, "42 min 10 s");
  assert_duration (-3660 * SECOND, CUE_DURATION_WORDS, "−1 h 1 min");
  assert_duration (90000 * SECOND, CUE_DURATION_WORDS, "1 d 1 h");
  assert_duration (G_MININT64, CUE_DURATION_CLOCK, "−106751991 d 04:00:54");
  assert_duration (G_MAXINT64, CUE_DURATION_WORDS, "106751991 d 4 h");
}

static void
test_epoch (void)
{
  CueEpochUnit unit;

  g_assert_cmpint (cue_time_from_epoch (0, &unit), ==, 0);
  g_assert_cmpint (cue_time_from_epoch (G_GINT64_CONSTANT (99999999999), &unit),
                   ==,
                   G_GINT64_CONSTANT (99999999999000000));
  g_assert_cmpint (unit, ==, CUE_EPOCH_SECONDS);
  g_assert_cmpint (cue_time_from_epoch (G_GINT64_CONSTANT (100000000000), &unit),
                   ==,
                   G_GINT64_CONSTANT (100000000000000));
  g_assert_cmpint (unit, ==, CUE_EPOCH_MILLISECONDS);
  cue_time_from_epoch (G_GINT64_CONSTANT (100000000000000), &unit);
  g_assert_cmpint (unit, ==, CUE_EPOCH_MICROSECONDS);
  cue_time_from_epoch (G_GINT64_CONSTANT (100000000000000000), &unit);
  g_assert_cmpint (unit, ==, CUE_EPOCH_NANOSECONDS);
  g_assert_cmpint (cue_time_from_epoch (-1, NULL), ==, CUE_TIME_INVALID);
  g_assert_cmpint (cue_time_from_epoch (G_MININT64, NULL), ==, CUE_TIME_INVALID);
}

static void
test_http_date (void)
{
  static const char *const good[] = {
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
  };
  static const char *const bad[] = {
    "",
    "0",
    "-1",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 CET",
    "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT ",
    "Sun Nov 6 08:49:37 1994",
    "Sun",
    "Sun,",
    "1994-11-06T08:49:37Z",
  };
  gint64 us = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    us = 0;
    g_assert_true (cue_time_parse_http_date (good[i], &us));
    g_assert_cmpint (us, ==, 784111777 * SECOND);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cue_time_parse_http_date (bad[i], &us));
}

static void
test_iso8601 (void)
{
  static const struct {
    const char *text;
    gint64      us;
    gboolean    has_zone;
  } good[] = {
    { "1994-11-06T08:49:37Z", 784111777 * SECOND, TRUE },
    { "1994-11-06T08:49:37", 784111777 * SECOND, FALSE },
    { "1994-11-06 08:49:37z", 784111777 * SECOND, TRUE },
    { "1994-11-06T09:49:37+01:00", 784111777 * SECOND, TRUE },
    { "1994-11-06T09:49:37+0100", 784111777 * SECOND, TRUE },
    { "1994-11-06T03:19:37-05:30", 784111777 * SECOND, TRUE },
    { "1994-11-06T09:49:37+01", 784111777 * SECOND, TRUE },
    { "1994-11-06T08:49:37.25Z", 784111777 * SECOND + 250000, TRUE },
    { "1994-11-06T08:49:37,123456789Z", 784111777 * SECOND + 123456, TRUE },
    { "1994-11-06T08:49Z", 784111740 * SECOND, TRUE },
    { "2016-12-31T23:59:60Z", 1483228800 * SECOND, TRUE },
    { "1970-01-01T00:00:00Z", 0, TRUE },
    { "0001-01-01T00:00:00Z", -62135596800 * SECOND, TRUE },
    { "9999-12-31T23:59:59Z", 253402300799 * SECOND, TRUE },
    { "2024-02-29T00:00:00Z", 1709164800 * SECOND, TRUE },
  };
  static const char *const bad[] = {
    "",
    "2024",
    "2024-02-29",
    "2023-02-29T00:00:00Z",
    "0000-00-00T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z",
    "2024-01-01T00:00:61Z",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00+1",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00Zx",
    "2024-01-01T00:00:00 Z",
    "24-01-01T00:00:00Z",
    "-2024-01-01T00:00:00Z",
  };
  gint64   us;
  gboolean has_zone;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (cue_time_parse_iso8601 (good[i].text, &us, &has_zone));
    g_assert_cmpint (us, ==, good[i].us);
    g_assert_cmpint (has_zone, ==, good[i].has_zone);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cue_time_parse_iso8601 (bad[i], &us, NULL));
}

static void
test_format_iso8601 (void)
{
  g_autofree char *whole = cue_time_format_iso8601 (784111777 * SECOND);
  g_autofree char *part = cue_time_format_iso8601 (784111777 * SECOND + 7500);
  g_autofree char *early = cue_time_format_iso8601 (-1000);
  g_autofree char *ancient = cue_time_format_iso8601 (-62135596800 * SECOND);
  g_autofree char *no_time = cue_time_format_iso8601 (G_MAXINT64);

  g_assert_cmpstr (whole, ==, "1994-11-06T08:49:37Z");
  g_assert_cmpstr (part, ==, "1994-11-06T08:49:37.007Z");
  g_assert_cmpstr (early, ==, "1969-12-31T23:59:59.999Z");
  g_assert_cmpstr (ancient, ==, "0001-01-01T00:00:00Z");
  g_assert_cmpstr (no_time, ==, "9223372036854775807");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time/duration", test_duration);
  g_test_add_func ("/base/time/epoch", test_epoch);
  g_test_add_func ("/base/time/http-date", test_http_date);
  g_test_add_func ("/base/time/iso8601", test_iso8601);
  g_test_add_func ("/base/time/format-iso8601", test_format_iso8601);
  return g_test_run ();
}
