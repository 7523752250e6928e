// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-time.h"

G_BEGIN_DECLS

/**
 * CueFeedUnit:
 * @CUE_FEED_UNIT_NONE: there is no such field, or it is null
 * @CUE_FEED_UNIT_UNKNOWN: it is no time that we can read; see its text
 * @CUE_FEED_UNIT_SECONDS: seconds
 * @CUE_FEED_UNIT_MILLISECONDS: milliseconds
 * @CUE_FEED_UNIT_MICROSECONDS: microseconds
 * @CUE_FEED_UNIT_NANOSECONDS: nanoseconds
 *
 * What a time stamp of an event counts, told by its magnitude (services reference 5.3).
 */
typedef enum {
  CUE_FEED_UNIT_NONE,
  CUE_FEED_UNIT_UNKNOWN,
  CUE_FEED_UNIT_SECONDS,
  CUE_FEED_UNIT_MILLISECONDS,
  CUE_FEED_UNIT_MICROSECONDS,
  CUE_FEED_UNIT_NANOSECONDS,
} CueFeedUnit;

/* In place of nanoseconds since 1970: there is no time. */
#define CUE_FEED_NO_TIME G_MININT64

CueFeedUnit cue_feed_stamp_read (const char *text, gsize length, gint64 *out_ns);
const char *cue_feed_unit_get_words (CueFeedUnit unit);
char       *cue_feed_stamp_format (gint64 ns);

G_END_DECLS
