// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueHlsAttributes:
 * @cursor: what has not been read yet; set it to the text after the tag's colon
 * @end: one past the last byte of the line
 * @name: the current attribute's name; not NUL-terminated
 * @name_length: length of @name
 * @value: the current value, without quotes; not NUL-terminated
 * @value_length: length of @value
 * @quoted: whether the value stood in quotes
 *
 * Reads an attribute list (RFC 8216, section 4.2) in place, one attribute after the other, with
 * cue_hls_attributes_next(). Nothing is allocated.
 */
typedef struct {
  const char *cursor;
  const char *end;
  const char *name;
  gsize       name_length;
  const char *value;
  gsize       value_length;
  gboolean    quoted;
} CueHlsAttributes;

gboolean cue_hls_attributes_next (CueHlsAttributes *self);
gboolean cue_hls_attributes_is (const CueHlsAttributes *self, const char *name);
char    *cue_hls_attributes_dup_value (const CueHlsAttributes *self);
gboolean cue_hls_attributes_get_uint64 (const CueHlsAttributes *self, guint64 *out);
gboolean cue_hls_attributes_get_double (const CueHlsAttributes *self, double *out);
gboolean
cue_hls_attributes_get_resolution (const CueHlsAttributes *self, guint *width, guint *height);

gboolean cue_hls_parse_uint64 (const char *text, gsize length, guint64 *out);
gboolean cue_hls_parse_double (const char *text, gsize length, double *out);

G_END_DECLS
