// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-field.h"

G_BEGIN_DECLS

#define CUE_ACCESS_SCAN_DEPTH 64
#define CUE_ACCESS_SCAN_NODES 512

/* What a JSON value is. The first six are scalars. */
typedef enum {
  CUE_ACCESS_JSON_TEXT,    /* without a backslash: what stands between the marks is the text */
  CUE_ACCESS_JSON_ESCAPED, /* a text with backslashes */
  CUE_ACCESS_JSON_NUMBER,
  CUE_ACCESS_JSON_TRUE,
  CUE_ACCESS_JSON_FALSE,
  CUE_ACCESS_JSON_NULL,
  CUE_ACCESS_JSON_OBJECT,
  CUE_ACCESS_JSON_ARRAY,
} CueAccessJson;

/* One value, in the order in which they begin; the outermost is the first. */
typedef struct {
  guint32       offset; /* of its first byte, a quotation mark included */
  guint32       length;
  guint32       key_offset; /* of the key between its marks; zero without one */
  guint32       key_length;
  guint32       parent; /* index of the value it stands in */
  CueAccessJson type;
} CueAccessNode;

typedef struct {
  CueAccessNode nodes[CUE_ACCESS_SCAN_NODES];
  guint         n_nodes;
  gboolean      more; /* there were more, which were only checked */
} CueAccessScan;

gboolean       cue_access_scan (CueAccessScan *self, const char *text, gsize length);
const char    *cue_access_scan_scalar (const char *at, const char *end, CueAccessJson *type);
char          *cue_access_scan_decode (const char *token, gsize length, CueAccessJson type);
CueAccessField cue_access_scan_get_field (const CueAccessScan *self, const char *text, guint node);

G_END_DECLS
