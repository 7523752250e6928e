// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueEpochUnit:
 *
 * What an integer time stamp counts, guessed from its magnitude.
 */
typedef enum {
  CUE_EPOCH_SECONDS,
  CUE_EPOCH_MILLISECONDS,
  CUE_EPOCH_MICROSECONDS,
  CUE_EPOCH_NANOSECONDS,
} CueEpochUnit;

/**
 * CueDurationStyle:
 * @CUE_DURATION_CLOCK: `00:42:10`, for the large countdown; always with hours
 * @CUE_DURATION_SHORT: `42:10`, hours only when there are any; for rows
 * @CUE_DURATION_WORDS: `42 min 10 s`, for sentences; at most two units
 */
typedef enum {
  CUE_DURATION_CLOCK,
  CUE_DURATION_SHORT,
  CUE_DURATION_WORDS,
} CueDurationStyle;

#define CUE_TIME_INVALID G_MININT64

/**
 * CUE_SECONDS:
 * @n: whole seconds
 *
 * Seconds in the unit of our clocks, 64 bits wide.
 */
#define CUE_SECONDS(n) ((gint64) (n) *G_USEC_PER_SEC)

gint64   cue_time_from_epoch (gint64 value, CueEpochUnit *unit);
char    *cue_time_format_duration (gint64 us, CueDurationStyle style);
char    *cue_time_format_iso8601 (gint64 wall_us);
char    *cue_time_format_time_of_day (gint64 wall_us);
gboolean cue_time_parse_http_date (const char *text, gint64 *out_us);
gboolean cue_time_parse_iso8601 (const char *text, gint64 *out_us, gboolean *out_has_zone);

G_END_DECLS
