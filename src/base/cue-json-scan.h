// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueJsonScan:
 * @duplicates: (nullable): if set before the scan, receives the path-less names of keys that
 *   stand twice in one object
 * @odd_numbers: places of the numbers that neither a 64-bit integer nor a double can hold
 *
 * What the strict scan found besides errors.
 */
typedef struct {
  GPtrArray *duplicates;  /* owned by the caller, nullable: of char* */
  GArray    *odd_numbers; /* owned by the caller, nullable: of CueJsonSpan */
} CueJsonScan;

typedef struct {
  gsize offset;
  gsize length;
} CueJsonSpan;

gboolean cue_json_scan (const char *bytes, gsize length, CueJsonScan *scan, GError **error);

G_END_DECLS
