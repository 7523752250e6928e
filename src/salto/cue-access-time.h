// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-scan.h"

G_BEGIN_DECLS

/* A time as the service writes it, in parts from which it can be written again byte by byte. */
typedef struct {
  guint32  seconds;  /* since 1970, as if in UTC */
  guint32  fraction; /* the digits after the point as a number */
  guint8   n_digits; /* how many; at most 9, none: no point */
  gboolean zulu;     /* whether a Z ends it */
} CueAccessTime;

#define CUE_ACCESS_TIME_MAX 34 /* bytes of the longest, with its quotation marks */

gboolean cue_access_time_split (const char *token, gsize length, CueAccessTime *time);
gsize    cue_access_time_write (const CueAccessTime *time, char *token);
gint64   cue_access_time_to_us (const CueAccessTime *time);
gint64   cue_access_time_read (const char *token, gsize length, CueJsonKind type);

G_END_DECLS
