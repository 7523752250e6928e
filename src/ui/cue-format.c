// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-format.h"

#include <glib/gi18n-lib.h>

/* Every function here is pure: a value goes in, words for people come out. They know no widget and
 * no clock, so that each sentence of the window can be tested without a display. */

/**
 * cue_format_age:
 * @age_us: microseconds since something happened, or a negative number when it never did
 *
 * Says how old an answer is, short enough for a list row.
 *
 * Below one and a half seconds it is “now”: a reader cannot act on less, and a number that jumps
 * between 0 and 1 only distracts.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_age (gint64 age_us)
{
  gint64 seconds = age_us / G_USEC_PER_SEC;

  if (age_us < 0)
    return g_strdup (_ ("never"));

  if (age_us < 3 * G_USEC_PER_SEC / 2)
    return g_strdup (_ ("now"));

  if (seconds < 60)
    /* Translators: an age; “s” is the unit symbol of the second */
    return g_strdup_printf (_ ("%d s ago"), (int) seconds);

  if (seconds < 60 * 60)
    /* Translators: an age; “min” is the unit symbol of the minute */
    return g_strdup_printf (_ ("%d min ago"), (int) (seconds / 60));

  if (seconds < 48 * 60 * 60)
    /* Translators: an age; “h” is the unit symbol of the hour */
    return g_strdup_printf (_ ("%d h ago"), (int) (seconds / (60 * 60)));

  seconds = MIN (seconds / (24 * 60 * 60), G_MAXINT);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", seconds),
                          (int) seconds);
}

/**
 * cue_format_age_spoken:
 * @age_us: microseconds since something happened, or a negative number when it never did
 *
 * Says the same as [func@format_age] in whole words, for a screen reader.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_age_spoken (gint64 age_us)
{
  gint64 seconds = age_us / G_USEC_PER_SEC;

  if (age_us < 0 || age_us < 3 * G_USEC_PER_SEC / 2 || seconds >= 48 * 60 * 60)
    return cue_format_age (age_us);

  if (seconds < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%d second ago",
                                         "%d seconds ago",
                                         seconds),
                            (int) seconds);

  if (seconds < 60 * 60) {
    seconds /= 60;
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%d minute ago",
                                         "%d minutes ago",
                                         seconds),
                            (int) seconds);
  }

  seconds /= 60 * 60;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour ago", "%d hours ago", seconds),
                          (int) seconds);
}

/**
 * cue_format_milliseconds:
 * @duration_us: a duration in microseconds, or a negative number when it is not known
 *
 * Writes how long an answer took.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_milliseconds (gint64 duration_us)
{
  if (duration_us < 0)
    return g_strdup ("–");

  if (duration_us >= 10 * G_USEC_PER_SEC)
    return cue_format_seconds (duration_us);

  /* Translators: a duration; “ms” is the unit symbol of the millisecond */
  return g_strdup_printf (_ ("%d ms"), (int) ((duration_us + 500) / 1000));
}

/**
 * cue_format_seconds:
 * @duration_us: a duration in microseconds, or a negative number when it is not known
 *
 * Writes a duration in seconds with one decimal, for delays and start times.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_seconds (gint64 duration_us)
{
  if (duration_us < 0)
    return g_strdup ("–");

  /* Translators: a duration; “s” is the unit symbol of the second */
  return g_strdup_printf (_ ("%.1f s"), (double) duration_us / G_USEC_PER_SEC);
}

/**
 * cue_format_bitrate:
 * @bits_per_second: a bit rate; 0 when it is not known
 *
 * Writes a bit rate with a unit that leaves few digits.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_bitrate (guint64 bits_per_second)
{
  if (bits_per_second == 0)
    return g_strdup ("–");

  if (bits_per_second < 1000 * 1000)
    /* Translators: thousands of bits per second */
    return g_strdup_printf (_ ("%.0f kbit/s"), (double) bits_per_second / 1e3);

  /* Translators: millions of bits per second */
  return g_strdup_printf (_ ("%.1f Mbit/s"), (double) bits_per_second / 1e6);
}

/**
 * cue_format_frame_size:
 * @width: pixels
 * @height: pixels
 *
 * Writes the size of a picture; a dash when either side is not known.
 *
 * Returns: (transfer full): digits
 */
char *
cue_format_frame_size (guint width, guint height)
{
  if (width == 0 || height == 0)
    return g_strdup ("–");

  return g_strdup_printf ("%u × %u", width, height);
}

/**
 * cue_format_frame_rate:
 * @frames_per_second: a rate; 0 or less when it is not known
 *
 * Writes a frame rate; the decimals appear only where they say something (29.97).
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_frame_rate (double frames_per_second)
{
  double rounded = (double) (gint64) (frames_per_second + 0.5);

  if (!(frames_per_second > 0) || frames_per_second > 100000)
    return g_strdup ("–");

  if (frames_per_second - rounded < 0.005 && rounded - frames_per_second < 0.005)
    /* Translators: frames per second */
    return g_strdup_printf (_ ("%.0f fps"), rounded);

  return g_strdup_printf (_ ("%.2f fps"), frames_per_second);
}

/**
 * cue_format_issue_count:
 * @n_issues: how many problems an event has
 *
 * Counts problems for the sidebar, where there is little room.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_issue_count (guint n_issues)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u issue", "%u issues", n_issues),
                          n_issues);
}

/**
 * cue_format_variant:
 * @width: pixels; 0 when the playlist does not say
 * @height: pixels; 0 when the playlist does not say
 * @frame_rate: frames per second; 0 when the playlist does not say
 * @bandwidth: peak bits per second as the playlist declares it
 *
 * Names one rendition of a stream for the quality menu: “1280 × 720 · 25 fps · 2.8 Mbit/s”.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_format_variant (guint width, guint height, double frame_rate, guint64 bandwidth)
{
  g_autofree char *bitrate = cue_format_bitrate (bandwidth);
  GString         *text = g_string_new (NULL);

  if (width > 0 && height > 0) {
    g_autofree char *size = cue_format_frame_size (width, height);

    g_string_append_printf (text, "%s · ", size);
  }

  if (frame_rate > 0) {
    g_autofree char *rate = cue_format_frame_rate (frame_rate);

    g_string_append_printf (text, "%s · ", rate);
  }

  g_string_append (text, bitrate);
  return g_string_free (text, FALSE);
}
