// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-field.h"
#include "cue-json-token.h"

G_BEGIN_DECLS

#define CUE_ACCESS_SCAN_DEPTH 64
#define CUE_ACCESS_SCAN_NODES 512

/* One value, in the order in which they begin; the outermost is the first. */
typedef struct {
  guint32     offset; /* of its first byte, a quotation mark included */
  guint32     length;
  guint32     key_offset; /* of the key between its marks; zero without one */
  guint32     key_length;
  guint32     parent; /* index of the value it stands in */
  CueJsonKind type;
} CueAccessNode;

typedef struct {
  CueAccessNode nodes[CUE_ACCESS_SCAN_NODES];
  guint         n_nodes;
  gboolean      more; /* there were more, which were only checked */
} CueAccessScan;

gboolean       cue_access_scan (CueAccessScan *self, const char *text, gsize length);
CueAccessField cue_access_scan_get_field (const CueAccessScan *self, const char *text, guint node);

G_END_DECLS
