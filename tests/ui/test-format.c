// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <gio/gio.h>
#include <locale.h>

#include "cue-format.h"
#include "cue-time.h"

#define S(n)  ((gint64) ((n) * (double) G_USEC_PER_SEC))
#define MS(n) ((gint64) (n) *1000)

#define assert_words(call, expected)       \
  G_STMT_START                             \
  {                                        \
    g_autofree char *words = call;         \
    g_assert_cmpstr (words, ==, expected); \
  }                                        \
  G_STMT_END

static void
test_age (void)
{
  assert_words (cue_format_age (-1), "never");
  assert_words (cue_format_age (0), "now");
  assert_words (cue_format_age (S (1.4)), "now");
  assert_words (cue_format_age (S (1.5)), "1 s ago");
  assert_words (cue_format_age (S (59.9)), "59 s ago");
  assert_words (cue_format_age (S (60)), "1 min ago");
  assert_words (cue_format_age (S (3599)), "59 min ago");
  assert_words (cue_format_age (S (3600)), "1 h ago");
  assert_words (cue_format_age (S (47 * 3600)), "47 h ago");
  assert_words (cue_format_age (S (48 * 3600)), "2 days ago");
  assert_words (cue_format_age (G_MAXINT64), "106751991 days ago");
}

static void
test_age_spoken (void)
{
  assert_words (cue_format_age_spoken (-1), "never");
  assert_words (cue_format_age_spoken (S (1)), "now");
  assert_words (cue_format_age_spoken (S (1.6)), "1 second ago");
  assert_words (cue_format_age_spoken (S (42)), "42 seconds ago");
  assert_words (cue_format_age_spoken (S (61)), "1 minute ago");
  assert_words (cue_format_age_spoken (S (7200)), "2 hours ago");
}

static void
test_clock_time (void)
{
  g_assert_true (g_setenv ("TZ", "UTC", TRUE));
  assert_words (cue_time_format_time_of_day (S (1795164250LL)), "08:44:10");
  assert_words (cue_time_format_time_of_day (G_MAXINT64), "–");
  assert_words (cue_time_format_time_of_day (G_MININT64), "–");
}

static void
test_durations (void)
{
  assert_words (cue_format_milliseconds (-1), "–");
  assert_words (cue_format_milliseconds (0), "0 ms");
  assert_words (cue_format_milliseconds (MS (38) + 499), "38 ms");
  assert_words (cue_format_milliseconds (MS (38) + 500), "39 ms");
  assert_words (cue_format_milliseconds (S (12)), "12.0 s");
  assert_words (cue_format_seconds (-1), "–");
  assert_words (cue_format_seconds (MS (8550)), "8.6 s");
}

static void
test_stream (void)
{
  assert_words (cue_format_bitrate (0), "–");
  assert_words (cue_format_bitrate (64000), "64 kbit/s");
  assert_words (cue_format_bitrate (2800000), "2.8 Mbit/s");
  assert_words (cue_format_frame_size (0, 720), "–");
  assert_words (cue_format_frame_size (1280, 720), "1280 × 720");
  assert_words (cue_format_frame_rate (0), "–");
  assert_words (cue_format_frame_rate (-1), "–");
  assert_words (cue_format_frame_rate (0.0 / 1.0 * -1), "–");
  assert_words (cue_format_frame_rate (25), "25 fps");
  assert_words (cue_format_frame_rate (30000.0 / 1001), "29.97 fps");
  assert_words (cue_format_frame_rate (1e300), "–");
  assert_words (cue_format_variant (1280, 720, 25, 2800000), "1280 × 720 · 25 fps · 2.8 Mbit/s");
  assert_words (cue_format_variant (0, 0, 0, 128000), "128 kbit/s");
}

static void
test_counts (void)
{
  assert_words (cue_format_issue_count (1), "1 issue");
  assert_words (cue_format_issue_count (3), "3 issues");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/age", test_age);
  g_test_add_func ("/format/age-spoken", test_age_spoken);
  g_test_add_func ("/format/clock-time", test_clock_time);
  g_test_add_func ("/format/durations", test_durations);
  g_test_add_func ("/format/stream", test_stream);
  g_test_add_func ("/format/counts", test_counts);

  return g_test_run ();
}
