// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-scan.h"
#include "cue-dictionary.h"

G_BEGIN_DECLS

/* How one value of a packed text is written: the number of a value in the dictionary, or the value
 * itself in the shortest form that gives the same bytes back. */
typedef enum {
  CUE_ACCESS_CODE_LITERAL, /* length, bytes */
  CUE_ACCESS_CODE_UUID,    /* 16 bytes, small letters */
  CUE_ACCESS_CODE_TIME,    /* form, 4 bytes, fraction */
  CUE_ACCESS_CODE_INTEGER, /* its value */
  CUE_ACCESS_CODE_TOKEN,   /* this and above: number in the dictionary */
} CueAccessCode;

/* At most so many bytes more than the value has. */
#define CUE_ACCESS_CODE_OVERHEAD 20

guint8       *cue_access_code_write_number (guint8 *out, guint64 number);
const guint8 *cue_access_code_read_number (const guint8 *at, guint64 *number);
guint8 *
cue_access_code_write_value (guint8 *out, const char *token, gsize length, CueJsonKind type);
const guint8 *cue_access_code_read (const guint8 *at, CueDictionary *dictionary, GString *text);

G_END_DECLS
