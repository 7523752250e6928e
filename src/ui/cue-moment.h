// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueMomentZone:
 * @CUE_MOMENT_LOCAL: as the clock of this computer shows it
 * @CUE_MOMENT_UTC: as a clock in UTC shows it
 * @CUE_MOMENT_RAW: nanoseconds since 1970 UTC, as they are sent
 *
 * How a point in time is written.
 */
typedef enum {
  CUE_MOMENT_LOCAL,
  CUE_MOMENT_UTC,
  CUE_MOMENT_RAW,
} CueMomentZone;

/**
 * CueMomentStyle:
 * @CUE_MOMENT_ROW: to the millisecond, every one as wide as another
 * @CUE_MOMENT_SHORT: to the second
 * @CUE_MOMENT_FULL: to the nanosecond where there are any, with the zone
 *
 * How exactly a point in time is written.
 */
typedef enum {
  CUE_MOMENT_ROW,
  CUE_MOMENT_SHORT,
  CUE_MOMENT_FULL,
} CueMomentStyle;

char *cue_moment_format (gint64 ns, CueMomentZone zone, CueMomentStyle style);
char *cue_moment_format_span (gint64 from_ns, gint64 to_ns, CueMomentZone zone);

G_END_DECLS
